"""The holding letter: the answer is late, or will be. It decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foi_bot.case import Case, Key
from foi_bot.interview.days import read_day
from foi_bot.letter.fill import Facts
from foi_bot.letter.kinds.late import lateness
from foi_bot.letter.passages import answered, heading, long_date, passage
from foi_bot.letter.quoted import quoted
from foi_bot.letter.rights import review_route, to_regulator
from foi_bot.letter.tree import Block

TITLE = "holding/title"


def body(case: Case) -> Iterator[Block]:
    """What was asked and when, by how much the answer is late, why, and when it will come."""
    received = {"received": long_date(case, case.request.received)}
    yield from passage(case, "holding/opening", received)
    yield quoted(case.request.text)
    yield from passage(case, "holding/late", _late(case))
    yield from answered(case, Key("holding-why"), "holding/why")
    if until := _until(case):
        yield from passage(case, "holding/until", {"until": long_date(case, until)})


def rights(case: Case) -> Iterator[Block]:
    """How to complain of the delay."""
    yield heading(case, 2, "rights/heading")
    yield from passage(case, "holding/review", review_route(case))
    yield from to_regulator(case, "holding/regulator")


def _late(case: Case) -> Facts:
    late = lateness(case)
    due = late.due if late else case.clock.due
    return {"due": long_date(case, due) if due else "", "days": late.days if late else 0}


def _until(case: Case) -> date | None:
    return read_day(case.words("holding-until"))
