"""The words of a file, and what of the file is not among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from foi_bot.letter.characters import printable
from foi_bot.reading.cannot import IN_THE_THREAD, SHARE_AGAIN, CannotRead, cannot_read

MOST_CHARACTERS: Final = 40_000
"""Of a request."""
MOST_LEFT_OUT: Final = 20
"""How many things that were left out are named."""

_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a file, lines ending in newlines, and the names of what was left out, in the
    order of the file: attachments, pictures, footnotes."""

    text: str
    left_out: tuple[str, ...] = ()


def text_of(name: str, words: str, left_out: list[str], most: int = MOST_CHARACTERS) -> Text:
    """The words as they are kept: printable, without white space around them, and never more than
    one empty line in a row. Raises CannotRead if there are none or too many."""
    if len(words) > 10 * most:
        raise too_many_characters(name, f"it has {len(words):,} characters", most)
    kept = _EMPTY_LINES.sub("\n\n", printable(words)).strip()
    if not kept:
        without = f" (only: {', '.join(named(left_out))})" if left_out else ""
        raise cannot_read(
            name, f"there is no text in it{without}", f"Paste the text {IN_THE_THREAD} instead."
        )
    if len(kept) > most:
        raise too_many_characters(name, f"it has {len(kept):,} characters", most)
    return Text(kept, named(left_out))


def too_many_characters(name: str, what: str, most: int) -> CannotRead:
    return cannot_read(
        name,
        f"{what} and {most:,} are the most that foi-bot takes",
        f"Save what matters alone, without what came with it. {SHARE_AGAIN}",
    )


def named(left_out: list[str]) -> tuple[str, ...]:
    """What was left out, each once, and a count in the place of too many."""
    once = list(dict.fromkeys(left_out))
    if len(once) > MOST_LEFT_OUT:
        once = [*once[: MOST_LEFT_OUT - 1], f"{len(once) - MOST_LEFT_OUT + 1} more"]
    return tuple(once)
