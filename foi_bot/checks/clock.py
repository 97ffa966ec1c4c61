"""Rule `clock`: the letter goes in time, or says that it is late and is sorry (FOIA s10(1)); an
extension names its day (s17(2)), keeps to what is reasonable (s10(3)), and is kept.

That time is extended for qualified exemptions only is part of the rule `limb`, which knows the
exemptions.
"""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Key
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.words import Reading
from foi_bot.interview.days import read_day
from foi_bot.interview.outcome import Outcome
from foi_bot.law.count import due
from foi_bot.law.days_in_words import long_date
from foi_bot.law.periods import period
from foi_bot.letter.kinds.late import apology, lateness
from foi_bot.letter.outcomes.extend import UNTIL
from foi_bot.letter.passages import long_date as in_the_house_s_language

RULE = "clock"
IN_TIME = "FOIA s10(1)"
REASONABLE = "FOIA s10(3)"
ESTIMATE = "FOIA s17(2)"


def check(reading: Reading) -> Iterator[Finding]:
    """What is wrong with when the letter goes, and with the time that it takes."""
    if not reading.decides:
        return
    yield from _late(reading)
    yield from _not_kept(reading)
    if reading.deciding(Outcome.EXTEND):
        yield from _extended(reading)


def _late(reading: Reading) -> Iterator[Finding]:
    """The letter goes after its last day and does not say so."""
    case = reading.case
    late = lateness(case)
    # The words on why it is late may stand without those that say so.
    if late is None or apology(case)[0] in reading.letter.blocks:
        return
    advice = (
        f"The last day for this answer was {long_date(late.due)}. Say that it is late, why, and "
        "that you are sorry."
    )
    yield _finding(Severity.MUST_FIX, IN_TIME, advice, Key("late-why"))


def _not_kept(reading: Reading) -> Iterator[Finding]:
    """An earlier letter estimated a day for the decision, and that day has passed."""
    case = reading.case
    promised = [
        day
        for one in reading.decided
        if one not in reading.deciding(Outcome.EXTEND)
        and (day := case.clock.extended_until(one.id)) is not None
        and day < case.on
    ]
    if promised:
        advice = (
            f"You wrote that you would decide by {long_date(min(promised))}. This letter goes "
            "after that day: say so, and that you are sorry."
        )
        yield _finding(Severity.LOOK_AGAIN, REASONABLE, advice, None)


def _extended(reading: Reading) -> Iterator[Finding]:
    """The estimated day: it stands in the letter, and is not further off than is usual."""
    case = reading.case
    until = read_day(case.words(*UNTIL))
    if until is None or not _says(reading, in_the_house_s_language(case, until)):
        advice = (
            "This letter takes more time to weigh the public interest. It has to give an estimate "
            "of the date by which you expect to have decided."
        )
        yield _finding(Severity.MUST_FIX, ESTIMATE, advice, UNTIL)
        return
    longest = period("weigh-public-interest", case.on)
    last = due(case.clock.received, longest.amount).last
    if until > last:
        advice = (
            f"{long_date(until)} is more than {longest} after the request came, which the "
            f"regulator accepts only exceptionally. Can it be {long_date(last)} or before?"
        )
        yield _finding(Severity.LOOK_AGAIN, REASONABLE, advice, UNTIL)


def _says(reading: Reading, words: str) -> bool:
    return any(words in one.text for one in reading.ours)


def _finding(severity: Severity, source: str, advice: str, key: Key | None) -> Finding:
    return Finding(RULE, severity, "", "The time", source, advice, str(key) if key else "")
