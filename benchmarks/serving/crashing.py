"""Crashing: how soon the next message goes out after the program was killed with messages due, and
after the replica was killed that held their lanes."""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.serving.databases import Databases
from benchmarks.serving.processes import SlackStub, free_port, program, wait_until_ready
from benchmarks.serving.server import SECRET
from foi_bot.casework.outgoing import CARD, Intent, Kind
from foi_bot.letter.house import load_houses
from foi_bot.slack.pace import POST, UPDATE
from store import outbox
from store.database import Database
from store.lists import list_open
from store.load import load

MESSAGES = 60
WORKSPACE = "T01PRACTICE"


@dataclass(frozen=True, slots=True)
class Recovered:
    """How many seconds passed."""

    what: str
    seconds: float


def after_a_crash(databases: Databases, folder: Path) -> Recovered:
    """Killed with messages due, and started again at once: from that start to the first message."""
    with ExitStack() as running:
        slack = SlackStub(folder)
        running.callback(slack.stop)
        url, port = databases.copy(), free_port()
        _ask(url)
        first = program("serve", url, slack.api("first"), folder / "first.log", port, SECRET)
        slack.wait_for(lambda called: called.method == UPDATE, 30)
        first.kill()
        began = time.time()
        second = program("serve", url, slack.api("second"), folder / "second.log", port, SECRET)
        running.callback(second.kill)
        called = slack.wait_for(lambda one: (one.who, one.method) == ("second", UPDATE), 60)
        return Recovered(f"started again after a crash, {databases.name}", called.at - began)


def after_a_replica(databases: Databases, folder: Path) -> Recovered:
    """Two replicas; the one in whose hands every due message is, is killed in the middle of its
    calls. From its death to the first of those messages from the other."""
    with ExitStack() as running:
        # What is called gets no answer: the calls go on until the replica dies.
        slack = SlackStub(folder, UPDATE, POST)
        running.callback(slack.stop)
        url, ports = databases.copy(), {}
        made = {}
        for name in ("first", "second"):
            ports[name] = free_port()
            made[name] = program(
                "serve", url, slack.api(name), folder / f"{name}.log", ports[name], SECRET
            )
            running.callback(made[name].kill)
            wait_until_ready(ports[name])
        _ask(url, 1)
        holds = slack.wait_for(lambda called: called.method == UPDATE, 30).who
        other = "second" if holds == "first" else "first"
        made[holds].kill()
        died = time.time()
        called = slack.wait_for(lambda one: (one.who, one.method) == (other, UPDATE), 60)
        return Recovered(f"another replica's death, {databases.name}", called.at - died)


def _ask(url: str, count: int = MESSAGES) -> None:
    """Ask for the cards of so many cases to be shown afresh."""
    database, houses = Database(url), load_houses()
    with database.reading() as connection:
        found = list_open(connection, WORKSPACE, count)
    due = datetime.now(UTC) - outbox.CARD_COALESCES
    for one in found:
        with database.writing() as connection:
            case = load(connection, WORKSPACE, one.id, houses)
            assert case is not None
            outbox.put(connection, case, (Intent(CARD, Kind.SURFACE, "card"),), due)
    database.close()
