"""One call of a Web API method, from its arguments to its reply.

The methods themselves live in `chat_methods`, `conversation_methods`, `view_methods`,
`file_methods` and `people_methods`; each registers itself here with its arguments.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from .json_types import Json
from .violations import Violation

if TYPE_CHECKING:
    from .messages import Message
    from .modals import Screens
    from .people import Channel
    from .schema import Problem
    from .strictness import Strictness
    from .workspace import Workspace

_JSON_ARGUMENTS = {"attachments", "blocks", "files", "metadata", "view"}
# The SDK sends team_id with every call of a client that knows its workspace.
_ANYWHERE = {"token", "team_id"}
_TRUE = {True, "true", "1", "True"}


class RefusedError(Exception):
    """Slack answers ok: false. `extra` goes into the reply beside `error`."""

    def __init__(self, error: str, detail: str, document: str = "", **extra: object) -> None:
        super().__init__(f"{error}: {detail}")
        self.error, self.detail, self.document, self.extra = error, detail, document, extra

    def reply(self) -> Json:
        return {"ok": False, "error": self.error, **self.extra}


@dataclass(frozen=True)
class Call:
    """A call with its arguments decoded, and everything a method may need."""

    method: str
    args: Json
    workspace: "Workspace"
    screens: "Screens"
    strictness: "Strictness"

    def text(self, name: str) -> str | None:
        value = self.args.get(name)
        return None if value is None else str(value)

    def needed(self, name: str) -> str:
        """An argument that Slack requires."""
        value = self.text(name)
        if value is None:
            self.refuse("invalid_arguments", f"{name} is required")
        return value

    def flag(self, name: str) -> bool:
        return self.args.get(name) in _TRUE

    def number(self, name: str, default: int) -> int:
        return int(self.args.get(name, default))

    def refuse(self, error: str, detail: str, **extra: object) -> NoReturn:
        raise RefusedError(error, detail, f"{self.method} method", **extra)

    def refuse_problems(self, problems: list["Problem"], error: str) -> None:
        """Refuse blocks or a view for their problems, if there are any, as Slack words it."""
        if problems:
            raise RefusedError(
                problems[0].rule or error,
                "; ".join(map(str, problems)),
                problems[0].document,
                errors=[str(problem) for problem in problems],
                response_metadata={"messages": [f"[ERROR] {problem}" for problem in problems]},
            )

    def complain(self, rule: str, detail: str, document: str = "") -> None:
        """Slack takes the call; a person, or the next call, would pay for it."""
        self.strictness.violations.record(Violation(rule, self.method, detail, document))

    def channel(self, name: str = "channel", *, to_write: bool = False) -> "Channel":
        """The conversation an argument names, where the app may read it (or write to it)."""
        id_ = self.needed(name)
        room = self.workspace.channels.get(id_)
        if room is None or (room.is_private and not self.workspace.hears(room)):
            self.refuse("channel_not_found", f"{id_} is no conversation that the app can see")
        if not self.workspace.hears(room):
            self.refuse("not_in_channel", f"the app is not in #{room.name}")
        if to_write and room.is_archived:
            self.refuse("is_archived", f"#{room.name} is archived")
        return room

    def message(self, room: "Channel", ts: str, error: str = "message_not_found") -> "Message":
        """The message an argument names, unless it is gone."""
        found = self.workspace.find(room.id, ts)
        if found is None or found.deleted:
            self.refuse(error, f"there is no message {ts} in {room.id}")
        return found


Handler = Callable[[Call], Json]


@dataclass(frozen=True)
class Method:
    """A Web API method: what runs, and the names of the arguments its page lists."""

    name: str
    run: Handler
    arguments: frozenset[str]


@dataclass
class Registry:
    """The methods this double knows."""

    methods: dict[str, Method] = field(default_factory=dict)

    def method(self, name: str, *arguments: str) -> Callable[[Handler], Handler]:
        def register(run: Handler) -> Handler:
            self.methods[name] = Method(name, run, frozenset(arguments) | _ANYWHERE)
            return run

        return register


REGISTRY = Registry()


def decoded(raw: Mapping[str, object]) -> Json:
    """Arguments without the empty ones, JSON ones as objects however they were sent."""
    args: Json = {}
    for name, value in raw.items():
        if value is None:
            continue
        if name in _JSON_ARGUMENTS and isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError as error:
                raise RefusedError(
                    "invalid_json", f"{name} is not JSON: {error}", "Using the Slack Web API"
                ) from error
        args[name] = value
    return args


def perform(call: Call) -> Json:
    """Run the method and give its reply; raises RefusedError where Slack answers ok: false."""
    known = REGISTRY.methods.get(call.method)
    if known is None:
        raise RefusedError("unknown_method", f"{call.method} is not known to this double")
    for name in sorted(set(call.args) - known.arguments):
        call.complain("unknown_argument", f"{name} is not an argument of this method")
    return {"ok": True, **known.run(call)}
