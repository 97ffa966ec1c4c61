"""What is worked out about a case, once, and remembered with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from foi_bot.case import Case

T = TypeVar("T")

_ONCE = "once per case: "


def once_per_case(work: Callable[[Case], T]) -> Callable[[Case], T]:
    """Work something out once for each case and remember it there: a case never changes, so neither
    does what follows from it."""
    name = f"{_ONCE}{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def remembered(case: Case) -> T:
        known = vars(case)
        if name not in known:
            known[name] = work(case)
        found: T = known[name]
        return found

    return remembered


_SAVED = frozenset({"clock", "current"})


def remember(case: Case, made: Case) -> None:
    """What is remembered of a case is remembered of one that was made from it by what was done to
    its drafts: none of it follows from marks or waivers, but from what was asked and answered."""
    kept = {name: v for name, v in vars(case).items() if name in _SAVED or name.startswith(_ONCE)}
    vars(made).update(kept)
