"""/foi: open a request, list the open cases, show one, help."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk.errors import SlackApiError

from foi_bot.casework.decision import words
from foi_bot.casework.people import Footing, Person
from foi_bot.slack.blocks import Block
from foi_bot.slack.delivery import Told
from foi_bot.slack.desk import Desk, sentence
from foi_bot.slack.views import Shown, forms, help_, listing, whereabouts
from foi_bot.slack.words import said, say
from store.lists import find_reference, list_open, open_channels

LISTED = 40
"""How many cases one answer lists; the list says when there are more."""

NOWHERE = frozenset({Footing.GUEST, Footing.EXTERNAL, Footing.DEACTIVATED, Footing.BOT})
"""On these footings nobody is told of cases, whichever channel they are in."""

NO_HOUSE_HERE = (
    "No authority has its cases in this channel. Open the request in the authority's own channel, "
    "or ask whoever runs foi-bot to name this channel in the house pack."
)


def register(app: App, desk: Desk) -> None:
    """The slash command; any other is acknowledged and left."""

    @app.command("/foi")
    def foi(ack: Ack, context: BoltContext, command: dict[str, Any]) -> None:
        told: Told = context["told"]
        text = str(command.get("text") or "").strip()
        verb, _, rest = text.partition(" ")
        match verb.lower():
            case "" | "new" | "open":
                _open(ack, desk, told)
            case "list":
                _answer(ack, _list(desk, told))
            case "show":
                _answer(ack, _show(desk, told, rest.strip()))
            case "help":
                _answer(ack, help_.render())
            case _:
                _answer(ack, sentence(say("unknown-subcommand", text=text)))

    @app.command(re.compile(".*"))
    def unknown(ack: Ack) -> None:
        ack()


def _open(ack: Ack, desk: Desk, told: Told) -> None:
    refusal = why_not_here(desk, told)
    if refusal is not None:
        _answer(ack, refusal)
        return
    houses = houses_here(desk, told)
    desk.open_form(told, forms.request(houses, told.channel, uuid.uuid4().hex))
    ack()


def why_not_here(desk: Desk, told: Told) -> Shown | None:
    """Why no case can be opened in this channel by this person, said before any form opens."""
    try:
        channel = desk.client.conversations_info(channel=told.channel)["channel"]
    except SlackApiError as refused:
        # Slack tells an app nothing of a private channel that it is not in.
        if refused.response.get("error") not in ("channel_not_found", "missing_scope"):
            raise
        channel = {"is_member": False}
    if channel.get("is_im") or channel.get("is_mpim"):
        return sentence(say("not-a-channel"))
    if not channel.get("is_member"):
        return sentence(say("not-in-channel", bot=desk.identity().user))
    person = desk.person(told)
    if not person.may_act:
        return sentence(said(words(f"cannot-act-{person.footing}")))
    if not houses_here(desk, told):
        return sentence(NO_HOUSE_HERE)
    return None


def houses_here(desk: Desk, told: Told) -> dict[str, Any]:
    """The authorities whose cases may be opened in this channel, by id: none where every pack names
    other channels. The practice authority is not among them once there is a real one."""
    houses = desk.office.houses
    real = {id_: h for id_, h in houses.items() if not h.bundled}
    offered = real or houses
    return {id_: h for id_, h in offered.items() if not h.channels or told.channel in h.channels}


def _list(desk: Desk, told: Told) -> Shown:
    with desk.office.database.reading() as connection:
        channels = open_channels(connection, told.workspace)
    people = {channel: _person_in(desk, told, channel) for channel in channels}
    never = next((p for p in people.values() if p and p.footing in NOWHERE), None)
    if never is not None:
        return sentence(said(words(f"cannot-act-{never.footing}")))
    there = [channel for channel, person in people.items() if person and person.may_act]
    with desk.office.database.reading() as connection:
        found = list_open(connection, told.workspace, LISTED + 1, there)
    return listing.render(found[:LISTED], more=len(found) > LISTED)


def _person_in(desk: Desk, told: Told, channel: str) -> Person | None:
    """The asker as somebody in this channel; None for a channel that Slack tells us nothing of."""
    try:
        return desk.person(_in(told, channel))
    except SlackApiError as refused:
        if refused.response.get("error") not in ("channel_not_found", "not_in_channel"):
            raise
        return None


def _show(desk: Desk, told: Told, reference: str) -> Shown:
    with desk.office.database.reading() as connection:
        found = find_reference(connection, told.workspace, reference)
    if found is None or not desk.person(_in(told, found.channel)).may_act:
        return sentence(say("reference-unknown", reference=reference or "without a reference"))
    link = desk.permalink(found.channel, found.thread)
    case = desk.case(replace(_in(told, found.channel), about={"case": found.id}))
    if case is None:
        return listing.render_one(found, link)
    return whereabouts.render(case, link, desk.question_link(case))


def _in(told: Told, channel: str) -> Told:
    return Told(told.workspace, told.key, told.user, channel, told.ts)


def _answer(ack: Ack, shown: Shown) -> None:
    blocks: list[Block] = list(shown.blocks)
    ack(text=shown.text, blocks=blocks, response_type="ephemeral")
