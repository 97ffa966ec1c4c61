"""What a letter says of notices: that it is one (section 17(1), (5)); and, where it refuses a
request under section 14, of an earlier one, and of those that later requests may not get (section
17(6))."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case
from foi_bot.interview.days import read_day
from foi_bot.interview.outcome import REFUSALS, Outcome
from foi_bot.interview.slices import slices, slices_with
from foi_bot.letter.fill import Facts
from foi_bot.letter.passages import limb_name, long_date, names_of, passage
from foi_bot.letter.tree import Block

UNDER_17_5 = frozenset({Outcome.COST, Outcome.VEXATIOUS, Outcome.REPEATED})
"""What is refused for the cost of it or under section 14; whatever else is, under an exemption."""


def refusal_notice(case: Case) -> Iterator[Block]:
    """That the letter is the notice of what it refuses, and of which pieces, if not of all; nothing
    where it refuses nothing."""
    for cite, outcomes in (("17(1)", REFUSALS - UNDER_17_5), ("17(5)", UNDER_17_5)):
        refused = slices_with(case, *outcomes)
        if refused:
            others = refused != slices(case)
            facts: Facts = {
                "provision": limb_name(case, cite),
                "what": names_of(case, refused) if others else [],
            }
            yield from passage(case, "notice", facts)


def later_requests(case: Case) -> tuple[Block, ...]:
    """That a notice was given before, and what follows. Nothing without the day of that notice:
    section 17(6) rests on an earlier one, and a first refusal cannot invoke it."""
    given = read_day(case.words("earlier-notice-date"))
    if given is None or case.value("earlier-notice") != "yes":
        return ()
    facts: Facts = {
        "given": long_date(case, given),
        "no_more": case.value("no-more-notices") == "yes",
    }
    return passage(case, "vexatious/earlier-notice", facts)
