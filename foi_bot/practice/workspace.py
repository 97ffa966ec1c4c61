"""The practice workspace: start local-slack, look at what it shows, stop it.

    with Workspace(folder) as slack:
        ...  # start the bot with slack.api_url, slack.bot_token and slack.app_token
        slack.wait_for_bot()
        officer = Person(slack, OFFICER)  # see `people`

Everything the workspace writes (its configuration, its log, the files that the bot uploads) goes
into the folder it is given. It picks a free port by itself. It has one channel for requests, with
the bot in it, and one without.

Known differences from Slack: there are no guests and no message shortcuts, the whole workspace
has one stack of forms, whoever opened it, and `conversations.info` claims that the bot is a
member everywhere (`conversations.members` tells the truth).
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
import yaml

from foi_bot.practice.fetch import WITHOUT_SLACK, PracticeUnavailableError, local_slack
from foi_bot.practice.process import end, launch
from foi_bot.practice.shown import Call, Message, Modal
from foi_bot.practice.wire import snapshot

T = TypeVar("T")

TEAM = "T01PRACTICE"
APP = "A01APP"
BOT = "U0BOT"
BOT_TOKEN = "xoxb-practice"  # make-believe: it opens nothing but this workspace
APP_TOKEN = "xapp-practice"
SIGNING_SECRET = "practice-secret"

OFFICER = "U01OFFICER"
LEAD = "U02LEAD"
FOI_CHANNEL = "C01FOI"
OTHER_CHANNEL = "C02OTHER"

START_SECONDS = 60.0
WAIT_SECONDS = 45.0
_LOOK_AGAIN_SECONDS = 0.1


class PracticeTimeoutError(AssertionError):
    """What was waited for did not happen in time; the message says what was seen instead."""


@dataclass(frozen=True)
class Account:
    """Somebody who can act in the practice workspace."""

    id: str
    name: str
    real_name: str
    email: str


PEOPLE = (
    Account(OFFICER, "officer", "Olive Officer", "officer@example.org"),
    Account(LEAD, "lead", "Len Lead", "lead@example.org"),
)


def configuration(people: tuple[Account, ...] = PEOPLE) -> dict[str, Any]:
    """local-slack's configuration: the workspace, its app over Socket Mode, people, channels."""
    everybody = [person.id for person in people]
    return {
        "workspace": {"name": "Practice", "domain": "practice", "teamId": TEAM},
        "app": {
            "appId": APP,
            "botUserId": BOT,
            "botName": "foi-bot",
            "botToken": BOT_TOKEN,
            "appToken": APP_TOKEN,
            "signingSecret": SIGNING_SECRET,
            "mode": "socket",
        },
        "users": [
            {
                "id": person.id,
                "name": person.name,
                "real_name": person.real_name,
                "email": person.email,
                "tz": "Europe/London",
            }
            for person in people
        ],
        "channels": [
            {"id": FOI_CHANNEL, "name": "foi-requests", "members": [*everybody, BOT]},
            {"id": OTHER_CHANNEL, "name": "general", "members": everybody},
        ],
    }


