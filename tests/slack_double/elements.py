"""Block elements ("Block elements" pages): what each may hold."""

from collections.abc import Iterator

from . import limits
from .composition import (
    CHOICE_OPTION,
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH_ACTION_CONFIG,
    MENU_OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    options_or_groups,
    plain_text,
    with_coherent_options,
)
from .limits import Limit
from .schema import (
    Check,
    Problem,
    all_of,
    boolean,
    fields,
    list_of,
    matching,
    one_of,
    string,
    whole_number,
)

ACTION = string(limits.ACTION_ID)
PLACEHOLDER = plain_text(limits.PLACEHOLDER)
ANY_ID = string(Limit("id", 255, "Select menu element"))
DATE = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "YYYY-MM-DD", "Date picker element")
TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "HH:mm", "Time picker element")

_CHOOSER = {"action_id": ACTION, "confirm": CONFIRM, "focus_on_load": boolean}
_MENU = {**_CHOOSER, "placeholder": PLACEHOLDER}
_TYPING = {
    "action_id": ACTION,
    "initial_value": string(limits.TEXT_INPUT_LENGTH),
    "dispatch_action_config": DISPATCH_ACTION_CONFIG,
    "focus_on_load": boolean,
    "placeholder": PLACEHOLDER,
}
_MANY = {"max_selected_items": whole_number(Limit("max_selected_items", 10_000, "Multi-select"))}


def _coherent_lengths(value: object, path: str) -> Iterator[Problem]:
    if not isinstance(value, dict):
        return
    least, most = value.get("min_length", 0), value.get("max_length", 3_000)
    first = value.get("initial_value")
    document = "Plain-text input element"
    if not isinstance(least, int) or not isinstance(most, int):
        return
    if least > most:
        yield Problem(path, f"min_length {least} is above max_length {most}", document)
    if isinstance(first, str) and len(first) > most:
        yield Problem(path, f"initial_value is longer than max_length {most}", document)


def _image(value: object, path: str) -> Iterator[Problem]:
    if isinstance(value, dict) and ("image_url" in value) == ("slack_file" in value):
        yield Problem(path, "must have image_url or slack_file", "Image block")


def an_image(extra: dict[str, Check]) -> Check:
    """An image block or an image element; both want one source and an alt_text."""
    shape = fields(
        "Image block",
        {"alt_text": string(limits.IMAGE_ALT_TEXT)},
        {
            "image_url": string(limits.IMAGE_URL),
            "slack_file": fields("Slack file object", {}, {"id": ANY_ID, "url": ANY_ID}),
            **extra,
        },
    )
    return all_of(shape, _image)


def _static(extra: dict[str, Check]) -> Check:
    shape = fields(
        "Select menu element",
        {},
        {
            **_MENU,
            "options": list_of(MENU_OPTION, limits.SELECT_OPTIONS),
            "option_groups": list_of(OPTION_GROUP, limits.SELECT_GROUPS),
            **extra,
        },
    )
    return all_of(with_coherent_options(shape), options_or_groups)


def _select(document: str, extra: dict[str, Check]) -> Check:
    return fields(document, {}, {**_MENU, **extra})


_ANY_IDS = list_of(ANY_ID, Limit("initial choices", 1_000, "Multi-select menu element"))
_FIRST_OPTIONS = list_of(MENU_OPTION, limits.SELECT_OPTIONS)
_CONVERSATIONS = {
    "default_to_current_conversation": boolean,
    "filter": CONVERSATION_FILTER,
}
_EXTERNAL = {"min_query_length": whole_number(Limit("min_query_length", 1_000, "Select", 0))}

ELEMENTS: dict[str, Check] = {
    "button": fields(
        "Button element",
        {"text": plain_text(limits.BUTTON_TEXT)},
        {
            "action_id": ACTION,
            "url": string(limits.BUTTON_URL),
            "value": string(limits.BUTTON_VALUE),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(limits.BUTTON_LABEL),
        },
    ),
    "checkboxes": with_coherent_options(
        fields(
            "Checkboxes element",
            {"options": list_of(CHOICE_OPTION, limits.CHECKBOX_OPTIONS)},
            {**_CHOOSER, "initial_options": list_of(CHOICE_OPTION, limits.CHECKBOX_OPTIONS)},
        )
    ),
    "radio_buttons": with_coherent_options(
        fields(
            "Radio button group element",
            {"options": list_of(CHOICE_OPTION, limits.RADIO_OPTIONS)},
            {**_CHOOSER, "initial_option": CHOICE_OPTION},
        )
    ),
    "overflow": with_coherent_options(
        fields(
            "Overflow menu element",
            {"options": list_of(OVERFLOW_OPTION, limits.OVERFLOW_OPTIONS)},
            {"action_id": ACTION, "confirm": CONFIRM},
        )
    ),
    "datepicker": _select("Date picker element", {"initial_date": DATE}),
    "timepicker": _select("Time picker element", {"initial_time": TIME, "timezone": ANY_ID}),
    "datetimepicker": fields(
        "Datetime picker element",
        {},
        {
            **_CHOOSER,
            "initial_date_time": whole_number(
                Limit("initial_date_time", 9_999_999_999, "Datetime picker element", 1_000_000_000)
            ),
        },
    ),
    "static_select": _static({"initial_option": MENU_OPTION}),
    "users_select": _select("Select menu element", {"initial_user": ANY_ID}),
    "channels_select": _select(
        "Select menu element", {"initial_channel": ANY_ID, "response_url_enabled": boolean}
    ),
    "conversations_select": _select(
        "Select menu element",
        {"initial_conversation": ANY_ID, "response_url_enabled": boolean, **_CONVERSATIONS},
    ),
    "external_select": _select("Select menu element", {"initial_option": MENU_OPTION, **_EXTERNAL}),
    "multi_static_select": _static({"initial_options": _FIRST_OPTIONS, **_MANY}),
    "multi_users_select": _select(
        "Multi-select menu element", {"initial_users": _ANY_IDS, **_MANY}
    ),
    "multi_channels_select": _select(
        "Multi-select menu element", {"initial_channels": _ANY_IDS, **_MANY}
    ),
    "multi_conversations_select": _select(
        "Multi-select menu element", {"initial_conversations": _ANY_IDS, **_CONVERSATIONS, **_MANY}
    ),
    "multi_external_select": _select(
        "Multi-select menu element", {"initial_options": _FIRST_OPTIONS, **_EXTERNAL, **_MANY}
    ),
    "plain_text_input": all_of(
        fields(
            "Plain-text input element",
            {},
            {
                **_TYPING,
                "multiline": boolean,
                "min_length": whole_number(limits.TEXT_INPUT_LENGTH),
                "max_length": whole_number(
                    Limit("max_length", 3_000, "Plain-text input element", at_least=1)
                ),
            },
        ),
        _coherent_lengths,
    ),
    "email_text_input": fields("Email input element", {}, _TYPING),
    "url_text_input": fields("URL input element", {}, _TYPING),
    "number_input": fields(
        "Number input element",
        {"is_decimal_allowed": boolean},
        {**_TYPING, "min_value": ANY_ID, "max_value": ANY_ID},
    ),
    "file_input": fields(
        "File input element",
        {},
        {
            "action_id": ACTION,
            "filetypes": list_of(ANY_ID, Limit("filetypes", 100, "File input element")),
            "max_files": whole_number(limits.INPUT_FILES),
        },
    ),
    "image": an_image({}),
}
"""The elements that this double can check, by type."""
