"""The letter as plain text: no line is wrapped, one blank line stands between blocks."""

from __future__ import annotations

from foi_bot.letter.shown import Grid, Items, Lines, Quoted, Runs, Shown, Slots, Title, Words, shown
from foi_bot.letter.shown import words as words_of
from foi_bot.letter.table_layout import figures, width
from foi_bot.letter.tree import Letter

BULLET = "\u2022"
PADDED = 40
"""A cell that is wider stands out of its column, rather than making every row as long."""


def write(letter: Letter, slots: Slots) -> str:
    """The letter as text, ending in a line break. Encodes as UTF-8. Total."""
    return "\n\n".join(plain(block) for block in shown(letter, slots).blocks) + "\n"


def plain(block: Shown, quote: str = "> ") -> str:
    """One block as lines of text. `quote` stands before each line of a quotation."""
    match block:
        case Lines(_, lines):
            return "\n".join(lines)
        case Title(_, text):
            return text
        case Words(runs):
            return words_of(runs)
        case Quoted(paragraphs):
            return _quoted(paragraphs, quote)
        case Items(ordered, items):
            return "\n".join(item(ordered, number, runs) for number, runs in enumerate(items, 1))
        case Grid():
            return _table(block)


def item(ordered: bool, number: int, runs: Runs) -> str:
    """One item of a list; its further lines stand below its first word."""
    mark = f"{number}. " if ordered else f"{BULLET} "
    return mark + words_of(runs).replace("\n", "\n" + " " * len(mark))


def _table(grid: Grid) -> str:
    """The rows with their columns below each other, figures to the right."""
    rows = (grid.header, *grid.rows)
    widths = [min(max(map(width, column)), PADDED) for column in zip(*rows, strict=True)]
    right = figures(grid)
    lines = [" | ".join(map(padded, row, widths, right)).rstrip() for row in rows]
    return "\n".join([grid.caption, *lines] if grid.caption else lines)


def padded(cell: str, to: int, right: bool) -> str:
    """A cell with spaces, so that it takes as many columns of a typewriter as its column."""
    spaces = " " * (to - width(cell))
    return spaces + cell if right else cell + spaces


def _quoted(paragraphs: tuple[Runs, ...], quote: str) -> str:
    text = "\n\n".join(words_of(runs) for runs in paragraphs)
    return "\n".join(f"{quote}{line}" if line else quote.rstrip() for line in text.split("\n"))
