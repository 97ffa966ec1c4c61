"""Listeners, by kind, as Bolt projects have them. Each unpacks a delivery into a deed, has it
performed, and acknowledges. What a deed means is decided in `foi_bot.casework`."""

from __future__ import annotations

from typing import Final, Protocol

from slack_bolt import App

from foi_bot.slack.desk import Desk
from foi_bot.slack.listeners import actions, commands, events, forms, shortcuts


class Registers(Protocol):
    """A module of listeners."""

    def register(self, app: App, desk: Desk) -> None:
        """Register every listener of its kind, and at the end what catches the rest."""


KINDS: Final[dict[str, Registers]] = {
    "event": events,
    "action": actions,
    "form": forms,
    "command": commands,
    "shortcut": shortcuts,
}
"""The listeners of each kind of delivery (`delivery.KINDS`)."""
