"""Rule `public-interest`: for a qualified limb, factors on both sides and a conclusion that weighs
the right duty (FOIA s2(1)(b), s17(3)(a)); none for an absolute one.

Sections 40(5A) and (5B) stand on neither list: practice varies, so what is found there is to be
looked at again, and never has to be mended.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foi_bot.case import Case, Key
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.substance import ENOUGH, is_empty, is_formula, own_words
from foi_bot.checks.words import Reading, Said, phrases
from foi_bot.interview.asked import heading, limb_name
from foi_bot.interview.reasons import standing
from foi_bot.law.limbs import Standing
from foi_bot.law.needs import Need
from foi_bot.letter.tree import Paragraph

RULE = "public-interest"
BALANCE = "FOIA s2(1)(b), s17(3)(a)"
CLOSED_LIST = "FOIA s2(3)"

_SIDES = {
    "pit-for": "in favour of confirming or denying",
    "pit-against": "in favour of neither confirming nor denying",
}


def check(reading: Reading) -> Iterator[Finding]:
    """What is wrong with the weighing of the public interest, limb by limb."""
    for cite in reading.cited:
        match standing(reading.case, cite):
            case Standing.QUALIFIED:
                yield from _balance(reading, cite)
            case Standing.ABSOLUTE:
                yield from _none_wanted(reading, cite)
            case Standing.PRACTICE_VARIES:
                yield from _practice_varies(reading, cite)


def _practice_varies(reading: Reading, cite: str) -> Iterator[Finding]:
    case = reading.case
    match case.value(Need.BALANCE_OR_WAIVER, cite):
        case "balance":
            for found in _balance(reading, cite):
                yield replace(found, severity=Severity.LOOK_AGAIN)
        case "waiver":
            advice = (
                f"No public interest is weighed for {limb_name(cite)}, by a recorded decision. The "
                "list of absolute exemptions leaves it out: be ready to defend that, or weigh it."
            )
            yield _missing(case, Key("waiver-reason", cite), advice, Severity.LOOK_AGAIN)
        case _:
            advice = (
                f"Weigh the public interest for {limb_name(cite)}, or record who decided that "
                "none need be weighed, and why."
            )
            yield _missing(case, Key(Need.BALANCE_OR_WAIVER, cite), advice, Severity.LOOK_AGAIN)


def _balance(reading: Reading, cite: str) -> Iterator[Finding]:
    case, here = reading.case, reading.about(cite)
    for question, side in _SIDES.items():
        yield from _side(case, here, Key(question, cite), side)
    yield from _decisive(case, here, Key("pit-decisive", cite))
    conclusion = Key("pit-conclusion", cite)
    if case.value(*conclusion) != "outweighs":
        yield _missing(
            case,
            conclusion,
            f"{heading(case, conclusion)} excuses you only if the public interest in not "
            "answering outweighs the other. Conclude that it does, or rely on it no longer.",
        )
    elif not _concluded(case, here):
        yield _missing(
            case,
            conclusion,
            "The letter draws no conclusion. It has to say that the public interest in maintaining "
            "the exclusion of the duty to confirm or deny outweighs that in saying whether the "
            "information is held.",
        )


def _side(case: Case, here: tuple[Said, ...], key: Key, side: str) -> Iterator[Finding]:
    factors = [one for one in here if one.key == key]
    if not factors:
        yield _missing(case, key, f"Nothing is weighed {side}. Give at least one factor.")
    for one in factors:
        if is_formula(one.text):
            advice = f"This weighs nothing {side}. Give a factor about this request."
            yield _finding(case, key, one, Severity.MUST_FIX, advice)
        elif len(own_words(one.text)) < ENOUGH:
            advice = (
                "Say what it is about this yes or no: as it stands, this weighs for any request."
            )
            yield _finding(case, key, one, Severity.LOOK_AGAIN, advice)
        if key.question == "pit-against" and _IRRELEVANT.search(one.text):
            advice = (
                f"{heading(case, key)} protects no interest in this. Only what the "
                "provision protects goes into the scale."
            )
            yield _finding(case, key, one, Severity.LOOK_AGAIN, advice)
        if _wrong_duty(one.text):
            advice = (
                "This weighs giving the information. The question is whether to say it is held."
            )
            yield _finding(case, key, one, Severity.LOOK_AGAIN, advice)


def _decisive(case: Case, here: tuple[Said, ...], key: Key) -> Iterator[Finding]:
    found = [one for one in here if one.key == key]
    whole = "\n".join(one.text for one in found)
    if not whole:
        yield _missing(case, key, "A list is not a balance. Say which factor decided it, and why.")
    elif is_empty(whole) or len(own_words(whole)) < ENOUGH:
        advice = "This only states the result. Say which factor decided it, and why it weighs more."
        yield _finding(case, key, found[0], Severity.MUST_FIX, advice)
    elif _wrong_duty(whole):
        advice = (
            "This weighs giving or withholding the information. Weigh what is asked here: whether "
            "to say that it is held."
        )
        yield _finding(case, key, found[0], Severity.MUST_FIX, advice)


def _none_wanted(reading: Reading, cite: str) -> Iterator[Finding]:
    case = reading.case
    for one in reading.about(cite):
        if one.key is None or one.key.question == Need.PUBLIC_INTEREST_DEFENCE:
            continue
        if one.key.question in _SIDES or _NAMED.search(one.text):
            advice = (
                f"{heading(case, one.key)} is absolute: no public interest is weighed under "
                "it. Take this out, or move it to a qualified provision."
            )
            found = _finding(case, one.key, one, Severity.LOOK_AGAIN, advice)
            yield replace(found, source=CLOSED_LIST)


_NAMED = phrases("public interest")


def _concluded(case: Case, here: tuple[Said, ...]) -> bool:
    """Whether the house's conclusion stands in the letter, or words to its effect."""
    passage = case.house.wording.blocks("public-interest/conclusion", {})
    expected = {_text(block) for block in passage if isinstance(block, Paragraph)}
    texts = [one.text for one in here]
    return bool(expected & set(texts)) or any(_CONCLUSION.search(text) for text in texts)


