"""The words of the outcome `cost`: section 12. No harm and no public interest: only whether the
estimate is above the limit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from foi_bot.case import Case, Key
from foi_bot.interview.days import read_day
from foi_bot.interview.estimate import (
    Estimate,
    Work,
    estimate,
    hours_and_minutes,
    plain_number,
    pounds,
)
from foi_bot.interview.rows import rows
from foi_bot.interview.slices import Slice
from foi_bot.letter.fill import Facts, Value
from foi_bot.letter.passages import answered, heading, long_date, names_of, passage, plain, said
from foi_bot.letter.tables import columns, told
from foi_bot.letter.tree import Block, Table


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """Which duty the limit takes away: to give the information, or to say whether it is held."""
    facts: Facts = {
        "what": names_of(case, some),
        "limb": _limb(case),
        "finding_out": _limb(case) == "12(2)",
    }
    yield from passage(case, "cost/decision", facts)


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """The limit, the estimate, what is counted together, and what help there is."""
    yield heading(case, 2, "cost/heading")
    yield from _estimate(case)
    for question in ("estimate-basis", "quicker-way"):
        yield from plain(case, Key(question))
    yield from _together(case, some)
    if case.words("within-limit"):
        yield heading(case, 3, "cost/help-heading")
        yield from plain(case, Key("within-limit"))
        yield from passage(case, "cost/help")
    if case.value("charge") == "yes":
        yield heading(case, 3, "cost/charge-heading")
        yield from answered(case, Key("charge-offered"), "cost/charge")
    if case.value("courtesy") == "yes":
        yield heading(case, 3, "cost/courtesy-heading")
        yield from passage(case, "cost/courtesy")
        yield from told(case, Key("courtesy-given"))


def _limb(case: Case) -> str:
    return case.words("cost-limb") or "12(1)"


def _estimate(case: Case) -> Iterator[Block]:
    found = estimate(case)
    if found is None:
        return
    limit: Facts = {
        "limit": pounds(Fraction(found.limit.pounds)),
        "hours": f"{found.limit.hours:g}",
        "rate": pounds(Fraction(found.limit.pounds_an_hour)),
        "central": case.house.is_central,
        "finding_out": _limb(case) == "12(2)",
    }
    yield from passage(case, "cost/limit", limit)
    yield _table(case, found)
    if found.exceeds:
        total: Facts = {
            "time": _time(case, found.minutes),
            "cost": pounds(found.pounds),
            "above": pounds(found.apart),
            **limit,
        }
        yield from passage(case, "cost/total", total)


def _table(case: Case, found: Estimate) -> Table:
    """The estimate row by row; its last row is the sum, where there is more than one."""
    caption = case.house.wording.text("cost/table-caption", {})
    lines = [_row(case, one) for one in found.work]
    if len(lines) > 1:
        total = case.house.wording.text("cost/table-total", {})
        lines.append((total, "", "", "", _time(case, found.minutes)))
    header = columns(case, "cost/table-columns")
    return Table(caption, header, tuple(lines), str(Key("estimate")))


def _row(case: Case, one: Work) -> tuple[str, ...]:
    activity = case.house.wording.text("cost/activity", {"activity": one.activity})
    each = plain_number(one.minutes_each)
    return (activity, one.what, plain_number(one.how_many), each, _time(case, one.minutes))


def _time(case: Case, minutes: Fraction) -> str:
    whole, rest = hours_and_minutes(minutes)
    facts: Facts = {
        "hours": f"{whole:,}" if whole else "",
        "one_hour": whole == 1,
        "minutes": rest if rest != "0" or not whole else "",
        "one_minute": rest == "1",
    }
    return case.house.wording.text("cost/time", facts)


def _together(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """Which requests are counted together and why (reg 5): none of them has to be answered."""
    others = _others(case)
    if not others and len(some) == 1:
        return
    facts: Facts = {
        "what": names_of(case, some),
        "several": len(some) > 1,
        "others": others,
        "concert": case.value("cost-with") == "concert",
    }
    yield heading(case, 3, "cost/together-heading")
    yield from passage(case, "cost/together", facts)
    yield from passage(case, "cost/together-why", {"answer": said(case, Key("cost-alike"))})


def _others(case: Case) -> list[list[Value]]:
    """The other requests that count: reference, day of receipt and what they ask for."""
    key = Key("cost-requests")
    if case.value("cost-with") not in ("same", "concert"):
        return []
    return [
        [Value(reference, str(key)), _day(case, received, key), Value(what, str(key))]
        for reference, received, what in rows(case.value(*key))
    ]


def _day(case: Case, written: str, key: Key) -> Value:
    day = read_day(written)
    return Value(long_date(case, day) if day else written, str(key))
