"""Rule `reason`: each limb has a reason, tied to the request (FOIA s17(1)(c)). A definition of the
exemption is not a reason, and neither is "n/a". What is refused or put off on another ground than
a limb is explained, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foi_bot.case import Case, Key
from foi_bot.checks.closed import reasons_are_closed, softened
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.substance import (
    ENOUGH,
    is_empty,
    is_formula,
    own_words,
    stems,
    vocabulary,
)
from foi_bot.checks.words import Reading, phrases, place_of
from foi_bot.interview.asked import heading, limb_name, question
from foi_bot.interview.outcome import Outcome
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
        found = _for_limb(reading, cite)
        closed = reasons_are_closed(reading.case, cite)
        yield from (softened(one) for one in found) if closed else found
    yield from _what_is_withheld(reading)
    yield from _without_a_limb(reading)


def _for_limb(reading: Reading, cite: str) -> Iterator[Finding]:
    asked = dict(_asked(reading, cite))
    yield from _missing(reading, asked)
    typed = {
        key: reading.written(key)
        for key, one in asked.items()
        if one.kind in _WRITTEN and key in reading.case.current
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
        elif one.kind in _WRITTEN and not reading.written(key):
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
        lenient = key.question in _IN_A_WORD
        severity = Severity.LOOK_AGAIN if lenient else Severity.MUST_FIX
        advice = "This is no reason. Write one or two full sentences about this request."
        yield _finding(case, key, text, severity, advice)
    elif len(text.split()) < _A_SENTENCE and key.question not in _NAMES:
        advice = "A catchword is no reason. Write a full sentence about this request."
        yield _finding(case, key, text, Severity.LOOK_AGAIN, advice)
    elif key.question not in _FACTS and _repeats_the_law(key, text):
        advice = "This repeats the law or asserts the result. Say who would do what, and why."
        yield _finding(case, key, text, Severity.LOOK_AGAIN, advice)


def _repeats_the_law(key: Key, text: str) -> bool:
    """Whether a text neither says anything of its own nor points at the request."""
    known = vocabulary(section_of(key.about))
    return len(own_words(text, known)) < ENOUGH and not _points_at(text)


def _points_at(text: str) -> bool:
    return _POINTS_AT.search(text) is not None


def _not_tied(reading: Reading, cite: str, typed: Mapping[Key, str]) -> Iterator[Finding]:
    """Reasons that could stand in any letter: not one word of the request is in them. In English: a
    language that changes the first letters of its words would look untied where it is not."""
    if not reading.is_in_english:
        return
    whole = "\n".join(typed.values())
    known = vocabulary(section_of(cite))
    asked_for = stems(" ".join(own_words(_request(reading, cite), known)))
    own = own_words(whole, known)
    said = stems(" ".join(own))
    tied = said & asked_for or said & _withheld(reading, cite, asked_for) or _points_at(whole)
    argued = any(key.question not in _FACTS for key in typed)
    if argued and len(own) >= ENOUGH and asked_for and not tied:
        key, text = next(iter(typed.items()))
        advice = (
            f"The reasons for {limb_name(cite)} could stand in any letter. Say what it is about "
            "this request."
        )
        yield _finding(reading.case, key, text, Severity.LOOK_AGAIN, advice)


_WRITTEN = (Kind.TEXT, Kind.LINES)
_IN_A_WORD = frozenset({Need.KNOWN_ALREADY})
"""What a word can answer: that nothing is public already."""
_NAMES = frozenset(
    {
        Need.ELEMENTS,
        Need.STATE,
        Need.RELATIONS_WITH,
        Need.ADMINISTRATION,
        Need.ROYAL_PERSON,
        Need.OBTAINED_FROM,
    }
)
"""What a name answers, and no sentence need."""
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
        Need.STATE,
        Need.RELATIONS_WITH,
        Need.ADMINISTRATION,
        Need.ROYAL_PERSON,
        Need.WHERE_ACCESSIBLE,
        Need.ACCESS_TERMS,
        Need.OBTAINED_FROM,
        Need.ELEMENTS,
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


def _withheld(reading: Reading, cite: str, asked_for: frozenset[str]) -> frozenset[str]:
    """The stems of what is withheld, where that is plainly of what was asked for: reasons about it
    are about the request."""
    case = reading.case
    told = "\n".join(case.words("what-withheld", one.id) for one in relying_on(case, cite))
    withheld = stems(" ".join(own_words(told)))
    return withheld if withheld & asked_for else frozenset()


def _what_is_withheld(reading: Reading) -> Iterator[Finding]:
    """Whoever is refused something has to be able to tell what (FOIA s1(1)(a), s17(1)(a))."""
    for one in reading.deciding(Outcome.WITHHOLD, Outcome.EXTEND):
        key = Key("what-withheld", one.id)
        text = reading.case.words(*key)
        if text and is_formula(text):
            advice = "This does not say what is refused. Name the kind of information."
            source = "FOIA s1(1)(a), s17(1)(a)"
            place = place_of(reading.case, key)
            yield Finding(RULE, Severity.MUST_FIX, text, place, source, advice, str(key))


def _without_a_limb(reading: Reading) -> Iterator[Finding]:
    """What is said for a refusal, or for a wait, that rests on no limb. The Act asks only that the
    ground be stated in time (s17(5)); reasons are what the regulator wants to see."""
    case = reading.case
    for outcome, questions in _EXPLAINED.items():
        for one in reading.deciding(outcome):
            for key in (Key(name, about) for name in questions for about in (one.id, "")):
                text = reading.written(key)
                if text and _explains_nothing(text):
                    asked = question(case, key)
                    advice = f"This explains nothing. {asked.why}"
                    place = place_of(case, key)
                    severity = Severity.LOOK_AGAIN
                    yield Finding(RULE, severity, text, place, asked.source, advice, str(key))


def _explains_nothing(text: str) -> bool:
    return is_empty(text) or len(own_words(text)) < ENOUGH


_EXPLAINED: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.NOT_HELD: ("search-summary", "why-not-held"),
    Outcome.COST: ("cost-alike", "estimate-basis", "within-limit"),
    Outcome.VEXATIOUS: (
        "vexatious-burden",
        "vexatious-motive",
        "vexatious-value",
        "vexatious-distress",
        "vexatious-purpose",
    ),
    Outcome.REPEATED: ("repeated-interval",),
    Outcome.CLARIFY: ("unclear",),
    Outcome.ENVIRONMENTAL: ("why-environmental",),
    Outcome.BUSINESS: ("business-route",),
    Outcome.ELSEWHERE: ("other-authority",),
}
"""What is asked for each ground, and can't be answered in a word."""


def _finding(case: Case, key: Key, quote: str, severity: Severity, advice: str) -> Finding:
    return Finding(RULE, severity, quote, heading(case, key), SOURCE, advice, str(key))
