"""View objects: modals and Home tabs ("Modal views", "Home tab views")."""

import json
from collections.abc import Iterator

from . import limits
from .blocks import check_blocks
from .composition import plain_text
from .json_types import Json
from .schema import Check, Problem, boolean, fields, string
from .surfaces import Surface

_COMMON: dict[str, Check] = {
    "private_metadata": string(limits.PRIVATE_METADATA),
    "callback_id": string(limits.CALLBACK_ID),
    "external_id": string(limits.EXTERNAL_ID),
}


def _blocks_later(_value: object, _path: str) -> Iterator[Problem]:
    yield from ()


_MODAL = fields(
    "Modal views",
    {"title": plain_text(limits.VIEW_TITLE), "blocks": _blocks_later},
    {
        **_COMMON,
        "close": plain_text(limits.VIEW_BUTTON),
        "submit": plain_text(limits.VIEW_BUTTON),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
    },
)
_HOME = fields("Home tab views", {"blocks": _blocks_later}, _COMMON)


def check_view(
    view: object, surface: Surface, *, renderable_everywhere: bool = True
) -> list[Problem]:
    """Everything that is wrong with a view that is to be shown on `surface`."""
    if not isinstance(view, dict):
        return [Problem("view", f"must be an object, not {view!r}", "Modal views")]
    if view.get("type") != surface.value:
        return [
            Problem("view", f"must be of type {surface.value}, not {view.get('type')!r}", "Views")
        ]
    shape = _MODAL if surface is Surface.MODAL else _HOME
    problems = list(shape(view, "view"))
    problems.extend(_submit_where_there_is_input(view))
    problems.extend(_size(view))
    return problems + check_blocks(
        view.get("blocks", []), surface, renderable_everywhere=renderable_everywhere
    )


def _submit_where_there_is_input(view: Json) -> Iterator[Problem]:
    blocks = view.get("blocks")
    kinds = (
        [b.get("type") for b in blocks if isinstance(b, dict)] if isinstance(blocks, list) else []
    )
    if view["type"] == "modal" and "input" in kinds and "submit" not in view:
        yield Problem("view", "has an input block and so needs submit", "Modal views")


def _size(view: Json) -> Iterator[Problem]:
    size = len(json.dumps(view).encode())
    if size > limits.VIEW_BYTES.at_most:
        yield Problem("view", f"{size:,} bytes", limits.VIEW_BYTES.document, rule="view_too_large")
