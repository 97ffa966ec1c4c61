"""From what a person types to what Slack delivers, and from what Slack holds to what is seen.

Slack escapes `&`, `<` and `>`, links addresses, turns names into references and emoji into colon
codes ("Formatting text for messages"), and keeps beside that `text` a rich_text block of what
was typed. An app that wants the words back must rebuild them from one or the other.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .json_types import Json

EMOJI = {
    "✅": "white_check_mark",
    "❌": "x",
    "🎉": "tada",
    "👍": "+1",
    "👀": "eyes",
    "⚠️": "warning",
    "🙂": "slightly_smiling_face",
    "❤️": "heart",
    "📄": "page_facing_up",
    "🔒": "lock",
    "➡️": "arrow_right",
}
"""The emoji of these tests and Slack's names for them; Slack knows them all."""

_TOP_LEVEL = "uk|org|com|net|gov|eu|scot|wales|cymru|io|ie"
_TOKEN = re.compile(
    r"(?P<url>https?://[^\s<>|\"]+)"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    rf"|(?P<domain>(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:{_TOP_LEVEL})\b(?:/[^\s<>|\"]*)?)"
    r"|(?P<everyone>(?<!\w)@(?:here|channel|everyone)\b)"
    r"|(?P<person>(?<!\w)@[\w.-]+)"
    r"|(?P<channel>(?<![\w&])#[\w-]+)"
    rf"|(?P<emoji>{'|'.join(map(re.escape, EMOJI))})",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[.,;:!?'\")\]}]+$")

Lookup = Callable[[str], str | None]


@dataclass(frozen=True)
class Directory:
    """Finds the id behind a typed @name or #name, and the name behind an id."""

    person_id: Lookup
    channel_id: Lookup
    person_name: Lookup
    channel_name: Lookup


@dataclass(frozen=True)
class Delivered:
    """A typed message as Slack holds it: the mrkdwn `text` and the rich_text `blocks`."""

    text: str
    blocks: list[Json]


def escape(text: str) -> str:
    """The three control characters as entities ("Escaping text")."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def delivered(typed: str, directory: Directory, block_id: str) -> Delivered:
    """What Slack makes of `typed`, character for character (no formatting keys are pressed)."""
    elements, text = inline(typed.strip(), directory)
    section = {"type": "rich_text_section", "elements": elements}
    return Delivered(text, [{"type": "rich_text", "block_id": block_id, "elements": [section]}])


def inline(typed: str, directory: Directory, style: Json | None = None) -> tuple[list[Json], str]:
    """The rich_text elements of a stretch of typing, and its mrkdwn."""
    elements: list[Json] = []
    pieces: list[str] = []
    plain = ""
    position = 0

    def flush() -> None:
        nonlocal plain
        if plain:
            elements.append({"type": "text", "text": plain, **(style or {})})
            pieces.append(escape(plain))
        plain = ""

    while position < len(typed):
        match = _TOKEN.search(typed, position)
        if match is None:
            plain += typed[position:]
            break
        plain += typed[position : match.start()]
        reference = _reference(match, directory)
        if reference is None:
            plain += match.group()
            position = match.end()
            continue
        element, text, length = reference
        flush()
        elements.append({**element, **(style or {})})
        pieces.append(text)
        position = match.start() + length
    flush()
    return elements, "".join(pieces)


def _reference(match: re.Match[str], directory: Directory) -> tuple[Json, str, int] | None:
    found = match.group()
    kind = str(match.lastgroup)
    if kind in ("url", "mail", "domain"):
        return _link(kind, _TRAILING.sub("", found))
    if kind == "everyone":
        name = found[1:].lower()
        return {"type": "broadcast", "range": name}, f"<!{name}>", len(found)
    if kind == "emoji":
        name = EMOJI[found]
        code = "-".join(f"{ord(character):x}" for character in found)
        return {"type": "emoji", "name": name, "unicode": code}, f":{name}:", len(found)
    name = _TRAILING.sub("", found[1:])
    if kind == "person":
        person = directory.person_id(name)
        element = {"type": "user", "user_id": person}
        return (element, f"<@{person}>", len(name) + 1) if person else None
    channel = directory.channel_id(name)
    element = {"type": "channel", "channel_id": channel}
    return (element, f"<#{channel}|{name}>", len(name) + 1) if channel else None


def _link(kind: str, shown: str) -> tuple[Json, str, int]:
    if kind == "url":
        return {"type": "link", "url": shown}, f"<{escape(shown)}>", len(shown)
    url = f"mailto:{shown}" if kind == "mail" else f"http://{shown}"
    element = {"type": "link", "url": url, "text": shown}
    return element, f"<{escape(url)}|{escape(shown)}>", len(shown)


_HELD = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")


def seen(mrkdwn: str, directory: Directory) -> str:
    """What a person reads where Slack holds `mrkdwn`: references named, entities undone."""

    def name(match: re.Match[str]) -> str:
        target, label = match.group(1), match.group(2)
        if target.startswith("@"):
            return f"@{directory.person_name(target[1:]) or target[1:]}"
        if target.startswith("#"):
            return f"#{label or directory.channel_name(target[1:]) or target[1:]}"
        if target.startswith("!"):
            return f"@{target[1:]}"
        return label or target

    return unescape(_HELD.sub(name, mrkdwn))


_STRAY = re.compile(
    r"<(?!https?://|mailto:|tel:|slack://|@[UW]|#C|!(?:here|channel|everyone|date|subteam))"
    r"|&(?!amp;|lt;|gt;)"
)


def unescaped_in(text: str) -> list[str]:
    """Stretches with a control character that stands for itself, and so should be an entity."""
    return [text[match.start() : match.start() + 20] for match in _STRAY.finditer(text)]


def pings_in(text: str) -> list[str]:
    """The special mentions in `text` that would alarm a whole channel."""
    return re.findall(r"<!(?:here|channel|everyone)(?:\|[^<>]*)?>", text)
