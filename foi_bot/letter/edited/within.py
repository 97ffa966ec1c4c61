"""Where house words and an answer share a paragraph: whose are the words that were changed?

An answer's new words are what stands between the house words around it, as long as these are
unchanged. Where they are not, words that were changed count for whoever's words stood there; and
where both could be meant, nobody's are told from the others': None.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from foi_bot.letter.edited.units import Segment
from foi_bot.letter.edited.words import flat, pattern, plain

_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])")


def told_apart(segments: Sequence[Segment], text: str) -> tuple[str, ...] | None:
    """What each segment says in the edited text, in order; None where that cannot be told."""
    house = {at for at, one in enumerate(segments) if one.is_house}
    answers = set(range(len(segments))) - house
    found = _around(segments, house, text)
    if found is None:
        # Too little stands between two answers: then only one of them may have changed.
        found = _only([_around(segments, house | answers - {at}, text) for at in sorted(answers)])
    if found is None:
        found = _around(segments, answers, text)
    if found is None:
        found = _by_words(segments, text)
        if found is not None and len(answers & set(changed(segments, found))) > 1:
            return None
    return found


def _only(found: Sequence[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    known = {tuple(map(flat, one)): one for one in found if one is not None}
    return next(iter(known.values())) if len(known) == 1 else None


def _around(
    segments: Sequence[Segment], fixed: Collection[int], text: str
) -> tuple[str, ...] | None:
    """What stands between the fixed segments, where these are unchanged and can stand at one place
    only; None otherwise."""
    runs = [
        (is_fixed, list(run)) for is_fixed, run in groupby(range(len(segments)), fixed.__contains__)
    ]
    if any(not is_fixed and len(run) > 1 for is_fixed, run in runs):
        return None
    first, last = _placed(segments, runs, text), _placed(segments, runs, text, from_end=True)
    if first is None or last is None:
        return None
    early, late = _between(segments, runs, first, text), _between(segments, runs, last, text)
    return early if tuple(map(flat, early)) == tuple(map(flat, late)) else None


Run = tuple[bool, list[int]]
Place = tuple[int, int]


def _placed(
    segments: Sequence[Segment], runs: Sequence[Run], text: str, *, from_end: bool = False
) -> list[Place] | None:
    """Where each fixed run stands, as early as it can or as late; None where one does not."""
    fixed = [at for at, (is_fixed, _) in enumerate(runs) if is_fixed]
    found: dict[int, Place] = {}
    low, high = 0, len(text)
    for at in reversed(fixed) if from_end else fixed:
        words = pattern("".join(segments[no].text for no in runs[at][1]))
        start = r"\A" if at == 0 else ""
        end = r"\Z" if at == len(runs) - 1 else ""
        places = _places(re.compile(f"{start}{words}{end}"), text, low, high)
        place = (max if from_end else min)(places, default=None)
        if place is None:
            return None
        found[at] = place
        low, high = (low, place[0]) if from_end else (place[1], high)
    return [found[at] for at in fixed]


def _places(words: re.Pattern[str], text: str, low: int, high: int) -> Iterator[Place]:
    match = words.search(text, low)
    while match is not None and match.start() <= high:
        if match.end() <= high:
            yield match.span()
        match = words.search(text, match.start() + 1) if match.start() < len(text) else None


def _between(
    segments: Sequence[Segment], runs: Sequence[Run], places: Sequence[Place], text: str
) -> tuple[str, ...]:
    said: list[str] = []
    ends = [0, *(end for _, end in places)]
    starts = [*(start for start, _ in places), len(text)]
    # A text that begins with fixed words has nothing free before them.
    free = iter(list(zip(ends, starts, strict=True))[1 if runs[0][0] else 0 :])
    for is_fixed, run in runs:
        if is_fixed:
            said.extend(segments[no].text for no in run)
        else:
            start, end = next(free)
            said.append(text[start:end])
    return tuple(said)


def _by_words(segments: Sequence[Segment], text: str) -> tuple[str, ...] | None:
    """Word by word: each change within one segment is that segment's."""
    was = [(at, token) for at, one in enumerate(segments) for token in _TOKEN.findall(one.text)]
    now = _TOKEN.findall(text)
    if not was or not now:
        return None
    said = [""] * len(segments)
    matcher = SequenceMatcher(
        None, [flat(word) for _, word in was], [flat(word) for word in now], autojunk=False
    )
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            for at, word in was[i1:i2]:
                said[at] += word
            continue
        touched = {at for at, _ in was[i1:i2]} or {at for at, _ in was[max(0, i1 - 1) : i1 + 1]}
        if len(touched) != 1:
            return None
        said[touched.pop()] += "".join(now[j1:j2])
    return tuple(said)


def changed(segments: Sequence[Segment], said: Sequence[str]) -> list[int]:
    """The segments that say something else now."""
    return [
        at
        for at, (one, now) in enumerate(zip(segments, said, strict=True))
        if plain(one.text) != plain(now)
    ]
