"""Progress: how far the interview of a case has come, for whoever comes back to it."""

from __future__ import annotations

from dataclasses import dataclass

from foi_bot.case import Answer, Case, Key
from foi_bot.interview.plan import plan, unanswered


@dataclass(frozen=True, slots=True)
class Progress:
    """The open question (`at`, None where none is open) is number `place` of `total` in the plan as
    it is so far; `left` are those without an answer, `last` is the newest answer."""

    at: Key | None
    place: int
    total: int
    left: tuple[Key, ...]
    last: Answer | None


def progress(case: Case) -> Progress:
    """How far the case has come. A question that is changed without being in the plan (one of those
    that an officer may answer) comes after all that are."""
    keys, open_ = plan(case), case.open_asking
    at = open_.key if open_ else None
    place = keys.index(at) + 1 if at in keys else len(keys)
    last = max(case.answers, key=lambda answer: answer.no, default=None)
    return Progress(at, place, len(keys), unanswered(case), last)
