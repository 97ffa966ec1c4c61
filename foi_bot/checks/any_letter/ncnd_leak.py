"""Rule `ncnd-leak`: a letter that neither confirms nor denies must not give away which it is.

No figures, no "we hold", no caveat about data; a sentence against inference; reasons about
confirming and denying, never about content (FOIA s1(1)(a), s2(1)). What the same letter plainly
answers may well be held. How sides are weighed is for the rule `public-interest`.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.checks.any_letter.figures_asked import Asked
from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.any_letter.silence import Silence
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.silence_words import (
    CONTENT,
    OURS,
    THE_MATTER,
    denies,
    forbids_inference,
    gives_data,
    refuses_what_there_is,
    says_whether_it_is_held,
    warns_about_data,
)
from foi_bot.checks.weighed import weighed
from foi_bot.checks.words import asserted, phrases, sentences
from foi_bot.interview.outcome import Outcome
from foi_bot.law.limbs import Duty
from foi_bot.letter.read.written import Piece, Place

RULE = "ncnd-leak"
SOURCE = "FOIA s1(1)(a), s2(1)"

Wrong = tuple[Severity, str]


def check(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """What in a letter would let its reader guess whether the information is held."""
    if not sheet.letter.is_letter or not sheet.is_silent:
        return
    if not sheet.is_english:
        yield CannotTell(RULE, "The letter is not in English: what it gives away cannot be read.")
        return
    silence = Silence(sheet)
    if not silence.is_kept:
        return
    asked = Asked(sheet)
    for piece in silence.pieces():
        if found := _worst(piece, asked, whole=not silence.may_speak_too):
            sentence, (severity, advice) = found
            yield finding(RULE, severity, SOURCE, piece, sentence, advice)
    yield from _beside(sheet, silence, asked)
    yield from _caveat(sheet)
    yield from _inference(sheet, silence)


def _worst(piece: Piece, asked: Asked, *, whole: bool) -> tuple[str, Wrong] | None:
    """The gravest thing in a piece, and the sentence that says it."""
    if piece.rows and whole and piece.place is Place.ANSWER:
        first = next((line for line in piece.text.splitlines() if _DIGIT.search(line)), "")
        return (first, (Severity.MUST_FIX, _FIGURE)) if first else None
    said = ((one, _wrong(one, piece, asked, whole=whole)) for one in sentences(piece.text))
    found = [(one, wrong) for one, wrong in said if wrong]
    return min(found, key=lambda one: one[1][0] is not Severity.MUST_FIX, default=None)


def _wrong(sentence: str, piece: Piece, asked: Asked, *, whole: bool) -> Wrong | None:
    """What is wrong with a sentence about what is not to be told."""
    if forbids_inference(sentence):
        return None
    if not denies(sentence) and says_whether_it_is_held(sentence):
        return Severity.MUST_FIX, _SAYS_WHETHER
    if asserted(CONTENT, sentence):
        return Severity.MUST_FIX, _TELLS_CONTENT
    if asked.is_answered_by(sentence):
        return Severity.MUST_FIX, _FIGURE
    if OURS.search(sentence) or asserted(THE_MATTER, sentence):
        return Severity.LOOK_AGAIN, _AS_IF
    if whole and refuses_what_there_is(sentence):
        return Severity.LOOK_AGAIN, _REFUSES
    if piece.place in (Place.HARM, Place.REASON) and _argues_content(sentence, piece):
        return Severity.LOOK_AGAIN, _OF_CONTENT
    return None


def _argues_content(sentence: str, piece: Piece) -> bool:
    """Whether a reason is about giving the information, and nothing beside it about saying whether
    it is held."""
    scale = weighed(Duty.CONFIRM_OR_DENY)
    wrong = scale.is_wrong(sentence) and _DISCLOSURE.search(sentence)
    return bool(wrong) and scale.is_wrong(piece.text)


def _beside(sheet: Sheet, silence: Silence, asked: Asked) -> Iterator[Finding]:
    """A figure of what was asked for, given beside a refusal to say whether it is held, where the
    letter does not say that the one is about something else."""
    if silence.speaks_too or not silence.may_speak_too:
        return
    for piece, sentence in sheet.sentences:
        if piece.place in (Place.ANSWER, Place.UNPLACED) and asked.is_answered_by(sentence):
            advice = (
                "This is a figure of what was asked for, and the letter neither confirms nor "
                "denies. Take it out, or say plainly which part of the request each is about."
            )
            severity = Severity.MUST_FIX if len(sheet.letter.parts) < 2 else Severity.LOOK_AGAIN
            yield finding(RULE, severity, SOURCE, piece, sentence, advice)
            return


def _caveat(sheet: Sheet) -> Iterator[Finding]:
    """A warning about data in a letter that gives none."""
    if sheet.outcomes & _GIVING:
        return
    for piece, sentence in sheet.sentences:
        if piece.place in _NO_CAVEAT or not warns_about_data(sentence):
            continue
        severity = Severity.MUST_FIX if gives_data(sentence) else Severity.LOOK_AGAIN
        advice = (
            "This warns how data are to be read, so it says that there are data, and the letter "
            "neither confirms nor denies that. Take it out."
        )
        yield finding(RULE, severity, SOURCE, piece, sentence, advice)
        return


def _inference(sheet: Sheet, silence: Silence) -> Iterator[Finding]:
    if sheet.letter.at(Place.NO_INFERENCE):
        return
    if any(forbids_inference(one) for _, one in sheet.sentences):
        return
    if not sheet.letter.at(Place.SIGN_OFF, Place.REVIEW, Place.REGULATOR):
        return
    advice = (
        "Add a sentence that nothing in the letter is to be taken to mean that the information is "
        "held, or that it is not."
    )
    at = silence.denials[0][0] if silence.denials else None
    yield finding(RULE, Severity.LOOK_AGAIN, SOURCE, at, "", advice)


_SAYS_WHETHER = (
    "This says whether the information is held, and the letter neither confirms nor denies that. "
    "Write it so that it would read the same if the answer were the other one."
)
_TELLS_CONTENT = (
    "This tells what the information says, so it says that there is some. Argue what a yes or a no "
    "would do instead."
)
_FIGURE = (
    "This gives a figure of what was asked for, and the letter neither confirms nor denies that "
    "there is any. Take it out."
)
_AS_IF = "This reads as if there were such a matter. Put “if there were” before it."
_REFUSES = (
    "This refuses information as if it were there. Say instead that the duty to confirm or deny "
    "does not apply."
)
_OF_CONTENT = (
    "This argues what giving the information would do. The reasons have to be about saying whether "
    "it is held: argue a yes, and a no."
)
_GIVING = frozenset({Outcome.DISCLOSE, Outcome.ACCESSIBLE})
_NO_CAVEAT = frozenset({Place.REVIEW, Place.REGULATOR, Place.LETTERHEAD, Place.SIGN_OFF})
_DIGIT = phrases(r"\d[\d,]*")
_DISCLOSURE = phrases(r"(?:non-?)?disclos\w+|releas\w+|withh\w+")
