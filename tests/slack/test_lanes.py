"""Several workers and several replicas bring messages to Slack: each stands in its thread once, and
nobody's slowness is anybody else's."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.web import SlackResponse

from foi_bot import approval
from foi_bot.case import State
from foi_bot.casework.perform import Office
from foi_bot.slack import posting
from foi_bot.slack.catch_up import catch_up
from foi_bot.slack.sender import START_WITHIN, Sender
from store import lanes, leases
from store.database import Database
from store.lanes import LEASE
from tests.cases.build import practice
from tests.conftest import NewDatabase
from tests.kinds import BOTH
from tests.slack.draining import PacedSlack, drain, open_cases, told
from tests.slack.office import ANSWER, DISCLOSED, FoiOffice
from tests.slack.pictures import Picture, picture
from tests.slack.replicas import Replicas
from tests.slack_double import SlackDouble

pytestmark = BOTH

POST, REPLIES = "chat.postMessage", "conversations.replies"
LONG = 60
"""Seconds that a thread is waited for before the test fails."""


def story(office: FoiOffice) -> None:
    """A case with something of everything, from /foi to its second approval."""
    office.drafted()
    office.approve()
    office.officer.edit(office.typed(ANSWER), ANSWER.replace("214", "215"))
    office.settle()
    office.object(by=office.approver)
    office.approver.unreact(office.verdict, "x")
    office.settle()
    office.approve()


@pytest.fixture(scope="module")
def undisturbed() -> list[Picture]:
    """What the story comes to with one replica; filled by the first test that needs it."""
    return []


@pytest.fixture
def expected(
    undisturbed: list[Picture], office: FoiOffice, slack: SlackDouble, new_database: NewDatabase
) -> Picture:
    """The same, played in a workspace of its own."""
    if not undisturbed:
        other = SlackDouble().start()
        try:
            quiet = FoiOffice(other, new_database())
            story(quiet)
            undisturbed.append(picture(quiet))
            quiet.close()
        finally:
            other.stop()
        slack.connect(office.program.app)
    return undisturbed[0]


class TestTwoReplicas:
    @pytest.mark.parametrize("both", [False, True], ids=["by turns", "each event to both"])
    def test_come_to_the_same_as_one(
        self, office: FoiOffice, expected: Picture, both: bool
    ) -> None:
        with closing(Replicas(office, both=both)):
            story(office)
            assert picture(office) == expected

    def test_of_which_one_dies_in_every_call_come_to_the_same(
        self, slack: SlackDouble, office: FoiOffice, expected: Picture
    ) -> None:
        # A file whose last call was not made is looked for all the same.
        slack.permit("file_not_found")
        with closing(Replicas(office, dies=True)) as replicas:
            story(office)
            assert replicas.deaths > 5
            assert picture(office) == expected


class TestAProgramThatWasHeldUp:
    """Suspended, or without the processor: when it goes on, another may have its lanes."""

    def test_makes_no_call_that_it_was_about_to_make(
        self, slack: SlackDouble, office: FoiOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office.open_case()
        office.officer.choose(office.question, "choose_from", "disclose")
        held_up(monkeypatch, office, START_WITHIN + timedelta(seconds=1))
        before = len(slack.calls_to(POST))
        office.program.sender.send_due()
        assert len(slack.calls_to(POST)) == before
        monkeypatch.undo()
        office.settle()
        assert len([m for m in office.thread.messages if "What is the answer" in m.prose]) == 1

    def test_in_the_middle_of_a_call_writes_nothing_and_shows_anew_what_it_may_have_overwritten(
        self, slack: SlackDouble, office: FoiOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office.open_case()
        question, client = office.question, office.program.sender.client
        office.officer.choose(question, "choose_from", "disclose")
        other = Sender(office.program.desk.office, slack.client(), office.now, lambda *_: None)
        update, shown = client.chat_update, list[str]()

        def slowly(**arguments: Any) -> SlackResponse:
            monkeypatch.setattr(client, "chat_update", update)
            slack.clock.advance(LEASE.total_seconds())
            other.send_due()
            shown.append(question.prose)
            return update(**{**arguments, "text": "Old.", "blocks": []})

        monkeypatch.setattr(client, "chat_update", slowly)
        office.settle()
        assert "Give the information" in shown[0]
        assert "Give the information" in question.prose


def held_up(monkeypatch: pytest.MonkeyPatch, office: FoiOffice, how_long: timedelta) -> None:
    """Each message is rendered, and then nothing happens for so long."""

    def slowly(*arguments: Any) -> object:
        found = posting.prepare(*arguments)
        office.slack.clock.advance(how_long.total_seconds())
        return found

    monkeypatch.setattr("foi_bot.slack.sender.prepare", slowly)


class TestCatchingUp:
    def test_is_done_by_one_replica_at_a_time_and_once_more_where_it_was_wanted_meanwhile(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        office.open_case("How many cars were stolen?")
        other: list[int] = []

        def meanwhile(seconds: float) -> None:
            slack.wait(seconds)
            if not other:
                other.append(catch_up(office.program.desk, slack.wait))

        before = len(slack.calls_to(REPLIES))
        catch_up(office.program.desk, meanwhile)
        assert other == [0]
        assert len(slack.calls_to(REPLIES)) - before == 4

    def test_is_not_done_again_where_it_was_done_within_the_hour(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        catch_up(office.program.desk, slack.wait)
        before = len(slack.calls_to(REPLIES))
        slack.wait(50 * 60)
        hour = timedelta(hours=1)
        assert catch_up(office.program.desk, slack.wait, unless_within=hour) == 0
        assert len(slack.calls_to(REPLIES)) == before
        slack.wait(11 * 60)
        catch_up(office.program.desk, slack.wait, unless_within=hour)
        assert len(slack.calls_to(REPLIES)) == before + 1

    def test_that_a_replica_died_over_is_taken_on_by_another(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        office.answer("disclose")
        slack.drop_next()
        office.say(ANSWER)
        with office.program.database.writing() as connection:
            leases.take(connection, "catch-up", office.now(), timedelta(minutes=2))
        assert catch_up(office.program.desk, slack.wait) == 0
        slack.wait(120)
        assert catch_up(office.program.desk, slack.wait) == 1


def test_what_waited_for_a_message_whose_sender_died_is_heard_by_another(
    office: FoiOffice,
) -> None:
    """The timestamp was stored, and the program ended before it heard what waits for it."""
    office.open_case()
    for value in list(DISCLOSED.values())[:-1]:
        office.answer(value)
    office.program.sender.replay = lambda *_: None
    office.officer.click(office.question, "No, nobody could be")
    posted = office.send_but_lose_the_reply("ready for approval")
    office.lead.react(posted, "white_check_mark")
    office.settle()
    office.restart()
    assert approval.state(office.case) is State.AWAITING
    office.program.sender.replay_left()
    assert approval.state(office.case) is State.APPROVED


class Together(PacedSlack):
    """Answers its first calls only once so many are under way at the same time."""

    def __init__(self, many: int) -> None:
        super().__init__(lambda: datetime.now(UTC))
        self._together = threading.Barrier(many)
        self.met = threading.Event()

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:
        """Wait for the others, then answer."""
        if not self.met.is_set():
            self._together.wait(LONG)
            self.met.set()
        return super().api_call(api_method, **arguments)


def test_a_slow_slack_has_eight_channels_messages_in_hand_at_once(database_url: str) -> None:
    slack, database = Together(8), Database(database_url)
    office = Office(database, {"practice": practice()})
    open_cases(office, workspaces=1, channels=8, cases=1, messages=2)
    threads = Sender(office, slack, slack.clock, lambda *_: None)
    threads.start()
    assert slack.met.wait(LONG)
    threads.stop()
    with database.reading() as connection:
        assert lanes.next_due(connection) is not None
        leased = "SELECT count(*) FROM lane WHERE until IS NOT NULL"
        assert connection.exec_driver_sql(leased).scalar_one() == 0
    database.close()
    assert {channel for _, _, channel in slack.calls[:8]} == {f"T0-C{n}" for n in range(8)}


@pytest.mark.parametrize("cases", [1, 3])
def test_many_channels_are_drained_as_fast_as_slack_allows_and_no_call_is_refused(
    database_url: str, cases: int
) -> None:
    for drained in drain(database_url, workspaces=2, channels=4, cases=cases, messages=4):
        assert drained.ratio >= 0.98, told(drained)
        assert drained.refused == 0
