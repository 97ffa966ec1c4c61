"""What in an argument is not about the request that it answers: subjects, names and days that
neither the request nor the provision calls for.

Both rules `foreign-matter` use it: the one on a case, which knows who wrote what, and the one on
any letter. It judges by one letter alone; the words of other cases are not known to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from foi_bot.checks.finding import Severity
from foi_bot.checks.names import Name, days, kind, known_anywhere, proper_names
from foi_bot.checks.subjects import SURE, WEAK, WORD, Hit, hits, near, of_section, stem, subjects


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
        telling = _telling(self.asked)
        wide = frozenset().union(*(near(one) for one in telling if not subjects()[one].general))
        law = frozenset().union(*map(of_section, self.sections))
        return request | wide | law | _telling((*self.decided, *self.who))

    @cached_property
    def known(self) -> frozenset[str]:
        """Every word of the letter that is no argument, in small letters, and its initials."""
        words = frozenset(word.lower() for text in self._said for word in _words(text))
        return words | frozenset(map(stem, words)) | known_anywhere() | _initials(self._said)

    @cached_property
    def own(self) -> frozenset[str]:
        """The beginnings of the words by which this request is known from others."""
        words = (word.lower() for text in self.asked for word in _words(text))
        telling = frozenset(_begin(word) for word in words if _is_telling(word))
        return telling - frozenset(_begin(w.lower()) for text in self.who for w in _words(text))

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


@dataclass(frozen=True, slots=True)
class Signs:
    """What a sentence shows that is of no concern to the request.

    hits: the words of the strange subject of which there are most. names: of nothing that the
    letter speaks of elsewhere. rivals: those of a kind of which the request names another. touches:
    whether the sentence also has a word of the request's own.
    """

    sentence: str
    hits: tuple[Hit, ...] = ()
    names: tuple[Name, ...] = ()
    rivals: tuple[Name, ...] = ()
    days: frozenset[str] = frozenset()
    touches: bool = False

    @property
    def subject(self) -> str:
        """The subject that it speaks of, "" for none."""
        return self.hits[0].subject if self.hits else ""

    @property
    def weight(self) -> int:
        """How much it tells of that subject."""
        return sum(one.weight for one in self.hits)


@dataclass(frozen=True, slots=True)
class Foreign:
    """A passage that is not about the request: the sentence to quote, the words that give it away,
    the subject that it is about instead (as the advice calls it, or ""), and whether that is plain
    even where nobody knows that the passage argues."""

    paragraph: int
    quote: str
    words: tuple[str, ...]
    about: str
    severity: Severity
    is_plain: bool = False


def foreign(matter: Matter, paragraphs: Sequence[Sequence[str]]) -> Iterator[Foreign]:
    """The paragraphs (each as its sentences) of an argument that are not about the matter, each
    once."""
    small = frozenset(w for p in paragraphs for s in p for w in _words(s) if w.islower())
    every = [[signs(matter, one, small) for one in sentences] for sentences in paragraphs]
    settled = frozenset(one.subject for these in every for one in these if _is_certain(one))
    again = _repeated(one for these in every for one in these)
    for number, these in enumerate(every):
        graded = [(grade, one) for one in these if (grade := _grade(one, settled, again))]
        must = [found for found in graded if found[0] is Severity.MUST_FIX]
        if graded:
            yield _told(number, *max(must or graded, key=_how_much))


def signs(matter: Matter, sentence: str, small: frozenset[str] = frozenset()) -> Signs:
    """What a sentence shows. small: words that the arguments write small, which are no names."""
    names = tuple(_strange_names(matter, sentence, small))
    return Signs(
        sentence,
        _strange_subject(matter, sentence),
        names,
        tuple(name for name in names if kind(name.text) in matter.named),
        days(sentence) - matter.days,
        any(_begin(word.lower()) in matter.own for word in _words(sentence)),
    )


def _strange_subject(matter: Matter, sentence: str) -> tuple[Hit, ...]:
    """The words of the subject of which there are most, of those that nothing calls for."""
    example = _EXAMPLE.search(sentence)
    end = example.end() if example else len(sentence)
    strange: dict[str, dict[str, Hit]] = {}
    found = [one for one in hits(_LINK.sub(" ", sentence)) if one.weight > WEAK]
    ours = [hit for hit in found if hit.subject in matter.called_for]
    own = {hit.start: len(hit.words) for hit in ours}
    for hit in found:
        if hit not in ours and hit.start < end and own.get(hit.start, 0) < len(hit.words):
            strange.setdefault(hit.subject, {}).setdefault(hit.entry, hit)
    counted = (_counted(name, tuple(these.values())) for name, these in strange.items())
    return max(counted, key=_weight, default=())


def _counted(name: str, found: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The words that count: of a subject on which much argument touches, only sure ones, and
    several of them."""
    if not subjects()[name].general:
        return found
    sure = tuple(one for one in found if one.weight == SURE)
    return sure if len(sure) > 1 else ()


