"""What the practice workspace shows, as frozen values: messages, forms, the bot's calls.

They are read back from local-slack, never built from what the bot meant to send.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Element:
    """Something in a message that a person can press or choose from."""

    block_id: str
    content: Json = field(repr=False)

    @property
    def kind(self) -> str:
        return str(self.content["type"])

    @property
    def action_id(self) -> str:
        return str(self.content.get("action_id", ""))

    @property
    def label(self) -> str:
        """What is written on it: a button's text, a menu's placeholder."""
        return words_of(self.content.get("text") or self.content.get("placeholder"))


@dataclass(frozen=True)
class Message:
    """A message as the page shows it.

    `reactions` maps an emoji's name to the people who reacted; `ephemeral_to` names the only
    person who sees an ephemeral message; `raw` is local-slack's own record.
    """

    channel: str
    ts: str
    user: str
    text: str
    thread_ts: str | None
    blocks: Sequence[Json] = field(repr=False)
    files: Sequence[Json] = field(repr=False)
    reactions: Mapping[str, tuple[str, ...]]
    edited: bool
    ephemeral_to: str | None
    raw: Json = field(repr=False)

    @classmethod
    def of(cls, raw: Json) -> Self:
        reactions = {r["name"]: tuple(r["users"]) for r in raw.get("reactions", [])}
        return cls(
            channel=raw["channel"],
            ts=raw["ts"],
            user=raw.get("user", ""),
            text=raw.get("text") or "",
            thread_ts=raw.get("thread_ts"),
            blocks=tuple(raw.get("blocks") or ()),
            files=tuple(raw.get("files") or ()),
            reactions=reactions,
            edited="edited" in raw,
            ephemeral_to=raw.get("ephemeral_to"),
            raw=raw,
        )

    @property
    def words(self) -> str:
        """What a person reads: the blocks' text where there are blocks, else the plain text."""
        if not self.blocks:
            return self.text
        return "\n".join(line for block in self.blocks if (line := _block_words(block)))

    @property
    def elements(self) -> tuple[Element, ...]:
        """Everything that can be pressed or chosen from, top to bottom."""
        return tuple(_elements(self.blocks))

    @property
    def buttons(self) -> tuple[str, ...]:
        """The labels of the message's buttons."""
        return tuple(e.label for e in self.elements if e.kind == "button")

    def element(self, which: str) -> Element:
        """The element with this action id or, failing that, this label.

        Raises LookupError, naming what is there instead.
        """
        for element in self.elements:
            if which == element.action_id:
                return element
        for element in self.elements:
            if which == element.label:
                return element
        there = ", ".join(f"{e.action_id} “{e.label}”" for e in self.elements) or "nothing"
        raise LookupError(f"no element “{which}” in message {self.ts}; there is {there}")

    def is_visible_to(self, user: str) -> bool:
        return self.ephemeral_to in (None, user)


@dataclass(frozen=True)
class Field:
    """One input of a form."""

    block_id: str
    action_id: str
    label: str
    element: Json = field(repr=False)

    @property
    def kind(self) -> str:
        return str(self.element["type"])


@dataclass(frozen=True)
class Modal:
    """An open form."""

    id: str
    title: str
    callback_id: str
    blocks: Sequence[Json] = field(repr=False)
    raw: Json = field(repr=False)

    @classmethod
    def of(cls, raw: Json) -> Self:
        return cls(
            id=raw["id"],
            title=words_of(raw.get("title")),
            callback_id=raw.get("callback_id", ""),
            blocks=tuple(raw.get("blocks") or ()),
            raw=raw,
        )

    @property
    def words(self) -> str:
        """What a person reads in the form, its labels and hints included."""
        return "\n".join(line for block in self.blocks if (line := _block_words(block)))

    @property
    def fields(self) -> tuple[Field, ...]:
        """The form's inputs, top to bottom."""
        inputs = (block for block in self.blocks if block["type"] == "input")
        return tuple(
            Field(
                block_id=block.get("block_id", ""),
                action_id=block["element"].get("action_id", ""),
                label=words_of(block.get("label")),
                element=block["element"],
            )
            for block in inputs
        )

    def field(self, which: str) -> Field:
        """The input with this block id, action id or label.

        Raises LookupError, naming what is there instead.
        """
        for name in ("block_id", "action_id", "label"):
            for candidate in self.fields:
                if getattr(candidate, name) == which:
                    return candidate
        there = ", ".join(f"{f.block_id}/{f.action_id} “{f.label}”" for f in self.fields)
        raise LookupError(f"no input “{which}” in the form “{self.title}”; there is {there}")


@dataclass(frozen=True)
class Call:
    """One Web API call of the bot: its method and its arguments."""

    method: str
    arguments: Json

    @classmethod
    def of(cls, entry: Json) -> Self:
        return cls(method=entry["summary"], arguments=entry["detail"])


def words_of(text: Any) -> str:
    """The words of a Slack text object, of a plain string, or of nothing."""
    if isinstance(text, Mapping):
        return str(text.get("text", ""))
    return "" if text is None else str(text)


def _block_words(block: Json) -> str:
    parts = [words_of(block.get(name)) for name in ("label", "text", "title", "hint")]
    parts += [words_of(text) for text in block.get("fields", [])]
    if block["type"] == "context":
        parts += [words_of(text) for text in block.get("elements", [])]
    return "\n".join(part for part in parts if part)


def _elements(blocks: Sequence[Json]) -> Iterator[Element]:
    for number, block in enumerate(blocks):
        # Slack gives a block without an id one of its own; so does local-slack's page.
        block_id = block.get("block_id", f"b{number}")
        contents = list(block.get("elements", [])) if block["type"] == "actions" else []
        contents += [block["accessory"]] if "accessory" in block else []
        contents += [block["element"]] if "element" in block else []
        for content in contents:
            if "action_id" in content:
                yield Element(block_id, content)
