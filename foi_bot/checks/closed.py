"""Reasons that are left out of a letter because they would themselves give exempt information away
(FOIA s17(4)): what a recorded decision to do so makes of what a check finds."""

from __future__ import annotations

from dataclasses import replace

from foi_bot.case import Case
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.substance import is_empty
from foi_bot.interview.reasons import CLOSED

SOURCE = "FOIA s17(4)"


def reasons_are_closed(case: Case, cite: str) -> bool:
    """Whether it is on record that some reasons for a limb lie elsewhere, and where."""
    where = case.words(f"{CLOSED}-where", cite)
    return case.value(CLOSED, cite) == "yes" and not is_empty(where)


def softened(found: Finding) -> Finding:
    """A finding on reasons that may be short: the provision and the rights never may."""
    if found.severity is not Severity.MUST_FIX:
        return found
    advice = (
        f"{found.advice} Some reasons are left out by a recorded decision: if this one has to stay "
        "out, nothing is to be done."
    )
    return replace(found, severity=Severity.LOOK_AGAIN, source=SOURCE, advice=advice)
