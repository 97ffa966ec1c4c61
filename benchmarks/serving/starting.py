"""Starting: from the command to the first delivery that would be taken, and the memory at rest."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving.databases import Databases
from benchmarks.serving.processes import (
    Process,
    SlackStub,
    free_port,
    program,
    wait_until_ready,
)
from benchmarks.serving.server import SECRET

AT_REST = 3.0
"""Seconds after which nothing of the start goes on any more."""


@dataclass(frozen=True, slots=True)
class Started:
    """How a program started: seconds until connected, and its MB at rest (resident, and its share
    where pages are shared)."""

    how: str
    seconds: float
    resident: float
    proportional: float


def starts(databases: Databases, folder: Path, times: int) -> Iterator[Started]:
    """Each way of starting, so many times by turns. Raises TimeoutError."""
    slack = SlackStub(folder)
    try:
        url = databases.copy()
        for turn in range(times):
            yield _serve(databases.name, url, slack, folder, rests=turn == 0)
            yield _run(databases.name, url, slack, folder, rests=turn == 0)
    finally:
        slack.stop()


def _serve(name: str, url: str, slack: SlackStub, folder: Path, *, rests: bool) -> Started:
    port, began = free_port(), time.time()
    made = program("serve", url, slack.api(), folder / "serve.log", port, SECRET)
    return _rested(f"foi-bot serve, {name}", made, wait_until_ready(port) - began, rests)


def _run(name: str, url: str, slack: SlackStub, folder: Path, *, rests: bool) -> Started:
    began = time.time()
    made = program("run", url, slack.api(), folder / "run.log")
    hello = slack.wait_for(lambda called: called.method == "hello", 30)
    return _rested(f"foi-bot run, {name}", made, hello.at - began, rests)


def _rested(how: str, made: Process, seconds: float, rests: bool) -> Started:
    try:
        if rests:
            time.sleep(AT_REST)
        return Started(how, seconds, *made.memory())
    finally:
        made.kill()
