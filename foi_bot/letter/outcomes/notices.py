"""What a letter says of notices: that it is one (section 17(1), (5)); and, where it refuses a
request under section 14, of an earlier one, and of those that later requests may not get (section
17(6))."""

from __future__ import annotations

from foi_bot.case import Case
from foi_bot.interview.days import read_day
from foi_bot.interview.outcome import REFUSALS, Outcome
from foi_bot.interview.slices import slices_with
from foi_bot.law.days_in_words import long_date
from foi_bot.letter.fill import Facts
from foi_bot.letter.passages import passage
from foi_bot.letter.tree import Block

UNDER_17_5 = frozenset({Outcome.COST, Outcome.VEXATIOUS, Outcome.REPEATED})
"""What is refused for the cost of it or under section 14; whatever else is, under an exemption."""


def refusal_notice(case: Case) -> tuple[Block, ...]:
    """That the letter is the notice of what it refuses; nothing where it refuses nothing."""
    under = {
        "section 17(1)": REFUSALS - UNDER_17_5,
        "section 17(5)": UNDER_17_5,
    }
    sections = [cite for cite, outcomes in under.items() if slices_with(case, *outcomes)]
    return passage(case, "notice", {"sections": sections}) if sections else ()


def later_requests(case: Case) -> tuple[Block, ...]:
    """That a notice was given before, and what follows. Nothing without the day of that notice:
    section 17(6) rests on an earlier one, and a first refusal cannot invoke it."""
    given = read_day(case.words("earlier-notice-date"))
    if given is None or case.value("earlier-notice") != "yes":
        return ()
    facts: Facts = {
        "given": long_date(given),
        "no_more": case.value("no-more-notices") == "yes",
    }
    return passage(case, "vexatious/earlier-notice", facts)
