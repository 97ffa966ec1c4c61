"""How a table is laid out: which columns are figures, how wide each is, how large its type and
which way round its page. The same for Word and for PDF. Sizes are in points, widths of text in
characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from foi_bot.letter.shown import Grid
from foi_bot.letter.stationery import PLAIN, Room

SIZES = (10.0, 8.0, 6.5)
"""The sizes of type, the largest first."""

_WAYS = ((False, 10.0), (False, 8.0), (True, 10.0), (True, 8.0), (True, 6.5))
"""Landscape or not, and the size of type, in the order in which they are tried."""
_CHARACTER, _PADDING = 0.58, 1.3
"""The width of a character and of the space beside a cell's words, for each point of size."""
_BOLD = 1.1
"""How much wider the words of a header are."""
_LONGEST_WORD, _LEAST, _MOST = 12, 14, 60
"""Longer words are broken; a column of words has this many characters at least, if it has as many;
and more than this give it no greater share."""

_NUMBER = re.compile(
    r"\(?[<>≤≥~]?\s?[-−–+]?\s?[£$€]?\s?(?:\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?"
    r"\s?(?:%|p|m|k|bn|million)?\)?[*†]?"
)
_NONE = frozenset({"", "-", "–", "—", "*", "..", "n/a", "N/A", "nil", "Nil"})
"""What stands in a column of figures where there is none."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's type and page, and the width of each column; `full` where room is short."""

    landscape: bool
    size: float
    widths: tuple[float, ...]
    full: bool


def layout(grid: Grid, on: Room = PLAIN.room) -> Layout:
    """The largest type on which the table's words fit their columns, upright if possible."""
    longest, least = _longest(grid), _least(grid)
    for landscape, size in _WAYS:
        room = on.landscape if landscape else on.portrait
        if sum(_points(least, size)) <= room:
            break
    wanted = _points(longest, size)
    widths = _shared(_points(least, size), wanted, room)
    return Layout(landscape, size, widths, full=sum(wanted) > room)


def figures(grid: Grid) -> tuple[bool, ...]:
    """Which columns hold figures alone, and so stand to the right. The first column says what its
    row is about, even where that is a year."""
    columns = list(zip(*grid.rows, strict=True)) or [()] * len(grid.header)
    return tuple(at > 0 and _is_figures(cells) for at, cells in enumerate(columns))


def width(text: str) -> int:
    """How many columns of a typewriter the text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _is_figures(cells: Sequence[str]) -> bool:
    said = [cell for cell in cells if cell not in _NONE]
    return bool(said) and all(_NUMBER.fullmatch(cell) for cell in said)


def _longest(grid: Grid) -> list[int]:
    """The longest cell of each column, as far as it gives the column a share."""
    return [
        max(min(width(cell), _MOST) for cell in column)
        for column in zip(grid.header, *grid.rows, strict=True)
    ]


def _least(grid: Grid) -> list[int]:
    """What each column needs so that words need not be broken."""
    columns = zip(grid.header, *grid.rows, strict=True)
    words = [
        max(_longest_word(header, _BOLD), *(_longest_word(cell) for cell in cells), 0)
        for header, *cells in columns
    ]
    return [max(word, min(cell, _LEAST)) for word, cell in zip(words, _longest(grid), strict=True)]


def _longest_word(cell: str, wider: float = 1.0) -> int:
    words = (min(width(word), _LONGEST_WORD) for word in cell.split())
    return ceil(max(words, default=0) * wider)


def _points(characters: Sequence[int], size: float) -> list[float]:
    return [(each * _CHARACTER + _PADDING) * size for each in characters]


def _shared(least: list[float], wanted: list[float], room: float) -> tuple[float, ...]:
    """The room among the columns: each has what it wants where all can, otherwise what it needs and
    a share of the rest; where even that is too much, all give up alike."""
    if sum(wanted) <= room:
        return tuple(wanted)
    if sum(least) >= room:
        return tuple(each * room / sum(least) for each in least)
    more = [max(0.0, want - need) for need, want in zip(least, wanted, strict=True)]
    spare = (room - sum(least)) / (sum(more) or 1.0)
    return tuple(need + each * spare for need, each in zip(least, more, strict=True))
