"""Section 14 on any letter: what is vexatious, with which reason; what is repeated; what is made
of an earlier notice (FOIA s14, s17(5), (6)). Part of the rule `s12-s14-form`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_bot.checks.any_letter.kinds import has_a_close
from foi_bot.checks.any_letter.sheet import Sheet, finding
from foi_bot.checks.any_letter.spoken import spoken
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.section_14_words import (
    calls_the_person_vexatious,
    gives_a_reason,
    names_an_earlier_request,
    says_it_was_complied_with,
    says_it_was_refused,
    spares_itself_a_notice,
    tells_of_an_earlier_notice,
)
from foi_bot.checks.words import phrases
from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read.written import Piece, Place

RULE = "s12-s14-form"


def about_section_14(sheet: Sheet) -> Iterator[Finding]:
    """What is wrong with a refusal under section 14."""
    if Outcome.VEXATIOUS in sheet.outcomes or _decides(sheet, _REFUSED_AS_VEXATIOUS):
        yield from _person(sheet)
        yield from _reason(sheet)
    if Outcome.REPEATED in sheet.outcomes or _decides(sheet, _REFUSED_AS_REPEATED):
        yield from _repeated(sheet)
    yield from _notice(sheet)


def _person(sheet: Sheet) -> Iterator[Finding]:
    for one, sentence in spoken(sheet):
        if calls_the_person_vexatious(sentence):
            advice = (
                "Only a request can be vexatious, never the person who makes it. Say what makes "
                "this request so."
            )
            yield finding(RULE, Severity.MUST_FIX, "FOIA s14(1)", one, sentence, advice)
            return


def _reason(sheet: Sheet) -> Iterator[Finding]:
    deciding = [(one, text) for one, text in spoken(sheet) if _VEXATIOUS.search(text)]
    if not deciding or not has_a_close(sheet) or any(_gives_one(*pair) for pair in spoken(sheet)):
        return
    one, sentence = deciding[0]
    advice = (
        "Nothing says why the request is vexatious. Section 17(5) does not ask for reasons, but a "
        "decision without one cannot be reviewed, and the regulator expects it."
    )
    yield finding(RULE, Severity.LOOK_AGAIN, "FOIA s14(1), s17(5)", one, sentence, advice)


def _gives_one(one: Piece, sentence: str) -> bool:
    return one.place not in _NO_REASONS and gives_a_reason(sentence)


_NO_REASONS = frozenset(
    {
        Place.INTRODUCTION,
        Place.REVIEW,
        Place.REGULATOR,
        Place.CONTACT,
        Place.HOUSE,
        Place.LAW,
        Place.HELP,
        Place.TITLE,
    }
)


def _repeated(sheet: Sheet) -> Iterator[Finding]:
    said = [(one, text) for one, text in spoken(sheet) if one.place not in _NO_ANSWER]
    refused = [(one, text) for one, text in said if says_it_was_refused(text)]
    whole = " ".join(text for _, text in said)
    if refused and not says_it_was_complied_with(whole):
        one, text = refused[0]
        advice = (
            "Section 14(2) is for a request that you have complied with. One that was refused was "
            "not complied with."
        )
        yield finding(RULE, Severity.MUST_FIX, "FOIA s14(2)", one, text, advice)
        return
    missing = []
    if not names_an_earlier_request(whole):
        missing.append("which earlier request this one repeats, by its date or reference")
    if not says_it_was_complied_with(whole):
        missing.append("that you complied with it, and when")
    deciding = next(((one, text) for one, text in said if _REPEATED.search(text)), None)
    if missing and deciding and has_a_close(sheet):
        advice = (
            f"Say {' and '.join(missing)}: otherwise nobody can tell that section 14(2) applies."
        )
        yield finding(RULE, Severity.LOOK_AGAIN, "FOIA s14(2)", *deciding, advice)


_NO_ANSWER = frozenset(
    {Place.INTRODUCTION, Place.REVIEW, Place.REGULATOR, Place.CONTACT, Place.LAW}
)


def _notice(sheet: Sheet) -> Iterator[Finding]:
    """A first refusal under section 14 cannot rely on section 17(6); nor can one for anything
    else."""
    relying = [(one, text) for one, text in spoken(sheet) if spares_itself_a_notice(text)]
    if not relying:
        return
    section_14 = bool(sheet.outcomes & {Outcome.VEXATIOUS, Outcome.REPEATED})
    others = [text for _, text in spoken(sheet) if text != relying[0][1]]
    if section_14 and any(tells_of_an_earlier_notice(text) for text in others):
        return
    advice = (
        "Section 17(6) spares a notice only where an earlier one relied on section 14, and the "
        "letter tells of none: this letter has to be that notice."
        if section_14
        else "Section 17(6) spares a notice only where section 14 is relied on again."
    )
    yield finding(RULE, Severity.MUST_FIX, "FOIA s17(6)", *relying[0], advice)


def _decides(sheet: Sheet, words: re.Pattern[str]) -> bool:
    """Whether a letter that was read to decide nothing decides this by its words."""
    return not sheet.letter.decisions and any(words.search(text) for _, text in spoken(sheet))


_REFUSED_AS_VEXATIOUS = phrases(
    r"(?:request|it)(?:[’']s| is| was| to be| as)(?: an?)?(?: \w+)? ?vexatious(?: \w+){0,8}? "
    r"(?:s\.? ?|section )?"
    r"14 ?\(1\)|14 ?\(1\)(?: [\w(),]+){0,12}? (?:request|it) (?:is|was|as|to be) (?:an? )?vexatious"
)
_REFUSED_AS_REPEATED = phrases(
    r"(?:refus\w+|not (?:be )?(?:comply\w*|answer\w*)|declin\w+)(?: [\w(),]+){0,12}? 14 ?\(2\)"
    r"|14 ?\(2\)(?: [\w(),]+){0,14}? (?:request|it) (?:is|was|as|repeats|to be)"
)
_VEXATIOUS = phrases(r"vexatious\w*|14 ?\(1\)")
_REPEATED = phrases(r"repeat\w*|14 ?\(2\)|identical|substantially similar")
