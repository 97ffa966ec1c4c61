"""The program: database, house packs, app and sender put together, kept connected, and stopped.

`foi-bot run` runs it against a real workspace; the practice workspace and the tests use it too.
"""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

import structlog
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError

from foi_bot.casework.perform import Office
from foi_bot.letter.house import House, load_houses
from foi_bot.settings import Settings
from foi_bot.slack import app as slack_app
from foi_bot.slack.catch_up import catch_up
from foi_bot.slack.delivery import told
from foi_bot.slack.desk import Desk, system_clock
from foi_bot.slack.listeners.events import heard
from foi_bot.slack.sender import Sender
from store import audit, deliveries, intake, outbox
from store.database import Database, UnavailableError
from store.load import workspaces
from store.migrate import migrate

log = structlog.get_logger(__name__)

HOURLY = 3600.0
RETRY = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds between attempts to reach Slack at the start; the last is repeated."""

KEYS_KEPT = timedelta(days=7)
PARKED_KEPT = timedelta(hours=1)
INTAKES_KEPT = timedelta(days=1)

BAD_TOKEN = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}
)


class WrongTokenError(Exception):
    """Slack does not know a token. `str` says which and what to do."""


class Program:
    """Everything that runs, put together. `start` connects; `stop` leaves nothing half done."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = system_clock) -> None:
        self.settings = settings
        self.database = Database(settings.DATABASE_URL)
        migrate(self.database)
        self.houses: Mapping[str, House] = load_houses(
            Path(settings.HOUSE_PACKS) if settings.HOUSE_PACKS else None
        )
        office = Office(self.database, self.houses)
        client = slack_app.web_client(settings.SLACK_BOT_TOKEN, settings.SLACK_API_URL)
        self.sender = Sender(office, client, clock, self.replay)
        self.desk: Desk = slack_app.make_desk(office, client, self.sender.wake, clock)
        self.app: App = slack_app.build(self.desk, settings.SLACK_SIGNING_SECRET)
        self._stopped = threading.Event()
        self._socket: SocketModeHandler | None = None
        self._chores = threading.Thread(target=self._hourly, name="chores", daemon=True)

    def start(self) -> None:
        """Connect to Slack, waiting for as long as it cannot be reached. Raises WrongTokenError."""
        attempt = 0
        while not self._stopped.is_set():
            try:
                self._connect()
            except (OSError, SlackClientError) as unreachable:
                _raise_if_token(unreachable)
                pause = RETRY[min(attempt, len(RETRY) - 1)]
                log.warning("Slack cannot be reached; trying again", seconds=pause)
                self._stopped.wait(pause)
                attempt += 1
            else:
                break
        if self._stopped.is_set():
            return
        self.desk.whispers.start()
        self.sender.start()
        self._chores.start()
        log.info("connected to Slack")

    def stop(self) -> None:
        """Let what is under way finish, then let go of Slack and the database."""
        self._stopped.set()
        if self._socket is not None:
            self._socket.close()  # type: ignore[no-untyped-call]
        self.sender.stop()
        self.desk.whispers.stop()
        self.database.close()

    def wait(self) -> None:
        """Until somebody stops the program."""
        self._stopped.wait()

    def ask_to_stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """What a signal handler may do: `wait` returns, and whoever waits stops the program."""
        self._stopped.set()

    def replay(self, workspace: str, channel: str) -> None:
        """Deliveries that waited for one of our messages to get its timestamp, once more."""
        with self.database.writing() as connection:
            waiting = outbox.unpark(connection, workspace, channel)
        for _, body in waiting:
            payload = json.loads(body)
            found = told(payload, self.database)
            if found is not None:
                heard(self.desk, found, payload)

    def _connect(self) -> None:
        self.desk.client.auth_test()
        settings = self.settings
        self._socket = SocketModeHandler(
            self.app,
            settings.SLACK_APP_TOKEN,
            web_client=slack_app.web_client(settings.SLACK_APP_TOKEN, settings.SLACK_API_URL),
        )
        self._socket.client.on_message_listeners.append(self._on_hello)
        self._socket.connect()  # type: ignore[no-untyped-call]

    def _on_hello(self, message: str) -> None:
        # Slack says hello on every new connection, so also after a disconnection: what was said in
        # between is fetched. Not in this thread, which has to go on receiving.
        if '"type":"hello"' in message.replace(" ", ""):
            threading.Thread(target=self._catch_up, name="catch-up", daemon=True).start()

    def _hourly(self) -> None:
        while not self._stopped.wait(HOURLY):
            self._catch_up()
            self._tidy()

    def _catch_up(self) -> None:
        try:
            found = catch_up(self.desk)
        except (OSError, SlackClientError, UnavailableError) as failed:
            log.warning("catching up failed", error=type(failed).__name__)
        else:
            log.info("caught up", missed=found)

    def _tidy(self) -> None:
        """Forget what nobody can ask for again, and anchor yesterday's chains."""
        now = datetime.now(UTC)
        try:
            with self.database.writing() as connection:
                deliveries.forget(connection, now - KEYS_KEPT)
                outbox.drop_parked(connection, now - PARKED_KEPT)
                intake.forget(connection, now - INTAKES_KEPT)
                for workspace in workspaces(connection):
                    audit.anchor(connection, workspace, now.date())
        except UnavailableError as refused:
            log.error("tidying failed", error=str(refused))


def run(settings: Settings) -> int:
    """Run until told to stop by Ctrl-C or SIGTERM; 0, or 1 where a token is wrong."""
    program = Program(settings)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, program.ask_to_stop)
    try:
        program.start()
        program.wait()
    except WrongTokenError as wrong:
        log.error(str(wrong))
        return 1
    finally:
        program.stop()
    return 0


def _raise_if_token(error: Exception) -> None:
    if isinstance(error, SlackApiError) and error.response.get("error") in BAD_TOKEN:
        method = error.response.api_url if hasattr(error.response, "api_url") else ""
        name = "SLACK_APP_TOKEN" if "connections.open" in str(method) else "SLACK_BOT_TOKEN"
        raise WrongTokenError(
            f"Slack does not accept {name} ({error.response.get('error')}). Copy it again from "
            "your Slack app's page, then start again."
        ) from error
