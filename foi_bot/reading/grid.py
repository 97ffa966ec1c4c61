"""A table as a person sees it: words in rows and columns, under a header.

A table is stored as the text of an answer, in the form in which spreadsheets put one on the
clipboard: a tab between cells, a line a row, and double quotes around a cell that holds a tab, a
line break or a double quote. So what an officer pastes and what a file holds are one thing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final

from foi_bot.reading.cannot import SHARE_AGAIN, CannotRead, cannot_read

MOST_ROWS: Final = 500
"""Below the header."""
MOST_COLUMNS: Final = 20
MOST_CHARACTERS: Final = 200_000
"""In all cells together."""

ENCLOSE_INSTEAD: Final = (
    "It is too long for a letter: enclose the file instead, or share a shorter table."
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first row is the header, and every row has as many cells as the header. `name`
    is the name of the file as it came, empty if the table was typed."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def header(self) -> tuple[str, ...]:
        return self.rows[0]

    @property
    def body(self) -> tuple[tuple[str, ...], ...]:
        return self.rows[1:]


def grid(name: str, rows: Iterable[tuple[str, Sequence[str]]]) -> Grid:
    """The table of these rows, each with where it stands ("line 3", "row 3"). Empty rows at the end
    and empty columns on the right are no part of it; the cell above the first column may be empty.
    Stops at the first row that is wrong or too many.

    Raises CannotRead where rows differ in width, a heading is missing, a row is empty, or there is
    nothing below the header or too much of it.
    """
    kept: list[tuple[str, ...]] = []
    empty = ""
    characters = 0
    for place, row in rows:
        if _width(row) == 0:
            empty = empty or place
            continue
        characters += sum(map(len, row))
        kept.append(tuple(row))
        _check_row(name, kept, place, empty)
        _hold_to_limits(name, kept, characters)
    return Grid(name, _headed(name, kept))


def too_long(name: str) -> CannotRead:
    return cannot_read(
        name, f"it has more than {MOST_ROWS} rows below the headings", ENCLOSE_INSTEAD
    )


def too_wide(name: str) -> CannotRead:
    return cannot_read(name, f"it has more than {MOST_COLUMNS} columns", ENCLOSE_INSTEAD)


def to_tsv(table: Grid) -> str:
    """The table as text, one line a row, without a line break at the end. `from_tsv` gives back
    the same rows. No line begins or ends with white space, so that trimming loses no cell."""
    return "\n".join("\t".join(_cells(row)) for row in table.rows)


def from_tsv(text: str, name: str = "") -> Grid:
    """The table in a text of tab-separated lines. Raises CannotRead with the line, as `grid` does,
    and where a double quote is never closed."""
    return grid(name, records(name, StringIO(text, newline=""), "\t"))


def records(
    name: str, lines: Iterable[str], delimiter: str, first_line: int = 1
) -> Iterator[tuple[str, list[str]]]:
    """The records of delimited text, each with the line on which it begins. Raises CannotRead at a
    double quote that is never closed, or closed too early."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start = first_line
    try:
        for record in reader:
            yield f"line {start}", record
            start = first_line + reader.line_num
    except csv.Error as error:
        too_long_a_cell = ", or it is far too long" if "field limit" in str(error) else ""
        raise cannot_read(
            name,
            f"the double quotes around a cell of line {start} do not match{too_long_a_cell}",
            f"Put two double quotes for each one within a cell, and close each cell. {SHARE_AGAIN}",
        ) from error


def _cells(row: tuple[str, ...]) -> Iterator[str]:
    for at, cell in enumerate(row):
        at_the_edge = at in (0, len(row) - 1)
        trimmed = at_the_edge and (not cell or cell != cell.strip())
        if trimmed or any(c in cell for c in '\t\n\r"'):
            yield '"' + cell.replace('"', '""') + '"'
        else:
            yield cell


def _width(row: Sequence[str]) -> int:
    """How wide the row is, to the last cell in which something can be seen."""
    return max((at for at, cell in enumerate(row, start=1) if cell.strip()), default=0)


def _check_row(name: str, rows: list[tuple[str, ...]], place: str, empty: str) -> None:
    if empty:
        raise cannot_read(
            name,
            f"{empty} is empty, although rows follow it",
            f"Delete it, or save the table that you want as a file of its own. {SHARE_AGAIN}",
        )
    if len(rows[-1]) != len(rows[0]):
        cells = f"{len(rows[-1])} cell{'' if len(rows[-1]) == 1 else 's'}"
        raise cannot_read(
            name,
            f"{place} has {cells} and the headings have {len(rows[0])}",
            f"Give every row as many cells as there are headings. {SHARE_AGAIN}",
        )


def _hold_to_limits(name: str, rows: list[tuple[str, ...]], characters: int) -> None:
    if len(rows) > MOST_ROWS + 1:
        raise too_long(name)
    if _width(rows[-1]) > MOST_COLUMNS:
        raise too_wide(name)
    if characters > MOST_CHARACTERS:
        raise cannot_read(
            name, f"it holds more than {MOST_CHARACTERS:,} characters", ENCLOSE_INSTEAD
        )


def _headed(name: str, rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    if len(rows) < 2:
        what = "it has no rows below the headings" if rows else "it is empty"
        raise cannot_read(name, what, f"Put the figures into it. {SHARE_AGAIN}")
    width = max(map(_width, rows))
    for column, heading in enumerate(rows[0][1:width], start=2):
        if not heading.strip():
            raise cannot_read(
                name,
                f"column {column} has no heading",
                "The first row must hold the headings, and nothing else may stand above them or "
                f"beside the table. {SHARE_AGAIN}",
            )
    return tuple(row[:width] for row in rows)
