"""What a text is about, by the words of some hundred subjects of requests.

`templates/checks/subjects.yaml` lists the subjects; its head says what each field means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict

from foi_bot.bundled import templates

SURE, WORD, WEAK = 2, 1, 0
"""How much a word tells about the subject of a text: alone, in company, or nothing."""


def _listed(value: object) -> tuple[str, ...]:
    """What stands in a comma-separated list. A single section is read as a number by YAML."""
    if value is None:
        return ()
    return tuple(" ".join(one.split()) for one in str(value).split(",") if one.strip())


_List = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Subject(BaseModel):
    """A subject of requests, as the file describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    called: str
    general: bool = False
    sure: _List = ()
    words: _List = ()
    weak: _List = ()
    near: _List = ()
    limbs: _List = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a text that belong to a subject: as they stand there, where, and how much they
    tell."""

    subject: str
    words: str
    entry: str
    start: int
    weight: int


@cache
def subjects() -> Mapping[str, Subject]:
    """Every subject by its name."""
    text = templates().joinpath("checks", "subjects.yaml").read_text("utf-8")
    loaded = yaml.load(text, yaml.CSafeLoader)
    return {str(name): Subject.model_validate(one) for name, one in loaded.items()}


def near(name: str) -> frozenset[str]:
    """The subject itself, and those of which an argument about it may well speak."""
    return frozenset({name, *subjects()[name].near})


@cache
def of_section(section: str) -> frozenset[str]:
    """The subjects that a section of Part II is about by its nature, whatever was asked for."""
    return frozenset(name for name, one in subjects().items() if section in one.limbs)


@lru_cache(maxsize=2048)
def hits(text: str) -> tuple[Hit, ...]:
    """The words of each subject in a text, longer entries before the words within them."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    forms = [stem(text[start:end].lower()) for start, end in words]
    index, found = _index(), []
    taken: dict[str, int] = {}
    for at, form in enumerate(forms):
        for entry in index.whole.get(form, ()) + index.starts.get(form[:4], ()):
            size = len(entry.forms)
            if at < taken.get(entry.subject, 0) or not _stands(entry.forms, forms[at : at + size]):
                continue
            taken[entry.subject] = at + size
            start, end = words[at][0], words[at + size - 1][1]
            found.append(Hit(entry.subject, text[start:end], entry.entry, start, entry.weight))
    return tuple(found)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word of small letters without the ending of the plural or the genitive, roughly."""
    word = word.removesuffix("'s").removesuffix("’s").rstrip("'’")
    if word == "children":
        return "child"
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class _Entry:
    subject: str
    entry: str
    forms: tuple[str, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class _Index:
    whole: Mapping[str, tuple[_Entry, ...]]
    starts: Mapping[str, tuple[_Entry, ...]]


@cache
def _index() -> _Index:
    whole: dict[str, list[_Entry]] = {}
    starts: dict[str, list[_Entry]] = {}
    for name, one in subjects().items():
        weighed = ((one.sure, SURE), (one.words, WORD), (one.weak, WEAK))
        for listed, weight in weighed:
            for entry in listed:
                forms = tuple(map(_form, entry.lower().split()))
                made = _Entry(name, entry, forms, weight)
                if forms[0].endswith("*"):
                    starts.setdefault(forms[0][:-1][:4], []).append(made)
                else:
                    whole.setdefault(forms[0], []).append(made)
    return _Index(_longest_first(whole), _longest_first(starts))


def _form(word: str) -> str:
    return word if word.endswith("*") else stem(word)


def _longest_first(index: Mapping[str, list[_Entry]]) -> dict[str, tuple[_Entry, ...]]:
    return {
        form: tuple(sorted(entries, key=lambda one: (-len(one.forms), -one.weight)))
        for form, entries in index.items()
    }


def _stands(entry: tuple[str, ...], forms: Sequence[str]) -> bool:
    """Whether an entry, whose first word may be only a beginning, is these words."""
    if len(entry) == 1:
        return _matches(entry[0], forms[0])
    return len(forms) == len(entry) and all(map(_matches, entry, forms))


def _matches(wanted: str, form: str) -> bool:
    return form.startswith(wanted[:-1]) if wanted.endswith("*") else form == wanted


_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
