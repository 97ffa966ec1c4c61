"""Which line of an edited document is which line of the letter.

Lines that are word for word the same come first, then those that are most alike between them, then
those that are alone between others. What is left was added or taken out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from foi_bot.letter.edited.units import Unit
from foi_bot.letter.edited.words import counted, flat, likeness, plain
from foi_bot.reading.docx_lines import Line

ALIKE = 0.35
"""From this likeness on two lines are one that was changed, wherever between the same neighbours
they stand."""
MOST_COMPARED = 30_000
"""Pairs of lines: above it, lines are told by their neighbours alone."""


@dataclass(frozen=True, slots=True)
class Step:
    """Lines of the letter and the lines of the document that stand in their place; either may be
    none. `loose`: both were taken out and added here, so that what replaced what is not known;
    `in_furniture`: it stands among the letterhead, the date, the applicant or the signature."""

    units: tuple[int, ...]
    lines: tuple[int, ...]
    loose: bool = False
    in_furniture: bool = False


def aligned(units: Sequence[Unit], lines: Sequence[Line]) -> tuple[Step, ...]:
    """The letter's lines beside the document's, in order. Each stands in one step."""
    matcher = SequenceMatcher(
        None, [plain(one.text) for one in units], [plain(one.text) for one in lines], autojunk=False
    )
    steps: list[Step] = []
    at = (0, 0)
    for block in matcher.get_matching_blocks():
        gap = range(at[0], block.a), range(at[1], block.b)
        steps.extend(_in_gap(units, lines, *gap))
        steps.extend(Step((block.a + no,), (block.b + no,)) for no in range(block.size))
        at = (block.a + block.size, block.b + block.size)
    return tuple(_joined(units, lines, steps))


def _in_gap(units: Sequence[Unit], lines: Sequence[Line], of: range, to: range) -> Iterator[Step]:
    """Lines that are not the same, between two that are."""
    at, line = of.start, to.start
    furniture = _is_furniture(units, of)
    for u, j in (*_alike(units, lines, of, to), (of.stop, to.stop)):
        yield from _left(units, lines, range(at, u), range(line, j), furniture)
        if u < of.stop:
            yield Step((u,), (j,))
        at, line = u + 1, j + 1


def _is_furniture(units: Sequence[Unit], of: range) -> bool:
    """Whether lines here may be an address, a name or a date: what the letter has here is such, or
    the line above, or the letter's head begins below."""
    around = [units[at] for at in (of.start - 1, *of) if 0 <= at < len(units)]
    return any(one.kind == "furniture" for one in around) or of.start == 0


def _alike(
    units: Sequence[Unit], lines: Sequence[Line], of: range, to: range
) -> list[tuple[int, int]]:
    """The pairs in order that are most alike together."""
    if not of or not to or len(of) * len(to) > MOST_COMPARED:
        return []
    ours = [counted(units[at].text) for at in of]
    theirs = [counted(lines[at].text) for at in to]
    best = [[0.0] * (len(to) + 1) for _ in range(len(of) + 1)]
    alike = [[0.0] * len(to) for _ in of]
    for i in reversed(range(len(of))):
        for j in reversed(range(len(to))):
            found = likeness(ours[i], theirs[j]) if _can_be(units[of[i]], lines[to[j]]) else 0.0
            alike[i][j] = found if found >= ALIKE else 0.0
            paired = best[i + 1][j + 1] + alike[i][j]
            best[i][j] = max(paired if alike[i][j] else 0.0, best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(of) and j < len(to):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            pairs.append((of[i], to[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _can_be(unit: Unit, line: Line) -> bool:
    return (unit.kind == "row") == (line.kind == "row")


def _left(
    units: Sequence[Unit], lines: Sequence[Line], of: range, to: range, furniture: bool
) -> Iterator[Step]:
    """Lines without one that is like them."""
    if not of or not to:
        yield from (Step((u,), (), in_furniture=furniture) for u in of)
        yield from (Step((), (j,), in_furniture=furniture) for j in to)
        return
    pairs = list(zip(of, to, strict=False))
    if not furniture and len(of) == len(to) and all(_can_be(units[u], lines[j]) for u, j in pairs):
        yield from (Step((u,), (j,)) for u, j in pairs)
    elif (
        not furniture and len({units[u].alone for u in of}) == 1 and _can_all(units, lines, of, to)
    ):
        # All that stood here is one answer's, and so is what stands here now.
        yield Step(tuple(of), tuple(to))
    else:
        yield from (Step((u,), (), loose=True, in_furniture=furniture) for u in of)
        yield from (Step((), (j,), loose=True, in_furniture=furniture) for j in to)


def _can_all(units: Sequence[Unit], lines: Sequence[Line], of: range, to: range) -> bool:
    return bool(units[of[0]].alone) and all(
        _can_be(units[of[0]], lines[j]) and units[u].kind == units[of[0]].kind
        for u in of
        for j in to
    )


def _joined(units: Sequence[Unit], lines: Sequence[Line], steps: Sequence[Step]) -> list[Step]:
    """The steps, with a line that was cut in two, and two that were made one, in one step."""
    done: list[Step] = []
    for step in steps:
        before = done[-1] if done else None
        joined = before and (_one(units, lines, before, step) or _one(units, lines, step, before))
        if before and joined:
            done[-1] = Step(before.units + step.units, before.lines + step.lines)
        else:
            done.append(step)
    return done


def _one(units: Sequence[Unit], lines: Sequence[Line], pair: Step, alone: Step) -> bool:
    """Whether a line without partner is a piece of those of a pair beside it."""
    if not pair.units or not pair.lines or (alone.units and alone.lines):
        return False
    ours = " ".join(flat(units[at].text) for at in pair.units)
    theirs = " ".join(flat(lines[at].text) for at in pair.lines)
    if ours == theirs or any(units[at].kind in ("furniture", "row") for at in pair.units):
        return False
    if alone.units:
        unit = units[alone.units[0]]
        words = flat(unit.text)
        return unit.kind not in ("furniture", "row") and words in theirs and words not in ours
    line = lines[alone.lines[0]]
    if line.kind == "row":
        return False
    its = counted(line.text)
    there = its & (counted(ours) - counted(theirs))
    return 2 * there.total() > its.total() > 0
