"""Other requests of the same applicant: which count together with this one (SI 2004/3244 reg 5),
and which this one repeats (section 14(2))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foi_bot.case import Case
from foi_bot.interview.days import read_day
from foi_bot.interview.rows import rows
from foi_bot.law.days_in_words import long_date
from foi_bot.law.working_days import working_days_between

DAYS_TOGETHER = 60
"""Costs of requests add up if these were received within so many consecutive working days."""


def too_far_apart(case: Case, value: tuple[str, ...]) -> str:
    """Why the costs of these requests and this one do not add up, for the officer; "" if they do.
    A row is a reference, the day of receipt and what was asked."""
    days = [day for row in rows(value) if (day := read_day(row[1]))]
    if not days:
        return ""
    first, last = min(*days, case.request.received), max(*days, case.request.received)
    # Both ends are days of the period, and the count leaves out the first.
    if working_days_between(first, last) < DAYS_TOGETHER:
        return ""
    return (
        f"From {long_date(first)} to {long_date(last)} is more than {DAYS_TOGETHER} working days. "
        "Costs add up only for requests received within that time: take out the others."
    )


def not_complied_with(case: Case, value: tuple[str, ...]) -> str:
    """Why this request does not repeat these, for the officer; "" if it does. A row is a reference,
    the day of receipt and the day on which it was complied with."""
    received = case.request.received
    for no, (asked, complied) in enumerate(_days(value), start=1):
        if complied < asked:
            return (
                f"Row {no}: it was complied with on {long_date(complied)}, which is before it "
                f"came, on {long_date(asked)}."
            )
        if complied > received:
            return (
                f"Row {no}: it was complied with on {long_date(complied)}, after this request "
                f"came, on {long_date(received)}. Only a request that had been complied with by "
                "then is repeated."
            )
    return ""


def days_since_complied(case: Case) -> int | None:
    """How many days lay between complying with the last earlier request and this one; None while
    nobody has said."""
    value = case.value("repeated-earlier")
    complied = [day for _, day in _days(value)] if isinstance(value, tuple) else []
    return (case.request.received - max(complied)).days if complied else None


def _days(value: tuple[str, ...]) -> Iterator[tuple[date, date]]:
    for row in rows(value):
        asked, complied = read_day(row[1]), read_day(row[-1])
        if asked and complied:
            yield asked, complied
