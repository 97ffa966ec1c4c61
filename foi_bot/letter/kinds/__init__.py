"""One module for each kind of letter: its title, what stands between title and sign-off, and what
it tells about complaining after that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from foi_bot.case import Case
from foi_bot.interview.kind import LetterKind
from foi_bot.letter.kinds import acknowledgement, holding, response, review
from foi_bot.letter.tree import Block


class Kind(Protocol):
    """What a module for a kind of letter has. `TITLE` names the passage of the title."""

    TITLE: str

    def body(self, case: Case) -> Iterator[Block]: ...
    def rights(self, case: Case) -> Iterator[Block]: ...


KINDS: Mapping[LetterKind, Kind] = {
    LetterKind.RESPONSE: response,
    LetterKind.ACKNOWLEDGEMENT: acknowledgement,
    LetterKind.HOLDING: holding,
    LetterKind.REVIEW: review,
}
