"""The words for what is neither confirmed nor denied."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import Slice, outcome, slices, slices_with
from foi_bot.letter.fill import Facts
from foi_bot.letter.passages import limb_name, names_of, passage
from foi_bot.letter.relied_on import alike, provisions, unsaid
from foi_bot.letter.tree import Block


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """That nothing is confirmed or denied, and which limbs excuse that duty."""
    for group in alike(case, some):
        facts: Facts = {
            **_beside(case, _same_parts(case, group.slices)),
            "what": names_of(case, group.slices),
            "provisions": provisions(case, group.cites),
            "unsaid": [limb_name(case, cite) for cite in unsaid(case, group.cites)],
        }
        yield from passage(case, "ncnd/decision", facts)


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """Nothing: the reasons come limb by limb, and the word on inference after them."""
    del case, some
    return iter(())


def no_inference(case: Case) -> tuple[Block, ...]:
    """The word that nothing is to be inferred; nothing where every part is answered."""
    silent = slices_with(case, Outcome.NCND)
    names = names_of(case, silent)
    facts: Facts = {
        **_beside(case, slices(case)),
        "part_given": _beside(case, _same_parts(case, silent))["given"],
        "what": names,
    }
    return passage(case, "ncnd/no-inference", facts) if names else ()


def _same_parts(case: Case, some: tuple[Slice, ...]) -> tuple[Slice, ...]:
    """Every slice of the parts that these are of. What is given of another part answers nothing
    here, so a sentence that set it apart from the silence would suggest that it did."""
    of = {one.part.id for one in some}
    return tuple(one for one in slices(case) if one.part.id in of)


def _beside(case: Case, among: tuple[Slice, ...]) -> dict[str, bool]:
    """Whether the letter gives something of these, and whether it answers any of them at all."""
    outcomes = {outcome(case, one.id) for one in among}
    return {"given": Outcome.DISCLOSE in outcomes, "other": bool(outcomes - {Outcome.NCND})}
