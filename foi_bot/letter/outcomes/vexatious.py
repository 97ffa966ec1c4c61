"""The words of the outcome `vexatious`: section 14(1). They are about the request, never about the
person who made it."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.slices import Slice
from foi_bot.letter.outcomes.notices import later_requests
from foi_bot.letter.passages import heading, names_of, passage, plain
from foi_bot.letter.tree import Block


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """That these slices are refused under section 14(1)."""
    yield from passage(case, "vexatious/decision", {"what": names_of(case, some)})


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """Each ground, what speaks for the request and why that is not enough, and what was tried."""
    del some
    yield heading(case, 2, "vexatious/heading")
    yield from passage(case, "vexatious/opening")
    grounds = case.value("vexatious-grounds")
    for ground in grounds if isinstance(grounds, tuple) else ():
        yield heading(case, 3, "vexatious/ground", {"ground": ground})
        yield from plain(case, Key(f"vexatious-{ground}"))
    for question in ("vexatious-purpose", "vexatious-help"):
        if case.words(question):
            yield heading(case, 3, f"vexatious/{question.removeprefix('vexatious-')}-heading")
            yield from plain(case, Key(question))
    yield heading(case, 3, "vexatious/conclusion-heading")
    yield from passage(case, "vexatious/conclusion")
    yield from later_requests(case)
