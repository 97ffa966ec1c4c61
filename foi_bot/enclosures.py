"""Files that were dropped into a case's thread, and those of them that go out with the letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes out with the letter, counted from 1: its name as the letter gives it, its
    size in bytes, the hexadecimal SHA-256 of its bytes. `removed` keeps its number from being given
    to another."""

    no: int
    name: str
    size: int
    sha256: str
    by: str
    at: datetime
    removed: bool = False


class Use(StrEnum):
    """What a file dropped in the thread can be used for."""

    TABLE = "table"
    """Its table becomes part of the answer."""
    ENCLOSE = "enclose"
    """It goes out with the letter."""
    COMPARE = "compare"
    """It is a draft that somebody edited in Word: what changed is told."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """New words for an answer, out of an edited draft, until the officer takes them or leaves them:
    the question's key as it is written, the number of the answer that they would replace."""

    key: str
    instead_of: int
    value: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that the officer dropped in the thread, counted from 1: Slack's id for it, its name
    made safe, its size in bytes (-1 where Slack does not say), the message that brought it.

    `asking` is the typed question that was open then, which its table could answer; `wanted` what
    it is being fetched for; `enclosure` the number under which it was enclosed; `gone` that its
    message was deleted; `compared` how often it was compared with a draft, and `proposed` what
    came of it the last time.
    """

    no: int
    file: str
    name: str
    size: int
    by: str
    ts: str
    asking: int | None = None
    wanted: Use | None = None
    enclosure: int | None = None
    gone: bool = False
    compared: int = 0
    proposed: tuple[Proposed, ...] = ()

    @property
    def reply(self) -> str:
        """The key under which its table is a reply."""
        return f"{self.ts}:{self.no}"
