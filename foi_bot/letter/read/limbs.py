"""The provisions that a letter relies on, and what it says for each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from foi_bot.interview.outcome import REFUSALS
from foi_bot.law.act import LawError, exemption, rests_on
from foi_bot.law.cites import BadCiteError, section_of
from foi_bot.letter.read.decided import (
    DAYS,
    decided,
    is_silent,
    refuses_all,
    relies,
    takes_back,
    warns,
)
from foi_bot.letter.read.grounds import grounds_in, named
from foi_bot.letter.read.sentences import sentences
from foi_bot.letter.read.walk import Placed
from foi_bot.letter.read.written import ARGUMENT, Argued, Piece, Place

NOT_RELYING = (
    Place.REQUEST,
    Place.FURNITURE,
    Place.REVIEW,
    Place.REGULATOR,
    Place.HOUSE,
    Place.CONTACT,
    Place.TITLE,
    Place.SIGN_OFF,
)
_TOLD = (Place.DECISION, Place.LAW, *sorted(ARGUMENT))
_SEVERAL = re.compile(
    r"\b(?:(?:these|both|the|all|each of the|either of the) (?:\w+ )?exemptions|these issues"
    r"|each exemption)\b",
    re.I,
)


def relied_on(placed: Sequence[Placed], on: date | None = None) -> tuple[str, ...]:
    """The provisions relied on, in the letter's order, as exactly as the letter names them. What is
    no limb on the letter's day, and only explains one that day, is none of them."""
    told = [one for one in placed if one.piece.place not in NOT_RELYING]
    first = list(_primary(told))
    if not first:
        first = [cite for one in told for cite in _in_sentences(one.piece.text)]
    else:
        first += [cite for one in told for cite in _in_reasons(one.piece)]
    if not first and any(_refuses(one) for one in told):
        first = [cite for one in told if one.piece.place in _TOLD for cite in _named(one)]
    days = (on,) if on else DAYS
    gone = _taken_back(told)
    elsewhere = [cite for one in told if one.piece.place in _TOLD for cite in _named(one)]
    first = [exact for cite in first for exact in _named_exactly(cite, elsewhere, days)]
    return _exact(dict.fromkeys(first), gone, days)


def _named_exactly(cite: str, elsewhere: Sequence[str], days: Sequence[date]) -> Sequence[str]:
    """The limbs of a section that is relied on as a whole, where its reasons name them."""
    if "(" in cite:
        return (cite,)
    found = [one for one in elsewhere if section_of(one) == cite and _is_limb(one, days)]
    return found or (cite,)


def _is_limb(cite: str, days: Sequence[date]) -> bool:
    if "(" not in cite:
        return False
    if section_of(cite) in ("12", "14"):
        return True
    limbs = exemption(section_of(cite)).limbs
    return any(one.cite == cite and any(one.in_force.covers(on) for on in days) for one in limbs)


def _refuses(one: Placed) -> bool:
    return any(
        refuses_all(sentence) or any(kind in REFUSALS for kind, _ in decided(sentence))
        for sentence in sentences(one.piece.text)
    )


def _named(one: Placed) -> Iterator[str]:
    for sentence in sentences(one.piece.text):
        if not (takes_back(sentence) or warns(sentence)):
            yield from grounds_in(sentence)


def _primary(told: Sequence[Placed]) -> Iterator[str]:
    """What is decided on, listed, or has a heading of its own."""
    for one in told:
        piece = one.piece
        if one.is_listed or (piece.is_heading and one.scope):
            yield from grounds_in(piece.text)
        elif piece.place in (Place.DECISION, Place.INTRODUCTION) and not piece.is_heading:
            yield from _in_sentences(piece.text)
        elif piece.rows:
            yield from (c for row in piece.rows for c in grounds_in(row[0]) if len(row) <= 3)


_REASONED = (Place.REASON, Place.HARM, Place.ANSWER, Place.UNPLACED)
_RELIES_HERE = re.compile(
    r"\b(?:is|are|be|being|it|them|these|this|therefore) (?:\w+ ){0,3}exempt(?:ed)? (?:\w+ "
    r"){0,3}?(?:under|by virtue|pursuant|in accordance|on the basis)"
    r"|\b(?:we|i) (?:\w+ ){0,2}(?:withh\w+|refus\w+|rely(?:ing)?|relied|appl(?:y|ied|ying))\b",
    re.IGNORECASE,
)


def _in_reasons(piece: Piece) -> Iterator[str]:
    """What a reason relies on in so many words, or what an item of a list of reasons begins with
    ("- section 27(1)(a), to the record, because ...")."""
    if piece.place not in _REASONED or piece.is_heading or piece.rows:
        return
    first = named(piece.text)[:1] if piece.label else ()
    if first and piece.text[: first[0].start].strip().lower() in _BEFORE_CITE:
        yield first[0].cite
    for sentence in sentences(piece.text):
        if _RELIES_HERE.search(sentence):
            yield from relies(sentence)


_BEFORE_CITE = ("", "under", "the exemption in", "the exemption at", "the exemption under")


def _in_sentences(text: str) -> Iterator[str]:
    for sentence in sentences(text):
        yield from relies(sentence)


