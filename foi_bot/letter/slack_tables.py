"""A table as colleagues see it in Slack: columns below each other in letters of one width, as much
of it as a post holds. The files have the whole of it, and where something is left out it is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from foi_bot.letter.shown import Grid
from foi_bot.letter.table_layout import figures, width
from foi_bot.letter.text import padded

WIDEST = 92
"""Characters in a line of such letters, before Slack on a laptop breaks it."""

_CELLS = (40, 28, 20, 14)
"""How wide a cell may be before it is broken into lines, in the order in which they are tried."""
_BETWEEN = "  "


@dataclass(frozen=True, slots=True)
class Typed:
    """The lines that are shown, and what is said of the rest ("" where nothing is left out)."""

    text: str
    left_out: str


def typed(grid: Grid, room: int, measure: Callable[[str], int]) -> Typed:
    """The table in lines that take no more room than this, as `measure` counts it."""
    widths = _widths(grid)
    right = figures(grid)[: len(widths)]
    lines: list[str] = []
    complete = -1
    for row in _rows(grid, widths, right):
        for line in row:
            room -= measure(line + "\n")
            if room < 0:
                return Typed("\n".join(lines), _left_out(grid, max(complete, 0), len(widths)))
            lines.append(line)
        complete += 1
    return Typed("\n".join(lines), _left_out(grid, len(grid.rows), len(widths)))


def _rows(grid: Grid, widths: Sequence[int], right: Sequence[bool]) -> Iterator[list[str]]:
    rule = _BETWEEN.join("-" * each for each in widths)
    yield [*_lines(grid.header, widths, right), rule]
    for row in grid.rows:
        yield _lines(row, widths, right)


def _lines(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    """One row: as many lines as its longest cell is broken into."""
    cells = [broken(cell, to) for cell, to in zip(row, widths, strict=False)]
    height = max(map(len, cells))
    filled = [[*cell, *[""] * (height - len(cell))] for cell in cells]
    return [
        _BETWEEN.join(map(padded, line, widths, right)).rstrip()
        for line in zip(*filled, strict=True)
    ]


def _widths(grid: Grid) -> tuple[int, ...]:
    """How wide each column is; columns that no line has room for are left out on the right."""
    columns = zip(grid.header, *grid.rows, strict=True)
    longest = [max(1, *map(width, column)) for column in columns]
    for cell in _CELLS:
        widths = [min(each, cell) for each in longest]
        if _line(widths) <= WIDEST:
            break
    while len(widths) > 1 and _line(widths) > WIDEST:
        widths.pop()
    return tuple(widths)


def _line(widths: Sequence[int]) -> int:
    return sum(widths) + len(_BETWEEN) * (len(widths) - 1)


def broken(text: str, to: int) -> list[str]:
    """The words in lines of at most this width, at least one line; longer words are broken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, to):
            if line and width(line) + 1 + width(piece) > to:
                lines.append(line)
                line = piece
            else:
                line = f"{line} {piece}".strip()
    return [*lines, line] if line or not lines else lines


def _pieces(word: str, to: int) -> Iterator[str]:
    """The word in pieces no wider than this, of one character at least."""
    start = taken = 0
    for at, character in enumerate(word):
        taken += width(character)
        if taken > to and at > start:
            yield word[start:at]
            start, taken = at, width(character)
    yield word[start:]


def _left_out(grid: Grid, rows: int, columns: int) -> str:
    parts = []
    if rows < len(grid.rows):
        parts.append(f"the first {rows:,} of {len(grid.rows):,} rows")
    if columns < len(grid.header):
        parts.append(f"the first {columns} of {len(grid.header)} columns")
    if not parts:
        return ""
    shown = " and ".join(parts)
    return f"{shown[0].upper()}{shown[1:]} are shown here. The whole table is in the files."
