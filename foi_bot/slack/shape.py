"""The shape of what Slack delivers: whether a payload has, where we look, what Slack's documents
say is there (Slack, "Events API", "Interaction payloads", "Slash commands").

Only what the program reads is looked at, so that a field which Slack adds or changes elsewhere
costs nobody an answer. What is wrong is told by the name of its place, never by what stands there:
that may be somebody's words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Wrong = Iterator[str]
"""The names of what is wrong: "event.ts", "actions.0.action_id"."""

Rule = Callable[[object, str], Wrong]
"""Looks at a value and its place."""

DEEPEST = 40
"""Levels of nesting. Slack's own deepest, a list within lists in a rich text, needs about 15."""

LONGEST = 200_000
"""Characters of one text: a message has 40,000, of which each may be escaped as five."""

_ID = re.compile(r"[!-~]{1,255}")
_TS = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")


def wrong_with(body: object) -> str | None:
    """What is wrong with a payload, by the name of its place; None where nothing is.

    "type" stands for a kind of payload that this program has no use for; "nesting" and "length",
    for more than Slack ever sends.
    """
    if not isinstance(body, dict):
        return "body"
    if (large := _too_large(body)) is not None:
        return large
    rule = _BY_TYPE.get("command" if "command" in body else _word(body.get("type")))
    if rule is None:
        return None if body.get("ssl_check") == "1" else "type"
    return next(rule(body, ""), None)


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _too_large(value: object) -> str | None:
    """Whether it is "nesting" or "length" that is beyond all that Slack sends. Without recursion:
    this is what keeps the rest of the program from running out of stack."""
    level = [value]
    for _ in range(DEEPEST):
        below: list[object] = []
        for one in level:
            if isinstance(one, str):
                if len(one) > LONGEST:
                    return "length"
            elif isinstance(one, dict):
                below += one.values()
            elif isinstance(one, list):
                below += one
        if not below:
            return None
        level = below
    return "nesting"


def _text(value: object, place: str) -> Wrong:
    if not isinstance(value, str):
        yield place


def _matching(pattern: re.Pattern[str]) -> Rule:
    def rule(value: object, place: str) -> Wrong:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            yield place

    return rule


def _maybe(rule: Rule) -> Rule:
    """Absent or null is as good."""

    def looked_at(value: object, place: str) -> Wrong:
        if value is not None:
            yield from rule(value, place)

    return looked_at


def _blank(rule: Rule) -> Rule:
    """So is an empty text, which Slack gives here and there for what is not there."""

    def looked_at(value: object, place: str) -> Wrong:
        if value is not None and value != "":
            yield from rule(value, place)

    return looked_at


def _absent(value: object, place: str) -> Wrong:
    """Nothing may stand here: Bolt would take it for a payload of another kind."""
    if value is not None:
        yield place


def _either(first: Rule, second: Rule) -> Rule:
    def rule(value: object, place: str) -> Wrong:
        if next(first(value, place), None) is not None:
            yield from second(value, place)

    return rule


def _object(fields: Mapping[str, Rule]) -> Rule:
    def rule(value: object, place: str) -> Wrong:
        if not isinstance(value, dict):
            yield place or "body"
            return
        for name, of_field in fields.items():
            yield from of_field(value.get(name), f"{place}.{name}" if place else name)

    return rule


def _list(rule: Rule, least: int = 0) -> Rule:
    def of_list(value: object, place: str) -> Wrong:
        if not isinstance(value, list) or len(value) < least:
            yield place
            return
        for i, one in enumerate(value):
            yield from rule(one, f"{place}.{i}")

    return of_list


def _each(rule: Rule) -> Rule:
    """An object whose every value follows the rule; its names are somebody's own, and not told."""

    def of_each(value: object, place: str) -> Wrong:
        if not isinstance(value, dict):
            yield place
            return
        for name, one in value.items():
            if not _ID.fullmatch(name):
                yield place
            yield from rule(one, f"{place}.*")

    return of_each


ID, TS = _matching(_ID), _matching(_TS)
_with_id = _object({"id": ID})
_named = _blank(_either(ID, _with_id))
"""A person or a place: by its id, or as an object with one."""

_option = _maybe(_object({"value": _text}))
_element = _object(
    {
        "value": _maybe(_text),
        "selected_option": _option,
        "selected_date": _maybe(_text),
        "selected_options": _maybe(_list(_object({"value": _text}))),
    }
)
_file = _object(
    {"id": _blank(ID), "name": _maybe(_text), "title": _maybe(_text), "mode": _maybe(_text)}
)
_message: Mapping[str, Rule] = {
    "user": _named,
    "ts": _blank(TS),
    "thread_ts": _blank(TS),
    "text": _maybe(_text),
    "blocks": _maybe(_list(_object({"type": _text}))),
    "files": _maybe(_list(_file)),
    "edited": _maybe(_object({"ts": TS})),
}
_event = _object(
    {
        **_message,
        "type": _text,
        "subtype": _maybe(_text),
        "channel": _named,
        "event_ts": _blank(TS),
        "deleted_ts": _blank(TS),
        "team": _named,
        "reaction": _maybe(_text),
        "item": _maybe(_object({"type": _maybe(_text), "channel": _blank(ID), "ts": _blank(TS)})),
        "message": _maybe(_object(_message)),
        "previous_message": _maybe(_object(_message)),
    }
)
_place: Mapping[str, Rule] = {"channel": _maybe(_with_id), "team": _maybe(_with_id)}
_form = _object(
    {
        **_place,
        "user": _with_id,
        "view": _object(
            {
                "id": ID,
                "type": _text,
                "callback_id": _text,
                "private_metadata": _maybe(_text),
                "state": _maybe(_object({"values": _maybe(_each(_each(_element)))})),
            }
        ),
    }
)
_action = _object(
    {
        "action_id": _text,
        "block_id": _text,
        "value": _maybe(_text),
        "action_ts": _blank(TS),
        "selected_option": _option,
    }
)
_BY_TYPE: Mapping[str, Rule] = {
    "url_verification": _object({"challenge": _text}),
    "event_callback": _object({"event_id": ID, "team_id": _blank(ID), "event": _event}),
    "command": _object(
        {
            "type": _absent,
            "command": _text,
            "text": _maybe(_text),
            "user_id": ID,
            "channel_id": ID,
            "team_id": _blank(ID),
            "trigger_id": ID,
        }
    ),
    "block_actions": _object(
        {
            **_place,
            "user": _with_id,
            "trigger_id": ID,
            "actions": _list(_action, least=1),
            "container": _maybe(_object({"channel_id": _blank(ID), "thread_ts": _blank(TS)})),
            "message": _maybe(_object({"thread_ts": _blank(TS)})),
        }
    ),
    "view_submission": _form,
    "view_closed": _form,
    "message_action": _object(
        {
            **_place,
            "callback_id": _text,
            "user": _with_id,
            "trigger_id": ID,
            "action_ts": _blank(TS),
            "message": _maybe(_object(_message)),
        }
    ),
}


def unread(body: Mapping[str, Any]) -> str:
    """The kind of a payload for the log, where it is one that we know; else "unknown"."""
    kind = "command" if "command" in body else _word(body.get("type"))
    return kind if kind in _BY_TYPE else "unknown"
