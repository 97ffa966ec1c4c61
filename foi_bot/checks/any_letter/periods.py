"""Whether figures are for the time that was asked about (FOIA s1(1)). Part of the rule
`completeness`.

Held against each other are spans of months that are written as spans: "1 April 2023 to 31 March
2024", "2023/24", "between 2018 and 2020", and the years down the side or across the top of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from foi_bot.checks.any_letter.sheet import Sheet, finding
from foi_bot.checks.any_letter.spoken import LONGEST, spoken
from foi_bot.checks.completeness_words import explains_what_is_missing, is_about_figures
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import phrases
from foi_bot.letter.read.written import Piece, Place

RULE = "completeness"
SOURCE = "FOIA s1(1)"


class Span(NamedTuple):
    """From the first to the last month, both included, counted from the year nought; and the words
    that say so."""

    first: int
    last: int
    words: str

    def meets(self, other: Span) -> bool:
        """Whether two spans have a month in common."""
        return self.first <= other.last and other.first <= self.last


def spans(text: str) -> tuple[Span, ...]:
    """The spans of time that a text names as such, in its order."""
    found = (_span(match) for match in _SPAN.finditer(text[:LONGEST]))
    return tuple(one for one in found if one and one.first <= one.last < one.first + _LONGEST_SPAN)


def another_time(sheet: Sheet) -> Iterator[Finding]:
    """Figures for a time that has no month in common with any that was asked about."""
    asked = _asked(sheet)
    if not asked or sheet.is_silent:
        return
    answers = [(one, text) for one, text in spoken(sheet) if one.place not in _NO_ANSWER]
    answers = [(one, text) for one, text in answers if not _TELLS_THE_REQUEST.search(text)]
    said = [(one, text, span) for one, text in answers for span in spans(text)]
    if not said or any(span.meets(want) for _, _, span in said for want in asked):
        return
    if any(explains_what_is_missing(text) for _, text in answers):
        return
    for piece, text, span in said:
        if is_about_figures(text) and not _ASIDE.search(text):
            advice = (
                f"The request asks about {asked[0].words}, and this is for {span.words}. Answer "
                "for the time that was asked about, or say why not."
            )
            yield finding(RULE, Severity.MUST_FIX, SOURCE, piece, text, advice)
            return


def missing_year(sheet: Sheet) -> Iterator[Finding]:
    """A table by years in which one of the years asked about is missing, and an unasked one is in
    its place."""
    asked = _asked_years(sheet)
    if len(asked) < _SEVERAL or sheet.is_silent:
        return
    texts = [text for one, text in spoken(sheet) if one.place not in _NO_ANSWER]
    if any(explains_what_is_missing(text) for text in texts):
        return
    everywhere = frozenset(year for text in texts for year in _years(text))
    for piece in sheet.ours:
        given = _years_of(piece)
        missing = asked - given - everywhere
        strange = given - asked
        if missing and strange and len(given & asked) >= _SEVERAL - 1:
            left = ", ".join(map(str, sorted(missing)))
            more = ", ".join(map(str, sorted(strange)))
            advice = (
                f"The request asks about {left}, for which there is no figure; there is one for "
                f"{more}, which was not asked about. Give the years that were asked for."
            )
            line = next((text for text in piece.text.split("\n") if more[:4] in text), "")
            yield finding(RULE, Severity.MUST_FIX, SOURCE, piece, line.strip(), advice)
            return


def _asked(sheet: Sheet) -> tuple[Span, ...]:
    if sheet.request:
        return spans(sheet.request)
    told = (text for _, text in spoken(sheet) if _TELLS_THE_REQUEST.search(text))
    return tuple(span for text in told for span in spans(text))


def _asked_years(sheet: Sheet) -> frozenset[int]:
    """The years that a request names, those between the first and the last of a span included."""
    asked = _asked(sheet)
    named = _years(sheet.request) if sheet.request else frozenset()
    within = (year for one in asked for year in range(one.first // 12, one.last // 12 + 1))
    return named | frozenset(within)


def _years_of(piece: Piece) -> frozenset[int]:
    """The years down the side of a table, or across its top."""
    if not piece.rows:
        return frozenset()
    sides = ([row[0] for row in piece.rows[1:] if row], list(piece.rows[0][1:]))
    down, across = ([one for cell in cells for one in _years(cell)] for cells in sides)
    return frozenset(down if len(down) >= len(across) else across)


def _years(text: str) -> frozenset[int]:
    found: set[int] = set()
    for match in _YEAR.finditer(text[:LONGEST]):
        first = int(match["y"])
        found |= {first, first + 1} if match["to"] else {first}
    return frozenset(found)


def _span(match: re.Match[str]) -> Span | None:
    words = match[0]
    if match["y1"]:
        first, last = int(match["y1"]) * 12, int(match["y2"]) * 12 + 11
    elif match["f"]:
        year = int(match["f"])
        if int(match["g"][-2:]) != (year + 1) % 100:
            return None
        # Financial and academic years both: from April to August of the next.
        first, last = year * 12 + 3, (year + 1) * 12 + 2
    elif match["c"]:
        first, last = int(match["c"]) * 12, int(match["c"]) * 12 + 11
    else:
        year = int(match["my2"])
        first = int(match["my1"] or year) * 12 + _month(match["m1"])
        last = year * 12 + _month(match["m2"])
    return Span(first, last, words)


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower())


_SEVERAL = 3
_LONGEST_SPAN = 12 * 40
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)? (?:of )?)?"
_TO = r"(?: ?[-–—] ?| (?:to|and|until|till|through|up to)(?: the end of)? )"
_Y = r"(?:19|20)\d\d"
_SPAN = re.compile(
    rf"\b(?P<m1>{_MONTH})(?: (?P<my1>{_Y}))?{_TO}{_DAY}(?P<m2>{_MONTH}) (?P<my2>{_Y})\b"
    rf"|(?<![\w/£,.-])(?P<f>{_Y}) ?[/–-] ?(?P<g>\d\d|{_Y})(?![\w/-])"
    rf"|(?<![\w/£,.-])(?P<y1>{_Y}){_TO}(?P<y2>{_Y})(?![\w/-])"
    rf"|\b(?:calendar year|year|in|during|for)(?: of)? (?P<c>{_Y})(?![\w/–-]|,? (?:and|to|or)\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"(?<![\w/£,.-])(?P<y>{_Y})(?P<to> ?[/–-] ?\d\d(?:\d\d)?)?(?![\w-])")
_NO_ANSWER = (
    Place.INTRODUCTION,
    Place.REVIEW,
    Place.REGULATOR,
    Place.HOUSE,
    Place.CONTACT,
    Place.LETTERHEAD,
    Place.DATE,
    Place.REFERENCE,
    Place.LAW,
    Place.HELP,
    Place.FOR,
    Place.AGAINST,
    Place.BALANCE,
)
_TELLS_THE_REQUEST = phrases(
    r"you (?:have |had )?(?:\w+ )?(?:asked|sought|requested|wanted|wished|enquired|wrote)"
    r"|your (?:\w+ )?(?:request|e-?mail|letter|enquiry|questions?)"
    r"|it is about|which asked|asking for"
)
_ASIDE = phrases(
    r"compar\w+|previous|earlier|by contrast|in addition|also|strategy|plan|policy|contract"
    r"|accounts|report|survey|review|census|published|budget|since|act|regulations?|for example"
)
"""Of a sentence that names a time for something else than the figures asked for."""
