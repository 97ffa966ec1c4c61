"""What of a house's letters is still in the language of the bundled words, though the house writes
in another: what nobody has translated must be told, and never go out in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from foi_bot.bundled import templates
from foi_bot.law.act import whole_part
from foi_bot.law.data_protection import GDPR, UK_GDPR
from foi_bot.law.limbs import Choices
from foi_bot.law.regulator import regulators
from foi_bot.letter.fill import Wording, load_wording
from foi_bot.letter.house import House


@dataclass(frozen=True, slots=True)
class LanguageGaps:
    """What a house whose language is not that of the bundled words leaves as bundled.

    passages: by name ("ncnd/decision"). fields: of `language.yaml`. law: what the law's files say.
    stale: what the house's `language.yaml` translates, and no file of the law says any more.
    """

    passages: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    law: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.passages, self.fields, self.law, self.stale))


def language_gaps(house: House) -> LanguageGaps:
    """What is missing from a house's translation: nothing where it needs none."""
    language = house.wording.language
    if language.is_bundled:
        return LanguageGaps()
    said = words_of_the_law()
    return LanguageGaps(
        passages=tuple(_as_bundled(house.wording)),
        fields=tuple(sorted(language.bundled)),
        law=tuple(one for one in said if one not in language.of_the_law),
        stale=tuple(one for one in language.of_the_law if one not in said),
    )


@cache
def words_of_the_law() -> tuple[str, ...]:
    """Everything that the law's files say and a letter may repeat, each once."""
    return tuple(dict.fromkeys(_words_of_the_law()))


def _words_of_the_law() -> Iterator[str]:
    for found in whole_part():
        yield found.heading
        for limb in found.limbs:
            yield limb.gist
            yield from _gists(limb.choices)
    for one in regulators():
        yield from (one.name, one.office)
    yield from (GDPR, UK_GDPR)


def _gists(choices: Choices | None) -> Iterator[str]:
    for option in choices.options if choices else ():
        yield option.gist
        yield from _gists(option.choices)


def _as_bundled(wording: Wording) -> Iterator[str]:
    """The passages that say something in words, and the same as they do in the bundled language."""
    bundled = _bundled()
    for name in wording.passages:
        source = wording.source(name)
        if source == bundled.source(name) and _says_something(source):
            yield name


@cache
def _bundled() -> Wording:
    return load_wording(templates().joinpath("letters"))


def _says_something(source: str) -> bool:
    """Whether a passage has words of its own, beside the values that it prints."""
    words = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", source, flags=re.DOTALL)
    return any(character.isalpha() for character in words)
