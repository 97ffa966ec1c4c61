"""A letter as the rules on any letter read it, beside the request that it answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import sentences
from foi_bot.interview.outcome import REFUSALS, Outcome
from foi_bot.law.act import LawError, limb
from foi_bot.law.cites import BadCiteError
from foi_bot.law.limbs import Duty, Limb
from foi_bot.letter.read.written import ARGUMENT, Argued, Piece, Place, Written


@dataclass(frozen=True, slots=True)
class CannotTell:
    """What a rule cannot judge by the words of this letter alone, and why, in one sentence."""

    rule: str
    why: str

    def as_json(self) -> dict[str, str]:
        """What the terminal and other programs get."""
        return {"rule": self.rule, "why": self.why}


@dataclass(frozen=True)
class Sheet:
    """A letter that was read, and the request: the one that came with it, else the one that it
    quotes. What several rules ask for is looked up once.

    today: the day on which the law is read where the letter has no date.
    """

    letter: Written
    today: date
    given: str = ""

    @property
    def request(self) -> str:
        """The request's words, "" where nobody has them."""
        return self.given or self.letter.request

    @property
    def on(self) -> date:
        """The day on which the law of this letter is read."""
        return self.letter.dated or self.today

    @property
    def is_english(self) -> bool:
        """Whether rules about English words can speak."""
        return self.letter.language == "en"

    @cached_property
    def ours(self) -> tuple[Piece, ...]:
        """Everything that the authority says: neither the request nor what is around a letter."""
        not_ours = (Place.REQUEST, Place.FURNITURE)
        return tuple(piece for piece in self.letter.pieces if piece.place not in not_ours)

    @cached_property
    def sentences(self) -> tuple[tuple[Piece, str], ...]:
        """Every sentence that the authority says, headings left out, with its piece."""
        found = ((one, sentences(one.text)) for one in self.ours if not one.is_heading)
        return tuple((one, sentence) for one, said in found for sentence in said)

    @cached_property
    def arguments(self) -> tuple[tuple[Piece, str], ...]:
        """Every sentence in which the authority argues about this very request."""
        return tuple((one, sentence) for one, sentence in self.sentences if one.place in ARGUMENT)

    @cached_property
    def outcomes(self) -> frozenset[Outcome]:
        """What the letter decides, of any part."""
        return frozenset(one.kind for one in self.letter.decisions)

    @property
    def refuses(self) -> bool:
        """Whether the letter is a notice of refusal, for whatever ground (FOIA s17)."""
        return bool(self.outcomes & REFUSALS) or bool(self.letter.limbs)

    @property
    def is_silent(self) -> bool:
        """Whether the letter neither confirms nor denies anything."""
        return Outcome.NCND in self.outcomes

    @cached_property
    def law(self) -> dict[str, Limb]:
        """The provisions relied on that are limbs in force on the letter's date, by citation."""
        found = {}
        for cite in self.letter.cites:
            try:
                found[cite] = limb(cite, on=self.on)
            except (LawError, BadCiteError):
                continue
        return found

    def argued(self, *duties: Duty) -> tuple[tuple[Argued, Limb], ...]:
        """The provisions relied on that excuse one of these duties (any, where none is named)."""
        pairs = ((one, self.law.get(one.cite)) for one in self.letter.limbs)
        return tuple((one, of) for one, of in pairs if of and (not duties or of.duty in duties))


def finding(
    rule: str, severity: Severity, source: str, piece: Piece | None, quote: str, advice: str
) -> Finding:
    """A finding at a piece of the letter, or about the whole of it."""
    place = (piece.text if piece.is_heading else piece.heading) if piece else ""
    return Finding(rule, severity, quote, place or "The letter", source, advice)


def moved(found: Finding, place: str) -> Finding:
    """The finding, said to be at another place."""
    return replace(found, place=place)
