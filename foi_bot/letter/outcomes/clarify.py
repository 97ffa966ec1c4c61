"""The words for what cannot be looked for until the applicant says more (FOIA s1(3))."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import Slice, slices, slices_with
from foi_bot.letter.fill import Facts, Value
from foi_bot.letter.passages import answered, heading, label_of, labels_of, names_of, passage
from foi_bot.letter.tree import Block


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """That more has to be known; nothing where the whole letter asks for it."""
    if not is_all(case):
        for label in labels_of(case, some):
            yield from passage(case, "clarify/decision", {"part": label})


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """What is unclear and what would identify it, piece by piece; then what the answer does to the
    time: it begins afresh for these pieces alone (s10(6))."""
    for one in some:
        yield heading(case, 2, "clarify/heading", {"part": label_of(case, one)})
        yield from answered(case, Key("unclear", one.id), "clarify/unclear")
        yield from _would_identify(case, Key("would-identify", one.id))
    facts: Facts = {
        "what": names_of(case, some),
        "other": not is_all(case),
        "days": case.clock.of(some[0].part.id).count.days,
        "email": case.house.contact.email,
        "reference": case.reference,
    }
    yield heading(case, 2, "clarify/time-heading")
    yield from passage(case, "clarify/time", facts)


def is_all(case: Case) -> bool:
    """Whether the letter does nothing but ask: then it decides nothing."""
    found = slices(case)
    return bool(found) and slices_with(case, Outcome.CLARIFY) == found


def _would_identify(case: Case, key: Key) -> tuple[Block, ...]:
    lines = case.value(*key)
    if not isinstance(lines, tuple):
        return ()
    choices = [Value(line, str(key)) for line in lines]
    return passage(case, "clarify/would-identify", {"choices": choices})
