"""The Word file that letters are written on: an authority's own, or one made from its looks.

Made once for each authority and kept as bytes. Nothing in it tells who made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from foi_bot.letter.docx_numbering import ensure_lists
from foi_bot.letter.docx_styles import set_styles, use_one_font
from foi_bot.letter.stationery import POINTS_PER_MM, Room, Stationery

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FONTS = {"sans": "Arial", "serif": "Times New Roman"}
_MODE = "15"
"""Of Word 2013 and later: in an older one Word says "Compatibility Mode" above every letter."""
_TELLTALE = ("thumbnail", "extended-properties", "custom-properties")
_LEFT_BEHIND = ("customXml", "comments", "commentsExtended", "commentsIds", "people", "glossary")
"""Parts with what people or other programs have left in an authority's file."""


@dataclass(frozen=True, slots=True)
class Template:
    """An empty letter as a .docx file, the id of each of its styles by name, the definition of its
    numbered lists, and the room for its text."""

    content: bytes
    ids: Mapping[str, str]
    numbers: int
    room: Room


@lru_cache(maxsize=32)
def template(stationery: Stationery) -> Template:
    """The file for an authority's letters."""
    document = _own(stationery) if stationery.letterhead is None else _given(stationery)
    numbers = ensure_lists(document)
    _forget_the_maker(document)
    _speak_one_language(document)
    saved = BytesIO()
    document.save(saved)
    ids = {style.name: style.style_id for style in document.styles if style.name}
    return Template(saved.getvalue(), ids, numbers, _room(document))


def _given(stationery: Stationery) -> Document:
    """The authority's own file, its body empty, with the styles that it lacks."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document(BytesIO(stationery.letterhead or b""))
    body = document.element.body
    for element in [each for each in body if each.tag != qn("w:sectPr")]:
        body.remove(element)
    set_styles(document, _accent(stationery), keep=True)
    return document


def _own(stationery: Stationery) -> Document:
    """A4, the pack's looks, page numbers at the foot."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm

    document = docx.Document()
    look = stationery.look
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(look.margins.top), Mm(look.margins.bottom)
    section.left_margin, section.right_margin = Mm(look.margins.left), Mm(look.margins.right)
    use_one_font(document, FONTS.get(look.font, look.font))
    for style in [each for each in document.styles if each.type == WD_STYLE_TYPE.TABLE]:
        if style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    set_styles(document, _accent(stationery), keep=False)
    _number_pages(section.footer.paragraphs[0])
    _be_modern(document)
    if stationery.logo:
        _add_logo(document, stationery)
    return document


def _accent(stationery: Stationery) -> str | None:
    accent = stationery.look.accent
    return accent and accent.lstrip("#").upper()


def _add_logo(document: Document, stationery: Stationery) -> None:
    """The logo in a line of its own, with its words for whoever does not see it."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    from foi_bot.letter.pdf import picture

    logo = stationery.logo
    assert logo is not None
    content = logo.content if logo.kind == "png" else picture(stationery)
    paragraph = document.add_paragraph(style="Letterhead Logo")
    inline = paragraph.add_run().add_picture(
        BytesIO(content), height=Mm(stationery.look.logo_height)
    )
    for side in ("distT", "distB", "distL", "distR"):
        inline._inline.set(side, "0")
    for properties in inline._inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
        properties.set("name", "Logo")
        properties.set("descr", logo.text)


def _forget_the_maker(document: Document) -> None:
    about = document.core_properties._element
    for fact in list(about):
        about.remove(fact)
    _drop(document.part.package.rels, _TELLTALE)
    _drop(document.part.rels, _LEFT_BEHIND)


def _drop(relations: Any, kinds: tuple[str, ...]) -> None:
    for key in [k for k, each in relations.items() if each.reltype.rpartition("/")[2] in kinds]:
        del relations[key]


def _speak_one_language(document: Document) -> None:
    """One place that says which language the letter is in, for `set_language`."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    styles = document.styles.element
    for said in list(styles.iter(qn("w:lang"))):
        said.getparent().remove(said)
    at = styles
    for name in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
        inner = at.find(qn(name))
        if inner is None:
            inner = OxmlElement(name)
            at.insert(0, inner)
        at = inner
    at.append(OxmlElement("w:lang"))


def set_language(document: Document, language: str) -> None:
    """Say which language the letter is in, whatever its script."""
    from docx.oxml.ns import qn

    document.core_properties.language = language
    (said,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    for script in ("val", "eastAsia", "bidi"):
        said.set(qn(f"w:{script}"), language)


def _room(document: Document) -> Room:
    section = document.sections[0]
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    short, long = sorted(
        (section.page_width or 210 * _EMU_PER_MM, section.page_height or 297 * _EMU_PER_MM)
    )
    return Room((short - sides) / _EMU_PER_POINT, (long - sides) / _EMU_PER_POINT)


_EMU_PER_POINT = 12_700
_EMU_PER_MM = round(_EMU_PER_POINT * POINTS_PER_MM)


def _be_modern(document: Document) -> None:
    from docx.oxml.ns import qn

    (mode,) = document.settings.element.xpath(
        "w:compat/w:compatSetting[@w:name='compatibilityMode']"
    )
    mode.set(qn("w:val"), _MODE)


def _number_pages(paragraph: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for words, counted in (("", "PAGE"), (" / ", "NUMPAGES")):
        paragraph.add_run(words)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), counted)
        paragraph._p.append(field)
