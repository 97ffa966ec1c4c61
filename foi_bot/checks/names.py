"""The proper names, products, days and years that a text speaks of, as far as writing shows them:
capitals within a sentence, letters with digits, dates.

What only looks like a name is left out: laws and cases by their titles, words that begin a
sentence, words that the same letter also writes small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from foi_bot.bundled import templates

LONGEST = 3_000
"""How many characters of a sentence are read for names; a hostile one may have no end."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: its words, where it begins, and whether it is a product's or a code ("X4"),
    or has two words and more ("Harvest Fair")."""

    text: str
    start: int
    is_code: bool
    words: tuple[str, ...]


def proper_names(sentence: str) -> Iterator[Name]:
    """The names within a sentence. Titles of laws, cases and the like are passed over."""
    masked = without_laws(sentence)
    for found in _NAME.finditer(masked):
        text, start = found[0], found.start()
        words = _words(text)
        # A letter alone is a mark, or whoever writes: "I find".
        if not words or len(text) == 1:
            continue
        if _begins(masked, start):
            small = _ARTICLES.match(text)
            if small:
                text, start = text[small.end() :], start + small.end()
                words = _words(text)
            elif len(words) == 1 and not _is_code(text) and not text.isupper():
                continue
        if words:
            yield Name(text.strip(" ,."), start, any(map(_is_code, words)), words)


@lru_cache(maxsize=1024)
def without_laws(sentence: str) -> str:
    """A sentence with the titles of laws and cases, addresses on the web and days blanked out."""
    return _LEGAL.sub(lambda found: " " * len(found[0]), sentence[:LONGEST])


def kind(text: str) -> str:
    """What kind of thing a name is, as far as its words tell ("school", "company"), or ""."""
    for name, pattern in _KINDS.items():
        if pattern.search(text):
            return name
    return ""


def days(text: str) -> frozenset[str]:
    """The days of the calendar that a text names, each as "26 august"."""
    if not _DIGIT.search(text):
        return frozenset()
    found = (_DAY.finditer(text), _MONTH_FIRST.finditer(text))
    return frozenset(
        f"{int(one['day'])} {one['month'][:3].lower()}" for these in found for one in these
    )


def years(text: str) -> frozenset[int]:
    """The years that a text names, both of "2021/22"."""
    found: set[int] = set()
    for one in _YEARS.finditer(text):
        first = int(one[1])
        found.add(first)
        if one[2]:
            last = int(one[2]) if len(one[2]) == 4 else first // 100 * 100 + int(one[2])
            if first < last <= first + 30:
                found.update(range(first, last + 1))
    return frozenset(found)


@cache
def known_anywhere() -> frozenset[str]:
    """The words of the names that may stand in any letter, in small letters."""
    text = templates().joinpath("checks", "known_names.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word.lower() for line in lines for word in re.findall(r"[\w&]+", line))


def _words(text: str) -> tuple[str, ...]:
    found = re.findall(r"[\w&]+(?:['’][^\W\d_]+)?", text)
    return tuple(one for one in found if one.lower() not in _LINKS)


def _is_code(text: str) -> bool:
    bare = re.sub(r"\W", "", text)
    letters = sum(one.isalpha() for one in bare)
    return bool(re.search(r"\d", bare)) and letters >= 1 and not _ORDINAL.fullmatch(bare)


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - _NEAR) : start].rstrip(" \"'‘“([")
    return not before or before[-1] in ".!?:;•*–—-\n" or bool(_LIST_MARK.search(before))


_NEAR = 40
_KINDS = {
    "company": re.compile(
        r"\b(?:Ltd|Limited|plc|PLC|LLP|CIC|Inc|Holdings|GmbH)\b|& (?:Co|Sons?)\b"
    ),
    "school": re.compile(
        r"\b(?:School|Primary|Juniors?|Infants?|Academy|Grammar|High School|Nursery|Sixth Form)\b"
    ),
    "hospital": re.compile(r"\b(?:Hospital|Infirmary|Surgery|Clinic|Hospice|Medical Centre)\b"),
    "prison": re.compile(r"\b(?:HMP|HMYOI|Prison|Immigration Removal Centre)\b"),
    "event": re.compile(
        r"\b(?:Fair|Fayre|Festival|Regatta|Carnival|Marathon|Parade|Derby|Games|Fest|Gala|Rally"
        r"|Half Marathon|Air ?[Ss]how|Championships?|Cup Final|Grand Prix|Pride)\b"
    ),
    "ship": re.compile(r"\b(?:HMS|RFA|MV|SS) (?=[A-Z])"),
    "operation": re.compile(r"\b(?:Operation|Exercise|Project)\s+(?=[A-Z])"),
    "road": re.compile(
        r"\b(?:Street|Road|Lane|Avenue|Close|Crescent|Drive|Terrace|Roundabout|Bridge|Junction)\b"
        r"|\b[AMB]\d{1,4}(?:\(M\))?\b"
    ),
    "home": re.compile(r"\b(?:Care Home|Nursing Home|Court|Lodge|Manor)\b"),
    "park": re.compile(
        r"\b(?:Park|Gardens|Common|Recreation Ground|Leisure Centre|Pool|Lido|Library)\b"
    ),
    "museum": re.compile(r"\b(?:Museum|Gallery|Theatre|Archives?)\b"),
    "station": re.compile(r"\b(?:Station|Airport|Barracks|Airfield|Camp|RAF)\b"),
}
_LINKS = frozenset({"of", "and", "the", "for", "in", "on", "at", "upon", "to", "de", "s"})
_ARTICLES = re.compile(r"(?:The|A|An|This|That|Our|Its|In|At|For|If|When|To|As|On|By|From)\s+")
_LIST_MARK = re.compile(r"(?:^|\s)(?:\(?[a-z0-9]{1,3}\)|[ivx]+\.|\d+\.)$")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|s|k|m|p|pm|am|x|hrs?|mins?|mph|km|kg)", re.IGNORECASE)

_CAPITAL = r"(?:[A-Z][\w&’']*(?:-[\w&’']+)*|[a-z]?\d*[A-Z]+\d[\w-]*)"
_NAME = re.compile(
    rf"\b{_CAPITAL}(?:(?:\s+|\s?/\s?|-)(?:(?:(?:of|and|the|for|in|on|upon|de|&)\s+){{0,2}}{_CAPITAL}"
    r"|\d{1,4}\b))*"
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DIGIT = re.compile(r"\d")
_DAY = re.compile(
    rf"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTHS})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTHS})\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\d)", re.IGNORECASE
)
_YEARS = re.compile(r"(?<![\d/-])((?:19|20)\d\d)(?:\s?[/–-]\s?(\d\d(?:\d\d)?))?(?![\d/])")

_LEGAL = re.compile(
    # Titles of laws and of what goes with them: "the Fraud Act 2006", "the Tariff Code".
    r"\b(?:[A-Z][\w’'-]*(?:\s+|\s*,\s*)(?:(?:of|and|the|for|in|on|to|etc)\s+){0,2}"
    r"(?:\([^)\n]{1,60}\)\s*)?){1,10}"
    r"(?:Acts?|Bill|Regulations?|Orders?|Directives?|Rules|Code(?:\s+of\s+Practice)?|Codes"
    r"|Convention|Treaty|Charter|Measure|Schedule|Statute|Instrument|Scheme|Protocol|Guidance"
    r"|Principles?|Framework|Policy|Notice|Standards?|Manual|Handbook|Protocols|Circular|Memorandum)"
    r"\b(?:\s+(?:19|20)\d\d)?"
    # Decisions: "Hogan v Information Commissioner", "[2011] UKUT 1", "EA/2005/0026", "FS50123456".
    r"|\b[A-Z][\w’'&. -]{1,60}\sv\.?\s[A-Z][\w’'&. -]{1,60}"
    r"|\[\d{4}\][^,;)\n]{0,40}|\bEA/\d{4}/\d+\b|\bFE?S\d{6,}\b|\bIC-\d{4,}[\w-]*"
    r"|\b(?:Article|Section|Part|Annex|Appendix|Schedule|Table|Figure|Question|Request|Q|Chapter"
    r"|Paragraph|Regulation|Level|Grade|Band|Category)s?\s?\d*[A-Z]?(?:\([\w]+\))*"
    # Addresses on the web, and e-mail.
    r"|<?https?://\S+|\bwww\.\S+|[^\s@]{1,64}@\S+"
    # The calendar.
    rf"|\b(?i:{_MONTHS})\b(?:\s+\d{{1,4}})?|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
    r"|\b(?:Easter|Christmas|Spring|Summer|Autumn|Winter)\b",
)
