"""What a letter decides of each part, and under which provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read.decided import (
    decided,
    is_silence,
    is_silent,
    kind_of,
    merged,
    speaks_of_clarifying,
    takes_longer,
    tells_held,
    tells_of_silence,
)
from foi_bot.letter.read.grounds import grounds_in
from foi_bot.letter.read.limbs import NOT_RELYING
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
    found = [(part, kind, _exactly(cites, limbs)) for part, kind, cites in found]
    if any(kind is Outcome.ENVIRONMENTAL for _, kind, _ in found) and not any(
        _ENVIRONMENT.search(one.piece.text) for one in placed
    ):
        found = [one for one in found if one[1] is not Outcome.ENVIRONMENTAL]
    refused = Outcome.NCND if _keeps_silent(placed) else Outcome.WITHHOLD
    other = {Outcome.NCND: refused}
    if refused is Outcome.NCND and not _tells_held(placed):
        other[Outcome.WITHHOLD] = refused
    found += _of_limbs(limbs, found, silent=refused is Outcome.NCND)
    found = [(part, other.get(kind, kind), cites) for part, kind, cites in found]
    found = _extended(found, placed, limbs)
    kept: dict[tuple[str, Outcome], list[tuple[str, ...]]] = {}
    for part, kind, cites in found:
        kept.setdefault((part, kind), []).append(cites)
    return tuple(Decision(part, kind, merged(cites)) for (part, kind), cites in kept.items())


_ENVIRONMENT = re.compile(r"\benvironmental information\b|\bEIRs?\b", re.IGNORECASE)
_WEIGHING = re.compile(r"\bpublic interest\b|\b10\(3\)|\bbudd y cyhoedd\b", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:10\(3\)|17\(2\)|exten[ds]\w*|longer|(?:more|further|additional|extra)(?: \w+)? (?:time"
    r"|period|working days)|interim)",
    re.IGNORECASE,
)
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


def _exactly(cites: Sequence[str], limbs: Sequence[str]) -> tuple[str, ...]:
    """The limbs that a sentence means by what it names."""
    return tuple(dict.fromkeys(one for c in cites for one in limbs if one == c or _within(one, c)))


def _within(limb: str, named: str) -> bool:
    return limb.startswith(f"{named}(")


def _keeps_silent(placed: Sequence[Placed]) -> bool:
    """Whether a letter can be a refusal to confirm or deny. It is none, whatever provision it
    names, if it says that the information is held, or speaks nowhere of confirming and denying."""
    if any(is_silence(text) for _, text in _told(placed)):
        return True
    if _tells_held(placed):
        return False
    return any(place is not Place.LAW and tells_of_silence(text) for place, text in _told(placed))


def _tells_held(placed: Sequence[Placed]) -> bool:
    return any(place in _DECIDES and tells_held(text) for place, text in _told(placed))


def _told(placed: Sequence[Placed]) -> Iterator[tuple[Place, str]]:
    """Every sentence in which an authority can decide, and its place."""
    for one in placed:
        if one.piece.place not in NOT_RELYING:
            yield from ((one.piece.place, text) for text in sentences(one.piece.text))


def _extended(found: list[_Found], placed: Sequence[Placed], limbs: Sequence[str]) -> list[_Found]:
    """The limbs for which a letter takes more time to weigh the public interest are not decided yet
    (s10(3), s17(2)): those that are named where it says so, else all under which it withholds. More
    time for anything else is none that the Act allows."""
    late = [_exactly(cites, limbs) for cites in _put_off(placed)]
    if not late and not any(kind is Outcome.EXTEND for _, kind, _ in found):
        return found
    text = " ".join(one.piece.text for one in placed)
    if not (_WEIGHING.search(text) and _TIME.search(text)):
        kept = [(p, Outcome.WITHHOLD if k is Outcome.EXTEND else k, c) for p, k, c in found]
        return [new for new, old in zip(kept, found, strict=True) if new == old or new[2]]
    if not late:
        return found
    late_limbs = {cite for cites in late for cite in cites}
    moved: list[_Found] = []
    for part, kind, cites in found:
        if kind is not Outcome.WITHHOLD:
            moved.append((part, kind, cites))
            continue
        later = tuple(c for c in cites if c in late_limbs or not late_limbs)
        now = tuple(c for c in cites if c not in later)
        if later or not late_limbs:
            moved.append((part, Outcome.EXTEND, later))
        if now or (late_limbs and not cites):
            moved.append((part, Outcome.WITHHOLD, now))
    if not any(kind is Outcome.EXTEND for _, kind, _ in moved):
        moved.append(("", Outcome.EXTEND, ()))
    return moved


def _put_off(placed: Sequence[Placed]) -> Iterator[tuple[str, ...]]:
    """What is named wherever a letter puts its decision off: in that sentence, or the one of its
    paragraph before it that names any provision."""
    for one in placed:
        if one.piece.place in NOT_RELYING or one.piece.is_heading:
            continue
        argues = one.piece.place not in _DECIDES
        before: tuple[str, ...] = ()
        for sentence in sentences(one.piece.text):
            before = grounds_in(sentence) or before
            if takes_longer(sentence) and (not argues or _WEIGHING.search(sentence)):
                yield before


def _of_limbs(limbs: Sequence[str], found: Sequence[_Found], *, silent: bool) -> Iterator[_Found]:
    """For provisions that no sentence decides on: those of headings and arguments."""
    said = {cite for _, _, cites in found for cite in cites}
    for cite in limbs:
        if cite in said:
            continue
        kind = kind_of(cite)
        if kind is Outcome.NCND and not silent:
            kind = Outcome.WITHHOLD
        denies = any(k is Outcome.NCND for _, k, _ in found)
        if denies and (is_silent(cite) or "(" not in cite):
            part = next(p for p, k, _ in found if k is Outcome.NCND)
            yield part, Outcome.NCND, (cite,)
        else:
            part = next((p for p, k, _ in found if k is kind), "")
            yield part, kind, (cite,)
