"""The words for what is neither confirmed nor denied."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.interview.asked import limb_name
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import Slice, slices, slices_with
from foi_bot.letter.fill import Facts
from foi_bot.letter.passages import names_of, passage
from foi_bot.letter.relied_on import alike, provisions, unsaid
from foi_bot.letter.tree import Block


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """That nothing is confirmed or denied, and which limbs excuse that duty."""
    for group in alike(case, some):
        facts: Facts = {
            **_beside(case),
            "what": names_of(case, group.slices),
            "provisions": provisions(case, group.cites),
            "unsaid": [limb_name(cite) for cite in unsaid(case, group.cites)],
        }
        yield from passage(case, "ncnd/decision", facts)


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """Nothing: the reasons come limb by limb, and the word on inference after them."""
    del case, some
    return iter(())


def no_inference(case: Case) -> tuple[Block, ...]:
    """The word that nothing is to be inferred; nothing where every part is answered."""
    names = names_of(case, slices_with(case, Outcome.NCND))
    facts: Facts = {**_beside(case), "what": names}
    return passage(case, "ncnd/no-inference", facts) if names else ()


def is_beside(case: Case) -> bool:
    """Whether something is answered openly in the same letter, beside the NCND."""
    return len(slices_with(case, Outcome.NCND)) < len(slices(case))


def _beside(case: Case) -> dict[str, bool]:
    """Whether the letter gives something, and whether it speaks of anything else at all."""
    given = bool(slices_with(case, Outcome.DISCLOSE))
    return {"given": given, "other": is_beside(case)}
