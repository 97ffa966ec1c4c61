"""Parts: the questions of a request, with the applicant's own labels.

FOIA s1(1): every part must be met or refused, so a hole in the numbering is said aloud; renumbering
would hide it. Splitting proposes, the officer decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foi_bot.case import Case

LABEL = r"\(?(?P<word>[Qq](?:uestion)?\.?\s*)?(?P<n>\d{1,2}|[a-z])(?P<end>[).:]+)"
_AT_LINE_START = re.compile(rf"^[ \t]*{LABEL}[ \t]+(?=\S)", re.MULTILINE)
_WITHIN_LINE = re.compile(rf"(?:(?<=\s)|^){LABEL}\s+(?=\S)")
_BULLET = re.compile(r"^[ \t]*[-*•–][ \t]+(?=\S)", re.MULTILINE)
_GAPS = ("\n\n", "\n", " ")
_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Part:
    """One question of the request. `id` stays with the words for the life of the case; `label` is
    the applicant's own ("2)", "" where they gave none)."""

    id: str
    label: str
    text: str

    @property
    def number(self) -> str:
        """The label without what stands around it: "2", "a"; "" where they gave none."""
        return self.label.strip("().: ")

    @property
    def name(self) -> str:
        """The part as questions call it: "part 2"; "" without a label."""
        return f"part {self.number}" if self.number else ""


@dataclass(frozen=True, slots=True)
class Split:
    """A request taken apart: its parts, and the labels that are missing between them."""

    parts: tuple[Part, ...]
    holes: tuple[str, ...]


def split(text: str) -> Split:
    """The parts of a request. A request without numbering or bullets is one part."""
    found = max(_labelled(text, _AT_LINE_START), _labelled(text, _WITHIN_LINE), key=len)
    if found:
        return _numbered(text, found)
    bullets = list(_BULLET.finditer(text))
    if len(bullets) > 1:
        ends = [b.start() for b in bullets[1:]] + [len(text)]
        pieces = [text[b.end() : end] for b, end in zip(bullets, ends, strict=True)]
        return Split(parts_from([("", piece.strip()) for piece in pieces]), ())
    return Split((Part("1", "", text.strip()),), ())


def parts_from(labelled: Sequence[tuple[str, str]]) -> tuple[Part, ...]:
    """Parts with fresh ids, counted from 1."""
    return tuple(Part(str(i), label, text) for i, (label, text) in enumerate(labelled, start=1))