def _taken_back(told: Iterable[Placed]) -> frozenset[str]:
    found: set[str] = set()
    kept: set[str] = set()
    for one in told:
        if one.piece.is_heading or not grounds_in(one.piece.text):
            continue
        for sentence in sentences(one.piece.text):
            if re.search(
                r"\b(?:no longer|not) (?:rely|relying|appl|engaged|seek)", sentence, re.I
            ) and takes_back(sentence):
                found |= set(grounds_in(sentence))
            else:
                kept |= set(relies(sentence)) if one.piece.place is Place.DECISION else set()
    return frozenset(found - kept)


def _exact(cites: Iterable[str], gone: frozenset[str], days: Sequence[date]) -> tuple[str, ...]:
    """Without those taken back, those that another names more exactly, and those on which another
    only rests."""
    kept = [cite for cite in cites if cite not in gone]
    found = []
    for cite in kept:
        others = [one for one in kept if one != cite]
        if any(one.startswith(f"{cite}(") for one in others):
            continue
        if _explains(cite, others, days):
            continue
        found.append(cite)
    return tuple(found)


def _explains(cite: str, others: Sequence[str], days: Sequence[date]) -> bool:
    """Whether a provision is no limb, and stands beside one that it explains."""
    beside = [one for one in others if section_of(one) == section_of(cite)]
    if not beside:
        return False
    try:
        resting = {limb.cite for on in days for limb in rests_on(cite, on)}
        also = exemption(section_of(cite)).also
    except (LawError, BadCiteError):
        return False
    limbs = {one.cite for one in exemption(section_of(cite)).limbs}
    if cite in limbs:
        return bool(resting & set(beside)) and any(is_silent(one) for one in resting & set(beside))
    return bool(resting & set(beside)) or any(
        item.cite == cite and any(item.in_force.covers(on) for on in days) for item in also
    )


def matches(limb: str, named: str) -> bool:
    """Whether what a heading names is that limb, or the whole of which it is a piece."""
    return limb == named or limb.startswith(f"{named}(") or named.startswith(f"{limb}(")


def scoped(limbs: Sequence[str], scope: Sequence[str]) -> tuple[str, ...]:
    """The limbs of which headings speak: all of them, where the headings name none."""
    if not scope:
        return tuple(limbs)
    exact = tuple(one for one in limbs if any(matches(one, name) for name in scope))
    if exact:
        return exact
    sections = {section_of(name) for name in scope}
    return tuple(one for one in limbs if section_of(one) in sections)


def scopes(placed: Sequence[Placed], limbs: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The limbs for which each piece argues; () for pieces that argue nothing.

    A balance at the end of several limbs' own sections, none of which has its own, is struck for
    all of them; so is a public interest test that speaks of several exemptions.
    """
    own = [_own(one, limbs) for one in placed]
    for place in (Place.BALANCE, Place.AGAINST, Place.FOR):
        _share(placed, limbs, own, place)
    return tuple(own)


def _own(one: Placed, limbs: Sequence[str]) -> tuple[str, ...]:
    if one.piece.place not in ARGUMENT:
        return ()
    if not one.scope and not one.piece.is_heading:
        named = tuple(
            c for c in limbs if any(matches(c, name) for name in grounds_in(one.piece.text))
        )
        if named and len(named) < len(limbs):
            return named
    return scoped(limbs, one.scope)


def _share(
    placed: Sequence[Placed], limbs: Sequence[str], own: list[tuple[str, ...]], place: Place
) -> None:
    """Give what stands last for one limb to those before it that have none of it."""
    weighed = (Place.FOR, Place.AGAINST, Place.BALANCE)
    have = {
        limb: {
            one.piece.place
            for one, its in zip(placed, own, strict=True)
            if limb in its and not one.piece.is_heading
        }
        for limb in limbs
    }
    lacking = [limb for limb in limbs if place not in have[limb]]
    at = [
        i
        for i, one in enumerate(placed)
        if one.piece.place is place and not one.piece.is_heading and own[i]
    ]
    if not lacking or not at:
        return
    last = own[at[-1]]
    group = [i for i in at if own[i] == last]
    several = any(_SEVERAL.search(placed[i].piece.text) for i in group)
    begins = group[0]
    joining = tuple(
        limb
        for limb in lacking
        if _argued_before(own, limb, begins)
        and (several or (place is Place.BALANCE and have[limb] & set(weighed)))
    )
    if joining:
        for i in group:
            own[i] = tuple(limb for limb in limbs if limb in own[i] or limb in joining)


def _argued_before(own: Sequence[tuple[str, ...]], limb: str, at: int) -> bool:
    return any(limb in own[i] for i in range(at))


_FIELD = {
    Place.REASON: "reason",
    Place.HARM: "harm",
    Place.FOR: "factors_for",
    Place.AGAINST: "factors_against",
    Place.BALANCE: "balance",
}


def argued(
    placed: Sequence[Placed], limbs: Sequence[str], own: Sequence[tuple[str, ...]]
) -> tuple[Argued, ...]:
    """What is said for each limb."""
    found = []
    for limb in limbs:
        said: dict[str, list[str]] = {name: [] for name in _FIELD.values()}
        for one, its in zip(placed, own, strict=True):
            if limb in its and not one.piece.is_heading:
                said[_FIELD[one.piece.place]].append(one.piece.text)
        found.append(Argued(limb, **{name: tuple(words) for name, words in said.items()}))
    return tuple(found)
