"""What a person typed, rebuilt from what Slack delivers.

Slack escapes `&`, `<` and `>` in a message's text and turns addresses, mentions and channels into
links. The message's `rich_text` block says what was typed; without one the text is unescaped
(Slack, "Formatting message text"; "Rich text block").
"""

from __future__ import annotations

import re
from typing import Any

from foi_bot.letter.characters import printable

_LINK = re.compile(r"<(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")


def typed(message: dict[str, Any]) -> str:
    """The words of a message, as they were typed."""
    rich = [block for block in message.get("blocks") or () if block.get("type") == "rich_text"]
    if rich:
        text = "\n".join(_block(block) for block in rich)
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


def _block(block: dict[str, Any]) -> str:
    return "\n".join(_container(element) for element in block.get("elements") or ())


def _container(element: dict[str, Any]) -> str:
    kind = element.get("type")
    parts = element.get("elements") or ()
    if kind == "rich_text_list":
        ordered = element.get("style") == "ordered"
        first = int(element.get("offset") or 0) + 1
        indent = "    " * int(element.get("indent") or 0)
        marks = (f"{no}. " if ordered else "• " for no in range(first, first + len(parts)))
        return "\n".join(
            f"{indent}{mark}{_container(part)}" for mark, part in zip(marks, parts, strict=False)
        )
    text = "".join(_inline(part) for part in parts).removesuffix("\n")
    if kind == "rich_text_quote":
        return "\n".join(f"> {line}" for line in text.split("\n"))
    return text


def _inline(element: dict[str, Any]) -> str:
    match element.get("type"):
        case "text":
            return str(element.get("text") or "")
        case "link":
            return str(element.get("text") or element.get("url") or "")
        case "emoji":
            return _emoji(element)
        case "user":
            return f"@{element.get('user_id')}"
        case "usergroup":
            return f"@{element.get('usergroup_id')}"
        case "channel":
            return f"#{element.get('channel_id')}"
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
