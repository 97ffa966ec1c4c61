"""Acknowledging: from a signed delivery to its answer, ours beside bare Bolt on the same server.

By turns within each round, on two copies of one database that are put back before the next round;
afterwards both must have the same rows in every table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.serving import load
from benchmarks.serving.databases import Databases
from benchmarks.serving.deliveries import Sent
from benchmarks.serving.fill import counted
from benchmarks.serving.load import Load
from benchmarks.serving.processes import (
    Process,
    SlackStub,
    free_port,
    program,
    wait_until_ready,
)
from benchmarks.serving.recording import Recorder, Recording
from benchmarks.serving.scene import COMMAND
from benchmarks.serving.server import SECRET, quiet, settings
from foi_bot.slack.program import Program
from store.database import Database

SERVER = "benchmarks.serving.server"
OURS, BARE = "ours", "bare-same"
WARMING = 25
"""Deliveries of each kind before anything is measured."""


@dataclass
class Compared:
    """One kind of delivery, so many in flight: what ours and bare Bolt took."""

    database: str
    kind: str
    in_flight: int
    statements: str = ""
    loads: dict[str, Load] = field(default_factory=dict)

    def add(self, app: str, one: Load) -> None:
        """One more run."""
        self.loads[app] = self.loads.get(app, load.NOTHING) + one

    def ratio(self, percent: int) -> float:
        """How many times as long ours takes, at a percentile."""
        return self.loads[OURS].at(percent) / self.loads[BARE].at(percent)

    @property
    def throughput(self) -> float:
        """How many times as much ours does."""
        return self.loads[OURS].rate / self.loads[BARE].rate


@dataclass(frozen=True, slots=True)
class Served:
    """A server and its copy of the database."""

    url: str
    port: int


class Race:
    """Ours and a bare app at the same deliveries, by turns."""

    def __init__(
        self, databases: Databases, some: Mapping[str, Sequence[Sent]], folder: Path
    ) -> None:
        self._databases = databases
        self._some = some
        self._folder = folder
        self._recording = folder / f"{databases.name}.recording"
        self._said = record(databases.copy(), some, self._recording)

    def run(self, in_flight: Mapping[int, int], adapter: str) -> Iterator[Compared]:
        """So many rounds for each number in flight. Raises load.NotAnsweredError."""
        found = {
            (number, kind): Compared(self._databases.name, kind, number, self._said[kind])
            for number in in_flight
            for kind in self._some
        }
        with ExitStack() as servers:
            apps = {
                name: servers.enter_context(self._serving(name, adapter)) for name in (OURS, BARE)
            }
            self._round(apps, max(in_flight), None)
            for number, rounds in in_flight.items():
                for turn in range(rounds):
                    order = dict(sorted(apps.items(), reverse=bool(turn % 2)))
                    for kind, runs in self._round(order, number, turn).items():
                        for app, one in runs.items():
                            found[number, kind].add(app, one)
        yield from found.values()

    def _round(
        self, apps: Mapping[str, Served], in_flight: int, turn: int | None
    ) -> dict[str, dict[str, Load]]:
        """Every delivery once, to both; of the first round, which warms both up, a few."""
        for served in apps.values():
            self._databases.reset(served.url)
        runs: dict[str, dict[str, Load]] = {}
        for kind, some in self._some.items():
            sent = some[:WARMING] if turn is None else some
            runs[kind] = {
                app: load.run([served.port], sent, SECRET, in_flight)
                for app, served in apps.items()
            }
        rows = {app: _rows(served.url) for app, served in apps.items()}
        assert rows[OURS] == rows[BARE], f"they did not do the same: {rows}"
        return runs

    @contextmanager
    def _serving(self, app: str, adapter: str) -> Iterator[Served]:
        url = self._databases.copy()
        more = [] if app == OURS else ["--adapter", adapter, "--recording", str(self._recording)]
        log = self._folder / f"{self._databases.name}-{app}.log"
        process = Process("-m", SERVER, app, url, *more, log=log)
        try:
            yield Served(url, process.port())
        finally:
            process.stop()


def record(url: str, some: Mapping[str, Sequence[Sent]], file: Path) -> dict[str, str]:
    """Record what ours does with these deliveries; the most statements and transactions of each
    kind."""
    program = Program(settings(url))
    quiet(program)
    recorder = Recorder(program, SECRET)
    for kind, sent in some.items():
        before = _rows(url)
        recorder.record(sent)
        if kind != COMMAND:
            # A refusal is quicker than what is to be measured.
            written = _rows(url)["audit"] - before["audit"]
            assert written >= len(sent), f"not every {kind} was accepted"
    program.database.close()
    recorder.recording.save(file)
    return {kind: _most(recorder.recording, sent) for kind, sent in some.items()}


def _most(recording: Recording, some: Sequence[Sent]) -> str:
    found = [recording.deliveries[sent.key] for sent in some]
    statements = max(sum(len(one.ran) for one in each) for each in found)
    return f"{statements} in {max(map(len, found))}"


def _rows(url: str) -> dict[str, int]:
    database = Database(url)
    with database.reading() as connection:
        found = counted(connection)
    database.close()
    return found


def faster_adapter(url: str, folder: Path, some: Sequence[Sent]) -> tuple[str, dict[str, Load]]:
    """Which way from the server to a bare Bolt app is the faster one: Bolt's own, or ours."""
    found: dict[str, Load] = {}
    with ExitStack() as servers:
        ports: dict[str, int] = {}
        for adapter in ("bolt", "ours"):
            log = folder / f"adapter-{adapter}.log"
            process = Process("-m", SERVER, "bare-nothing", url, "--adapter", adapter, log=log)
            servers.callback(process.stop)
            ports[adapter] = process.port()
        for adapter in ("bolt", "ours"):
            load.run([ports[adapter]], some[:WARMING], SECRET, 1)
        for _ in range(3):
            for adapter, port in ports.items():
                run = load.run([port], some, SECRET, 16)
                found[adapter] = found.get(adapter, load.NOTHING) + run
    return max(found, key=lambda adapter: found[adapter].rate), found


def floors(
    databases: Databases, folder: Path, adapter: str, some: Mapping[str, Sequence[Sent]]
) -> Iterator[tuple[str, int, Load]]:
    """Bare Bolt with one row, and with none, at messages: (what, in flight, its load)."""
    (sent, *_) = some.values()
    for app in ("bare-row", "bare-nothing"):
        url = databases.copy()
        process = Process("-m", SERVER, app, url, "--adapter", adapter, log=folder / f"{app}.log")
        port = process.port()
        try:
            load.run([port], sent[:WARMING], SECRET, 1)
            for in_flight in (1, 16):
                databases.reset(url)
                yield app, in_flight, load.run([port], sent, SECRET, in_flight)
        finally:
            process.stop()


def while_sending(databases: Databases, folder: Path, sent: Sequence[Sent], in_flight: int) -> Load:
    """Ours whole, as `foi-bot serve` runs it: what it sends goes to a Slack that answers at once,
    and nothing is answered in its place."""
    slack, port = SlackStub(folder), free_port()
    log = folder / "sending.log"
    process = program("serve", databases.copy(), slack.api(), log, port, SECRET)
    try:
        wait_until_ready(port)
        load.run([port], sent[:WARMING], SECRET, in_flight)
        return load.run([port], sent[WARMING:], SECRET, in_flight)
    finally:
        process.stop()
        slack.stop()
