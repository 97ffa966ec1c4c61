"""The practice workspace starts anywhere, shows what is in it, and leaves nothing running."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import yaml
from slack_sdk import WebClient

from foi_bot.practice.fetch import PracticeUnavailableError
from foi_bot.practice.workspace import (
    BOT,
    FOI_CHANNEL,
    LEAD,
    OFFICER,
    OTHER_CHANNEL,
    PEOPLE,
    PracticeTimeoutError,
    Workspace,
    configuration,
)

slack_runs = pytest.mark.local_slack


def is_answering(address: str) -> bool:
    try:
        httpx.get(address, trust_env=False)
    except httpx.TransportError:
        return False
    return True


def test_the_workspace_has_a_channel_with_the_bot_and_one_without() -> None:
    config = configuration()
    members = {channel["id"]: channel["members"] for channel in config["channels"]}
    assert members == {FOI_CHANNEL: [OFFICER, LEAD, BOT], OTHER_CHANNEL: [OFFICER, LEAD]}
    assert [user["id"] for user in config["users"]] == [OFFICER, LEAD]
    assert config["app"]["mode"] == "socket"


def test_its_people_are_plainly_made_up_and_unreachable() -> None:
    assert all(person.email.endswith("@example.org") for person in PEOPLE)


@slack_runs
def test_the_workspace_that_runs_is_the_one_configured(slack: Workspace) -> None:
    written = yaml.safe_load((slack.folder / "local-slack.yaml").read_text(encoding="utf-8"))
    assert written == configuration()
    state = slack.state()
    names = {user["id"]: user["real_name"] for user in state["users"]}
    assert names == {BOT: "foi-bot", OFFICER: "Olive Officer", LEAD: "Len Lead"}
    assert [channel["name"] for channel in state["channels"]] == ["foi-requests", "general"]


@slack_runs
def test_a_taken_port_is_no_hindrance(tmp_path: Path, program: Path) -> None:
    with (
        Workspace(tmp_path / "first", program=program) as first,
        Workspace(tmp_path / "second", program=program) as second,
    ):
        assert first.page_url != second.page_url
        assert is_answering(first.page_url)
        assert is_answering(second.page_url)


@slack_runs
def test_a_port_that_is_asked_for_and_taken_is_said_in_one_line(
    tmp_path: Path, program: Path
) -> None:
    with socket.create_server(("", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(PracticeUnavailableError, match="foi-bot letter") as refused,
            Workspace(tmp_path, port=port, program=program),
        ):
            pytest.fail("it started on a taken port")
    assert "\n" not in str(refused.value)


@slack_runs
def test_nothing_is_left_running_after_an_error(tmp_path: Path, program: Path) -> None:
    slack = Workspace(tmp_path, program=program)

    def interrupted() -> None:
        with slack:
            assert is_answering(slack.page_url)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not is_answering(slack.page_url)


STARTED_AND_KILLED = """
import os, signal, sys
from pathlib import Path
from foi_bot.practice.workspace import Workspace
with Workspace(Path(sys.argv[1]), program=Path(sys.argv[2])) as slack:
    print(slack.page_url, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@slack_runs
def test_nothing_is_left_running_by_a_program_that_was_killed(
    slack: Workspace, tmp_path: Path, program: Path
) -> None:
    command = [sys.executable, "-c", STARTED_AND_KILLED, str(tmp_path), str(program)]
    killed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    address = killed.stdout.strip()
    slack.wait_for(lambda: not is_answering(address), "the end of the other workspace")


@pytest.mark.parametrize("script", ["exit 1", "echo no port is left; exit 1"])
def test_a_program_that_ends_at_once_is_said_in_one_line(tmp_path: Path, script: str) -> None:
    program = tmp_path / "local-slack"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    with (
        pytest.raises(PracticeUnavailableError, match="foi-bot letter") as refused,
        Workspace(tmp_path / "run", program=program),
    ):
        pytest.fail("it started")
    assert "\n" not in str(refused.value)
    assert "no port is left" in str(refused.value) or "echo" not in script


def test_a_program_that_cannot_run_here_is_said_in_one_line(tmp_path: Path) -> None:
    program = tmp_path / "local-slack"
    program.write_bytes(b"\x7fELF built for another machine")
    program.chmod(0o755)
    with (
        pytest.raises(PracticeUnavailableError, match="did not start"),
        Workspace(tmp_path / "run", program=program),
    ):
        pytest.fail("it started")


@slack_runs
def test_a_reply_by_the_bot_is_read_back_from_its_thread(slack: Workspace) -> None:
    client = WebClient(token=slack.bot_token, base_url=slack.api_url)
    card = client.chat_postMessage(channel=FOI_CHANNEL, text="FOI 2018/1: received")
    client.chat_postMessage(channel=FOI_CHANNEL, text="First question", thread_ts=card["ts"])
    client.chat_postMessage(channel=OTHER_CHANNEL, text="Elsewhere")
    assert [m.words for m in slack.thread(card["ts"])] == [
        "FOI 2018/1: received",
        "First question",
    ]
    assert [m.words for m in slack.messages(OTHER_CHANNEL)] == ["Elsewhere"]
    assert slack.message(card["ts"]).user == BOT
    assert [call.method for call in slack.calls("chat.postMessage")] == ["chat.postMessage"] * 3


@slack_runs
def test_a_file_that_the_bot_uploads_can_be_read_back(slack: Workspace) -> None:
    client = WebClient(token=slack.bot_token, base_url=slack.api_url)
    client.files_upload_v2(
        channel=FOI_CHANNEL, filename="letter.txt", content="Dear requester", title="The letter"
    )
    [shown] = slack.messages()
    [file] = shown.files
    assert file["name"] == "letter.txt"
    assert slack.download(file) == b"Dear requester"


@slack_runs
def test_a_private_message_is_found_by_the_person_it_went_to(slack: Workspace) -> None:
    client = WebClient(token=slack.bot_token, base_url=slack.api_url)
    client.chat_postMessage(channel=OFFICER, text="For your eyes")
    assert [m.words for m in slack.direct_messages(OFFICER)] == ["For your eyes"]
    assert slack.direct_messages(LEAD) == ()


@slack_runs
def test_a_message_that_is_not_there_is_not_made_up(slack: Workspace) -> None:
    with pytest.raises(LookupError):
        slack.message("1.000001")


@slack_runs
def test_waiting_in_vain_tells_what_was_seen_instead(slack: Workspace) -> None:
    client = WebClient(token=slack.bot_token, base_url=slack.api_url)
    client.chat_postMessage(channel=FOI_CHANNEL, text="Something else entirely")
    with pytest.raises(PracticeTimeoutError, match="Something else entirely"):
        slack.wait_for_message("approved", timeout=0)


@slack_runs
def test_the_log_says_what_local_slack_printed(slack: Workspace) -> None:
    assert slack.page_url.rstrip("/") in slack.log_path.read_text(encoding="utf-8")
