"""What a letter gives of the regulator that had gone out of use by its day (FOIA s17(7)(b))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foi_bot.checks.finding import Severity
from foi_bot.law.days_in_words import long_date
from foi_bot.law.regulator_past import former_details


def stale_details(text: str, on: date) -> Iterator[tuple[str, Severity, str]]:
    """Each detail of the regulator's in a text that was out of use on a day: as it is written
    there, how grave that is, and what to say of it."""
    for one in former_details(on):
        for found in one.pattern.finditer(text):
            severity = Severity.NOTE if one.redirects else Severity.LOOK_AGAIN
            advice = f"The regulator's {one.what} had changed by {long_date(on)}. {one.instead}"
            yield found[0], severity, advice
