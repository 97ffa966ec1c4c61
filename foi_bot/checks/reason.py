"""Rule `reason`: each limb has a reason, tied to the request (FOIA s17(1)(c)). A definition of the
exemption is not a reason, and neither is "n/a"."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.substance import ENOUGH, is_empty, own_words, stems, vocabulary
from foi_bot.checks.words import phrases, written
from foi_bot.interview.asked import heading, limb_name, parts, question
from foi_bot.interview.plan import cited, limbs_of, ncnd_parts
from foi_bot.interview.questions import Goes, Kind, Question
from foi_bot.interview.reasons import BOTH_ANSWERS, PUBLIC_INTEREST, reasons
from foi_bot.law.cites import section_of
from foi_bot.law.needs import Need
from foi_bot.letter.tree import Letter

RULE = "reason"
SOURCE = "FOIA s17(1)(c)"


def check(case: Case, letter: Letter) -> Iterator[Finding]:
    """The limbs that a letter leaves without a reason, or with one that is none."""
    for cite in cited(case):
        yield from _missing(case, letter, cite)
        yield from _hollow(case, letter, cite)
        yield from _not_tied(case, letter, cite)


def _missing(case: Case, letter: Letter, cite: str) -> Iterator[Finding]:
    for key, asked in _asked(case, cite):
        if key not in case.current:
            advice = f"This is still to be answered: {asked.ask}"
            yield _finding(case, key, "", Severity.MUST_FIX, advice)
        elif asked.kind is Kind.TEXT and not written(letter, key):
            advice = f"The letter leaves out what you answered to: {asked.ask}"
            yield _finding(case, key, "", Severity.MUST_FIX, advice)


def _hollow(case: Case, letter: Letter, cite: str) -> Iterator[Finding]:
    """Answers that only fill their place; and a limb for which nothing else is said."""
    typed = _typed(case, letter, cite)
    known = vocabulary(section_of(cite))
    for key, text in typed.items():
        # That nothing is public already can be said in a word.
        lenient = key.question == Need.KNOWN_ALREADY
        if is_empty(text):
            severity = Severity.LOOK_AGAIN if lenient else Severity.MUST_FIX
            advice = "This is no reason. Write one or two full sentences about this request."
            yield _finding(case, key, text, severity, advice)
        elif key.question not in _FACTS and len(own_words(text, known)) < ENOUGH:
            advice = "This repeats the law or asserts the result. Say who would do what, and why."
            yield _finding(case, key, text, Severity.LOOK_AGAIN, advice)
    yes, no = (typed.get(Key(which, cite), "") for which in BOTH_ANSWERS)
    if yes and stems(yes) == stems(no):
        advice = "The same is said of a yes and of a no. Say what each would give away."
        yield _finding(case, Key(BOTH_ANSWERS[1], cite), no, Severity.LOOK_AGAIN, advice)
    if typed and len(own_words("\n".join(typed.values()), known)) < ENOUGH:
        key, text = next(iter(typed.items()))
        advice = (
            f"All that is said for {limb_name(cite)} is what the Act says. Say what it is about "
            "this request that brings it within the provision."
        )
        yield _finding(case, key, text, Severity.MUST_FIX, advice)


def _not_tied(case: Case, letter: Letter, cite: str) -> Iterator[Finding]:
    """Reasons that could stand in any letter: not one word of the request is in them."""
    typed = _typed(case, letter, cite)
    whole = "\n".join(typed.values())
    known = vocabulary(section_of(cite))
    asked_for = own_words(_request(case, cite), known)
    own = own_words(whole, known)
    if len(own) >= ENOUGH and asked_for and not own & asked_for and not _POINTS_AT.search(whole):
        key, text = next(iter(typed.items()))
        advice = (
            f"The reasons for {limb_name(cite)} could stand in any letter. Say what it is about "
            "this request."
        )
        yield _finding(case, key, text, Severity.LOOK_AGAIN, advice)


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


def _asked(case: Case, cite: str) -> Iterator[tuple[Key, Question]]:
    """The questions whose answers are the letter's reasons for a limb, but for the balance."""
    for key in reasons(case, cite, cited(case)):
        asked = question(case, key)
        if asked.goes is Goes.LETTER and key.question not in PUBLIC_INTEREST:
            yield key, asked


def _typed(case: Case, letter: Letter, cite: str) -> dict[Key, str]:
    """What was typed for a limb, as the letter carries it."""
    found = {
        key: written(letter, key)
        for key, asked in _asked(case, cite)
        if asked.kind is Kind.TEXT and key in case.current
    }
    return {key: text for key, text in found.items() if text}


def _request(case: Case, cite: str) -> str:
    """The words of the parts for which a limb is relied on."""
    relying = {part.id for part in ncnd_parts(case) if cite in limbs_of(case, part.id)}
    return "\n".join(part.text for part in parts(case) if part.id in relying)


def _finding(case: Case, key: Key, quote: str, severity: Severity, advice: str) -> Finding:
    return Finding(RULE, severity, quote, heading(case, key), SOURCE, advice, str(key))
