"""The ledger: what people said and did.

It is kept by the driver as people act, and never reads the program's database: what it holds is
what the database is judged by.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Said:
    """A message of the officer's: its timestamp in Slack and its words as they are now. What does
    not count is a remark."""

    ts: str
    words: str
    counts: bool


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to a question, by the question's key or name: what it must come to."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A reaction on a draft's last post, there or taken away."""

    draft: int
    by: str
    mark: str
    present: bool


@dataclass
class Ledger:
    """Everything that was said and done, oldest first."""

    request: str = ""
    received: str = ""
    opened: int = 0
    said: list[Said] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)
    drafts: int = 0
    sent_on: str = ""
    enclosed: list[bytes] = field(default_factory=list)
    again: int = 0
    """How often somebody tried a thing again."""

    def edit(self, ts: str, words: str) -> None:
        """A message says something else now."""
        for one in self.said:
            if one.ts == ts:
                one.words = words

    @property
    def marks(self) -> dict[tuple[int, str, str], bool]:
        """Whether each mark stands, by draft, person and kind."""
        return {(one.draft, one.by, one.mark): one.present for one in self.marked}
