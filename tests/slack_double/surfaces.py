"""Which blocks and elements may stand where, in Slack and on the practice Slack as well.

Slack's side: the "Surfaces" and "works with block types" of each page under "Reference: Block
Kit". The practice workspace runs on local-slack, whose page draws fewer of them: a card that a
person there cannot see or use is a fault of ours, although Slack would take it.
"""

from enum import Enum


class Surface(Enum):
    """Where blocks are shown."""

    MESSAGE = "message"
    MODAL = "modal"
    HOME = "home"


_EVERYWHERE = {
    "actions", "context", "divider", "header", "image", "input", "rich_text", "section", "video",
}  # fmt: skip

SLACK_BLOCKS: dict[Surface, set[str]] = {
    Surface.MESSAGE: _EVERYWHERE
    | {
        "card", "carousel", "container", "context_actions", "data_table", "data_visualization",
        "file", "markdown", "plan", "table", "task_card",
    },
    Surface.MODAL: _EVERYWHERE | {"alert", "card"},
    Surface.HOME: _EVERYWHERE
    | {"card", "carousel", "container", "data_table", "data_visualization", "table"},
}  # fmt: skip
"""Block types that Slack takes on each surface."""

_SELECTS = {
    "static_select", "users_select", "channels_select", "conversations_select", "external_select",
}  # fmt: skip
_MULTI_SELECTS = {
    "multi_static_select", "multi_users_select", "multi_channels_select",
    "multi_conversations_select", "multi_external_select",
}  # fmt: skip
_CHOICES = {"checkboxes", "radio_buttons", "datepicker", "timepicker"}

SLACK_ELEMENTS: dict[str, set[str]] = {
    "section": _SELECTS
    | _MULTI_SELECTS
    | _CHOICES
    | {"button", "image", "overflow", "workflow_button"},
    "actions": _SELECTS
    | _CHOICES
    | {"button", "datetimepicker", "overflow", "workflow_button"},
    "input": _SELECTS
    | _MULTI_SELECTS
    | _CHOICES
    | {
        "datetimepicker", "email_text_input", "file_input", "number_input", "plain_text_input",
        "rich_text_input", "url_text_input",
    },
}  # fmt: skip
"""Element types that each block holds in Slack."""

MODAL_ONLY_ELEMENTS = {"file_input"}

_DRAWN = {"section", "header", "divider", "context", "image", "actions"}

PRACTICE_BLOCKS: dict[Surface, set[str]] = {
    Surface.MESSAGE: _DRAWN,
    Surface.MODAL: _DRAWN | {"input"},
    Surface.HOME: _DRAWN,
}
"""Block types that local-slack 0.1.8 draws so that a person can use them."""

_CLICKED = {
    "button", "datepicker", "overflow", "static_select", "users_select", "conversations_select",
}  # fmt: skip

PRACTICE_ELEMENTS: dict[Surface, dict[str, set[str]]] = {
    Surface.MESSAGE: {"section": _CLICKED | {"image"}, "actions": _CLICKED, "input": set()},
    Surface.HOME: {"section": _CLICKED | {"image"}, "actions": _CLICKED, "input": set()},
    # In a modal local-slack draws buttons and menus but sends nothing when they are used.
    Surface.MODAL: {
        "section": {"image"},
        "actions": set(),
        "input": {
            "plain_text_input", "static_select", "checkboxes", "radio_buttons", "datepicker",
        },
    },
}  # fmt: skip
"""Element types that local-slack 0.1.8 draws and that work there, by surface and block."""
