"""Socket Mode: what comes through it is looked at, answered, and finished before the end."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from foi_bot.slack.socket_mode import Handler, SocketMode
from foi_bot.slack.underway import Underway
from foi_bot.slack.watch import UNWATCHED
from tests.slack.office import FoiOffice
from tests.slack_double import SlackDouble


class Connection(BaseSocketModeClient):
    """Stands where the connection to Slack is, and keeps what was answered."""

    def __init__(self) -> None:
        self.answered: list[dict[str, Any]] = []
        self.logger = logging.getLogger(__name__)

    def send_message(self, message: str) -> None:
        self.answered.append(json.loads(message))


def envelope(payload: dict[str, Any], kind: str = "events_api") -> SocketModeRequest:
    """A delivery as it comes through the connection."""
    return SocketModeRequest(kind, "E01", payload)


def event(kind: str = "emoji_changed") -> dict[str, Any]:
    about = {"type": kind, "event_ts": "1.2"}
    return {"type": "event_callback", "team_id": "T01", "event_id": "Ev1", "event": about}


@pytest.fixture
def handler(slack: SlackDouble, office: FoiOffice) -> Iterator[Handler]:
    """What Bolt calls with each delivery, before the door of the office's program."""
    made = Handler(office.program.app, "xapp-practice", web_client=slack.client())
    made.door, made.underway = office.program.door, Underway()
    made.underway.open()
    yield made
    made.close()  # type: ignore[no-untyped-call]


def test_what_is_done_is_acknowledged_under_its_envelope(handler: Handler) -> None:
    connection = Connection()
    handler.handle(connection, envelope(event()))
    assert connection.answered == [{"envelope_id": "E01"}]


def test_what_has_not_the_shape_of_a_delivery_is_not_acknowledged(handler: Handler) -> None:
    connection = Connection()
    handler.handle(connection, envelope({"type": "event_callback", "event": 7}))
    assert connection.answered == []


def test_after_the_end_nothing_is_taken_and_slack_brings_it_elsewhere(handler: Handler) -> None:
    connection = Connection()
    assert handler.underway.close(seconds=60)
    handler.handle(connection, envelope(event()))
    assert connection.answered == []


def test_before_it_is_opened_it_is_not_open_and_may_be_closed(
    slack: SlackDouble, office: FoiOffice
) -> None:
    program = office.program
    made = SocketMode(program.door, program.app, program.settings, UNWATCHED, lambda: None)
    assert not made.is_open
    made.close()
    assert not slack.calls_to("apps.connections.open")


class TestUnderway:
    def test_closing_waits_for_what_has_begun(self) -> None:
        underway, begun, goes_on = Underway(), threading.Event(), threading.Event()
        underway.open()

        def work() -> None:
            with underway.taking() as taken:
                assert taken
                begun.set()
                goes_on.wait(60)

        working = threading.Thread(target=work)
        working.start()
        assert begun.wait(60)
        assert not underway.close(seconds=0)
        with underway.taking() as taken:
            assert not taken
        goes_on.set()
        assert underway.close(seconds=60)
        working.join()

    def test_what_fails_has_ended_as_well(self) -> None:
        underway = Underway()
        underway.open()
        with pytest.raises(RuntimeError), underway.taking():
            raise RuntimeError
        assert underway.close(seconds=0)

    def test_it_is_closed_at_first(self) -> None:
        with Underway().taking() as taken:
            assert not taken
