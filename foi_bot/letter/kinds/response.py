"""The response: the request, the outcome part by part, the reasons limb by limb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foi_bot.case import Case
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import Slice, slices_with
from foi_bot.letter.enclosures import enclosures
from foi_bot.letter.kinds.late import apology
from foi_bot.letter.limbs import all_reasons
from foi_bot.letter.outcomes import WORDS, clarify, extend
from foi_bot.letter.outcomes.notices import refusal_notice
from foi_bot.letter.passages import heading, long_date, passage
from foi_bot.letter.quoted import quoted
from foi_bot.letter.rights import review_and_regulator
from foi_bot.letter.tree import Block

TITLE = "title"


def body(case: Case) -> Iterator[Block]:
    """What was asked and when, what is decided, and why."""
    yield from passage(case, "opening", {"received": long_date(case, case.request.received)})
    yield quoted(case.request.text)
    yield from apology(case)
    if not clarify.is_all(case):
        yield heading(case, 2, "decision-heading", {"undecided": extend.is_all(case)})
    yield from decision(case, refusal_notice(case))


def rights(case: Case) -> Iterator[Block]:
    """The review, and the right under section 50."""
    yield from review_and_regulator(case)


def decision(case: Case, notice: Iterable[Block] = ()) -> Iterator[Block]:
    """What is decided, what follows from it, and the reasons; `notice` goes right after what is
    decided."""
    for outcome, some in _by_outcome(case):
        yield from WORDS[outcome].decision(case, some)
    yield from notice
    for outcome, some in _by_outcome(case):
        yield from WORDS[outcome].section(case, some)
    yield from enclosures(case)
    yield from all_reasons(case)


def _by_outcome(case: Case) -> Iterator[tuple[Outcome, tuple[Slice, ...]]]:
    """The slices of each outcome, in the order in which the letter speaks of them."""
    for outcome in WORDS:
        if some := slices_with(case, outcome):
            yield outcome, some
