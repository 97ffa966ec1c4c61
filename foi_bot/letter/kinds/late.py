"""What a letter says of its own lateness (section 10(1))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foi_bot.case import Case, Key
from foi_bot.interview.plan import late_parts
from foi_bot.law.count import working_days_late
from foi_bot.letter.fill import Facts
from foi_bot.letter.passages import answered, long_date, passage
from foi_bot.letter.tree import Block


@dataclass(frozen=True, slots=True)
class Lateness:
    """The day by which the answer was due, and how many working days have passed since: none on a
    weekend that follows it."""

    due: date
    days: int


def lateness(case: Case) -> Lateness | None:
    """How late a letter of this day is for the part that has waited longest; None if for none."""
    due = min((part.count.last for part in late_parts(case)), default=None)
    if due is None:
        return None
    part = next(part for part in late_parts(case) if part.count.last == due)
    return Lateness(due, working_days_late(part.count, case.on))


def apology(case: Case) -> tuple[Block, ...]:
    """That the answer is late, by how much and why, and that we are sorry; nothing in time."""
    late = lateness(case)
    if late is None:
        return ()
    facts: Facts = {"due": long_date(case, late.due), "days": late.days}
    return (
        *passage(case, "late/apology", facts),
        *answered(case, Key("late-why"), "late/why"),
    )
