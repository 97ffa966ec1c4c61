"""The desk: what listeners work with. It performs deeds, speaks quietly to one person, and opens
forms; what it does not do is decide anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPException
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from foi_bot.case import Case
from foi_bot.casework import deeds
from foi_bot.casework.people import Person
from foi_bot.casework.perform import Delivery, Done, NotDone, Office, Outcome, perform
from foi_bot.slack.background import Background
from foi_bot.slack.blocks import Block, packed, section, unpacked
from foi_bot.slack.delivery import Told, came_to
from foi_bot.slack.identity import Identity
from foi_bot.slack.roster import Roster
from foi_bot.slack.views import Shown
from foi_bot.slack.watch import ACCEPTED, DUPLICATE, PARKED, REFUSED, UNWATCHED, Watch
from foi_bot.slack.words import said, say
from store.load import load

log = structlog.get_logger(__name__)


UNHEARD = frozenset({"cannot-act-deactivated", "cannot-act-outsider"})
"""Words to somebody who is not in the channel: Slack shows them nothing there."""


LATE = frozenset({"expired_trigger_id", "invalid_trigger_id"})
"""Slack opens no form for this trigger any more (Slack, "views.open")."""

OPEN_ALREADY = "exchanged_trigger_id"
"""This trigger has opened its form: the same delivery came twice."""


@dataclass(frozen=True, slots=True)
class Whisper:
    """A word to one person alone, in a thread or a channel. It never carries a fact."""

    channel: str
    user: str
    shown: Shown
    thread: str = ""


class Whispers(Background):
    """Says whispers one after another, off the path to the acknowledgement. One that Slack does
    not take is logged and dropped: nothing depends on it."""

    def __init__(self, client: WebClient) -> None:
        super().__init__("whispers")
        self._client = client

    def say(self, whisper: Whisper) -> None:
        """Say it soon."""
        self.do(partial(self._say, whisper))

    def _say(self, whisper: Whisper) -> None:
        try:
            self._client.chat_postEphemeral(
                channel=whisper.channel,
                user=whisper.user,
                text=whisper.shown.text,
                blocks=list(whisper.shown.blocks),
                thread_ts=whisper.thread or None,
            )
        except (SlackClientError, OSError, HTTPException) as refused:
            log.warning("whisper not taken", error=_code(refused))


@dataclass(frozen=True)
class Desk:
    """Everything that a listener needs, made once in `app.build`."""

    office: Office
    client: WebClient
    identity: Identity
    roster: Roster
    whispers: Whispers
    clock: Callable[[], datetime]
    wake: Callable[[], None]
    largest: int
    background: Background
    watch: Watch = UNWATCHED

    def now_ts(self) -> str:
        """Now as a Slack timestamp, for deliveries that have none."""
        return f"{self.clock().timestamp():.6f}"

    def person(self, told: Told) -> Person:
        """Who did it, on the footing that they have now."""
        return self.roster.person(told.workspace, told.user, told.channel)

    def perform(self, told: Told, deed: deeds.CaseDeed, case: str = "", body: str = "") -> Outcome:
        """Do the deed to the case that the delivery is about; then let the sender know."""
        delivery = Delivery(told.workspace, told.key, told.channel, body, told.is_form)
        outcome = perform(self.office, delivery, case or told.case, deed, self.clock())
        log.info("deed", deed=type(deed).__name__, case=case or told.case, done=_word(outcome))
        self.note(outcome)
        self.wake()
        return outcome

    def note(self, outcome: Outcome) -> None:
        """Let whoever counts know what was done."""
        came_to.set(_kind_of(outcome))
        if isinstance(outcome, Done) and outcome.facts:
            self.watch.performed(outcome.case, outcome.facts)

    def act(self, told: Told, deed: deeds.CaseDeed) -> Outcome:
        """Do a deed, and tell the person quietly what is only for them."""
        outcome = self.perform(told, deed)
        self.quietly(told, outcome)
        return outcome

    def quietly(self, told: Told, outcome: Outcome) -> None:
        """The word that is for this person alone, if there is one."""
        words = outcome.why if isinstance(outcome, NotDone) else outcome.quiet
        if isinstance(outcome, Done) and outcome.case is not None:
            told = told.in_thread_of(outcome.case)
        if words is not None and told.channel and words.name not in UNHEARD:
            self.whisper(told, sentence(said(words)))

    def whisper(self, told: Told, shown: Shown) -> None:
        """Show something to this person alone, where they are."""
        self.whispers.say(Whisper(told.channel, told.user, shown, told.thread))

    def case(self, told: Told) -> Case | None:
        """The case that the delivery is about, to be looked at."""
        with self.office.database.reading() as connection:
            case = load(connection, told.workspace, told.case, self.office.houses)
        return case.at(self.clock()) if case else None

    def open_form(self, told: Told, view: Block) -> str:
        """Open a form, and say under which id. It knows the channel and the thread it was opened
        from. "" where Slack opens none: a trigger lives 3 seconds, which the person is told, and
        opens one form.

        Raises SlackApiError where Slack refuses for another reason.
        """
        try:
            opened = self.client.views_open(trigger_id=told.trigger, view=_placed(told, view))
        except SlackApiError as refused:
            if _code(refused) in LATE:
                self.whisper(told, sentence(say("form-late")))
            elif _code(refused) != OPEN_ALREADY:
                raise
            return ""
        return str(opened["view"]["id"])

    def replace_form(self, told: Told, opened: str, view: Block) -> None:
        """Put another form in the place of one that is open. Whoever has closed it in the meantime
        does not get another."""
        try:
            self.client.views_update(view_id=opened, view=_placed(told, view))
        except SlackApiError as refused:
            log.info("form not replaced", error=_code(refused))

    def person_now(self, told: Told, user: str) -> Person:
        """Somebody else in the delivery's channel, as Slack says now and not as remembered."""
        self.roster.forget_person(told.workspace, user)
        self.roster.forget_channel(told.workspace, told.channel)
        return self.roster.person(told.workspace, user, told.channel)

    def permalink(self, channel: str, ts: str | None) -> str:
        """The way to a message; "" where there is none. Raises SlackApiError."""
        if not ts:
            return ""
        found = self.client.chat_getPermalink(channel=channel, message_ts=ts)
        return str(found["permalink"])

    def question_link(self, case: Case) -> str:
        """The way to the question that is open; "" where none is, or none is shown yet."""
        open_ = case.open_asking
        return self.permalink(case.channel, open_.posted) if open_ else ""


def _placed(told: Told, view: Block) -> Block:
    about: dict[str, Any] = unpacked(view["private_metadata"])
    placed = {**about, "channel": told.channel, "thread": told.thread}
    return {**view, "private_metadata": packed(placed)}


def sentence(words: str) -> Shown:
    """One sentence as a message."""
    return Shown(words, (section(words),))


def system_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def _kind_of(outcome: Outcome) -> str:
    match outcome:
        case NotDone():
            return REFUSED
        case Done(again=True):
            return DUPLICATE
        case Done(parked=True):
            return PARKED
        case _:
            return ACCEPTED


def _word(outcome: Outcome) -> str:
    match outcome:
        case NotDone(why):
            return why.name
        case Done(again=True):
            return "again"
        case _:
            return "done"


def _code(refused: Exception) -> str:
    if isinstance(refused, SlackApiError):
        return str(refused.response.get("error"))
    return type(refused).__name__
