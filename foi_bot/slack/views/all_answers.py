"""All answers of a case in one place, each with a Change button; shown to whoever asks."""

from __future__ import annotations

from foi_bot.case import Case, Key
from foi_bot.interview.asked import heading, question, shown
from foi_bot.interview.plan import plan
from foi_bot.slack.blocks import (
    Block,
    button,
    context,
    divider,
    escaped,
    fitting,
    header,
    quoted,
)
from foi_bot.slack.views import Shown, enclosures

PER_MESSAGE = 7
"""With `ANSWER`, what one message holds: a whole post fails near 13,000 characters."""

ANSWER = 1200


def render(case: Case) -> tuple[Shown, ...]:
    """The answers in the order of the interview, in as many messages as they need, and what is
    enclosed."""
    keys = plan(case)
    pages = [keys[at : at + PER_MESSAGE] for at in range(0, len(keys), PER_MESSAGE)]
    answers = (_page(case, page, no, len(pages)) for no, page in enumerate(pages, start=1))
    return (*answers, *enclosures.listed(case))


def _page(case: Case, keys: tuple[Key, ...], no: int, pages: int) -> Shown:
    title = f"All answers in {case.reference}" + (f" ({no} of {pages})" if pages > 1 else "")
    blocks: list[Block] = [header(title)]
    for key in keys:
        blocks += [context(_about(case, key)), _answer(case, key)]
    blocks.append(divider())
    return Shown(escaped(title), tuple(blocks))


def _about(case: Case, key: Key) -> str:
    goes = "in the letter" if question(case, key).goes == "letter" else "on record only"
    by = case.current.get(key)
    who = f", by <@{by.by}>" if by else ""
    return f"*{escaped(f'{heading(case, key)} · {question(case, key).short}')}* ({goes}{who})"


def _answer(case: Case, key: Key) -> Block:
    current = case.current.get(key)
    words = fitting(shown(case, key, current.value), ANSWER) if current else "Not answered yet"
    label = "Change" if current else "Answer"
    change = button(label, "change_answer", {"case": case.id, "key": str(key)})
    return quoted(words, None if case.closure else change)
