"""How fast the outbox is emptied, in virtual time: many workspaces and channels at once, against
the strict Slack's own rate limits. A benchmark can call `drain`, too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from foi_bot.case import Case
from foi_bot.casework import deeds
from foi_bot.casework.outgoing import CARD, Intent, Kind
from foi_bot.casework.people import Person
from foi_bot.casework.perform import Delivery, Done, Office, open_case
from foi_bot.slack.pace import POST, SPACING, UPDATE
from foi_bot.slack.sender import Sender
from store import intake, outbox
from store.database import Database
from store.intake import Intake
from tests.cases.build import practice
from tests.slack_double.pace import Pace

START = datetime(2024, 6, 17, 9, 0, tzinfo=UTC)
OFFICER = Person("UOFFICER")
OPENING = 2
"""The messages of a case that was just opened: its card and its first question."""


class Clock:
    """Time that moves only when somebody moves it."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


class PacedSlack(WebClient):
    """Slack's answers to posts and updates, at its own pace in each workspace, without the rest.
    A channel's id begins with its workspace's."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__("xoxb-practice")
        self.clock = clock
        self._paces: dict[str, Pace] = {}
        self.calls: list[tuple[datetime, str, str]] = []
        self.refused = 0

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        """Take the call, or refuse it with 429 where it comes too soon."""
        given = arguments.get("json") or arguments.get("params") or {}
        channel, now = str(given["channel"]), self.clock()
        pace = self._paces.setdefault(channel.split("-")[0], Pace())
        wait = pace.wait_for(api_method, channel, now.timestamp())
        if wait:
            self.refused += 1
            refusal: Any = _Answer({"ok": False, "error": "ratelimited"}, 429, wait)
            raise SlackApiError("too soon", refusal)  # type: ignore[no-untyped-call]
        self.calls.append((now, api_method, channel))
        return cast(SlackResponse, {"ok": True, "ts": f"{1_800_000_000 + len(self.calls)}.000000"})


class _Answer:
    def __init__(self, data: dict[str, Any], status: int, wait: int) -> None:
        self.data, self.status_code = data, status
        self.headers = {"Retry-After": str(wait)}


@dataclass(frozen=True)
class Drained:
    """What it came to: `seconds` from the first call to the last, and what Slack's pace alone would
    have taken for the busiest channel or method."""

    messages: int
    seconds: float
    at_slacks_pace: float
    refused: int

    @property
    def ratio(self) -> float:
        """1 is as fast as Slack allows."""
        return self.at_slacks_pace / self.seconds if self.seconds else 1.0


def drain(
    url: str,
    workspaces: int = 10,
    channels: int = 20,
    cases: int = 1,
    messages: int = 5,
) -> Iterator[Drained]:
    """Empty the outbox of a fresh database at this address: first every post of these workspaces,
    each with so many channels, each with so many cases, each with so many messages; then an update
    of every card."""
    database = Database(url)
    try:
        office, clock = Office(database, {"practice": practice()}), Clock()
        slack = PacedSlack(clock)
        sender = Sender(office, slack, clock, lambda *_: None)
        opened = open_cases(office, workspaces, channels, cases, messages)
        yield _drained(sender, clock, slack, cases * messages, SPACING[POST])
        with database.writing() as connection:
            for case in opened:
                wanted = (Intent(CARD, Kind.SURFACE, "card"),)
                outbox.put(connection, case, wanted, clock.time)
        yield _drained(sender, clock, slack, channels * cases, SPACING[UPDATE])
    finally:
        database.close()


def open_cases(
    office: Office, workspaces: int, channels: int, cases: int, messages: int
) -> list[Case]:
    """Cases of which nothing is in Slack yet, each with so many messages to be posted."""
    return [
        _opened(office, f"T{w}", f"T{w}-C{c}", messages, number)
        for number in range(cases)
        for w in range(workspaces)
        for c in range(channels)
    ]


def _opened(office: Office, workspace: str, channel: str, messages: int, number: int) -> Case:
    form = f"{channel}-{number}"
    with office.database.writing() as connection:
        kept = Intake(
            workspace, form, OFFICER.id, channel, "practice", "How many?", None, "", "", START
        )
        intake.keep(connection, kept)
    ts = f"{START.timestamp():.6f}"
    deed = deeds.OpenRequest(OFFICER, "practice", channel, "How many?", date(2024, 6, 3), ts)
    done = open_case(office, Delivery(workspace, form), deed, form, START)
    assert isinstance(done, Done)
    assert done.case is not None
    told = {"name": "try-again", "values": []}
    more = [
        Intent(f"more:{no}", Kind.POST, "notice", {"words": told, "buttons": [], "quote": ""})
        for no in range(messages - OPENING)
    ]
    with office.database.writing() as connection:
        outbox.put(connection, done.case, more, START)
    return done.case


def _drained(
    sender: Sender, clock: Clock, slack: PacedSlack, busiest: int, spacing: timedelta
) -> Drained:
    before = len(slack.calls)
    while True:
        if sender.send_due():
            continue
        idle = sender.idle_for()
        if idle is None:
            break
        clock.time += timedelta(seconds=max(idle, 0.000001))
    made = slack.calls[before:]
    took = (made[-1][0] - made[0][0]).total_seconds()
    alone = ((busiest - 1) * spacing).total_seconds()
    return Drained(len(made), took, alone, slack.refused)


def told(drained: Drained) -> str:
    """One line for people, as JSON."""
    return json.dumps(
        {
            "messages": drained.messages,
            "seconds": round(drained.seconds, 3),
            "ratio": round(drained.ratio, 4),
            "refused": drained.refused,
        }
    )
