"""Rule `reason`: each limb has a reason, tied to the request (FOIA s17(1)(c)). A definition of the
exemption is not a reason, and neither is "n/a"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foi_bot.case import Case, Key
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.substance import ENOUGH, is_empty, own_words, stems, vocabulary
from foi_bot.checks.words import Reading, phrases
from foi_bot.interview.asked import heading, limb_name, question
from foi_bot.interview.questions import Goes, Kind, Question
from foi_bot.interview.reasons import BOTH_ANSWERS, PUBLIC_INTEREST, reasons
from foi_bot.interview.slices import relying_on
from foi_bot.law.cites import section_of
from foi_bot.law.needs import Need

RULE = "reason"
SOURCE = "FOIA s17(1)(c)"


def check(reading: Reading) -> Iterator[Finding]:
    """The limbs that a letter leaves without a reason, or with one that is none."""
    for cite in reading.cited:
        asked = dict(_asked(reading, cite))
        yield from _missing(reading, asked)
        typed = {
            key: reading.written(key)
            for key, one in asked.items()
            if one.kind is Kind.TEXT and key in reading.case.current
        }
        typed = {key: text for key, text in typed.items() if text}
        yield from _hollow(reading.case, cite, typed)
        yield from _not_tied(reading, cite, typed)


def _asked(reading: Reading, cite: str) -> Iterator[tuple[Key, Question]]:
    """The questions whose answers are the letter's reasons for a limb, but for the balance."""
    for key in reasons(reading.case, cite, reading.cited):
        asked = question(reading.case, key)
        if asked.goes is Goes.LETTER and key.question not in PUBLIC_INTEREST:
            yield key, asked


def _missing(reading: Reading, asked: Mapping[Key, Question]) -> Iterator[Finding]:
    case = reading.case
    for key, one in asked.items():
        if key not in case.current:
            advice = f"This is still to be answered: {one.ask}"
            yield _finding(case, key, "", Severity.MUST_FIX, advice)
        elif one.kind is Kind.TEXT and not reading.written(key):
            advice = f"The letter leaves out what you answered to: {one.ask}"
            yield _finding(case, key, "", Severity.MUST_FIX, advice)


def _hollow(case: Case, cite: str, typed: Mapping[Key, str]) -> Iterator[Finding]:
    """Answers that only fill their place; and a limb for which nothing else is said."""
    for key, text in typed.items():
        yield from _hollow_answer(case, key, text)
    yes, no = (typed.get(Key(which, cite), "") for which in BOTH_ANSWERS)
    if yes and stems(yes) == stems(no):
        advice = "The same is said of a yes and of a no. Say what each would give away."
        yield _finding(case, Key(BOTH_ANSWERS[1], cite), no, Severity.LOOK_AGAIN, advice)
    argued = {key: text for key, text in typed.items() if key.question not in _FACTS}
    if argued and all(_repeats_the_law(key, text) for key, text in argued.items()):
        key, text = next(iter(argued.items()))
        advice = (
            f"All that is said for {limb_name(cite)} is what the Act says. Say what it is about "
            "this request that brings it within the provision."
        )
        yield _finding(case, key, text, Severity.MUST_FIX, advice)


def _hollow_answer(case: Case, key: Key, text: str) -> Iterator[Finding]:
    if is_empty(text):
        # That nothing is public already can be said in a word.
        lenient = key.question == Need.KNOWN_ALREADY
        severity = Severity.LOOK_AGAIN if lenient else Severity.MUST_FIX
        advice = "This is no reason. Write one or two full sentences about this request."
        yield _finding(case, key, text, severity, advice)
    elif len(text.split()) < _A_SENTENCE:
        advice = "A catchword is no reason. Write a full sentence about this request."
        yield _finding(case, key, text, Severity.LOOK_AGAIN, advice)
    elif key.question not in _FACTS and _repeats_the_law(key, text):
        advice = "This repeats the law or asserts the result. Say who would do what, and why."
        yield _finding(case, key, text, Severity.LOOK_AGAIN, advice)


def _repeats_the_law(key: Key, text: str) -> bool:
    """Whether a text neither says anything of its own nor points at the request."""
    known = vocabulary(section_of(key.about))
    return len(own_words(text, known)) < ENOUGH and not _POINTS_AT.search(text)


def _not_tied(reading: Reading, cite: str, typed: Mapping[Key, str]) -> Iterator[Finding]:
    """Reasons that could stand in any letter: not one word of the request is in them."""
    whole = "\n".join(typed.values())
    known = vocabulary(section_of(cite))
    asked_for = stems(" ".join(own_words(_request(reading, cite), known)))
    own = own_words(whole, known)
    tied = stems(" ".join(own)) & asked_for or _POINTS_AT.search(whole)
    argued = any(key.question not in _FACTS for key in typed)
    if argued and len(own) >= ENOUGH and asked_for and not tied:
        key, text = next(iter(typed.items()))
        advice = (
            f"The reasons for {limb_name(cite)} could stand in any letter. Say what it is about "
            "this request."
        )
        yield _finding(reading.case, key, text, Severity.LOOK_AGAIN, advice)


_A_SENTENCE = 4
"""The fewest words that can be a sentence about something."""

_POINTS_AT = phrases(
    r"you(?:r request)? (?:ask|nam|mention|describ|want)\w*",
    "(?:the|this|your) request|asked (?:about|for)",
    r"(?:person|people|place|company|firm|body|officer) (?:whom |that |which )?"
    r"(?:you |the request )?nam\w+",
)

# Questions whose answer is a fact, which may well be told in the words of the Act.
_FACTS = frozenset(
    {
        "interest",
        "paragraph",
        Need.KNOWN_ALREADY,
        Need.DATA_SUBJECT,
        Need.QUALIFIED_PERSON,
        Need.OPINION,
        Need.STATUTE,
        Need.COURT_ORDER,
        Need.COURT_DOCUMENT,
        Need.AUDIT_FUNCTION,
        Need.RELATIONS_WITH,
        Need.ROYAL_PERSON,
        Need.PUBLICATION_PLAN,
        Need.RESEARCH_PROGRAMME,
        Need.PRIVILEGE_KIND,
        Need.POLICY_STAGE,
        Need.OWN_DATA_ROUTE,
        Need.DATA_PROTECTION_EXEMPTION,
    }
)


def _request(reading: Reading, cite: str) -> str:
    """The words of the parts for which a limb is relied on."""
    case = reading.case
    return "\n".join(one.part.text for one in relying_on(case, cite))


def _finding(case: Case, key: Key, quote: str, severity: Severity, advice: str) -> Finding:
    return Finding(RULE, severity, quote, heading(case, key), SOURCE, advice, str(key))
