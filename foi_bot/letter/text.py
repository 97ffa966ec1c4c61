"""The letter as plain text: no line is wrapped, one blank line stands between blocks."""

from __future__ import annotations

from foi_bot.letter.shown import Grid, Items, Lines, Quoted, Runs, Shown, Slots, Title, Words, shown
from foi_bot.letter.shown import words as words_of
from foi_bot.letter.tree import Letter

BULLET = "\u2022"


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
        case Grid(caption, header, rows):
            table = "\n".join(" | ".join(row) for row in (header, *rows))
            return f"{caption}\n{table}" if caption else table


def item(ordered: bool, number: int, runs: Runs) -> str:
    """One item of a list; its further lines stand below its first word."""
    mark = f"{number}. " if ordered else f"{BULLET} "
    return mark + words_of(runs).replace("\n", "\n" + " " * len(mark))


def _quoted(paragraphs: tuple[Runs, ...], quote: str) -> str:
    text = "\n\n".join(words_of(runs) for runs in paragraphs)
    return "\n".join(f"{quote}{line}" if line else quote.rstrip() for line in text.split("\n"))
