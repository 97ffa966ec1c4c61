"""The letter as every format shows it: words decided once, so that all writers say the same.

Writers differ in how a block looks, never in what it says. Here slots are filled, characters made
printable, link addresses put beside words that do not show them (a letter is read on paper, too),
and blocks without words left out. Whatever tree comes in, what goes out can be written: headings
and cells are one line, heading levels start at 1 and never skip, tables are rectangles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import Literal, TypeAlias

from foi_bot.letter.characters import address, one_line, printable
from foi_bot.letter.tree import (
    Heading,
    Letter,
    Letterhead,
    ListBlock,
    Paragraph,
    Quotation,
    Reference,
    SignOff,
    Slot,
    Span,
    Table,
)

Slots: TypeAlias = Mapping[str, str]
"""What stands in a slot, by its name ("date", "applicant"): known only when the letter is sent."""

PLACEHOLDERS: Slots = {
    "date": "[date of sending]",
    "applicant": "[the applicant\u2019s name and address]",
}
"""What stands in a slot until then, where the letter does not say."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{2})?")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style; a line break is a newline. `link` is an address that may be followed."""

    text: str
    strong: bool = False
    link: str | None = None


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand together, one below the other. At least one, none empty."""

    kind: Literal["letterhead", "date", "applicant", "reference", "sign-off"]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A heading of one line."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's words: paragraphs, at least one."""

    paragraphs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of at least one item."""

    ordered: bool
    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row is as long as the header, at least one cell. Cells are one line."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Shown: TypeAlias = Lines | Title | Words | Quoted | Items | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """The whole letter as shown. `title` is never empty; `language` is "en" or "en-GB"-like."""

    title: str
    language: str
    blocks: tuple[Shown, ...]


def shown(letter: Letter, slots: Slots) -> Page:
    """The letter as every format shows it, with the slots filled or visibly not. Total."""
    blocks = tuple(_levelled(block for each in letter.blocks for block in _shown(each, slots)))
    headings = (block.text for block in blocks if isinstance(block, Title))
    language = letter.language if _LANGUAGE.fullmatch(letter.language) else "en-GB"
    return Page(one_line(letter.title) or next(headings, "Letter"), language, blocks)


def leading(blocks: tuple[Shown, ...]) -> Iterator[tuple[Shown, bool]]:
    """Each block, and whether it is a paragraph that only leads to what comes after it: to a list
    or a table or, all in bold, to whatever it is the name of. The two have to stand on one page."""
    for block, after in zip_longest(blocks, blocks[1:]):
        yield block, isinstance(block, Words) and _leads(block.runs, after)


def _leads(runs: Runs, after: Shown | None) -> bool:
    if all(run.strong for run in runs):
        return after is not None
    return words(runs).rstrip().endswith(":") and isinstance(after, (Items, Grid))


def words(runs: Runs) -> str:
    """The runs' words without their style."""
    return "".join(run.text for run in runs)


def _shown(block: object, slots: Slots) -> Iterator[Shown]:
    match block:
        case Letterhead(lines):
            yield from _lines("letterhead", lines)
        case SignOff(lines):
            yield from _lines("sign-off", lines)
        case Slot(name, until_then):
            filled = slots.get(name, "")
            waiting = until_then if until_then.strip() else PLACEHOLDERS[name]
            yield from _lines(name, [filled if filled.strip() else waiting])
        case Reference(label, value):
            yield from _lines("reference", [_labelled(one_line(label), one_line(value))])
        case Heading(level, spans):
            if text := one_line(words(_runs(spans))):
                yield Title(level, text)
        case Paragraph(spans):
            yield from (Words(runs) for runs in _worded([spans]))
        case Quotation(paragraphs):
            if quoted := tuple(_worded(paragraph.spans for paragraph in paragraphs)):
                yield Quoted(quoted)
        case ListBlock(ordered, items):
            if worded := tuple(_worded(items)):
                yield Items(ordered, worded)
        case Table():
            yield from _grid(block)


def _lines(
    kind: Literal["letterhead", "date", "applicant", "reference", "sign-off"], lines: Iterable[str]
) -> Iterator[Lines]:
    kept = tuple(one_line(line) for each in lines for line in printable(each).split("\n"))
    if any(kept):
        yield Lines(kind, tuple(line for line in kept if line))


def _labelled(label: str, value: str) -> str:
    if not label or not value:
        return label or value
    return f"{label} {value}" if label.endswith(":") else f"{label}: {value}"


def _worded(runs: Iterable[tuple[Span, ...]]) -> Iterator[Runs]:
    for spans in runs:
        made = _trimmed(_runs(spans))
        if words(made).strip():
            yield made


def _trimmed(runs: Runs) -> Runs:
    """The runs without line breaks before the first word or after the last."""
    kept = list(runs)
    while kept and not kept[0].text.strip("\n"):
        del kept[0]
    while kept and not kept[-1].text.strip("\n"):
        del kept[-1]
    if kept and kept[0].text.startswith("\n"):
        kept[0] = replace(kept[0], text=kept[0].text.lstrip("\n"))
    if kept and kept[-1].text.endswith("\n"):
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip("\n"))
    return tuple(kept)


def _runs(spans: tuple[Span, ...]) -> Runs:
    """The spans as runs, each link followed by its address where its words do not show it."""
    if not any(span.link for span in spans):
        return tuple(Run(printable(span.text), span.strong) for span in spans if span.text)
    made: list[Run] = []
    for link, group in groupby(spans, key=lambda span: address(span.link)):
        linked = [Run(printable(span.text), span.strong, link) for span in group if span.text]
        target = "" if link is None else re.sub("^(?i:mailto:)", "", link)
        if not linked and target:
            linked = [Run(target, link=link)]
        elif link is not None and not _shows(words(tuple(linked)), target):
            linked.append(Run(f" ({target})", link=link))
        made.extend(linked)
    return tuple(made)


def _shows(text: str, target: str) -> bool:
    return re.sub("^(?i:https?://)", "", target).rstrip("/") in text


def _grid(table: Table) -> Iterator[Shown]:
    caption = one_line(table.caption)
    rows = [tuple(one_line(cell) for cell in row) for row in (table.header, *table.rows)]
    width = max(len(row) for row in rows)
    if width and any(cell for row in rows for cell in row):
        header, *others = (row + ("",) * (width - len(row)) for row in rows)
        yield Grid(caption, header, tuple(others))
    elif caption:
        yield Words((Run(caption),))


def _levelled(blocks: Iterable[Shown]) -> Iterator[Shown]:
    """Headings begin at level 1 and go one level deeper at a time: readers of structure need it."""
    deepest = 0
    for block in blocks:
        if isinstance(block, Title):
            level = min(block.level, deepest + 1)
            deepest = level
            yield Title(1 if level == 1 else 2 if level == 2 else 3, block.text)
        else:
            yield block
