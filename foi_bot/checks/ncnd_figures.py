"""Figures in a letter that neither confirms nor denies, and answers taken back. Part of the rule
`ncnd-leak`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from foi_bot.case import Key
from foi_bot.checks.figures import NUMBER, figures, numbers, plain, without_references
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.substance import own_words, stems
from foi_bot.checks.words import Reading, Said, asserted, sentences
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import Goes, Kind, wordings

RULE = "ncnd-leak"
SOURCE = "FOIA s1(1)(a), s2(1)"


class Known:
    """What the reader of a letter knows already, and what only its writers do."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def asked(self) -> frozenset[str]:
        """The numbers that the applicant brought up."""
        return numbers(self._reading.case.request.text)

    @cached_property
    def asked_about(self) -> frozenset[str]:
        """The stems of what is asked for and neither confirmed nor denied."""
        texts = {one.part.id: one.part.text for one in self._reading.silent}
        return stems(" ".join(own_words("\n".join(texts.values()))))

    @cached_property
    def told(self) -> frozenset[str]:
        """The figures that the letter gives for what it answers openly."""
        spoken = {one.id for one in self._reading.spoken}
        given = [one.text for one in self._reading.ours if one.key and one.key.about in spoken]
        return self.figures("\n".join(given))

    def figures(self, text: str) -> frozenset[str]:
        """The figures of a text in the letter's language."""
        return figures(self._reading.language.without_references(text))

    def without_references(self, sentence: str) -> str:
        """The sentence without the numbers that are no figures, in the letter's language."""
        return without_references(self._reading.language.without_references(sentence))

    @property
    def worst(self) -> Severity:
        """How much a figure matters that seems to count what was asked for. Whether a sentence
        asserts it or only supposes it can be told in English alone."""
        english = self._reading.is_in_english
        return Severity.MUST_FIX if english else Severity.LOOK_AGAIN

    @cached_property
    def _taken_back(self) -> tuple[str, ...]:
        return _answers_before(self._reading)

    def repeats_what_was_taken_back(self, sentence: str) -> bool:
        """Whether a sentence, or a figure in it, answered what is now neither confirmed nor
        denied."""
        if not self._taken_back:
            return False
        return bool(
            _bare(sentence) in self._old_sentences or self.figures(sentence) & self._old_figures
        )

    @cached_property
    def _old_figures(self) -> frozenset[str]:
        """The figures that answered what is now neither confirmed nor denied, and that no reader
        has from anywhere else."""
        old = self.figures("\n".join(self._taken_back))
        return old - self.told - self.figures(self._reading.case.request.text)

    @cached_property
    def _old_sentences(self) -> frozenset[str]:
        """The sentences that did, but for those that the applicant wrote."""
        asked = _bare(self._reading.case.request.text)
        old = {_bare(sentence) for text in self._taken_back for sentence in sentences(text)}
        return frozenset(one for one in old if len(one.split()) >= _A_SENTENCE and one not in asked)


def in_sentence(reading: Reading, one: Said, sentence: str, known: Known) -> Iterator[Finding]:
    """Numbers where silence is argued. One that counts what was asked for is as good as the answer,
    and so is the answer that somebody gave before it was decided to say nothing."""
    told = _worst(sentence, known)
    if told:
        yield reading.finding(RULE, SOURCE, one, sentence, *told)


def _worst(sentence: str, known: Known) -> tuple[Severity, str] | None:
    """What is wrong with the first number of a sentence that should not be there."""
    if known.repeats_what_was_taken_back(sentence):
        return Severity.MUST_FIX, _TAKEN_BACK
    text = known.without_references(sentence)
    for number in NUMBER.finditer(text):
        if number["n"].lower() in known.asked:
            continue
        if plain(number["n"]) in known.told:
            return Severity.LOOK_AGAIN, _TOLD_ELSEWHERE
        counts = stems(" ".join(text[number.end() :].split()[:3])) & known.asked_about
        if counts and asserted(re.compile(re.escape(number[0])), sentence):
            advice = "This figure counts what was asked for. Reasons for silence hold no figures."
            return known.worst, advice
        if number["n"][0].isdigit():
            advice = "Look at this figure: could it be read as coming from what is held?"
            return Severity.LOOK_AGAIN, advice
    return None


_TAKEN_BACK = (
    "This was the answer before it was decided neither to confirm nor to deny. Said here, it still "
    "answers. Take it out."
)
_TOLD_ELSEWHERE = (
    "This figure is given for a part that is answered. Could it show anything about what is "
    "neither confirmed nor denied? Then leave it where it is given."
)


def _answers_before(reading: Reading) -> tuple[str, ...]:
    """What was once written for the letter about what is now neither confirmed nor denied. It is no
    answer of this letter, whatever became of its question."""
    case = reading.case
    silent = {one.id for one in reading.silent} | {one.part.id for one in reading.silent}
    written = [one for one in case.answers if one.key.about in silent and _was_written(one.key)]
    asked = frozenset(plan(case)) if written else frozenset()
    gone = [one.value for one in written if one.key not in asked]
    return tuple(value if isinstance(value, str) else "\n".join(value) for value in gone)


def _was_written(key: Key) -> bool:
    """Whether the answer to a question is written for the letter, in somebody's own words."""
    wording = wordings().get(key.question)
    return wording is not None and wording.goes is Goes.LETTER and wording.kind in _WRITTEN


_WRITTEN = (Kind.TEXT, Kind.LINES, Kind.ROWS)
_A_SENTENCE = 4
"""The fewest words that nobody writes twice by chance."""


def _bare(text: str) -> str:
    """A text without case, spacing and punctuation: it is known again when it is retyped."""
    return " ".join(re.findall(r"\w+", text.lower()))
