"""What a letter says, as it was read: each piece of it in order, and where in a letter it belongs.

The facts of a letter (its reference, its dates, the provisions it relies on) are read from its
pieces once; the arguments are the pieces themselves, found by their place and by the provision that
they speak of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from foi_bot.interview.outcome import Outcome


class Place(StrEnum):
    """Where in a letter a piece belongs."""

    FURNITURE = "furniture"
    """What is around a letter and not of it: page numbers, a web page's navigation."""
    LETTERHEAD = "letterhead"
    ADDRESSEE = "addressee"
    DATE = "date"
    REFERENCE = "reference"
    TITLE = "title"
    GREETING = "greeting"
    INTRODUCTION = "introduction"
    """That a request came, when, and under which Act it was dealt with."""
    REQUEST = "request"
    DECISION = "decision"
    """What is decided of a part, and the provisions relied on."""
    ANSWER = "answer"
    """Information that is given: figures, tables, documents, where to find it."""
    LAW = "law"
    """What a provision says or is, of whatever request: no reason, no argument."""
    REASON = "reason"
    """Why a provision applies, where that is no harm: a class, a limit on cost, a burden."""
    HARM = "harm"
    FOR = "for"
    """For confirming or for disclosing."""
    AGAINST = "against"
    BALANCE = "balance"
    HELP = "help"
    """Advice and assistance (section 16), and what is given although nobody has to."""
    NO_INFERENCE = "no-inference"
    CAVEAT = "caveat"
    """How the information given is to be read."""
    CONTACT = "contact"
    SIGN_OFF = "sign-off"
    REVIEW = "review"
    REGULATOR = "regulator"
    HOUSE = "house"
    """Other sentences that an office puts into every letter: re-use, thanks, how requests are
    handled."""
    UNPLACED = "unplaced"


ARGUMENT = frozenset({Place.REASON, Place.HARM, Place.FOR, Place.AGAINST, Place.BALANCE})
"""Where an authority argues about this very request."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, an item of a list, a heading or a table of a letter.

    text: its words, without the line breaks that only the width of a page made; `label` and `text`
    of all pieces, in order, are the words of the letter. A paragraph that argues several sides, or
    begins with its own heading, is several pieces. heading: the one
    that it stands under, "" above the first. cites: the provisions that it speaks of, or that the
    headings over it do, as the law files them ("31(3)"). parts: the labels of the request's parts
    that it speaks of ("2"). label: what an item was marked with ("2)"). level: of a heading, 1 to
    3, else 0. rows: a table's, its header first. line: its first line in the text, from 1.
    """

    text: str
    place: Place
    heading: str = ""
    cites: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    label: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    line: int = 0

    @property
    def is_heading(self) -> bool:
        return self.level > 0


@dataclass(frozen=True, slots=True)
class PartRead:
    """One question of the request as the letter quotes it: its label without brackets ("2", "" for
    a request that has no numbers), and its words."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of a part ("" for the request as a whole), and under which provisions."""

    part: str
    kind: Outcome
    limbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Argued:
    """A provision relied on, and what is said for it: paragraphs in their order. What is said of
    several provisions at once stands under each of them."""

    cite: str
    reason: tuple[str, ...] = ()
    harm: tuple[str, ...] = ()
    factors_for: tuple[str, ...] = ()
    factors_against: tuple[str, ...] = ()
    balance: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it was read.

    language: "en", "cy", or "" where it cannot be told. received: the day that the letter says the
    request came. authority: who decides, which need not be who signs. request: word for word, ""
    where it is not quoted. limbs: the provisions relied on to refuse, in the letter's order: those
    of Part II, and 12, 12(1), 12(2), 14, 14(1), 14(2), as exactly as the letter names them ("31"
    where it says no more); none that is only mentioned, or no longer relied on. What says why such
    a provision is met without being one ("40(3A)(a)") is none of them. is_letter: whether it
    answers a request at all.
    """

    pieces: tuple[Piece, ...]
    language: str = "en"
    is_letter: bool = True
    reference: str = ""
    dated: date | None = None
    received: date | None = None
    authority: str = ""
    request: str = ""
    parts: tuple[PartRead, ...] = ()
    decisions: tuple[Decision, ...] = ()
    limbs: tuple[Argued, ...] = ()

    def at(self, *places: Place) -> tuple[Piece, ...]:
        """The pieces at these places, headings left out, in the letter's order."""
        return tuple(p for p in self.pieces if p.place in places and not p.is_heading)

    def under(self, heading: Piece) -> Iterator[Piece]:
        """The pieces below a heading, to the next of its level or above."""
        below = self.pieces[self.pieces.index(heading) + 1 :]
        for piece in below:
            if piece.is_heading and piece.level <= heading.level:
                return
            yield piece

    @property
    def cites(self) -> tuple[str, ...]:
        """The provisions relied on, in the letter's order."""
        return tuple(one.cite for one in self.limbs)

    def as_json(self) -> dict[str, Any]:
        """What was read, as the terminal and other programs get it. Days are ISO 8601."""
        return {
            "reference": self.reference or None,
            "dated": self.dated.isoformat() if self.dated else None,
            "received": self.received.isoformat() if self.received else None,
            "authority": self.authority or None,
            "request": self.request or None,
            "parts": [{"number": one.number, "text": one.text} for one in self.parts],
            "decisions": [
                {"part": one.part, "kind": str(one.kind), "limbs": list(one.limbs)}
                for one in self.decisions
            ],
            "limbs": [
                {
                    "cite": one.cite,
                    "reason": list(one.reason),
                    "harm": list(one.harm),
                    "for": list(one.factors_for),
                    "against": list(one.factors_against),
                    "balance": list(one.balance),
                }
                for one in self.limbs
            ],
            "review": [piece.text for piece in self.at(Place.REVIEW)],
            "regulator": [piece.text for piece in self.at(Place.REGULATOR)],
            "unplaced": [piece.text for piece in self.at(Place.UNPLACED)],
        }
