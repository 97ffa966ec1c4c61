"""What a refusal under section 14 says of notices: of an earlier one, and of those that later
requests may not get (section 17(6))."""

from __future__ import annotations

from foi_bot.case import Case
from foi_bot.interview.days import read_day
from foi_bot.law.days_in_words import long_date
from foi_bot.letter.fill import Facts
from foi_bot.letter.passages import passage
from foi_bot.letter.tree import Block


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
