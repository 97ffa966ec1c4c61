"""Checking: a letter is held against the Act and its request as soon as it is written, and again on
the day it goes out."""

from __future__ import annotations

from foi_bot.case import Case
from foi_bot.checks.finding import Finding
from foi_bot.letter.tree import Letter


def check(case: Case, letter: Letter) -> tuple[Finding, ...]:
    """What `checks.run.check` finds in this letter of the case."""
    # Their patterns are an eighth of the program's start, and nobody drafts in its first second:
    # they are read beside connecting (`warm_up`).
    from foi_bot.checks import run

    return run.check(case, letter)
