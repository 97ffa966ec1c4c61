"""Slack's deliveries over HTTP: a whole case, what is refused, and what is under way at the end."""

from __future__ import annotations

import http.client
import json
import threading
import time
from typing import Any

import pytest

from foi_bot import approval
from foi_bot.case import State
from foi_bot.slack.door import LARGEST
from tests.slack.office import ANSWER, DISCLOSED
from tests.slack.test_database_trouble import locked
from tests.slack_double import SlackDouble
from tests.web.calling import call, signed
from tests.web.conftest import Web


def event(kind: str = "message", **fields: object) -> dict[str, Any]:
    """An event as Slack brings it."""
    about = {"type": kind, "channel": "C01FOI", "user": "U01OFFICER", "ts": "1.2", **fields}
    return {"type": "event_callback", "team_id": "T01", "event_id": f"Ev{kind}", "event": about}


def body(payload: object) -> bytes:
    return json.dumps(payload).encode()


def test_a_case_is_told_over_http_from_its_opening_to_its_approval(web: Web) -> None:
    web.office.open_case()
    web.office.answer_all(DISCLOSED)
    web.office.approve()
    assert approval.state(web.office.case) is State.APPROVED
    assert ANSWER in web.office.letter()


def test_the_same_words_brought_twice_are_done_once(slack: SlackDouble, web: Web) -> None:
    web.office.open_case()
    web.office.answer("disclose")
    slack.duplicate_everything = True
    web.office.say(ANSWER)
    assert [reply.text for reply in web.office.case.replies] == [ANSWER]
    assert web.number("foi_deliveries_total", kind="event", outcome="duplicate") == 1


def test_what_slack_did_not_sign_is_refused(web: Web) -> None:
    told = web.bring(body(event()), x_slack_signature="v0=" + "0" * 64)
    assert told.status == 401
    assert web.bring(body(event()), x_slack_request_timestamp="soon").status == 401
    unsigned = call(web.port, "/slack/events", "POST", body(event()))
    assert unsigned.status == 401


@pytest.mark.parametrize("off", [-301, 301])
def test_what_was_signed_more_than_five_minutes_ago_is_a_replay(web: Web, off: int) -> None:
    sent = body(event())
    headers = signed(sent, web.office.slack.signing_secret, time.time() + off)
    assert call(web.port, "/slack/events", "POST", sent, headers).status == 401


@pytest.mark.parametrize("sent", [b"", b"{", b"\xff", b"[]", b"payload=%7B", b"[" * 50_000])
def test_what_is_no_payload_is_refused(web: Web, sent: bytes) -> None:
    told = web.bring(sent)
    assert told.status in (400, 404)
    assert "Traceback" not in told.text


def test_more_than_slack_ever_sends_is_refused(web: Web) -> None:
    # What is announced is enough; a client that is still sending may not hear the answer.
    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=60)
    try:
        connection.putrequest("POST", "/slack/events")
        connection.putheader("Content-Length", str(LARGEST))
        connection.endheaders()
        assert connection.getresponse().status == 413
    finally:
        connection.close()


def test_an_event_that_nobody_listens_to_is_acknowledged(web: Web) -> None:
    assert web.bring(body(event("emoji_changed"))).status == 200


def test_the_address_is_for_posts_alone(web: Web) -> None:
    assert web.get("/slack/events").status == 405


def test_slack_is_answered_its_challenge(web: Web) -> None:
    told = web.bring(body({"type": "url_verification", "challenge": "abc"}))
    assert (told.status, told.json()) == (200, {"challenge": "abc"})


def test_a_form_that_has_to_be_mended_gets_its_errors_back(web: Web) -> None:
    web.office.officer.command("/foi")
    web.office.officer.submit(values={"text": "How many?", "received": "1950-01-01"})
    assert web.office.officer.view.errors


def test_without_the_database_events_are_not_acknowledged_and_people_are_told(
    slack: SlackDouble, web: Web
) -> None:
    web.office.open_case()
    web.office.answer("disclose")
    with locked(web.office):
        web.office.say(ANSWER)
        assert slack.deliveries[-1].answers[0].status == 503
        assert web.office.officer.click(web.office.question, "Skip for now").status == 503
        web.program.desk.whispers.drain()
        assert "not saved" in web.office.told(web.office.officer)
    slack.wait(60)
    assert [reply.text for reply in web.office.case.replies] == [ANSWER]
    assert web.number("foi_database_errors_total", error="OperationalError") >= 1
    assert web.number("foi_deliveries_total", kind="action", outcome="failed") == 1


class TestAtTheEnd:
    def test_nothing_is_taken_any_more_and_slack_is_to_try_elsewhere(self, web: Web) -> None:
        web.program.receiver.close()
        told = web.bring(body(event()))
        assert (told.status, told.json()) == (503, {"error": "not taking deliveries now"})

    def test_a_delivery_under_way_is_finished_first(
        self, web: Web, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        came, goes_on = threading.Event(), threading.Event()
        answer = web.program.door.answer

        def slowly(*asked: Any) -> Any:
            came.set()
            assert goes_on.wait(60)
            return answer(*asked)

        monkeypatch.setattr(web.program.door, "answer", slowly)
        told: list[int] = []
        sent = body(event("emoji_changed"))
        asking = threading.Thread(target=lambda: told.append(web.bring(sent).status))
        asking.start()
        assert came.wait(60)
        closing = threading.Thread(target=web.program.receiver.close)
        closing.start()
        while web.deliveries.is_open:
            goes_on.wait(0.01)
        assert web.bring(sent).status == 503
        assert closing.is_alive()
        goes_on.set()
        asking.join(60)
        closing.join(60)
        assert told == [200]
        assert not closing.is_alive()


def test_before_slack_has_said_who_we_are_nothing_is_taken(unopened: Web) -> None:
    assert unopened.bring(body(event())).status == 503
