"""Rule `completeness` on any letter: every question is answered and none was lost; letterhead,
decision, signature and review clause are one authority's; nothing is both held and not held, nil
and not held, too costly and published; tables add up; periods are those asked for; and what is left
out is left out under a provision (FOIA s1(1), s17(1))."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from foi_bot.checks.any_letter.answered import lost, repeated_without_answer, skipped, unanswered
from foi_bot.checks.any_letter.both_ways import held_both_ways, in_reach_and_too_costly
from foi_bot.checks.any_letter.one_authority import one_authority
from foi_bot.checks.any_letter.periods import another_time, missing_year
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.any_letter.spoken import LONGEST, spoken
from foi_bot.checks.any_letter.tables import tables
from foi_bot.checks.completeness_words import (
    Years,
    explains_what_is_missing,
    is_about_figures,
    says_all_is_held,
    says_it_was_redacted,
    says_nil,
    says_not_held,
    years_in,
)
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.silence_words import warns_about_data
from foi_bot.checks.words import phrases, sentences
from foi_bot.interview.outcome import REFUSALS, Outcome
from foi_bot.interview.parts import split
from foi_bot.letter.read.written import Piece, Place

RULE = "completeness"


def check(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """What is missing in a letter, and what contradicts itself."""
    if not sheet.letter.is_letter:
        return
    if not sheet.is_english:
        yield CannotTell(RULE, "The letter is not in English, and these rules read English words.")
        yield from lost(sheet)
        return
    yield from lost(sheet)
    yield from unanswered(sheet)
    yield from skipped(sheet)
    yield from repeated_without_answer(sheet)
    yield from one_authority(sheet)
    yield from tables(sheet)
    yield from _nil_and_not_held(sheet)
    yield from _first(_held_and_not_held(sheet), held_both_ways(sheet))
    yield from _first(_accessible_and_too_costly(sheet), in_reach_and_too_costly(sheet))
    yield from _redacted_under_nothing(sheet)
    yield from _caveat_without_data(sheet)
    yield from _first(_another_period(sheet), another_time(sheet), missing_year(sheet))


def _first(*kinds: Iterator[Finding]) -> Iterator[Finding]:
    """The first finding of several ways to the same one."""
    return islice(chain(*kinds), 1)


def _said(sheet: Sheet) -> Iterator[tuple[Piece, str]]:
    """What the authority says of the information, sentence by sentence."""
    passed = (Place.REVIEW, Place.REGULATOR, Place.CONTACT, Place.HOUSE, Place.LETTERHEAD)
    return ((one, text) for one, text in spoken(sheet) if one.place not in passed)


def _nil_and_not_held(sheet: Sheet) -> Iterator[Finding]:
    """Nought is information that is held: "0. We do not hold this" says both."""
    if sheet.is_silent:
        return
    for piece in sheet.ours:
        if piece.is_heading or piece.rows or len(piece.text) > LONGEST:
            continue
        texts = sentences(piece.text)
        nought = re.fullmatch(r"\(?0\W{0,2}", piece.label)
        nil = next((text for text in texts if says_nil(text)), piece.label if nought else "")
        not_held = next((text for text in texts if says_not_held(text)), "")
        if nil and not_held and nil != not_held:
            yield _finding(
                Severity.MUST_FIX,
                "FOIA s1(1)(a)",
                piece,
                not_held if nought else _from_to(piece.text, nil, not_held),
                f"“{nil.strip()}” is an answer, and so the information is held. Give the nought, "
                "or say that nothing is held: not both.",
            )


def _from_to(text: str, one: str, other: str) -> str:
    """The words of a text from one sentence to another, both included, where they are adjacent."""
    first, last = sorted((text.find(one), text.find(other)))
    whole = text[first : max(text.find(one) + len(one), text.find(other) + len(other))]
    return whole if first >= 0 and len(whole) < len(one) + len(other) + 10 else text[last:][:200]


def _held_and_not_held(sheet: Sheet) -> Iterator[Finding]:
    """ "We hold the information" and "the information is not held", of a request of one part."""
    request = sheet.request
    if sheet.is_silent or len(split(request).parts if request else ()) > 1:
        return
    plain = [(one, text) for one, text in _said(sheet) if not one.parts and not one.label]
    held = [(one, text) for one, text in plain if says_all_is_held(text)]
    not_held = [(one, text) for one, text in plain if says_not_held(text)]
    whole = " ".join(text for _, text in plain)
    if not held or not not_held or _EXPLAINS_BOTH.search(whole):
        return
    one, text = not_held[-1]
    yield _finding(
        Severity.MUST_FIX,
        "FOIA s1(1)(a)",
        one,
        text,
        f"The letter also says: “{held[0][1]}”. Say which of the two is right, or which "
        "information each is about.",
    )


def _accessible_and_too_costly(sheet: Sheet) -> Iterator[Finding]:
    """The same papers cannot be in the applicant's reach and too costly to find."""
    for one, text in _said(sheet):
        if _BOTH_GROUNDS.search(text) and not _DIVIDES.search(text):
            yield _finding(
                Severity.MUST_FIX,
                "FOIA s12(1), s21(1)",
                one,
                text,
                "What can be had elsewhere costs nothing to give. Say which information is covered "
                "by section 21, and which by section 12.",
            )
            return


