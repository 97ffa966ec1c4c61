"""Days as letters write them: "19th October 2018", "October 19, 2018", "19/10/18", "13 Mawrth"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_ENGLISH = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WELSH = (
    *("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin"),
    *("gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr"),
)
_MONTHS = {
    **{name: at for at, name in enumerate(_ENGLISH, 1)},
    **{name[:3]: at for at, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
    **{name: at for at, name in enumerate(_WELSH, 1)},
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|ain|af|fed|ydd|eg))?"
_DAY = re.compile(
    rf"""
    \b(?:
      (?P<day>\d{{1,2}}){_ORDINAL}(?:\s+(?:day\s+)?of)?[\s.-]+(?P<month>{_MONTH})\b\.?
        (?:,?[\s.-]+(?P<year>\d{{4}}|\d{{2}}(?!\d|:))\b)?
      | (?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}}){_ORDINAL}(?:,?\s+(?P<year2>\d{{4}})\b)
      | (?P<year3>(?:19|20)\d{{2}})-(?P<month3>\d{{2}})-(?P<day3>\d{{2}})\b
      | (?P<day4>\d{{1,2}})[/.](?P<month4>\d{{1,2}})[/.](?P<year4>\d{{4}}|\d{{2}})\b(?![/.]\d)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Day(NamedTuple):
    """A day that a text names; its year is None where the text leaves it to the reader."""

    month: int
    day: int
    year: int | None
    start: int
    end: int

    def on_or_before(self, latest: date | None) -> date | None:
        """The date; without a year of its own, the last such day up to `latest`."""
        if self.year is not None:
            return _made(self.year, self.month, self.day)
        if latest is None:
            return None
        this = _made(latest.year, self.month, self.day)
        if this and this <= latest:
            return this
        return _made(latest.year - 1, self.month, self.day)


def days_in(text: str) -> Iterator[Day]:
    """Every day that a text names, in order."""
    for found in _DAY.finditer(text):
        parts = {
            name[:-1] if name[-1].isdigit() else name: value
            for name, value in found.groupdict().items()
            if value
        }
        month = parts["month"]
        number = int(month) if month.isdigit() else _MONTHS[month.lower()]
        year = int(parts["year"]) if "year" in parts else None
        if year is not None and year < 100:
            year += 2000
        day = Day(number, int(parts["day"]), year, found.start(), found.end())
        if _made(year or 2000, day.month, day.day):
            yield day


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
