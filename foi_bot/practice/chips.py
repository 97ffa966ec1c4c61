"""✅ and ❌ to click on under a draft.

local-slack's page can add to a reaction that is there, but in a thread it offers no way to make the
first one. So both are put there, in the bot's name; the bot's own reactions count for nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from slack_sdk import WebClient

from foi_bot.practice.acts import EMOJI
from foi_bot.practice.asked import is_last_post
from foi_bot.practice.workspace import BOT, Workspace

_LOOK_AGAIN_SECONDS = 1.0


@contextmanager
def chips(slack: Workspace) -> Iterator[None]:
    """Put both under every draft, for as long as the `with` lasts."""
    over = threading.Event()
    looking = threading.Thread(target=_look, args=(slack, over), name="chips", daemon=True)
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()


def _look(slack: Workspace, over: threading.Event) -> None:
    client = WebClient(slack.bot_token, slack.api_url)
    while not over.wait(_LOOK_AGAIN_SECONDS):
        for message in slack.messages():
            for name in EMOJI if is_last_post(message) else ():
                if BOT not in message.reactions.get(name, ()):
                    client.reactions_add(channel=message.channel, timestamp=message.ts, name=name)
