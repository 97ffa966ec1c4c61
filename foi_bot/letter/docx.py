"""The letter as a Word document: real styles, so that it can be navigated, restyled and read aloud.

It is written on the authority's own letterhead file, or on one made from what its pack says of its
looks (`docx_template`). Level 1 of a letter is Word's Title, level 2 its Heading 1. python-docx is
imported when a document is first written. The same letter gives the same bytes: the file does not
say when or by whom it was made.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from foi_bot.letter.docx_numbering import restarted
from foi_bot.letter.docx_tables import add_table, turn
from foi_bot.letter.docx_template import Template, set_language, template
from foi_bot.letter.shown import (
    Grid,
    Items,
    Lines,
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
from foi_bot.letter.stationery import PLAIN, Stationery
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


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The document being written, and what it is written on."""

    document: Document
    on: Template

    def paragraph(self, style: str, text: str = "") -> Paragraph:
        """A paragraph at the document's end."""
        made = self.document.add_paragraph(text)
        # By id: python-docx looks a style's name up in the whole file, which doubles the time.
        made._p.style = self.on.ids[style]
        return made


def write(letter: Letter, slots: Slots, stationery: Stationery = PLAIN) -> bytes:
    """The letter as a .docx file. Total."""
    import docx

    page = shown(letter, slots)
    on = template(stationery)
    sheet = _Sheet(docx.Document(BytesIO(on.content)), on)
    sheet.document.core_properties.title = page.title[:255]
    set_language(sheet.document, page.language)
    in_header = stationery.letterhead is not None and stationery.letterhead_in == "file"
    turned = False
    for block, is_lead in leading(page.blocks):
        if in_header and isinstance(block, Lines) and block.kind == "letterhead":
            continue
        wide = isinstance(block, Grid) and layout(block, on.room).landscape
        if wide != turned:
            turn(sheet.document, landscape=wide)
            turned = wide
        _add(sheet, block)
        if is_lead:
            # What leads is a paragraph, and the last but the section's settings.
            sheet.document.element.body[-2].get_or_add_pPr().get_or_add_keepNext()
    saved = BytesIO()
    sheet.document.save(saved)
    return _timeless(saved)


def _add(sheet: _Sheet, block: Shown) -> None:
    match block:
        case Lines(kind, lines):
            _add_lines(sheet, _STYLES[kind], lines)
        case Title(level, text):
            sheet.paragraph(_HEADINGS[level], text)
        case Words(runs):
            _fill(sheet, sheet.paragraph("Normal"), runs)
        case Quoted(paragraphs):
            for runs in paragraphs:
                _fill(sheet, sheet.paragraph("Quote"), runs)
        case Items(ordered, items):
            _add_list(sheet, ordered, items)
        case Grid(caption):
            if caption:
                sheet.paragraph("Caption", caption)
            add_table(sheet.document, sheet.on, block)
            sheet.paragraph("After Table")


def _add_lines(sheet: _Sheet, style: str, lines: tuple[str, ...]) -> None:
    """Lines that belong together, as one paragraph; a letterhead's first line stands out, a
    sign-off leaves room for a signature after its first."""
    first, *others = lines
    if style == "Letterhead":
        sheet.paragraph("Letterhead Name", first)
    elif style == "Sign-off" and others:
        sheet.paragraph("Sign-off Close", first)
    else:
        others = list(lines)
    if others:
        sheet.paragraph(style, "\n".join(others))


def _fill(sheet: _Sheet, paragraph: Paragraph, runs: Runs) -> None:
    for run in runs:
        _add_run(sheet, paragraph, run)


def _add_run(sheet: _Sheet, paragraph: Paragraph, run: Run) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    added = paragraph.add_run(run.text)
    added.bold = True if run.strong else None
    if run.link is not None:
        added._r.style = sheet.on.ids["Hyperlink"]
        link = OxmlElement("w:hyperlink")
        to = paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), to)
        paragraph._p.append(link)
        link.append(added._r)


def _add_list(sheet: _Sheet, ordered: bool, items: Iterable[Runs]) -> None:
    numbering = restarted(sheet.document, sheet.on.numbers) if ordered else None
    for runs in items:
        paragraph = sheet.paragraph("List Number" if ordered else "List Bullet")
        if numbering is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = numbering
        _fill(sheet, paragraph, runs)


def _timeless(saved: BytesIO) -> bytes:
    """The same archive with no date in it."""
    made = BytesIO()
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            timeless = zipfile.ZipInfo(entry.filename, _FIRST_DAY_OF_ZIP)
            timeless.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(timeless, source.read(entry))
    return made.getvalue()
