"""A letter as the lines of its Word document, each knowing whose words it holds.

These are the very lines that `foi_bot.letter.docx` writes and Word shows: `shown` settles their
words, and here each keeps the origin that `shown` has no use for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from foi_bot.letter.characters import address, one_line, printable
from foi_bot.letter.quoted import REQUEST
from foi_bot.letter.shown import Grid, Lines, Slots, shown
from foi_bot.letter.tree import (
    HOUSE,
    Heading,
    Letter,
    ListBlock,
    Paragraph,
    Quotation,
    Span,
    Table,
)

UnitKind: TypeAlias = Literal["furniture", "heading", "paragraph", "item", "caption", "row"]


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one origin within a line."""

    origin: str
    text: str

    @property
    def is_house(self) -> bool:
        """Whether nobody's answer says it."""
        return self.origin == HOUSE


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of the letter: a paragraph, an item, a heading, a table's caption or row.

    "furniture" is what no draft settles or everybody signs in their own way: letterhead, date,
    applicant, reference, sign-off; `at_head` tells what stands above the letter's title. `block`
    counts the letter's blocks; `under` is the heading under which it stands.
    """

    kind: UnitKind
    segments: tuple[Segment, ...]
    block: int
    under: str = ""
    at_head: bool = False

    @property
    def text(self) -> str:
        """All of its words."""
        return "".join(one.text for one in self.segments)

    @property
    def answers(self) -> tuple[str, ...]:
        """The questions whose answers stand in it, each once."""
        return tuple(dict.fromkeys(one.origin for one in self.segments if not one.is_house))

    @property
    def alone(self) -> str:
        """The question whose answer is all that it says; "" where there is another voice in it."""
        origins = {one.origin for one in self.segments}
        return next(iter(origins)) if len(origins) == 1 and HOUSE not in origins else ""

    @property
    def is_request(self) -> bool:
        """Whether the applicant's own words stand in it."""
        return REQUEST in self.answers


def units(letter: Letter) -> tuple[Unit, ...]:
    """The lines of the letter in the order of its Word document. Total."""
    found: list[Unit] = []
    under, titled = "", False
    for no, block in enumerate(letter.blocks):
        for kind, segments in _lines(letter, block):
            found.append(Unit(kind, segments, no, under, at_head=not titled))
            if kind == "heading":
                under, titled = found[-1].text, True
    return tuple(found)


def _lines(letter: Letter, block: object) -> Iterator[tuple[UnitKind, tuple[Segment, ...]]]:
    match block:
        case Heading(_, spans):
            segments = tuple(_merged(_of_spans(spans, in_one_line=True)))
            if one_line("".join(one.text for one in segments)):
                yield "heading", segments
        case Paragraph(spans):
            yield from (("paragraph", one) for one in _worded([spans]))
        case Quotation(paragraphs):
            worded = _worded(paragraph.spans for paragraph in paragraphs)
            yield from (("paragraph", one) for one in worded)
        case ListBlock(_, items):
            yield from (("item", one) for one in _worded(items))
        case Table():
            yield from _of_table(block)
        case _:
            yield from _furniture(letter, block)


def _furniture(letter: Letter, block: object) -> Iterator[tuple[UnitKind, tuple[Segment, ...]]]:
    alone = Letter(letter.language, letter.title, (block,))  # type: ignore[arg-type]
    for one in shown(alone, NOT_FILLED).blocks:
        if isinstance(one, Lines):
            first, *others = one.lines
            yield "furniture", (Segment(HOUSE, first),)
            # A letterhead's and a sign-off's first line is a paragraph of its own.
            if one.kind in ("letterhead", "sign-off") and others:
                yield "furniture", (Segment(HOUSE, "\n".join(others)),)


NOT_FILLED: Slots = {}


def _of_table(table: Table) -> Iterator[tuple[UnitKind, tuple[Segment, ...]]]:
    for one in shown(Letter("en", "", (table,)), NOT_FILLED).blocks:
        if not isinstance(one, Grid):
            yield "caption", (Segment(table.origin, one_line(table.caption)),)
            continue
        if one.caption:
            yield "caption", (Segment(table.origin, one.caption),)
        for row in (one.header, *one.rows):
            cells = "\t".join(" ".join(cell.split()) for cell in row)
            yield "row", (Segment(table.origin, cells),)


def _worded(runs: Iterable[tuple[Span, ...]]) -> Iterator[tuple[Segment, ...]]:
    for spans in runs:
        segments = tuple(_merged(_of_spans(spans)))
        if "".join(one.text for one in segments).strip():
            yield segments


def _of_spans(spans: tuple[Span, ...], *, in_one_line: bool = False) -> Iterator[Segment]:
    """The spans' words as they are shown: a link that its words do not show stands behind them."""
    for link, group in groupby(spans, key=lambda span: address(span.link)):
        linked = [Segment(span.origin, printable(span.text)) for span in group if span.text]
        target = "" if link is None else re.sub("^(?i:mailto:)", "", link)
        words = "".join(one.text for one in linked)
        if target and not linked:
            linked = [Segment(HOUSE, target)]
        elif target and re.sub("^(?i:https?://)", "", target).rstrip("/") not in words:
            linked.append(Segment(HOUSE, f" ({target})"))
        for one in linked:
            yield Segment(one.origin, one_line_within(one.text)) if in_one_line else one


def one_line_within(text: str) -> str:
    """The text with its line breaks as spaces; spaces at its ends stay."""
    return re.sub(r"[^\S\n]*\n\s*", " ", text)


def _merged(segments: Iterable[Segment]) -> Iterator[Segment]:
    for origin, group in groupby(segments, key=lambda one: one.origin):
        yield Segment(origin, "".join(one.text for one in group))
