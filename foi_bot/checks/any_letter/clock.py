"""Rule `clock`: a letter goes in time, or says that it is late (FOIA s10(1)); more time is taken
for qualified exemptions only, and until a day that is named (FOIA ss10(3), 17(2)).

Only where the letter gives both its day and the day of receipt can the days be counted, and only
where nothing in it says that the time ran otherwise: a clarification, a fee, a school's holidays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from foi_bot.checks.any_letter.kinds import has_a_close, is_environmental, is_review
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import phrases
from foi_bot.interview.outcome import Outcome
from foi_bot.law.act import limbs_in_force
from foi_bot.law.cites import cites_in, section_of, sections_words
from foi_bot.law.count import due
from foi_bot.law.days_in_words import long_date
from foi_bot.law.limbs import Limb, Standing
from foi_bot.law.working_days import working_days_between
from foi_bot.letter.read.written import ARGUMENT, Piece, Place

RULE = "clock"
IN_TIME = "FOIA s10(1)"
MORE_TIME = "FOIA s10(3)"
UNTIL = "FOIA s17(2)"

LONG_AGO = timedelta(days=270)
"""A day of receipt further back than this is another day that the letter speaks of."""
GRACE = 3
"""Working days that are allowed between a letter's date and its receipt, where the answer does not
say when it was received."""


def check(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """What is wrong with when a letter goes, and with the time that it takes for itself."""
    if not sheet.letter.is_letter or not sheet.is_english or is_environmental(sheet):
        return
    if Outcome.EXTEND in sheet.outcomes or _is_undecided(sheet):
        yield from _extension(sheet)
    elif not is_review(sheet):
        yield from _in_time(sheet)


def _is_undecided(sheet: Sheet) -> bool:
    """Whether a paragraph says that the public interest is still being weighed."""
    return any(
        _PUBLIC_INTEREST.search(piece.text)
        and (_NOT_YET.search(piece.text) or _TAKES_TIME.search(piece.text))
        for piece in sheet.ours
    )


def _in_time(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    received, dated = sheet.letter.received, sheet.letter.dated
    if received is None or dated is None or not received <= dated:
        return
    last = due(received).last
    if not last < dated <= last + LONG_AGO:
        return
    said = _said(sheet)
    if any(_OTHER_TIME.search(sentence) for _, sentence in said):
        why = "The letter says that the time ran from another day than the first receipt."
        yield CannotTell(RULE, why)
    elif any(_LATE.search(sentence) for _, sentence in said):
        yield from _sorry(said, received, last, dated)
    else:
        yield _late(said, last, dated)


def _said(sheet: Sheet) -> list[tuple[Piece, str]]:
    """What is said beside the reasons and the rights, where words of time mean other things, and
    beside what the law is, unless the authority says it of itself."""
    elsewhere = (*ARGUMENT, Place.REVIEW, Place.REGULATOR)
    return [
        (piece, said)
        for piece, said in sheet.sentences
        if piece.place not in elsewhere and (piece.place is not Place.LAW or _OF_US.search(said))
    ]


def _sorry(
    said: list[tuple[Piece, str]], received: date, last: date, dated: date
) -> Iterator[Finding]:
    if not any(_SORRY.search(sentence) for _, sentence in said):
        piece, sentence = next(one for one in said if _LATE.search(one[1]))
        advice = (
            f"The last day for a request received on {long_date(received)} was {long_date(last)}, "
            f"and the letter of {long_date(dated)} says that it is late. Say that you are sorry."
        )
        yield finding(RULE, Severity.LOOK_AGAIN, IN_TIME, piece, sentence, advice)


def _late(said: list[tuple[Piece, str]], last: date, dated: date) -> Finding:
    known = next((one for one in said if _RECEIVED.search(one[1])), None)
    beyond = working_days_between(last, dated)
    severity = Severity.MUST_FIX if known or beyond > GRACE else Severity.LOOK_AGAIN
    advice = (
        f"The last day for an answer was {long_date(last)}. The letter is dated {long_date(dated)} "
        "and does not say that it is late. Say so, say why, and that you are sorry."
    )
    piece, sentence = known or (None, "")
    return finding(RULE, severity, IN_TIME, piece, sentence, advice)


def _extension(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """More time: for the balance of a qualified exemption, and until when."""
    rights = (Place.REVIEW, Place.REGULATOR)
    said = [(piece, one) for piece, one in sheet.sentences if piece.place not in rights]
    taking = [one for one in sheet.sentences if _takes_time(one[1])]
    taking.sort(key=lambda one: _SUBJECT.match(one[1]) is not None)
    piece, quote = taking[0] if taking else (None, "")
    absolute = [cite for cite in _waits(sheet, piece, quote) if _is_absolute(sheet, cite)]
    if absolute:
        named = sections_words(absolute).capitalize()
        advice = (
            f"{named} {'is' if len(absolute) == 1 else 'are'} absolute: no public interest is "
            "weighed, so there is no more time for that. Decide within the 20 working days."
        )
        yield finding(RULE, Severity.MUST_FIX, MORE_TIME, piece, quote, advice)
    if any(_UNTIL.search(sentence) or _later_day(sheet, sentence) for _, sentence in said):
        return
    if not has_a_close(sheet):
        yield CannotTell(RULE, "The text has no close: a date may stand in what is not here.")
    else:
        advice = (
            "The letter takes more time to weigh the public interest and gives no date by which it "
            "expects to have decided. Estimate one."
        )
        yield finding(RULE, Severity.MUST_FIX, UNTIL, piece, quote, advice)


def _takes_time(sentence: str) -> bool:
    return bool(_MORE_TIME.search(sentence) or _TAKES_TIME.search(sentence))


def _waits(sheet: Sheet, piece: Piece | None, quote: str) -> tuple[str, ...]:
    """The provisions for which more time is taken: those that the sentence names which takes it, or
    its paragraph; else those decided to wait, else all that the letter relies on, if but one."""
    named = _named(quote) or (_named(piece.text) if piece else ())
    decided = tuple(
        cite for one in sheet.letter.decisions if one.kind is Outcome.EXTEND for cite in one.limbs
    )
    only = sheet.letter.cites if len(sheet.letter.cites) == 1 else ()
    return named or decided or only


def _named(text: str) -> tuple[str, ...]:
    return tuple(one.cite for one in cites_in(text) if section_of(one.cite) not in _PROCEDURE)


_PROCEDURE = ("1", "2", "10", "16", "17")


def _is_absolute(sheet: Sheet, cite: str) -> bool:
    """Whether nothing under a provision, cited to the limb or as a whole section, is qualified."""
    within = [one for one in limbs_in_force(sheet.on) if one.section == section_of(cite)]
    of_cite = [one for one in within if one.cite.startswith(cite)]
    return bool(of_cite) and all(map(_is_always_absolute, of_cite))


def _is_always_absolute(one: Limb) -> bool:
    return one.standing is Standing.ABSOLUTE and not one.standing_depends_on_choice


def _later_day(sheet: Sheet, sentence: str) -> bool:
    """Whether a sentence names a day after the letter's own."""
    for found in _DAY.finditer(sentence):
        month = _MONTHS.index(found["month"][:3].lower()) + 1
        year = int(found["year"] or sheet.on.year)
        after = (year, month, int(found["day"])) > (sheet.on.year, sheet.on.month, sheet.on.day)
        if after or (not found["year"] and month < sheet.on.month):
            return True
    return any(
        (int(y) + (2000 if len(y) == 2 else 0), int(m), int(d))
        > (sheet.on.year, sheet.on.month, sheet.on.day)
        for d, m, y in _NUMERIC.findall(sentence)
    )


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)[a-z]*)(?:,? (?P<year>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b")
_NUMBER = (
    r"(?:\d{1,3}|a|one|two|three|four|five|six|ten|twelve|fifteen|twenty|thirty|forty|further)"
)
_UNTIL = phrases(
    r"(?:within|in|by|takes?|another|additional|further|up to|of) (?:the next |a further "
    rf"|an? additional |no more than |about |around )*{_NUMBER}(?: \(\d+\))?"
    r"(?: more| further| additional)? (?:working |calendar |school )?(?:days?|weeks?|months?)",
    r"by the (?:end|middle|start|beginning) of",
    r"(?:end|middle|mid|early|late) (?:of )?-?(?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december)",
)
_MORE_TIME = phrases(
    r"(?:extend|extends|extending|extended|extension)",
    r"(?:more|further|additional|extra|longer) (?:time|period|to (?:consider|weigh|decide))",
    r"(?:need|require|take) (?:\w+ ){0,3}?longer",
)
_TAKES_TIME = re.compile(r"(?<!\w)(?:10\(3\)|17\(2\))(?!\w)[^.;]{0,120}\btime\b")
_SUBJECT = re.compile(r"(?:subject|re)\s*:", re.IGNORECASE)
_PUBLIC_INTEREST = phrases("public interest")
_NOT_YET = phrases(
    r"(?:not|n[’']t|no|yet to|still to) (?:\w+ ){0,3}?(?:reach(?:ed)?|made|make|come to"
    r"|taken?|decided|conclude[d]?|decision)(?: \w+){0,8}? "
    r"(?:yet|public interest|balance|question|where)",
    r"(?:not|n[’']t) yet (?:been )?(?:reached|made|come to|taken|decided|concluded"
    r"|completed)",
    r"still (?:being )?(?:consider\w*|weigh\w*)",
    r"(?:extend|extending|extension of) (?:\w+ ){0,3}?(?:time|deadline|period)",
    r"(?:further|more|additional) (?:reasonable )?(?:time|period) (?:\w+ ){0,4}?"
    r"(?:consider|weigh|decide|is needed|for (?:it|this|that))",
)
_OTHER_TIME = phrases(
    r"clarif\w+|refin(?:ed|ing|ement)|narrow(?:ed|ing)|revised (?:your )?request|amended request",
    r"fees? notice|your (?:fee|payment|cheque)|(?:fee|charge) (?:\w+ ){0,3}?(?:paid|received)",
    r"exten(?:ded|sion|d|ding)"
    r"|(?:our|my) (?:\w+ )?(?:letter|e-?mail|response|reply) (?:of|dated|to you)"
    r"|wrote to you|interim|initial response|further to (?:our|my)"
    r"|previous(?:ly)? (?:response|repl)",
    r"school|academy|term[- ]time|holidays?|deployed|overseas|archives?|place of deposit"
    r"|transferred",
    r"(?:validated|valid|identity|proof of|your (?:full |real )?name)",
)
_LATE = phrases(
    r"(?:not|n.t) (?:manage|able|possible)\w* (?:\w+ ){0,5}?(?:time|twenty|20|deadline)",
    r"apolog\w+|sorry|regret\w*|delay\w*|overdue|late(?:ness)?|later than",
    r"(?:outside|beyond|exceed\w*|after|missed|breach\w*|fail\w*) (?:\w+ ){0,6}?"
    r"(?:twenty|20|statutory|deadline|time|limit)",
    r"(?:longer|more) than (?:\w+ ){0,5}?(?:twenty|20|statutory|deadline|should|we would)",
    r"(?:not|unable) (?:\w+ ){0,6}?(?:within|in) (?:\w+ ){0,3}?(?:time|twenty|20|deadline)",
    r"patience|bearing with|taken (?:\w+ ){0,2}?longer|so long|waiting",
)
_OF_US = phrases("we|us|our|i|my")
_SORRY = phrases(r"apolog\w+|sorry|regret\w*")
_RECEIVED = phrases(r"receiv\w+|receipt|reached us|came (?:in|to us)|arrived")
