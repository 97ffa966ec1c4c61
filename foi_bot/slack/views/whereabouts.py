"""Where a case stands, for whoever comes back to it: which question is open, what was answered last
and when, and what is left."""

from __future__ import annotations

from foi_bot.case import Case, Key, london
from foi_bot.interview.asked import heading, question
from foi_bot.interview.progress import Progress, progress
from foi_bot.law.days_in_words import long_date
from foi_bot.slack.blocks import Block, actions, button, context, escaped, section
from foi_bot.slack.views import Shown, times
from foi_bot.slack.views.card import stands

LEFT = 12
"""So many of the questions that are left are named."""


def render(case: Case, link: str = "", open_link: str = "") -> Shown:
    """Where the case stands; the links lead to its thread and to the question that is open."""
    found = progress(case)
    told = [f"*{escaped(case.reference)}* · {stands(case)} · officer <@{case.officer}>"]
    told.append(f"Due: {escaped(times.due(case))}")
    if link:
        told.append(f"<{escaped(link)}|Go to the case>")
    blocks: list[Block] = [section("\n".join(told))]
    if found.at is not None:
        blocks.append(section(_open(case, found, found.at, open_link)))
    if found.last is not None:
        day, about = long_date(london(found.last.at)), _name(case, found.last.key)
        blocks.append(context(f"Answered last, by <@{found.last.by}> on {day}: {about}"))
    left = [key for key in found.left if key != found.at]
    if found.at is not None and left:
        blocks.append(context(_left(case, left)))
    if not link:
        # Read where the case is: elsewhere its answers have no thread to be shown in.
        blocks.append(actions([button("All answers", "all_answers", {"case": case.id})]))
    return Shown(f"{escaped(case.reference)}: {stands(case)}", tuple(blocks))


def _open(case: Case, found: Progress, at: Key, link: str) -> str:
    asked = escaped(question(case, at).ask)
    place = f"*Question {found.place} of {found.total} so far:* {escaped(heading(case, at))}"
    return f"{place}\n{asked}" + (f"\n<{escaped(link)}|Go to the question>" if link else "")


def _left(case: Case, left: list[Key]) -> str:
    names = [_name(case, key) for key in left[:LEFT]]
    more = len(left) - LEFT
    listed = "; ".join([*names, f"and {more} more"] if more > 0 else names)
    return f"Still to come, as far as it is known: {listed}. Answers can add to it."


def _name(case: Case, key: Key) -> str:
    return escaped(f"{heading(case, key)} · {question(case, key).short}")
