"""The message shortcut "Open as FOI request": a forwarded e-mail becomes a request."""

from __future__ import annotations

import uuid
from typing import Any

from slack_bolt import Ack, App, BoltContext

from foi_bot.slack.delivery import Told
from foi_bot.slack.desk import Desk
from foi_bot.slack.listeners.commands import houses_here, why_not_here
from foi_bot.slack.typed import typed
from foi_bot.slack.views import forms
from store.intake import Intake, keep


def register(app: App, desk: Desk) -> None:
    """The shortcut of `manifest.yaml`."""

    @app.shortcut("open_as_request")
    def open_as_request(ack: Ack, context: BoltContext, shortcut: dict[str, Any]) -> None:
        told: Told = context["told"]
        refusal = why_not_here(desk, told)
        if refusal is not None:
            desk.whisper(told, refusal)
            ack()
            return
        text = typed(shortcut.get("message") or {})
        intake = uuid.uuid4().hex
        _keep(desk, told, intake, text)
        desk.open_form(told, forms.request(houses_here(desk, told), told.channel, intake, text))
        ack()


def _keep(desk: Desk, told: Told, intake: str, text: str) -> None:
    """The message's text, whole: a form's box holds 3,000 characters and a message 40,000."""
    with desk.office.database.writing() as connection:
        keep(
            connection,
            Intake(
                workspace_id=told.workspace,
                id=intake,
                opener=told.user,
                channel_id=told.channel,
                house="",
                original_text=text,
                received=None,
                applicant_name="",
                applicant_contact="",
                at=desk.clock(),
            ),
        )
