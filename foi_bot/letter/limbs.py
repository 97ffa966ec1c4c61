"""The reasons of a letter, limb by limb, under the headings that keep apart what is withheld, what
is still being weighed, and what is neither confirmed nor denied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foi_bot.case import Case
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.plan import cited
from foi_bot.interview.slices import outcome, relying_on, slices_with
from foi_bot.law.limbs import Duty
from foi_bot.letter.outcomes.extend import until
from foi_bot.letter.outcomes.ncnd import no_inference
from foi_bot.letter.passages import heading, limb_name, subject
from foi_bot.letter.public_interest import together
from foi_bot.letter.reasons import argued
from foi_bot.letter.relied_on import in_order
from foi_bot.letter.tree import Block


def all_reasons(case: Case) -> Iterator[Block]:
    """The reasons for every limb that has no section of its own. What is neither confirmed nor
    denied comes last, so that nothing after it can be read as being about it."""
    withheld = relied_on_for(case, Outcome.WITHHOLD)
    yield from _own_data(case, withheld)
    yield from _withheld(case, withheld)
    yield from _extended(case, withheld)
    yield from _neither(case)


def relied_on_for(case: Case, *outcomes: Outcome) -> tuple[str, ...]:
    """The limbs on which a piece of the request with one of these outcomes rests."""
    found = [
        cite
        for cite in cited(case)
        if any(outcome(case, one.id) in outcomes for one in relying_on(case, cite))
    ]
    return in_order(case, found)


def _own_data(case: Case, withheld: Sequence[str]) -> Iterator[Block]:
    """Section 40(1), where the piece is dealt with as the applicant's own request for their
    data."""
    for cite in relied_on_for(case, Outcome.OWN_DATA):
        if cite not in withheld:
            yield heading(case, 2, "limbs/own-data-heading", {"cite": limb_name(case, cite)})
            yield from argued(case, cite)


def _withheld(case: Case, withheld: Sequence[str]) -> Iterator[Block]:
    if withheld:
        yield heading(case, 2, "withhold/reasons-heading")
        yield from _each(case, withheld)
        yield from together(case, Duty.COMMUNICATE)


def _extended(case: Case, withheld: Sequence[str]) -> Iterator[Block]:
    """The limbs under which the public interest is still being weighed, unless their reasons stand
    above already."""
    if not slices_with(case, Outcome.EXTEND):
        return
    yield heading(case, 2, "extend/reasons-heading")
    extended = relied_on_for(case, Outcome.EXTEND)
    yield from _each(case, [cite for cite in extended if cite not in withheld])
    yield from until(case)


def _neither(case: Case) -> Iterator[Block]:
    neither = relied_on_for(case, Outcome.NCND)
    if neither:
        yield heading(case, 2, "ncnd/reasons-heading")
        yield from _each(case, neither)
        yield from together(case, Duty.CONFIRM_OR_DENY)
    yield from no_inference(case)


def _each(case: Case, cites: Sequence[str]) -> Iterator[Block]:
    for cite in cites:
        facts = {"cite": limb_name(case, cite), "heading": subject(case, cite)}
        yield heading(case, 3, "limbs/heading", facts)
        yield from argued(case, cite)
