"""Tables in a Word document: the header repeated on each page, no row torn apart, columns as wide
as their words ask for, and a page of its own, turned, for one that is too wide to stand upright."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foi_bot.letter.docx_template import Template
from foi_bot.letter.shown import Grid
from foi_bot.letter.table_layout import SIZES, figures, layout

if TYPE_CHECKING:
    from docx.document import Document

_ENDS = dict(zip(SIZES, ("", " Small", " Smallest"), strict=True))
"""How the names of the styles for each size end."""


def add_table(document: Document, on: Template, grid: Grid) -> None:
    """Add the table at the document's end, without its caption."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    laid_out = layout(grid, on.room)
    texts = (grid.header, *grid.rows)
    table = document.add_table(len(texts), len(grid.header))
    table._tbl.tblPr.style = on.ids["Table Grid"]
    table.autofit = False
    if grid.caption:
        title = OxmlElement("w:tblCaption")
        title.set(qn("w:val"), grid.caption)
        table._tbl.tblPr.append(title)
    widths = [Pt(round(each)) for each in laid_out.widths]
    end = _ENDS[laid_out.size]
    styles = [on.ids[f"Table {'Figures' if right else 'Text'}{end}"] for right in figures(grid)]
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    # Row by row in the XML: python-docx finds a cell by going through the whole table.
    for row, cells in zip(table._tbl.tr_lst, texts, strict=True):
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, style, width in zip(row.tc_lst, cells, styles, widths, strict=True):
            cell.width = width
            _fill(cell, text, style, bold=row is table._tbl.tr_lst[0])
    header = table._tbl.tr_lst[0]
    header.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill(cell: Any, text: str, style: str, *, bold: bool) -> None:
    paragraph = cell.p_lst[0]
    paragraph.style = style
    run = paragraph.add_r()
    run.text = text
    if bold:
        run.get_or_add_rPr().get_or_add_b()


def turn(document: Document, *, landscape: bool) -> None:
    """Let what follows stand on a new page, turned or upright again."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    section = document.add_section(WD_SECTION.NEW_PAGE)
    short, long = sorted((section.page_width or 0, section.page_height or 0))
    # Only the letter's first page is the letterhead's first page; the pages' numbers go on.
    section.different_first_page_header_footer = False
    for start in section._sectPr.xpath("w:pgNumType"):
        section._sectPr.remove(start)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
