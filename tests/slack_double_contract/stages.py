"""The two Slacks that the play is given on: the double, and local-slack in its own process."""

import json
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

import httpx
import pytest
import yaml
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from websockets.sync.client import connect

from foi_bot.practice.fetch import PracticeUnavailableError, local_slack
from tests.slack_double import Message, SlackDouble
from tests.slack_double.json_types import Json

from .building import option, plain
from .script import CHANNEL, OFFICER, scripted_app

CONFIG = {
    "workspace": {"name": "Practice", "domain": "practice", "teamId": "T01PRACTICE"},
    "app": {
        "appId": "A01APP",
        "botUserId": "U0BOT",
        "botName": "foi-bot",
        "botToken": "xoxb-practice",
        "appToken": "xapp-practice",
        "signingSecret": "practice-secret",
        "mode": "socket",
        "requestUrl": "http://localhost:4000/slack/events",
    },
    "users": [
        {
            "id": OFFICER,
            "name": "officer",
            "real_name": "Olive Officer",
            "email": "officer@example.org",
        }
    ],
    "channels": [{"id": CHANNEL, "name": "foi-requests", "members": [OFFICER, "U0BOT"]}],
}


class DoubleStage:
    """The play on the double."""

    def __init__(self, slack: SlackDouble) -> None:
        self.slack = slack
        self.client = slack.client()
        self.heard: Queue[Json] = Queue()
        self.officer = slack.person(OFFICER)
        app = scripted_app(self.client, self.heard, signing_secret=slack.signing_secret)
        slack.connect(app)

    def pause(self) -> None:
        self.slack.wait(1)

    def upload_bytes(self, url: str, content: bytes) -> None:
        httpx.post(url, content=content).raise_for_status()

    def say(self, text: str, thread_ts: str | None = None) -> str:
        if thread_ts is None:
            return self.officer.say(text).ts
        return self.officer.reply(self._message(thread_ts), text).ts

    def edit(self, ts: str, text: str) -> None:
        self.officer.edit(self._message(ts), text)

    def react(self, ts: str, name: str, *, present: bool) -> None:
        act = self.officer.react if present else self.officer.unreact
        act(self._message(ts), name)

    def delete(self, ts: str) -> None:
        self.officer.delete(self._message(ts))

    def command(self, command: str) -> None:
        self.officer.command(command)

    def submit(self, values: Json) -> None:
        view = self.officer.view
        for block_id, state in values.items():
            for action_id, value in state.items():
                view.touched[(block_id, action_id)] = value
        self.officer.submit()

    def close(self) -> None:
        self.officer.close()

    def click(self, ts: str) -> None:
        self.officer.click(self._message(ts), "next")

    def choose(self, ts: str) -> None:
        self.officer.choose(self._message(ts), "pick", "v1")

    def open_home(self) -> None:
        self.officer.open_home()

    def share(self, name: str, content: bytes) -> None:
        self.officer.upload(name, content, comment="Here")

    def _message(self, ts: str) -> Message:
        message = self.slack.workspace.find(CHANNEL, ts)
        assert message is not None
        return message


class LocalStage:
    """The play on local-slack: its control API, and its page's WebSocket for forms."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.client = WebClient("xoxb-practice", base_url=f"{base}/api/", retry_handlers=[])
        self.heard: Queue[Json] = Queue()

    def pause(self) -> None:
        """local-slack has no pace."""

    def upload_bytes(self, url: str, content: bytes) -> None:
        httpx.post(url, content=content).raise_for_status()

    def say(self, text: str, thread_ts: str | None = None) -> str:
        thread = {"thread_ts": thread_ts} if thread_ts else {}
        return str(self._control("message", text=text, **thread)["message"]["ts"])

    def edit(self, ts: str, text: str) -> None:
        self._control("edit-message", ts=ts, text=text)

    def react(self, ts: str, name: str, *, present: bool) -> None:
        self._control("reaction", ts=ts, name=name, present=present)

    def delete(self, ts: str) -> None:
        self._control("delete-message", ts=ts)

    def command(self, command: str) -> None:
        self._control("command", command=command, text="")

    def submit(self, values: Json) -> None:
        self._page({"t": "view_submit", "user": OFFICER, "values": values})

    def close(self) -> None:
        self._page({"t": "view_close", "user": OFFICER})

    def click(self, ts: str) -> None:
        action = {"type": "button", "block_id": "c", "action_id": "next", "value": "q1"}
        self._control("interact", messageTs=ts, action={**action, "text": plain("Next")})

    def choose(self, ts: str) -> None:
        action = {"type": "static_select", "block_id": "c", "action_id": "pick"}
        self._control("interact", messageTs=ts, action={**action, "selected_option": option(1)})

    def open_home(self) -> None:
        self._control("open-home")

    def share(self, name: str, content: bytes) -> None:
        fields = {"channel": CHANNEL, "user": OFFICER, "text": "Here"}
        url = f"{self.base}/_control/upload"
        httpx.post(url, data=fields, files={"file": (name, content)}).raise_for_status()

    def _control(self, act: str, **fields: object) -> Json:
        body = {"channel": CHANNEL, "user": OFFICER, **fields}
        answer = httpx.post(f"{self.base}/_control/{act}", json=body).raise_for_status().json()
        assert isinstance(answer, dict)
        return answer

    def _page(self, act: Json) -> None:
        with connect(f"{self.base.replace('http', 'ws')}/ui") as page:
            page.recv()
            page.send(json.dumps(act))


def local_slack_binary() -> Path:
    """Where local-slack is; the test is skipped only when somebody says so."""
    try:
        return local_slack()
    except PracticeUnavailableError as unavailable:
        if os.environ.get("SKIP_BROWSER") == "1":
            pytest.skip(f"SKIP_BROWSER=1, so nothing to compare with: {unavailable}")
        pytest.fail(f"{unavailable} (SKIP_BROWSER=1 leaves this out)")


@contextmanager
def running_local_slack(folder: Path) -> Iterator[str]:
    """local-slack on a free port, from its first word to the end of the block."""
    config = folder / "slack.yaml"
    config.write_text(yaml.safe_dump(CONFIG))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(local_slack_binary()), "--config", str(config), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if "Control API" in line:
                break
        else:
            pytest.fail("local-slack ended before it was ready")
        threading.Thread(target=process.stdout.read, daemon=True).start()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def local_stage(folder: Path) -> Iterator[LocalStage]:
    """local-slack with the scripted app connected over Socket Mode."""
    with running_local_slack(folder) as base:
        stage = LocalStage(base)
        app = scripted_app(stage.client, stage.heard)
        sockets = WebClient("xapp-practice", base_url=f"{base}/api/")
        handler = SocketModeHandler(app, "xapp-practice", web_client=sockets)
        handler.connect()  # type: ignore[no-untyped-call]
        try:
            yield stage
        finally:
            handler.close()  # type: ignore[no-untyped-call]
