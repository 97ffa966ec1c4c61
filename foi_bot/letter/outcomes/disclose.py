"""The words for information that is given."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.slices import Slice
from foi_bot.letter.passages import heading, label_of, passage, plain
from foi_bot.letter.tree import Block


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """That the information is held and given."""
    for one in some:
        yield from passage(case, "disclose/decision", {"part": label_of(case, one)})


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """The information itself, and where it comes from."""
    for one in some:
        yield heading(case, 2, "disclose/heading", {"part": label_of(case, one)})
        for question in ("answer", "basis"):
            yield from plain(case, Key(question, one.id))
