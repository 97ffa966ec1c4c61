"""plan(case): the questions, in order. A pure function of the request, the law on the letter's date
and the answers so far.

The next question is the first in the plan without an answer. An answer whose question has left the
plan stays in the history and never reaches the letter. That one rule gives resume, back, change,
and "ask again only what depends on it".

Whether we may even say "held" is asked before anything that would record whether it is held: the
thread can itself be requested.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview import by_outcome
from foi_bot.interview.answers import cannot_stand
from foi_bot.interview.kind import INTERIM, LetterKind, letter_kind
from foi_bot.interview.outcome import OUTSIDE, Outcome
from foi_bot.interview.parts import split
from foi_bot.interview.questions import Goes, wordings
from foi_bot.interview.reasons import reasons, together_weighed
from foi_bot.interview.slices import (
    is_divided,
    limbs_of,
    outcome,
    parts,
    slices,
    slices_with,
)
from foi_bot.law.act import limb
from foi_bot.law.clock import PartClock
from foi_bot.law.limbs import Test
from foi_bot.law.needs import Need
from foi_bot.remembered import once_per_case


@once_per_case
def plan(case: Case) -> tuple[Key, ...]:
    """Every question that this case needs now, in the order in which they are asked."""
    return tuple(dict.fromkeys(_plan(case)))


@once_per_case
def offered(case: Case) -> tuple[Key, ...]:
    """The questions that nobody has to answer but an officer may, from "All answers"."""
    planned = set(plan(case))
    withheld = slices_with(case, Outcome.WITHHOLD, Outcome.EXTEND, Outcome.PUBLISH_LATER)
    questions = (*_OFFERED, _KEPT_WHERE) if withheld else _OFFERED
    return tuple(Key(question) for question in questions if Key(question) not in planned)


def in_the_letter(case: Case) -> tuple[Key, ...]:
    """The offered questions whose answers are words of the letter, where nobody has to give them:
    whoever does has written a part of it. Which letter it is, is none of its words."""
    return tuple(
        key
        for key in offered(case)
        if key.question != "letter" and wordings()[key.question].goes is Goes.LETTER
    )


@once_per_case
def unanswered(case: Case) -> tuple[Key, ...]:
    """The questions of the plan that have no answer yet, or one that can stand no longer."""
    return tuple(key for key in plan(case) if key not in case.current or cannot_stand(case, key))


def answered_before(case: Case, key: Key) -> Key | None:
    """The last answered question before this one, to which "Back" goes; None where none is."""
    keys = plan(case)
    before = keys[: keys.index(key)] if key in keys else ()
    return next((one for one in reversed(before) if one in case.current), None)


@once_per_case
def is_outside_the_act(case: Case) -> bool:
    """Whether every piece of the request belongs elsewhere than under the Act: then no letter under
    it is written."""
    decided = [outcome(case, one.id) for one in slices(case)]
    return bool(decided) and all(one in OUTSIDE for one in decided)


def needs_no_letter(case: Case) -> bool:
    """Whether nothing is to be written under the Act now: the whole request belongs elsewhere, and
    it is neither acknowledged nor held over."""
    return letter_kind(case) not in INTERIM and is_outside_the_act(case)


def is_late(case: Case) -> bool:
    """Whether a letter of its date is too late for some of the request (s10(1))."""
    return bool(late_parts(case))


def late_parts(case: Case) -> tuple[PartClock, ...]:
    """The parts for which a letter of its date is too late. What an earlier response decided is not
    late any more, but a part whose time began again after it can be; a review has no time of its
    own in the Act."""
    if letter_kind(case) is LetterKind.REVIEW:
        return ()
    responses = [one.on for one in case.sent if one.kind == LetterKind.RESPONSE]
    return tuple(
        part
        for part in case.clock.late(case.on)
        if not any(on >= part.count.received for on in responses)
    )


@once_per_case
def cited(case: Case) -> tuple[str, ...]:
    """Every limb that the letter relies on, each once, piece by piece."""
    found = [cite for one in slices(case) for cite in limbs_of(case, one.id)]
    return tuple(dict.fromkeys(found))


def _plan(case: Case) -> Iterator[Key]:
    kind = letter_kind(case)
    if kind is not LetterKind.RESPONSE:
        yield Key("letter")
    if kind in INTERIM:
        yield from (Key(question) for question in INTERIM[kind])
        return
    if kind is LetterKind.REVIEW:
        yield from (Key(question) for question in _REVIEWED)
    if _parts_are_a_question(case):
        yield Key("parts")
        if "parts" not in {key.question for key in case.current}:
            return
    yield from _outcomes(case)
    if is_outside_the_act(case):
        return
    for one in slices(case):
        decided = outcome(case, one.id)
        if decided is not None:
            yield from by_outcome.of_slice(case, one.id, decided)
    yield from by_outcome.together(case)
    for cite in cited(case):
        yield from reasons(case, cite, cited(case))
    yield from together_weighed(case)
    yield from _enclosures(case)
    yield from _for_the_record(case)
    if is_late(case):
        yield Key("late-why")
    if kind is LetterKind.REVIEW:
        yield from (Key(question) for question in _RESULT)


def _parts_are_a_question(case: Case) -> bool:
    if case.value("parts") is not None:
        return True
    found = split(case.request.text)
    return len(found.parts) > 1 or bool(found.holes)


def _outcomes(case: Case) -> Iterator[Key]:
    for part in parts(case):
        yield Key("outcome", part.id)
        if is_divided(case, part.id):
            yield Key("pieces", part.id)
            yield from (Key("outcome", one.id) for one in slices(case) if one.part == part)


def _enclosures(case: Case) -> Iterator[Key]:
    """Somebody has opened every file that goes out."""
    yield from (Key("file-opened", str(one.no)) for one in case.enclosed)


def _for_the_record(case: Case) -> Iterator[Key]:
    """Who decided, before it was explained, and with whom it was talked over."""
    if not _is_grave(case):
        return
    yield Key("agreed")
    if cited(case) and str(case.house.body) in _REFERRING:
        yield Key("referred")
        if case.value("referred") == "yes":
            yield Key("referral")


def _is_grave(case: Case) -> bool:
    """Whether the decision is one that the authority has to have taken before it is explained."""
    if slices_with(case, Outcome.COST, Outcome.VEXATIOUS, Outcome.REPEATED):
        return True
    relied_on = [limb(cite, on=case.on) for cite in cited(case)]
    return any(
        one.is_ncnd
        or one.test in (Test.NECESSITY, Test.OPINION)
        or Need.SECURITY_SUBJECT in one.needs
        for one in relied_on
    )


_REFERRING = ("police", "department")
"""The bodies that have somewhere to refer such requests to: the national unit of the police, the
clearing house of the government."""

_REVIEWED = ("review-asked", "reviewer", "complaint")
"""What a reviewer begins with; then come the outcomes and reasons, as they now are."""

_RESULT = ("review-faults", "review-result", "review-changes")
"""What a reviewer ends with, when what is decided now is known."""

_OFFERED = (
    "letter",
    "form-refused",
    "reuse",
    "valid-request",
    "applicant-matters",
    "asked-before",
    "other-authorities",
    "kept-safe",
    "staff-names",
    "press",
    "disclosure-log",
)
"""What the law or good practice may want, though no answer calls for it."""

_KEPT_WHERE = "kept-where"
"""Offered only for what the letter says is held: beside an NCND it would itself be the answer."""
