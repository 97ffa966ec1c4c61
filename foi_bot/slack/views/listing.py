"""Lists of cases, and one case found by its reference."""

from __future__ import annotations

from collections.abc import Sequence

from foi_bot.law.days_in_words import long_date
from foi_bot.slack.blocks import SECTION, Block, context, escaped, section
from foi_bot.slack.views import Shown
from foi_bot.slack.words import say
from store.lists import Listed


def render(cases: Sequence[Listed], *, more: bool) -> Shown:
    """The open cases, the one due first on top."""
    if not cases:
        return Shown(say("no-cases"), (section(say("no-cases")),))
    lines = [_line(case) for case in cases]
    blocks: list[Block] = [section(text) for text in _fitting(lines)]
    if more:
        blocks.append(context("There are more. Find one with /foi show and its reference."))
    count = "1 open case" if len(cases) == 1 else f"{len(cases)} open cases"
    return Shown(f"{count}, the one due first on top", tuple(blocks))


def render_one(case: Listed, link: str) -> Shown:
    """One case, with the way to its thread."""
    told = _line(case) + (f"\n<{link}|Go to the case>" if link else "")
    return Shown(f"{escaped(case.reference)}: {case.state}", (section(told),))


def _line(case: Listed) -> str:
    due = f"due {long_date(case.due)}" if case.due else "no time runs"
    return f"*{escaped(case.reference)}* · {case.state} · {due} · <@{case.officer}>"


def _fitting(lines: Sequence[str]) -> list[str]:
    """Lines together in as few texts as a section's width allows."""
    texts = [""]
    for line in lines:
        joined = f"{texts[-1]}\n{line}".strip("\n")
        if len(joined) > SECTION:
            texts.append(line)
        else:
            texts[-1] = joined
    return texts
