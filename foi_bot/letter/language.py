"""The language of a house's letters: what it needs besides passages.

Days, lists within a sentence, and what `foi_bot.law` says of the Act. The bundled words are English
(`templates/letters/language.yaml`); a house pack replaces any of them by a file of the same name
beside its passages, so no code knows any language by name.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from foi_bot.bundled import templates
from foi_bot.letter.yaml_errors import load_yaml_model

LANGUAGE = "language.yaml"
BUNDLED = "en-GB"
"""The language of the bundled words."""


def _date_pattern(text: str) -> str:
    try:
        places = [place[1:] for place in Formatter().parse(text) if place[1] is not None]
    except ValueError:
        places = []
    if sorted(places) != [("day", "", None), ("month", "", None), ("year", "", None)]:
        raise ValueError("expected a pattern such as {day} {month} {year}")
    return text


Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _some(words: tuple[Last, ...]) -> tuple[Last, ...]:
    if not words:
        raise ValueError("expected at least one of them")
    return words


class Last(_Part):
    """The word before a list's last item, where that item begins with one of these letters or is,
    or begins with, one of these words. Without either it always fits."""

    word: Word
    letters: str = ""
    words: tuple[Word, ...] = ()

    def fits(self, item: str) -> bool:
        """Whether this is the word before that item."""
        first = re.match(r"\w+", item)
        if first is None or not (self.letters or self.words):
            return not (self.letters or self.words)
        return item[0].lower() in self.letters or first[0] in self.words


class Joins(_Part):
    """What stands between the items of a list in a sentence."""

    between: Word
    last: Annotated[tuple[Last, ...], AfterValidator(_some)]


Months = Annotated[tuple[Word, ...], Field(min_length=12, max_length=12)]
Pattern = Annotated[Word, AfterValidator(_date_pattern)]


class LanguageFile(_Part):
    """What the bundled `language.yaml` holds. `law` has what is said instead of the words of the
    law's files."""

    months: Months
    date: Pattern
    list: Joins
    beginnings: tuple[Word, ...]
    numbered: tuple[Word, ...]
    law: dict[Word, Word] = {}


class Replacements(_Part):
    """What a house pack's `language.yaml` holds: any of these, each in place of the bundled one."""

    months: Months | None = None
    date: Pattern | None = None
    list: Joins | None = None
    beginnings: tuple[Word, ...] | None = None
    numbered: tuple[Word, ...] | None = None
    law: dict[Word, Word] | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes what letters put together themselves.

    tag: BCP 47 ("cy"). pattern: of a day, with the places day, month and year. beginnings: words
    that lose their capital within a sentence. numbered: words after which a number is no figure.
    of_the_law: what replaces the English words of `foi_bot.law`. bundled: the fields that are still
    those that came with the program.
    """

    tag: str
    months: tuple[str, ...]
    pattern: str
    joins: Joins
    beginnings: tuple[str, ...]
    numbered: tuple[str, ...]
    of_the_law: Mapping[str, str] = field(default_factory=dict, hash=False)
    bundled: frozenset[str] = frozenset()
    version: str = ""

    @property
    def is_bundled(self) -> bool:
        """Whether it is the language, of whatever country, of the bundled words."""
        return _primary(self.tag) == _primary(BUNDLED)

    def date(self, day: date) -> str:
        """A day as letters write it: "13 April 2018"."""
        month = self.months[day.month - 1]
        return self.pattern.format(day=day.day, month=month, year=day.year)

    def before(self, item: str, is_last: bool, last: str = "") -> str:
        """What stands before an item of a list that is not the first; `last` takes the place of the
        word before the last one."""
        return f" {last or self._last(item)} " if is_last else f"{self.joins.between} "

    def law(self, english: str) -> str:
        """What `foi_bot.law` says in English, as letters of this language say it."""
        return self.of_the_law.get(english, english)

    def in_a_sentence(self, words: str) -> str:
        """Words without a capital that only a beginning has."""
        first = re.match(r"\w+", words)
        known = first is not None and first[0] in self.beginnings
        return words[0].lower() + words[1:] if known else words

    def without_references(self, text: str) -> str:
        """The text without the numbers that are no figures: days, and what is only numbered."""
        return _references(self).sub("", text)

    def _last(self, item: str) -> str:
        return next(
            (one.word for one in self.joins.last if one.fits(item)), self.joins.last[-1].word
        )


@cache
def _references(language: Language) -> re.Pattern[str]:
    month, numbered = ("|".join(map(re.escape, x)) for x in (language.months, language.numbered))
    return re.compile(
        rf"(?<!\w)(?:(?:{numbered})\s+\d+[A-Za-z]?(?:\(\w+\))*"
        rf"|\d{{1,2}}\s+(?:{month})(?:\s+\d{{4}})?|(?:{month})\s+\d{{4}})(?!\w)",
        re.IGNORECASE,
    )


@cache
def english() -> Language:
    """The language of the bundled words."""
    return load_language(BUNDLED)


def load_language(tag: str, over: Traversable | None = None, called: str = LANGUAGE) -> Language:
    """The language of that tag: the bundled words, and those that the file `over` has instead,
    which problems call `called`.

    Raises BadFile with every problem of the file.
    """
    theirs = over if over is not None and over.is_file() else None
    replaced = _replaced(theirs, called) if theirs else {}
    words = _bundled().model_copy(update=replaced)
    digest = hashlib.sha256(tag.encode() + b"\n" + words.model_dump_json().encode())
    return Language(
        tag=tag,
        months=words.months,
        pattern=words.date,
        joins=words.list,
        beginnings=words.beginnings,
        numbered=words.numbered,
        of_the_law=words.law,
        bundled=frozenset(LanguageFile.model_fields.keys() - replaced.keys()),
        version=digest.hexdigest(),
    )


@cache
def _bundled() -> LanguageFile:
    ours = templates().joinpath("letters", LANGUAGE)
    return load_yaml_model(ours, LanguageFile, f"letters/{LANGUAGE}")


def _replaced(file: Traversable, called: str) -> dict[str, object]:
    """The fields that a house pack's file has, by name."""
    found = load_yaml_model(file, Replacements, called)
    return {name: value for name, value in found if value is not None}


def _primary(tag: str) -> str:
    return tag.partition("-")[0]
