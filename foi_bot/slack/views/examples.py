"""A good and a bad answer to a question, for whoever asks."""

from __future__ import annotations

from foi_bot.case import Case
from foi_bot.interview.asked import question
from foi_bot.slack.blocks import context, escaped, quoted, section
from foi_bot.slack.views import Shown


def render(case: Case, asking: int) -> Shown:
    """The examples for this asking."""
    asked = question(case, case.asking(asking).key)
    return Shown(
        escaped(f"Good: {asked.good} Not enough: {asked.bad}"),
        (
            section(f"*{escaped(asked.ask)}*"),
            context("A good answer"),
            quoted(asked.good),
            context("Not enough"),
            quoted(asked.bad),
            context(f"{escaped(asked.why)} ({escaped(asked.source)})"),
        ),
    )
