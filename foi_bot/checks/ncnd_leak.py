"""Rule `ncnd-leak`: a letter that neither confirms nor denies must not give away which it is.

No figures, no "we hold", no caveat about data; a sentence against inference; reasons about
confirming and denying, never about content (FOIA s1(1)(a), s2(1)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.substance import own_words, stems
from foi_bot.checks.words import Reading, Said, answer, asserted, phrases, sentences
from foi_bot.interview.slices import parts
from foi_bot.law.cites import cites_in
from foi_bot.law.needs import Need
from foi_bot.letter.outcomes.ncnd import no_inference

RULE = "ncnd-leak"
SOURCE = "FOIA s1(1)(a), s2(1)"


def check(reading: Reading) -> Iterator[Finding]:
    """What in a letter would let its reader guess whether the information is held."""
    if not reading.silent:
        return
    known = _Known(reading.case)
    for one in reading.ours:
        for sentence in sentences(one.text):
            if reading.argues(one):
                yield from _in_reasons(reading, one, sentence)
                yield from _figures(reading, one, sentence, known)
            if _speaks_for_ncnd(reading, one):
                yield from _caveat(reading, one, sentence)
    yield from _inference(reading)


def _in_reasons(reading: Reading, one: Said, sentence: str) -> Iterator[Finding]:
    if asserted(_HELD, sentence):
        advice = (
            "This says whether the information is held. Write it in the conditional, so that it "
            "would read the same if the answer were the other one."
        )
        yield _finding(reading, one, sentence, Severity.MUST_FIX, advice)
    elif asserted(_CONTENT, sentence):
        advice = (
            "This tells what the information says, so it says that there is some. Argue what a yes "
            "or a no would do instead."
        )
        yield _finding(reading, one, sentence, Severity.MUST_FIX, advice)
    elif _OURS.search(sentence) or asserted(_THE_MATTER, sentence):
        advice = "This reads as if there were such a matter. Put “if there were” before it."
        yield _finding(reading, one, sentence, Severity.LOOK_AGAIN, advice)


class _Known:
    """What the applicant brought up: numbers, and what is asked about."""

    def __init__(self, case: Case) -> None:
        self.numbers = {found["n"].lower() for found in _NUMBER.finditer(case.request.text)}
        self.asked = stems(" ".join(own_words("\n".join(part.text for part in parts(case)))))


def _figures(reading: Reading, one: Said, sentence: str, known: _Known) -> Iterator[Finding]:
    """Numbers among the reasons. One that counts what was asked for is as good as the answer."""
    text = _without_references(sentence)
    for number in _NUMBER.finditer(text):
        if number["n"].lower() in known.numbers:
            continue
        counts = stems(" ".join(text[number.end() :].split()[:3])) & known.asked
        if counts and asserted(re.compile(re.escape(number[0])), sentence):
            advice = "This figure counts what was asked for. Reasons for silence hold no figures."
            yield _finding(reading, one, sentence, Severity.MUST_FIX, advice)
            return
        if number["n"][0].isdigit():
            advice = "Look at this figure: could it be read as coming from what is held?"
            yield _finding(reading, one, sentence, Severity.LOOK_AGAIN, advice)
            return


def _without_references(sentence: str) -> str:
    """The sentence without the numbers that are no figures: provisions, years and dates."""
    for found in reversed(cites_in(sentence)):
        sentence = sentence[: found.start] + sentence[found.end :]
    return _REFERENCES.sub("", sentence)


def _speaks_for_ncnd(reading: Reading, one: Said) -> bool:
    """Whether words can be about the part that is neither confirmed nor denied. What an officer
    gives for a part that is answered cannot."""
    given = {part.id for part in reading.answered}
    return not (one.key and one.key.about in given)


def _caveat(reading: Reading, one: Said, sentence: str) -> Iterator[Finding]:
    if not (_DATA.search(sentence) and _CAVEAT.search(sentence)):
        return
    severity = Severity.MUST_FIX
    advice = "A warning about data says that there are data. Take it out."
    if one.key and one.key.question == Need.KNOWN_ALREADY:
        severity, advice = Severity.LOOK_AGAIN, "Is this plainly about what others have published?"
    elif one.key is None and reading.answered:
        severity = Severity.LOOK_AGAIN
        advice = "This warning must be seen to be about the part that is answered. Move it there."
    yield _finding(reading, one, sentence, severity, advice)


def _inference(reading: Reading) -> Iterator[Finding]:
    expected = no_inference(reading.case)
    there = expected and all(block in reading.letter.blocks for block in expected)
    if there or any(_INFERENCE.search(one.text) for one in reading.ours):
        return
    advice = (
        "Add a sentence that nothing in the letter is to be taken to mean that the information is "
        "held, or that it is not."
    )
    yield Finding(RULE, Severity.LOOK_AGAIN, "", "The letter", SOURCE, advice)


def _finding(reading: Reading, one: Said, quote: str, severity: Severity, advice: str) -> Finding:
    if not one.key:
        advice += " These words are the house's: tell whoever keeps the house pack."
    return Finding(RULE, severity, quote, reading.place(one), SOURCE, advice, answer(one))


_NOW = "(?:currently |now |still |already )?"
_INQUIRY = "(?:investigation|operation|enquiry|inquiry)"
_RECORDS = "(?:information|data|records?|files?|documents?|reports?|figures?)"
_MATTER = "(?:investigation|operation|enquiry|inquiry|prosecution|informant|source|suspect)"
_LIVE = "(?:live|current|ongoing|active|present|covert)"
_ANOTHER_HOLDING = (
    r"(?! (?:ourselves|the view|that view|hearings?|meetings?|elections?|on|up|out|back)\b)"
)
_IN_GENERAL = r"(?! (?:in (?:the strictest )?confidence|securely|safely|confidentially)\b)"

_HELD = phrases(
    rf"we (?:(?:do|did)(?: not|n[’']t)? )?{_NOW}(?:hold|held){_ANOTHER_HOLDING}",
    rf"(?:{_RECORDS}|nothing) (?:is|are) (?:not )?{_NOW}held{_IN_GENERAL}",
    rf"we are (?:not )?{_NOW}investigating",
    rf"(?:is|are) (?:not )?{_NOW}(?:under investigation|being investigated)",
    rf"(?:it|this|the (?:matter|case|{_MATTER})) (?:is|was|has been) (?:not )?{_NOW}"
    "(?:live|ongoing|open|closed|concluded|active|under ?way)",
    rf"there is {_NOW}(?:an?|no) (?:\w+ )?{_INQUIRY}",
    rf"there are {_NOW}(?:\w+ )?{_LIVE} {_INQUIRY}s",
)
_CONTENT = phrases(
    rf"(?:(?:the|this|that|our) (?:requested |relevant )?{_RECORDS}(?: requested| that we hold)?"
    r"|what we hold) (?:shows?|reveals?|contains?|includes?|consists?|details|sets? out|indicates?"
    r"|names)",
)
_OURS = phrases(rf"our (?:\w+ )?{_MATTER}", rf"our {_LIVE} (?:\w+ )?{_MATTER}s?")
_THE_MATTER = phrases(
    rf"(?:the|this) {_LIVE} (?:\w+ )?{_MATTER}s?",
    rf"(?:the|this|these) {_MATTER}s? (?:is|are|has|have)",
    "the (?:force|council|trust|authority|department|police|constabulary|service) "
    rf"(?:does not )?{_NOW}(?:hold|holds){_ANOTHER_HOLDING}",
    rf"the (?:force|council|police|constabulary) (?:is|are) (?:not )?{_NOW}investigating",
)
_NUMBER = re.compile(
    r"(?<![\w.,/£-])(?P<n>\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|dozens?|hundreds?|thousands?)(?![\w/%-]|[.,]\d)"
    r"(?! (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|per cent|working days)\b)",
    re.IGNORECASE,
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_REFERENCES = phrases(
    r"(?:sections?|Articles?|Schedules?|paragraphs?|parts?|questions?|items?|points?|regulations?"
    r"|chapters?)\s+\d+(?:\(\w+\))*",
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{4}}",
    r"(?:19|20)\d\d(?:/\d\d)?|999|101",
)
_DATA = phrases("data|figures?|statistics?|numerical")
_CAVEAT = phrases(
    "un-?audited|un-?published|snapshot|provisional|not (?:be )?(?:directly )?compar\\w+",
    r"live[\"'”’]* (?:\w+ )?(?:systems?|databases?|records?)|recording (?:practices|systems?)",
    "subject to (?:change|revision|(?:the )?interpretation)|may (?:change|differ|vary)",
    "counting rules|data quality",
)
_INFERENCE = phrases(
    r"no inference|infer(?:red|ence)?[^.]*(?:hold|held|exist\w*)",
    "nothing in this (?:letter|response|notice|reply)|(?:not|nor) be (?:taken|read|seen)",
)
