"""The program under test, in a process of its own that does what it is told and can be killed.

It runs without threads of its own: every order carries the time, and whatever the program's threads
would do (send, fetch, whisper, catch up) is an order.
"""

from __future__ import annotations

import importlib
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

from slack_bolt import BoltRequest

from faults.points import Moment
from faults.tripwire import Tripwire
from faults.wire import Answer, Order, Start
from foi_bot.settings import Settings
from foi_bot.slack.app import PASSING
from foi_bot.slack.program import Program
from store.database import UnavailableError


def live(pipe: Pipe, start: Start) -> None:
    """Build the program, and do what comes through the pipe until it is closed."""
    file = start.database.removeprefix("sqlite:///")
    log = Path(f"{file}-wal") if file != start.database else None
    tripwire = Tripwire(pipe, log)
    if start.plant:
        module, _, name = start.plant.partition(":")
        getattr(importlib.import_module(module), name)()
    tripwire.stretch()
    Child(start, tripwire).obey(pipe)


class Obedient(Program):
    """The program in the time that it is told."""

    def __init__(self, child: Child, settings: Settings) -> None:
        self._child = child
        super().__init__(settings, clock=lambda: child.now, monotonic=lambda: child.now.timestamp())

    def pause(self, seconds: float) -> bool:
        """Nobody waits here."""
        self._child.now += timedelta(seconds=seconds)
        return False


class Child:
    """The program and its tripwire."""

    def __init__(self, start: Start, tripwire: Tripwire) -> None:
        self.start, self.tripwire = start, tripwire
        self.now = datetime.now(UTC)
        self.program: Program | None = None

    def obey(self, pipe: Pipe) -> None:
        """One order after another."""
        while True:
            try:
                order: Order = pipe.recv()
            except EOFError:
                return
            pipe.send(self.done(order))
            if order.do == "dispatch" and self._ends_after_answer(order):
                self.tripwire.end()

    def done(self, order: Order) -> Answer:
        """Do as one order says."""
        self.now = order.now
        self.tripwire.arm(order.passed, order.trip, order.seed)
        passed = self.tripwire
        try:
            result = getattr(self, f"_{order.do}")(*order.what)
        except (*PASSING, UnavailableError) as failed:
            return Answer(None, tuple(passed.passed), f"{type(failed).__name__}: {failed}")
        except Exception as bug:  # noqa: BLE001 - it is told to the driver, who counts it as a failure
            return Answer(None, tuple(passed.passed), f"{type(bug).__name__}: {bug}", False)
        return Answer(result, tuple(passed.passed))

    def _ends_after_answer(self, order: Order) -> bool:
        trip, passed = order.trip, self.tripwire.passed
        if trip is None or trip.moment is not Moment.AFTER:
            return False
        return trip.is_at(order.passed + len(passed) - 1, passed)

    # Orders

    def _begin(self) -> None:
        start = self.start
        self.program = Obedient(
            self,
            Settings(
                SLACK_BOT_TOKEN=start.bot_token,
                SLACK_APP_TOKEN="xapp-practice",
                SLACK_SIGNING_SECRET=start.signing_secret,
                SLACK_API_URL=start.api_url,
                DATABASE_URL=start.database,
            ),
        )
        self.program.desk.identity.ask()

    @property
    def _program(self) -> Program:
        assert self.program is not None, "the program has not begun"
        return self.program

    def _dispatch(self, body: str, headers: dict[str, Any]) -> tuple[int, str, dict[str, Any]]:
        request = BoltRequest(body=body, headers=headers, mode="http")
        response = self._program.app.dispatch(request)
        self.tripwire.answering()
        return response.status, response.body, {k: list(v) for k, v in response.headers.items()}

    def _background(self) -> None:
        self._program.desk.background.drain()
        self._program.desk.whispers.drain()

    def _send(self) -> int:
        return self._program.sender.send_due()

    def _fetch(self) -> int:
        return self._program.fetcher.fetch_due()

    def _catch_up(self) -> None:
        self._program.catch_up()

    def _tidy(self) -> None:
        self._program.tidy()

    def _idle(self) -> float | None:
        waits = (self._program.sender.idle_for(), self._program.fetcher.idle_for())
        return min((wait for wait in waits if wait is not None), default=None)

    def _stop(self) -> None:
        self._program.database.close()
