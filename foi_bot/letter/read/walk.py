"""What is remembered from one block of a letter to the next, and what has been placed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from foi_bot.letter.read.lines import Block
from foi_bot.letter.read.parts_named import parts_named
from foi_bot.letter.read.written import Piece, Place

SIDES = frozenset({Place.FOR, Place.AGAINST})
WEIGHED = frozenset({Place.FOR, Place.AGAINST, Place.BALANCE})


class Zone(Enum):
    HEAD = auto()
    BODY = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece, and the provisions of the headings over it: () where they speak of all."""

    piece: Piece
    scope: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    is_listed: bool = False
    """Whether it is a provision in a list of those relied on."""


@dataclass(slots=True)
class Walk:
    """What is remembered from one block to the next."""

    zone: Zone = Zone.HEAD
    heading: str = ""
    place: Place | None = None
    weighs: bool = False
    scope: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    scope_depth: int = 0
    level: int = 2
    after_items: bool = False
    concluded: bool = False
    greeted: bool = False
    before_greeting: bool = False
    announced: bool = False
    """Whether the text before announced a list of provisions."""
    in_list: bool = False
    last_is_heading: bool = False
    seen: set[Place] = field(default_factory=set)
    """The places of the blocks before."""
    relies: bool = False
    """Whether a provision has been listed, or has had a heading."""
    made: list[Placed] = field(default_factory=list)


def put(
    walk: Walk,
    block: Block,
    place_: Place,
    *,
    level: int = 0,
    text: str | None = None,
    label: str | None = None,
    rows: bool = True,
    is_listed: bool = False,
) -> None:
    words = block.text if text is None else text
    heading = "" if level and level <= walk.level else walk.heading
    walk.made.append(
        Placed(
            Piece(
                words,
                place_,
                heading=walk.heading if not level else heading,
                label=block.label if label is None else label,
                level=level,
                rows=block.rows if rows else (),
                line=block.line + 1,
            ),
            scope=walk.scope,
            parts=parts_named(f"{block.label} {words[:200]}") or walk.parts,
            is_listed=is_listed,
        )
    )
    walk.last_is_heading = level > 0
    walk.seen.add(place_)
    walk.relies = walk.relies or is_listed or bool(walk.scope)
