"""Views: one view, one file, `render(case, …) -> Shown`. Each has a text for notifications and
screen readers, and says nothing by colour or emoji alone."""

from __future__ import annotations

from dataclasses import dataclass

from foi_bot.slack.blocks import Block


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as Slack is to show it: blocks, and a text that says the same in short.

    Slack reads mentions and links in the text, and would call the whole channel for a typed
    "<!channel>": so what people typed, and what may hold it, is escaped there.
    """

    text: str
    blocks: tuple[Block, ...]
