"""The program: database, house packs, app and sender put together, kept going, and stopped.

How deliveries come is a receiver's business: Socket Mode with `foi-bot run`, HTTP with `foi-bot
serve`. The practice workspace and the tests use it too.
"""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from types import FrameType

import structlog
from slack_bolt import App
from slack_sdk.errors import SlackApiError

from foi_bot import garbage
from foi_bot.casework.perform import Office
from foi_bot.interview.questions import wordings
from foi_bot.law.act import whole_part
from foi_bot.law.count import due
from foi_bot.letter.house import House, load_houses
from foi_bot.settings import Settings
from foi_bot.slack import app as slack_app
from foi_bot.slack.catch_up import catch_up
from foi_bot.slack.delivery import told
from foi_bot.slack.desk import Desk, system_clock
from foi_bot.slack.door import Door
from foi_bot.slack.fetcher import Fetcher
from foi_bot.slack.listeners.events import heard
from foi_bot.slack.receiver import Receiver
from foi_bot.slack.sender import Sender
from foi_bot.slack.socket_mode import SocketMode
from foi_bot.slack.watch import UNWATCHED, Watch
from foi_bot.slack.words import sentences
from store import audit, deliveries, intake, parking
from store.database import Database, UnavailableError
from store.lists import list_without_pack, workspaces
from store.migrate import migrate

log = structlog.get_logger(__name__)

HOURLY = 3600.0
RETRY = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds between attempts to reach Slack at the start; the last is repeated."""

KEYS_KEPT = timedelta(days=7)
PARKED_KEPT = timedelta(hours=1)
INTAKES_KEPT = timedelta(days=1)

BAD_TOKEN = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "not_allowed_token_type",
        "token_revoked",
        "token_expired",
        "account_inactive",
    }
)


class WrongTokenError(Exception):
    """Slack does not know a token. `str` says which and what to do."""


class Program:
    """Everything that runs, put together. `start` connects; `stop` leaves nothing half done.

    `receive` makes the receiver of a program that is put together; by default it is Socket Mode.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime] = system_clock,
        monotonic: Callable[[], float] = time.monotonic,
        watch: Watch = UNWATCHED,
        receive: Callable[[Program], Receiver] | None = None,
    ) -> None:
        self.settings = settings
        self.watch = watch
        self.database = Database(settings.DATABASE_URL, failed=watch.database_failed)
        migrate(self.database)
        self.houses: Mapping[str, House] = load_houses(
            Path(settings.HOUSE_PACKS) if settings.HOUSE_PACKS else None
        )
        self._name_missing_packs()
        office = Office(self.database, self.houses)
        client = slack_app.web_client(settings.SLACK_BOT_TOKEN, settings.SLACK_API_URL, watch)
        self.sender = Sender(office, client, clock, self.replay, watch)
        largest = settings.FOI_MAX_FILE_MB * 1_000_000
        self.desk: Desk = slack_app.make_desk(
            office, client, self._wake, clock, monotonic, largest, watch
        )
        self.fetcher = Fetcher(self.desk)
        self.app: App = slack_app.build(self.desk, settings.SLACK_SIGNING_SECRET)
        self.door = Door(self.app, settings.SLACK_SIGNING_SECRET)
        self.receiver: Receiver = (receive or socket_mode)(self)
        self._stopped = threading.Event()
        self._is_started = False
        self._chores = threading.Thread(target=self._hourly, name="chores", daemon=True)

    def start(self) -> None:
        """Connect to Slack, waiting for as long as it cannot be reached. Raises WrongTokenError."""
        threading.Thread(target=get_ready, name="warm-up", daemon=True).start()
        attempt = 0
        while not self._stopped.is_set():
            try:
                self.desk.identity.ask()
                self.receiver.open()
            except Exception as unreachable:  # noqa: BLE001 - for a proxy slack_sdk raises just that
                _raise_if_token(unreachable)
                pause, why = RETRY[min(attempt, len(RETRY) - 1)], type(unreachable).__name__
                log.warning("Slack cannot be reached; trying again", seconds=pause, error=why)
                self.pause(pause)
                attempt += 1
            else:
                break
        if self._stopped.is_set():
            return
        self.desk.whispers.start()
        self.desk.background.start()
        self.sender.start()
        self.fetcher.start()
        self._chores.start()
        self._is_started = True
        log.info("connected to Slack")

    def stop(self) -> None:
        """Finish what is under way, then let go of Slack and the database.

        Deliveries come first: what they leave to be done is still done after them.
        """
        self._stopped.set()
        self.receiver.close()
        _together(self._stop_whispers, self.fetcher.stop, self.sender.stop)
        self.database.close()

    def wait(self) -> None:
        """Until somebody stops the program."""
        self._stopped.wait()

    def ask_to_stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """What a signal handler may do: `wait` returns, and whoever waits stops the program."""
        self._stopped.set()

    @property
    def is_stopping(self) -> bool:
        """Whether the program was asked to stop."""
        return self._stopped.is_set()

    def dead(self) -> tuple[str, ...]:
        """What was started and does not work any more, by name; nothing where all is well."""
        if not self._is_started or self.is_stopping:
            return ()
        alive = {
            "sender": self.sender.is_alive,
            "fetcher": self.fetcher.is_alive,
            "whispers": self.desk.whispers.is_alive,
            "background": self.desk.background.is_alive,
            "chores": self._chores.is_alive(),
        }
        return tuple(name for name, is_alive in alive.items() if not is_alive)

    def on_connected(self) -> None:
        """There is a new way for deliveries to come, perhaps after a time without one: what was
        said in between is fetched. Not in the caller's thread, which has to go on receiving."""
        threading.Thread(target=self._catch_up, name="catch-up", daemon=True).start()

    def replay(self, workspace: str, channel: str) -> None:
        """Deliveries that waited for one of our messages to get its timestamp, once more. They were
        acknowledged long ago, so each stays parked until it has gone well."""
        with self.database.reading() as connection:
            waiting = parking.parked(connection, workspace, channel)
        for one in waiting:
            try:
                body = json.loads(one.body)
                found = told(body, self.database, workspace)
                if found is not None:
                    heard(self.desk, found, body)
                with self.database.writing() as connection:
                    parking.unpark(connection, one)
            except Exception as failed:  # noqa: BLE001 - the sender, who asks for this, must go on
                log.error("a parked delivery failed", error=type(failed).__name__)

    def catch_up(self, unless_within: timedelta = timedelta(0)) -> None:
        """Hear what is still parked, and read the threads of all open cases, unless some replica
        has read them within that time.

        Raises `app.PASSING` where Slack or the database as a whole is away.
        """
        with self.database.reading() as connection:
            places = parking.parked_in(connection)
        for workspace, channel in places:
            self.replay(workspace, channel)
        missed = catch_up(self.desk, self.pause, unless_within)
        log.info("caught up", missed=missed)

    def pause(self, seconds: float) -> bool:
        """Let so much time pass; True where the program is to end instead."""
        return self._stopped.wait(seconds)

    def _wake(self) -> None:
        """Something was done: there may be something to send, or to fetch."""
        self.sender.wake()
        self.fetcher.wake()

    def _name_missing_packs(self) -> None:
        """Say which open cases nobody can go on with until their house pack is put back."""
        with self.database.reading() as connection:
            lost = list_without_pack(connection, self.houses)
        for reference, house in lost:
            log.error("put the house pack of an open case back", case=reference, house=house)

    def every_hour(self) -> None:
        """What has to be done from time to time. Whatever goes wrong is logged: the next hour's
        chores are to be done all the same."""
        # The other replicas have an hour of their own.
        self._catch_up(timedelta(seconds=HOURLY / 2))
        self.tidy()

    def _stop_whispers(self) -> None:
        # Work in the background may end in a word to somebody.
        self.desk.background.stop()
        self.desk.whispers.stop()

    def _hourly(self) -> None:
        while not self._stopped.wait(HOURLY):
            self.every_hour()

    def _catch_up(self, unless_within: timedelta = timedelta(0)) -> None:
        for pause in RETRY:
            try:
                return self.catch_up(unless_within)
            except slack_app.PASSING as failed:
                log.warning("catching up failed; trying again", error=type(failed).__name__)
            except Exception as bug:  # noqa: BLE001 - the chores go on, and an hour later it may do
                log.error("catching up failed", error=type(bug).__name__)
                return None
            if self.pause(pause):
                return None
        return None

    def tidy(self) -> None:
        """Forget what nobody can ask for again, and anchor yesterday's chains."""
        for chore in (self._forget, self._anchor):
            try:
                chore(self.desk.clock())
            except UnavailableError as refused:
                log.error("tidying failed", error=str(refused))
            except Exception as bug:  # noqa: BLE001 - what fails now must not end the chores for good
                log.error("tidying failed", error=type(bug).__name__)

    def _forget(self, now: datetime) -> None:
        with self.database.writing() as connection:
            deliveries.forget(connection, now - KEYS_KEPT)
            parking.drop_parked(connection, now - PARKED_KEPT)
            intake.forget(connection, now - INTAKES_KEPT)

    def _anchor(self, now: datetime) -> None:
        with self.database.reading() as connection:
            known = list(workspaces(connection))
        for workspace in known:
            audit.anchor(self.database, workspace, audit.settled(now))


