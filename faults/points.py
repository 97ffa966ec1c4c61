"""Crash points: the places in the work of the program at which it can end.

A point is named by the step of the play in which it is passed, its number in that step, and the
moment: `7.press-next/2#11:after` is the twelfth point of round 2 of the seventh act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What is done at a point."""

    STATEMENT = "statement"
    COMMIT = "commit"
    CALL = "call"
    ANSWER = "acknowledgement"


class Moment(StrEnum):
    """When the program ends, or what happens to it.

    Of a call, `during` is when Slack has done it and has not answered; of a commit, when a part of
    it is on the disk (SQLite) or on its way to the server. `stall` is a call that Slack has done
    and answers only after another replica has taken over; `backend` and `server` take the database
    away from a program that goes on.
    """

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    STALL = "stall"
    BACKEND = "backend"
    SERVER = "server"


KILLS = (Moment.BEFORE, Moment.DURING, Moment.AFTER)

MOMENTS = {
    Sort.STATEMENT: KILLS,
    Sort.COMMIT: KILLS,
    Sort.CALL: KILLS,
    # Nothing lies between the beginning of an answer and its end but the network.
    Sort.ANSWER: (Moment.BEFORE, Moment.AFTER),
}
"""The moments at which a program is killed, by what it does."""


def can_be(moment: Moment, sort: Sort) -> bool:
    """Whether this can happen where that is done. In another play something else may be done at a
    number, which has no such moment."""
    match moment:
        case Moment.STALL:
            return sort is Sort.CALL
        case Moment.BACKEND | Moment.SERVER:
            return sort in (Sort.STATEMENT, Sort.COMMIT)
        case _:
            return moment in MOMENTS[sort]


@dataclass(frozen=True, slots=True)
class Passed:
    """A point as the program passed it: what it did there."""

    sort: Sort
    what: str


@dataclass(frozen=True, slots=True)
class Trip:
    """Where in a step the program is to end: at this number; or, where `passed` is named, as it
    does that in an order for the `nth` time (from 0). At this moment of it."""

    number: int
    moment: Moment
    passed: Passed | None = None
    nth: int = 0

    def is_at(self, number: int, passed: Sequence[Passed]) -> bool:
        """Whether the last of the points that an order passed is the place. It has this number."""
        if not passed or not can_be(self.moment, passed[-1].sort):
            return False
        if self.passed is None:
            return self.number == number
        return passed[-1] == self.passed and passed.count(self.passed) == self.nth + 1


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A place and a moment in a play."""

    step: str
    number: int
    moment: Moment

    def __str__(self) -> str:
        return f"{self.step}#{self.number}:{self.moment}"

    @property
    def trip(self) -> Trip:
        """What the program is told in that step."""
        return Trip(self.number, self.moment)


_POINT = re.compile(r"(?P<step>.+)#(?P<number>\d+):(?P<moment>[a-z]+)")


def parse(text: str) -> Point:
    """The point of this name. Raises ValueError."""
    found = _POINT.fullmatch(text)
    if found is None:
        raise ValueError(f"{text} is no point such as 7.press-next/2#11:after")
    return Point(found["step"], int(found["number"]), Moment(found["moment"]))


_STATEMENT = re.compile(
    r"\s*(?P<verb>\w+)(?:.*?\b(?:FROM|INTO|UPDATE)\s+|\s+|$)(?P<table>\"?\w+)?",
    re.IGNORECASE | re.DOTALL,
)


def shape(statement: str) -> str:
    """What a statement does to which table, without its values."""
    found = _STATEMENT.match(statement)
    if found is None:
        return "statement"
    verb = found["verb"].upper()
    return f"{verb} {found['table'] or ''}".strip()
