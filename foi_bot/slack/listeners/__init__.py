"""Listeners, by kind, as Bolt projects have them. Each unpacks a delivery into a deed, has it
performed, and acknowledges. What a deed means is decided in `foi_bot.casework`."""

from __future__ import annotations

from slack_bolt import App

from foi_bot.slack.desk import Desk
from foi_bot.slack.listeners import actions, commands, events, forms, shortcuts


def register(app: App, desk: Desk) -> None:
    """Every listener of the program. Each kind ends with what catches the rest of its own.

    Bolt asks one listener after another whether a delivery is for it, so the kinds stand in the
    order in which most deliveries come: messages, then buttons.
    """
    for kind in (events, actions, forms, commands, shortcuts):
        kind.register(app, desk)
