"""Ready and live: what a load balancer asks, and whoever starts a process again."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from store.database import Database
from tests.web.conftest import Web

WELL = {"database": "ok", "slack": "ok", "sender": "ok", "stopping": False}
"""What is told where all is well."""


@pytest.fixture
def running(web: Web) -> Iterator[Web]:
    """The program with its threads started, as it is at work."""
    web.program.start()
    yield web
    web.program.stop()


def test_a_program_at_work_is_ready_and_live(running: Web) -> None:
    told = running.get("/healthz")
    assert (told.status, told.json()) == (200, {"ready": True, **WELL})
    assert told.headers["content-type"] == "application/json"
    live = running.get("/healthz/live")
    assert (live.status, live.json()) == (200, {"live": True, "dead": []})


def test_before_it_is_started_it_is_live_but_not_ready(web: Web) -> None:
    told = web.get("/healthz")
    assert (told.status, told.json()["sender"]) == (503, "not running")
    assert web.get("/healthz/live").status == 200


def test_before_slack_has_said_who_we_are_it_is_not_ready(unopened: Web) -> None:
    told = unopened.get("/healthz")
    assert (told.status, told.json()["slack"]) == (503, "not known yet who we are")


def test_without_its_database_it_is_not_ready_and_says_what_to_do(
    running: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = Database("sqlite:////nowhere/foi.sqlite3")
    monkeypatch.setattr(running.program, "database", away)
    told = running.get("/healthz")
    assert told.status == 503
    assert "cannot be opened" in told.json()["database"]
    assert running.get("/healthz/live").status == 200
    assert "foi_database_up 1.0" in running.get("/metrics").text


def test_once_it_is_stopping_it_is_not_ready(running: Web) -> None:
    running.program.ask_to_stop()
    told = running.get("/healthz")
    assert (told.status, told.json()["stopping"]) == (503, True)
    assert running.get("/healthz/live").status == 200


def test_a_sender_that_ended_makes_it_neither_ready_nor_live(running: Web) -> None:
    running.program.sender.stop()
    assert running.get("/healthz").json()["sender"] == "not running"
    live = running.get("/healthz/live")
    assert (live.status, live.json()) == (503, {"live": False, "dead": ["sender"]})


def test_nothing_that_is_told_names_a_place_or_a_person(web: Web) -> None:
    web.office.open_case()
    for page in ("/healthz", "/healthz/live"):
        told = json.dumps(web.get(page).json())
        for word in (web.office.case_id, "C01FOI", "U01OFFICER", web.office.workspace):
            assert word not in told