def _weight(found: Iterable[Hit]) -> int:
    return sum(one.weight for one in found)


def _strange_names(matter: Matter, sentence: str, small: frozenset[str]) -> Iterator[Name]:
    for name in proper_names(sentence):
        unknown = tuple(w for w in name.words if not _is_known(matter, w, small))
        if unknown and not all(word.isdigit() for word in unknown):
            yield Name(name.text, name.start, name.is_code, unknown)


def _is_known(matter: Matter, word: str, small: frozenset[str]) -> bool:
    lower = stem(word.lower())
    return lower in matter.known or lower in _ORDINARY or lower in small or word.lower() in small


def _is_certain(one: Signs) -> bool:
    """Whether a sentence speaks of a subject of another request without doubt: by several words, or
    by one and a name."""
    if len(one.hits) < 2:
        return bool(one.names) and one.weight >= SURE and not one.touches
    if one.weight >= (5 if one.touches else 4):
        return True
    return bool(one.names) and one.weight >= SURE and not one.touches


def _grade(one: Signs, settled: frozenset[str], again: frozenset[str]) -> Severity | None:
    if _is_certain(one):
        return Severity.MUST_FIX
    if one.subject and one.subject in settled:
        return Severity.MUST_FIX if one.weight >= SURE else Severity.LOOK_AGAIN
    if one.rivals:
        sure = not one.touches or _TAKES_PART.search(one.sentence) or one.days
        return Severity.MUST_FIX if sure else Severity.LOOK_AGAIN
    if any(name.text in again for name in one.names):
        return Severity.LOOK_AGAIN
    phrase = any(" " in hit.entry and hit.weight == SURE for hit in one.hits)
    if one.weight >= (3 if one.touches and not phrase else SURE):
        return Severity.LOOK_AGAIN
    if any(name.is_code for name in one.names) and _STATES.search(one.sentence):
        return None if one.touches else Severity.LOOK_AGAIN
    return None


def _how_much(found: tuple[Severity, Signs]) -> tuple[int, int]:
    return found[1].weight, len(found[1].names)


def _repeated(every: Iterable[Signs]) -> frozenset[str]:
    """The names that stand in more than one of the sentences that have no word of the request's
    own."""
    seen: set[str] = set()
    again: set[str] = set()
    for one in every:
        if not one.touches:
            for text in {name.text for name in one.names}:
                (again if text in seen else seen).add(text)
    return frozenset(again)


def _told(number: int, severity: Severity, one: Signs) -> Foreign:
    words = [name.text for name in one.names] + [hit.words for hit in one.hits]
    about = subjects()[one.subject].called if one.subject else ""
    plain = bool(one.rivals) or (one.weight >= _PLAIN and len(one.hits) > 1)
    return Foreign(number, one.sentence, tuple(dict.fromkeys(words)), about, severity, plain)


def _telling(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(one.subject for text in texts for one in hits(text) if one.weight >= WORD)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:['’][^\W\d_]+)?", text)


def _initials(texts: Iterable[str]) -> frozenset[str]:
    """The initials of what the letter names in several words, so that "CSE" is known where child
    sexual exploitation is spoken of."""
    found: set[str] = set()
    for text in texts:
        first = [word[0].lower() for word in _words(text)]
        for size in range(2, 6):
            found.update("".join(first[at : at + size]) for at in range(len(first) - size + 1))
    return frozenset(found)


def _begin(word: str) -> str:
    return stem(word)[:6]


def _is_telling(word: str) -> bool:
    lower = re.sub(r"['’]s?$", "", word.lower())
    return len(lower) > 2 and not lower.isdigit() and lower not in _ORDINARY


def _listed(file: str) -> frozenset[str]:
    return frozenset(files("foi_bot.checks").joinpath(file).read_text("utf-8").split())


_ORDINARY = frozenset().union(
    *map(_listed, ("common_words.txt", "exemption_words.txt", "office_words.txt"))
)
_ENOUGH = 3
_PLAIN = 4
_LINK = re.compile(r"<?\bhttps?://\S+|\bwww\.\S+|\S+@\S+")
_EXAMPLE = re.compile(
    r"\b(?:such as|for example|for instance|e\.g\.|including|include[sd]?|among them|whether it be"
    r"|be it|like)\b",
    re.IGNORECASE,
)
_TAKES_PART = re.compile(
    r"\b(?:told|informed|objects?|objected|consulted|advised|asked|indicated|argued|confirmed|stated"
    r"|said|says|consents?|consented|written|wrote)\b"
)
_STATES = re.compile(
    r"\b(?:confirm\w*|den(?:y|ies|ying|ial)|disclos\w+|releas\w+|reveal\w*|publish\w*|state"
    r"|whether|identify\w*)\b",
    re.IGNORECASE,
)
