"""The message shortcut "Open as FOI request": a forwarded e-mail, or a file, becomes a request.

A form has to open within three seconds, and to fetch and read a file may take longer: so it opens
at once and says that the file is being read, and the words follow.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext

from foi_bot.casework.deeds import SharedFile
from foi_bot.reading.names import safe_name
from foi_bot.slack.blocks import Block
from foi_bot.slack.delivery import Told
from foi_bot.slack.desk import Desk
from foi_bot.slack.downloads import shared_files
from foi_bot.slack.listeners.commands import houses_here, why_not_here
from foi_bot.slack.request_file import read_files
from foi_bot.slack.typed import typed
from foi_bot.slack.views import forms
from store.intake import Intake, keep


def register(app: App, desk: Desk) -> None:
    """The shortcut of `manifest.yaml`; any other is acknowledged and left."""

    @app.shortcut("open_as_request")
    def open_as_request(ack: Ack, context: BoltContext, shortcut: dict[str, Any]) -> None:
        told: Told = context["told"]
        refusal = why_not_here(desk, told)
        if refusal is not None:
            desk.whisper(told, refusal)
            ack()
            return
        message = shortcut.get("message") or {}
        text = typed(message)
        files = tuple(one for one in shared_files(message) if not one.gone)
        if files:
            names = [safe_name(file.name) for file in files]
            opened = desk.open_form(told, forms.reading(names))
            if opened:
                desk.background.do(partial(_from_files, desk, told, opened, files, text))
        else:
            desk.open_form(told, _form(desk, told, text))
        ack()

    @app.shortcut(re.compile(".*"))
    def unknown(ack: Ack) -> None:
        ack()


def _from_files(
    desk: Desk, told: Told, opened: str, files: Sequence[SharedFile], beside: str
) -> None:
    found = read_files(desk.client, files, desk.largest, beside)
    if found.text.strip():
        form = _form(desk, told, found.text, found.told)
    else:
        form = forms.unread(found.told)
    desk.replace_form(told, opened, form)


def _form(desk: Desk, told: Told, text: str, said: Sequence[str] = ()) -> Block:
    intake = uuid.uuid4().hex
    _keep(desk, told, intake, text)
    return forms.request(houses_here(desk, told), told.channel, intake, text, said)


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
