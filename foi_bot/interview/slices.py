"""Slices: pieces of the information a part asks for that share one outcome.

Most parts have one slice, and then the slice's id is the part's. A part whose outcome is "different
answers for different pieces" has one for each piece, "2/1", "2/2" (FOIA s2: an exemption bites only
"to the extent that"). A piece keeps its id for the life of the case, however the list is edited, so
that no piece inherits another one's answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import count

from foi_bot.case import Case, Key
from foi_bot.interview.outcome import CHOSEN_LIMBS, FIXED_LIMBS, SPLIT, Outcome
from foi_bot.interview.parts import Part, from_value, split
from foi_bot.law.act import limbs_in_force
from foi_bot.law.limbs import Duty
from foi_bot.remembered import once_per_case


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of what a part asks for: `text` says which ("" for the whole part)."""

    id: str
    part: Part
    text: str = ""


@once_per_case
def parts(case: Case) -> tuple[Part, ...]:
    """The parts of the request: as the officer set them, else as the request splits."""
    value = case.value("parts")
    return from_value(value) if isinstance(value, tuple) else split(case.request.text).parts


@once_per_case
def slices(case: Case) -> tuple[Slice, ...]:
    """Every slice of the request, part by part."""
    return tuple(one for part in parts(case) for one in _slices_of(case, part))


def slice_of(case: Case, about: str) -> Slice | None:
    """The slice with this id, or None."""
    return _by_id(case).get(about)


@once_per_case
def _by_id(case: Case) -> Mapping[str, Slice]:
    return {one.id: one for one in slices(case)}


def is_divided(case: Case, part: str) -> bool:
    """Whether a part has different answers for different pieces."""
    return case.value("outcome", part) == SPLIT


def outcome(case: Case, slice_id: str) -> Outcome | None:
    """The outcome of a slice, or None while it is not decided."""
    value = case.value("outcome", slice_id)
    return _OUTCOMES.get(value) if isinstance(value, str) else None


_OUTCOMES: Mapping[str, Outcome] = {str(one): one for one in Outcome}


def slices_with(case: Case, *outcomes: Outcome) -> tuple[Slice, ...]:
    """The slices that have one of these outcomes."""
    return tuple(one for one in slices(case) if outcome(case, one.id) in outcomes)


def limbs_of(case: Case, slice_id: str) -> tuple[str, ...]:
    """The limbs relied on for a slice, as far as they are law on the letter's date."""
    decided = outcome(case, slice_id)
    if decided is None:
        return ()
    duty = Duty.CONFIRM_OR_DENY if decided is Outcome.NCND else Duty.COMMUNICATE
    live = _live(case.on, duty)
    return tuple(cite for cite in _chosen(case, slice_id, decided) if cite in live)


@lru_cache(maxsize=64)
def _live(on: date, duty: Duty) -> frozenset[str]:
    return frozenset(one.cite for one in limbs_in_force(on, duty=duty))


def relying_on(case: Case, cite: str) -> tuple[Slice, ...]:
    """The slices for which a limb is relied on."""
    return tuple(one for one in slices(case) if cite in limbs_of(case, one.id))


def ground_of(case: Case, slice_id: str) -> Key:
    """The question that settles which limbs a slice rests on."""
    decided = outcome(case, slice_id)
    question = CHOSEN_LIMBS.get(decided, "outcome") if decided else "outcome"
    return Key(question, slice_id)


def _chosen(case: Case, slice_id: str, decided: Outcome) -> tuple[str, ...]:
    if decided in FIXED_LIMBS:
        return FIXED_LIMBS[decided]
    value = case.value(CHOSEN_LIMBS[decided], slice_id) if decided in CHOSEN_LIMBS else None
    return value if isinstance(value, tuple) else ()


def _slices_of(case: Case, part: Part) -> tuple[Slice, ...]:
    if not is_divided(case, part.id):
        return (Slice(part.id, part),)
    key = Key("pieces", part.id)
    versions = [a.value for a in case.answers if a.key == key and isinstance(a.value, tuple)]
    if key not in case.current or not versions:
        return ()
    ids = _ids(versions)
    texts = versions[-1]
    return tuple(
        Slice(f"{part.id}/{id_}", part, text) for id_, text in zip(ids, texts, strict=True)
    )


def _ids(versions: Sequence[tuple[str, ...]]) -> list[int]:
    """The ids of the newest version's lines. A line that stays keeps its id; where as many lines
    stand as before, a line that was only reworded keeps its place's."""
    fresh = count(1)
    before: list[tuple[int, str]] = []
    for lines in versions:
        left = list(before)
        ids = [_taken(left, line) for line in lines]
        if len(lines) == len(before):
            free = {id_ for id_, _ in left}
            ids = [
                was if id_ == 0 and was in free else id_
                for id_, (was, _) in zip(ids, before, strict=True)
            ]
        before = [(id_ or next(fresh), line) for id_, line in zip(ids, lines, strict=True)]
    return [id_ for id_, _ in before]


def _taken(left: list[tuple[int, str]], line: str) -> int:
    """The id of a line that stood there before, taken off the list; 0 for a new one."""
    for known in left:
        if known[1] == line:
            left.remove(known)
            return known[0]
    return 0
