"""Working days of section 10(6): the days that count towards a time limit.

A working day is any day but Saturday, Sunday, Christmas Day, Good Friday, or a bank holiday under
the Banking and Financial Dealings Act 1971 in any part of the United Kingdom. An office in London
does not count St Patrick's Day. Days on which only the office is closed do count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from foi_bot.law.data import HERE, Fields, read_rows
from foi_bot.law.days_in_words import listed
from foi_bot.law.limbs import Status


class Nation(StrEnum):
    """The parts of the United Kingdom, each with bank holidays of its own."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"

    @property
    def words(self) -> str:
        """Its name in a sentence."""
        return self.value.replace("-", " ").title()


class Change(StrEnum):
    """What an override does to a day."""

    ADDED = "added"
    REMOVED = "removed"


_LIBRARY = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}
# The library's names where officers say something else.
_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "New Year Holiday": "2 January",
    "Scotland's participation in the FIFA World Cup final": "World Cup bank holiday",
}


@dataclass(frozen=True, slots=True)
class Override:
    """A day that the calendar library does not know, or gets wrong, in some nations."""

    day: date
    nations: tuple[Nation, ...]
    change: Change
    name: str
    source: str
    status: Status


@dataclass(frozen=True, slots=True)
class DayOff:
    """A bank or public holiday: its name, and the nations that have it."""

    day: date
    name: str
    nations: tuple[Nation, ...]

    @property
    def where(self) -> str:
        """The nations, if a reader in England would not know; else nothing."""
        if Nation.ENGLAND in self.nations:
            return ""
        return listed([nation.words for nation in self.nations])

    def __str__(self) -> str:
        return f"{self.name} ({self.where})" if self.where else self.name


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that do not count, in the whole of the United Kingdom, with late changes.

    An installation that learns of a proclaimed day before a release does adds it:
    `Calendar((*shipped_overrides(), *read_overrides(path)))`.
    """

    overrides: tuple[Override, ...] = ()

    def day_off(self, day: date) -> DayOff | None:
        """The holiday that falls on a day, in whichever nations have it."""
        return _days_off(day.year, self.overrides).get(day)

    def why_not(self, day: date) -> str | None:
        """Why a day does not count ("Good Friday", "Saturday"); None for a working day."""
        off = self.day_off(day)
        if day.weekday() >= 5:
            return f"{day:%A}"
        return str(off) if off else None

    def is_working_day(self, day: date) -> bool:
        """Whether a day counts."""
        return day.weekday() < 5 and self.day_off(day) is None

    def working_days_after(self, day: date) -> Iterator[date]:
        """The working days after a day, without end."""
        while True:
            day += timedelta(days=1)
            if self.is_working_day(day):
                yield day

    def between(self, start: date, end: date) -> int:
        """How many working days there are after `start`, up to and on `end`; negative backwards."""
        if end < start:
            return -self.between(end, start)
        days = (start + timedelta(days=no) for no in range(1, (end - start).days + 1))
        return sum(map(self.is_working_day, days))


def read_overrides(path: Path) -> tuple[Override, ...]:
    """The days of a file like `days.yaml`. Raises LawDataError."""
    return read_rows(path, "date", _override)


@cache
def shipped_overrides() -> tuple[Override, ...]:
    """The days that come with the program."""
    return read_overrides(HERE / "days.yaml")


@cache
def uk() -> Calendar:
    """The calendar as it comes with the program."""
    return Calendar(shipped_overrides())


def is_working_day(day: date) -> bool:
    """Whether a day counts towards a time limit (s10(6))."""
    return uk().is_working_day(day)


def why_not(day: date) -> str | None:
    """Why a day does not count; None for a working day."""
    return uk().why_not(day)


def working_days_between(start: date, end: date) -> int:
    """The working days after `start`, up to and on `end`: `end` is that many days from receipt."""
    return uk().between(start, end)


@cache
def _days_off(year: int, overrides: tuple[Override, ...]) -> Mapping[date, DayOff]:
    names: dict[date, dict[Nation, str]] = {}
    for nation in Nation:
        for day, name in _library(nation, year).items():
            names.setdefault(day, {})[nation] = name
    for late in (one for one in overrides if one.day.year == year):
        on_day = names.setdefault(late.day, {})
        for nation in late.nations:
            if late.change is Change.ADDED:
                on_day[nation] = late.name
            else:
                on_day.pop(nation, None)
    return MappingProxyType({day: _day_off(day, by) for day, by in names.items() if by})


def _day_off(day: date, names: Mapping[Nation, str]) -> DayOff:
    nations = tuple(nation for nation in Nation if nation in names)
    return DayOff(day, names[nations[0]], nations)


def _library(nation: Nation, year: int) -> dict[date, str]:
    # Imported here because it is slow, and a letter can be read without counting days.
    import holidays

    known = holidays.country_holidays("GB", subdiv=_LIBRARY[nation], years=year)
    return {day: _plain_name(name) for day, name in known.items()}


def _plain_name(name: str) -> str:
    """The library's name as officers say it: "Saint" is St, a moved day a substitute."""
    first, _, _ = name.partition(";")
    bare = first.removesuffix(" (observed)")
    plain = _NAMES.get(bare, bare).replace("Saint ", "St ")
    return f"{plain} substitute day" if first != bare else plain


def _override(row: Fields) -> Override:
    override = Override(
        day=row.day("date"),
        nations=row.some_of("nations", Nation),
        change=row.one_of("change", Change),
        name=row.text("name"),
        source=row.text("source"),
        status=row.one_of("status", Status),
    )
    if not override.nations:
        raise row.wrong("nations", "names none")
    return override
