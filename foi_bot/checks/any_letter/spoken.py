"""The sentences of a letter that are sentences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.letter.read.written import Piece

LONGEST = 3000
"""Characters beyond which words without a full stop are no sentence that anybody wrote: what was
lost there cannot be judged, and takes long to read."""

MOST = 4000
"""Sentences of one letter that are read, at most: some hundred pages."""


def spoken(sheet: Sheet) -> Iterator[tuple[Piece, str]]:
    """Every sentence that the authority says, with its piece."""
    said = islice(sheet.sentences, MOST)
    return ((one, text) for one, text in said if len(text) <= LONGEST)
