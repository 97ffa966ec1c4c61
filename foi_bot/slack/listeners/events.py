"""Events: messages in a case's thread, reactions on its drafts, people who come and go.

Slack repeats events, delivers them late and out of order, and unfurls links by "editing" messages
(Slack, "Events API"; "message_changed"). What an event means is decided from its own timestamp.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt import Ack, App, BoltContext

from foi_bot.case import Mark
from foi_bot.casework import deeds
from foi_bot.slack.blocks import packed
from foi_bot.slack.delivery import Told
from foi_bot.slack.desk import Desk
from foi_bot.slack.typed import typed
from store import outbox

log = structlog.get_logger(__name__)

MARKS = {"white_check_mark": Mark.APPROVE, "x": Mark.CHANGES}
"""The reactions that mean something: ✅ and ❌."""

_DRAFT = re.compile(r"^draft:(?P<no>\d+):(?P<part>verdict|text|file)")
_SKIN_TONE = re.compile(r"::skin-tone-\d$")
_IGNORED = frozenset({"bot_message", "channel_join", "channel_leave"})


def register(app: App, desk: Desk) -> None:
    """Every event that the manifest subscribes to; the rest is acknowledged and left."""

    @app.event("message")
    def message(ack: Ack, context: BoltContext, body: dict[str, Any]) -> None:
        heard(desk, context["told"], body)
        ack()

    @app.event("reaction_added")
    def reaction_added(ack: Ack, context: BoltContext, body: dict[str, Any]) -> None:
        heard(desk, context["told"], body)
        ack()

    @app.event("reaction_removed")
    def reaction_removed(ack: Ack, context: BoltContext, body: dict[str, Any]) -> None:
        heard(desk, context["told"], body)
        ack()

    @app.event("member_joined_channel")
    def joined(ack: Ack, context: BoltContext) -> None:
        desk.roster.forget_channel(context["told"].workspace, context["told"].channel)
        ack()

    @app.event("member_left_channel")
    def left(ack: Ack, context: BoltContext) -> None:
        desk.roster.forget_channel(context["told"].workspace, context["told"].channel)
        ack()

    @app.event("user_change")
    def user_change(ack: Ack, context: BoltContext) -> None:
        desk.roster.forget_person(context["told"].workspace, context["told"].user)
        ack()

    @app.event(re.compile(".*"))
    def anything_else(ack: Ack, event: dict[str, Any]) -> None:
        log.debug("event left alone", kind=event.get("type"))
        ack()


def heard(desk: Desk, told: Told, body: dict[str, Any]) -> None:
    """A message or a reaction, live, parked and replayed, or found by catching up."""
    event: dict[str, Any] = body.get("event") or {}
    match event.get("type"):
        case "message":
            _message(desk, told, event, body)
        case "reaction_added":
            _reaction(desk, told, event, body, present=True)
        case "reaction_removed":
            _reaction(desk, told, event, body, present=False)


def _message(desk: Desk, told: Told, event: dict[str, Any], body: dict[str, Any]) -> None:
    subtype = event.get("subtype")
    if told.spot is None or subtype in _IGNORED:
        return
    deed = _deed(desk, told, event, subtype)
    if deed is not None:
        outcome = desk.perform(told, deed, body=packed(body))
        desk.quietly(told, outcome)


def _deed(
    desk: Desk, told: Told, event: dict[str, Any], subtype: str | None
) -> deeds.CaseDeed | None:
    """What a message event says that somebody did; None for our own messages and other apps'."""
    if subtype == "message_deleted":
        before = event.get("previous_message") or {}
        return deeds.DeleteReply(
            str(event.get("deleted_ts") or before.get("ts") or ""), told.user, typed(before)
        )
    message = event.get("message") or {} if subtype == "message_changed" else event
    if message.get("bot_id") or not message.get("user") or not message.get("ts"):
        return None
    by = desk.person(told)
    if subtype == "message_changed":
        edited = (message.get("edited") or {}).get("ts")
        return deeds.EditReply(by, str(message["ts"]), typed(message), edited)
    return deeds.Reply(by, str(message["ts"]), typed(message))


def _reaction(
    desk: Desk, told: Told, event: dict[str, Any], body: dict[str, Any], *, present: bool
) -> None:
    mark = MARKS.get(_SKIN_TONE.sub("", str(event.get("reaction") or "")))
    item = event.get("item") or {}
    if mark is None or item.get("type") != "message":
        return
    if told.spot is None:
        _park(desk, told, body)
        return
    found = _DRAFT.match(told.spot.name)
    if found is None:
        return
    deed = deeds.React(
        by=desk.person(told),
        draft=int(found["no"]),
        last=found["part"] == "verdict",
        mark=mark,
        present=present,
        ts=str(event.get("event_ts") or desk.now_ts()),
    )
    outcome = desk.perform(told, deed, body=packed(body))
    with desk.office.database.reading() as connection:
        thread = outbox.thread_of(connection, told.workspace, told.case)
    desk.quietly(replace(told, thread=thread), outcome)


def _park(desk: Desk, told: Told, body: dict[str, Any]) -> None:
    """A reaction on a message that we do not know: perhaps one of ours whose timestamp is not
    stored yet. Then it waits for it."""
    with desk.office.database.reading() as connection:
        if not outbox.expects(connection, told.workspace, told.channel):
            return
    with desk.office.database.writing() as connection:
        outbox.park(connection, told.workspace, told.channel, told.key, packed(body), desk.clock())
