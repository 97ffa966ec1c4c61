"""Figures that answer what was asked, in a letter that neither confirms nor denies.

Part of the rule `ncnd-leak`.
"""

from __future__ import annotations

import re
from functools import cached_property

from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.figures import NUMBER, numbers, without_references
from foi_bot.checks.substance import stems
from foi_bot.checks.words import asserted, phrases, sentences


class Asked:
    """What the request wants counted, in the stems of its words, and the numbers that it names."""

    def __init__(self, sheet: Sheet) -> None:
        self._request = sheet.request

    @cached_property
    def counted(self) -> frozenset[str]:
        """The stems of what follows "how many"; of the whole question where that stands alone."""
        found: set[str] = set()
        for sentence in sentences(self._request):
            for one in _HOW_MANY.finditer(sentence):
                after = re.split(r"[,;:?.]", sentence[one.end() : one.end() + _FAR])[0]
                found |= stems(" ".join(after.split()[:_NEAR])) or stems(self._request)
        return frozenset(found) - _FUNCTION

    @cached_property
    def _numbers(self) -> frozenset[str]:
        return numbers(self._request)

    def is_answered_by(self, sentence: str) -> bool:
        """Whether a sentence asserts a number of what was to be counted, that the request does not
        bring up itself and that is not plainly somebody else's figure."""
        if not self.counted or _OTHERS.search(sentence):
            return False
        text = without_references(sentence)
        return any(
            number["n"].lower() not in self._numbers
            and self._counts(text[number.end() : number.end() + _FAR])
            and _is_asserted(text[max(0, number.start() - _BEFORE) : number.end()], number[0])
            for number in NUMBER.finditer(text)
        )

    def _counts(self, after: str) -> bool:
        return bool(stems(" ".join(re.split(r"[,;:.]", after)[0].split()[:3])) & self.counted)


def _is_asserted(text: str, number: str) -> bool:
    """Whether a number, which ends the text, is not only supposed."""
    return asserted(re.compile(re.escape(number) + r"\Z"), text)


_NEAR = 6
_BEFORE = 300
_FAR = 120
_FUNCTION = stems("have been were there your force council trust police year years time times")
_HOW_MANY = phrases(
    r"how many(?: of)?|numbers? of|how much|total(?: number)? of|figures? (?:for|of|on)"
    r"|count of|statistics (?:on|for|of)"
)
_OTHERS = phrases(
    r"national\w*|published|publishes|public record|across (?:the|England|all)|nationwide|census"
    r"|England and Wales|United Kingdom|in the press|reported (?:in|by)|Home Office|annual report"
    r"|other forces|elsewhere"
)
"""Words of figures that are no secret of this authority's."""
