"""Which parts of the request a sentence or a heading speaks of: "parts 2 and 3", "question 4"."""

from __future__ import annotations

import re
from functools import lru_cache

_LABEL = (
    r"(?:\(?\d{1,2}[a-z]?\)?(?![\w.]*\d|\w)"
    r"|\([a-z]\)|[a-z]\b(?=\s?(?:[:;.,)–]|\Z|(?:of|and|or|to|we|is)\b)))"
)
_NAMED = re.compile(
    rf"\b(?:parts?|questions?|points?|items?|q|rhan(?:nau)?"
    rf"|cwestiwn)(?![a-z])\s?\.?\s?(?P<list>{_LABEL}"
    rf"(?:\s?(?:,\s?and|,\s?or|,|and|or|ac?|&|to|-|–)\s?(?:parts?\s|questions?\s"
    rf"|q)?{_LABEL}){{0,20}})",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?P<to>\b(?:to|-|–)\s?)?\(?(?P<n>\d{1,2}[a-z]?|\b[a-z]\b)\)?", re.IGNORECASE)
_WORD = re.compile(r"\b(?:parts?|questions?|and|or|q)\b|(?<=\d)\s?[-–]\s?(?=\d)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\s(?:of|in) (?:the |that )?(?:Act|schedule|code|contract|report|II\b)", re.I
)


_WORDS = ("part", "question", "point", "item", "q", "rhan", "cwestiwn")


@lru_cache(maxsize=512)
def parts_named(text: str) -> tuple[str, ...]:
    """The labels of the parts that a text names, without brackets, in its order."""
    found: dict[str, None] = {}
    small = text.lower()
    if not any(word in small for word in _WORDS):
        return ()
    for match in _NAMED.finditer(text):
        if not _ELSEWHERE.match(text, match.end()):
            found |= dict.fromkeys(_labels(match["list"]))
    return tuple(found)


def _labels(listed: str) -> list[str]:
    labels: list[str] = []
    spaced = _WORD.sub(lambda word: " to " if word[0].strip() in "-–" else " ", listed)
    through = False
    for word in re.findall(r"[0-9A-Za-z]+", spaced):
        if word.lower() == "to":
            through = True
            continue
        if through and labels and labels[-1].isdigit() and word.isdigit():
            labels += [str(n) for n in range(int(labels[-1]) + 1, int(word))]
        through = False
        labels.append(word.lower())
    return labels
