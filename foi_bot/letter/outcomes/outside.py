"""The words for what is not answered under the Act, in a letter that answers something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foi_bot.case import Case, Key
from foi_bot.interview.slices import Slice
from foi_bot.letter.passages import name_of, passage, said
from foi_bot.letter.tree import Block


@dataclass(frozen=True)
class Elsewhere:
    """An outcome by which a slice is dealt with elsewhere: its passage, and the question whose
    answer that passage is given."""

    name: str
    question: str = ""

    def decision(self, case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
        """Where each of these slices is dealt with instead."""
        for one in some:
            facts = {"what": [name_of(case, one)]}
            given = {"answer": said(case, Key(self.question, one.id))} if self.question else {}
            yield from passage(case, f"outside/{self.name}", {**facts, **given})

    def section(self, case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
        """Nothing more is said of it."""
        del case, some
        return iter(())


environmental = Elsewhere("environmental", "why-environmental")
own_data = Elsewhere("own-data")
business = Elsewhere("business", "business-route")
elsewhere = Elsewhere("another-authority", "other-authority")
