"""The words for information that the applicant can already reach (section 21)."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.interview.outcome import FIXED_LIMBS, Outcome
from foi_bot.interview.slices import Slice
from foi_bot.letter.passages import heading, limb_name, names_of, passage
from foi_bot.letter.reasons import argued
from foi_bot.letter.tree import Block

(CITE,) = FIXED_LIMBS[Outcome.ACCESSIBLE]


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """That it is held, and which exemption covers it."""
    facts = {"what": names_of(case, some), "provision": limb_name(case, CITE)}
    yield from passage(case, "accessible/decision", facts)


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """In a section of its own where it is, exactly."""
    del some
    yield heading(case, 2, "accessible/heading", {"provision": limb_name(case, CITE)})
    yield from argued(case, CITE)
