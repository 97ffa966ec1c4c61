"""What the check of a house pack found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foi_bot.letter.problems import Problem


@dataclass(frozen=True, slots=True)
class Written:
    """A letter that was written: for which house, what it shows, of which kind, and the letter as
    plain data. With those `to_file`, every passage that was reached is in some file."""

    house: str
    name: str
    kind: str
    letter: dict[str, Any]
    to_file: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What came of writing every kind of letter with a pack.

    `errors` have to be mended, `hints` looked at. `replaced` are the pack's own passages: of these
    `unchanged` say what the bundled ones say, and `unreached` were in no letter. `passages` is how
    many there are in all.
    """

    errors: tuple[Problem, ...]
    hints: tuple[Problem, ...]
    letters: tuple[Written, ...]
    passages: int
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    unreached: tuple[str, ...]
    elsewhere: int
    """How many of the bundled passages were in no letter of this authority's."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A letter as files: what to call them, the files in base64, and the characters that no font of
    the PDF shows. `failed` says why one could not be made."""

    house: str
    name: str
    docx: str
    pdf: str
    unshown: tuple[str, ...]
    failed: str = ""
