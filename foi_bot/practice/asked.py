"""What of the bot's messages the practice people understand: questions, and where a draft stands.

Everything is read from what Slack shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foi_bot.practice.shown import Json, Message, words_of

_PLACE = re.compile(
    r"(?P<place>(?P<about>.+) · question \d+ of \d+ so far)(?: · last answered on .+)?"
)
_HASH = re.compile(r"`(?P<hash>[0-9a-f]{12,64})`")


@dataclass(frozen=True)
class Asked:
    """An open question: what it is about ("Section 30(3)"), its place among the others ("Section
    30(3) · question 9 of 23 so far"), and how it is asked."""

    message: Message
    about: str
    place: str
    ask: str

    def has(self, action: str) -> bool:
        """Whether something with this action id can be pressed."""
        return any(element.action_id == action for element in self.message.elements)


def asked(message: Message) -> Asked | None:
    """The question in a message, or None where the message is no open question."""
    lines = [_words(block) for block in message.blocks[:2]]
    place = _PLACE.fullmatch(lines[0]) if len(lines) == 2 else None
    return Asked(message, place["about"], place["place"], lines[1].strip("*")) if place else None


def is_card(message: Message) -> bool:
    """Whether a message is a case's card."""
    return message.thread_ts is None and reference(message) != ""


def reference(card: Message) -> str:
    """The case's reference, as its card has it; "" for any other message."""
    first = _words(card.blocks[0]) if card.blocks else ""
    return first.removeprefix("Request ") if first.startswith("Request ") else ""


def is_last_post(message: Message) -> bool:
    """Whether this is the post of the newest draft on which approvers react."""
    return "Hash of what is approved" in message.words


def is_ready(message: Message) -> bool:
    """Whether this is a draft's last post, and nobody has approved it or holds it."""
    return "is ready for approval" in message.words


def is_held(message: Message) -> bool:
    """Whether this says that the draft is held back."""
    return "is held back" in message.words


def approved_hash(message: Message) -> str:
    """The beginning of the hash in a draft's last post once it is approved; "" before."""
    found = _HASH.search(message.words) if "is approved" in message.words else None
    return found["hash"] if found else ""


def unescaped(text: str) -> str:
    """Text as Slack shows it."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _words(block: Json) -> str:
    """The words of a header, a section or a context of one element."""
    elements = block.get("elements") or [{}]
    return unescaped(words_of(block.get("text") or elements[0]))