class Workspace:
    """A running practice workspace; start it with `with`.

    `folder` takes its files. `port` 0 means any free one. `program` is local-slack itself,
    fetched when not given. Entering raises PracticeUnavailableError, in one line, when the program
    cannot be had or does not start within START_SECONDS.
    """

    bot_token = BOT_TOKEN
    app_token = APP_TOKEN
    signing_secret = SIGNING_SECRET

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        program: Path | None = None,
        people: tuple[Account, ...] = PEOPLE,
    ) -> None:
        self.folder = folder
        self.people = people
        self.log_path = folder / "local-slack.log"
        self.files = folder / "slack-files"
        self._port = port
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._address = ""
        self._http = httpx.Client(trust_env=False, timeout=30.0)

    # Starting and stopping

    def __enter__(self) -> Self:
        program = self._program or local_slack()
        self.folder.mkdir(parents=True, exist_ok=True)
        config = self.folder / "local-slack.yaml"
        config.write_text(
            yaml.safe_dump(configuration(self.people), sort_keys=False), encoding="utf-8"
        )
        command: list[str | Path] = [program, "--config", config, "--port", str(self._port)]
        command += ["--base-host", "127.0.0.1", "--files-dir", self.files]
        try:
            self._process = launch(command, self.log_path)
            self._wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End local-slack and whatever it started; harmless when it has ended already."""
        process, self._process = self._process, None
        self._http.close()
        if process is not None:
            end(process)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            if self._answers():
                return
            time.sleep(_LOOK_AGAIN_SECONDS)
        last = self.log_path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise PracticeUnavailableError(
            f"The practice Slack did not start; {self.log_path} ends with "
            f"“{last[-1].strip() if last else 'nothing'}”. {WITHOUT_SLACK}"
        )

    def _answers(self) -> bool:
        """Learn the port from what local-slack prints, then ask whether it is our workspace."""
        printed = self.log_path.read_text(encoding="utf-8", errors="replace")
        address = re.search(r"Control API:\s+(http://[\d.]+:\d+)/_control", printed)
        if address is None:
            return False
        self._address = address[1]
        try:
            return bool(self.state()["workspace"]["teamId"] == TEAM)
        except httpx.TransportError:
            return False

    # Where it is

    @property
    def page_url(self) -> str:
        """The page in which a person acts as anybody, ending in a slash."""
        return f"{self._address}/"

    @property
    def api_url(self) -> str:
        """The Web API's address for slack_sdk's `base_url`, ending in a slash."""
        return f"{self._address}/api/"

    @property
    def socket_url(self) -> str:
        """The WebSocket that the page itself uses."""
        return f"ws{self._address.removeprefix('http')}/ui"

    # Acting and looking

    def control(self, act: str, /, **body: Any) -> dict[str, Any]:
        """POST to local-slack's control API; returns its answer.

        Returns when the bot has acknowledged what was delivered to it (or after the five seconds
        that local-slack gives it). Raises ValueError with local-slack's reason when it refuses.
        """
        return _accepted(act, self._http.post(f"{self._address}/_control/{act}", json=body))

    def upload(self, name: str, content: bytes, /, **fields: str) -> dict[str, Any]:
        """Share a file as a person does; `fields` as for a message. Returns and raises as
        `control` does."""
        data = {key: value for key, value in fields.items() if value}
        files = {"file": (name, content)}
        address = f"{self._address}/_control/upload"
        return _accepted("upload", self._http.post(address, data=data, files=files))

    def reset(self) -> None:
        """Back to the configuration: no messages, forms, files or log. Connections stay."""
        self.control("reset")

    def state(self) -> dict[str, Any]:
        """Workspace, apps, users and channels as local-slack knows them now."""
        content: dict[str, Any] = self._get("_control/state")
        return content

    def messages(self, channel: str = FOI_CHANNEL) -> tuple[Message, ...]:
        """Every message of a channel, threads and ephemeral ones included, oldest first."""
        content = self._get(f"_control/messages/{channel}")
        return tuple(Message.of(message) for message in content["messages"])

    def message(self, ts: str, channel: str = FOI_CHANNEL) -> Message:
        """One message as it stands now. Raises LookupError when it is not there."""
        for message in self.messages(channel):
            if message.ts == ts:
                return message
        raise LookupError(f"no message {ts} in {channel}")

    def thread(self, ts: str, channel: str = FOI_CHANNEL) -> tuple[Message, ...]:
        """The message that a thread hangs on and its replies, oldest first."""
        return tuple(m for m in self.messages(channel) if ts in (m.ts, m.thread_ts))

    def direct_messages(self, user: str) -> tuple[Message, ...]:
        """What the bot and one person wrote to each other privately, oldest first."""
        for channel in self.state()["channels"]:
            if channel["is_im"] and {user, BOT} <= set(channel["members"]):
                return self.messages(channel["id"])
        return ()

    def download(self, file: Mapping[str, Any]) -> bytes:
        """The bytes of a file shown in a message (one of `Message.files`)."""
        answer = self._http.get(
            file["url_private_download"], headers={"Authorization": f"Bearer {BOT_TOKEN}"}
        )
        return answer.raise_for_status().content

    def open_modal(self) -> Modal | None:
        """The form on top, if one is open."""
        stack = snapshot(self.socket_url)["modalStack"]
        return Modal.of(stack[-1]) if stack else None

    def home(self, user: str) -> dict[str, Any] | None:
        """The App Home view that the bot last published for a person."""
        views: dict[str, dict[str, Any]] = snapshot(self.socket_url)["homeViews"].get(user, {})
        return views.get(APP)

    def calls(self, method: str | None = None) -> tuple[Call, ...]:
        """The bot's Web API calls, oldest first; local-slack keeps the last thousand entries."""
        entries = self.record()
        calls = (Call.of(e) for e in entries if e["kind"] == "web_api" and "detail" in e)
        return tuple(call for call in calls if method in (None, call.method))

    def record(self) -> Sequence[Mapping[str, Any]]:
        """local-slack's record of what went to the bot and came from it, oldest first; it keeps
        the last thousand entries, each with an `id`, a `time` in milliseconds and a `kind`."""
        entries: list[dict[str, Any]] = self._get("_control/log")["log"]
        return entries

    def _get(self, path: str) -> Any:
        answer = self._http.get(f"{self._address}/{path}")
        return answer.raise_for_status().json()

    # Waiting

    def wait_for(
        self,
        look: Callable[[], T | None],
        what: str = "what was waited for",
        timeout: float = WAIT_SECONDS,
    ) -> T:
        """Call `look` until it gives something true, and give that back.

        Raises PracticeTimeoutError after `timeout` seconds, telling `what` and the last messages.
        """
        deadline = time.monotonic() + timeout
        while True:
            if found := look():
                return found
            if time.monotonic() > deadline:
                raise PracticeTimeoutError(
                    f"{what}: not within {timeout:g} s.\n{self._last_seen()}"
                )
            time.sleep(_LOOK_AGAIN_SECONDS)

    def wait_for_message(
        self,
        fits: Callable[[Message], bool] | str,
        *,
        channel: str = FOI_CHANNEL,
        thread: str | None = None,
        timeout: float = WAIT_SECONDS,
    ) -> Message:
        """The newest message that fits (or whose words contain the given text), once it is there.

        `thread` narrows the search to one thread.
        """
        wanted = (lambda m: fits in m.words) if isinstance(fits, str) else fits

        def look() -> Message | None:
            seen = self.messages(channel) if thread is None else self.thread(thread, channel)
            return next((message for message in reversed(seen) if wanted(message)), None)

        what = f"a message with “{fits}”" if isinstance(fits, str) else "a fitting message"
        return self.wait_for(look, what, timeout)

    def wait_for_modal(self, timeout: float = WAIT_SECONDS) -> Modal:
        """The form on top, once one is open."""
        return self.wait_for(self.open_modal, "an open form", timeout)

    def wait_for_bot(self, timeout: float = WAIT_SECONDS) -> None:
        """Until the bot's socket is connected."""

        def connected() -> bool:
            return any(app["connected"] for app in snapshot(self.socket_url)["apps"])

        self.wait_for(connected, "the bot's connection", timeout)

    def _last_seen(self) -> str:
        lines = [f"  {m.user}: {m.words[:200]}" for m in self.messages()[-6:]]
        return "\n".join(["The last messages in the channel:", *(lines or ["  (none)"])])


def _accepted(act: str, answer: httpx.Response) -> dict[str, Any]:
    content: dict[str, Any] = answer.json()
    if not content.get("ok"):
        raise ValueError(f"local-slack refuses {act}: {content.get('error')}")
    return content
