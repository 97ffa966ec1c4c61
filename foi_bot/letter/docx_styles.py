"""The empty Word document that letters are written on: A4, the styles, nothing about its maker.

Sizes are in points. Everything is set in the styles, nothing on single paragraphs, so an authority
that edits the file changes its looks in one place.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from foi_bot.letter.table_layout import SIZES

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

FONT = "Arial"
OWN_STYLES = (
    "Letterhead Name",
    "Letterhead",
    "Date",
    "Applicant",
    "Reference",
    "Sign-off Close",
    "Sign-off",
    "Table Text",
    "Table Text Small",
    "Table Text Smallest",
    "Table Figures",
    "Table Figures Small",
    "Table Figures Smallest",
    "After Table",
)
"""What Word has no name for."""

INK, GREY, LINK = "000000", "505050", "1F4E8C"


@cache
def stationery() -> bytes:
    """The empty document, as a .docx file."""
    import docx
    from docx.shared import Cm

    document = docx.Document()
    _forget_the_maker(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    _use_one_font(document)
    _set_styles(document)
    _number_pages(section.footer.paragraphs[0])
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _forget_the_maker(document: Document) -> None:
    about = document.core_properties._element
    for fact in list(about):
        about.remove(fact)
    relations = document.part.package.rels
    for key in [key for key, each in relations.items() if "thumbnail" in each.reltype]:
        del relations[key]


def _use_one_font(document: Document) -> None:
    """A theme's fonts would win over any named one: name the font, and drop the theme's."""
    from docx.oxml.ns import qn

    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)


def _set_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    styles = document.styles
    for style in [style for style in styles if style.type == WD_STYLE_TYPE.TABLE]:
        if style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    for name in OWN_STYLES:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    _look(styles["Normal"], size=11, after=8, line=1.15)
    _look(styles["Letterhead Name"], size=14, after=2, bold=True)
    _look(styles["Letterhead"], size=9, after=20, line=1.15, colour=GREY, rule="bottom")
    for name in ("Date", "Applicant", "Reference"):
        _look(styles[name], size=11, after=10, line=1.15)
    _look(styles["Title"], size=15, before=10, after=10, bold=True)
    _look(styles["Heading 1"], size=12.5, before=14, after=4, bold=True)
    _look(styles["Heading 2"], size=11, before=10, after=3, bold=True)
    _look(styles["Quote"], size=11, before=2, after=6, line=1.15, rule="left", indent=14)
    _look(styles["List Bullet"], size=11, after=4, line=1.15)
    _look(styles["List Number"], size=11, after=4, line=1.15)
    _look(styles["Caption"], size=11, before=6, after=4, bold=True)
    for size, end in zip(SIZES, ("", " Small", " Smallest"), strict=True):
        _look(styles[f"Table Text{end}"], size=size, before=2, after=2)
        _look(styles[f"Table Figures{end}"], size=size, before=2, after=2)
        styles[f"Table Figures{end}"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _look(styles["After Table"], size=4, after=4)
    _look(styles["Sign-off Close"], size=11, before=16, after=36)
    _look(styles["Sign-off"], size=11, after=18, line=1.15)
    _look(styles["Footer"], size=9, colour=GREY)
    for name in ("Title", "Caption", "Sign-off Close"):
        styles[name].paragraph_format.keep_with_next = True
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.underline = True
    link.font.color.rgb = _colour(LINK)


def _look(
    style: ParagraphStyle,
    *,
    size: float,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    bold: bool = False,
    colour: str = INK,
    rule: str = "",
    indent: float = 0,
) -> None:
    """Give a style its whole look; what Word's own template says of it is dropped."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    element = style.element
    if element.rPr is not None:
        element.remove(element.rPr)
    paragraph = element.get_or_add_pPr()
    for dropped in ("w:pBdr", "w:spacing", "w:contextualSpacing"):
        for found in paragraph.findall(qn(dropped)):
            paragraph.remove(found)
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.color.rgb = _colour(colour)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = line
    if indent:
        style.paragraph_format.left_indent = Pt(indent)
    if rule:
        _rule(style, rule)


def _rule(style: ParagraphStyle, side: str) -> None:
    """A thin line beside or below every paragraph of the style."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    weight, space = ("12", "8") if side == "left" else ("4", "6")
    for name, value in (("val", "single"), ("sz", weight), ("space", space), ("color", "9A9A9A")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    # The order of these elements is fixed (ECMA-376, 17.3.1.26): borders before spacing.
    style.element.get_or_add_pPr().find(qn("w:spacing")).addprevious(borders)


def _colour(name: str) -> object:
    from docx.shared import RGBColor

    return RGBColor.from_string(name)


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
