"""The words of the outcome `extend`."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.interview.slices import Slice
from foi_bot.letter.passages import names_of, passage
from foi_bot.letter.tree import Block


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """What is decided for these slices."""
    yield from passage(case, "extend/decision", {"what": names_of(case, some)})


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """What follows from the decision."""
    del case, some
    return iter(())
