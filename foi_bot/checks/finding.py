"""What a check found wrong: its rule, where, under which provision, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Severity(StrEnum):
    """How much a finding matters. Must-fix findings hold the draft back."""

    MUST_FIX = "must fix"
    LOOK_AGAIN = "look again"
    NOTE = "note"


FIRST = (Severity.MUST_FIX, Severity.LOOK_AGAIN, Severity.NOTE)
"""The gravest first, as findings are told."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found.

    rule: the check's id ("public-interest"). quote: the words of the letter, or "" where words are
    missing. place: where, in an officer's terms ("Section 30(3)"). source: the provision. advice:
    what to do. answer: the key, as text, of the answer to go to, or "".
    """

    rule: str
    severity: Severity
    quote: str
    place: str
    source: str
    advice: str
    answer: str = ""

    @property
    def id(self) -> str:
        """A short name that stays the same while the finding does, for overruling it."""
        told = "\x1f".join((self.rule, self.quote, self.place, self.advice))
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def as_json(self) -> dict[str, str]:
        """The finding as the terminal and other programs get it."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "quote": self.quote,
            "place": self.place,
            "source": self.source,
            "advice": self.advice,
        }
