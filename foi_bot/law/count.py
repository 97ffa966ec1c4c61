"""Counting a time limit in working days, so that the count can be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from foi_bot.law.days_in_words import day_and_month, long_date
from foi_bot.law.working_days import Calendar, uk


class Gap(NamedTuple):
    """Days that are disregarded, both ends included, and why ("fees notice")."""

    start: date
    end: date
    why: str


class Skipped(NamedTuple):
    """A weekday that did not count: why, and in which nations if not in England."""

    day: date
    reason: str
    where: str


@dataclass(frozen=True, slots=True)
class Count:
    """A time limit counted from the day of receipt, which is day 0 even on a Sunday.

    days: how many had to be counted. day_one and last: the first and the last that did.
    skipped: the weekdays between that are holidays. disregarded: the gaps between.
    """

    received: date
    days: int
    day_one: date
    last: date
    skipped: tuple[Skipped, ...] = ()
    disregarded: tuple[Gap, ...] = ()

    def explain(self) -> tuple[str, ...]:
        """The count in lines: day 1, what was skipped, what was disregarded, the last day."""
        lines = [f"day 1 = {self._day(self.day_one)}"]
        if self.skipped:
            lines.append(f"skipped: {', '.join(self._skip(one) for one in self.skipped)}")
        for gap in self.disregarded:
            lines.append(f"disregarded: {self._day(gap.start)} to {self._day(gap.end)} ({gap.why})")
        return (*lines, f"day {self.days} = {self._day(self.last)}")

    def __str__(self) -> str:
        return "; ".join(self.explain())

    def _skip(self, one: Skipped) -> str:
        return self._day(one.day) + (f" ({one.where})" if one.where else "")

    def _day(self, day: date) -> str:
        same_year = self.received.year == self.last.year
        return day_and_month(day) if same_year else long_date(day)


def due(
    received: date, days: int = 20, *, gaps: Sequence[Gap] = (), calendar: Calendar | None = None
) -> Count:
    """The last day for an answer: the twentieth working day following receipt (s10(1)).

    `gaps` are disregarded, as from a fees notice to its payment (s10(2)). Raises ValueError unless
    there is a day to count.
    """
    if days < 1:
        raise ValueError(f"there is nothing to count in {days} days")
    calendar = calendar or uk()
    day_one = last = received
    left = days
    while left:
        last += timedelta(days=1)
        if calendar.is_working_day(last) and not _within(last, gaps):
            left -= 1
            day_one = last if left == days - 1 else day_one
    return Count(
        received=received,
        days=days,
        day_one=day_one,
        last=last,
        skipped=_skipped(received, last, gaps, calendar),
        disregarded=tuple(gap for gap in gaps if gap.end > received and gap.start < last),
    )


def due_at_school(
    received: date,
    holidays: Sequence[Gap],
    *,
    gaps: Sequence[Gap] = (),
    calendar: Calendar | None = None,
) -> Count:
    """The last day for a school: 20 working days that are school days, or 60 working days.

    Whichever comes first (SI 2004/3364 reg 3; SI 2009/1369 reg 2; SI 2010/2768 reg 2). `holidays`
    are the days on which the school has no session.
    """
    in_term = due(received, 20, gaps=(*gaps, *holidays), calendar=calendar)
    at_latest = due(received, 60, gaps=gaps, calendar=calendar)
    return min(in_term, at_latest, key=lambda count: count.last)


Limit = Callable[[date, Sequence[Gap]], Count]
"""How a body counts from the day of receipt with those gaps: `due`, `due_at_school`, 30 days."""


def sent_in_time(count: Count, sent: date) -> bool:
    """Whether what was sent that day was in time."""
    return sent <= count.last


def working_days_late(count: Count, sent: date, calendar: Calendar | None = None) -> int:
    """How many working days too late it was; 0 also for the weekend after the last day."""
    return max(0, (calendar or uk()).between(count.last, sent))


def _within(day: date, gaps: Sequence[Gap]) -> bool:
    return any(gap.start <= day <= gap.end for gap in gaps)


def _skipped(
    received: date, last: date, gaps: Sequence[Gap], calendar: Calendar
) -> tuple[Skipped, ...]:
    days = (received + timedelta(days=no) for no in range(1, (last - received).days))
    holidays = ((day, calendar.day_off(day)) for day in days if day.weekday() < 5)
    return tuple(
        Skipped(day, str(off), off.where) for day, off in holidays if off and not _within(day, gaps)
    )
