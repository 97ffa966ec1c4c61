"""Sample letters as Word documents, and what somebody does to them there."""

from __future__ import annotations

from functools import cache

from foi_bot.letter import docx
from foi_bot.letter.compose import compose
from foi_bot.letter.edited.units import Unit, units
from foi_bot.letter.edited.words import plain
from foi_bot.letter.tree import Letter
from foi_bot.reading.docx_lines import Line, read_docx_lines
from tests.cases.build import HERE, case_file

NAMES = tuple(sorted(path.stem for path in HERE.glob("*.yaml")))


@cache
def letter(name: str) -> Letter:
    return compose(case_file(name))


@cache
def ours(name: str) -> tuple[Unit, ...]:
    """The lines of the letter of a case."""
    return units(letter(name))


@cache
def in_word(name: str) -> tuple[Line, ...]:
    """The lines of the letter of a case as its Word document has them."""
    content = docx.write(letter(name), {}, case_file(name).house.stationery)
    return read_docx_lines("letter.docx", content).lines


@cache
def places(name: str) -> dict[int, int]:
    """Which line of the Word document each line of the letter is, by their numbers. A letterhead
    may stand in the document's header, and in none of its lines."""
    found, at = {}, 0
    there = in_word(name)
    for no, unit in enumerate(ours(name)):
        if at < len(there) and plain(there[at].text) == plain(unit.text):
            found[no] = at
            at += 1
    return found


def lines(found: tuple[Unit, ...]) -> list[Line]:
    """These lines of a letter as a document that nobody has touched."""
    return [line_of(unit) for unit in found]


def line_of(unit: Unit, text: str | None = None) -> Line:
    """A line of a letter in a document, with other words if given."""
    words = unit.text if text is None else text
    match unit.kind:
        case "item" | "row" as kind:
            return Line(words, kind)
        case _:
            return Line(words)
