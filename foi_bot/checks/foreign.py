"""What in an argument is not about the request that it answers: subjects, names and days that
neither the request nor the provision calls for.

Both rules `foreign-matter` use it: the one on a case, which knows who wrote what, and the one on
any letter. It judges by one letter alone; the words of other cases are not known to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from foi_bot.checks.finding import Severity
from foi_bot.checks.matter import ORDINARY, Matter, begin, is_telling, words_of
from foi_bot.checks.names import Name, days, kind, proper_names, without_laws
from foi_bot.checks.subjects import SURE, WEAK, Hit, hits, stem, subjects


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
    others: tuple[Hit, ...] = ()

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

    @property
    def advice(self) -> str:
        """What is wrong, naming the words that gave it away, and what to do."""
        words = ", ".join(f"“{word}”" for word in self.words[:_MOST])
        about = f" It speaks of {self.about}." if self.about else ""
        if self.severity is Severity.MUST_FIX:
            return (
                f"This is not about this request, which has nothing of {words}.{about} Take it out,"
                " and give the reasons for this request."
            )
        return (
            f"Nothing in this request calls for {words}.{about} Say what it has to do with the"
            " request, or take it out."
        )


def foreign(matter: Matter, paragraphs: Sequence[Sequence[str]]) -> Iterator[Foreign]:
    """The paragraphs (each as its sentences) of an argument that are not about the matter, each
    once."""
    small = frozenset(w for p in paragraphs for s in p for w in words_of(s) if w.islower())
    every = [[signs(matter, one, small) for one in sentences] for sentences in paragraphs]
    settled = frozenset(one.subject for these in every for one in these if _is_certain(one))
    again = _repeated(one for these in every for one in these)
    alone = _alone(matter, paragraphs)
    for number, these in enumerate(every):
        graded = [(grade, one) for one in these if (grade := _grade(one, settled, again))]
        if number in alone:
            graded += _of_one_alone(these)
        must = [found for found in graded if found[0] is Severity.MUST_FIX]
        if graded:
            yield _told(number, *max(must or graded, key=_how_much))


def _alone(matter: Matter, paragraphs: Sequence[Sequence[str]]) -> frozenset[int]:
    """The paragraphs of some length that have hardly a word in common with the request, the
    decision and the other arguments, beyond those that any letter has."""
    bare = [_content(" ".join(sentences)) for sentences in paragraphs]
    often = Counter(word for words in bare for word in words)
    told = frozenset(word for text in matter.decided for word in _content(text))
    return frozenset(
        number
        for number, words in enumerate(bare)
        if len(words) >= _LONG_ENOUGH
        and not words & matter.own
        and sum(often[word] > 1 or word in told for word in words) <= _BY_CHANCE
    )


def _content(text: str) -> frozenset[str]:
    return frozenset(begin(word.lower()) for word in words_of(text) if is_telling(word))


def _of_one_alone(these: Sequence[Signs]) -> list[tuple[Severity, Signs]]:
    """What the sentences of such a paragraph show together."""
    subjects_of = {one.subject for one in these if one.hits}
    found = []
    for subject in subjects_of:
        speaking = [one for one in these if one.subject == subject]
        told = {hit.entry: hit for one in speaking for hit in one.hits}
        most = max(speaking, key=lambda one: one.weight)
        together = replace(most, hits=tuple(told.values()))
        certain = together.weight >= _TOGETHER and len(told) > 1
        found.append((Severity.MUST_FIX if certain else Severity.LOOK_AGAIN, together))
    return found


def signs(matter: Matter, sentence: str, small: frozenset[str] = frozenset()) -> Signs:
    """What a sentence shows. small: words that the arguments write small, which are no names."""
    names = tuple(_strange_names(matter, sentence, small))
    most, others = _strange_subjects(matter, sentence)
    return Signs(
        sentence,
        most,
        names,
        tuple(name for name in names if kind(name.text) in matter.named),
        days(sentence) - matter.days,
        any(begin(word.lower()) in matter.own for word in words_of(sentence)),
        others,
    )


def _strange_subjects(matter: Matter, sentence: str) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """The words of the subject of which there are most, of those that nothing calls for; and the
    surest words of the others."""
    example = _EXAMPLE.search(sentence)
    end = example.end() if example else len(sentence)
    strange: dict[str, dict[str, Hit]] = {}
    found = [one for one in hits(without_laws(sentence)) if one.weight > WEAK]
    ours = [hit for hit in found if hit.subject in matter.called_for]
    own = {hit.start: len(hit.words) for hit in ours}
    for hit in found:
        if hit not in ours and hit.start < end and own.get(hit.start, 0) < len(hit.words):
            strange.setdefault(hit.subject, {}).setdefault(hit.entry, hit)
    counted = [_counted(name, tuple(these.values())) for name, these in strange.items()]
    most = max(counted, key=_weight, default=())
    rest = (hit for one in counted if one is not most for hit in one if hit.weight == SURE)
    return most, tuple(rest)


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
    return lower in matter.known or lower in ORDINARY or lower in small or word.lower() in small


def _is_certain(one: Signs) -> bool:
    """Whether a sentence speaks of a subject of another request without doubt: by several words, or
    by one and a name."""
    if one.others and one.weight >= SURE and not one.touches:
        return True
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
    words = [name.text for name in one.names] + [hit.words for hit in (*one.hits, *one.others)]
    about = subjects()[one.subject].called if one.subject else ""
    plain = bool(one.rivals) or (one.weight >= _PLAIN and len(one.hits) > 1)
    return Foreign(number, one.sentence, tuple(dict.fromkeys(words)), about, severity, plain)


_PLAIN = 4
_MOST = 5
_LONG_ENOUGH, _BY_CHANCE = 10, 1
_TOGETHER = 3
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
