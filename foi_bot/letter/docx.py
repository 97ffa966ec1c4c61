"""The letter as a Word document: real styles, so that it can be navigated, restyled and read aloud.

Level 1 of a letter is Word's Title, level 2 its Heading 1. python-docx is imported when a document
is first written. The same letter gives the same bytes: the file does not say when or by whom it was
made.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from foi_bot.letter.docx_styles import stationery
from foi_bot.letter.docx_tables import add_table, turn
from foi_bot.letter.shown import (
    Grid,
    Items,
    Lines,
    Page,
    Quoted,
    Run,
    Runs,
    Shown,
    Slots,
    Title,
    Words,
    leading,
    shown,
)
from foi_bot.letter.table_layout import layout
from foi_bot.letter.tree import Letter

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_HEADINGS = {1: "Title", 2: "Heading 1", 3: "Heading 2"}
_STYLES = {
    "letterhead": "Letterhead",
    "date": "Date",
    "applicant": "Applicant",
    "reference": "Reference",
    "sign-off": "Sign-off",
}


def write(letter: Letter, slots: Slots) -> bytes:
    """The letter as a .docx file. Total."""
    import docx

    page = shown(letter, slots)
    document = docx.Document(BytesIO(stationery()))
    _describe(document, page)
    turned = False
    for block, is_lead in leading(page.blocks):
        wide = isinstance(block, Grid) and layout(block).landscape
        if wide != turned:
            turn(document, landscape=wide)
            turned = wide
        _add(document, block)
        if is_lead:
            document.paragraphs[-1].paragraph_format.keep_with_next = True
    saved = BytesIO()
    document.save(saved)
    return _timeless(saved)


def _describe(document: Document, page: Page) -> None:
    from docx.oxml.ns import qn

    document.core_properties.title = page.title[:255]
    document.core_properties.language = page.language
    (defaults,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    defaults.find(qn("w:lang")).set(qn("w:val"), page.language)


def _add(document: Document, block: Shown) -> None:
    match block:
        case Lines(kind, lines):
            _add_lines(document, _STYLES[kind], lines)
        case Title(level, text):
            _paragraph(document, _HEADINGS[level], text)
        case Words(runs):
            _fill(_paragraph(document, "Normal"), runs)
        case Quoted(paragraphs):
            for runs in paragraphs:
                _fill(_paragraph(document, "Quote"), runs)
        case Items(ordered, items):
            _add_list(document, ordered, items)
        case Grid(caption):
            if caption:
                _paragraph(document, "Caption", caption)
            add_table(document, block)
            _paragraph(document, "After Table")


def _add_lines(document: Document, style: str, lines: tuple[str, ...]) -> None:
    """Lines that belong together, as one paragraph; a letterhead's first line stands out, a
    sign-off leaves room for a signature after its first."""
    first, *others = lines
    if style == "Letterhead":
        _paragraph(document, "Letterhead Name", first)
    elif style == "Sign-off" and others:
        _paragraph(document, "Sign-off Close", first)
    else:
        others = list(lines)
    if others:
        _paragraph(document, style, "\n".join(others))


def _paragraph(document: Document, style: str, text: str = "") -> Paragraph:
    paragraph = document.add_paragraph(text)
    # By id: python-docx looks a style's name up in the whole file, which doubles the time.
    paragraph._p.style = _style_id(style)
    return paragraph


def _style_id(name: str) -> str:
    return name.replace(" ", "")


def _fill(paragraph: Paragraph, runs: Runs) -> None:
    for run in runs:
        _add_run(paragraph, run)


def _add_run(paragraph: Paragraph, run: Run) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    added = paragraph.add_run(run.text)
    added.bold = True if run.strong else None
    if run.link is not None:
        added._r.style = _style_id("Hyperlink")
        link = OxmlElement("w:hyperlink")
        to = paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), to)
        paragraph._p.append(link)
        link.append(added._r)


def _add_list(document: Document, ordered: bool, items: Iterable[Runs]) -> None:
    numbering = _new_numbering(document) if ordered else None
    for runs in items:
        paragraph = _paragraph(document, "List Number" if ordered else "List Bullet")
        if numbering is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = numbering
        _fill(paragraph, runs)


def _new_numbering(document: Document) -> int:
    """Numbers that start again at 1: Word would count on through all lists of one style."""
    numbering = document.part.numbering_part.element
    used = document.styles["List Number"].element.pPr.numPr.numId.val
    of_style = numbering.num_having_numId(used).abstractNumId.val
    num = numbering.add_num(of_style)
    num.add_lvlOverride(ilvl=0).add_startOverride(1)
    made: int = num.numId
    return made


def _timeless(saved: BytesIO) -> bytes:
    """The same archive with no date in it."""
    made = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            timeless = zipfile.ZipInfo(entry.filename, _FIRST_DAY_OF_ZIP)
            timeless.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(timeless, source.read(entry))
    return made.getvalue()
