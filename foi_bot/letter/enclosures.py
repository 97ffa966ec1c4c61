"""The files that go out with a letter, as the letter names them."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.letter.passages import passage
from foi_bot.letter.tree import Block
from foi_bot.reading.names import size_and_unit


def enclosures(case: Case) -> Iterator[Block]:
    """Each file with its size; nothing where none goes out."""
    files = [(one.name, _size(case, one.size)) for one in case.enclosed]
    if files:
        yield from passage(case, "enclosures/list", {"files": files})


def _size(case: Case, size: int) -> str:
    number, unit = size_and_unit(size)
    return case.house.wording.text("names/size", {"number": number, "unit": unit})
