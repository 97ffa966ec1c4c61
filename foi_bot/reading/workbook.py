"""The one table of an Excel workbook, each cell as a person sees it (ECMA-376 part 1, 18)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from foi_bot.law.days_in_words import listed
from foi_bot.letter.characters import printable
from foi_bot.reading.cannot import SHARE_AGAIN, CannotRead, cannot_read, parsing, quoted
from foi_bot.reading.container import Container, open_container
from foi_bot.reading.grid import MOST_COLUMNS, MOST_ROWS, Grid, grid, too_long, too_wide
from foi_bot.reading.number_formats import UnknownFormatError, shown
from foi_bot.reading.sheets import Sheet, Survey, sheets, styles, survey

MOST_NAMED: Final = 5
"""How many sheets, rows or columns an error names."""

AS_CSV: Final = f"Save the sheet that you want as CSV. {SHARE_AGAIN}"
UNHIDE: Final = (
    f"Unhide it and look at it, or delete it, so that everybody sees what there is. {SHARE_AGAIN}"
)


def read_workbook(name: str, content: bytes) -> Grid:
    """The table of a workbook that has one sheet with anything in it, and nothing hidden. The
    result of a formula is the one stored in the file. Raises CannotRead with the sheet and place.
    """
    container = open_container(name, content)
    sheet, found = _the_sheet(container)
    _refuse_unseen(name, sheet, found)
    if found.too_long:
        raise too_long(name)
    return grid(name, _rows(name, content, sheet))


def _the_sheet(container: Container) -> tuple[Sheet, Survey]:
    """The only sheet with anything in it."""
    everything = sheets(container)
    hidden = [one.name for one in everything if one.state != "visible"]
    if hidden:
        what = "the sheet {} is hidden" if len(hidden) == 1 else "the sheets {} are hidden"
        raise cannot_read(
            container.name,
            what.format(_named([quoted(one) for one in hidden])),
            "Save the sheet that you want as a file of its own, or as CSV, and check what is "
            f"hidden before you send anybody this file. {SHARE_AGAIN}",
        )
    unseen = styles(container)
    worksheets = [one for one in everything if one.kind == "worksheet"]
    surveyed = [(one, survey(container, one, unseen, for_a_letter=True)) for one in worksheets]
    filled = [(sheet, found) for sheet, found in surveyed if found.filled or found.too_long]
    if len(filled) > 1:
        raise cannot_read(
            container.name,
            f"it has {len(filled)} sheets: {_named([quoted(sheet.name) for sheet, _ in filled])}",
            f"Save the one that you want as a file of its own, or as CSV. {SHARE_AGAIN}",
        )
    if not filled:
        raise cannot_read(
            container.name, "there is nothing on its sheets", f"Put the table in. {SHARE_AGAIN}"
        )
    return filled[0]


def _refuse_unseen(name: str, sheet: Sheet, found: Survey) -> None:
    """Refuse a sheet of which not all is seen, or whose figures are not all there."""
    for why, instead in _unseen(found):
        raise cannot_read(name, f"on the sheet {quoted(sheet.name)}, {why}", instead)


def _unseen(found: Survey) -> Iterator[tuple[str, str]]:
    if found.hidden_rows:
        because = "a filter hides " if found.filtered else ""
        rows = _counted("row", [str(row) for row in found.hidden_rows])
        is_hidden = (
            "" if because else (" is hidden" if len(found.hidden_rows) == 1 else " are hidden")
        )
        yield f"{because}{rows}{is_hidden}", UNHIDE
    if found.hidden_columns:
        columns = sorted(found.hidden_columns, key=lambda letters: (len(letters), letters))
        is_hidden = "is hidden" if len(columns) == 1 else "are hidden"
        yield f"{_counted('column', columns)} {is_hidden}", UNHIDE
    if found.invisible:
        yield (
            f"what cell {found.invisible} holds cannot be seen, because of its colour or format",
            f"Give it a format that shows it, or delete it. {SHARE_AGAIN}",
        )
    if found.merged:
        yield (
            f"the cells {found.merged} are merged",
            f"Unmerge them, so that each row has a cell under each heading. {SHARE_AGAIN}",
        )
    if found.error:
        yield (
            f"cell {found.error} holds an error instead of a value",
            f"Mend the formula, or type what belongs there. {SHARE_AGAIN}",
        )
    if found.unanswered:
        yield (
            f"the formula of cell {found.unanswered} has no result in the file",
            f"Open it in Excel and save it, so that the results are worked out. {SHARE_AGAIN}",
        )


def _rows(name: str, content: bytes, sheet: Sheet) -> Iterator[tuple[str, list[str]]]:
    """The rows down to the last that a letter can hold, all of the same width."""
    import openpyxl

    with parsing(name, AS_CSV):
        book = openpyxl.load_workbook(
            BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        cells = book[sheet.name]
        # What the file says of the sheet's size may be wrong.
        cells.reset_dimensions()
        for number, row in enumerate(cells.iter_rows(max_row=MOST_ROWS + 1), start=1):
            texts = [_text(name, sheet, cell) for cell in row]
            while texts and not texts[-1]:
                texts.pop()
            if len(texts) > MOST_COLUMNS:
                raise too_wide(name)
            yield f"row {number}", texts + [""] * (MOST_COLUMNS - len(texts))


def _text(name: str, sheet: Sheet, cell: Any) -> str:
    """A cell of openpyxl as a person sees it."""
    from openpyxl.utils.escape import unescape

    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        raise _not_shown(name, sheet, cell, "holds a date that there is not")
    if isinstance(value, str):
        value = unescape(value)
    try:
        words = shown(value, cell.number_format)
    except UnknownFormatError:
        why = f"has the number format {quoted(cell.number_format)}, which foi-bot does not know"
        raise _not_shown(name, sheet, cell, why) from None
    if not words.strip() and value != 0 and str(value).strip():
        raise _not_shown(name, sheet, cell, "has a number format that hides what is in it")
    return printable(words)


def _not_shown(name: str, sheet: Sheet, cell: Any, why: str) -> CannotRead:
    return cannot_read(
        name,
        f"on the sheet {quoted(sheet.name)}, cell {cell.coordinate} {why}",
        f"Give the cell a plain format, or save the sheet as CSV. {SHARE_AGAIN}",
    )


def _counted(what: str, names: list[str]) -> str:
    return f"{what}{'' if len(names) == 1 else 's'} {_named(names)}"


def _named(names: list[str]) -> str:
    if len(names) > MOST_NAMED:
        names = [*names[: MOST_NAMED - 1], f"{len(names) - MOST_NAMED + 1} more"]
    return listed(names)
