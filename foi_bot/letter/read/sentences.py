"""Sentences of a paragraph, as they stand in it: joined by single spaces they are the paragraph."""

from __future__ import annotations

import re
from functools import lru_cache

_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9£•])")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|ref|Ref|s|ss|Sec|sec|para|paras|art|Art|reg|Reg|vs?"
    r"|e\.g|i\.e"
    r"|cf|approx|etc|Ltd|[A-Z])\.|\b\d{1,2}\.)\Z"
)


@lru_cache(maxsize=512)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, in order; nothing of it is left out."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if _SHORT.search(text, max(start, end.start() - 12), end.start()):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)
