"""What a letter is: an ordered tree of blocks, the same for every format it is written in.

The tree is the text that colleagues approve, so it is canonical: `canonical(letter)` gives the same
bytes for the same letter, whatever wrote or read it. Each span knows where its words come from
(house wording, or the answer of a named question), which the checks need to tell an officer's
reasoning from boilerplate.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

HOUSE = "house"
"""The origin of a span that no question asks about: house style, boilerplate."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one style and of one origin. A line break within a paragraph is a newline."""

    text: str
    origin: str = HOUSE
    strong: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, from where: one string a line, the first is the authority's name."""

    lines: tuple[str, ...]


SlotName = Literal["date", "applicant"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place filled only in the final file, after approval: what fills it is outside the approved
    hash. `until_then` is what stands there before, for all to see; "" for the usual words."""

    name: SlotName
    until_then: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """The line that an applicant quotes when writing back: a label and the case's reference."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the letter's title; levels never skip."""

    level: Literal[1, 2, 3]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words, exactly as written: the request. Paragraphs in order."""

    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or numbered list; an item is one run of spans."""

    ordered: bool
    items: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row. Every row has as many cells as the header."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    origin: str = HOUSE


@dataclass(frozen=True, slots=True)
class SignOff:
    """The close of the letter: one string a line, name or office last."""

    lines: tuple[str, ...]


Block = (
    Letterhead | Slot | Reference | Heading | Paragraph | Quotation | ListBlock | Table | SignOff
)

BLOCKS: dict[str, type] = {
    "letterhead": Letterhead,
    "slot": Slot,
    "reference": Reference,
    "heading": Heading,
    "paragraph": Paragraph,
    "quotation": Quotation,
    "list": ListBlock,
    "table": Table,
    "sign-off": SignOff,
}
"""The name under which each kind of block is stored."""

_NAMES = {kind: name for name, kind in BLOCKS.items()}


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter. `language` is a BCP 47 tag; `title` is the document's title."""

    language: str
    title: str
    blocks: tuple[Block, ...]


def to_json(letter: Letter) -> dict[str, Any]:
    """The letter as plain data, ready to be stored; `from_json` gives it back, equal."""
    return {
        "language": letter.language,
        "title": letter.title,
        "blocks": [{"kind": _NAMES[type(block)], **asdict(block)} for block in letter.blocks],
    }


def from_json(data: dict[str, Any]) -> Letter:
    """The letter that `to_json` made plain. Raises KeyError or TypeError on any other data."""
    return Letter(data["language"], data["title"], tuple(_block(b) for b in data["blocks"]))


def canonical(letter: Letter) -> bytes:
    """The one byte string of this letter, for its hash: UTF-8 JSON, sorted, without spaces."""
    return json.dumps(
        to_json(letter), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode("utf-8", "surrogatepass")


def spans(letter: Letter) -> Iterator[Span]:
    """Every span of running text, in reading order (headings, paragraphs, quotations, lists)."""
    for block in letter.blocks:
        match block:
            case Heading(_, found) | Paragraph(found):
                yield from found
            case Quotation(paragraphs):
                for paragraph in paragraphs:
                    yield from paragraph.spans
            case ListBlock(_, items):
                for item in items:
                    yield from item
            case _:
                pass


def _spans(data: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(**span) for span in data)


def _block(data: dict[str, Any]) -> Block:
    fields = {name: value for name, value in data.items() if name != "kind"}
    match data["kind"]:
        case "heading":
            return Heading(fields["level"], _spans(fields["spans"]))
        case "paragraph":
            return Paragraph(_spans(fields["spans"]))
        case "quotation":
            return Quotation(tuple(Paragraph(_spans(p["spans"])) for p in fields["paragraphs"]))
        case "list":
            return ListBlock(fields["ordered"], tuple(_spans(item) for item in fields["items"]))
        case "table":
            return Table(
                fields["caption"],
                tuple(fields["header"]),
                tuple(tuple(row) for row in fields["rows"]),
                fields["origin"],
            )
        case "letterhead" | "sign-off" as kind:
            made: Letterhead | SignOff = BLOCKS[kind](tuple(fields["lines"]))
            return made
        case kind:
            block: Block = BLOCKS[kind](**fields)
            return block
