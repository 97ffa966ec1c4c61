"""Values of a workbook as its number formats show them (ECMA-376 part 1, 18.8.31 numFmts).

Dates are the exception: whatever order a format puts them in, they come out as the letter writes
them, "13 April 2018", with as much of the date and time as the format shows.

A format that is not understood in full is refused, since a figure that is shown wrongly is worse
than one that is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from operator import eq, ge, gt, le, lt, ne
from typing import Final

from foi_bot.law.days_in_words import day_and_month, long_date

Value = str | bool | int | float | Decimal | datetime | date | time | timedelta
"""What a cell holds."""

GENERAL: Final = "General"
MOST_DIGITS: Final = 15
"""A workbook keeps this many of a number; what stands behind them is lost."""
GENERAL_DIGITS: Final = 10
"""The format "General" shows this many before it shows fewer decimals."""


class UnknownFormatError(ValueError):
    """A value cannot be shown as its format says: the format is not understood, or does not fit."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format. `kind` is "literal", "digits" (placeholders with their point and
    commas), "percent", "general", "text" (the @), "date" (a letter of a date or time), "half" (AM
    or PM) or "elapsed" (hours, minutes or seconds in all)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One of the up to four parts of a format, between its semicolons."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, *kinds: str) -> bool:
        return any(token.kind in kinds for token in self.tokens)


_COMPARE: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "=": eq,
    "<>": ne,
}