def get_ready() -> None:
    """What a process that serves does once, beside connecting."""
    warm_up()
    garbage.keep_what_is_there()


def warm_up() -> None:
    """Read what is read once, while Slack is being connected to, so that nobody's first press of a
    button waits for it: the checks, holidays, sections, questions, sentences."""
    import_module("foi_bot.checks.run")
    due(system_clock().date())
    whole_part()
    wordings()
    sentences()


def socket_mode(program: Program) -> Receiver:
    """The receiver of `foi-bot run`."""
    settings, watch = program.settings, program.watch
    return SocketMode(program.door, program.app, settings, watch, program.on_connected)


def run(program: Program) -> int:
    """Run until told to stop by Ctrl-C or SIGTERM; 0, or 1 where a token is wrong."""
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


def _together(*stops: Callable[[], None]) -> None:
    """Stop several at once: each may have to wait for a call to Slack."""
    threads = [threading.Thread(target=stop) for stop in stops]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _raise_if_token(error: Exception) -> None:
    if isinstance(error, SlackApiError) and error.response.get("error") in BAD_TOKEN:
        method = error.response.api_url if hasattr(error.response, "api_url") else ""
        name = "SLACK_APP_TOKEN" if "connections.open" in str(method) else "SLACK_BOT_TOKEN"
        raise WrongTokenError(
            f"Slack does not accept {name} ({error.response.get('error')}). Copy it again from "
            "your Slack app's page, then start again."
        ) from error
