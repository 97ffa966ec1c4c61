"""A page of a draft's text in the thread."""

from __future__ import annotations

from foi_bot.letter.slack import split
from foi_bot.letter.tree import Letter
from foi_bot.slack.blocks import context
from foi_bot.slack.views import Shown


def render(letter: Letter, draft: int, page: int, pages: int) -> Shown:
    """Page `page` of `pages` of this letter."""
    blocks = split(letter)[page - 1]
    told = f"Draft {draft}, page {page} of {pages}"
    return Shown(told, (context(f"*{told}*"), *blocks))
