"""Processes of the benchmarks: started, asked for their port, looked at, and ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO
from urllib.request import urlopen


class Process:
    """A child that writes its port as its first line and ends with its standard input."""

    def __init__(
        self, *arguments: str, log: Path, environment: Mapping[str, str] | None = None
    ) -> None:
        self._log = log.open("ab")
        self._child = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=environment,
            text=True,
        )
        self.log = log

    def port(self) -> int:
        """The port that it serves, once it does."""
        line = self.output.readline()
        assert line, f"it did not start: {self.log.read_text('utf-8')[-2000:]}"
        return int(line)

    @property
    def output(self) -> IO[str]:
        """Its standard output."""
        assert self._child.stdout is not None
        return self._child.stdout

    @property
    def id(self) -> int:
        """Its process id."""
        return self._child.pid

    def memory(self) -> tuple[float, float]:
        """Its resident and its proportional size now, in MB."""
        told = Path(f"/proc/{self.id}/smaps_rollup").read_text("ascii")
        sizes = {line.split(":")[0]: line.split()[1] for line in told.splitlines()[1:]}
        return int(sizes["Rss"]) * 1024 / 1e6, int(sizes["Pss"]) * 1024 / 1e6

    def kill(self) -> None:
        """End it as a power cut would."""
        self._child.send_signal(signal.SIGKILL)
        self._child.wait()

    def stop(self) -> None:
        """Let it end, or make it."""
        if self._child.stdin is not None:
            self._child.stdin.close()
        try:
            self._child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.kill()
        if self._child.stdout is not None:
            self._child.stdout.close()
        self._log.close()


@dataclass(frozen=True, slots=True)
class Called:
    """A call that the stub of Slack was given, and when, in seconds of the epoch."""

    at: float
    who: str
    method: str


class SlackStub:
    """A Slack that answers at once (`slack_stub`), and what it was called."""

    def __init__(self, folder: Path, *silent: str) -> None:
        module = "benchmarks.serving.slack_stub"
        more = ["--silent", *silent] if silent else []
        self._process = Process("-m", module, *more, log=folder / "slack.log")
        self._port = self._process.port()
        self._calls: SimpleQueue[Called] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def api(self, who: str = "api") -> str:
        """The address for a program that is to be told apart as `who`."""
        return f"http://127.0.0.1:{self._port}/{who}/"

    def wait_for(self, wanted: Callable[[Called], bool], seconds: float) -> Called:
        """The next call that is wanted; the others are left. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                called = self._calls.get(timeout=left)
            except Empty:
                break
            if wanted(called):
                return called
        raise TimeoutError(f"Slack was not called within {seconds} seconds")

    def stop(self) -> None:
        """End it."""
        self._process.stop()

    def _read(self) -> None:
        for line in self._process.output:
            at, who, method = line.split()
            self._calls.put(Called(float(at), who, method))


def program(
    command: str,
    url: str,
    api: str,
    log: Path,
    port: int = 0,
    secret: str = "",
    level: str = "INFO",
) -> Process:
    """`foi-bot run` or `foi-bot serve`, as a person starts it."""
    told = {
        "SLACK_BOT_TOKEN": "xoxb-practice",
        "SLACK_APP_TOKEN": "xapp-practice",
        "SLACK_SIGNING_SECRET": secret,
        "SLACK_API_URL": api,
        "DATABASE_URL": url,
        "LOG_LEVEL": level,
        **({"HTTP_PORT": str(port)} if command == "serve" else {}),
    }
    return Process("-m", "foi_bot", command, log=log, environment={**os.environ, **told})


def free_port() -> int:
    """A port that nobody serves now."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        return int(made.getsockname()[1])


def wait_until_ready(port: int, seconds: float = 30) -> float:
    """Ask /healthz until it says ready; the moment, in seconds of the epoch."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return time.time()
        except OSError:
            time.sleep(0.005)
    raise TimeoutError(f"nothing was ready at port {port} within {seconds} seconds")
