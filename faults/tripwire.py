"""The tripwire: counts the points that the program passes, and ends it at one of them.

It lives in the program under test and changes nothing of it: it listens to SQLAlchemy, and stands
around the commit of the driver and around HTTP requests.
"""

from __future__ import annotations

import http.client
import os
import random
import resource
import signal
import struct
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.default import DefaultDialect

from faults.points import Moment, Passed, Sort, Trip, shape
from faults.wire import Tripped

FRAME = 24 + 4096
"""Bytes of one page in the write-ahead log (SQLite, "WAL-mode File Format")."""
HEADER = 32
LONGEST = 0.0008
"""Seconds after which the latest of the kills that are not aimed comes."""


class Tripwire:
    """Counts, and ends the process. `arm` sets it for one order. `log` is SQLite's write-ahead
    log."""

    def __init__(self, pipe: Pipe | None = None, log: Path | None = None) -> None:
        self.pipe = pipe
        self.log = log
        self.passed: list[Passed] = []
        self._number = 0
        self._trip: Trip | None = None
        self._random = random.Random(0)
        self._main = threading.get_ident()
        self._after: Passed | None = None

    def stretch(self) -> None:
        """Stand at every statement, commit and call from now on."""
        event.listen(Engine, "before_cursor_execute", self._before_statement)
        event.listen(Engine, "after_cursor_execute", self._after_statement)
        # What the database refuses is over, too.
        event.listen(Engine, "handle_error", self._after_statement)
        _around(DefaultDialect, "do_commit", self._commit)
        _around(http.client.HTTPConnection, "request", self._request)
        _around(http.client.HTTPConnection, "getresponse", self._response)
        # A write beyond what is allowed ends the process in the middle of it.
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    def arm(self, passed: int, trip: Trip | None, seed: int) -> None:
        """For the next order: how many points lie behind, and where to end."""
        self.passed = []
        self._number, self._trip = passed, trip
        self._random = random.Random(seed)

    def reach(self, sort: Sort, what: str) -> Moment | None:
        """Pass a point: the moment at which to end there, if it is the one."""
        if threading.get_ident() != self._main:
            return None
        number, self._number = self._number, self._number + 1
        self.passed.append(Passed(sort, what))
        if self._trip is None or not self._trip.is_at(number, self.passed):
            return None
        return self._trip.moment

    def end(self, moment: Moment | None = None) -> None:
        """End now; say before that it is this moment, unless it is said already."""
        if moment is not None:
            self._tell(moment)
        os.kill(os.getpid(), signal.SIGKILL)
        signal.pause()

    def answering(self) -> Moment | None:
        """The answer to a delivery is about to be given."""
        moment = self.reach(Sort.ANSWER, "answer")
        if moment is Moment.BEFORE:
            self.end(moment)
        if moment is not None:
            self._tell(moment)
        return moment

    def _tell(self, moment: Moment, *, waits: bool = False, backend: int = 0) -> None:
        assert self.pipe is not None, "nobody hears of it"
        self.pipe.send(Tripped(self.passed[-1], moment, waits, backend))
        if waits:
            self.pipe.recv()

    # Statements

    def _before_statement(
        self, connection: Any, _cursor: Any, statement: str, *_rest: object
    ) -> None:
        moment = self.reach(Sort.STATEMENT, shape(statement))
        self._after = None
        if moment is Moment.BEFORE:
            self.end(moment)
        elif moment is Moment.DURING:
            self._tell(moment)
            self._after = self.passed[-1]
            self._end_within(connection.connection.driver_connection)
        elif moment is Moment.AFTER:
            self._after = self.passed[-1]
            self._tell(moment)
        elif moment is not None:
            self._take_away(connection.connection.driver_connection, moment)

    def _after_statement(self, *_told: object) -> None:
        if self._after is not None and threading.get_ident() == self._main:
            self.end()

    def _end_within(self, driver: Any) -> None:
        """End while the statement runs: on SQLite after so many of its steps, else before long."""
        if hasattr(driver, "set_progress_handler"):
            left = self._random.randrange(1, 12)

            def step() -> int:
                nonlocal left
                left -= 1
                if left <= 0:
                    self.end()
                return 0

            driver.set_progress_handler(step, 1)
        else:
            self._end_soon()

    def _end_soon(self) -> None:
        seconds = self._random.random() * LONGEST

        def end() -> None:
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                pass
            os.kill(os.getpid(), signal.SIGKILL)

        threading.Thread(target=end, daemon=True).start()

    def _take_away(self, driver: Any, moment: Moment) -> None:
        """Have the server end this connection, or itself: then go on, as the program would."""
        backend = getattr(getattr(driver, "info", None), "backend_pid", 0)
        self._tell(moment, waits=True, backend=backend)

    # Commits

    def _commit(self, commit: Callable[..., Any], dialect: Any, connection: Any) -> Any:
        driver = getattr(connection, "driver_connection", connection)
        moment = self.reach(Sort.COMMIT, "commit")
        if moment is Moment.BEFORE:
            self.end(moment)
        elif moment is Moment.DURING:
            self._tell(moment)
            if self.log is not None:
                self._cut_the_log(self.log)
            else:
                self._end_soon()
        elif moment is not None and moment is not Moment.AFTER:
            self._take_away(driver, moment)
        done = commit(dialect, connection)
        if moment is Moment.DURING:
            self.end()
        if moment is Moment.AFTER:
            self.end(moment)
        return done

    def _cut_the_log(self, log: Path) -> None:
        """Let the system end the process in the middle of a write to the write-ahead log."""
        index = log.with_name(log.name.replace("-wal", "-shm")).read_bytes()
        (last,) = struct.unpack_from("=I", index, 16)
        (copied,) = struct.unpack_from("=I", index, 96)
        # A log that was copied whole into the database begins again.
        begins = 0 if copied == last else HEADER + last * FRAME
        limit = begins + self._random.randrange(0, 3 * FRAME)
        _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))

    # Calls

    def _request(
        self, request: Callable[..., Any], connection: Any, method: str, url: str, *more: Any,
        **named: Any,
    ) -> Any:  # fmt: skip
        moment = self.reach(Sort.CALL, _called(url))
        connection.ends_after = moment is Moment.AFTER
        if moment is not None and moment is not Moment.AFTER:
            self._tell(moment, waits=True)
        return request(connection, method, url, *more, **named)

    def _response(self, response: Callable[..., Any], connection: Any) -> Any:
        answered = response(connection)
        if getattr(connection, "ends_after", False):
            self.end(Moment.AFTER)
        return answered


def _called(url: str) -> str:
    """What a request is for: a method's name, or the way of a file."""
    path = url.split("?")[0]
    if "/api/" in path:
        return path.rpartition("/api/")[2]
    return "upload" if "/upload/" in path else "download"


def _around(owner: Any, name: str, stand_in: Callable[..., Any]) -> None:
    """Call `stand_in` with the method it stands around and the method's arguments."""
    original = getattr(owner, name)

    def called(*given: Any, **named: Any) -> Any:
        return stand_in(original, *given, **named)

    setattr(owner, name, called)
