"""The appropriate limit on the cost of answering (section 12; SI 2004/3244)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from foi_bot.law.data import HERE, Fields, read_rows
from foi_bot.law.limbs import Span, Status


class Kind(StrEnum):
    """The two kinds of body for which the limit differs (Part I of Schedule 1, or not)."""

    CENTRAL = "central"
    OTHER = "other"


class Activity(StrEnum):
    """The only work that may be counted (reg 4(3)); not redaction, nor thinking of exemptions."""

    DETERMINE = "finding out whether the information is held"
    LOCATE = "locating it"
    RETRIEVE = "retrieving it"
    EXTRACT = "extracting it"


class NoLimitError(LookupError):
    """No appropriate limit is recorded for that day."""


@dataclass(frozen=True, slots=True)
class CostLimit:
    """The appropriate limit for a kind of body: pounds, and what an hour of work counts for."""

    kind: Kind
    what: str
    pounds: int
    pounds_an_hour: int
    in_force: Span
    source: str
    status: Status

    @property
    def hours(self) -> float:
        """The limit in hours of one person's work: 24 or 18."""
        return self.pounds / self.pounds_an_hour

    def cost_of(self, hours: float) -> float:
        """What so many hours count for, in pounds."""
        return hours * self.pounds_an_hour

    def exceeded_by(self, hours: float) -> bool:
        """Whether so many hours cost more than the limit; exactly the limit does not."""
        return self.cost_of(hours) > self.pounds


def cost_limit(kind: Kind, on: date) -> CostLimit:
    """The appropriate limit for that kind of body on that day. Raises NoLimitError."""
    for one in _all():
        if one.kind is kind and one.in_force.covers(on):
            return one
    raise NoLimitError(f"no appropriate limit is recorded for {on.isoformat()}")


@cache
def _all() -> tuple[CostLimit, ...]:
    return read_rows(HERE / "cost.yaml", "kind", _limit)


def _limit(row: Fields) -> CostLimit:
    return CostLimit(
        kind=row.one_of("kind", Kind),
        what=row.text("what"),
        pounds=row.number("pounds"),
        pounds_an_hour=row.number("pounds_an_hour"),
        in_force=Span(row.day("from"), row.day_if_any("to")),
        source=row.text("source"),
        status=row.one_of("status", Status),
    )
