"""Slack's deliveries over HTTP: commands, buttons, forms and events come to one address (Slack,
"Using the Events API over HTTP", "Handling user interaction")."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from slack_bolt import BoltResponse

from foi_bot.slack.door import Door
from foi_bot.slack.receiver import PATIENCE
from foi_bot.slack.underway import Underway
from foi_bot.web.site import WRITE, Answered, Asked, Page

ADDRESS: Final = "/slack/events"

NOT_NOW: Final = Answered.json(503, {"error": "not taking deliveries now"})
"""Before the program is connected and once it is stopping: Slack brings events again, and whoever
balances load tries another replica."""


class HttpDeliveries:
    """A receiver that waits to be called. `connected` is told when it is open: Slack may have given
    up on what happened before."""

    def __init__(self, door: Door, connected: Callable[[], None]) -> None:
        self._door = door
        self._connected = connected
        self._underway = Underway()

    @property
    def page(self) -> Page:
        """What stands at `ADDRESS`."""
        return Page(self._answer, WRITE)

    def open(self) -> None:
        """Take deliveries from now on."""
        self._underway.open()
        self._connected()

    @property
    def is_open(self) -> bool:
        """Whether deliveries are taken."""
        return self._underway.is_open

    def close(self) -> None:
        """Finish what was taken, and refuse the rest."""
        self._underway.close(PATIENCE)

    def _answer(self, asked: Asked) -> Answered:
        with self._underway.taking() as taken:
            return _of(self._door.answer(asked.body, asked.headers)) if taken else NOT_NOW


def _of(answer: BoltResponse) -> Answered:
    kinds = answer.headers.get("content-type") or ["text/plain; charset=utf-8"]
    return Answered(answer.status, (answer.body or "").encode(), kinds[0])
