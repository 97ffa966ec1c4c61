"""The question set: what can be asked, with why the law wants it and a good and a bad example.

The words are in `templates/questions/`; which of them are asked, and when, is `plan`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict

from foi_bot.bundled import templates
from foi_bot.law.limbs import Duty


class Kind(StrEnum):
    """What kind of answer a question takes."""

    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    LINES = "lines"
    """One reply for each: factors."""
    DATE = "date"
    """A day, kept as "2024-06-03"."""
    ROWS = "rows"
    """A small table, one line for each row: searches, estimates, redactions."""
    PARTS = "parts"


class Cell(StrEnum):
    """What a column of a small table takes."""

    TEXT = "text"
    OPTIONAL = "optional"
    """Text, or nothing."""
    NUMBER = "number"
    """A number above zero, of no more than nine digits."""
    DATE = "date"
    ONE_OF = "one-of"
    LIMB = "limb"
    """A limb relied on for this piece of the request."""


class Rule(StrEnum):
    """What a day, or a table's days or sums, have to be beside being readable."""

    NOT_AFTER_LETTER = "not-after-letter"
    AFTER_LETTER = "after-letter"
    NOT_AFTER_REQUEST = "not-after-request"
    BEFORE_REQUEST = "before-request"
    ABOVE_COST_LIMIT = "above-cost-limit"
    """An estimate has to come to more than the appropriate limit (s12(1), (2))."""
    COMPLIED_WITH = "complied-with"
    """Earlier requests have to have been complied with before this one came (s14(2))."""
    WITHIN_SIXTY_DAYS = "within-sixty-days"
    """Requests whose costs are added up came within 60 working days (SI 2004/3244 reg 5(2)(b))."""


class Goes(StrEnum):
    """Where an answer goes: into the letter, or into the record alone."""

    LETTER = "letter"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a small table: its heading, what it takes, and among what (`Cell.ONE_OF`).
    `unless` is told to an officer who put something else there: why it cannot stand."""

    name: str
    cell: Cell = Cell.TEXT
    among: tuple[str, ...] = ()
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen. `undoes` names the question that the choice takes the ground
    from, or the outcome, wherever that was chosen; `then` tells the officer so."""

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
    columns: tuple[Column, ...] = ()
    rules: tuple[Rule, ...] = ()
    fewest: int = 1

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
    group: str = ""


class _Family(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    label: str
    sections: tuple[str, ...]


class _Column(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    cell: Cell = Cell.TEXT
    among: tuple[str, ...] = ()
    unless: str = ""


class _Withheld(BaseModel):
    """What a question says instead where information is withheld, not confirmed or denied."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    short: str | None = None
    goes: Goes | None = None
    ask: str | None = None
    why: str | None = None
    source: str | None = None
    good: str | None = None
    bad: str | None = None
    options: tuple[_Choice, ...] | None = None


class Wording(BaseModel):
    """One question as `templates/questions/` words it, its places still open.

    The words are for an NCND where they are about a limb; `withheld` replaces them for a limb by
    which information is withheld. `duty` says which limbs a question with `families` offers, and
    `fewest` how many lines or rows an answer has at least.
    """

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
    duty: Duty = Duty.CONFIRM_OR_DENY
    columns: tuple[_Column, ...] = ()
    rules: tuple[Rule, ...] = ()
    fewest: int = 1
    withheld: _Withheld | None = None

    def for_withholding(self) -> Self:
        """The question as it is put about a limb by which information is withheld."""
        if self.withheld is None:
            return self
        instead = self.withheld.model_dump(exclude_none=True)
        if self.withheld.options is not None:
            instead["options"] = self.withheld.options
        return self.model_copy(update=instead)

    def fixed_groups(self) -> tuple[Group, ...]:
        """The options that are the same in every case, grouped as the file groups them."""
        return _grouped(self.options)


@lru_cache(maxsize=512)
def _grouped(options: tuple[_Choice, ...]) -> tuple[Group, ...]:
    """Options as their file groups them: more room than there are questions, for each deed asks."""
    names = dict.fromkeys(option.group for option in options)
    return tuple(
        Group(
            name,
            tuple(Option(o.value, o.label, o.undoes, o.then) for o in options if o.group == name),
        )
        for name in names
    )


@cache
def wordings() -> dict[str, Wording]:
    """Every question by its id. Raises pydantic's ValidationError where a file is wrong."""
    found: dict[str, Wording] = {}
    folder = templates() / "questions"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        data: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=_LOADER)
        found.update({name: Wording.model_validate(one) for name, one in data.items()})
    return found


@cache
def withheld_wordings() -> dict[str, Wording]:
    """Every question as it is put about what is withheld."""
    return {name: one.for_withholding() for name, one in wordings().items()}


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
