"""What a person typed, rebuilt from what Slack delivers.

Slack escapes `&`, `<` and `>` in a message's text and turns addresses, mentions and channels into
links. The message's `rich_text` block says what was typed; without one the text is unescaped
(Slack, "Formatting message text"; "Rich text block").
"""

from __future__ import annotations

import re
from typing import Any

from foi_bot.letter.characters import printable

Names = dict[str, str]
"""Names of mentions by what the text says in their place: "@U01OFFICER"."""

_LINK = re.compile(r"<(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")


def typed(message: dict[str, Any]) -> str:
    """The words of a message, as they were typed."""
    rich = [block for block in _objects(message.get("blocks")) if block.get("type") == "rich_text"]
    if rich:
        names = _names(str(message.get("text") or ""))
        text = "\n".join(_block(block, names) for block in rich)
    else:
        text = unescaped(str(message.get("text") or ""))
    return printable(text)


def unescaped(text: str) -> str:
    """Text with Slack's links and escapes taken back."""
    plain = _LINK.sub(_linked, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _linked(match: re.Match[str]) -> str:
    target, label = match["target"], match["label"]
    if target.startswith(("@", "#", "!")):
        # A mention is delivered as an id; its name is in the label where Slack gives one.
        return f"{target[0] if target[0] != '!' else '@'}{label or target[1:]}"
    return label or target


def _objects(value: object) -> list[dict[str, Any]]:
    """The objects in a list: a rich text may have parts that we do not know."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _number(value: object) -> int:
    """A small number, such as the indent of a list; 0 for anything else."""
    return value if isinstance(value, int) and 0 <= value < 1000 else 0


def _names(text: str) -> Names:
    """The names that the text gives for its mentions: the block has their ids alone."""
    found = (match for match in _LINK.finditer(text) if match["label"])
    return {
        m["target"]: unescaped(m["label"]).lstrip("@#") for m in found if m["target"][:1] in "@#!"
    }


def _block(block: dict[str, Any], names: Names) -> str:
    return "\n".join(_container(element, names) for element in _objects(block.get("elements")))


def _container(element: dict[str, Any], names: Names) -> str:
    kind = element.get("type")
    parts = _objects(element.get("elements"))
    if kind == "rich_text_list":
        ordered = element.get("style") == "ordered"
        first = _number(element.get("offset")) + 1
        indent = "    " * _number(element.get("indent"))
        marks = (f"{no}. " if ordered else "• " for no in range(first, first + len(parts)))
        return "\n".join(
            f"{indent}{mark}{_container(part, names)}"
            for mark, part in zip(marks, parts, strict=False)
        )
    text = "".join(_inline(part, names) for part in parts).removesuffix("\n")
    if kind == "rich_text_quote":
        return "\n".join(f"> {line}" for line in text.split("\n"))
    return text


def _inline(element: dict[str, Any], names: Names) -> str:
    match element.get("type"):
        case "text":
            return str(element.get("text") or "")
        case "link":
            return str(element.get("text") or element.get("url") or "")
        case "emoji":
            return _emoji(element)
        case "user":
            id_ = str(element.get("user_id"))
            return f"@{names.get(f'@{id_}', id_)}"
        case "usergroup":
            id_ = str(element.get("usergroup_id"))
            return f"@{names.get(f'!subteam^{id_}', id_)}"
        case "channel":
            id_ = str(element.get("channel_id"))
            return f"#{names.get(f'#{id_}', id_)}"
        case "broadcast":
            return f"@{element.get('range')}"
        case "date":
            return str(element.get("fallback") or "")
        case _:
            return str(element.get("text") or "")


def _emoji(element: dict[str, Any]) -> str:
    """An emoji as its characters where Slack gives their code points, else by its name."""
    points = str(element.get("unicode") or "")
    try:
        return (
            "".join(chr(int(point, 16)) for point in points.split("-"))
            if points
            else _named(element)
        )
    except ValueError:
        return _named(element)


def _named(element: dict[str, Any]) -> str:
    return f":{element.get('name')}:"
