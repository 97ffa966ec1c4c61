"""What Slack's composer makes of formatting that a person types: bold, lists, quotes, code.

Off by default (see `SlackDouble.composer_formats`): most tests care for the characters alone.
"""

import re
from itertools import groupby

from .json_types import Json
from .text import Delivered, Directory, escape, inline

_STYLED = re.compile(
    r"(?<!\w)(?:\*(?P<bold>[^*\n]+)\*|_(?P<italic>[^_\n]+)_|~(?P<strike>[^~\n]+)~"
    r"|`(?P<code>[^`\n]+)`)(?!\w)"
)
_FENCE = re.compile(r"```(.*?)```", re.DOTALL)
_MARKS = {"bold": "*", "italic": "_", "strike": "~", "code": "`"}


def formatted(typed: str, directory: Directory, block_id: str) -> Delivered:
    """As `text.delivered`, but with the composer's own formatting applied."""
    parts: list[Json] = []
    texts: list[str] = []
    for index, stretch in enumerate(_FENCE.split(typed.strip())):
        if index % 2:
            elements = [{"type": "text", "text": stretch}]
            parts.append({"type": "rich_text_preformatted", "elements": elements, "border": 0})
            texts.append(f"```{escape(stretch)}```")
        elif stretch.strip("\n"):
            _lines(stretch.strip("\n"), directory, parts, texts)
    block = {"type": "rich_text", "block_id": block_id, "elements": parts}
    return Delivered("\n".join(texts), [block])


def _kind_of(line: str) -> str:
    if re.match(r"[-•*] ", line):
        return "bullet"
    if re.match(r"\d+\. ", line):
        return "ordered"
    return "quote" if line.startswith(">") else "section"


def _lines(stretch: str, directory: Directory, parts: list[Json], texts: list[str]) -> None:
    for kind, lines in groupby(stretch.split("\n"), key=_kind_of):
        if kind in ("bullet", "ordered"):
            items = [re.sub(r"^(?:[-•*]|\d+\.) ", "", line) for line in lines]
            parts.append(_list(kind, items, directory))
            marks = ["•" if kind == "bullet" else f"{n}." for n in range(1, len(items) + 1)]
            texts.extend(
                f"{mark} {_styled(item, directory)[1]}"
                for mark, item in zip(marks, items, strict=True)
            )
        elif kind == "quote":
            body = "\n".join(line[1:].removeprefix(" ") for line in lines)
            elements, text = _styled(body, directory)
            parts.append({"type": "rich_text_quote", "elements": elements})
            texts.extend(f"&gt; {line}" for line in text.split("\n"))
        else:
            elements, text = _styled("\n".join(lines), directory)
            parts.append({"type": "rich_text_section", "elements": elements})
            texts.append(text)


def _list(style: str, items: list[str], directory: Directory) -> Json:
    sections = [
        {"type": "rich_text_section", "elements": _styled(item, directory)[0]} for item in items
    ]
    return {
        "type": "rich_text_list",
        "elements": sections,
        "style": style,
        "indent": 0,
        "border": 0,
    }


def _styled(typed: str, directory: Directory) -> tuple[list[Json], str]:
    elements: list[Json] = []
    text = ""
    position = 0
    for match in _STYLED.finditer(typed):
        before, before_text = inline(typed[position : match.start()], directory)
        style = str(match.lastgroup)
        inner = match.group(style)
        mark = _MARKS[style]
        styled, styled_text = inline(inner, directory, {"style": {style: True}})
        elements += before + styled
        text += f"{before_text}{mark}{styled_text}{mark}"
        position = match.end()
    rest, rest_text = inline(typed[position:], directory)
    return elements + rest, text + rest_text
