"""The numbers in a sentence that are figures, and not references, provisions or dates."""

from __future__ import annotations

import re

from foi_bot.checks.words import phrases
from foi_bot.law.cites import cites_in


def figures(text: str) -> frozenset[str]:
    """The numbers in digits that are no references or dates, written alike."""
    found = NUMBER.finditer(without_references(text))
    return frozenset(plain(number["n"]) for number in found if number["n"][0].isdigit())


def numbers(text: str) -> frozenset[str]:
    """Every number of a text, in digits or in words, as written."""
    return frozenset(found["n"].lower() for found in NUMBER.finditer(text))


def plain(number: str) -> str:
    return number.replace(",", "").lower()


def without_references(sentence: str) -> str:
    """The sentence without the numbers that are no figures: provisions, years and dates."""
    for found in reversed(cites_in(sentence)):
        sentence = sentence[: found.start] + sentence[found.end :]
    return _REFERENCES.sub("", sentence)


NUMBER = re.compile(
    r"(?<![\w.,/£-])(?P<n>\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|dozens?|hundreds?|thousands?)(?![\w/%-]|[.,]\d)"
    r"(?! (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|per cent|working days)\b)",
    re.IGNORECASE,
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_REFERENCES = phrases(
    r"(?:sections?|Articles?|Schedules?|paragraphs?|parts?|questions?|items?|points?|regulations?"
    r"|chapters?)\s+\d+(?:\(\w+\))*",
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{4}}",
    r"(?:19|20)\d\d(?:/\d\d)?|999|101",
)
