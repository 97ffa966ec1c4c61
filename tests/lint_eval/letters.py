"""The letters that the checks are measured on: made up, half of them clean, each other with one
planted fault. They were written before the rules.

A third of them was held back: no rule was written with one of those in sight. Which third is
settled by a digest of the letter's name, so that nobody chose. These letters are in three parts, a,
b and c. When the rules were done, they found a third of what was planted in those held back, so
these were opened, and the rules mended. A second set, d, was written by somebody who had seen
neither, and is held back whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints

from foi_bot.checks.finding import Severity

FOLDER = Path(__file__).parent

RuleId = Literal[
    "foreign-matter",
    "limb",
    "reason",
    "test",
    "public-interest",
    "ncnd-leak",
    "rights",
    "clock",
    "s12-s14-form",
    "completeness",
]
Text = Annotated[str, StringConstraints(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Fault(_Part):
    """What is wrong with a letter: the rule that it breaks, the words that show it ("" where some
    are missing), and why, with the provision."""

    rule: RuleId
    severity: Severity
    words: str
    why: Text


class EvalLetter(_Part):
    """One letter. `request` is the request as it came, "" where there is only the letter; `traps`
    are what a careless rule would trip over."""

    house: Text
    kind: Text
    layout: Text
    request: str = ""
    letter: Text
    traps: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def is_clean(self) -> bool:
        return not self.faults


@cache
def letters(*, held_back: bool) -> dict[str, EvalLetter]:
    """The letters by name: those held back, or those that the rules were written with."""
    return dict(_load(FOLDER / ("held_back" if held_back else "letters")))


def is_held_back(name: str) -> bool:
    """Whether the letter of this name, of the first set, belongs to the third that is held back."""
    return int(sha256(name.encode()).hexdigest(), 16) % 3 == 0


def _load(folder: Path) -> Iterator[tuple[str, EvalLetter]]:
    for path in sorted(folder.glob("*.yaml")):
        loaded = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        yield path.stem, EvalLetter.model_validate(loaded)
