"""`foi-bot serve` and `foi-bot run` as processes of their own, as an administrator starts them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import IO

from tests.slack_double import SlackDouble
from tests.web.calling import call, free_port

ROOT = Path(__file__).parents[2]
WITHIN = 120.0
"""Seconds after which a test gives up waiting: the machine may be busy with other things."""


def until(what: str, is_so: Callable[[], bool]) -> None:
    """Wait until it is so, looking again and again, or fail and say what was waited for."""
    pause = threading.Event()
    for _ in range(int(WITHIN / 0.05)):
        if is_so():
            return
        pause.wait(0.05)
    raise AssertionError(f"waited in vain until {what}")


@dataclass
class Process:
    """A running foi-bot, and what it wrote to standard error."""

    child: subprocess.Popen[bytes]
    port: int
    written: IO[bytes]

    @property
    def log(self) -> str:
        """Everything it wrote so far."""
        self.written.seek(0)
        return self.written.read().decode()

    def status(self, page: str = "/healthz") -> int:
        """What a page answers with; 0 while nobody answers."""
        try:
            return call(self.port, page).status
        except (OSError, HTTPException):
            return 0

    def wait_until_ready(self) -> None:
        """Until it takes deliveries."""
        until("it is ready", lambda: self.child.poll() is not None or self.status() == 200)
        assert self.child.poll() is None, self.log

    def wait_until_live(self) -> None:
        """Until it answers at all."""
        until("it is live", lambda: self.status("/healthz/live") == 200)

    def terminate(self) -> int:
        """Ask it to stop, as whoever runs services does; its exit code."""
        self.child.terminate()
        return self.child.wait(WITHIN)

    def kill(self) -> None:
        """End it without a word."""
        self.child.send_signal(signal.SIGKILL)
        self.child.wait(WITHIN)


def environment(slack: SlackDouble, database: str, **settings: str) -> dict[str, str]:
    """The settings of a replica, and nothing of what the tests themselves run with."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": database,
        **settings,
    }


@contextmanager
def started(settings: Mapping[str, str], command: str = "serve") -> Iterator[Process]:
    """Start it, on a free port unless one is given; killed at the end, if it is there still."""
    port = int(settings.get("HTTP_PORT") or free_port())
    told = {**settings, "HTTP_PORT": str(port)}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as written:
        child = subprocess.Popen(
            [sys.executable, "-m", "foi_bot", command], env=told, cwd=folder, stderr=written
        )
        try:
            yield Process(child, port, written)
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
