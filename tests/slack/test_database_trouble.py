"""The database is locked or read-only: nothing is acknowledged, nothing is half written, whoever
did something is told, and once all is well the same thing goes through."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from foi_bot import approval
from foi_bot.case import State
from tests.slack.office import ANSWER, FoiOffice
from tests.slack.pictures import picture
from tests.slack_double import SlackDouble


@contextmanager
def locked(office: FoiOffice) -> Iterator[None]:
    """Another program holds the write lock."""
    other = sqlite3.connect(office.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def read_only(office: FoiOffice) -> Iterator[None]:
    """Somebody made the file read-only; the program is started again once that is mended."""
    office.restart(DATABASE_URL=f"sqlite:///file:{office.file}?mode=ro&uri=true")
    yield
    office.restart()


TROUBLES = pytest.mark.parametrize("trouble", [locked, read_only])
Trouble = Callable[[FoiOffice], AbstractContextManager[None]]


@TROUBLES
def test_a_button_is_not_acknowledged_and_the_person_is_told(
    office: FoiOffice, trouble: Trouble
) -> None:
    office.open_case()
    before = picture(office)
    question = office.question
    with trouble(office):
        delivery = office.officer.choose(question, "choose_from", "disclose")
        office.program.desk.whispers.drain()
    assert delivery.status == 503
    assert "That was not saved" in office.told(office.officer)
    assert picture(office) == before
    assert office.officer.choose(question, "choose_from", "disclose").status == 200
    office.settle()
    assert office.case.value("outcome", "1") == "disclose"


@TROUBLES
def test_a_form_stays_open_and_goes_through_when_all_is_well(
    office: FoiOffice, trouble: Trouble
) -> None:
    office.open_case()
    office.answer("disclose")
    office.officer.click(office.question, "Write here")
    with trouble(office):
        delivery = office.officer.submit(values={"answer": ANSWER})
        assert delivery.status == 503
        assert office.officer.has_modal
    office.officer.submit()
    office.settle()
    assert not office.officer.has_modal
    assert office.case.value("answer", "1") == ANSWER


def test_a_request_is_not_lost_with_its_form(office: FoiOffice) -> None:
    office.officer.command("/foi")
    with locked(office):
        delivery = office.officer.submit(values={"text": "How many?", "received": "2018-03-13"})
        assert delivery.status == 503
    assert not office.cases()
    office.officer.submit()
    office.confirm()
    office.newest_case()
    assert office.case.request.text == "How many?"


@TROUBLES
def test_a_reply_is_brought_again_by_slack_until_it_is_kept(
    slack: SlackDouble, office: FoiOffice, trouble: Trouble
) -> None:
    office.open_case()
    office.answer("disclose")
    with trouble(office):
        office.say(ANSWER)
        assert {answer.status for answer in slack.deliveries[-1].answers} == {503}
    assert not office.case.replies
    slack.wait(300)
    assert [reply.text for reply in office.case.replies] == [ANSWER]


def test_an_approval_is_brought_again_by_slack_until_it_is_kept(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.drafted()
    with locked(office):
        office.lead.react(office.verdict, "white_check_mark")
    slack.wait(300)
    office.settle()
    assert approval.state(office.case) is State.APPROVED


def test_a_post_whose_timestamp_could_not_be_stored_is_not_made_again(office: FoiOffice) -> None:
    office.open_case()
    office.officer.choose(office.question, "choose_from", "disclose")
    # The lock comes down in the very moment in which Slack takes the message.
    post = office.program.sender.client.chat_postMessage
    holder: list[sqlite3.Connection] = []

    def post_and_lock(**arguments: object) -> object:
        answer = post(**arguments)  # type: ignore[arg-type]
        other = sqlite3.connect(office.file, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        holder.append(other)
        return answer

    office.program.sender.client.chat_postMessage = post_and_lock  # type: ignore[assignment,method-assign]
    with pytest.raises(Exception, match="locked by another program"):
        office.settle()
    holder[0].execute("ROLLBACK")
    office.restart()
    office.settle()
    asked = [m for m in office.thread.messages if "What is the answer" in m.prose]
    assert len(asked) == 1
    assert office.question is asked[0]


def test_what_can_be_read_can_be_read_while_the_database_is_locked(office: FoiOffice) -> None:
    office.open_case()
    with locked(office):
        assert office.officer.command("/foi", "list").status == 200
    assert "FOI2018/00001" in office.told(office.officer)


def test_an_event_that_our_own_mistake_breaks_twice_is_kept_and_not_tried_for_ever(
    slack: SlackDouble, office: FoiOffice
) -> None:
    office.open_case()
    office.answer("disclose")
    slack.hold()
    office.say(ANSWER)
    (delivery,) = slack.post_office.waiting
    delivery.payload["event"]["ts"] = "not a timestamp"
    slack.release()
    assert [answer.status for answer in delivery.answers] == [503, 200]
    with office.program.database.reading() as connection:
        ((key, attempts, error, body),) = connection.exec_driver_sql(
            "SELECT key, attempts, error, body FROM failed"
        ).fetchall()
    assert key == f"event:{delivery.payload['event_id']}"
    assert (attempts, error) == (2, "ValueError")
    kept = {name: told for name, told in delivery.payload.items() if name != "token"}
    assert json.loads(body) == kept
