"""What a letter says of one and the same thing in two ways that cannot both be: held and not held,
in reach and too costly to find (FOIA s1(1)(a), s12(1), s21(1)). Part of the rule `completeness`.

Things are told to be the same by their labels ("(c)", "question 3") or by the words for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_bot.checks.any_letter.sheet import Sheet, finding
from foi_bot.checks.any_letter.spoken import spoken
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.substance import stems
from foi_bot.checks.words import phrases
from foi_bot.letter.read.parts_named import parts_named
from foi_bot.letter.read.written import Piece, Place

RULE = "completeness"

Said = tuple[Piece, str]


def held_both_ways(sheet: Sheet) -> Iterator[Finding]:
    """One thing that is held in one sentence and not held in another."""
    if sheet.is_silent:
        return
    said = [(one, text) for one, text in _said(sheet) if not _IN_PART.search(text)]
    lacking = [(one, text) for one, text in said if _HOLDS_NOT.search(text)]
    held = [one for one in said if one not in lacking and _HOLDS.search(one[1])]
    for one, text in held[:_MANY]:
        for other, denied in lacking[:_MANY]:
            if text != denied and _same_thing(one, text, other, denied):
                yield finding(
                    RULE,
                    Severity.MUST_FIX,
                    "FOIA s1(1)(a)",
                    one,
                    text,
                    f"The letter also says: “{denied}”. Say which of the two is right, or which "
                    "information each is about.",
                )
                return


def in_reach_and_too_costly(sheet: Sheet) -> Iterator[Finding]:
    """Papers that are refused as accessible elsewhere, and again for what finding them costs."""
    said = [(one, text) for one, text in _said(sheet) if one.place is not Place.HELP]
    reached = [(one, text) for one, text in said if _RELIES_ON_21.search(text)]
    costly = [(one, text) for one, text in said if _RELIES_ON_12.search(text)]
    for one, text in costly[:_MANY]:
        if _REST.search(text):
            continue
        for other, before in reached[:_MANY]:
            if (
                text != before
                and not _REST.search(before)
                and _same_papers(one, text, other, before)
            ):
                yield finding(
                    RULE,
                    Severity.MUST_FIX,
                    "FOIA s12(1), s21(1)",
                    one,
                    text,
                    f"The letter also says: “{before}”. What can be had elsewhere costs nothing to "
                    "give. Say which section covers which information.",
                )
                return


def _said(sheet: Sheet) -> Iterator[Said]:
    return ((one, text) for one, text in spoken(sheet) if one.place not in _PASSED_OVER)


def _same_thing(one: Piece, text: str, other: Piece, denied: str) -> bool:
    labels = _labels(other, denied)
    if labels and (_ALL.search(text) or _labels(one, text) & labels):
        return True
    thing = _thing(_HELD_THING, text)
    return bool(thing) and thing == _thing(_THING_NOT_HELD, denied)


def _same_papers(one: Piece, text: str, other: Piece, before: str) -> bool:
    labels, others = _labels(one, text), _labels(other, before)
    if labels and others:
        return bool(labels & others)
    papers = _thing(_COVERS, text)
    if papers and papers == _thing(_COVERS, before):
        return True
    return bool(_AS_WELL.search(text) and _THE_SAME.search(text))


def _labels(piece: Piece, sentence: str) -> frozenset[str]:
    """The labels of what a sentence is about: those that it names, else its paragraph's."""
    named = frozenset(parts_named(sentence)) | frozenset(
        label.lower() for label in _BRACKETED.findall(sentence)
    )
    own = frozenset(piece.parts) or frozenset(_BRACKETED.findall(piece.label))
    return named or own or frozenset(parts_named(piece.heading))


def _thing(pattern: re.Pattern[str], sentence: str) -> frozenset[str]:
    """The words for the thing that a sentence is about, as far as they tell it from others."""
    found = pattern.search(sentence)
    named = next((one for one in found.groups() if one), "") if found else ""
    return stems(named) - _ANY_THING


