"""Rule `foreign-matter`: what does not belong in this letter. An officer's reasons that are about
something nobody asked for, and what somebody meant to fill in and did not ("[insert date]", "XXX").

Every word of the letter knows who wrote it. Only officers' reasons for a limb are held against the
request, the other answers, the house's words and the law; the applicant's words and the house's
never are. Whether a sentence is nearer to another open case's request a pure rule cannot tell: it
sees this case alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from foi_bot.checks.finding import Finding
from foi_bot.checks.foreign import foreign
from foi_bot.checks.matter import Matter
from foi_bot.checks.placeholders import placeholders
from foi_bot.checks.words import Reading, Said, sentences
from foi_bot.interview.asked import question
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import Goes
from foi_bot.law.cites import section_of

RULE = "foreign-matter"


def check(reading: Reading) -> Iterator[Finding]:
    """What is another request's, and the places that were left to be filled in."""
    yield from _open_places(reading)
    yield from _foreign(reading)


def _foreign(reading: Reading) -> Iterator[Finding]:
    argued = [one for one in reading.ours if reading.argues(one)]
    about = matter(reading)
    if not about.is_known:
        return
    for found in foreign(about, [sentences(one.text) for one in argued]):
        one = argued[found.paragraph]
        source = _source(reading, one)
        yield reading.finding(RULE, source, one, found.quote, found.severity, found.advice)


def matter(reading: Reading) -> Matter:
    """What the case is about: its request, and every answer that is no reason."""
    told = [one for one in reading.ours if not reading.argues(one)]
    return Matter(
        asked=(reading.case.request.text,),
        decided=tuple(one.text for one in told if one.key),
        beside=tuple(one.text for one in told if not one.key),
        sections=frozenset(map(section_of, reading.cited)),
    )


def _open_places(reading: Reading) -> Iterator[Finding]:
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
