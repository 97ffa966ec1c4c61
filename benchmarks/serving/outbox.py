"""The outbox, drained in virtual time beside Slack's own pace: one post a second a channel, and so
many updates a minute a workspace. No time passes but what the sender waits.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlmodel import SQLModel

from benchmarks.serving.fill import Clone, fill
from benchmarks.serving.scene import BUTTON, Scene
from benchmarks.serving.slack_stub import said
from foi_bot.casework.decision import Notice, words
from foi_bot.casework.outgoing import CARD, Intent, Kind
from foi_bot.casework.perform import Office
from foi_bot.letter.house import load_houses
from foi_bot.slack.app import web_client
from foi_bot.slack.pace import POST, SPACING, UPDATE, whose
from foi_bot.slack.sender import Sender
from store import outbox
from store.database import Database
from store.load import load
from store.migrate import migrate

WORKSPACES, CHANNELS, CASES = 10, 20, 5
"""Cases are of a channel, channels of a workspace."""

TOLD = Intent(
    "notice:told", Kind.POST, "notice", asdict(Notice(words("case-closed", reference="FOI2024/1")))
)


@dataclass
class Slack:
    """When which calls were made, in virtual time."""

    now: float
    calls: dict[tuple[str, str], list[float]] = field(
        default_factory=lambda: defaultdict(list[float])
    )

    def call(self, api_method: str, **given: Any) -> Any:
        """In the place of the client's."""
        channel = str((given.get("json") or given.get("params") or {}).get("channel", ""))
        workspace = channel[:3]
        assert channel, f"{api_method} was called without a channel"
        self.calls[(workspace, whose(api_method, channel))].append(self.now)
        return said(api_method)

    def clock(self) -> datetime:
        """The virtual time."""
        return datetime.fromtimestamp(self.now, UTC)


@dataclass(frozen=True, slots=True)
class Drained:
    """`messages` were sent in `seconds` of virtual time, where Slack's own pace allows `least`;
    `too_fast` calls came sooner than that pace lets them."""

    what: str
    messages: int
    seconds: float
    least: float
    too_fast: int

    @property
    def ratio(self) -> float:
        """How much of Slack's own pace was used."""
        return self.least / self.seconds


def drain(scene: Scene, folder: Path) -> tuple[Drained, ...]:
    """A post in every thread, and a changed card of every case, all asked for at once."""
    database = _filled(scene, folder)
    slack = Slack(datetime.now(UTC).timestamp())
    client = web_client("xoxb-practice", "http://127.0.0.1:9/api/")
    client.api_call = slack.call  # type: ignore[method-assign]
    office = Office(database, load_houses())
    sender = Sender(office, client, slack.clock, lambda *_: None)
    _ask(office, slack.clock())
    while True:
        if sender.send_due():
            continue
        idle = sender.idle_for()
        if idle is None:
            break
        # A moment is added where nothing more is due now: time goes on in steps of a millisecond.
        slack.now += max(idle, 0.001)
    with database.reading() as connection:
        assert outbox.waiting(connection) == 0, "something was not sent"
    database.close()
    return tuple(_drained(slack.calls, method) for method in (POST, UPDATE))


def _ask(office: Office, now: datetime) -> None:
    with office.database.reading() as connection:
        found = connection.exec_driver_sql("SELECT workspace_id, id FROM foi_case").all()
    for workspace, case in found:
        with office.database.writing() as connection:
            loaded = load(connection, workspace, case, office.houses)
            assert loaded is not None
            card = Intent(CARD, Kind.SURFACE, "card")
            # A card waits three seconds for other changes: those are not the sender's.
            outbox.put(connection, loaded, (card,), now - outbox.CARD_COALESCES)
            outbox.put(connection, loaded, (TOLD,), now)


def _drained(calls: Mapping[tuple[str, str], list[float]], method: str) -> Drained:
    """All that was called of one method. The slowest queue says how long it takes at the least."""
    spacing = SPACING[method].total_seconds()
    mine = {key: sorted(at) for key, at in calls.items() if key[1].split(" ")[0] == method}
    began = min(at[0] for at in mine.values())
    return Drained(
        method,
        sum(map(len, mine.values())),
        max(at[-1] for at in mine.values()) - began,
        max(len(at) - 1 for at in mine.values()) * spacing,
        sum(_too_fast(at, spacing) for at in mine.values()),
    )


def _too_fast(at: Iterable[float], spacing: float) -> int:
    return sum(later - before < spacing - 0.0005 for before, later in pairwise(at))


def _filled(scene: Scene, folder: Path) -> Database:
    file = folder / "outbox.sqlite3"
    database = Database(f"sqlite:///{file}")
    migrate(database)
    count = WORKSPACES * CHANNELS * CASES
    made = [
        Clone(
            f"{number:032}",
            number,
            BUTTON,
            f"W{number % WORKSPACES:02}C{number // WORKSPACES % CHANNELS:02}",
            -(number // (WORKSPACES * CHANNELS)) * scene.span,
        )
        for number in range(count)
    ]
    fill(database, scene, made)
    database.close()
    # A scene has one workspace; the workspaces are its channels' beginnings.
    with sqlite3.connect(file) as connection:
        for table in SQLModel.metadata.sorted_tables:
            names = {column.name for column in table.columns}
            if "case_id" in names:
                connection.execute(
                    f"UPDATE {table.name} SET workspace_id = (SELECT substr(c.channel_id, 1, 3) "
                    f"FROM foi_case c WHERE c.id = {table.name}.case_id)"
                )
        connection.execute("UPDATE foi_case SET workspace_id = substr(channel_id, 1, 3)")
        connection.execute("PRAGMA optimize")
    connection.close()
    return Database(f"sqlite:///{file}")
