"""What a letter is about, and what it may speak of besides: against this its arguments are held."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from foi_bot.checks.names import days, kind, known_anywhere, proper_names
from foi_bot.checks.subjects import WORD, hits, near, of_section, stem


@dataclass(frozen=True)
class Matter:
    """What a letter is about, and what it may speak of besides.

    asked: the request in its own words or the letter's. decided: what is decided and answered.
    who: who answers. beside: what else the letter says that is no argument. sections: the sections
    of Part II that are relied on ("31").
    """

    asked: tuple[str, ...]
    decided: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    sections: frozenset[str] = frozenset()

    @cached_property
    def called_for(self) -> frozenset[str]:
        """The subjects that the letter may argue about."""
        request = frozenset(one.subject for text in self.asked for one in hits(text))
        wide = frozenset().union(*map(near, _telling(self.asked)))
        law = frozenset().union(*map(of_section, self.sections))
        return request | wide | law | _telling((*self.decided, *self.who))

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word of the letter that is no argument, in small letters, and its initials."""
        words = frozenset(word.lower() for text in self._said for word in words_of(text))
        return words | frozenset(map(stem, words)) | known_anywhere() | _initials(self._said)

    @cached_property
    def own(self) -> frozenset[str]:
        """The beginnings of the words by which this request is known from others."""
        words = (word.lower() for text in self.asked for word in words_of(text))
        telling = frozenset(begin(word) for word in words if is_telling(word))
        return telling - frozenset(begin(w.lower()) for text in self.who for w in words_of(text))

    @property
    def is_known(self) -> bool:
        """Whether enough is said of what was asked to tell what is not about it."""
        return len(self.own) >= _ENOUGH

    @cached_property
    def days(self) -> frozenset[str]:
        """The days that the letter names outside its arguments."""
        return frozenset().union(*map(days, self._said))

    @cached_property
    def named(self) -> frozenset[str]:
        """The kinds of things that the request names one of: "school", "company"."""
        found = (name for text in (*self.asked, *self.decided) for name in proper_names(text))
        return frozenset(kind(name.text) for name in found) - {""}

    @property
    def _said(self) -> tuple[str, ...]:
        return (*self.asked, *self.decided, *self.who, *self.beside)


def _telling(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(one.subject for text in texts for one in hits(text) if one.weight >= WORD)


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def _initials(texts: Iterable[str]) -> frozenset[str]:
    """The initials of what the letter names in several words, so that "CSE" is known where child
    sexual exploitation is spoken of."""
    found: set[str] = set()
    for text in texts:
        first = "".join(word[0] for word in words_of(text)).lower()
        for size in range(2, 6):
            found.update(first[at : at + size] for at in range(len(first) - size + 1))
    return frozenset(found)


def begin(word: str) -> str:
    return stem(word)[:6]


@lru_cache(maxsize=16384)
def is_telling(word: str) -> bool:
    lower = _GENITIVE.sub("", word.lower())
    return len(lower) > 2 and not lower.isdigit() and lower not in ORDINARY


def _listed(file: str) -> frozenset[str]:
    return frozenset(files("foi_bot.checks").joinpath(file).read_text("utf-8").split())


ORDINARY = frozenset().union(
    *map(_listed, ("common_words.txt", "exemption_words.txt", "office_words.txt"))
)
_ENOUGH = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_GENITIVE = re.compile(r"['’]s?$")
