"""The words for information that is not held (FOIA s1(1)(a), s16)."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.slices import Slice
from foi_bot.letter.passages import answered, heading, label_of, labels_of, passage
from foi_bot.letter.tree import Block


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """That it is not held."""
    for label in labels_of(case, some):
        yield from passage(case, "not-held/decision", {"part": label})


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """How it was looked for, why it is not held, and who may hold it."""
    for one in some:
        yield heading(case, 2, "not-held/heading", {"part": label_of(case, one)})
        for question in ("search-summary", "why-not-held", "who-may-hold"):
            yield from answered(case, Key(question, one.id), f"not-held/{question}")
