"""Rule `foreign-matter`: what does not belong in this letter. For now: what somebody meant to fill
in and did not ("[insert date]", "XXX", "{{ name }}").

The applicant's own words never count, nor does what an officer repeats of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import Reading, Said
from foi_bot.interview.asked import question
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import Goes

RULE = "foreign-matter"


def check(reading: Reading) -> Iterator[Finding]:
    """The places in a letter that were left to be filled in."""
    for words in reading.ours:
        for found in _PLACEHOLDER.finditer(words.text):
            if found[0] in reading.case.request.text or _numeral(words.text, found):
                continue
            one = words if words.key else _typed(reading, words, found[0])
            if found.lastgroup == "open":
                advice = "Is this settled by now? Then say what it is; else say when it will be."
                yield reading.finding(
                    RULE, _source(reading, one), one, found[0], Severity.LOOK_AGAIN, advice
                )
            else:
                advice = "This was left to be filled in. Fill it in, or take it out."
                yield reading.finding(
                    RULE, _source(reading, one), one, found[0], Severity.MUST_FIX, advice
                )


def _numeral(text: str, found: re.Match[str]) -> bool:
    """Whether it is a Roman thirty: "Chapter XXX"."""
    return found[0] == "XXX" and _COUNTED.search(text[: found.start()]) is not None


def _typed(reading: Reading, one: Said, words: str) -> Said:
    """The house's words, unless an officer typed what was found in them: the house's sentences call
    a piece of the request as the officer does."""
    case = reading.case
    for key in plan(case):
        if words in case.words(*key) and question(case, key).goes is Goes.LETTER:
            return replace(one, origin=str(key))
    return one


def _source(reading: Reading, one: Said) -> str:
    """The duty that a letter with a hole in it does not meet."""
    if reading.argues(one):
        return "FOIA s17(1)(c)"
    return "FOIA s1(1)(b)" if one.key else "FOIA s17(1)"


_TO_DO = (
    "insert|enter|add|fill in|delete as|to be (?:added|inserted|completed|confirmed)"
    "|(?:type|complete|describe|state|explain) (?:here|the|this|your|why|as)"
)
_NAMED = (
    "names?|dates?|day|time|reference|ref|numbers?|no|address|e-?mail|telephone|phone|amount|title"
    "|figures?|organi[sz]ation|officer|department|team|force|council|authority|trust|applicant"
    r"|requester|reasons?|text|section|exemption|receipt|request|xx+|tb[acd]|blank"
)
_PLACEHOLDER = re.compile(
    # What is to be done: "[insert the date here]", "<add reasons>", "(delete as appropriate)".
    rf"[\[<](?:please\s+)?(?:{_TO_DO})\b[^\]>\n]{{0,80}}[\]>]"
    r"|\((?:please\s+)?(?:insert|fill in|delete as)\b[^)\n]{0,80}\)"
    # What is to stand there: "[name]", "[date of receipt]", "<applicant name>", "[ ]".
    rf"|\[\s*(?:(?:the|of|and|or|{_NAMED})\s*)*\]"
    r"|<\s*[a-z]{2,}(?:[ _-][a-z]+){0,4}\s*>"
    # A template's own places, typed by somebody.
    r"|\{\{.*?\}\}|\{%.*?%\}|\$\{\w+\}|«[^»\n]{1,40}»"
    # Marks that hold a place.
    r"|\bx{3,}\b|\bx{2}(?:[./-]x{2,4}){1,2}\b|_{3,}|\?{3,}|\blorem ipsum\b"
    r"|\bdelete as (?:appropriate|applicable)\b|\binsert (?:the )?(?:\w+ )?here\b"
    r"|(?P<open>\b(?:TBC|TBA|TBD)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:chapter|part|schedule|volume|title|book|article|annex|appendix|bowl)\s+\Z",
    re.IGNORECASE,
)
