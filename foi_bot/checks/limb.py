"""Rule `limb`: what is relied on exists, is law on the letter's date, is of the right kind, and is
named exactly (FOIA s17(1)(b)). In the decision; the words of the reasons are `limb_words`'s."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foi_bot.case import Case, Key
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.limb_words import RULE, SOURCE, in_words
from foi_bot.checks.words import Reading, names
from foi_bot.interview.asked import body, heading, limb_name, question
from foi_bot.interview.outcome import CHOSEN_LIMBS, FIXED_LIMBS, Outcome
from foi_bot.interview.questions import Cell
from foi_bot.interview.reasons import standing
from foi_bot.interview.rows import rows
from foi_bot.interview.slices import Slice, ground_of, limbs_of, outcome
from foi_bot.law.act import LawError, limb, limbs_in_force
from foi_bot.law.cites import BadCiteError, sections_words
from foi_bot.law.limbs import Duty, How, Limb, Standing

MORE_TIME = "FOIA s10(3), s17(2)"


def check(reading: Reading) -> Iterator[Finding]:
    """What is wrong with the provisions that a letter relies on or argues."""
    for one in reading.deciding(*CHOSEN_LIMBS, *FIXED_LIMBS):
        yield from _relied_on(reading, one)
        yield from _not_with(reading, one)
    for one in reading.deciding(Outcome.WITHHOLD):
        yield from _schedule(reading, one)
    yield from in_words(reading)


def _relied_on(reading: Reading, one: Slice) -> Iterator[Finding]:
    case, key = reading.case, ground_of(reading.case, one.id)
    decided = outcome(case, one.id)
    chosen = FIXED_LIMBS[decided] if decided in FIXED_LIMBS else case.value(*key)
    if not isinstance(chosen, tuple) or not chosen:
        excused = "confirming or denying" if decided is Outcome.NCND else "giving this information"
        yield _must_fix(
            case,
            key,
            "",
            f"The letter has to name the exact provision that excuses you from {excused}. Choose "
            "at least one.",
        )
        return
    for cite in chosen:
        wrong = _wrong_with(case, cite, decided)
        if wrong:
            yield _must_fix(case, key, limb_name(cite), wrong)
        elif decided is Outcome.EXTEND and not _can_wait(case, cite):
            yield _no_more_time(case, key, cite)
        elif not any(names(said.text, cite) for said in reading.ours):
            yield _must_fix(
                case, key, "", f"The letter relies on {limb_name(cite)} and has to name it."
            )


def _wrong_with(case: Case, cite: str, decided: Outcome | None) -> str:
    """Why a provision cannot bear this outcome in this letter, or ""."""
    try:
        relied_on = limb(cite, on=case.on)
    except (LawError, BadCiteError) as error:
        return f"{str(error).rstrip('.')}. Choose the provisions again."
    if relied_on.is_ncnd and decided is not Outcome.NCND:
        return (
            f"Section {cite} excuses you from saying whether you hold information. It does not let "
            f"you withhold what you say that you hold{_instead(case, relied_on, Duty.COMMUNICATE)}."
        )
    if not relied_on.is_ncnd and decided is Outcome.NCND:
        return (
            f"Section {cite} lets you withhold information. It does not excuse you from saying "
            f"whether you hold it{_instead(case, relied_on, Duty.CONFIRM_OR_DENY)}."
        )
    if not relied_on.open_to(body(case)):
        return f"Section {cite} is not open to a body like yours. Choose the provisions again."
    return ""


def _instead(case: Case, relied_on: Limb, duty: Duty) -> str:
    """What of the same section serves, as the end of a sentence; "" where nothing does."""
    found = [one.cite for one in limbs_in_force(case.on, duty=duty, section=relied_on.section)]
    if len(found) > _A_FEW:
        return f"; look among the paragraphs of section {relied_on.section}"
    return f"; in this section {sections_words(found, 'or')} can" if found else ""


_A_FEW = 3


def _can_wait(case: Case, cite: str) -> bool:
    """Whether there is a public interest to be weighed under a limb. Where that depends on a choice
    that nobody has made yet, it cannot be told, and the choice is asked for anyway."""
    relied_on = limb(cite, on=case.on)
    choice = relied_on.choices and case.value(str(relied_on.choices.need), cite)
    unknown = relied_on.standing_depends_on_choice and choice is None
    return unknown or standing(case, cite) is not Standing.ABSOLUTE


def _no_more_time(case: Case, key: Key, cite: str) -> Finding:
    advice = (
        f"{heading(case, Key('', cite))} is absolute: there is no public interest to weigh, so the "
        "time cannot be extended for it. Withhold under it now, or rely on a qualified provision."
    )
    return replace(_must_fix(case, key, limb_name(cite), advice), source=MORE_TIME)


def _not_with(reading: Reading, one: Slice) -> Iterator[Finding]:
    """A limb for what is not exempt under another one, which is relied on for the same piece. Where
    the Act's scheme allows both in the alternative, the letter says that, and it is right."""
    case = reading.case
    relied_on = [reading.limbs[cite] for cite in limbs_of(case, one.id)]
    for this in relied_on:
        bars = not this.not_if_exempt_for or body(case) in this.not_if_exempt_for
        for other in relied_on if bars else ():
            if _within(other, this.not_if_exempt_under) and not _alternative(this, other):
                advice = (
                    f"Section {this.cite} covers only what is not exempt under section "
                    f"{other.cite}. Divide the piece, or rely on one of the two."
                )
                key = ground_of(case, one.id)
                found = _must_fix(case, key, limb_name(this.cite), advice)
                yield replace(found, severity=Severity.LOOK_AGAIN)


def _alternative(this: Limb, other: Limb) -> bool:
    return any(
        beside.how is How.ALTERNATIVE and _within(other, (beside.cite,)) for beside in this.beside
    )


def _within(one: Limb, cites: tuple[str, ...]) -> bool:
    """Whether a limb is one of these, or lies within one of them ("30(1)(b)" within "30")."""
    return any(one.cite == cite or one.cite.startswith(f"{cite}(") for cite in cites)


def _schedule(reading: Reading, one: Slice) -> Iterator[Finding]:
    """Each thing taken out names a provision on which the letter relies for this piece."""
    case, key = reading.case, Key("schedule", one.id)
    if case.value("redacted", one.id) != "yes":
        return
    columns = question(case, key).columns
    at = [no for no, column in enumerate(columns) if column.cell is Cell.LIMB]
    for no, row in enumerate(rows(case.value(*key)), start=1):
        for cite in (row[column] for column in at if column < len(row)):
            if cite not in limbs_of(case, one.id):
                advice = (
                    f"Row {no} of the schedule names {limb_name(cite)}, on which you do not rely "
                    "for this piece. Name the provision that covers what is taken out there."
                )
                yield _must_fix(case, key, limb_name(cite), advice)


def _must_fix(case: Case, key: Key, quote: str, advice: str) -> Finding:
    return Finding(RULE, Severity.MUST_FIX, quote, heading(case, key), SOURCE, advice, str(key))
