"""compared(letter, lines): what somebody changed in the Word document of a letter. Pure.

Each line of the document is accounted for. What changed is an answer's words, the house's, the
request's (which is quoted word for word), or nobody can tell; the last three are for telling alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from foi_bot.letter.edited.aligned import Step, aligned
from foi_bot.letter.edited.units import Segment, Unit, units
from foi_bot.letter.edited.within import changed, told_apart
from foi_bot.letter.edited.words import flat, pieces, plain, typed
from foi_bot.letter.quoted import REQUEST
from foi_bot.letter.tree import Letter, Table
from foi_bot.reading.docx_lines import Line

Piece = str | Table
"""A paragraph, an item or a table of an answer."""

SALUTATIONS = ("dear ", "annwyl ")
"""How a line begins that names the applicant, in the languages of the bundled packs: what such a
line says is nobody's business but the officer's."""


class Fate(StrEnum):
    """What became of a line of the document."""

    SAME = "the same"
    ANSWER = "an answer's"
    HOUSE = "the house's wording"
    ADDED = "added"
    REQUEST = "the request's"
    UNCLEAR = "nobody's for certain"
    LEFT_OUT = "left out"
    """Letterhead, date, applicant, reference, signature: told to nobody, and kept nowhere."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words that are no answer's for certain: under which heading, what they were ("" for nothing)
    and what they are. Of the request only what it was: it may have got the applicant's name."""

    fate: Fate
    under: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class NewWords:
    """An answer whose words changed: the question's key as spans have it, and all of its pieces in
    the order of the letter, before and after."""

    origin: str
    was: tuple[Piece, ...]
    now: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Edited:
    """What was changed in a document: the fate of each of its lines, the answers with new words,
    and all other changes, in the order of the letter."""

    fates: tuple[Fate, ...]
    answers: tuple[NewWords, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of an answer on its way: a paragraph, or a line of the table in a block."""

    origin: str
    text: str
    table: int | None = None
    is_caption: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """What one step tells: the fate of its lines, the pieces of answers before and after, what else
    changed, and the answers of which nobody can tell what they say now."""

    fate: Fate
    lines: tuple[int, ...] = ()
    was: tuple[_Part, ...] = ()
    now: tuple[_Part, ...] = ()
    change: Change | None = None
    doubtful: frozenset[str] = frozenset()


def compared(letter: Letter, lines: Sequence[Line]) -> Edited:
    """What the document says otherwise than the letter does. Total."""
    ours = units(letter)
    steps = aligned(ours, lines)
    found = [_found(ours, lines, steps, at) for at in range(len(steps))]
    doubtful = frozenset(origin for one in found for origin in one.doubtful)
    found = [
        _in_doubt(ours, lines, step, one, doubtful) for step, one in zip(steps, found, strict=True)
    ]
    fates = {line: one.fate for one in found for line in one.lines}
    answers = tuple(one for one in _answers(found) if one.origin not in doubtful)
    changes = tuple(one.change for one in found if one.change is not None)
    return Edited(tuple(fates[at] for at in range(len(lines))), answers, changes)


def said_in(letter: Letter) -> dict[str, tuple[Piece, ...]]:
    """What a letter says of each answer that stands in it, by the question's key as spans have it:
    the pieces in its order."""
    parts = [part for unit in units(letter) for part in _parts(unit)]
    origins = dict.fromkeys(part.origin for part in parts)
    return {one: _whole([part for part in parts if part.origin == one]) for one in origins}


def is_of(letter: Letter, lines: Sequence[Line]) -> float:
    """How much of a letter stands in a document word for word: from 0 to 1."""
    ours = [plain(one.text) for one in units(letter) if one.kind != "furniture"]
    theirs = {plain(line.text) for line in lines}
    return sum(one in theirs for one in ours) / len(ours) if ours else 0.0


def _found(ours: Sequence[Unit], lines: Sequence[Line], steps: Sequence[Step], at: int) -> _Found:
    step = steps[at]
    if any(ours[no].kind == "furniture" for no in step.units):
        return _Found(Fate.LEFT_OUT, step.lines)
    if not step.units:
        return _added(ours, lines, steps, at)
    was = tuple(part for no in step.units for part in _parts(ours[no]))
    if not step.lines:
        return _gone(ours, step, was)
    under = ours[step.units[0]].under
    before = "\n\n".join(ours[no].text for no in step.units)
    text = "\n\n".join(lines[no].text for no in step.lines)
    same = plain if any(ours[no].answers for no in step.units) else flat
    if same(before) == same(text):
        return _Found(Fate.SAME, step.lines, was, was)
    if any(ours[no].is_request for no in step.units):
        return _request(step.lines, under, before)
    alone = {ours[no].alone for no in step.units}
    if len(alone) == 1 and "" not in alone:
        now = _said(ours[step.units[0]], alone.pop(), lines, step.lines)
        return _Found(Fate.ANSWER, step.lines, was, now)
    return _shared(ours, step, was, before, text)


def _shared(
    ours: Sequence[Unit], step: Step, was: tuple[_Part, ...], before: str, text: str
) -> _Found:
    """Words of the house, and answers among them perhaps."""
    under = ours[step.units[0]].under
    segments = _segments([ours[no] for no in step.units])
    told = Change(Fate.HOUSE, under, typed(before), typed(text))
    if not was:
        return _Found(Fate.HOUSE, step.lines, change=told)
    said = told_apart(segments, text)
    if said is None:
        doubtful = frozenset(part.origin for part in was)
        unclear = Change(Fate.UNCLEAR, under, told.was, told.now)
        return _Found(Fate.UNCLEAR, step.lines, was, was, unclear, doubtful)
    others = set(changed(segments, said))
    now = tuple(
        _Part(one.origin, piece)
        for at, one in enumerate(segments)
        if not one.is_house
        for piece in pieces(said[at] if at in others else one.text)
    )
    if any(segments[at].is_house for at in others):
        fate = Fate.HOUSE if all(segments[at].is_house for at in others) else Fate.ANSWER
        return _Found(fate, step.lines, was, now, told)
    return _Found(Fate.ANSWER if others else Fate.SAME, step.lines, was, now)


def _gone(ours: Sequence[Unit], step: Step, was: tuple[_Part, ...]) -> _Found:
    """A line that is no longer there."""
    unit = ours[step.units[0]]
    if unit.is_request:
        return _request((), unit.under, unit.text)
    if not unit.alone:
        return _Found(
            Fate.HOUSE, (), was, was, Change(Fate.HOUSE, unit.under, typed(unit.text), "")
        )
    if step.loose:
        unclear = Change(Fate.UNCLEAR, unit.under, typed(unit.text), "")
        return _Found(Fate.UNCLEAR, (), was, was, unclear, frozenset([unit.alone]))
    return _Found(Fate.ANSWER, (), was, ())


def _added(ours: Sequence[Unit], lines: Sequence[Line], steps: Sequence[Step], at: int) -> _Found:
    """A line that was not there: an answer's, where it stands within one."""
    step = steps[at]
    line = lines[step.lines[0]]
    above = next((ours[one.units[-1]] for one in reversed(steps[:at]) if one.units), None)
    below = next((ours[one.units[0]] for one in steps[at + 1 :] if one.units), None)
    if step.in_furniture or _names_somebody(line):
        return _Found(Fate.LEFT_OUT, step.lines)
    whose = "" if step.loose else _whose(above, below, line)
    if whose == REQUEST:
        return _request(step.lines, above.under if above else "", "")
    if whose and above is not None and below is not None:
        beside = above if above.answers and above.segments[-1].origin == whose else below
        return _Found(Fate.ANSWER, step.lines, (), _said(beside, whose, lines, step.lines))
    return _Found(
        Fate.ADDED, step.lines, change=Change(Fate.ADDED, _under(above), "", typed(line.text))
    )


def _under(above: Unit | None) -> str:
    """The heading under which stands what was added below this line."""
    if above is None:
        return ""
    return above.text if above.kind == "heading" else above.under


def _whose(above: Unit | None, below: Unit | None, line: Line) -> str:
    """The answer within which a line was added: it stands on both sides, or on one with the end of
    its section on the other. "" where that cannot be told."""
    if above is None or below is None:
        return ""
    ends, begins = _origin(above.segments[-1]), _origin(below.segments[0])
    if ends and ends == begins:
        if line.kind != "row":
            return ends
        return ends if "row" in (above.kind, below.kind) else ""
    if line.kind == "row":
        tables = [one for one in (above, below) if one.kind == "row" and one.alone]
        return tables[0].alone if len(tables) == 1 else ""
    if ends and line.kind == above.kind == "item" != below.kind:
        return ends
    if begins and line.kind == below.kind == "item" != above.kind:
        return begins
    if ends and below.kind == "heading" and line.kind == above.kind:
        return ends
    return begins if begins and above.kind == "heading" and line.kind == below.kind else ""


def _origin(segment: Segment) -> str:
    return "" if segment.is_house else segment.origin


def _names_somebody(line: Line) -> bool:
    return line.text.strip().casefold().startswith(SALUTATIONS)


def _request(lines: tuple[int, ...], under: str, was: str) -> _Found:
    return _Found(Fate.REQUEST, lines, change=Change(Fate.REQUEST, under, typed(was), ""))


def _segments(found: Sequence[Unit]) -> list[Segment]:
    """The segments of lines that were made one, with a space between the lines."""
    whole: list[Segment] = []
    for unit in found:
        first, *others = unit.segments
        if whole and whole[-1].origin == first.origin:
            whole[-1] = Segment(first.origin, f"{whole[-1].text}\n\n{first.text}")
        elif whole:
            whole.append(Segment(first.origin, f" {first.text}" if first.is_house else first.text))
            if not first.is_house:
                whole[-2] = Segment(whole[-2].origin, f"{whole[-2].text} ")
        else:
            whole.append(first)
        whole.extend(others)
    return whole


def _parts(unit: Unit) -> Iterator[_Part]:
    """The pieces of answers that a line of the letter holds."""
    if unit.is_request:
        return
    for one in unit.segments:
        if not one.is_house:
            if unit.kind in ("row", "caption"):
                yield _Part(one.origin, one.text, unit.block, unit.kind == "caption")
            else:
                yield from (_Part(one.origin, piece) for piece in pieces(one.text))


def _said(
    beside: Unit, origin: str, lines: Sequence[Line], found: Sequence[int]
) -> tuple[_Part, ...]:
    """The lines as pieces of an answer, of the table beside them where they are rows of it."""
    made: list[_Part] = []
    for at in found:
        line = lines[at]
        if line.kind == "row" or beside.kind == "caption":
            made.append(_Part(origin, typed(line.text), beside.block, beside.kind == "caption"))
        else:
            made.extend(_Part(origin, piece) for piece in pieces(line.text))
    return tuple(made)


def _in_doubt(
    ours: Sequence[Unit],
    lines: Sequence[Line],
    step: Step,
    found: _Found,
    doubtful: frozenset[str],
) -> _Found:
    """What a step tells where one of its answers is in doubt elsewhere: shown, and nothing more."""
    its = {part.origin for part in (*found.was, *found.now)}
    if found.fate is not Fate.ANSWER or not its & doubtful:
        return found
    under = ours[step.units[0]].under if step.units else ""
    was = typed("\n\n".join(ours[no].text for no in step.units))
    now = typed("\n\n".join(lines[no].text for no in step.lines))
    unclear = Change(Fate.UNCLEAR, under, was, now)
    return _Found(Fate.UNCLEAR, found.lines, found.was, found.now, unclear)


def _answers(found: Sequence[_Found]) -> Iterator[NewWords]:
    origins = dict.fromkeys(part.origin for one in found for part in (*one.was, *one.now))
    for origin in origins:
        was = _whole([part for one in found for part in one.was if part.origin == origin])
        now = _whole([part for one in found for part in one.now if part.origin == origin])
        if was != now:
            yield NewWords(origin, was, now)


def _whole(parts: Sequence[_Part]) -> tuple[Piece, ...]:
    """The pieces of an answer, its tables put together again."""
    whole: list[Piece] = []
    for table, group in groupby(parts, key=lambda part: part.table):
        if table is None:
            whole.extend(part.text for part in group)
            continue
        its = list(group)
        rows = [tuple(part.text.split("\t")) for part in its if not part.is_caption]
        caption = " ".join(part.text for part in its if part.is_caption)
        header, *others = rows or [()]
        whole.append(Table(caption, header, tuple(others), its[0].origin))
    return tuple(whole)
