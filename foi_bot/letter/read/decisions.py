"""What a letter decides of each part, and under which provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read.decided import (
    decided,
    is_silent,
    kind_of,
    merged,
    speaks_of_clarifying,
)
from foi_bot.letter.read.grounds import grounds_in
from foi_bot.letter.read.parts_named import parts_named
from foi_bot.letter.read.sentences import sentences
from foi_bot.letter.read.walk import Placed
from foi_bot.letter.read.written import Decision, Place

_DECIDES = (Place.DECISION, Place.INTRODUCTION, Place.ANSWER, Place.UNPLACED, Place.CONTACT)
_ALSO = (Place.REASON, Place.HARM, Place.HELP, Place.BALANCE)


def decisions(placed: Sequence[Placed], limbs: Sequence[str]) -> tuple[Decision, ...]:
    """The decisions, in the letter's order, each part's of one kind once."""
    found = list(_decisions(placed, _DECIDES))
    if not any(kind is not Outcome.DISCLOSE for _, kind, _ in found):
        found += _decisions(placed, _ALSO)
    found += _of_limbs(limbs, found)
    found = _extended(found, any(_PENDING.search(one.piece.text) for one in placed))
    kept: dict[tuple[str, Outcome], list[tuple[str, ...]]] = {}
    for part, kind, cites in found:
        kept.setdefault((part, kind), []).append(tuple(c for c in cites if c in limbs))
    return tuple(Decision(part, kind, merged(cites)) for (part, kind), cites in kept.items())


_PENDING = re.compile(r"\bpublic interest\b|\b10\(3\)|\bbudd y cyhoedd\b", re.IGNORECASE)
_Found = tuple[str, Outcome, tuple[str, ...]]


def _decisions(placed: Sequence[Placed], places: Sequence[Place]) -> Iterator[_Found]:
    awaiting: list[tuple[str, Outcome]] = []
    for one in placed:
        piece = one.piece
        if one.is_listed:
            cites = grounds_in(piece.text)
            for part, kind in awaiting or [("", kind_of(cites[0]))]:
                yield part, kind, cites
            continue
        if piece.is_heading and speaks_of_clarifying(piece.text) and places is _DECIDES:
            yield "", Outcome.CLARIFY, ()
        if piece.place not in places or piece.is_heading or piece.rows:
            continue
        last: tuple[str, ...] = ()
        for sentence in sentences(piece.text):
            last = parts_named(sentence) or last
            parts = last or one.parts or ("",)
            made = decided(sentence)
            if made:
                awaiting = [
                    (part, kind)
                    for part in parts
                    for kind, _ in made
                    if kind is not Outcome.DISCLOSE
                ]
            for kind, cites in made:
                for part in parts:
                    yield part, kind, cites


def _extended(found: list[_Found], weighing: bool) -> list[_Found]:
    """Where a letter takes more time and names no provision for that, it is for those under which
    it withholds: they are not decided yet (s10(3), s17(2)). More time for anything else is none
    that the Act allows."""
    if not weighing:
        return [one for one in found if one[1] is not Outcome.EXTEND]
    without = any(kind is Outcome.EXTEND for _, kind, _ in found) and not any(
        cites for _, kind, cites in found if kind is Outcome.EXTEND
    )
    if not without:
        return found
    return [(p, Outcome.EXTEND if k is Outcome.WITHHOLD else k, c) for p, k, c in found]


def _of_limbs(limbs: Sequence[str], found: Sequence[_Found]) -> Iterator[_Found]:
    """For provisions that no sentence decides on: those of headings and arguments."""
    said = {cite for _, _, cites in found for cite in cites}
    for cite in limbs:
        if cite in said:
            continue
        kind = kind_of(cite)
        silent = any(k is Outcome.NCND for _, k, _ in found)
        longer = next((p for p, k, _ in found if k is Outcome.EXTEND), None)
        if silent and (is_silent(cite) or "(" not in cite):
            part = next(p for p, k, _ in found if k is Outcome.NCND)
            yield part, Outcome.NCND, (cite,)
        elif (
            kind is Outcome.WITHHOLD
            and longer is not None
            and not any(k is Outcome.WITHHOLD for _, k, _ in found)
        ):
            yield longer, Outcome.EXTEND, (cite,)
        else:
            part = next((p for p, k, _ in found if k is kind), "")
            yield part, kind, (cite,)
