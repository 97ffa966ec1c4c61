"""The question set: what can be asked, with why the law wants it and a good and a bad example.

The words are in `templates/questions/`; which of them are asked, and when, is `plan`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from foi_bot.bundled import templates


class Kind(StrEnum):
    """What kind of answer a question takes."""

    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    LINES = "lines"
    """One reply for each: factors."""
    PARTS = "parts"


class Goes(StrEnum):
    """Where an answer goes: into the letter, or into the record alone."""

    LETTER = "letter"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen. `undoes` names the question that the choice takes the ground
    from; `then` tells the officer so."""

    value: str
    label: str
    undoes: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Options shown together, under a heading."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is put in a case: every place in its words is filled."""

    id: str
    kind: Kind
    goes: Goes
    short: str
    ask: str
    why: str
    source: str
    good: str
    bad: str
    groups: tuple[Group, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """Every option, whatever its group."""
        return tuple(option for group in self.groups for option in group.options)

    def option(self, value: str) -> Option | None:
        """The option with this value, or None."""
        return next((option for option in self.options if option.value == value), None)


class _Choice(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    value: str
    label: str
    undoes: str = ""
    then: str = ""


class _Family(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    label: str
    sections: tuple[str, ...]


class Wording(BaseModel):
    """One question as `templates/questions/` words it, its places still open."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    short: str
    kind: Kind
    goes: Goes
    ask: str
    why: str
    source: str
    good: str
    bad: str
    options: tuple[_Choice, ...] = ()
    families: tuple[_Family, ...] = ()

    def fixed_options(self) -> tuple[Option, ...]:
        """The options that are the same in every case."""
        return tuple(Option(o.value, o.label, o.undoes, o.then) for o in self.options)


@cache
def wordings() -> dict[str, Wording]:
    """Every question by its id. Raises pydantic's ValidationError where a file is wrong."""
    found: dict[str, Wording] = {}
    folder = templates() / "questions"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        data: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=_LOADER)
        found.update({name: Wording.model_validate(one) for name, one in data.items()})
    return found


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
