"""Composition objects: text, options, confirmation dialogs ("Composition objects" pages)."""

from collections.abc import Iterator

from . import limits
from .limits import Limit
from .schema import Check, Problem, all_of, boolean, fields, list_of, one_of, string


def plain_text(limit: Limit) -> Check:
    """A text object of type plain_text, no longer than `limit`."""
    shape = fields("Text object", {"text": string(limit)}, {"emoji": boolean})

    def check(value: object, path: str) -> Iterator[Problem]:
        if isinstance(value, dict) and value.get("type") != "plain_text":
            yield Problem(
                path, f"must be plain_text, not {value.get('type')!r}", document=limit.document
            )
            return
        yield from shape(value, path)

    return check


def any_text(limit: Limit) -> Check:
    """A text object of either type; `emoji` is for plain_text and `verbatim` for mrkdwn alone."""
    plain = plain_text(limit)
    mrkdwn = fields("Text object", {"text": string(limit)}, {"verbatim": boolean})

    def check(value: object, path: str) -> Iterator[Problem]:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind == "plain_text":
            yield from plain(value, path)
        elif kind == "mrkdwn":
            yield from mrkdwn(value, path)
        else:
            yield Problem(path, f"must be a text object, not {value!r}", "Text object")

    return check


def _option(text: Check, description: Check, *, url: bool) -> Check:
    optional = {"description": description}
    if url:
        optional["url"] = string(limits.OPTION_URL)
    return fields("Option object", {"text": text, "value": string(limits.OPTION_VALUE)}, optional)


MENU_OPTION = _option(
    plain_text(limits.OPTION_TEXT), plain_text(limits.OPTION_DESCRIPTION), url=False
)
"""An option of a select menu."""

OVERFLOW_OPTION = _option(
    plain_text(limits.OPTION_TEXT), plain_text(limits.OPTION_DESCRIPTION), url=True
)
"""An option of an overflow menu, the only one that may carry a url."""

CHOICE_OPTION = _option(
    any_text(limits.OPTION_TEXT), any_text(limits.OPTION_DESCRIPTION), url=False
)
"""An option of checkboxes or radio buttons, which may be mrkdwn."""

OPTION_GROUP = fields(
    "Option group object",
    {
        "label": plain_text(limits.OPTION_GROUP_LABEL),
        "options": list_of(MENU_OPTION, limits.OPTIONS_IN_GROUP),
    },
)

CONFIRM = fields(
    "Confirmation dialog object",
    {
        "title": plain_text(limits.CONFIRM_TITLE),
        "text": any_text(limits.CONFIRM_TEXT),
        "confirm": plain_text(limits.CONFIRM_BUTTON),
        "deny": plain_text(limits.CONFIRM_BUTTON),
    },
    {"style": one_of("primary", "danger")},
)

DISPATCH_ACTION_CONFIG = fields(
    "Dispatch action configuration object",
    {},
    {
        "trigger_actions_on": list_of(
            one_of("on_enter_pressed", "on_character_entered"),
            Limit("trigger_actions_on", 2, "Dispatch action configuration object"),
        )
    },
)

CONVERSATION_FILTER = fields(
    "Conversation filter object",
    {},
    {
        "include": list_of(
            one_of("im", "mpim", "private", "public"),
            Limit("filter include", 4, "Conversation filter object"),
        ),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)


def _options_of(value: dict[str, object]) -> list[dict[str, object]]:
    own = value.get("options")
    groups = value.get("option_groups")
    found = list(own) if isinstance(own, list) else []
    for group in groups if isinstance(groups, list) else []:
        inside = group.get("options") if isinstance(group, dict) else None
        found.extend(inside if isinstance(inside, list) else [])
    return [option for option in found if isinstance(option, dict)]


def coherent_options(value: object, path: str) -> Iterator[Problem]:
    """Values are unique, and what is chosen at first is among the options, exactly."""
    if not isinstance(value, dict):
        return
    options = _options_of(value)
    values = [option.get("value") for option in options]
    for repeated in sorted({str(v) for v in values if values.count(v) > 1}):
        yield Problem(f"{path}.options", f"{repeated!r} is the value of two", "Option object")
    first = value.get(
        "initial_options", [value["initial_option"]] if "initial_option" in value else []
    )
    for chosen in first if isinstance(first, list) else []:
        if chosen not in options:
            yield Problem(
                path, "its initial option is not exactly one of its options", "Option object"
            )


def options_or_groups(value: object, path: str) -> Iterator[Problem]:
    """A static select has either options or option groups."""
    if isinstance(value, dict) and ("options" in value) == ("option_groups" in value):
        yield Problem(path, "must have options or option_groups", "Select menu element")


def with_coherent_options(shape: Check) -> Check:
    return all_of(shape, coherent_options)
