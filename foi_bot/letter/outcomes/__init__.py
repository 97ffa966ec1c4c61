"""One module for each outcome: what the letter says of the slices that have it.

`decision` stands under "Our decision": which duty is met or refused, under which provision.
`section` gives what follows from it, but for the reasons of limbs (`foi_bot.letter.limbs`), which
are given limb by limb after all sections.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from foi_bot.case import Case
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import Slice
from foi_bot.letter.outcomes import (
    accessible,
    answered_before,
    clarify,
    cost,
    disclose,
    extend,
    ncnd,
    not_held,
    outside,
    publish_later,
    repeated,
    vexatious,
    withhold,
)
from foi_bot.letter.tree import Block


class Words(Protocol):
    """What a module for an outcome has."""

    def decision(self, case: Case, some: tuple[Slice, ...]) -> Iterator[Block]: ...
    def section(self, case: Case, some: tuple[Slice, ...]) -> Iterator[Block]: ...


WORDS: Mapping[Outcome, Words] = {
    Outcome.DISCLOSE: disclose,
    Outcome.ACCESSIBLE: accessible,
    Outcome.NOT_HELD: not_held,
    Outcome.PUBLISH_LATER: publish_later,
    Outcome.WITHHOLD: withhold,
    Outcome.EXTEND: extend,
    Outcome.COST: cost,
    Outcome.VEXATIOUS: vexatious,
    Outcome.REPEATED: repeated,
    Outcome.CLARIFY: clarify,
    Outcome.ANSWERED: answered_before,
    Outcome.ENVIRONMENTAL: outside.environmental,
    Outcome.OWN_DATA: outside.own_data,
    Outcome.BUSINESS: outside.business,
    Outcome.ELSEWHERE: outside.elsewhere,
    Outcome.NCND: ncnd,
}
"""In the order of the letter: what is given comes first, what is not said at all comes last."""