_PIECES: Final = re.compile(
    r"""
      "(?P<quoted>[^"]*)"
    | \\(?P<escaped>.)
    | (?P<blank>[_*].)
    | \[(?P<compare>[<>=]{1,2})(?P<limit>-?[\d.]+)\]
    | \[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]
    | \[(?P<elapsed>h+|m+|s+)\]
    | \[(?:black|blue|cyan|green|magenta|red|white|yellow|color\ ?\d+)\]
    | (?P<general>general)
    | (?P<half>am/pm|a/p)
    | (?P<date>y+|m+|d+|h+|s+(?:\.0+)?)
    | (?P<digits>[0#?][0#?,]*(?:\.[0#?,]*)?|\.[0#?]+,*)
    | (?P<percent>%)
    | (?P<text>@)
    | (?P<end>;)
    | (?P<literal>[^a-z"\\\[\]/])
    | (?P<slash>/)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


@cache
def sections(code: str) -> tuple[Section, ...]:
    """The parts of a format. Raises UnknownFormatError."""
    found: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    at = 0
    while at < len(code):
        piece = _PIECES.match(code, at)
        if piece is None:
            raise UnknownFormatError(code)
        at = piece.end()
        if piece["end"]:
            found.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif piece["compare"]:
            condition = _condition(code, piece["compare"], piece["limit"])
        else:
            tokens.extend(_tokens(piece))
    return (*found, Section(tuple(tokens), condition))


def shown(value: Value, code: str) -> str:
    """The value as a person sees it under this format, without white space at its ends; empty if
    the format shows nothing. Raises UnknownFormatError."""
    code = code or GENERAL
    if isinstance(value, str):
        return _text(value, code)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, code)
    return _number(_exact(value), code)


def shows_nothing(code: str) -> bool:
    """Whether the format shows nothing at all of different numbers, as ";;;" does. One that leaves
    out nought alone hides nothing."""
    return any(not section.tokens for section in _of_several_numbers(code))


def masks(code: str) -> bool:
    """Whether the format puts the same words in the place of different numbers, as [<5]"*" does."""
    figures = ("digits", "general", "text", "date", "elapsed")
    return any(one.tokens and not one.has(*figures) for one in _of_several_numbers(code))


def _of_several_numbers(code: str) -> Sequence[Section]:
    """The sections that show more than one number: not that for text, nor one for nought alone."""
    try:
        found = sections(code or GENERAL)[:3]
    except UnknownFormatError:
        return ()
    if not any(section.condition for section in found):
        return found[:2]
    return [one for one in found if not one.condition or one.condition[0] != "="]


def _condition(code: str, compare: str, limit: str) -> tuple[str, Decimal]:
    if compare not in _COMPARE or limit.count(".") > 1 or not limit.strip("-."):
        raise UnknownFormatError(code)
    return compare, Decimal(limit)


def _tokens(piece: re.Match[str]) -> list[Token]:
    for kind in ("quoted", "escaped", "currency", "literal", "slash"):
        if piece[kind] is not None:
            return [Token("literal", piece[kind])]
    for kind in ("elapsed", "general", "half", "date", "digits", "percent", "text"):
        if piece[kind] is not None:
            return [Token(kind, piece[kind].lower())]
    return []


def _exact(value: float | Decimal) -> Decimal:
    """The number with the digits that a workbook keeps: binary fractions rounded to decimals."""
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{MOST_DIGITS}g}")
    if not number.is_finite():
        raise UnknownFormatError(str(number))
    return number


def _text(words: str, code: str) -> str:
    if "@" not in code and code.count(";") < 3:
        return words
    parts = sections(code)
    section = next((one for one in parts if one.has("text")), None)
    if section is None and len(parts) < 4:
        return words
    tokens = (section or parts[3]).tokens
    return "".join(words if one.kind == "text" else one.text for one in tokens)


def _number(number: Decimal, code: str) -> str:
    section, number = _section_for(number, code)
    if section.has("date", "elapsed", "half"):
        raise UnknownFormatError(code)
    digits = [token for token in section.tokens if token.kind == "digits"]
    if len(digits) > 1 or (digits and any(t.text == "/" for t in section.tokens)):
        raise UnknownFormatError(code)
    scaled = number * 100 ** sum(token.kind == "percent" for token in section.tokens)
    words = "".join(_piece(token, abs(scaled)) for token in section.tokens)
    # Nought has no sign, even if it was rounded to it.
    negative = scaled < 0 and re.search(r"[1-9]", words)
    return f"{'-' if negative else ''}{words}".strip()


def _section_for(number: Decimal, code: str) -> tuple[Section, Decimal]:
    """The section that shows the number, and what of the number it shows: a section for negative
    numbers alone shows them without their sign."""
    numeric = [one for one in sections(code)[:3] if not one.has("text")]
    if not numeric:
        return Section((Token("general", GENERAL),)), number
    if any(one.condition for one in numeric):
        return _first_that_holds(number, numeric, code), number
    if number < 0 and len(numeric) > 1:
        return numeric[1], abs(number)
    return numeric[2 if number == 0 and len(numeric) > 2 else 0], number


def _first_that_holds(number: Decimal, numeric: list[Section], code: str) -> Section:
    for section in numeric:
        if section.condition is None:
            return section
        compare, limit = section.condition
        if _COMPARE[compare](number, limit):
            return section
    raise UnknownFormatError(code)


def _piece(token: Token, number: Decimal) -> str:
    match token.kind:
        case "digits":
            return _digits(number, token.text)
        case "general" | "text":
            return _general(number)
        case _:
            return token.text


def _general(number: Decimal) -> str:
    whole = number.adjusted() + 1
    if whole > MOST_DIGITS:
        raise UnknownFormatError(GENERAL)
    rounded = _rounded(number, max(0, GENERAL_DIGITS - max(whole, 1)))
    if not rounded and number:
        raise UnknownFormatError(GENERAL)
    return _plain(rounded)


def _digits(number: Decimal, placeholders: str) -> str:
    before, point, after = (part.rstrip(",") for part in placeholders.partition("."))
    thousands = len(placeholders) - len(before + point + after)
    scaled = number / 1000**thousands
    grouped = "," in before
    if number.adjusted() >= MOST_DIGITS or "," in after or len(after) > MOST_DIGITS:
        raise UnknownFormatError(placeholders)
    whole, _, decimals = f"{_rounded(scaled, len(after)):f}".partition(".")
    decimals = _without_noughts(decimals, after)
    whole = whole.lstrip("0").zfill(before.count("0"))
    if grouped:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    return f"{whole}{point}{decimals}"


def _without_noughts(decimals: str, placeholders: str) -> str:
    """The decimals without the noughts at their end for which there is no 0 in the format."""
    least = placeholders.rfind("0") + 1
    return decimals[:least] + decimals[least:].rstrip("0")


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _plain(number: Decimal) -> str:
    words = f"{number:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def _moment(value: date | time | timedelta, code: str) -> str:
    first = sections(code)[0]
    letters = [token.text for token in first.tokens if token.kind in ("date", "elapsed")]
    if isinstance(value, timedelta):
        return _duration(value, letters)
    has_hours = any(one[0] == "h" for one in letters)
    minutes = {at for at, one in enumerate(letters) if one[0] == "m" and _is_minute(letters, at)}
    shows = {one[0] for at, one in enumerate(letters) if at not in minutes}
    weekday = any(one in ("ddd", "dddd") for one in letters)
    if weekday and not any(one in ("d", "dd") for one in letters):
        shows.discard("d")
    day = _day(value, shows & set("ymd"), weekday, code)
    clock = _clock(value, letters, first.has("half"), code) if has_hours or minutes else ""
    return f"{day} {clock}".strip()


def _is_minute(letters: list[str], at: int) -> bool:
    """Whether an m stands for minutes: it follows hours or precedes seconds."""
    after_hours = at > 0 and letters[at - 1][0] == "h"
    before_seconds = at + 1 < len(letters) and letters[at + 1][0] == "s"
    return len(letters[at]) < 3 and (after_hours or before_seconds)


def _day(value: date | time, shows: set[str], weekday: bool, code: str) -> str:
    if not shows and not weekday:
        return ""
    if not isinstance(value, date):
        # A number below 1 under a date format: "0 January 1900".
        raise UnknownFormatError(code)
    match "".join(sorted(shows)):
        case "dmy":
            words = long_date(value)
        case "dm":
            words = day_and_month(value)
        case "my":
            words = f"{value:%B} {value.year}"
        case "m":
            words = f"{value:%B}"
        case "y":
            words = str(value.year)
        case "d":
            words = str(value.day)
        case "":
            words = ""
        case _:
            raise UnknownFormatError(code)
    return f"{value:%A} {words}".strip() if weekday else words


def _clock(value: date | time, letters: list[str], half: bool, code: str) -> str:
    if not isinstance(value, datetime | time):
        raise UnknownFormatError(code)
    seconds = f":{value.second:02}" if any(one[0] == "s" for one in letters) else ""
    if half:
        hour = value.hour % 12 or 12
        return f"{hour}:{value.minute:02}{seconds}{'am' if value.hour < 12 else 'pm'}"
    return f"{value.hour:02}:{value.minute:02}{seconds}"


def _duration(value: timedelta, letters: list[str]) -> str:
    if value < timedelta(0):
        raise UnknownFormatError(str(value))
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    with_seconds = any(one[0] == "s" for one in letters)
    words = f"{minutes // 60}:{minutes % 60:02}"
    return f"{words}:{seconds:02}" if with_seconds else words
