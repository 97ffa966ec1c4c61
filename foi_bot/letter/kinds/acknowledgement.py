"""The acknowledgement: the reference, the day of receipt, and by when the answer is due. It says
nothing of what is held or will be given, for nobody has looked yet."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.letter.fill import Facts
from foi_bot.letter.passages import long_date, passage
from foi_bot.letter.quoted import quoted
from foi_bot.letter.tree import Block

TITLE = "acknowledgement/title"


def body(case: Case) -> Iterator[Block]:
    """What was asked and when, and the time for answering."""
    received = {"received": long_date(case, case.request.received)}
    yield from passage(case, "acknowledgement/opening", received)
    yield quoted(case.request.text)
    yield from _time(case)
    yield from passage(case, "acknowledgement/meanwhile", {"reference": case.reference})


def rights(case: Case) -> Iterator[Block]:
    """Nothing: there is no decision yet to complain of."""
    del case
    return iter(())


def _time(case: Case) -> Iterator[Block]:
    """The last day for the answer and how it is counted, unless the time stands still."""
    clock = case.clock
    if clock.due is None:
        yield from passage(case, "acknowledgement/stopped")
        return
    count = next(part.count for part in clock.parts if part.due == clock.due)
    facts: Facts = {
        "due": long_date(case, count.last),
        "days": count.days,
        "late": case.on > count.last,
    }
    yield from passage(case, "acknowledgement/time", facts)