def holes(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels missing in a run of numbers or letters: ("1",) where a list begins at 2."""
    bare = [label.strip("().: ").lower() for label in labels]
    bare = [re.sub(r"^q(?:uestion)?\.?\s*", "", one) for one in bare]
    if bare and all(one.isdigit() for one in bare):
        there = {int(one) for one in bare}
        return tuple(str(n) for n in range(1, max(there)) if n not in there)
    if bare and all(len(one) == 1 and one.isalpha() for one in bare):
        letters = {ord(one) for one in bare}
        return tuple(chr(n) for n in range(ord("a"), max(letters)) if n not in letters)
    return ()


def typed(lines: str, known: Sequence[Part], used: Iterable[str] = ()) -> tuple[Part, ...]:
    """Parts as an officer typed them: each begins with its label, or is a paragraph of its own. A
    part whose words are unchanged keeps its id, so that its answers stay with it.

    `used` are the ids that the case has ever given out: no new part gets one of them, or it would
    inherit the answers of a part that was taken out.
    """
    pieces = _pieces(lines.strip(), known)
    ids = _kept_ids(pieces, known)
    before = [int(id_) for id_ in (*used, *(part.id for part in known)) if id_.isdecimal()]
    fresh = count(max(before, default=0) + 1)
    return tuple(
        Part(id_ or str(next(fresh)), label, text)
        for id_, (label, text) in zip(ids, pieces, strict=True)
    )


def ids_used(case: Case) -> frozenset[str]:
    """Every id that a part of this case has, had, or could have answers under."""
    split_off = {part.id for part in split(case.request.text).parts}
    about = {answer.key.about for answer in case.answers}
    set_ = {
        part.id
        for answer in case.answers
        if answer.key.question == "parts" and isinstance(answer.value, tuple)
        for part in from_value(answer.value)
    }
    return frozenset(split_off | about | set_)


def cut(text: str, width: int) -> tuple[tuple[str, str], ...]:
    """A text in pieces of at most this many characters, each with the gap that followed it: joined
    again they are the text. Cut between paragraphs rather than lines, between lines rather than
    words."""
    made = []
    while len(text) > width:
        gaps = [text.rfind(gap, width // 2, width + 1) for gap in _GAPS]
        at, gap = next(((at, gap) for at, gap in zip(gaps, _GAPS, strict=True) if at > 0), (0, ""))
        at = at or width
        made.append((text[:at], gap))
        text = text[at + len(gap) :]
    return (*made, (text, ""))


def _pieces(whole: str, known: Sequence[Part]) -> list[tuple[str, str]]:
    """Label and words of each part that was typed."""
    if whole == written(known).strip():
        return [(part.label, part.text) for part in known]
    found = split(whole).parts
    if found[0].label and whole.startswith(found[0].label):
        return [(part.label, part.text) for part in found]
    return _by_paragraph([p.strip() for p in _PARAGRAPHS.split(whole) if p.strip()], known)


def _by_paragraph(paragraphs: list[str], known: Sequence[Part]) -> list[tuple[str, str]]:
    """A part for each paragraph, but for known parts, which may be of several."""
    of_known = [
        (part, [p.strip() for p in _PARAGRAPHS.split(written([part])) if p.strip()])
        for part in known
    ]
    of_known.sort(key=lambda one: -len(one[1]))
    pieces: list[tuple[str, str]] = []
    at = 0
    while at < len(paragraphs):
        same = (
            (part, its) for part, its in of_known if its and paragraphs[at : at + len(its)] == its
        )
        part, its = next(same, (None, [paragraphs[at]]))
        pieces.append((part.label, part.text) if part else _label_of(its[0]))
        at += len(its)
    return pieces


def _kept_ids(pieces: Sequence[tuple[str, str]], known: Sequence[Part]) -> list[str]:
    """The id that each of these parts has already, or "". Parts of equal words are told apart by
    their labels, and where those are equal or new by their order."""
    left = list(known)
    ids = [""] * len(pieces)

    def keep(alike: Callable[[Part, tuple[str, str]], bool]) -> None:
        for i, piece in enumerate(pieces):
            found = next((part for part in left if alike(part, piece)), None)
            if found is not None and not ids[i]:
                ids[i] = found.id
                left.remove(found)

    keep(lambda part, piece: (part.label, part.text) == piece)
    keep(lambda part, piece: part.text == piece[1])
    return ids


def written(parts: Sequence[Part]) -> str:
    """Parts as an officer may edit them: what `typed` reads back."""
    return "\n\n".join(f"{part.label} {part.text}".strip() for part in parts)


def to_value(parts: Sequence[Part]) -> tuple[str, ...]:
    """Parts as the answer to "are these all the parts?" keeps them."""
    return tuple(json.dumps([part.id, part.label, part.text], ensure_ascii=False) for part in parts)


def from_value(value: Sequence[str]) -> tuple[Part, ...]:
    """The parts that `to_value` wrote."""
    return tuple(Part(*json.loads(line)) for line in value)


def _labelled(text: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """The labels at the top level: of one style, rising. Sub-items (i), (ii) stay within."""
    found = [m for m in pattern.finditer(text) if _plausible(m)]
    if not found:
        return []
    style = _style(found[0])
    rising: list[re.Match[str]] = []
    for match in found:
        if _style(match) == style and (not rising or _rank(match) > _rank(rising[-1])):
            rising.append(match)
    within = pattern is _WITHIN_LINE
    # Within a line "2)" may be anything; only a run that starts at 1 or a is a list.
    if within and (len(rising) < 2 or _rank(rising[0]) != 1 or _gaps(rising)):
        return []
    return rising if len(rising) > 1 or _explicit(rising[0]) else []


def _plausible(match: re.Match[str]) -> bool:
    # "i." opens a sentence as often as a list; a lone letter needs a bracket.
    return match["n"].isdigit() or ")" in match["end"]


def _explicit(match: re.Match[str]) -> bool:
    return bool(match["word"]) or ")" in match["end"]


def _style(match: re.Match[str]) -> tuple[bool, bool, str]:
    return (match["n"].isdigit(), bool(match["word"]), match["end"])


def _rank(match: re.Match[str]) -> int:
    n = match["n"]
    return int(n) if n.isdigit() else ord(n) - ord("a") + 1


def _gaps(found: list[re.Match[str]]) -> bool:
    ranks = [_rank(match) for match in found]
    return any(b - a != 1 for a, b in pairwise(ranks))


def _numbered(text: str, found: list[re.Match[str]]) -> Split:
    ends = [match.start() for match in found[1:]] + [len(text)]
    labelled = [
        (match.group(0).strip(), text[match.end() : end].strip())
        for match, end in zip(found, ends, strict=True)
    ]
    return Split(parts_from(labelled), holes([label for label, _ in labelled]))


def _label_of(piece: str) -> tuple[str, str]:
    match = re.match(rf"{LABEL}\s+", piece)
    if match is None or not _plausible(match):
        return "", piece
    return match.group(0).strip(), piece[match.end() :].strip()
