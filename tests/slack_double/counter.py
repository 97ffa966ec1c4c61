"""The counter at which every HTTP call to the double is dealt with."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from . import (  # noqa: F401  (importing the methods registers them)
    chat_methods,
    conversation_methods,
    file_methods,
    people_methods,
    view_methods,
)
from .faults import DOWNLOAD, UPLOAD, Fault, Faults, Harm
from .json_types import Json
from .modals import Screens
from .pace import Pace
from .response_urls import ResponseUrls
from .server import Asked, Reply
from .strictness import Strictness
from .violations import Violation
from .web_api import Call, RefusedError, decoded, perform
from .workspace import Workspace

API = "/api/"
UPLOADS = "/upload/v1/"
DOWNLOADS = "/files-pri/"
RESPONSES = "/response/"
ERROR_PAGE = b"<html><head><title>502 Bad Gateway</title></head><body>Try again.</body></html>"
SIGN_IN_PAGE = b"<!DOCTYPE html><html><title>Slack</title><body>Sign in to Slack</body></html>"


@dataclass(frozen=True)
class Recorded:
    """A Web API call as it came in, and the reply it was given (None where it was lost)."""

    method: str
    args: Json
    at: float
    reply: Json | None
    status: int

    @property
    def ok(self) -> bool:
        return bool(self.reply and self.reply.get("ok"))


class Counter:
    """Answers requests: faults first, then tokens, pace and at last the method itself."""

    def __init__(
        self,
        workspace: Workspace,
        screens: Screens,
        strictness: Strictness,
        faults: Faults,
        response_urls: ResponseUrls,
    ) -> None:
        self.workspace = workspace
        self.screens = screens
        self.strictness = strictness
        self.faults = faults
        self.response_urls = response_urls
        self.pace = Pace()
        self.calls: list[Recorded] = []

    def answer(self, asked: Asked) -> Reply:
        """Deal with one HTTP request."""
        with self.workspace.lock:
            self.workspace.settle_shares()
            if asked.path.startswith(API):
                return self._api(asked)
            if asked.path.startswith(UPLOADS):
                return self._with_fault(UPLOAD, lambda: self._upload(asked))
            if asked.path.startswith(RESPONSES):
                return self.response_urls.answer(asked.path.removeprefix(RESPONSES), asked.fields)
            if asked.path.startswith(DOWNLOADS):
                return self._with_fault(DOWNLOAD, lambda: self._download(asked))
            return Reply(status=404)

    def _api(self, asked: Asked) -> Reply:
        method = asked.path.removeprefix(API)
        args = {name: value for name, value in asked.fields.items() if name != "token"}
        reply = self._with_fault(method, lambda: self._perform(method, args, asked.token))
        body = None if reply.broken or reply.silent else _json(reply)
        self.calls.append(Recorded(method, args, self.workspace.clock.now(), body, reply.status))
        return reply

    def _perform(self, method: str, raw: Json, token: str | None) -> Reply:
        try:
            self._check_token(method, token)
            args = decoded(raw)
            wait = self.pace.wait_for(method, args.get("channel"), self.workspace.clock.now())
            if wait and self.strictness.strict_pace:
                return self._too_fast(method, wait)
            return Reply.of(
                perform(Call(method, args, self.workspace, self.screens, self.strictness)),
                headers={"X-OAuth-Scopes": self.workspace.app.scopes},
            )
        except RefusedError as refused:
            self.strictness.violations.record(
                Violation(refused.error, method, refused.detail, refused.document)
            )
            return Reply.of(refused.reply())

    def _check_token(self, method: str, token: str | None) -> None:
        app = self.workspace.app
        if not token:
            raise RefusedError("not_authed", "no token was sent")
        expected = app.app_token if method.startswith("apps.connections") else app.bot_token
        if token != expected:
            raise RefusedError("invalid_auth", "the token is not the one this app was given")

    def _too_fast(self, method: str, wait: int) -> Reply:
        self.strictness.violations.record(
            Violation("ratelimited", method, f"{wait} seconds too soon", "Rate limits")
        )
        return Reply.of({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(wait)})

    def _with_fault(self, name: str, work: Callable[[], Reply]) -> Reply:
        fault = self.faults.take(name)
        if fault is None:
            return work()
        if fault.harm is Harm.CUT:
            return replace(work(), cut=True)
        if fault.after_effect:
            work()
        return _harmed(fault)

    def _upload(self, asked: Asked) -> Reply:
        file = self.workspace.files.get(asked.path.removeprefix(UPLOADS))
        if file is None or file.completed:
            return Reply(b"no such upload", 404)
        sent = [part for part in asked.fields.values() if isinstance(part, bytes)]
        content = sent[0] if sent else asked.content
        if len(content) != file.length:
            self.strictness.violations.record(
                Violation(
                    "file_length_mismatch",
                    UPLOAD,
                    f"{len(content)} bytes came, {file.length} were announced",
                    "files.getUploadURLExternal method",
                )
            )
            return Reply(b"length differs", 400)
        file.content = content
        return Reply(f"OK - {len(content)}".encode())

    def _download(self, asked: Asked) -> Reply:
        file_id = asked.path.removeprefix(DOWNLOADS).split("/")[0].partition("-")[2]
        file = self.workspace.files.get(file_id)
        if file is None or file.content is None or not file.completed:
            return Reply(status=404)
        if asked.token != self.workspace.app.bot_token:
            return Reply(status=302, headers={"Location": "/login"})
        return Reply(file.content, headers={"Content-Type": "application/octet-stream"})


def _harmed(fault: Fault) -> Reply:
    if fault.harm is Harm.DROP:
        return Reply(broken=True)
    if fault.harm is Harm.SILENCE:
        return Reply(silent=True)
    if fault.harm is Harm.SIGN_IN:
        return Reply(SIGN_IN_PAGE, headers={"Content-Type": "text/html; charset=utf-8"})
    if fault.harm is Harm.PAGE:
        return Reply(ERROR_PAGE, fault.status, {"Content-Type": "text/html"})
    if fault.harm is Harm.REFUSAL:
        return Reply.of({"ok": False, "error": fault.error})
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    error = "ratelimited" if fault.status == 429 else "service_unavailable"
    return Reply.of({"ok": False, "error": error}, fault.status, headers)


def _json(reply: Reply) -> Json | None:
    try:
        loaded = json.loads(reply.body)
    except ValueError:
        return None
    return loaded if isinstance(loaded, dict) else None
