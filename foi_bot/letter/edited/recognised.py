"""Whether a document is a letter of this case, and which of its drafts it was made from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from foi_bot.letter.edited.compared import is_of
from foi_bot.letter.edited.words import flat
from foi_bot.letter.tree import Letter, Reference
from foi_bot.reading.docx_lines import Line

MOST_OF_IT: Final = 0.5
"""So much of a draft stands in a document that is one, though it bears no reference."""
SOME_OF_IT: Final = 0.2
"""So much stands in one that bears the case's reference."""


class Whose(StrEnum):
    """Whose letter a document is."""

    OURS = "this case's"
    ANOTHERS = "another case's"
    NOBODYS = "no letter"


def whose(letter: Letter, lines: Sequence[Line]) -> Whose:
    """Whose letter a document is, by the line with its reference and by how much of this draft
    stands in it."""
    share = is_of(letter, lines)
    for block in letter.blocks:
        if isinstance(block, Reference) and block.label.strip() and block.value.strip():
            label, ours = flat(block.label).casefold(), flat(block.value).casefold()
            said = [flat(line.text).casefold() for line in lines]
            told = [one for one in said if one.startswith(label)]
            if told and not any(ours in one for one in told):
                return Whose.ANOTHERS
            if told:
                return Whose.OURS if share >= SOME_OF_IT else Whose.NOBODYS
    return Whose.OURS if share >= MOST_OF_IT else Whose.NOBODYS


def made_from(drafts: Mapping[int, Letter], lines: Sequence[Line], name: str = "") -> int:
    """The number of the draft that a document was made from: the one that its file's name tells,
    else the one of which most stands in it, the newest of several. Raises ValueError where there
    is no draft."""
    named = re.search(r"-draft-(\d{1,6})\b", name)
    if named and int(named[1]) in drafts:
        no = int(named[1])
        if is_of(drafts[no], lines) >= SOME_OF_IT:
            return no
    return max(drafts, key=lambda no: (is_of(drafts[no], lines), no))
