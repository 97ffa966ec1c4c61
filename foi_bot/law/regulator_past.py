"""Details of the regulator that had gone out of use by the day of a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from foi_bot.law.data import HERE, Fields, read_rows
from foi_bot.law.limbs import Status


@dataclass(frozen=True, slots=True)
class Former:
    """A detail as letters write it, and the day from which it reaches nobody.

    what: "telephone number". redirects: whether it still leads on to where it should. instead: what
    to give in its place, as a sentence.
    """

    what: str
    pattern: re.Pattern[str]
    gone: date
    redirects: bool
    instead: str
    source: str
    status: Status


def former_details(on: date) -> tuple[Former, ...]:
    """What had gone out of use by that day."""
    return tuple(one for one in _all() if one.gone <= on)


@cache
def _all() -> tuple[Former, ...]:
    return read_rows(HERE / "regulator_past.yaml", "what", _former)


def _former(row: Fields) -> Former:
    return Former(
        what=row.text("what"),
        pattern=re.compile(row.text("pattern"), re.IGNORECASE),
        gone=row.day("gone"),
        redirects=row.flag("redirects"),
        instead=row.text("instead"),
        source=row.text("source"),
        status=row.one_of("status", Status),
    )
