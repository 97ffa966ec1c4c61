"""People of the practice workspace, acting as a person acts in Slack's window.

Each act returns when the bot has acknowledged it. What a person presses is what the given
message shows, so a message that was read earlier gives a press on a button that may meanwhile
be gone from the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foi_bot.practice import wire
from foi_bot.practice.shown import Element, Field, Json, Message, Modal, words_of
from foi_bot.practice.workspace import FOI_CHANNEL, Workspace

Given = str | date | Sequence[str] | None
"""What is put into an input: text, a day, an option or several (by value or label), nothing."""

_SEVERAL = ("checkboxes", "multi_static_select")
_ONE = ("static_select", "radio_buttons", "overflow")


@dataclass(frozen=True)
class Person:
    """Somebody with an account in the workspace; `id` is that account's user id."""

    workspace: Workspace
    id: str

    # Writing

    def command(self, command: str, text: str = "", *, channel: str = FOI_CHANNEL) -> None:
        """Type a slash command."""
        self._act("command", channel=channel, command=command, text=text)

    def post(self, text: str, *, channel: str = FOI_CHANNEL) -> Message:
        """Write a message outside any thread."""
        return self._said(self._act("message", channel=channel, text=text))

    def reply(self, thread: str | Message, text: str, *, channel: str | None = None) -> Message:
        """Write into a thread, named by the timestamp or the message that it hangs on."""
        ts, place = _where(thread, channel)
        return self._said(self._act("message", channel=place, text=text, thread_ts=ts))

    def drop(self, thread: str | Message, name: str, content: bytes, text: str = "") -> Message:
        """Drop a file into a thread, with or without words beside it."""
        ts, place = _where(thread, None)
        answer = self.workspace.upload(
            name, content, user=self.id, channel=place, thread_ts=ts, text=text
        )
        return self._said(answer)

    def edit(self, message: Message, text: str) -> Message:
        """Change one's own message."""
        answer = self._act("edit-message", channel=message.channel, ts=message.ts, text=text)
        return self._said(answer)

    def delete(self, message: Message) -> None:
        """Delete one's own message."""
        self._act("delete-message", channel=message.channel, ts=message.ts)

    # Reacting

    def react(self, message: Message | str, name: str, *, channel: str | None = None) -> None:
        """Add a reaction, by the emoji's name without colons."""
        ts, place = _where(message, channel)
        self._act("reaction", channel=place, ts=ts, name=name, present=True)

    def unreact(self, message: Message | str, name: str, *, channel: str | None = None) -> None:
        """Take a reaction back."""
        ts, place = _where(message, channel)
        self._act("reaction", channel=place, ts=ts, name=name, present=False)

    # Pressing and choosing

    def click(self, message: Message, which: str) -> None:
        """Press a button, by its action id or label."""
        element = message.element(which)
        pressed = {"value": element.content.get("value"), "text": element.content.get("text")}
        self._interact(message, element, pressed)

    def choose(self, message: Message, which: str, given: Given) -> None:
        """Choose in a menu, a group of boxes or a calendar inside a message."""
        element = message.element(which)
        self._interact(message, element, _filled(element.content, given))

    def open_home(self) -> Json | None:
        """Open the bot's App Home; returns the view it shows."""
        self._act("open-home")
        return self.workspace.home(self.id)

    # Forms

    def submit(self, values: Mapping[str, Given] | None = None) -> Modal | None:
        """Fill in the open form and submit it; returns the form that is open afterwards.

        `values` is keyed by block id, action id or label. As in Slack, an input that is not
        touched sends what it was opened with. Raises FormRefusedError with the bot's errors,
        FormNotAnsweredError, and LookupError for an input, an option or a form that is not there.
        """
        modal = self.workspace.open_modal()
        if modal is None:
            raise LookupError("no form is open")
        stack = wire.submit(self.workspace.socket_url, self.id, _state(modal, values or {}))
        return Modal.of(stack[-1]) if stack else None

    def close(self) -> None:
        """Close the open form without submitting it."""
        wire.close(self.workspace.socket_url, self.id)

    # Looking

    def sees(self, channel: str = FOI_CHANNEL) -> tuple[Message, ...]:
        """The channel's messages without what only others can see, oldest first."""
        return tuple(m for m in self.workspace.messages(channel) if m.is_visible_to(self.id))

    def direct_messages(self) -> tuple[Message, ...]:
        """The conversation with the bot, oldest first."""
        return self.workspace.direct_messages(self.id)

    def _interact(self, message: Message, element: Element, given: Json) -> None:
        action = {"type": element.kind, "action_id": element.action_id, **given}
        action["block_id"] = element.block_id
        self._act("interact", channel=message.channel, messageTs=message.ts, action=action)

    def _act(self, act: str, /, **body: Any) -> dict[str, Any]:
        return self.workspace.control(act, user=self.id, **body)

    @staticmethod
    def _said(answer: Json) -> Message:
        return Message.of(answer["message"])


def _where(message: Message | str, channel: str | None) -> tuple[str, str]:
    """Timestamp and channel of a message given as either of its two names."""
    if isinstance(message, Message):
        return message.ts, channel or message.channel
    return message, channel or FOI_CHANNEL


def _state(modal: Modal, values: Mapping[str, Given]) -> dict[str, dict[str, Any]]:
    """Slack's `state.values` for a form with these inputs filled in and the rest untouched."""
    touched = {modal.field(which).block_id: given for which, given in values.items()}
    state: dict[str, dict[str, Any]] = {}
    for each in modal.fields:
        if each.block_id in touched:
            value = {"type": each.kind, **_filled(each.element, touched[each.block_id])}
        else:
            value = {"type": each.kind, **_untouched(each)}
        state[each.block_id] = {each.action_id: value}
    return state


def _untouched(each: Field) -> dict[str, Any]:
    """What Slack sends for an input that was left as it was opened."""
    if each.kind == "plain_text_input":
        return {"value": each.element.get("initial_value")}
    if each.kind in _SEVERAL:
        return {"selected_options": list(each.element.get("initial_options", []))}
    if each.kind == "datepicker":
        return {"selected_date": each.element.get("initial_date")}
    return {"selected_option": each.element.get("initial_option")}


def _filled(element: Json, given: Given) -> dict[str, Any]:
    """What Slack sends for an element with this put in."""
    kind = element["type"]
    if kind == "plain_text_input":
        return {"value": None if given is None else str(given)}
    if kind == "datepicker":
        return {"selected_date": given.isoformat() if isinstance(given, date) else given}
    if kind in _SEVERAL:
        several = [given] if isinstance(given, str) else given or []
        if isinstance(several, date):
            raise TypeError(f"a {kind} takes options, not a day")
        return {"selected_options": [_option(element, each) for each in several]}
    if kind in _ONE:
        return {"selected_option": None if given is None else _option(element, str(given))}
    raise LookupError(f"local-slack does not deliver what is put into a {kind}")


def _option(element: Json, which: str) -> Json:
    """The option with this value or label."""
    groups = element.get("option_groups", [])
    options = [*element.get("options", []), *(o for g in groups for o in g["options"])]
    for option in options:
        if which in (option.get("value"), words_of(option["text"])):
            return dict(option)
    there = ", ".join(f"{o.get('value')} “{words_of(o['text'])}”" for o in options)
    raise LookupError(f"no option “{which}”; there is {there}")