_MANY = 40
"""Sentences of one kind that are held against those of another, at most."""
_PASSED_OVER = (
    Place.REVIEW,
    Place.REGULATOR,
    Place.CONTACT,
    Place.HOUSE,
    Place.LETTERHEAD,
    Place.FOR,
    Place.AGAINST,
    Place.BALANCE,
)
_BRACKETED = re.compile(r"(?<![\w)])\(([a-z])\)(?!\()")
_HOLDER = (
    r"(?:we|i|it|(?:the|this|our) (?:\w+ ){1,4}?"
    r"|[A-Z][\w’'&-]+(?: (?:of |and |& )?[A-Z][\w’'&-]+){0,6} )"
)
_HOLDS = re.compile(
    rf"(?:\b{_HOLDER} ?(?:do |does |can confirm (?:that )?(?:it|we|i) )?(?:also )?holds? (?!no\b)"
    r"|(?:is|are)(?: \w+ly| also| indeed)? held\b(?! (?:by(?! us)|elsewhere|that|to)\b))",
    re.IGNORECASE,
)
_NOT = r"(?:\b(?:do|does|did)(?: not|n[’']t)(?: \w+ly)? hold\b|\bholds? no\b|\bnot held\b)"
_HOLDS_NOT = re.compile(rf"{_NOT}|\bno [\w ]{{3,40}} (?:is|are|was|were) held\b", re.IGNORECASE)
_IN_PART = phrases(
    r"some|partly|partially|not all|most|only|except\w*|apart from|other than|but|however|if"
    r"|whether|would|could|further|additional|other|more|remaining|rest|remainder|centrally|readily"
    r"|easily|format|level|detail|breakdown|before|prior|after|since|until|beyond|no longer|neither"
    r"|may|might|separately|electronic\w*|longer|although|though|while"
    r"|not (?:all|every|each)|yet|elsewhere|instead|should"
)
_ALL = phrases(
    r"(?:all|every(?:thing| part| item)?|the whole)(?: of)?(?: the)?(?: \w+)?"
    r"(?: (?:information|data|documents|records|parts|questions|items))?(?: that| which)?"
    r" (?:you|we|is|are|requested)"
)
_THE = r"(?:the|this|that|these|those|any|an?|your|our|copies of(?: the)?|records of(?: the)?)"
_UP_TO = r"[\w’'& -]{3,70}?"
_HELD_THING = re.compile(
    rf"\bholds? ({_THE} {_UP_TO})(?=[.,;:]|\Z| (?:which|that|and|for which|in|at|as|because)\b)"
    rf"|(?:\A|[.;:] |\bthat )({_UP_TO})(?:, [^.;]{{3,60}},)? (?:is|are)(?: \w+ly| also)? held\b",
    re.IGNORECASE,
)
_THING_NOT_HELD = re.compile(
    rf"\b(?:not|n[’']t)(?: \w+ly)? hold ({_THE} {_UP_TO})"
    r"(?=[.,;:]|\Z| (?:which|that|and|in|at|as|because)\b)"
    rf"|(?:\A|[.;:] |\bthat )({_UP_TO}) (?:is|are|was|were) not(?: \w+ly)? held\b"
    rf"|\bholds? no ({_UP_TO})(?=[.,;:]|\Z)",
    re.IGNORECASE,
)
_ANY_THING = stems(
    "the this that these those any your our and information data held recorded requested material"
    " documents records copies all"
)
_APPLIES = (
    r"(?:appl(?:y|ies|ied)|engage[sd]?|rel(?:y|ies|ied|ying)|exempt\w*|refus\w+|withh\w+|cover\w*"
    r"|fall\w*|caught|not (?:have|oblige\w*|required) to comply|exceed\w*|comply)"
)
_RELIES_ON_21 = re.compile(
    rf"\b(?:sections?|s\.?) ?21(?!\d)(?:\(1\))?[^.;]{{0,90}}\b{_APPLIES}\b"
    rf"|\b{_APPLIES}\b[^.;]{{0,90}}\b(?:sections?|s\.?) ?21(?!\d)",
    re.IGNORECASE,
)
_RELIES_ON_12 = re.compile(
    rf"\b(?:sections?|s\.?) ?12(?!\d)(?:\([12]\))?(?!\([345]\))[^.;]{{0,90}}\b{_APPLIES}\b"
    rf"|\b{_APPLIES}\b[^.;]{{0,90}}\b(?:sections?|s\.?) ?12(?!\d)(?!\([345]\))",
    re.IGNORECASE,
)
_REST = phrases(
    r"some|other|others|remaining|remainder|rest|those (?:not|that|which)|not (?:yet )?published"
    r"|earlier|older|before|prior|unpublished|anything (?:else|more|further)|beyond|former"
    r"|latter|respectively|would apply|if|were|had|whereas|while|excluding|except|apart from|may"
)
_COVERS = re.compile(
    rf"\bappl(?:y|ies|ied)(?: here)?(?: also| too| equally| likewise)? to ({_THE} {_UP_TO})"
    r"(?=[.,;:]|\Z| (?:which|that|and|as|because|since|accordingly|at|in|under|for|too|also)\b)"
    rf"|(?:\A|[.;:] )({_UP_TO}) (?:is|are) (?:therefore |also |likewise |accordingly )?"
    r"(?:exempt|covered|withheld|refused)\b",
    re.IGNORECASE,
)
_AS_WELL = phrases(
    r"also|further(?:more)?|in addition|additionally|moreover|as well|besides|too|likewise|equally"
)
_THE_SAME = phrases(
    r"(?:the same|this|that|these|those|the requested|all the)"
    r" (?:information|data|documents?|papers?|material|records?)"
)
