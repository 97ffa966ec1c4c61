"""The words for information that is given (FOIA s1(1), s11)."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.slices import Slice
from foi_bot.letter.passages import answered, heading, label_of, labels_of, passage, plain
from foi_bot.letter.tables import told
from foi_bot.letter.tree import Block


def decision(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """That the information is held and given."""
    for label in labels_of(case, some):
        yield from passage(case, "disclose/decision", {"part": label})


def section(case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
    """The information itself, and where it comes from; then what is true of all of it: the form in
    which it is given, and whether it may be used again."""
    for one in some:
        yield heading(case, 2, "disclose/heading", {"part": label_of(case, one)})
        yield from told(case, Key("answer", one.id))
        yield from plain(case, Key("basis", one.id))
    yield from answered(case, Key("form-refused"), "disclose/form-refused")
    if reuse := case.words("reuse"):
        yield from passage(case, f"disclose/reuse-{reuse}")
