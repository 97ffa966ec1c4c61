"""Block Kit, as far as we use it: only elements that Slack and the practice workspace both show.

Limits are those of Slack's Block Kit reference; text that people typed is always `plain_text`, so
that it comes out as those very characters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from foi_bot.letter.characters import printable
from foi_bot.letter.slack import plain_text

Block = dict[str, Any]

SECTION = 3000
WORDS = 6000
"""The most of somebody's words in one message: a whole post fails near 13,000 characters."""
PIECE = 1600
"""A section's share of many words: with room for what `plain_text` has to escape."""
FIELD = 2000
HEADER = 150
BUTTON = 75
OPTION = 75
LABEL = 2000
CHECKBOXES = 10
SELECT = 100
INPUT = 3000
TITLE = 24


def escaped(text: str) -> str:
    """Text that mrkdwn must not read as a mention or a link (Slack, "Formatting message text")."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fitting(text: str, width: int) -> str:
    """The text, cut with an ellipsis where it is wider."""
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def plain(text: str, width: int = SECTION) -> Block:
    """A plain text object: shown as those very characters. Slack refuses an empty one."""
    shown = fitting(text, width) or " "
    made = plain_text(shown)
    grown = len(made["text"]) - len(shown)
    return made if len(made["text"]) <= width else plain_text(fitting(shown, width - grown))


def mrkdwn(text: str, width: int = SECTION) -> Block:
    """A mrkdwn text object, of our own words and mentions."""
    return {"type": "mrkdwn", "text": fitting(text, width) or " "}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text, HEADER)}


def section(text: str, accessory: Block | None = None) -> Block:
    """Our own words."""
    made: Block = {"type": "section", "text": mrkdwn(text)}
    return {**made, "accessory": accessory} if accessory else made


def quoted(text: str, accessory: Block | None = None) -> Block:
    """Somebody's words."""
    made: Block = {"type": "section", "text": plain(text)}
    return {**made, "accessory": accessory} if accessory else made


def quoted_all(text: str, most: int = WORDS) -> list[Block]:
    """Somebody's words, as many sections as they need; cut with an ellipsis where one message does
    not hold them."""
    text = fitting(text, most)
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)] or [""]
    return [quoted(piece) for piece in pieces]


def fields(pairs: Iterable[tuple[str, str]]) -> Block:
    """Labels and values side by side; values are mrkdwn, so escape what people typed."""
    shown = [mrkdwn(f"*{label}*\n{value}", FIELD) for label, value in pairs]
    return {"type": "section", "fields": shown}


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def divider() -> Block:
    return {"type": "divider"}


def actions(elements: Sequence[Block], block_id: str | None = None) -> Block:
    made: Block = {"type": "actions", "elements": list(elements)}
    return {**made, "block_id": block_id} if block_id else made


def button(label: str, action: str, value: dict[str, Any], style: str | None = None) -> Block:
    """A button; `value` says what it is about."""
    made: Block = {
        "type": "button",
        "text": plain(label, BUTTON),
        "action_id": action,
        "value": packed(value),
    }
    return {**made, "style": style} if style else made


def select(placeholder: str, action: str, options: Iterable[tuple[str, str]]) -> Block:
    """A menu of (value, label)."""
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(placeholder, 150),
        "options": [option(value, label) for value, label in options],
    }


def option(value: str, label: str, description: str = "") -> Block:
    made: Block = {"text": plain(label, OPTION), "value": value}
    return {**made, "description": plain(description, OPTION)} if description else made


def input_(
    label: str, block_id: str, element: Block, *, hint: str = "", optional: bool = False
) -> Block:
    made: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, LABEL),
        "element": element,
        "optional": optional,
    }
    return {**made, "hint": plain(hint, LABEL)} if hint else made


def text_input(action: str, *, multiline: bool = False, initial: str = "") -> Block:
    made: Block = {
        "type": "plain_text_input",
        "action_id": action,
        "multiline": multiline,
        "max_length": INPUT,
    }
    return {**made, "initial_value": initial} if initial else made


def checkboxes(action: str, options: Sequence[Block], chosen: Sequence[Block] = ()) -> Block:
    made: Block = {"type": "checkboxes", "action_id": action, "options": list(options)}
    return {**made, "initial_options": list(chosen)} if chosen else made


def datepicker(action: str, initial: str = "") -> Block:
    """A day to be picked; `initial` as "2024-06-03"."""
    made: Block = {"type": "datepicker", "action_id": action}
    return {**made, "initial_date": initial} if initial else made


def modal(
    callback_id: str,
    title: str,
    submit: str,
    blocks: Sequence[Block],
    about: dict[str, Any],
) -> Block:
    """A form. `about` is kept in its private metadata (3,000 characters at most). Without a word
    to send it with, it is only to be read."""
    made: Block = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, TITLE),
        "close": plain("Cancel" if submit else "Close", TITLE),
        "private_metadata": packed(about),
        "blocks": list(blocks),
    }
    return {**made, "submit": plain(submit, TITLE)} if submit else made


def packed(value: dict[str, Any]) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def unpacked(value: str | None) -> dict[str, Any]:
    """What `packed` wrote, in texts and numbers; {} for anything else, so that a foreign button is
    merely unknown."""
    try:
        found = json.loads(value or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: _plain_value(one) for name, one in found.items()}


def _plain_value(value: object) -> str | int | None:
    """A text without what no database takes, or a number that means something."""
    if isinstance(value, str):
        return printable(value)
    return value if type(value) is int and abs(value) < 2**31 else None
