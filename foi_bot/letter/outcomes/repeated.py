"""The words of the outcome `repeated`: section 14(2)."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.days import read_day
from foi_bot.interview.other_requests import days_since_complied
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.rows import rows
from foi_bot.interview.slices import Slice, slices_with
from foi_bot.letter.fill import Facts, Value
from foi_bot.letter.outcomes.notices import later_requests
from foi_bot.letter.passages import heading, long_date, names_of, passage, plain
from foi_bot.letter.tree import Block


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """That these slices are refused under section 14(2)."""
    yield from passage(case, "repeated/decision", {"what": names_of(case, some)})


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """The earlier requests with their days, how like them this one is, and why it is too soon."""
    del some
    yield heading(case, 2, "repeated/heading")
    facts: Facts = {
        "earlier": _earlier(case),
        "identical": case.value("repeated-same") == "identical",
        "days": days_since_complied(case),
        "received": long_date(case, case.request.received),
    }
    yield from passage(case, "repeated/earlier", facts)
    yield from plain(case, Key("repeated-interval"))
    yield from passage(case, "repeated/conclusion")
    # Where a request is vexatious as well, its own section has said this already.
    if not slices_with(case, Outcome.VEXATIOUS):
        yield from later_requests(case)


def _earlier(case: Case) -> list[list[Value]]:
    """Each earlier request: its reference, when it came, and when it was complied with."""
    key = Key("repeated-earlier")
    return [
        [Value(reference, str(key)), _day(case, received, key), _day(case, complied, key)]
        for reference, received, complied in rows(case.value(*key))
    ]


def _day(case: Case, written: str, key: Key) -> Value:
    day = read_day(written)
    return Value(long_date(case, day) if day else written, str(key))
