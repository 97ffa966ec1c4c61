"""The lines of a refusal for cost that state time, money or the limit, and what each comes to
(SI 2004/3244 reg 3, reg 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.any_letter.spoken import LONGEST
from foi_bot.checks.section_12_words import is_about_the_limit
from foi_bot.checks.words import phrases, sentences
from foi_bot.checks.work_in_words import Money, Time, number_in, sums_of_money, times
from foi_bot.law.cost import Kind
from foi_bot.letter.read.written import Piece, Place

RATE = 25.0
"""Pounds for an hour of anybody's work (reg 4(4))."""
LIMITS = {Kind.OTHER: 18.0, Kind.CENTRAL: 24.0}
"""The limit in hours."""
_POUNDS = {450.0: Kind.OTHER, 600.0: Kind.CENTRAL}
_HOURS = {18.0: Kind.OTHER, 24.0: Kind.CENTRAL}


@dataclass(frozen=True)
class Line:
    """A row, an item or a sentence of a letter. `is_item` says that it stands in a list or table,
    `hours_said` what a bare number under a heading such as "Hours" comes to."""

    piece: Piece
    text: str
    is_item: bool
    hours_said: float | None = None

    @cached_property
    def times(self) -> list[Time]:
        """The times that are work: neither a limit nor a time in which to answer."""
        return [one for one in times(self.text) if not self._is_no_work(one)]

    @cached_property
    def money(self) -> list[Money]:
        """The sums that are costs of work: neither a rate nor a limit."""
        return [
            one
            for one in sums_of_money(self.text)
            if not one.an_hour and not (one.pounds in _POUNDS and self.speaks_of_a_limit)
        ]

    @cached_property
    def speaks_of_a_limit(self) -> bool:
        return is_about_the_limit(self.text) or _BEYOND.search(self.text) is not None

    @cached_property
    def is_total(self) -> bool:
        return _TOTAL.search(self.text) is not None

    @cached_property
    def whole(self) -> tuple[Time, ...]:
        """The times that are not for one thing of several."""
        return tuple(one for one in self.times if not one.each)

    @cached_property
    def hours(self) -> float | None:
        """What the line comes to in hours: the last time that it states, for all of its things."""
        if self.hours_said is not None:
            return self.hours_said
        long = [one for one in self.whole if one.unit != "m"] or list(self.whole)
        return long[-1].minutes / 60 if long else None

    def _is_no_work(self, one: Time) -> bool:
        around = self.text[max(0, one.start - 40) : one.end + 20]
        if one.unit in "dw" and _DEADLINE.search(around):
            return True
        if not self.speaks_of_a_limit:
            return False
        hours = one.minutes / 60
        return hours in _HOURS or (one.unit == "d" and _days(self.text, one) in (2.5, 3.5, 3.0))


def lines(sheet: Sheet) -> Iterator[Line]:
    """Every row, item and sentence of a letter that may be of its estimate."""
    for piece in sheet.ours:
        if piece.place in _PASSED_OVER or piece.is_heading:
            continue
        if piece.place is Place.REVIEW and not piece.cites:
            continue
        if piece.rows:
            yield from _rows(piece)
            continue
        texts = sentences(piece.text)
        is_item = bool(piece.label) and len(texts) == 1 and len(piece.text) < _ITEM
        for text in texts:
            if len(text) <= LONGEST:
                yield Line(piece, text, is_item)


def _rows(piece: Piece) -> Iterator[Line]:
    """The rows of a table; a bare number counts as what its heading says."""
    header = [cell.lower() for cell in piece.rows[0]]
    hours = next((no for no, cell in enumerate(header) if no and _HOURS_HEAD.search(cell)), None)
    for row in piece.rows:
        text = "  ".join(cell for cell in row if cell)
        said = number_in(row[hours]) if hours is not None and hours < len(row) else None
        yield Line(piece, text, is_item=True, hours_said=said if row is not piece.rows[0] else None)


def limit_in(line: Line) -> frozenset[Kind]:
    """The limits that a line states, as those for whom they are the limit."""
    if not line.speaks_of_a_limit or not is_about_the_limit(line.text):
        return frozenset()
    found = {_POUNDS[one.pounds] for one in sums_of_money(line.text) if one.pounds in _POUNDS}
    found |= {_HOURS[one.minutes / 60] for one in times(line.text) if one.minutes / 60 in _HOURS}
    return frozenset(found)


def contradicts_itself(line: Line) -> bool:
    """Whether one limit is stated in two ways that are not the same."""
    pounds = {_POUNDS[one.pounds] for one in sums_of_money(line.text) if one.pounds in _POUNDS}
    hours = {_HOURS[one.minutes / 60] for one in times(line.text) if one.minutes / 60 in _HOURS}
    return len(pounds) == 1 and len(hours) == 1 and pounds != hours and not _BOTH.search(line.text)


def hours_of(line: Line) -> float | None:
    """What a total comes to: the greatest time that it states, else its cost."""
    if line.hours_said is not None:
        return line.hours_said
    hours = [one.high / 60 for one in line.whole]
    if hours:
        return max(hours)
    return max((one.pounds / RATE for one in line.money), default=None)


def _days(text: str, one: Time) -> float | None:
    """How many days a time says."""
    return number_in(
        re.split(r"[ -]*(?:working|staff|person)?[ -]*days?", text[one.start : one.end])[0]
    )


_ITEM = 240
_PASSED_OVER = frozenset(
    {
        Place.LETTERHEAD,
        Place.ADDRESSEE,
        Place.DATE,
        Place.REFERENCE,
        Place.GREETING,
        Place.CONTACT,
        Place.SIGN_OFF,
        Place.REGULATOR,
        Place.HOUSE,
    }
)
_TOTAL = phrases(
    r"totals?|totall?ing|totalled|altogether|all told|in all|overall|sum of|grand total|combined",
    r"(?:come|comes|coming|came) to|makes|making (?:\w+ ){0,3}?(?:hours|£\d+)|add(?:s|ed|ing)? up "
    r"to"
    r"|amount(?:s|ing|ed)? to",
)
_BEYOND = phrases(
    r"exceed\w*|in excess of|more than|over|beyond|above|greater than|longer than|limit|threshold"
)
_DEADLINE = phrases(
    r"(?:20|twenty|40|forty|60|sixty|10|ten) (?:consecutive )?(?:working|school)? ?days|within|"
    r"calendar days|days of|days (?:from|after)"
)
_BOTH = phrases(
    r"central government|(?:and|or) £\d+|other (?:public )?(?:bodies|authorities)|for all"
)
_HOURS_HEAD = re.compile(r"\bhours?\b|\bhrs?\b|\btime \(h")
_HOURS_HEAD = re.compile(r"\bhours?\b|\bhrs?\b|\btime \(h")
