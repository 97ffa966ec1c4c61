"""The times of a case in words: last days, what stands still, and how each was counted."""

from __future__ import annotations

from foi_bot.case import Case
from foi_bot.interview.asked import part_name
from foi_bot.interview.deadlines import Deadline, deadlines, undecided
from foi_bot.law.clock import State
from foi_bot.law.days_in_words import long_date

SHOWN = 6
"""More different times than this are counted."""


def due(case: Case) -> str:
    """The last days, each with what it is for where they differ."""
    found = () if case.closure else deadlines(case)
    if not found:
        return "Nothing is due"
    if len(found) == 1 and _is_all(case, found[0]):
        return _when(found[0])
    lines = [f"{_when(one)} ({_names(case, one)})" for one in found[:SHOWN]]
    more = len(found) - SHOWN
    return "\n".join([*lines, f"and {more} more"] if more > 0 else lines)


def counted(case: Case) -> tuple[str, ...]:
    """How each last day was counted, from which receipt."""
    found = () if case.closure else deadlines(case)
    told = []
    for one in found[:SHOWN]:
        whose = "" if len(found) == 1 else f" for {_names(case, one)}"
        received = long_date(one.clock.count.received)
        line = f"Received {received}. How the time{whose} was counted: {one.clock.count}."
        if one.until:
            line += f" The public interest may be weighed until {long_date(one.until)} (s10(3))."
        told.append(line)
    return tuple(told)


def _when(one: Deadline) -> str:
    clock = one.clock
    match clock.state:
        case State.AWAITING_CLARIFICATION if clock.since:
            return f"Stands still: clarification asked on {long_date(clock.since)}"
        case State.AWAITING_FEE if clock.since and clock.pay_by:
            return (
                f"Stands still: fees notice given on {long_date(clock.since)}, "
                f"to be paid by {long_date(clock.pay_by)}"
            )
        case State.FEE_LAPSED if clock.since:
            return f"Runs no more: the fee was not paid by {long_date(clock.since)}"
        case _:
            day = long_date(one.due) if one.due else ""
            return f"{day}, extended" if one.until else day


def _is_all(case: Case, one: Deadline) -> bool:
    """Whether nothing of the request has been decided apart from this."""
    return not any(sent.decided for sent in case.sent) and len(one.about) == len(undecided(case))


def _names(case: Case, one: Deadline) -> str:
    names = [part_name(case, id_) for id_ in one.about]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
