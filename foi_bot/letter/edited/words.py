"""Which words are the same: Word sets quotation marks, dashes and spaces of its own accord, and
what it sets nobody has changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final

_SETS: Final[Mapping[str, str]] = {
    "'": "'\u2018\u2019\u201a\u201b`\u00b4",
    '"': '"\u201c\u201d\u201e\u201f',
    "-": "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212",
}
"""Characters that stand for each other: as they are typed, and as Word sets them."""

_SAME: Final = str.maketrans({c: plain for plain, set_ in _SETS.items() for c in set_})
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))
_SPACES: Final = re.compile(r"[^\S\n\t]+")
_BREAKS: Final = re.compile(r"[^\S\n\t]*([\n\t])[^\S\n\t]*")
_LINES: Final = re.compile(r"\n+")
_WORD: Final = re.compile(r"\w+")


def plain(text: str) -> str:
    """The text as it is compared: quotation marks, dashes and spaces as they are typed, and none
    around it. Line breaks stay."""
    same = text.translate(_SAME).translate(_INVISIBLE).replace("\u2026", "...")
    return _LINES.sub("\n", _BREAKS.sub(r"\1", _SPACES.sub(" ", same))).strip(" \n")


def flat(text: str) -> str:
    """The same on one line."""
    return " ".join(plain(text).split())


def typed(text: str) -> str:
    """The text as somebody would have typed it: no space that only Word sets, none around it. Its
    quotation marks and dashes are kept."""
    return "\n".join(_SPACES.sub(" ", line).strip(" ") for line in text.split("\n")).strip("\n")


def pieces(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: what stands between empty lines."""
    found = (typed(one) for one in re.split(r"\n\s*\n", text))
    return tuple(one for one in found if one)


def counted(text: str) -> Counter[str]:
    """How often each word stands in a text, capitals or none."""
    return Counter(word.casefold() for word in _WORD.findall(text.translate(_SAME)))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """How much of two texts is the same words: from 0 to 1 (Dice's coefficient)."""
    total = one.total() + other.total()
    if not total:
        return 0.0
    return 2 * sum(min(times, other[word]) for word, times in one.items()) / total


def pattern(text: str) -> str:
    """A regular expression for the text as Word may have set it."""
    made = []
    for piece in re.findall(r"\s+|\.\.\.|.", text, re.DOTALL):
        if piece.isspace():
            made.append(r"\s+")
        elif piece in ("...", "\u2026"):
            made.append(r"(?:\.\.\.|\u2026)")
        else:
            alike = _SETS.get(piece.translate(_SAME))
            made.append(f"[{re.escape(alike)}]" if alike else re.escape(piece))
    if made and made[0] == r"\s+":
        made[0] = r"\s*"
    if made and made[-1] == r"\s+":
        made[-1] = r"\s*"
    return "".join(made)
