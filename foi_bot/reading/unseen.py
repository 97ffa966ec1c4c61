"""Something in an enclosure that a person who opens it does not see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unseen:
    """`what` it is ("2 hidden rows") and `where` ("sheet “Figures”: rows 5 and 6"), in words for
    the officer. `serious` if information may go out with it that nobody decided to give out; what
    merely tells who made the file is not."""

    what: str
    where: str
    serious: bool = True


def counted(count: int, one: str, several: str = "") -> str:
    """A number of things: "1 comment", "2 comments"."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"
