"""`foi-bot serve` as an administrator runs it: started, wrongly started, and stopped."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path
from typing import cast

import pytest
from slack_bolt import App

from foi_bot.cli import main
from tests.slack_double import SlackDouble
from tests.slack_double.fixtures import slack
from tests.slack_double.server import Asked, Reply
from tests.web.calling import OverHttp, call, signed
from tests.web.process import environment, started, until

__all__ = ["slack"]


@pytest.fixture
def settings(slack: SlackDouble, tmp_path: Path) -> dict[str, str]:
    """All that has to be set."""
    return environment(slack, f"sqlite:///{tmp_path / 'foi.sqlite3'}")


def test_it_serves_until_it_is_told_to_stop_and_ends_well(settings: dict[str, str]) -> None:
    with started(settings) as served:
        served.wait_until_ready()
        assert call(served.port, "/metrics").status == 200
        assert call(served.port, "/slack/events", "POST", b"{}").status == 401
        assert served.terminate() == 0
        lines = served.log.splitlines()
    said = {json.loads(line)["event"] for line in lines if line.startswith("{")}
    assert {"serving", "connected to Slack"} <= said
    assert not [line for line in lines if "Traceback" in line]


def test_told_to_stop_it_finishes_what_it_has_taken_and_takes_no_more(
    slack: SlackDouble, settings: dict[str, str]
) -> None:
    with started(settings) as served:
        served.wait_until_ready()
        asked, goes_on = _hold_back(slack, "conversations.info")
        slack.connect(cast(App, OverHttp((served.port,))))
        delivered: list[int | None] = []
        person = threading.Thread(
            target=lambda: delivered.append(slack.person("U01OFFICER").command("/foi").status)
        )
        person.start()
        assert asked.wait(60)
        served.child.terminate()
        until("it is stopping", lambda: served.status() == 503)
        body = b'{"type": "url_verification", "challenge": "abc"}'
        headers = signed(body, slack.signing_secret)
        assert call(served.port, "/slack/events", "POST", body, headers).status == 503
        goes_on.set()
        person.join(60)
        assert served.child.wait(60) == 0
    assert delivered == [200]
    assert slack.person("U01OFFICER").has_modal


def _hold_back(slack: SlackDouble, method: str) -> tuple[threading.Event, threading.Event]:
    """Slack answers calls of this method no sooner than it is let: (it was called, let it)."""
    called, goes_on = threading.Event(), threading.Event()
    answer = slack.counter.answer

    def slowly(asked: Asked) -> Reply:
        if asked.path.endswith(f"/{method}"):
            called.set()
            assert goes_on.wait(60)
        return answer(asked)

    slack._server.answer = slowly
    return called, goes_on


@pytest.mark.parametrize(
    ("command", "missing", "told"),
    [
        (
            "serve",
            "SLACK_SIGNING_SECRET",
            "Slack shows it under Basic Information",
        ),
        ("serve", "SLACK_BOT_TOKEN", "Slack shows it under OAuth & Permissions"),
        ("run", "SLACK_APP_TOKEN", "Make one under Basic Information, App-Level Tokens"),
    ],
)
def test_what_is_missing_is_named_and_where_it_is(
    settings: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    missing: str,
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv(missing, raising=False)
    assert main([command]) == 2
    assert f"{missing} is missing. {told}" in capsys.readouterr().err


def test_a_wrong_token_ends_it_with_a_line_that_names_it(
    slack: SlackDouble, settings: dict[str, str]
) -> None:
    with slack.expecting("invalid_auth"), started({**settings, "SLACK_BOT_TOKEN": "xoxb-"}) as it:
        assert it.child.wait(60) == 1
        assert "does not accept SLACK_BOT_TOKEN" in it.log


def test_a_port_that_is_taken_is_named(settings: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        with started({**settings, "HTTP_PORT": port}) as served:
            assert served.child.wait(60) == 1
            assert f"HTTP_PORT {port} cannot be served" in served.log
            assert "Traceback" not in served.log


def test_while_slack_is_out_of_reach_it_is_live_and_not_ready(
    slack: SlackDouble, settings: dict[str, str]
) -> None:
    slack.faults.outage()
    with started(settings) as served:
        served.wait_until_live()
        told = call(served.port, "/healthz")
        assert (told.status, told.json()["slack"]) == (503, "not known yet who we are")
        assert served.terminate() == 0


def test_socket_mode_has_the_same_pages_where_a_port_is_set(
    slack: SlackDouble, settings: dict[str, str]
) -> None:
    slack.faults.outage()
    with started({**settings, "SLACK_APP_TOKEN": "xapp-practice"}, "run") as running:
        running.wait_until_live()
        assert call(running.port, "/metrics").status == 200
        assert call(running.port, "/slack/events", "POST", b"{}").status == 404
        assert running.terminate() == 0
