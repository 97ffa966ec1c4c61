"""The styles of a letter in Word: real ones, so that it can be navigated and restyled.

Sizes are in points. Everything is set in the styles, nothing on single paragraphs, so an authority
that edits them changes its looks in one place. A style that an authority's own Word file has is
kept; those that it lacks are added, in the font and in proportion to the size of its Normal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from foi_bot.letter.table_layout import SIZES

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

INK, GREY, LINK = "000000", "505050", "1F4E8C"
BODY = 11.0
"""The size that the sizes below are in proportion to."""

Kind = Literal["text", "heading", "quiet"]
"""What decides a style's colour: ink, the authority's accent, grey."""


@dataclass(frozen=True, slots=True)
class Style:
    """How one style looks. `own` is a style that Word has no name for; `rule` a thin line beside
    ("left") or below ("bottom") it; `leads` keeps it with what follows."""

    name: str
    size: float = BODY
    before: float = 0
    after: float = 0
    line: float = 1.0
    bold: bool = False
    kind: Kind = "text"
    rule: Literal["", "left", "bottom"] = ""
    indent: float = 0
    own: bool = False
    leads: bool = False
    right: bool = False


def _table_styles() -> tuple[Style, ...]:
    ends = zip(SIZES, ("", " Small", " Smallest"), strict=True)
    return tuple(
        Style(f"Table {what}{end}", size, 2, 2, own=True, right=what == "Figures")
        for size, end in ends
        for what in ("Text", "Figures")
    )


STYLES = (
    Style("Normal", after=8, line=1.15),
    Style("Letterhead Logo", after=6, own=True, leads=True),
    Style("Letterhead Name", 14, after=2, bold=True, kind="heading", own=True),
    Style("Letterhead", 9, after=20, line=1.15, kind="quiet", rule="bottom", own=True),
    Style("Date", after=10, line=1.15),
    Style("Applicant", after=10, line=1.15, own=True),
    Style("Reference", after=10, line=1.15, own=True),
    Style("Title", 15, 10, 10, bold=True, kind="heading", leads=True),
    Style("Heading 1", 12.5, 14, 4, bold=True, kind="heading", leads=True),
    Style("Heading 2", 11, 10, 3, bold=True, kind="heading", leads=True),
    Style("Quote", before=2, after=6, line=1.15, rule="left", indent=14),
    Style("List Bullet", after=4, line=1.15),
    Style("List Number", after=4, line=1.15),
    Style("Caption", before=6, after=4, bold=True, leads=True),
    *_table_styles(),
    Style("After Table", 4, after=4, own=True),
    Style("Sign-off Close", before=16, after=36, own=True, leads=True),
    Style("Sign-off", after=18, line=1.15, own=True),
    Style("Footer", 9, kind="quiet"),
)
LEVELS = {"Heading 1": 0, "Heading 2": 1}
"""Where a style stands in Word's outline of the document."""


def set_styles(document: Document, accent: str | None, *, keep: bool) -> None:
    """Give the document every style that letters are written in. `keep` leaves those alone that it
    has, and the fonts to it."""
    from docx.enum.style import WD_STYLE_TYPE

    had = {style.name for style in document.styles}
    scale = _size_of_normal(document) / BODY if keep else 1.0
    for style in STYLES:
        if keep and style.name in had:
            continue
        made = (
            document.styles[style.name]
            if style.name in had
            else document.styles.add_style(
                style.name, WD_STYLE_TYPE.PARAGRAPH, builtin=not style.own
            )
        )
        if style.name not in had and style.name != "Normal":
            made.base_style = document.styles["Normal"]
        _look(made, style, scale, accent, keep=keep)
    if "Table Grid" not in had:
        _add_table_grid(document)
    if "Hyperlink" not in had:
        link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
        link.font.underline = True
        link.font.color.rgb = _colour(accent or LINK)


def use_one_font(document: Document, font: str) -> None:
    """A theme's fonts would win over any named one: name the font, and drop the theme's."""
    from docx.oxml.ns import qn

    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), font)


def _size_of_normal(document: Document) -> float:
    size = document.styles["Normal"].font.size if "Normal" in document.styles else None
    if size is None:
        (half,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val") or (
            20,
        )
        return int(half) / 2
    return float(size.pt)


def _look(
    made: ParagraphStyle, style: Style, scale: float, accent: str | None, *, keep: bool
) -> None:
    """Give a style its whole look; what Word's own template says of it is dropped."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    element = made.element
    if element.rPr is not None:
        element.remove(element.rPr)
    paragraph = element.get_or_add_pPr()
    for dropped in ("w:pBdr", "w:spacing", "w:contextualSpacing"):
        for found in paragraph.findall(qn(dropped)):
            paragraph.remove(found)
    made.font.size = Pt(round(style.size * scale * 2) / 2)
    made.font.bold = style.bold
    colour = {"text": INK, "heading": accent or INK, "quiet": GREY}[style.kind]
    if not keep or colour != INK:
        made.font.color.rgb = _colour(colour)
    format_ = made.paragraph_format
    format_.space_before, format_.space_after = Pt(style.before), Pt(style.after)
    format_.line_spacing = style.line
    if style.indent:
        format_.left_indent = Pt(style.indent)
    if style.right:
        format_.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if style.leads:
        format_.keep_with_next = True
    if style.rule:
        _rule(made, style.rule, accent if style.rule == "bottom" else None)
    if style.name in LEVELS and paragraph.find(qn("w:outlineLvl")) is None:
        _outline(paragraph, LEVELS[style.name])


def _outline(paragraph: Any, level: int) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level))
    paragraph.append(outline)


def _rule(style: ParagraphStyle, side: str, colour: str | None) -> None:
    """A thin line beside or below every paragraph of the style."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    borders, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    weight, space = ("12", "8") if side == "left" else ("4", "6")
    drawn = {"val": "single", "sz": weight, "space": space, "color": colour or "9A9A9A"}
    for name, value in drawn.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    # The order of these elements is fixed (ECMA-376, 17.3.1.26): borders before spacing.
    style.element.get_or_add_pPr().find(qn("w:spacing")).addprevious(borders)


def _add_table_grid(document: Document) -> None:
    """Word's own table with lines, for a file that has never had a table."""
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    style = (
        f'<w:style {nsdecls("w")} w:type="table" w:styleId="TableGrid"><w:name '
        f'w:val="Table Grid"/><w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>{lines}'
        '</w:tblBorders><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" '
        'w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    document.styles.element.append(parse_xml(style))


def _colour(name: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(name)
