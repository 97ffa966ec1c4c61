"""Working time and money as people write them in a letter: "26 hours", "a minute and a half",
"twenty-six hours", "5 to 10 minutes each", "£1,475". For estimates of cost (FOIA s12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

HOURS_A_DAY = (7.0, 8.0)
"""What letters count as a working day: some office hours, some 7.4, some 8."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a text states, in minutes: from `low` to `high`, which differ where it is a range
    or is counted in days. `each` says that it is the time for one of several things; `start` and
    `end` are where it stands in the text, `exact` whether it was said without "about"."""

    low: float
    high: float
    each: bool
    start: int
    end: int
    unit: str
    exact: bool = True

    @property
    def minutes(self) -> float:
        """The time, or the middle of its range."""
        return (self.low + self.high) / 2

    @property
    def is_range(self) -> bool:
        """Whether it is no single time."""
        return self.high > self.low


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in pounds, and where it stands in the text. `an_hour` says that it is a rate."""

    pounds: float
    an_hour: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of some things that are worked on: "940 files"."""

    number: float
    start: int
    end: int


def times(text: str) -> list[Time]:
    """Every working time in a text, in its order; "1 hour 40 minutes" is one."""
    found: list[Time] = []
    for match in _TIME.finditer(text):
        # "At six minutes a file, 26 hours": what is said of each comes first, then what it makes.
        made_of_it = bool(found) and found[-1].each and match.start() - found[-1].end < _NEAR
        if one := _time(text, match, made_of_it):
            found.append(one)
    return _joined(text, found)


def sums_of_money(text: str) -> list[Money]:
    """Every sum in pounds in a text, in its order."""
    return list(_money(text))


def counts(text: str) -> list[Count]:
    """Every number of records, files and the like in a text, in its order."""
    return [
        Count(float(match["n"].replace(",", "")), match.start(), match.end())
        for match in _COUNT.finditer(text)
        if match["n"].strip(",")
    ]


def number_in(words: str) -> float | None:
    """A number as people write it: "1,200", "3½", "twenty-six", "half a", "a". None for words that
    are none, and for more digits than anybody counts."""
    bare = words.strip().lower().replace(",", "")
    digits = re.fullmatch(r"(\d{1,9}(?:\.\d{1,6})?)? ?([½¼¾]| 1/2)?", bare)
    if digits and bare:
        return float(digits[1] or 0) + _FRACTIONS.get((digits[2] or "").strip(), 0.0)
    return _in_letters(bare)


def _words(text: str) -> list[str]:
    return text.split()


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5}
_SMALL = {
    word: number
    for number, word in enumerate(
        _words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        )
    )
} | {"a": 1, "an": 1}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        _words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}
_GREAT = {"hundred": 100, "thousand": 1000}


def _in_letters(words: str) -> float | None:
    """A number in words."""
    half = 0.0
    if found := re.match(r"(?:(?P<n>.+?) and )?(?:a )?half(?: an?)?$", words):
        if not found["n"]:
            return 0.5
        words, half = found["n"], 0.5
    total = current = 0.0
    for word in re.split(r"[ -]+", words.replace(" and ", " ")):
        if word in _SMALL:
            current += _SMALL[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = (current or 1) * _GREAT[word]
        elif word == "thousand":
            total, current = total + (current or 1) * _GREAT[word], 0.0
        else:
            return None
    return total + current + half


_WORD = "|".join((*_SMALL, *_TENS, *_GREAT))
_NUMBER = (
    r"\d[\d,]{0,11}(?:\.\d{1,6})?(?: ?[½¼¾]| 1/2)?|[½¼¾]"
    rf"|(?:(?:{_WORD})(?:[ -](?:and[ -])?(?:{_WORD})){{0,5}}(?: and a half)?|half(?: an?)?)"
)
_WHOSE = r"(?:person|staff|working|work|officer|full|man)[ -]?"
_UNITS = r"hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|weeks?"
_TIME = re.compile(
    rf"(?<![\w£.,/])(?P<low>{_NUMBER})"
    rf"(?:[ -]{{0,2}}(?:to|and|or|-|–|—)[ -]{{0,2}}(?P<high>{_NUMBER}))?"
    rf"[ -]{{0,2}}(?:{_WHOSE}){{0,2}}(?P<unit>{_UNITS})\b(?P<half> and a half)?",
    re.IGNORECASE,
)
_IN_MINUTES = {"h": 60.0, "m": 1.0, "s": 1 / 60}
_EACH_AFTER = re.compile(
    r"[’']?s?[ ,]{0,2}(?:\([^)]{0,40}\) ?)?(?:each\b|apiece|per\b|a (?!half|day|total|week|time)\w+"
    r"|for (?:each|every)\b"
    r"|to \w+(?: and \w+)? (?:each|every|one|an?)\b|on average|/ ?\w+)",
    re.IGNORECASE,
)
_EACH_BEFORE = re.compile(
    r"(?:\beach\b|\bevery\b|\bper \w+|\baverag\w+|\bapiece\b|\b(?:a|one|single) (?:file|record|case"
    r"|e-?mail|document|form|report|entry|item|log|letter|invoice)\b)[^.;:=]{0,40}$|\bat\s$"
    r"|[x×@*]\s?$",
    re.IGNORECASE,
)
_MADE_OF = re.compile(
    rf"[ ,(]{{1,3}}(?:at|allowing|assuming|reckoning|taking)"
    rf"(?: (?:about|around|some|only|roughly))? (?:{_NUMBER})[ -]"
    r"(?:minutes?|mins?|seconds?|secs?)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|approx\w*\.?|roughly|some|nearly|almost|circa|c\.|over|at least|more than"
    r"|up to|in excess of|upwards of|minimum(?: of)?|well)\s$",
    re.IGNORECASE,
)
_RATE_BEFORE = re.compile(r"£ ?[\d,.]+ ?(?:for |per |an? )?$|\bper $|\bevery $|\beach $", re.I)
_NEXT = re.compile(r" ?(?:,|and|,? and)? ?", re.IGNORECASE)
_MONEY = re.compile(r"£ ?(?P<n>\d[\d,]{0,11}(?:\.\d{1,2})?)(?P<k>k\b)?", re.IGNORECASE)
_AN_HOUR = re.compile(
    r",? ?(?:per (?:person|officer|member of staff),? )?(?:per|an|each|a|/|for (?:each|every|an)"
    r"|for one) ?(?:person[- ]|staff[- ]|working )?(?:hour|hr)\b|ph\b|p/h\b|\(? ?(?:the "
    r")?(?:prescribed|statutory|flat|standard|hourly) ",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?<![\w£.,/-])(?P<n>\d[\d,]{0,9})(?![\d.%/])"
    r"(?: (?!(?:hours?|minutes?|mins?|days?|working|staff|person|and|to|or|of|in|at|on|for|x)\b)"
    r"[a-z][\w’'-]*){0,3}? "
    r"(?:files?|records?|cases?|e-?mails?|messages?|documents?|forms?|reports?|entries|items?|logs?"
    r"|letters?|invoices?|complaints?|incidents?|pages?|folders?|boxes|results?|hits?|calls?"
    r"|applications?|crimes?|offences?|notes?|transactions?|volumes?|meetings?|staff|employees"
    r"|officers|patients|pupils|students|accounts?|sheets?|papers|minutes of|schools|licen[cs]es"
    r"|permits|notices|contracts?|payments?|tickets?|appeals?|claims?|visits?|referrals?|jobs?"
    r"|orders?|requests?|mailboxes|services?|departments?|teams?)\b(?!-)",
    re.IGNORECASE,
)


_NEAR = 40
"""Characters between the time for one thing and what it makes for all of them, at most."""


def _time(text: str, match: re.Match[str], made_of_it: bool) -> Time | None:
    low = number_in(match["low"])
    high = number_in(match["high"]) if match["high"] else low
    before = text[max(0, match.start() - 60) : match.start()]
    after = text[match.end() : match.end() + 60]
    unit = match["unit"].lower()
    # "Thirteen hours at two minutes": the hours are what the minutes make, wherever "each" stands.
    sum_of_them = unit[0] == "h" and _MADE_OF.match(after) is not None
    if low is None or high is None or (_RATE_BEFORE.search(before) and not sum_of_them):
        return None
    if match["half"]:
        low, high = low + 0.5, high + 0.5
    joined = bool(match["high"]) and re.search(r"\band\b", match[0], re.IGNORECASE)
    if high < low or (joined and not re.search(r"\bbetween\s$", before, re.IGNORECASE)):
        low = high
    if unit[0] in _IN_MINUTES:
        low, high = low * _IN_MINUTES[unit[0]], high * _IN_MINUTES[unit[0]]
    else:
        days = 5 if unit[0] == "w" else 1
        low, high = (low * days * HOURS_A_DAY[0] * 60, high * days * HOURS_A_DAY[1] * 60)
    made_of_it = made_of_it or sum_of_them
    each = bool(_EACH_AFTER.match(after) or (_EACH_BEFORE.search(before) and not made_of_it))
    exact = not _ABOUT.search(before)
    return Time(low, high, each, match.start(), match.end(), unit[0], exact)


def _joined(text: str, found: list[Time]) -> list[Time]:
    """Hours and the minutes beyond them, as one time."""
    made: list[Time] = []
    for one in found:
        last = made[-1] if made else None
        if (
            last
            and (last.unit, one.unit) == ("h", "m")
            and one.high < 60
            and not last.each
            and _NEXT.fullmatch(text[last.end : one.start])
        ):
            made[-1] = Time(
                last.low + one.low,
                last.high + one.high,
                one.each,
                last.start,
                one.end,
                "h",
                last.exact,
            )
        else:
            made.append(one)
    return made


_MOST_AN_HOUR = 100.0
_AT_A_RATE = re.compile(r"\brate (?:of|is|being)\s$|\bat\s$", re.IGNORECASE)


def _money(text: str) -> Iterator[Money]:
    for match in _MONEY.finditer(text):
        pounds = float(match["n"].replace(",", "")) * (1000 if match["k"] else 1)
        before = text[max(0, match.start() - 40) : match.start()]
        rate = bool(_AN_HOUR.match(text[match.end() : match.end() + 60])) or (
            pounds < _MOST_AN_HOUR and _AT_A_RATE.search(before) is not None
        )
        yield Money(pounds, rate, match.start(), match.end())
