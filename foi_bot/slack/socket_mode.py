"""Socket Mode: we connect to Slack, which sends each delivery to one of up to ten connections
(Slack, "Using Socket Mode"). No public address is needed."""

from __future__ import annotations

import time
from collections.abc import Callable

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.socket_mode.internals import build_headers, send_response
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from foi_bot.settings import Settings
from foi_bot.slack.client import WatchedClient
from foi_bot.slack.door import Door
from foi_bot.slack.receiver import PATIENCE
from foi_bot.slack.underway import Underway
from foi_bot.slack.watch import Watch


class SocketMode:
    """A receiver that connects to Slack. `connected` is told of every new connection, and has to be
    quick: it is called in the thread that receives."""

    def __init__(
        self,
        door: Door,
        app: App,
        settings: Settings,
        watch: Watch,
        connected: Callable[[], None],
    ) -> None:
        self._door = door
        self._app = app
        self._settings = settings
        self._watch = watch
        self._connected = connected
        self._handler: SocketModeHandler | None = None
        self._underway = Underway()

    def open(self) -> None:
        """Connect. Raises SlackApiError, SlackClientError or OSError, and through a proxy more."""
        settings = self._settings
        client = WatchedClient(settings.SLACK_APP_TOKEN, settings.SLACK_API_URL, self._watch)
        handler = Handler(self._app, settings.SLACK_APP_TOKEN, web_client=client)
        handler.door, handler.underway = self._door, self._underway
        self._underway.open()
        handler.client.on_message_listeners.append(self._on_message)
        try:
            handler.connect()  # type: ignore[no-untyped-call]
        except BaseException:
            # Its threads run from the moment it is made: an attempt that failed must leave none.
            handler.close()  # type: ignore[no-untyped-call]
            raise
        self._handler = handler

    @property
    def is_open(self) -> bool:
        """Whether there is a connection now. Slack renews it every few hours."""
        return self._handler is not None and bool(self._handler.client.is_connected())

    def close(self) -> None:
        """Finish what was begun, and disconnect. What was not begun was not acknowledged: Slack
        sends it to another connection, or it is found by catching up."""
        self._underway.close(PATIENCE)
        if self._handler is not None:
            self._handler.close()  # type: ignore[no-untyped-call]

    def _on_message(self, message: str) -> None:
        # Slack says hello on every new connection, so also after a disconnection.
        if '"type":"hello"' in message.replace(" ", ""):
            self._connected()


class Handler(SocketModeHandler):
    """Bolt's handler, with the door before the app. It acknowledges after the listeners: that has
    to go out, too, before the connection is closed."""

    door: Door
    underway: Underway

    def handle(self, client: BaseSocketModeClient, req: SocketModeRequest) -> None:
        """Deal with one delivery and acknowledge it."""
        with self.underway.taking() as taken:
            if taken:
                begun = time.time()
                headers = {name: str(value) for name, value in (build_headers(req) or {}).items()}
                answer = self.door.deliver(req.payload, headers)
                send_response(client, req, answer, begun)
