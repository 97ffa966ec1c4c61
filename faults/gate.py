"""The gate before the double's counter: a call to Slack during which the program ends.

The program says beforehand which of its calls it is; only then is the gate armed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from faults.points import Moment
from tests.slack_double import SlackDouble
from tests.slack_double.server import Asked, Reply

LONGEST = 30.0
"""Real seconds after which a stalled call is answered, whatever the play forgot."""


class Gate:
    """Stands before every call; armed, it does to one what the moment says."""

    def __init__(self, slack: SlackDouble) -> None:
        self._answer = slack.counter.answer
        self._armed: tuple[Moment, Callable[[], None]] | None = None
        self.stalled = threading.Event()
        self._released = threading.Event()
        slack.answer_with(self._pass)

    def arm(self, moment: Moment, kill: Callable[[], None]) -> None:
        """The next call is the one: `kill` ends whoever makes it, and returns when it is gone."""
        self.stalled.clear()
        self._released.clear()
        self._armed = (moment, kill)

    def release(self) -> None:
        """Answer the call that is stalled."""
        self._released.set()

    def _pass(self, asked: Asked) -> Reply:
        armed, self._armed = self._armed, None
        if armed is None:
            return self._answer(asked)
        moment, kill = armed
        if moment is Moment.BEFORE:
            kill()
            return Reply(broken=True)
        reply = self._answer(asked)
        if moment is Moment.STALL:
            self.stalled.set()
            self._released.wait(LONGEST)
            return reply
        kill()
        return Reply(broken=True)
