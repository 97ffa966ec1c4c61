"""Two replicas, real processes on one PostgreSQL: deliveries come to them in turn, one is killed in
the middle of a case, and the thread has every message once.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
import sqlalchemy as sa
from slack_bolt import App

from foi_bot import approval
from foi_bot.case import State
from foi_bot.settings import Settings
from foi_bot.slack.program import Program
from store import audit, outbox
from store.tables import OutgoingRow
from tests import kinds
from tests.slack.office import ANSWER, DISCLOSED, MORE, FoiOffice
from tests.slack_double import SlackDouble
from tests.slack_double import double as double_module
from tests.slack_double.clock import OPENING, VirtualClock
from tests.web.calling import OverHttp
from tests.web.process import Process, environment, started, until

_outgoing = OutgoingRow.__table__  # type: ignore[attr-defined]
_UNSHOWN = sa.select(sa.func.count()).where(
    _outgoing.c.ts.is_(None), _outgoing.c.due_at.is_not(None)
)

pytestmark = kinds.POSTGRESQL


class RealClock(VirtualClock):
    """The machine's own time: the replicas have no other."""

    def now(self) -> float:
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Time passes by itself."""


class WatchedFromOutside(FoiOffice):
    """People at work with replicas that are not in this process: a program that is never started
    looks at their database."""

    def __init__(self, slack: SlackDouble, url: str) -> None:
        self.url = url
        super().__init__(slack, Path())

    def _built(self, **_: str) -> Program:
        return Program(
            Settings(
                SLACK_BOT_TOKEN=self.slack.bot_token,
                SLACK_SIGNING_SECRET=self.slack.signing_secret,
                SLACK_API_URL=self.slack.api_url,
                DATABASE_URL=self.url,
            ),
            clock=self.now,
        )

    def settle(self, within: float = 0.0) -> None:  # noqa: ARG002 - the replicas' time is real
        """Until all that is to be shown has been shown once; updates may still be on their way."""
        until("every message stands there", self._is_shown)

    def wait_until_quiet(self) -> None:
        """Until nothing is left to be sent."""
        until("nothing is left to be sent", self._is_quiet)

    def _is_quiet(self) -> bool:
        with self.program.database.reading() as connection:
            return outbox.waiting(connection) == 0

    def _is_shown(self) -> bool:
        with self.program.database.reading() as connection:
            return not connection.execute(_UNSHOWN).scalar_one()


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlackDouble]:
    """A strict Slack in real time. Two posts may come closer than a second: they are a second apart
    where they are sent, and the way to Slack takes each its own time."""
    monkeypatch.setattr(double_module, "VirtualClock", RealClock)
    made = SlackDouble(opening=OPENING, strict_pace=False).start()
    yield made
    made.stop()
    made.violations.assert_none()


@pytest.fixture
def replicas(slack: SlackDouble, database_url: str) -> Iterator[tuple[Process, Process]]:
    """Two replicas, ready."""
    settings = environment(slack, database_url)
    with ExitStack() as running:
        two = (
            running.enter_context(started(settings)),
            running.enter_context(started(settings)),
        )
        for replica in two:
            replica.wait_until_ready()
        yield two


def test_a_case_goes_on_when_one_of_two_replicas_is_killed(
    slack: SlackDouble, database_url: str, replicas: tuple[Process, Process]
) -> None:
    office = WatchedFromOutside(slack, database_url)
    one, other = replicas
    to_both = OverHttp([replica.port for replica in replicas])
    slack.connect(cast(App, to_both))
    slack.permit("file_not_found")

    office.open_case(received=datetime.now(UTC).date())
    office.answer("disclose")
    office.say(ANSWER, MORE)
    office.officer.click(office.question, "Next")
    one.kill()
    office.settle()
    office.answer_all(DISCLOSED)
    until("there is a draft", lambda: bool(office.case.drafts))
    office.settle()
    office.approve()
    office.wait_until_quiet()

    assert approval.state(office.case) is State.APPROVED
    assert [reply.text for reply in office.case.replies][:2] == [ANSWER, MORE]
    assert ANSWER in office.letter()
    assert len(office.files()) == 2
    assert other.terminate() == 0
    _check_each_stands_there_once(office)
    office.close()


def _check_each_stands_there_once(office: FoiOffice) -> None:
    said = [message for message in office.slack.messages("C01FOI") if message.from_app]
    with office.program.database.reading() as connection:
        rows = connection.execute(sa.select(_outgoing.c.ts, _outgoing.c.kind)).all()
        assert list(audit.verify(connection)) == []
    assert all(row.ts for row in rows)
    assert sorted(row.ts for row in rows) == sorted(message.ts for message in said)
    assert max(Counter(message.prose for message in said if message.prose).values()) == 1
