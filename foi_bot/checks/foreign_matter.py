"""Rule `foreign-matter`: what does not belong in this letter. For now: what somebody meant to fill
in and did not ("[insert date]", "XXX", "{{ name }}").

The applicant's own words never count, nor does what an officer repeats of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foi_bot.checks.finding import Finding
from foi_bot.checks.placeholders import placeholders
from foi_bot.checks.words import Reading, Said
from foi_bot.interview.asked import question
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import Goes

RULE = "foreign-matter"


def check(reading: Reading) -> Iterator[Finding]:
    """The places in a letter that were left to be filled in."""
    for words in reading.ours:
        for found in placeholders(words.text, reading.case.request.text):
            one = words if words.key else _typed(reading, words, found.text)
            yield reading.finding(
                RULE, _source(reading, one), one, found.text, found.severity, found.advice
            )


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
