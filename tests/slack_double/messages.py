"""Messages as the workspace keeps them, and the controls on them that a person can use."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .blocks import elements_in, prose_in
from .json_types import Json

SLACKBOT = "USLACKBOT"


class NothingToUseError(AssertionError):
    """A test asked a person to use something that is not there, or that they could not use."""


@dataclass(frozen=True)
class Control:
    """One element that somebody can click, choose from or fill in."""

    block: Json
    element: Json

    @property
    def block_id(self) -> str:
        return str(self.block["block_id"])

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def kind(self) -> str:
        return str(self.element["type"])

    @property
    def label(self) -> str:
        """The words a person sees on it or beside it."""
        for holder in (self.element.get("text"), self.block.get("label")):
            if isinstance(holder, dict):
                return str(holder["text"])
        placeholder = self.element.get("placeholder")
        return str(placeholder["text"]) if isinstance(placeholder, dict) else self.action_id

    @property
    def value(self) -> str | None:
        value = self.element.get("value")
        return None if value is None else str(value)

    @property
    def options(self) -> list[Json]:
        """Its options, those in groups included."""
        groups = self.element.get("option_groups") or []
        inside = [option for group in groups for option in group["options"]]
        return list(self.element.get("options") or []) + inside

    def option(self, wanted: str) -> Json:
        """The option whose value or visible text is `wanted`."""
        for option in self.options:
            if wanted in (option["value"], option["text"]["text"]):
                return option
        seen = [option["text"]["text"] for option in self.options]
        raise NothingToUseError(f"{self.label!r} has no option {wanted!r}, only {seen}")


def controls_in(blocks: list[Json]) -> list[Control]:
    """Every element of `blocks` that a person can use, in reading order."""
    return [
        Control(block, element)
        for block in blocks
        for _, element in elements_in(block)
        if element.get("type") != "image"
    ]


def find_control(blocks: list[Json], wanted: str) -> Control:
    """The one control whose label, action_id, block_id or value is `wanted`."""
    controls = controls_in(blocks)

    def names(control: Control) -> Iterator[str | None]:
        yield from (control.label, control.action_id, control.block_id, control.value)

    for rank in range(4):
        matches = [c for c in controls if list(names(c))[rank] == wanted]
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise NothingToUseError(f"{len(matches)} controls are called {wanted!r}")
    seen = [f"{control.label!r} ({control.action_id})" for control in controls]
    raise NothingToUseError(f"there is no {wanted!r} to use, only {', '.join(seen) or 'nothing'}")


@dataclass
class Message:
    """One message. Tests read it; only the workspace changes it.

    `only_for` is set for an ephemeral message, `tombstone` for a deleted parent whose replies
    are still there.
    """

    channel: str
    ts: str
    user: str
    text: str
    team: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    from_app: bool = False
    subtype: str | None = None
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    edited: tuple[str, str] | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    file_ids: list[str] = field(default_factory=list)
    client_msg_id: str | None = None
    broadcast: bool = False
    only_for: str | None = None
    deleted: bool = False
    tombstone: bool = False

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def root_ts(self) -> str:
        """The timestamp of the thread this message starts or belongs to."""
        return self.thread_ts or self.ts

    @property
    def controls(self) -> list[Control]:
        return controls_in(self.blocks)

    @property
    def buttons(self) -> list[str]:
        """What its buttons say, in order."""
        return [control.label for control in self.controls if control.kind == "button"]

    def button(self, wanted: str) -> Control:
        """The button called `wanted` (label, action_id or value)."""
        control = find_control(self.blocks, wanted)
        if control.kind != "button":
            raise NothingToUseError(f"{wanted!r} is a {control.kind}, not a button")
        return control

    def control(self, wanted: str) -> Control:
        return find_control(self.blocks, wanted)

    @property
    def prose(self) -> str:
        """All of its words as held by Slack: the blocks' where it has blocks, else the text."""
        return "\n".join(prose_in(self.blocks)) or self.text