def _redacted_under_nothing(sheet: Sheet) -> Iterator[Finding]:
    """Something was taken out, and no provision is named for it (FOIA s17(1)(b))."""
    if sheet.letter.cites or Outcome.COST in sheet.outcomes:
        return
    said = list(_said(sheet))
    if any(_PROVISION.search(text) for _, text in said):
        return
    if any(_PROVISION.search(one.text) for one in sheet.ours if one.is_heading):
        return
    for one, text in said:
        if says_it_was_redacted(text):
            yield _finding(
                Severity.MUST_FIX,
                "FOIA s17(1)(b), (c)",
                one,
                text,
                "Something is withheld here, and no exemption is named for it, nor why it applies. "
                "Name the provision and give the reason, or give the information.",
            )
            return


def _caveat_without_data(sheet: Sheet) -> Iterator[Finding]:
    """A warning about data in a refusal that gives none. Beside an NCND it is `ncnd-leak`'s."""
    kinds = sheet.outcomes
    if sheet.is_silent or not kinds or kinds - REFUSALS - {Outcome.NOT_HELD}:
        return
    if kinds & {Outcome.ACCESSIBLE, Outcome.PUBLISH_LATER} or _gives_data(sheet):
        return
    for one, text in spoken(sheet):
        if warns_about_data(text) and _GIVEN.search(text):
            yield _finding(
                Severity.MUST_FIX,
                "FOIA s1(1)(b)",
                one,
                text,
                "This warns about data, and the letter gives none. Take it out, or give the data.",
            )
            return


def _gives_data(sheet: Sheet) -> bool:
    """Whether a letter gives figures: a table, an attachment, or numbers in an answer."""
    if any(piece.rows for piece in sheet.ours):
        return True
    given = (Place.ANSWER, Place.HELP, Place.UNPLACED, Place.CAVEAT)
    said = [text for one, text in spoken(sheet) if one.place in given]
    return any(_FIGURE.search(_DATED.sub("", text)) or _ATTACHED.search(text) for text in said)


def _another_period(sheet: Sheet) -> Iterator[Finding]:
    """Figures for other years than those that were asked for."""
    asked = years_in(sheet.request) if sheet.request else frozenset()
    if len(asked) != 1 or sheet.is_silent:
        return
    (want,) = asked
    said = list(_said(sheet))
    if not sheet.given:
        said = [(one, text) for one, text in said if one.place is not Place.INTRODUCTION]
    named = frozenset(years for _, text in said for years in years_in(text))
    if any(_covers(one, want) for one in named):
        return
    if any(explains_what_is_missing(text) for _, text in said):
        return
    for one, text in said:
        for years in years_in(text):
            if is_about_figures(text) and _overlap(years, want):
                yield _finding(
                    Severity.MUST_FIX,
                    "FOIA s1(1)",
                    one,
                    text,
                    f"The request asks for {want.first} to {want.last}, and this is for "
                    f"{years.first} to {years.last}. Answer for the years that were asked for, or "
                    "say why not.",
                )
                return


def _covers(one: Years, other: Years) -> bool:
    return one.first <= other.first and one.last >= other.last


def _overlap(one: Years, other: Years) -> bool:
    """Whether two periods are about one another, and not of different length and time."""
    return one.first <= other.last + 1 and other.first <= one.last + 1


def _finding(severity: Severity, source: str, piece: Piece, quote: str, advice: str) -> Finding:
    return finding(RULE, severity, source, piece, quote, advice)


_EXPLAINS_BOTH = phrases(
    r"some|part(?:ly|ially)?|except|apart from|other than|however|but|although|separately|remaining"
    r"|rest|question|different|instead|transfer\w*|at the time|previously|originally|now"
)
_BOTH_GROUNDS = phrases(
    r"(?:exempt\w*|refus\w*|withh\w+|appl(?:y|ies)|engaged?|rely|relying)(?: [\w(),.’'-]+){0,10}? "
    r"(?:s\.? ?|sections? )?(?:21(?:\(1\))?(?: [\w(),-]+){0,8}? (?:and|as well as) (?:s\.? ?"
    r"|sections? "
    r")?12(?:\([12]\))?|12(?:\([12]\))?(?: [\w(),-]+){0,8}? (?:and|as well as) (?:s\.? ?"
    r"|sections? )?"
    r"21(?:\(1\))?)"
)
_DIVIDES = phrases(
    r"some|part|parts|other|others|remaining|rest|first|second|question\w*|former|latter"
    r"|respectively"
    r"|while|whereas|either|or|item\w*"
)
_PROVISION = re.compile(
    r"\b(?:section|sections|s\.?|regulation|reg\.?|exemptions?|exception)\s?(?:(?:2[1-9]|3\d"
    r"|4[0-4])"
    r"(?!\d)|12\([45]\)|13\b)|data protection|GDPR",
    re.IGNORECASE,
)
_GIVEN = phrases(
    r"(?:present\w*|provided|contained|given|supplied|disclosed|released|set out|included|above|"
    r"below|attached)|this (?:response|letter|reply|data|information)|these (?:figures|data"
    r"|statistics)"
)
_FIGURE = re.compile(r"(?<![\w/.-])\d[\d,]*(?:\.\d+)?%?(?![\w/-])")
_DATED = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}(?: (?:19|20)\d\d)?|\b(?:19|20)\d\d(?:[/-]\d\d)?\b"
    r"|\b(?:sections?|s\.?|regulations?|reg\.?|articles?|part|questions?|schedule|chapter) ?"
    r"\d[\w()]*(?:(?:,| and| or|,? &) ?\d[\w()]*)*|\bAct (?:19|20)\d\d|\d+\([\w)(]+",
    re.IGNORECASE,
)
_ATTACHED = phrases(
    r"attached|enclosed|annex\w*|appendix|spreadsheet|link below|accessible|available"
)
