"""Rule `ncnd-leak`: a letter that neither confirms nor denies must not give away which it is.

No figures (`ncnd_figures`), no "we hold", no caveat about data; a sentence against inference;
reasons about confirming and denying, never about content (FOIA s1(1)(a), s2(1)). What is told
openly in the same letter, given or withheld, may well be held.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Key
from foi_bot.checks import ncnd_figures
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.ncnd_figures import RULE, SOURCE, Known
from foi_bot.checks.silence_words import (
    CONTENT,
    OURS,
    THE_MATTER,
    forbids_inference,
    says_whether_it_is_held,
    warns_about_data,
)
from foi_bot.checks.words import Reading, Said, asserted
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import slices_with
from foi_bot.law.needs import Need
from foi_bot.letter.outcomes.ncnd import no_inference


def check(reading: Reading) -> Iterator[Finding]:
    """What in a letter would let its reader guess whether the information is held."""
    if reading.is_interim:
        yield from _too_early(reading)
    if not reading.silent:
        return
    known = Known(reading)
    for one, sentence in reading.sentences:
        yield from _in_sentence(reading, one, sentence, known)
    yield from _in_pieces(reading, known)
    yield from _inference(reading)


def _in_sentence(reading: Reading, one: Said, sentence: str, known: Known) -> Iterator[Finding]:
    if reading.argues_silence(one):
        yield from _in_reasons(reading, one, sentence)
        yield from ncnd_figures.in_sentence(reading, one, sentence, known)
    elif _is_about_all(reading, one):
        yield from _beside_reasons(reading, one, sentence)
        if one.key:
            yield from ncnd_figures.in_sentence(reading, one, sentence, known)
    if _speaks_for_ncnd(reading, one):
        yield from _caveat(reading, one, sentence)


def _too_early(reading: Reading) -> Iterator[Finding]:
    """A letter that comes before the decision and says already whether something is held."""
    silent = slices_with(reading.case, Outcome.NCND)
    for one, sentence in reading.sentences:
        if says_whether_it_is_held(sentence):
            severity = Severity.MUST_FIX if silent and one.key else Severity.LOOK_AGAIN
            advice = (
                "This letter comes before the decision, and says already whether something is "
                "held. Leave that to the response."
            )
            yield reading.finding(RULE, SOURCE, one, sentence, severity, advice)


def _in_reasons(reading: Reading, one: Said, sentence: str) -> Iterator[Finding]:
    if says_whether_it_is_held(sentence):
        yield reading.finding(RULE, SOURCE, one, sentence, Severity.MUST_FIX, _SAYS_WHETHER)
    elif asserted(CONTENT, sentence):
        advice = (
            "This tells what the information says, so it says that there is some. Argue what a yes "
            "or a no would do instead."
        )
        yield reading.finding(RULE, SOURCE, one, sentence, Severity.MUST_FIX, advice)
    elif OURS.search(sentence) or asserted(THE_MATTER, sentence):
        advice = "This reads as if there were such a matter. Put “if there were” before it."
        yield reading.finding(RULE, SOURCE, one, sentence, Severity.LOOK_AGAIN, advice)


_SAYS_WHETHER = (
    "This says whether the information is held. Write it in the conditional, so that it would read "
    "the same if the answer were the other one."
)


def _is_about_all(reading: Reading, one: Said) -> bool:
    """Whether words are about no piece of the request in particular, and so perhaps about one that
    is neither confirmed nor denied: the house's where nothing is told openly, and an officer's
    about the whole letter."""
    if one.key is None:
        return not reading.spoken
    return not one.key.about and (not reading.spoken or one.key.question in _OF_ANY_LETTER)


_OF_ANY_LETTER = frozenset(
    {
        "late-why",
        "form-refused",
        "weighing-together",
        "complaint",
        "review-faults",
        "review-changes",
    }
)
"""The answers about a whole letter that belong to no outcome. An estimate speaks of what is refused
for its cost, and of nothing else."""


def _beside_reasons(reading: Reading, one: Said, sentence: str) -> Iterator[Finding]:
    """What is said of the letter as a whole, and could be about what is not to be told."""
    if not says_whether_it_is_held(sentence):
        return
    if one.key and not reading.spoken:
        yield reading.finding(RULE, SOURCE, one, sentence, Severity.MUST_FIX, _SAYS_WHETHER)
    else:
        advice = (
            "This says whether something is held. Is it plainly about what is told openly? "
            "Otherwise take it out."
        )
        yield reading.finding(RULE, SOURCE, one, sentence, Severity.LOOK_AGAIN, advice)


def _in_pieces(reading: Reading, known: Known) -> Iterator[Finding]:
    """What the letter calls a piece that it neither confirms nor denies: the words stand in the
    house's sentences, and are an officer's all the same."""
    for piece in reading.silent:
        if piece.text and piece.text not in reading.case.request.text:
            one = Said(piece.text, str(Key("pieces", piece.part.id)))
            yield from _in_reasons(reading, one, piece.text)
            yield from ncnd_figures.in_sentence(reading, one, piece.text, known)


def _speaks_for_ncnd(reading: Reading, one: Said) -> bool:
    """Whether words can be about the part that is neither confirmed nor denied. What an officer
    gives for what is told openly cannot."""
    if one.key is None:
        return True
    return reading.argues_silence(one) or _is_about_all(reading, one)


def _caveat(reading: Reading, one: Said, sentence: str) -> Iterator[Finding]:
    if not warns_about_data(sentence):
        return
    severity = Severity.MUST_FIX
    advice = "A warning about data says that there are data. Take it out."
    if one.key and one.key.question == Need.KNOWN_ALREADY:
        severity, advice = Severity.LOOK_AGAIN, "Is this plainly about what others have published?"
    elif not reading.argues_silence(one) and reading.spoken:
        severity = Severity.LOOK_AGAIN
        advice = "This warning must be seen to be about the part that is answered. Move it there."
    yield reading.finding(RULE, SOURCE, one, sentence, severity, advice)


def _inference(reading: Reading) -> Iterator[Finding]:
    expected = no_inference(reading.case)
    there = expected and all(block in reading.letter.blocks for block in expected)
    if there or any(forbids_inference(sentence) for _, sentence in reading.sentences):
        return
    advice = (
        "Add a sentence that nothing in the letter is to be taken to mean that the information is "
        "held, or that it is not."
    )
    yield Finding(RULE, Severity.LOOK_AGAIN, "", "The letter", SOURCE, advice)
