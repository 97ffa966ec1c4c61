"""A program that ends without a word, as if somebody had pulled the plug: in the middle of a call
to Slack, or after each delivery."""

from __future__ import annotations

import json
from typing import Any, cast

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from tests.slack.office import FoiOffice

WRITES = frozenset(
    {
        "chat.postMessage",
        "chat.update",
        "files.getUploadURLExternal",
        "files.completeUploadExternal",
        "files.info",
    }
)


class Crash(BaseException):
    """The plug was pulled: nothing in the program may catch this."""


class CrashingClient(WebClient):
    """Ends the program at the first attempt at each call, before or after Slack has done it.

    `begun` is shared by a client and its successor after the restart, or nothing would ever end.
    """

    def __init__(self, like: WebClient, begun: set[str], *, after: bool) -> None:
        super().__init__(like.token, base_url=like.base_url, timeout=10, retry_handlers=[])
        self.begun, self.after = begun, after

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        call = f"{api_method} {json.dumps(arguments, sort_keys=True, default=str)}"
        if api_method not in WRITES or call in self.begun:
            return super().api_call(api_method, **arguments)
        self.begun.add(call)
        if self.after:
            super().api_call(api_method, **arguments)
        raise Crash(api_method)


class CrashingOffice:
    """An office whose program ends at every call that the sender makes, and is started again."""

    def __init__(self, office: FoiOffice, *, after: bool) -> None:
        self.office, self.after = office, after
        self.begun: set[str] = set()
        self.crashes = 0
        self._settle = office.settle
        office.settle = self.settle  # type: ignore[method-assign]

    def settle(self, within: float = 3_600.0) -> None:
        """As the office settles, but for the crashes on the way."""
        while True:
            sender = self.office.program.sender
            sender.client = CrashingClient(sender.client, self.begun, after=self.after)
            try:
                return self._settle(within)
            except Crash:
                self.crashes += 1
                self.office.restart()


class RestartedApp:
    """The program's app, started anew after everything that a person does."""

    def __init__(self, office: FoiOffice) -> None:
        self.office = office
        self.restarts = 0
        office.slack.connect(cast(App, self))

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """Deal with one delivery, and start again, unless it is the echo of a post of our own."""
        response = self.office.program.app.dispatch(request)
        if "bot_id" not in (request.body.get("event") or {}):
            self.restarts += 1
            self.office.restart()
            self.office.slack.connect(cast(App, self))
        return response
