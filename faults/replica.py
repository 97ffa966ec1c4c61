"""One replica as the driver sees it: a process that is begun, told what to do, and dies."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection as Pipe
from typing import Any

from faults.gate import LONGEST, Gate
from faults.points import Moment, Passed, Sort, Trip
from faults.wire import Answer, Order, Start, Tripped
from faults.zygote import Zygote


class DiedError(Exception):
    """The program ended in the middle of what it was told to do."""


class FellError(Exception):
    """The program ended where nobody had killed it, or does nothing but fail."""


BUGS = 20
"""After so many errors that the program does not know the play is over."""


@dataclass(frozen=True, slots=True)
class Harm:
    """What was done to the program at a point, and where that was."""

    passed: Passed
    moment: Moment


TakeAway = Callable[[Moment, int], None]
"""Ends a connection of the database's server, or the server: the moment, and the connection."""


@dataclass
class Replica:
    """A program on the database of `start`. `harmed` tells what was done to it, oldest first."""

    name: str
    start: Start
    zygote: Zygote
    gate: Gate
    take_away: TakeAway
    alive: bool = False
    harmed: list[Harm] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    bugs: list[str] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)
    """What the last order passed."""
    refused: bool = False
    """Whether the last order came to nothing, and is to be given again."""
    meanwhile: Callable[[], None] = lambda: None
    """What happens while a call of its stalls."""
    stalled: bool = False

    def __post_init__(self) -> None:
        self._pid = 0
        self._pipe: Pipe | None = None
        self._dying = False
        self._waiting: threading.Thread | None = None

    def begin(self, now: datetime) -> None:
        """Start the program."""
        self._pid, self._pipe = self.zygote.fork(self.start)
        self.alive, self._dying = True, False
        self.ask("begin", now)

    def end(self) -> None:
        """Stop the program as a signal would that nobody can catch."""
        if self.alive:
            self.zygote.kill(self._pid)
            self._buried()

    def ask(
        self,
        do: str,
        now: datetime,
        *what: Any,
        passed: int = 0,
        trip: Trip | None = None,
        seed: int = 0,
    ) -> Any:
        """Tell the program to do something, and give what came of it; None where the program's own
        threads would have logged an error and tried again.

        Raises DiedError where it was killed, FellError where it ended by itself.
        """
        assert self._pipe is not None, "the program has not begun"
        self.passed, self.refused = [], False
        try:
            self._pipe.send(Order(do, now, passed, trip, seed, what))
            answer = self._heard()
        except (EOFError, ConnectionError):
            self._died()
        self.passed = list(answer.passed)
        if answer.trouble:
            self.refused = True
            (self.troubles if answer.expected else self.bugs).append(f"{do}: {answer.trouble}")
            if len(self.bugs) > BUGS:
                raise FellError(f"{do} fails again and again")
        return answer.result

    def _heard(self) -> Answer:
        assert self._pipe is not None
        while True:
            said = self._pipe.recv()
            if isinstance(said, Answer):
                if self._dying:
                    # It gave its answer, and ends now, if it has not ended yet.
                    self.zygote.kill(self._pid)
                    self._buried()
                return said
            self._ready(said)

    def _ready(self, tripped: Tripped) -> None:
        """The program is where it is to end, and may have to be helped to."""
        assert self._pipe is not None
        self.harmed.append(Harm(tripped.passed, tripped.moment))
        if tripped.moment in (Moment.BACKEND, Moment.SERVER):
            self.take_away(tripped.moment, tripped.backend)
        elif tripped.passed.sort is Sort.CALL and tripped.waits:
            self.gate.arm(tripped.moment, self._kill)
            self._dying = tripped.moment is not Moment.STALL
        else:
            self._dying = True
        if tripped.waits:
            self._pipe.send("go on")
        if tripped.moment is Moment.STALL:
            self._stall()

    def _stall(self) -> None:
        """Slack does what it was asked, and keeps its answer until the others have gone on."""
        assert self.gate.stalled.wait(LONGEST), "the call that was to stall was never made"
        self.stalled = True
        try:
            self.meanwhile()
        finally:
            self.stalled = False
            self.gate.release()

    def _kill(self) -> None:
        self.zygote.kill(self._pid)

    def _died(self) -> None:
        expected = self._dying
        self.zygote.gone(self._pid)
        self._buried()
        if not expected:
            raise FellError(f"{self.name} ended by itself")
        raise DiedError(self.name)

    def _buried(self) -> None:
        assert self._pipe is not None
        self._pipe.close()
        self._pipe, self.alive = None, False
