"""response_url: a short-lived way to answer an interaction ("Handling user interaction")."""

from collections.abc import Callable
from dataclasses import dataclass

from . import limits
from .json_types import Json
from .messages import Message
from .modals import with_identifiers
from .server import Reply
from .strictness import Strictness
from .violations import Violation
from .workspace import Workspace

WHERE = "response_url"
_KEYS = {
    "text", "blocks", "response_type", "replace_original", "delete_original", "thread_ts",
    "unfurl_links", "unfurl_media", "mrkdwn", "metadata", "attachments",
}  # fmt: skip


@dataclass
class ResponseUrl:
    """One address: where its answers go, and how often it has been used."""

    channel: str
    person: str
    issued: float
    message: Message | None = None
    uses: int = 0


class ResponseUrls:
    """Issues the addresses and carries out what is posted to them."""

    def __init__(self, workspace: Workspace, strictness: Strictness) -> None:
        self.workspace = workspace
        self.strictness = strictness
        self._issued: dict[str, ResponseUrl] = {}

    def issue(self, channel: str, person: str, message: Message | None = None) -> str:
        """A fresh address for an interaction of `person` in `channel`."""
        name = self.workspace.new_id("R")
        self._issued[name] = ResponseUrl(channel, person, self.workspace.clock.now(), message)
        return f"{self.workspace.public_url}/response/{name}"

    def answer(self, name: str, given: Json) -> Reply:
        """What happens when the app posts to the address."""
        target = self._issued.get(name)
        problem = self._worn_out(target)
        if problem or target is None:
            self._complain(problem or "expired_url", f"{name} is not in use any more")
            return Reply.of({"ok": False, "error": "expired_url"}, status=404)
        target.uses += 1
        return self.show(target, given, WHERE)

    def show(self, target: ResponseUrl, given: Json, where: str) -> Reply:
        """Show a response, whether it was posted or came with the acknowledgement."""
        for key in sorted(set(given) - _KEYS):
            self._complain("unknown_argument", f"{key} is not a key of a response")
        if given.get("delete_original"):
            return self._change_original(target, self._delete)
        blocks = given.get("blocks")
        problems = self.strictness.judge_blocks(blocks, where) if blocks is not None else []
        if problems:
            self.strictness.refuse_problems(problems, "invalid_blocks", where)
            return Reply.of({"ok": False, "error": "invalid_blocks"}, status=400)
        text = str(given.get("text") or "")
        self.strictness.judge_text(text, blocks, where)
        completed = with_identifiers(blocks or [], self.workspace.new_id)
        if given.get("replace_original"):
            return self._change_original(target, lambda m: self._replace(m, text, completed))
        if not text and not completed:
            self._complain("no_text", "neither text nor blocks")
            return Reply.of({"ok": False, "error": "no_text"}, status=400)
        self._post(target, given, text, completed)
        return Reply(b"ok")

    def _worn_out(self, target: ResponseUrl | None) -> str:
        if target is None:
            return "expired_url"
        age = self.workspace.clock.now() - target.issued
        too_old = age > limits.RESPONSE_URL_SECONDS.at_most
        too_often = target.uses >= limits.RESPONSE_URL_USES.at_most
        return "expired_url" if too_old else "used_url" if too_often else ""

    def _change_original(self, target: ResponseUrl, change: Callable[[Message], None]) -> Reply:
        if target.message is None:
            self._complain("no_original", "the interaction came from no message")
            return Reply.of({"ok": False, "error": "no_original"}, status=404)
        change(target.message)
        return Reply(b"ok")

    def _delete(self, message: Message) -> None:
        if message.only_for is not None:
            self.workspace.ephemerals.remove(message)
        else:
            self.workspace.delete(message)

    def _replace(self, message: Message, text: str, blocks: list[Json]) -> None:
        if message.only_for is not None:
            message.text, message.blocks = text, blocks
        else:
            self.workspace.edit(message, self.workspace.app.bot_user_id, text, blocks)

    def _post(self, target: ResponseUrl, given: Json, text: str, blocks: list[Json]) -> None:
        app = self.workspace.app
        in_channel = given.get("response_type") == "in_channel"
        self.workspace.post(
            Message(
                channel=target.channel,
                ts=self.workspace.new_ts(),
                user=app.bot_user_id,
                text=text,
                team=app.team_id,
                blocks=blocks,
                thread_ts=given.get("thread_ts"),
                from_app=True,
                only_for=None if in_channel else target.person,
            )
        )

    def _complain(self, rule: str, detail: str) -> None:
        self.strictness.violations.record(
            Violation(rule, WHERE, detail, "Handling user interaction")
        )
