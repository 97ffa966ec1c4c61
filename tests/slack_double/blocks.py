"""Layout blocks: what each may hold, and whether a whole list of them may stand somewhere."""

from collections import Counter
from collections.abc import Iterator

from . import limits
from .composition import any_text, plain_text
from .elements import ELEMENTS, an_image
from .json_types import Json
from .limits import Limit
from .schema import Check, Problem, all_of, boolean, by_type, fields, list_of, string
from .surfaces import (
    MODAL_ONLY_ELEMENTS,
    PRACTICE_BLOCKS,
    PRACTICE_ELEMENTS,
    SLACK_BLOCKS,
    SLACK_ELEMENTS,
    Surface,
)

NOT_RENDERABLE = "not_renderable_everywhere"
"""The rule broken by what Slack shows and the practice Slack does not."""

_ELEMENT = by_type(ELEMENTS, "Reference: Block Kit")
_BLOCK_ID: dict[str, Check] = {"block_id": string(limits.BLOCK_ID)}
_CONTEXT_ELEMENT = by_type(
    {
        "image": ELEMENTS["image"],
        "plain_text": any_text(limits.TEXT),
        "mrkdwn": any_text(limits.TEXT),
    },
    "Context block",
)


def _anything(value: object, path: str) -> Iterator[Problem]:
    if not isinstance(value, dict):
        yield Problem(path, f"must be an object, not {value!r}")


def _section_says_something(value: object, path: str) -> Iterator[Problem]:
    if isinstance(value, dict) and not ("text" in value or "fields" in value):
        yield Problem(path, "must have text or fields", "Section block")


def _input_dispatches(value: object, path: str) -> Iterator[Problem]:
    if not isinstance(value, dict) or not value.get("dispatch_action"):
        return
    if isinstance(value.get("element"), dict) and value["element"].get("type") == "file_input":
        yield Problem(path, "dispatch_action does not go with file_input", "Input block")


_RICH_TEXT_PARTS = fields(
    "Rich text block",
    {"elements": list_of(_anything, Limit("rich text elements", 1_000, "Rich text block", 0))},
    {
        "style": lambda _value, _path: iter(()),
        "indent": lambda _value, _path: iter(()),
        "offset": lambda _value, _path: iter(()),
        "border": lambda _value, _path: iter(()),
    },
)

BLOCKS: dict[str, Check] = {
    "actions": fields(
        "Actions block", {"elements": list_of(_ELEMENT, limits.ACTIONS_ELEMENTS)}, _BLOCK_ID
    ),
    "context": fields(
        "Context block",
        {"elements": list_of(_CONTEXT_ELEMENT, limits.CONTEXT_ELEMENTS)},
        _BLOCK_ID,
    ),
    "divider": fields("Divider block", {}, _BLOCK_ID),
    "header": fields("Header block", {"text": plain_text(limits.HEADER_TEXT)}, _BLOCK_ID),
    "image": an_image({"title": plain_text(limits.IMAGE_TITLE), **_BLOCK_ID}),
    "input": all_of(
        fields(
            "Input block",
            {"label": plain_text(limits.INPUT_LABEL), "element": _ELEMENT},
            {
                "dispatch_action": boolean,
                "hint": plain_text(limits.INPUT_HINT),
                "optional": boolean,
                **_BLOCK_ID,
            },
        ),
        _input_dispatches,
    ),
    "markdown": fields("Markdown block", {"text": string(limits.MARKDOWN_TEXT)}, _BLOCK_ID),
    "rich_text": fields(
        "Rich text block",
        {
            "elements": list_of(
                by_type(
                    dict.fromkeys(
                        (
                            "rich_text_section",
                            "rich_text_list",
                            "rich_text_preformatted",
                            "rich_text_quote",
                        ),
                        _RICH_TEXT_PARTS,
                    ),
                    "Rich text block",
                ),
                Limit("rich text parts", 1_000, "Rich text block"),
            )
        },
        _BLOCK_ID,
    ),
    "section": all_of(
        fields(
            "Section block",
            {},
            {
                "text": any_text(limits.SECTION_TEXT),
                "fields": list_of(any_text(limits.SECTION_FIELD), limits.SECTION_FIELDS),
                "accessory": _ELEMENT,
                "expand": boolean,
                **_BLOCK_ID,
            },
        ),
        _section_says_something,
    ),
}
"""The blocks that this double can check, by type."""

_BLOCK = by_type(BLOCKS, "Reference: Block Kit")


def elements_in(block: Json) -> list[tuple[str, Json]]:
    """The interactive elements and images of a block, each with its path inside the block."""
    found: list[tuple[str, Json]] = []
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            found.append((f".{key}", block[key]))
    inside = block.get("elements")
    if block.get("type") == "actions" and isinstance(inside, list):
        found.extend((f".elements[{i}]", e) for i, e in enumerate(inside) if isinstance(e, dict))
    return found


