"""Open modals and Home tabs, and what a person has put into them so far."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field

from . import limits
from .blocks import elements_in
from .json_types import Json
from .messages import Control, NothingToUseError, controls_in, find_control
from .people import Installation

FIRST_STATE = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
}
"""Elements that keep a value: the key it has in `state` and the key of its first value."""

_EMPTY_LISTS = {
    "checkboxes", "multi_static_select", "multi_external_select", "multi_users_select",
    "multi_channels_select", "multi_conversations_select",
}  # fmt: skip


def first_state(element: Json) -> Json | None:
    """What Slack says of an element before anybody touched it; None where it keeps nothing."""
    kind = element.get("type")
    if kind not in FIRST_STATE:
        return None
    key, initial = FIRST_STATE[kind]
    empty: list[Json] | None = [] if kind in _EMPTY_LISTS else None
    return {"type": kind, key: element.get(initial, empty)}


def state_values(blocks: list[Json], touched: dict[tuple[str, str], Json]) -> Json:
    """The `state.values` of a payload: initial values where nothing was touched."""
    values: Json = {}
    for block in blocks:
        for _, element in elements_in(block):
            first = first_state(element)
            if first is not None:
                place = (block["block_id"], element["action_id"])
                values.setdefault(place[0], {})[place[1]] = touched.get(place, first)
    return values


def with_identifiers(blocks: list[Json], new_id: Callable[[str], str]) -> list[Json]:
    """`blocks` as Slack gives them back: every block_id and action_id there, texts completed."""
    own = copy.deepcopy(blocks)
    for block in own:
        if block["type"] != "markdown":
            block.setdefault("block_id", new_id("b"))
        for _, element in elements_in(block):
            if element["type"] != "image":
                element.setdefault("action_id", new_id("a"))
        _complete_texts(block)
    return own


def _complete_texts(value: object) -> None:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str) and value.get("type") == "plain_text":
            value.setdefault("emoji", True)
        if isinstance(value.get("text"), str) and value.get("type") == "mrkdwn":
            value.setdefault("verbatim", False)
        for inside in value.values():
            _complete_texts(inside)
    elif isinstance(value, list):
        for inside in value:
            _complete_texts(inside)


@dataclass
class OpenView:
    """A view on somebody's screen. `definition` is what the app sent, identifiers completed."""

    id: str
    person: str
    definition: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    touched: dict[tuple[str, str], Json] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.definition["blocks"]
        return blocks

    @property
    def title(self) -> str:
        return str(self.definition.get("title", {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        return str(self.definition.get("callback_id", ""))

    @property
    def private_metadata(self) -> str:
        return str(self.definition.get("private_metadata", ""))

    @property
    def controls(self) -> list[Control]:
        return controls_in(self.blocks)

    def control(self, wanted: str) -> Control:
        return find_control(self.blocks, wanted)

    def button(self, wanted: str) -> Control:
        """The button called `wanted` (label, action_id or value)."""
        control = self.control(wanted)
        if control.kind != "button":
            raise NothingToUseError(f"{wanted!r} is a {control.kind}, not a button")
        return control

    def payload(self, app: Installation) -> Json:
        """The view as interaction payloads and the views methods give it."""
        given = self.definition
        return {
            "id": self.id,
            "team_id": app.team_id,
            "type": given["type"],
            "blocks": self.blocks,
            "private_metadata": self.private_metadata,
            "callback_id": self.callback_id,
            "state": {"values": state_values(self.blocks, self.touched)},
            "hash": self.hash,
            "title": given.get("title", {"type": "plain_text", "text": "View Title"}),
            "clear_on_close": bool(given.get("clear_on_close", False)),
            "notify_on_close": bool(given.get("notify_on_close", False)),
            "close": given.get("close"),
            "submit": given.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": app.app_id,
            "external_id": given.get("external_id", ""),
            "app_installed_team_id": app.team_id,
            "bot_id": app.bot_id,
        }


@dataclass
class Trigger:
    """A trigger_id: whose it is, when it was issued, whether it has been used."""

    person: str
    issued: float
    view_id: str | None = None
    used: bool = False


class Screens:
    """What each person has open: a stack of modals, and a Home tab."""

    def __init__(self) -> None:
        self.stacks: dict[str, list[OpenView]] = {}
        self.homes: dict[str, OpenView] = {}
        self.triggers: dict[str, Trigger] = {}

    def top(self, person: str) -> OpenView | None:
        """The modal `person` looks at."""
        stack = self.stacks.get(person)
        return stack[-1] if stack else None

    def open(self, view: OpenView) -> None:
        """Show a fresh modal; whatever the person had open before is gone."""
        self.stacks[view.person] = [view]

    def push(self, view: OpenView) -> bool:
        """Show a modal above the others; False when the stack is full."""
        stack = self.stacks.setdefault(view.person, [])
        if len(stack) >= limits.VIEW_STACK.at_most:
            return False
        view.previous_id = stack[-1].id if stack else None
        view.root_id = stack[0].id if stack else view.id
        stack.append(view)
        return True

    def update(self, view: OpenView, definition: Json, new_hash: str) -> None:
        """Show other contents; what was typed stays where block_id and action_id stay."""
        view.definition, view.hash, view.errors = definition, new_hash, {}
        kept = {(c.block_id, c.action_id) for c in view.controls}
        view.touched = {place: v for place, v in view.touched.items() if place in kept}

    def take_off(self, view: OpenView) -> None:
        """Close one view, and with it all that lie above it."""
        stack = self.stacks.get(view.person, [])
        if view in stack:
            del stack[stack.index(view) :]

    def clear(self, person: str) -> None:
        self.stacks[person] = []

    def find(self, view_id: str | None, external_id: str | None = None) -> OpenView | None:
        """The open view with that id, Home tabs included."""
        for view in self.all_open():
            if view_id == view.id:
                return view
            if external_id and view.definition.get("external_id") == external_id:
                return view
        return None

    def all_open(self) -> list[OpenView]:
        return [view for stack in self.stacks.values() for view in stack] + list(
            self.homes.values()
        )
