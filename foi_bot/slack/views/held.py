"""A draft that is held back: what must be fixed first."""

from __future__ import annotations

from foi_bot import approval
from foi_bot.case import Case
from foi_bot.slack.blocks import Block, section
from foi_bot.slack.views import Shown, findings


def render(case: Case, draft: int) -> Shown:
    """What holds this draft back, or that nothing does any more."""
    shown = next(one for one in case.drafts if one.no == draft)
    newest = case.draft is not None and case.draft.no == draft
    if not newest:
        told = f"Draft {draft} has been replaced."
        return Shown(told, (section(told),))
    if not approval.unsettled(case):
        told = f"Draft {draft} is no longer held back: what was found has been settled."
        return Shown(told, (section(told), *findings.blocks(case, shown)))
    told = (
        f"*The letter is written, but something must be fixed first.* Draft {draft} is held back: "
        f"{findings.summary(shown.findings)}. Change the answers, or let a finding stand and say "
        "why."
    )
    blocks: list[Block] = [section(told), *findings.blocks(case, shown)]
    return Shown(f"Draft {draft} is held back until something is fixed.", tuple(blocks))
