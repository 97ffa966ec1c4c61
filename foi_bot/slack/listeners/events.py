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
from foi_bot.casework.perform import Done, NotDone, Outcome
from foi_bot.slack.deleted import deleted_message, show_again
from foi_bot.slack.delivery import Told, written
from foi_bot.slack.desk import Desk
from foi_bot.slack.downloads import shared_files
from foi_bot.slack.typed import typed
from store import deliveries, outbox, parking
from store.load import Spot, find_message

log = structlog.get_logger(__name__)

MARKS = {"white_check_mark": Mark.APPROVE, "x": Mark.CHANGES}
"""The reactions that mean something: ✅ and ❌."""

_DRAFT = re.compile(r"^draft:(?P<no>\d+):(?P<part>verdict|text|file)")
_SKIN_TONE = re.compile(r"::skin-tone-\d$")
_IGNORED = frozenset({"bot_message", "channel_join", "channel_leave"})


def register(app: App, desk: Desk) -> None:
    """Every event that the manifest subscribes to; the rest is acknowledged and left."""

    # One for all three: Bolt asks one listener after another whether it is meant.
    @app.event(re.compile("^(message|reaction_added|reaction_removed)$"))
    def said(ack: Ack, context: BoltContext, body: dict[str, Any]) -> None:
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
    if gone := deleted_message(event):
        _shown_again(desk, told, gone)
        return
    if told.spot is None or subtype in _IGNORED:
        return
    deed = _deed(desk, told, event, subtype)
    if deed is not None:
        outcome = desk.perform(told, deed, body=written(body))
        desk.quietly(told, outcome)


def _shown_again(desk: Desk, told: Told, ts: str) -> None:
    with desk.office.database.writing() as connection:
        ours = outbox.find(connection, told.workspace, told.channel, ts)
        if ours is not None:
            show_again(connection, desk.office, ours, desk.clock())
    desk.wake()


def _deed(
    desk: Desk, told: Told, event: dict[str, Any], subtype: str | None
) -> deeds.CaseDeed | None:
    """What a message event says that somebody did; None for our own messages and other apps'."""
    if subtype == "message_deleted":
        message = event.get("previous_message") or {}
    elif subtype == "message_changed":
        message = event.get("message") or {}
    else:
        message = event
    if message.get("bot_id") or not message.get("user") or not message.get("ts"):
        return None
    by = desk.person(told)
    if subtype == "message_deleted":
        edited = (message.get("edited") or {}).get("ts")
        return deeds.DeleteReply(by, str(message["ts"]), typed(message), edited)
    if subtype == "message_changed":
        edited = (message.get("edited") or {}).get("ts")
        return deeds.EditReply(
            by, str(message["ts"]), typed(message), edited, shared_files(message), desk.largest
        )
    return deeds.Reply(by, str(message["ts"]), typed(message), shared_files(message), desk.largest)


def _reaction(
    desk: Desk, told: Told, event: dict[str, Any], body: dict[str, Any], *, present: bool
) -> None:
    mark = MARKS.get(_SKIN_TONE.sub("", str(event.get("reaction") or "")))
    item = event.get("item") or {}
    if mark is None or item.get("type") != "message":
        return
    spot = told.spot or _found_or_parked(desk, told, str(item.get("ts") or ""), body)
    found = _DRAFT.match(spot.name) if spot else None
    if found is None:
        return
    if told.spot is None:
        told = replace(told, spot=spot)
    deed = deeds.React(
        by=desk.person(told),
        draft=int(found["no"]),
        last=found["part"] == "verdict",
        mark=mark,
        present=present,
        ts=str(event.get("event_ts") or desk.now_ts()),
    )
    outcome = desk.perform(told, deed, body=written(body))
    if deed.last:
        _keep_refusal(desk, told, deed, outcome)
    with desk.office.database.reading() as connection:
        thread = outbox.thread_of(connection, told.workspace, told.case)
    desk.quietly(replace(told, thread=thread), outcome)


def _keep_refusal(desk: Desk, told: Told, deed: deeds.React, outcome: Outcome) -> None:
    """A mark that was refused stands in Slack still: catching up must not take it for a new one."""
    mark = deliveries.RefusedMark(told.case, deed.draft, str(deed.mark), deed.by.id)
    refused = deed.present and isinstance(outcome, NotDone)
    if deed.present and isinstance(outcome, Done) and outcome.again:
        return
    with desk.office.database.reading() as connection:
        if refused == (deliveries.answered(connection, told.workspace, mark.key) is not None):
            return
    with desk.office.database.writing() as connection:
        if refused:
            deliveries.remember_refused(connection, told.workspace, mark, desk.clock())
        else:
            deliveries.forget_refused(connection, told.workspace, mark)


def _found_or_parked(desk: Desk, told: Told, ts: str, body: dict[str, Any]) -> Spot | None:
    """Our message under a reaction; or None, and where one of ours has no timestamp yet the
    reaction waits for it. Once it is parked we look again: another replica may have got the
    timestamp between our looking and our parking, and nobody would look any more."""
    with desk.office.database.writing() as connection:
        spot = find_message(connection, told.workspace, told.channel, ts)
        if spot is not None or not outbox.expects(connection, told.workspace, told.channel):
            return spot
        parking.park(
            connection, told.workspace, told.channel, told.key, written(body), desk.clock()
        )
    with desk.office.database.reading() as connection:
        return find_message(connection, told.workspace, told.channel, ts)
