"""What goes out with the letter: listed where approvers react, and with the answers, each with a
button that removes it."""

from __future__ import annotations

from foi_bot.case import Case
from foi_bot.casework.dropping import SHOWN as DIGEST
from foi_bot.enclosures import Enclosure
from foi_bot.reading.names import size_in_words
from foi_bot.slack.blocks import Block, button, context, escaped, fitting, header, quoted
from foi_bot.slack.views import Shown
from foi_bot.slack.words import sentences

PER_MESSAGE = 40
"""A message holds 50 blocks."""

LINES = 2800
"""Characters of the list where approvers react: a context element holds 3,000."""


def listed(case: Case) -> tuple[Shown, ...]:
    """The enclosures one under another, in as many messages as they need; none where there are
    none."""
    every = case.enclosed
    pages = [every[at : at + PER_MESSAGE] for at in range(0, len(every), PER_MESSAGE)]
    return tuple(_page(case, page) for page in pages)


def of_draft(case: Case) -> list[Block]:
    """What approvers approve together with the letter."""
    if not case.enclosed:
        return []
    lines = "\n".join(f"• {escaped(_told(one))}" for one in case.enclosed)
    return [context(fitting(f"*Approved with the letter, file by file:*\n{lines}", LINES))]


def _page(case: Case, some: tuple[Enclosure, ...]) -> Shown:
    title = f"Enclosures in {case.reference}"
    blocks: list[Block] = [header(title)]
    for one in some:
        about = {"case": case.id, "about": str(one.no)}
        remove = button(sentences()["enclosure-remove"], "remove_enclosure", about)
        blocks.append(quoted(_told(one), None if case.closure else remove))
    return Shown(escaped(title), tuple(blocks))


def _told(one: Enclosure) -> str:
    return f"“{one.name}” ({size_in_words(one.size)}, SHA-256 {one.sha256[:DIGEST]}…)"