def prose_in(blocks: list[Json], *, mrkdwn_only: bool = False) -> list[str]:
    """Every text that a person reads as prose: not the labels of buttons and options."""
    prose: list[str] = []
    for block in blocks:
        if block.get("type") == "markdown":
            prose.append(str(block.get("text", "")))
            continue
        inside = block.get("elements") if block.get("type") == "context" else None
        holders = [block.get("text"), block.get("label"), block.get("hint"), block.get("title")]
        for holder in [*holders, *(block.get("fields") or []), *(inside or [])]:
            if not isinstance(holder, dict) or not isinstance(holder.get("text"), str):
                continue
            if not mrkdwn_only or holder.get("type") == "mrkdwn":
                prose.append(holder["text"])
    return prose


def check_blocks(
    blocks: object, surface: Surface, *, renderable_everywhere: bool = True
) -> list[Problem]:
    """Everything that is wrong with `blocks` on `surface`, in reading order."""
    most = limits.MESSAGE_BLOCKS if surface is Surface.MESSAGE else limits.VIEW_BLOCKS
    if not isinstance(blocks, list):
        return [Problem("blocks", f"must be a list, not {blocks!r}", most.document)]
    allowed = SLACK_BLOCKS[surface]
    problems: list[Problem] = []
    if len(blocks) > most.at_most:
        problems.append(
            Problem("blocks", f"{len(blocks)} blocks; at most {most.at_most}", most.document)
        )
    for index, block in enumerate(blocks):
        path = f"blocks[{index}]"
        kind = block.get("type") if isinstance(block, dict) else None
        if kind in allowed and kind not in BLOCKS:
            problems.append(Problem(path, f"{kind} blocks are not checked by this double"))
            continue
        problems.extend(_BLOCK(block, path))
        if isinstance(block, dict) and kind in BLOCKS:
            problems.extend(_check_place(block, path, surface, renderable_everywhere))
    readable = [block for block in blocks if isinstance(block, dict)]
    problems.extend(_check_identifiers(readable))
    if surface is Surface.MESSAGE:
        problems.extend(_check_length(readable))
    return problems


def _check_place(
    block: Json, path: str, surface: Surface, renderable_everywhere: bool
) -> Iterator[Problem]:
    kind = str(block["type"])
    if kind not in SLACK_BLOCKS[surface]:
        yield Problem(
            path, f"{kind} blocks do not stand in a {surface.value}", "Reference: Block Kit"
        )
    elif renderable_everywhere and kind not in PRACTICE_BLOCKS[surface]:
        yield _not_drawn(path, f"{kind} block", surface)
    for inside, element in elements_in(block):
        yield from _check_element_place(
            str(element.get("type")), kind, path + inside, surface, renderable_everywhere
        )


def _check_element_place(
    element: str, block: str, path: str, surface: Surface, renderable_everywhere: bool
) -> Iterator[Problem]:
    if element not in ELEMENTS:
        return
    in_wrong_surface = element in MODAL_ONLY_ELEMENTS and surface is not Surface.MODAL
    if element not in SLACK_ELEMENTS[block] or in_wrong_surface:
        yield Problem(
            path, f"{element} does not go into {block} in a {surface.value}", "Block elements"
        )
    elif renderable_everywhere and element not in PRACTICE_ELEMENTS[surface][block]:
        yield _not_drawn(path, f"{element} in {block}", surface)


def _not_drawn(path: str, what: str, surface: Surface) -> Problem:
    return Problem(
        path,
        f"{what}: the practice Slack does not draw it, or it does not work, in a {surface.value}",
        "local-slack 0.1.8",
        rule=NOT_RENDERABLE,
        refused=False,
    )


def _check_identifiers(blocks: list[Json]) -> Iterator[Problem]:
    for repeated in _repeated([block.get("block_id") for block in blocks]):
        yield Problem("blocks", f"block_id {repeated!r} appears twice", "Section block")
    focused = 0
    for index, block in enumerate(blocks):
        elements = [element for _, element in elements_in(block)]
        for repeated in _repeated([element.get("action_id") for element in elements]):
            yield Problem(
                f"blocks[{index}]", f"action_id {repeated!r} appears twice", "Button element"
            )
        focused += sum(element.get("focus_on_load") is True for element in elements)
    if focused > 1:
        yield Problem(
            "blocks", f"{focused} elements want the focus; one may", "Select menu element"
        )


def _repeated(names: list[object]) -> list[str]:
    counts = Counter(name for name in names if isinstance(name, str))
    return sorted(name for name, count in counts.items() if count > 1)


def _check_length(blocks: list[Json]) -> Iterator[Problem]:
    length = sum(map(len, prose_in(blocks)))
    if length > limits.WHOLE_POST.at_most:
        yield Problem(
            "blocks",
            f"{length:,} characters of prose; a post fails from about 13,200 on",
            limits.WHOLE_POST.document,
            rule="msg_blocks_too_long",
        )
