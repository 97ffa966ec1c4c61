"""Whether an answer says something of its own, or only fills its place.

"n/a" says nothing; "the information falls within the exemption" repeats the law; neither is a
reason. What counts is how many words are left when those of the Act, and those with which people
talk about any exemption at all, are taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from foi_bot.checks.words import sentences
from foi_bot.law.act import exemption
from foi_bot.law.limbs import Choices

ENOUGH = 2
"""How many words of its own an answer needs before it can be a reason."""


def is_formula(text: str) -> bool:
    """Whether a text only fills its place: "n/a", "as above", "None."."""
    bare = re.sub(r"[^\w/ ]", "", text.lower()).strip()
    return not bare or bool(_FORMULA.fullmatch(bare))


def is_empty(text: str) -> bool:
    """Whether a text is a formula or a single word: "n/a", "Sensitive."."""
    return is_formula(text) or len(text.split()) < 2


def own_words(text: str, vocabulary: frozenset[str] = frozenset()) -> frozenset[str]:
    """The words that are neither common, nor of the law, nor among the stems in `vocabulary`.

    Sentences about the exemption as such ("this is a class-based exemption") are passed over.
    """
    found: set[str] = set()
    for sentence in sentences(text):
        own = words_of_its_own(sentence, vocabulary)
        if len(own) > _ASIDE or not _ABOUT_THE_LAW.search(sentence):
            found |= own
    return frozenset(found)


def words_of_its_own(sentence: str, vocabulary: frozenset[str] = frozenset()) -> frozenset[str]:
    """The words of one sentence that are neither common, nor of the law, nor in `vocabulary`."""
    return beyond(vocabulary | _TALK, _words(sentence))


def beyond(vocabulary: frozenset[str], words: Iterable[str]) -> frozenset[str]:
    """The words whose stems are not in `vocabulary`."""
    return frozenset(word for word in words if _stem(word) not in vocabulary)


def stems(text: str) -> frozenset[str]:
    """The first letters of the words that carry meaning, so that "fraud" is in "fraudster"."""
    return frozenset(map(_stem, _words(text)))


@cache
def vocabulary(section: str) -> frozenset[str]:
    """The stems of the words in which the Act puts a section, all its limbs together."""
    exempt = exemption(section)
    texts = [exempt.title, exempt.heading]
    for one in exempt.limbs:
        texts += [one.gist, *_gists(one.choices)]
    return frozenset().union(*(stems(text) for text in texts))


def _gists(choices: Choices | None) -> Iterable[str]:
    for option in choices.options if choices else ():
        yield option.gist
        yield from _gists(option.choices)


def _words(text: str) -> list[str]:
    words = (word.lower() for word in re.findall(r"[^\W\d_]{3,}", text))
    return [word for word in words if word not in _COMMON]


def _stem(word: str) -> str:
    return word[:5]


_FORMULA = re.compile(
    r"n/?a|none|nil|no|nothing|not applicable|not relevant|not known|no reason|no idea|dont know|"
    r"(?:as|see|same as|per) (?:above|below|before|stated|previously)|ditto|to follow|"
    r"to be (?:confirmed|completed|decided|added)|x+"
)
_ASIDE = 3
_ABOUT_THE_LAW = re.compile(
    r"\b(?:exempt\w*|legislat\w+|parliament|(?:class|prejudice)[- ]based|(?:sub)?section \d+\w*)\b",
    re.IGNORECASE,
)


def _listed(file: str) -> str:
    return files("foi_bot.checks").joinpath(file).read_text("utf-8")


_COMMON = frozenset(_listed("common_words.txt").split())
# With which people talk about any exemption, whatever was asked for.
_TALK = stems(_listed("exemption_words.txt"))
