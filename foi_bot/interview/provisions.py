"""The provisions that a letter relies on, for telling one letter of a case from the next."""

from __future__ import annotations

from foi_bot.case import Case
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.plan import cited
from foi_bot.interview.slices import slices_with


def provisions(case: Case) -> tuple[str, ...]:
    """Every provision by which the letter refuses something: the limbs of Part II, and those of
    sections 12 and 14, which are no exemptions and stand in no `cited`."""
    found = list(cited(case))
    if slices_with(case, Outcome.COST):
        found.append(case.words("cost-limb") or "12(1)")
    if slices_with(case, Outcome.VEXATIOUS):
        found.append("14(1)")
    if slices_with(case, Outcome.REPEATED):
        found.append("14(2)")
    return tuple(found)
