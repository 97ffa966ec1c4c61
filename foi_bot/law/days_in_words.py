"""Dates and short lists as the letters and messages write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def long_date(day: date) -> str:
    """A date in GOV.UK style: "13 April 2018"."""
    return f"{day.day} {day:%B %Y}"


def day_and_month(day: date) -> str:
    """A date whose year the reader knows: "13 April"."""
    return f"{day.day} {day:%B}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Several words as one phrase: "England, Wales and Northern Ireland"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
