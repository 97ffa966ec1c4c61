"""Changes in a few words: what was and what is now, as much of each as tells them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from foi_bot.letter.tree import Table

AROUND: Final = 8
"""How many unchanged words are shown on either side of a change."""
LONGEST: Final = 400
"""Characters of what was, and of what is now."""
MOST: Final = 12
"""Changes that are listed."""


def was_and_now(was: Sequence[str], now: Sequence[str]) -> str:
    """The paragraphs that differ, each with its words before and after."""
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    told = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind != "equal":
            before, after = _cut("\n".join(was[i1:i2]), "\n".join(now[j1:j2]))
            told.append(f"{_line('was', before)}\n{_line('is now', after)}")
    return "\n".join(told)


def table_rows(pieces: Iterable[str | Table]) -> tuple[str, ...]:
    """Paragraphs as they are, and a table as its rows."""
    told: list[str] = []
    for one in pieces:
        if isinstance(one, Table):
            told += [one.caption] if one.caption else []
            told += [" | ".join(row) for row in (one.header, *one.rows)]
        else:
            told.append(one)
    return tuple(told)


def listing(changes: Iterable[str]) -> str:
    """The changes with an empty line between them, and how many more there are."""
    told = list(changes)
    more = len(told) - MOST
    return "\n\n".join(told if more <= 0 else [*told[:MOST], f"… and {more} more"])


def _line(label: str, words: str) -> str:
    return f"{label}: {words}" if words.strip() else f"{label}: (nothing)"


def _cut(was: str, now: str) -> tuple[str, str]:
    """Both without most of the words that they begin and end with alike."""
    before, after = was.split(" "), now.split(" ")
    shorter = min(len(before), len(after))
    begins = 0
    while begins < shorter and before[begins] == after[begins]:
        begins += 1
    ends = 0
    while ends < shorter - begins and before[-1 - ends] == after[-1 - ends]:
        ends += 1
    return _around(before, begins, ends), _around(after, begins, ends)


def _around(words: Sequence[str], begins: int, ends: int) -> str:
    first, last = max(0, begins - AROUND), min(len(words), len(words) - ends + AROUND)
    told = " ".join(words[first:last])
    told = told if len(told) <= LONGEST else f"{told[: LONGEST - 2].rstrip()} …"
    return f"{'… ' if first else ''}{told}{' …' if last < len(words) else ''}"