def _text(paragraph: Paragraph) -> str:
    return "".join(span.text for span in paragraph.spans).strip()


_CONCLUSION = phrases(
    r"outweigh\w*[^.]*(?:confirm\w*|whether[^.]*h[eo]ld)",
    r"(?:confirm\w*|duty)[^.]*outweigh\w*",
)


def _wrong_duty(text: str) -> bool:
    """Whether a text weighs the giving of information, where the question is whether to say that it
    is held."""
    return bool(_GIVING.search(text)) and not _SAYING.search(text)


_GIVING = phrases(
    "non-?disclosure",
    # Not "to provide information": that is what witnesses do.
    r"(?:disclos|releas|withhold|publish)(?:e|es|ed|ing|ure of)?\s+(?:of\s+)?"
    r"(?:the|this|that|these|those|such|any|requested)\s+(?:requested\s+)?"
    r"(?:information|details?|data|figures?|documents?|numbers?)",
)
_SAYING = phrases(
    r"confirm\w*|deny|denying|denial|acknowledg\w+|exist\w*|yes|a no",
    "answers?|answering|silence|silent|say(?:ing)? (?:so|nothing|that|whether|which)",
    r"(?:know|knowing|told|tell|telling|learn\w*) whether",
)
_IRRELEVANT = phrases(
    r"embarrass\w*|flood-?gates?|mis(?:understand|understood|interpret|represent)\w*",
    "(?:cost|burden|time) of (?:answering|dealing with|responding)|workload|time-?consuming",
    "reputation of (?:the|our) (?:force|council|authority|department|trust)",
)


def _missing(case: Case, key: Key, advice: str, severity: Severity = Severity.MUST_FIX) -> Finding:
    source = CLOSED_LIST if severity is Severity.LOOK_AGAIN else BALANCE
    return Finding(RULE, severity, "", heading(case, key), source, advice, str(key))


def _finding(case: Case, key: Key, one: Said, severity: Severity, advice: str) -> Finding:
    return Finding(RULE, severity, one.text, heading(case, key), BALANCE, advice, str(key))
