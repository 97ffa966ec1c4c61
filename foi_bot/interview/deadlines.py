"""Deadlines: the times that run, or stand still, for what a case has not decided yet.

The clock counts per part (design section 9). What a letter that went out has decided has no time
any more; what was extended has the estimated date of the extension (section 10(3)).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foi_bot.case import Case
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import Slice, outcome, parts, slices
from foi_bot.law.clock import PartClock, State
from foi_bot.remembered import once_per_case


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time, and the slices that have it (by their ids; a part that is not divided yet by its
    own). `until` is the day of an extension, where one was taken."""

    about: tuple[str, ...]
    clock: PartClock
    until: date | None = None

    @property
    def due(self) -> date | None:
        """The last day; None while the time stands still."""
        return self.until if self.until and self.clock.due else self.clock.due

    @property
    def waits(self) -> bool:
        """Whether it stands still until the applicant does something."""
        return self.clock.state is not State.RUNNING


@once_per_case
def deadlines(case: Case) -> tuple[Deadline, ...]:
    """The times of what is not decided yet, the next one first; those that stand still come last.
    Slices that share a time share a deadline."""
    shared: dict[tuple[object, ...], list[str]] = {}
    found: dict[tuple[object, ...], Deadline] = {}
    for one in undecided(case):
        clock, until = case.clock.of(one.part.id), case.clock.extended_until(one.id)
        time = (clock.count, clock.state, clock.since, until)
        shared.setdefault(time, []).append(one.id)
        found[time] = Deadline(tuple(shared[time]), clock, until)
    return tuple(sorted(found.values(), key=lambda one: (one.due is None, one.due or date.max)))


def next_due(case: Case) -> date | None:
    """The next last day; None where nothing runs."""
    if case.closure:
        return None
    return min((one.due for one in deadlines(case) if one.due), default=None)


def waiting(case: Case) -> tuple[Deadline, ...]:
    """The times that stand still until the applicant does something."""
    return tuple(one for one in deadlines(case) if one.waits)


def waiting_parts(case: Case) -> tuple[str, ...]:
    """The ids of the parts for which the applicant's clarification is awaited."""
    asked = [one for one in waiting(case) if one.clock.state is State.AWAITING_CLARIFICATION]
    about = {id_ for one in asked for id_ in one.about}
    return tuple(dict.fromkeys(one.part.id for one in undecided(case) if one.id in about))


def undecided(case: Case) -> tuple[Slice, ...]:
    """The slices that no letter which went out has decided; where a part is to be divided and is
    not yet, the part."""
    decided = {id_ for one in case.sent for id_ in one.decided}
    return tuple(
        one
        for one in _pieces(case)
        if not {one.id, one.part.id} & decided and outcome(case, one.id) is not Outcome.ANSWERED
    )


def _pieces(case: Case) -> Iterator[Slice]:
    known = slices(case)
    for part in parts(case):
        yield from [one for one in known if one.part == part] or [Slice(part.id, part)]
