"""Rule `completeness`: every part and piece of the request is decided and told; the letter is the
authority's own from head to signature; nothing contradicts itself: published and too costly, nil
and not held, a total that is none, other years than were asked for; what is taken out is taken out
under a provision, and a warning about data has data (FOIA s1(1), s17(1))."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from foi_bot.case import Case, Key
from foi_bot.checks.completeness_words import (
    explains_what_is_missing,
    is_about_figures,
    says_it_was_redacted,
    says_nil,
    says_not_held,
    says_not_to_add,
    says_rounded,
    years_in,
)
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.silence_words import warns_about_data
from foi_bot.checks.sums import wrong_sums
from foi_bot.checks.words import Reading, Said, place_of, sentences
from foi_bot.interview.asked import part_name, question
from foi_bot.interview.outcome import REFUSALS, Outcome
from foi_bot.interview.parts import split
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import Goes, Kind
from foi_bot.interview.slices import Slice, outcome, parts
from foi_bot.letter.tree import Letterhead, SignOff, Table

RULE = "completeness"
EVERY_PART = "FOIA s1(1)"
HELD = "FOIA s1(1)(a)"
GIVEN = "FOIA s1(1)(b)"


def check(reading: Reading) -> Iterator[Finding]:
    """What a letter leaves out, and what contradicts itself."""
    yield from _another_authority(reading)
    if not reading.decides:
        return
    yield from _undecided(reading.case)
    yield from _lost(reading.case)
    for one in reading.decided:
        yield from _not_told(reading, one)
    yield from _published_and_too_costly(reading)
    yield from _nil(reading)
    yield from _sums(reading)
    yield from _redacted(reading)
    yield from _caveat(reading)
    yield from _years(reading)


def _another_authority(reading: Reading) -> Iterator[Finding]:
    """A letterhead or a signature that is not this authority's."""
    house = reading.case.house
    for block in reading.letter.blocks:
        match block:
            case Letterhead(lines) if lines != house.letterhead:
                named = "letterhead"
            case SignOff(lines) if lines != house.sign_off:
                named = "signature"
            case _:
                continue
        advice = f"The {named} is not that of {house.authority}, which decides. Draft it again."
        quote = next(iter(lines), "")
        yield Finding(RULE, Severity.MUST_FIX, quote, "The letter", "FOIA s1(1), s17(1)", advice)


def _undecided(case: Case) -> Iterator[Finding]:
    """A part or a piece of which nothing is decided."""
    for key in plan(case):
        if key.question == "outcome" and case.value(*key) is None:
            name = part_name(case, key.about)
            advice = f"Nothing is decided about {name}. Each part has to be answered or refused."
            yield _about(case, key, "", Severity.MUST_FIX, EVERY_PART, advice)
        elif key.question == "pieces" and not case.value(*key):
            name = part_name(case, key.about)
            advice = f"You divide {name}, and name no pieces of it."
            yield _about(case, key, "", Severity.MUST_FIX, EVERY_PART, advice)


def _lost(case: Case) -> Iterator[Finding]:
    """A question of the request that the officer's list of parts has lost, and a number that the
    request itself leaves out."""
    key = Key("parts")
    if case.value(*key) is not None:
        there = {_words(part.text) for part in parts(case)}
        whole = " ".join(sorted(there))
        lost = [
            part
            for part in split(case.request.text).parts
            if part.number and _words(part.text) not in there and _words(part.text) not in whole
        ]
        numbers = {part.number for part in parts(case)}
        for part in lost:
            if part.number not in numbers:
                advice = f"Part {part.number} of the request is not among the parts. Put it back."
                yield _about(case, key, part.text, Severity.MUST_FIX, EVERY_PART, advice)
    elif holes := split(case.request.text).holes:
        advice = (
            f"The request has no part {' and '.join(holes)}. Ask the applicant if one was lost on "
            "the way."
        )
        yield _about(case, key, "", Severity.NOTE, EVERY_PART, advice)


def _words(text: str) -> str:
    return " ".join(text.lower().split())


def _not_told(reading: Reading, one: Slice) -> Iterator[Finding]:
    """A piece on which there are answers, none of which the letter carries."""
    case = reading.case
    answered = [key for key in _of_the_letter(case, one) if case.words(*key).strip()]
    if not answered or any(reading.written(key) for key in answered):
        return
    name = part_name(case, one.id)
    advice = f"The letter says nothing of what you answered about {name}. Draft it again."
    yield _about(case, answered[0], "", Severity.MUST_FIX, EVERY_PART, advice)


def _of_the_letter(case: Case, one: Slice) -> tuple[Key, ...]:
    """The questions about a piece whose answers are words of the letter."""
    return tuple(
        key
        for key in plan(case)
        if key.about == one.id
        and key.question not in ("outcome", "pieces")
        and (asked := question(case, key)).goes is Goes.LETTER
        and asked.kind in (Kind.TEXT, Kind.LINES)
    )


def _published_and_too_costly(reading: Reading) -> Iterator[Finding]:
    """The same papers cannot be in the applicant's reach and too costly to find."""
    case = reading.case
    accessible = reading.deciding(Outcome.ACCESSIBLE)
    costly = reading.deciding(Outcome.COST)
    for one, other in product(accessible, costly):
        same = _words(one.text) == _words(other.text) or (
            one.part != other.part and _words(one.part.text) == _words(other.part.text)
        )
        if one.part != other.part and not same:
            continue
        severity = Severity.MUST_FIX if same else Severity.LOOK_AGAIN
        advice = (
            f"{_capital(part_name(case, other.id))} is refused for its cost, and "
            f"{part_name(case, one.id)} is said to be within the applicant's reach. Are these the "
            "same papers? What can be had elsewhere costs nothing to give."
        )
        key = Key("outcome", other.id)
        yield _about(case, key, "", severity, "FOIA s12(1), s21(1)", advice)


