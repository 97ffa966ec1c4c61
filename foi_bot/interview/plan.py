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

from foi_bot.case import Case, Key, once_per_case
from foi_bot.interview.asked import parts
from foi_bot.interview.parts import Part, split
from foi_bot.interview.reasons import reasons
from foi_bot.law.act import limbs_in_force
from foi_bot.law.limbs import Duty

DISCLOSE = "disclose"
NCND = "ncnd"


@once_per_case
def plan(case: Case) -> tuple[Key, ...]:
    """Every question that this case needs now, in the order in which they are asked."""
    return tuple(dict.fromkeys(_plan(case)))


def unanswered(case: Case) -> tuple[Key, ...]:
    """The questions of the plan that have no answer yet."""
    return tuple(key for key in plan(case) if key not in case.current)


def answered_before(case: Case, key: Key) -> Key | None:
    """The last answered question before this one, to which "Back" goes; None where none is."""
    keys = plan(case)
    before = keys[: keys.index(key)] if key in keys else ()
    return next((one for one in reversed(before) if one in case.current), None)


def ncnd_parts(case: Case) -> tuple[Part, ...]:
    """The parts that are neither confirmed nor denied."""
    return tuple(part for part in parts(case) if case.value("outcome", part.id) == NCND)


def disclosed_parts(case: Case) -> tuple[Part, ...]:
    """The parts that are answered with the information."""
    return tuple(part for part in parts(case) if case.value("outcome", part.id) == DISCLOSE)


def limbs_of(case: Case, part: str) -> tuple[str, ...]:
    """The limbs relied on for a part, as far as they are law on the letter's date."""
    value = case.value("limbs", part)
    chosen = value if isinstance(value, tuple) else ()
    live = {one.cite for one in limbs_in_force(case.on, duty=Duty.CONFIRM_OR_DENY)}
    return tuple(cite for cite in chosen if cite in live)


@once_per_case
def cited(case: Case) -> tuple[str, ...]:
    """Every limb that the letter relies on, each once, part by part."""
    found = [cite for part in ncnd_parts(case) for cite in limbs_of(case, part.id)]
    return tuple(dict.fromkeys(found))


def _plan(case: Case) -> Iterator[Key]:
    if _parts_are_a_question(case):
        yield Key("parts")
        if "parts" not in {key.question for key in case.current}:
            return
    for part in parts(case):
        yield Key("outcome", part.id)
    for part in disclosed_parts(case):
        yield from (Key(q, part.id) for q in ("answer", "basis", "people"))
    for part in ncnd_parts(case):
        yield from _before_limbs(case, part.id)
    for cite in cited(case):
        yield from reasons(case, cite, cited(case))


def _parts_are_a_question(case: Case) -> bool:
    found = split(case.request.text)
    return len(found.parts) > 1 or bool(found.holes) or case.value("parts") is not None


def _before_limbs(case: Case, part: str) -> Iterator[Key]:
    """Each of these can end the NCND, so each is answered before the next is asked."""
    for question in ("reveals", "confirmed", "consistent"):
        yield Key(question, part)
        if case.value(question, part) is None:
            return
        if question == "reveals":
            yield Key("reveals-words", part)
    yield Key("limbs", part)
