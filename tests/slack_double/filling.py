"""What a person can put into a control, and what Slack makes of it.

The client on a person's screen refuses an empty required field, a text too long or a date that
is none; a test that asks a person to do such a thing is wrong, and is told so.
"""

from collections.abc import Sequence
from datetime import date

from .json_types import Json
from .messages import Control, NothingToUseError
from .modals import FIRST_STATE, OpenView, first_state

Entry = str | Sequence[str] | None
"""A text, a date, an option (by value or words), a user's id; several for checkboxes."""

_MANY = {"checkboxes", "multi_static_select", "multi_users_select"}
_IDS = {"users_select", "channels_select", "conversations_select", "multi_users_select"}
_TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}


def filled(control: Control, entry: Entry) -> Json:
    """The state of `control` once `entry` is in it; None or "" empties it."""
    if control.kind not in FIRST_STATE:
        raise NothingToUseError(f"{control.label!r} is a {control.kind}: it keeps no value")
    key = FIRST_STATE[control.kind][0]
    if entry is None or entry == "" or entry == []:
        empty = first_state({"type": control.kind})
        assert empty is not None
        return empty
    value = _many(control, entry) if control.kind in _MANY else _one(control, entry)
    return {"type": control.kind, key: value}


def _one(control: Control, entry: Entry) -> object:
    if not isinstance(entry, str):
        raise NothingToUseError(f"{control.label!r} takes one thing, not {entry!r}")
    if control.kind in _TYPED:
        return _typed(control, entry)
    if control.kind == "datepicker":
        date.fromisoformat(entry)
        return entry
    if control.kind in _IDS or control.kind == "timepicker":
        return entry
    return control.option(entry)


def _many(control: Control, entry: Entry) -> list[object]:
    entries = [entry] if isinstance(entry, str) else list(entry or [])
    return list(entries) if control.kind in _IDS else [control.option(one) for one in entries]


def _typed(control: Control, entry: str) -> str:
    least = int(control.element.get("min_length", 0))
    most = int(control.element.get("max_length", 3_000))
    if not least <= len(entry) <= most:
        raise NothingToUseError(
            f"{control.label!r} takes {least} to {most} characters, not {len(entry)}"
        )
    if "\n" in entry and not control.element.get("multiline"):
        raise NothingToUseError(f"{control.label!r} is one line; nobody can type a line break")
    return entry


def is_empty(state: Json) -> bool:
    """Whether a control's state holds nothing."""
    return all(value in (None, "", []) for key, value in state.items() if key != "type")


def require_complete(view: OpenView) -> None:
    """Raise unless every required input of `view` holds something, as the client demands."""
    for control in view.controls:
        if control.block["type"] != "input" or control.block.get("optional"):
            continue
        state = view.touched.get((control.block_id, control.action_id))
        first = first_state(control.element)
        if first is not None and is_empty(state or first):
            raise NothingToUseError(f"{control.label!r} must be filled in before submitting")


def action_payload(control: Control, entry: Entry, action_ts: str) -> Json:
    """The one item of `actions` in a block_actions payload."""
    action: Json = {
        "type": control.kind,
        "action_id": control.action_id,
        "block_id": control.block_id,
        "action_ts": action_ts,
    }
    if control.kind == "button":
        action["text"] = control.element["text"]
        for key in ("value", "style"):
            if key in control.element:
                action[key] = control.element[key]
        return action
    for key in ("placeholder", "confirm"):
        if key in control.element:
            action[key] = control.element[key]
    if control.kind == "overflow":
        return {**action, "selected_option": control.option(str(entry))}
    return {**action, **filled(control, entry)}