def _nil(reading: Reading) -> Iterator[Finding]:
    """Nought is information that is held: neither is "none" a reason why nothing is held, nor is
    "not held" an answer."""
    case = reading.case
    for one in reading.deciding(Outcome.NOT_HELD):
        for key in (Key("why-not-held", one.id), Key("search-summary", one.id)):
            nil = next((text for text in sentences(case.words(*key)) if says_nil(text)), "")
            if nil:
                advice = (
                    "Nought is an answer, and so the information is held. Disclose the nought, or "
                    "say why nothing was recorded that could be counted."
                )
                yield _about(case, key, nil, Severity.MUST_FIX, HELD, advice)
                break
    for one in reading.deciding(Outcome.DISCLOSE):
        key = Key("answer", one.id)
        said = sentences(case.words(*key))
        not_held = next((text for text in said if says_not_held(text)), "")
        if not_held:
            is_nil = any(says_nil(text) for text in said)
            severity = Severity.MUST_FIX if is_nil or len(said) == 1 else Severity.LOOK_AGAIN
            advice = (
                "You say that the information is held and given, and then that it is not held. "
                + ("Give the nought alone." if is_nil else "Divide the part, or choose “not held”.")
            )
            yield _about(case, key, not_held, severity, HELD, advice)


def _sums(reading: Reading) -> Iterator[Finding]:
    """Totals of the tables that people typed; the estimate's are worked out."""
    whole = "\n".join(one.text for one in reading.ours)
    rounded, overlaps = says_rounded(whole), says_not_to_add(whole)
    for block in reading.letter.blocks:
        if not isinstance(block, Table) or Said("", block.origin).key in (None, Key("estimate")):
            continue
        key = Key.parse(block.origin)
        rows = (block.header, *block.rows)
        for wrong in wrong_sums(rows, rounded=rounded, overlaps=overlaps):
            severity = Severity.MUST_FIX if wrong.is_plain else Severity.LOOK_AGAIN
            advice = (
                f"The total says {wrong.cell}, and the figures add up to {wrong.adds_up_to}. Put "
                f"it "
                "right, or say why it does not add up."
            )
            quote = " ".join(cell for cell in wrong.row if cell)
            yield _about(reading.case, key, quote, severity, GIVEN, advice)
            break


def _redacted(reading: Reading) -> Iterator[Finding]:
    """Something is taken out of what is given, and the letter relies on nothing for it."""
    if reading.cited or reading.deciding(Outcome.COST):
        return
    case = reading.case
    for one in reading.deciding(Outcome.DISCLOSE):
        for key in (Key("answer", one.id), Key("basis", one.id)):
            said = (text for text in sentences(case.words(*key)) if says_it_was_redacted(text))
            if (text := next(said, "")) and not _PROVISION.search(case.words(*key)):
                advice = (
                    "Something is withheld here, and no exemption is named for it. Divide the "
                    "part, "
                    "and withhold the piece under the provision that covers it."
                )
                yield _about(case, key, text, Severity.MUST_FIX, "FOIA s17(1)(b), (c)", advice)


def _caveat(reading: Reading) -> Iterator[Finding]:
    """A warning about data in a letter that gives none. Beside silence it is `ncnd-leak`'s."""
    refusing = REFUSALS | {Outcome.NOT_HELD}
    giving = {Outcome.ACCESSIBLE, Outcome.PUBLISH_LATER}
    kinds = {outcome(reading.case, one.id) for one in reading.decided}
    if reading.silent or not kinds or kinds - refusing or kinds & giving:
        return
    if reading.case.enclosed or any(isinstance(block, Table) for block in reading.letter.blocks):
        return
    for one, text in reading.sentences:
        if one.key is None and warns_about_data(text):
            advice = "This warns about data, and the letter gives none."
            yield reading.finding(RULE, GIVEN, one, text, Severity.MUST_FIX, advice)
            return


def _years(reading: Reading) -> Iterator[Finding]:
    """Figures for other years than those that were asked for."""
    case = reading.case
    for one in reading.deciding(Outcome.DISCLOSE):
        asked = years_in(one.part.text) or years_in(case.request.text)
        answer = Key("answer", one.id)
        whole = f"{case.words(*answer)}\n{case.words('basis', one.id)}"
        if len(asked) != 1 or explains_what_is_missing(whole):
            continue
        (want,) = asked
        given = years_in(whole)
        if any(years.first <= want.first and years.last >= want.last for years in given):
            continue
        for text in sentences(case.words(*answer)):
            other = next(iter(sorted(years_in(text))), None)
            if other and is_about_figures(text):
                advice = (
                    f"The request asks for {want.first} to {want.last}, and this is for "
                    f"{other.first} to {other.last}. Answer for those years, or say why not."
                )
                yield _about(case, answer, text, Severity.MUST_FIX, EVERY_PART, advice)
                break


_PROVISION = re.compile(r"\b(?:section|s\.?) ?\d\d|\bregulation \d", re.IGNORECASE)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _about(
    case: Case, key: Key, quote: str, severity: Severity, source: str, advice: str
) -> Finding:
    """A finding on an answer, to which its button goes."""
    return Finding(RULE, severity, quote, place_of(case, key), source, advice, str(key))
