"""Which letter is being written: the response, or one that goes before or after it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from foi_bot.case import Case


class LetterKind(StrEnum):
    """The letters of a case. A response is written unless an officer asks for another."""

    RESPONSE = "response"
    ACKNOWLEDGEMENT = "acknowledgement"
    HOLDING = "holding"
    """The answer is late, and this says so before it comes."""
    REVIEW = "review"
    """The reply to a request for an internal review: the decision made afresh."""


INTERIM: Mapping[LetterKind, tuple[str, ...]] = {
    LetterKind.ACKNOWLEDGEMENT: (),
    LetterKind.HOLDING: ("holding-why", "holding-until"),
}
"""Letters that decide nothing, with all that is asked for them."""


def letter_kind(case: Case) -> LetterKind:
    """Which letter the case is at."""
    value = case.value("letter")
    if not isinstance(value, str):
        return LetterKind.RESPONSE
    return _KINDS.get(value, LetterKind.RESPONSE)


_KINDS: Mapping[str, LetterKind] = {str(one): one for one in LetterKind}
