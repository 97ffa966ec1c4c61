"""The words for what is neither confirmed nor denied."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.interview.asked import limb_name
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import Slice, limbs_of, slices, slices_with
from foi_bot.letter.fill import Facts
from foi_bot.letter.passages import name_of, names_of, passage, subject
from foi_bot.letter.tree import Block


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """That nothing is confirmed or denied, and which limbs excuse that duty."""
    for names, cites in _alike(case, some):
        provisions = [f"{limb_name(cite)} ({subject(case, cite)})" for cite in cites]
        facts: Facts = {"what": names, "other": is_beside(case), "provisions": provisions}
        yield from passage(case, "ncnd/decision", facts)


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """Nothing: the reasons come limb by limb, and the word on inference after them."""
    del case, some
    return iter(())


def no_inference(case: Case) -> tuple[Block, ...]:
    """The word that nothing is to be inferred; nothing where every part is answered."""
    names = names_of(case, slices_with(case, Outcome.NCND))
    facts: Facts = {"what": names, "other": is_beside(case)}
    return passage(case, "ncnd/no-inference", facts) if names else ()


def is_beside(case: Case) -> bool:
    """Whether something is answered openly in the same letter, beside the NCND."""
    return len(slices_with(case, Outcome.NCND)) < len(slices(case))


def _alike(case: Case, some: tuple[Slice, ...]) -> list[tuple[list[str], tuple[str, ...]]]:
    """The slices that rely on the same limbs, together: their names, and those limbs."""
    found: dict[tuple[str, ...], list[str]] = {}
    for one in some:
        found.setdefault(limbs_of(case, one.id), []).append(name_of(case, one))
    return [(names, cites) for cites, names in found.items()]
