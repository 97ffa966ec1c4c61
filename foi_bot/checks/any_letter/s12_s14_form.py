"""Rule `s12-s14-form` on any letter: a refusal for cost names its limb, states the right limit and
an estimate of countable work that adds up and passes it, and helps; a request, not a person, is
vexatious, for a reason; what is repeated is named and was complied with; a notice is spared only
after an earlier one (FOIA s12, s14, s16, s17(5), (6); SI 2004/3244)."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.checks.any_letter.estimates import Stated, Wrong
from foi_bot.checks.any_letter.kinds import has_a_close, is_environmental
from foi_bot.checks.any_letter.section_14 import about_section_14
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.any_letter.spoken import spoken
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.section_12_words import (
    adds_requests_up,
    calls_it_exempt,
    cites_12,
    names_requests,
    offers_help,
    perhaps_environmental,
    plainly_environmental,
    refuses_for_cost,
)
from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read.written import Piece, Place

RULE = "s12-s14-form"
LIMIT = "SI 2004/3244 reg 3, reg 4(4)"
COUNTED = "SI 2004/3244 reg 4(3)"
ESTIMATE = "FOIA s12(1); SI 2004/3244 reg 4"
ENVIRONMENT = "EIR 2004 reg 2(1), reg 5(1)"


def check(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """What is wrong with the form of a refusal under section 12 or 14."""
    if not sheet.letter.is_letter:
        return
    if not sheet.is_english:
        yield CannotTell(RULE, "The letter is not in English, and these rules read English words.")
        return
    if _refuses_for_cost(sheet):
        yield from _for_cost(sheet)
    yield from about_section_14(sheet)


def _refuses_for_cost(sheet: Sheet) -> bool:
    """Whether the letter refuses under section 12: as it was read; or where it was read to decide
    nothing, by a sentence that names the section, and a time or a sum for the work."""
    if sheet.letter.decisions:
        return Outcome.COST in sheet.outcomes
    return any(
        cites_12(text) and refuses_for_cost(text)
        for one, text in spoken(sheet)
        if one.place not in (Place.REVIEW, Place.REGULATOR, Place.HOUSE)
    ) and bool(Stated(sheet).total)


def _for_cost(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    said = _said(sheet)
    stated = Stated(sheet)
    yield from _limb(said)
    yield from _limit(stated)
    yield from _estimate(sheet, stated)
    yield from _uncountable(stated)
    yield from _exempt(said)
    yield from _together(said)
    yield from _help(sheet)
    yield from _environment(sheet, said)


def _said(sheet: Sheet) -> tuple[tuple[Piece, str], ...]:
    """What the authority says of this request, headings among it."""
    headings = tuple((one, one.text) for one in sheet.ours if one.is_heading)
    return (*headings, *spoken(sheet))


def _limb(said: tuple[tuple[Piece, str], ...]) -> Iterator[Finding]:
    found = [(one, cites_12(text)) for one, text in said]
    bare = [(one, words) for one, words in found if words and not words.endswith(")")]
    if not bare or any(words.endswith(")") for _, words in found if words):
        return
    one, words = bare[0]
    advice = (
        "Section 12 has two limbs. Say whether it is 12(1), and the information is held, or 12(2), "
        "and finding out would by itself pass the limit."
    )
    yield finding(RULE, Severity.LOOK_AGAIN, "FOIA s12(1), (2), s17(5)", one, words, advice)


def _limit(stated: Stated) -> Iterator[Finding]:
    for one in (*stated.wrong_limit(), *stated.wrong_rate()):
        yield _wrong(
            one, LIMIT, f"{one.why} Put the limit right, and see if the estimate passes it."
        )


def _estimate(sheet: Sheet, stated: Stated) -> Iterator[Finding]:
    short = [
        _wrong(
            one, "FOIA s12(1)", f"{one.why} Section 12 does not apply unless the limit is passed."
        )
        for one in stated.within_the_limit()
    ]
    yield from short
    quoted = {one.quote for one in short}
    for one in stated.wrong_sums():
        if one.quote not in quoted:
            yield _wrong(one, ESTIMATE, f"The estimate contradicts itself. {one.why}")
    if not stated.work and has_a_close(sheet):
        advice = (
            "The letter states no estimate, in hours or pounds. The Act does not require it to be "
            "shown, but nobody can tell without it that the limit is passed, and the regulator "
            "will "
            "ask for it: determining, locating, retrieving and extracting, with the time for each."
        )
        yield finding(RULE, Severity.LOOK_AGAIN, "FOIA s12(1), s16(1)", None, "", advice)


def _uncountable(stated: Stated) -> Iterator[Finding]:
    found = list(stated.not_countable())
    for one, needed in found[:1] if not any(needed for _, needed in found) else found:
        if any(needed for _, needed in found) and not needed:
            continue
        severity = Severity.MUST_FIX if needed else Severity.LOOK_AGAIN
        advice = (
            f"“{one.why}” may not be counted: only determining whether the information is held, "
            "locating, retrieving and extracting it may. "
            + (
                "Without it the limit is not passed."
                if needed
                else "Take it out, and see if the limit is still passed."
            )
        )
        yield finding(RULE, severity, COUNTED, one.line.piece, one.quote, advice)


def _exempt(said: tuple[tuple[Piece, str], ...]) -> Iterator[Finding]:
    for one, text in said:
        if words := calls_it_exempt(text):
            advice = (
                "Section 12 exempts no information: it takes the duty to comply away, whatever the "
                "information is. Say that you do not have to comply."
            )
            yield finding(RULE, Severity.LOOK_AGAIN, "FOIA s12", one, words, advice)
            return


def _together(said: tuple[tuple[Piece, str], ...]) -> Iterator[Finding]:
    adding = [(one, text) for one, text in said if adds_requests_up(text)]
    if not adding or any(names_requests(text) for _, text in said):
        return
    one, text = adding[0]
    advice = (
        "Costs of several requests are added up, and the letter does not say of which: give their "
        "dates or references, and what they have in common."
    )
    source = "FOIA s12(4); SI 2004/3244 reg 5"
    yield finding(RULE, Severity.LOOK_AGAIN, source, one, text, advice)


def _help(sheet: Sheet) -> Iterator[Finding]:
    passed = (Place.REVIEW, Place.REGULATOR, Place.CONTACT, Place.LETTERHEAD, Place.LAW)
    helps = sheet.letter.at(Place.HELP) or any(
        offers_help(text) for one, text in _said(sheet) if one.place not in passed
    )
    if helps or not has_a_close(sheet):
        return
    advice = (
        "A refusal for cost still has to help: say what could be given within the limit, or how "
        "the "
        "request could be narrowed; if nothing would help, say that."
    )
    yield finding(RULE, Severity.LOOK_AGAIN, "FOIA s16(1)", None, "", advice)


def _environment(sheet: Sheet, said: tuple[tuple[Piece, str], ...]) -> Iterator[Finding]:
    """Environmental information that is refused under the Act's limit on cost. A letter that speaks
    of the Regulations has thought of them."""
    if is_environmental(sheet):
        return
    asked = sheet.request or "\n".join(
        one.text for one in sheet.letter.at(Place.INTRODUCTION, Place.TITLE)
    )
    plain = plainly_environmental(asked)
    perhaps = plain or perhaps_environmental(asked)
    refusing = [(one, text) for one, text in said if cites_12(text) and not one.is_heading]
    if not perhaps or not refusing:
        return
    one, text = refusing[0]
    severity = Severity.MUST_FIX if plain else Severity.LOOK_AGAIN
    advice = (
        f"“{perhaps}”: environmental information is answered under the Environmental Information "
        "Regulations, which have no limit on cost; only regulation 12(4)(b), with a public "
        "interest "
        "test, excuses from a burden."
        if plain
        else f"“{perhaps}”: is any of this environmental information? Then the Environmental "
        "Information Regulations apply to it, and section 12 does not."
    )
    yield finding(RULE, severity, ENVIRONMENT, one, text, advice)


def _wrong(one: Wrong, source: str, advice: str) -> Finding:
    severity = Severity.MUST_FIX if one.certain else Severity.LOOK_AGAIN
    return finding(RULE, severity, source, one.line.piece, one.quote, advice)
