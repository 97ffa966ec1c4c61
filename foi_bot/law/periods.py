"""How long everybody has, by date: answers, reviews, fees, complaints (`periods.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from foi_bot.law.data import HERE, Fields, read_rows
from foi_bot.law.limbs import Span, Status


class Unit(StrEnum):
    """What a period is counted in."""

    WORKING_DAYS = "working-days"
    SCHOOL_DAYS = "school-days"
    WEEKS = "weeks"
    MONTHS = "months"


class NoPeriodError(LookupError):
    """No such period is known for that day."""


@dataclass(frozen=True, slots=True)
class Period:
    """A time limit. `what` continues "20 working days".

    longest: an upper limit in working days. set_by_regulator: on application, the regulator fixes a
    day up to it. statutory: whether it binds, or is what a code or the regulator expects.
    """

    id: str
    what: str
    amount: int
    unit: Unit
    statutory: bool
    in_force: Span
    source: str
    status: Status
    longest: int | None = None
    set_by_regulator: bool = False

    def __str__(self) -> str:
        unit = "working days in term" if self.unit is Unit.SCHOOL_DAYS else str(self.unit)
        return f"{self.amount} {unit.replace('-', ' ')}"


def period(id: str, on: date) -> Period:
    """The period of that name, as on that day. Raises NoPeriodError."""
    for one in _all():
        if one.id == id and one.in_force.covers(on):
            return one
    raise NoPeriodError(f"no period {id!r} is known for {on.isoformat()}")


def periods(on: date) -> tuple[Period, ...]:
    """Every period that is known for that day."""
    return tuple(one for one in _all() if one.in_force.covers(on))


@cache
def _all() -> tuple[Period, ...]:
    return read_rows(HERE / "periods.yaml", "id", _period)


def _period(row: Fields) -> Period:
    return Period(
        id=row.text("id"),
        what=row.text("what"),
        amount=row.number("amount"),
        unit=row.one_of("unit", Unit),
        statutory=row.flag("statutory"),
        in_force=Span(row.day("from"), row.day_if_any("to")),
        source=row.text("source"),
        status=row.one_of("status", Status),
        longest=row.number_if_any("longest"),
        set_by_regulator=row.flag("set_by_regulator"),
    )
