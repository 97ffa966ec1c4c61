"""A receiver: how deliveries come from Slack. `socket_mode` and `foi_bot.web.door` are the two."""

from __future__ import annotations

from typing import Final, Protocol

PATIENCE: Final = 5.0
"""Seconds for which deliveries under way are waited for when the program stops. Slack waits three
for an answer; what takes longer is done all the same, and is known when Slack brings it again."""


class Receiver(Protocol):
    """Takes deliveries between `open` and `close`."""

    def open(self) -> None:
        """Begin to take deliveries. Raises what the Slack client raises where Slack has to be asked
        and cannot be; then it can be opened again."""

    @property
    def is_open(self) -> bool:
        """Whether Slack's deliveries reach us now."""

    def close(self) -> None:
        """Take none any more, and finish those under way."""
