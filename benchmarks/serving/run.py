"""Serving: `python -m benchmarks serving`, on SQLite and PostgreSQL."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.results import Figure, at_least, at_most, keep, printed
from benchmarks.serving.acknowledging import (
    BARE,
    OURS,
    Compared,
    Race,
    faster_adapter,
    floors,
    while_sending,
)
from benchmarks.serving.crashing import Recovered, after_a_crash, after_a_replica
from benchmarks.serving.databases import Databases, OnPostgreSQL, OnSQLite, postgresql
from benchmarks.serving.deliveries import Sent, deliveries
from benchmarks.serving.fill import Clone, clones
from benchmarks.serving.load import Load
from benchmarks.serving.outbox import drain
from benchmarks.serving.replicas import replicas
from benchmarks.serving.scene import BUTTON, KINDS, ON_CASES, REPLY, Scene, play
from benchmarks.serving.starting import Started, starts
from benchmarks.table import about, table
from foi_bot import logs

CASES = 1_000
EACH = CASES // len(ON_CASES)
"""Deliveries of each kind in a round."""

COMMAND_LINE = "python -m benchmarks serving"


@dataclass(frozen=True, slots=True)
class Stage:
    """What every part works with."""

    scene: Scene
    made: list[Clone]
    some: Mapping[str, Sequence[Sent]]
    folder: Path


def main(arguments: Sequence[str]) -> int:
    """Run everything, print it and keep it; 0."""
    parser = argparse.ArgumentParser(prog=COMMAND_LINE)
    parser.add_argument("--rounds", type=int, default=8, help=f"{EACH} deliveries of a kind each")
    wanted = parser.parse_args(arguments)
    logs.configure("ERROR")
    out, began = sys.stdout.write, time.monotonic()
    told = about(COMMAND_LINE)
    out(f"{told}\n\n")
    with ExitStack() as open_:
        folder = Path(open_.enter_context(tempfile.TemporaryDirectory(prefix="foi-bot-bench-")))
        stage = staged(folder)
        server = open_.enter_context(postgresql())
        databases: list[Databases] = [OnSQLite(folder), OnPostgreSQL(server)]
        for one in databases:
            one.fill(stage.scene, stage.made)
        figures = []
        for part in (_acknowledging, _sending, _replicas, _starting, _crashing):
            found = list(part(stage, databases, wanted.rounds))
            out("\n")
            figures += found
        found = list(_outbox(stage))
        out(f"{printed([*figures, *found])}\n")
        keep("serving", told, [*figures, *found])
    out(f"It took {time.monotonic() - began:.0f} seconds.\n")
    return 0


def staged(folder: Path, cases: int = CASES) -> Stage:
    """The scene played, the cases that are to be there, and what is delivered to some of them."""
    scene = play(folder)
    made = clones(scene, EACH, cases)
    some = {kind: deliveries(scene, made, kind, EACH) for kind in KINDS}
    return Stage(scene, made, some, folder)


def _acknowledging(stage: Stage, databases: Sequence[Databases], rounds: int) -> Iterator[Figure]:
    adapter, found = faster_adapter(databases[0].copy(), stage.folder, stage.some[REPLY])
    rates = ", ".join(f"{name} {one.rate:.0f} a second" for name, one in found.items())
    sys.stdout.write(f"From waitress to a bare Bolt app: {rates}. The bare app uses {adapter}.\n\n")
    rows: list[list[str]] = []
    for one in databases:
        race = Race(one, stage.some, stage.folder)
        for compared in race.run({1: max(1, rounds // 2), 16: rounds}, adapter):
            rows.append(_row(compared))
            yield from _of_race(compared)
    sys.stdout.write(f"{table(_HEAD, rows)}\n{_NOTES}\n")
    more = []
    for one in databases:
        for app, in_flight, run in floors(one, stage.folder, adapter, {REPLY: stage.some[REPLY]}):
            more.append([one.name, app, str(in_flight), _spread(run), f"{run.rate:.0f}"])
    sys.stdout.write(
        f"\n{table(['Bare Bolt', 'does', 'in flight', 'p50 / p99', 'a second'], more)}"
    )


_HEAD = [
    "Acknowledged",
    "database",
    "in flight",
    "statements",
    "times",
    "ours p50 / p99",
    "bare Bolt p50 / p99",
    "ratio p50 / p99",
    "ours a second",
    "bare Bolt",
    "ratio",
]
_NOTES = """\
statements: the most of any, and in how many transactions; bare Bolt runs the very same.
p50, p99: milliseconds from a signed request's first byte to its answer's last. command: /foi,
  whose form is opened without a call; button, form: an answer; reply: a typed answer; reaction: a
  tick."""


def _row(compared: Compared) -> list[str]:
    ours, bare = compared.loads[OURS], compared.loads[BARE]
    return [
        compared.kind,
        compared.database,
        str(compared.in_flight),
        compared.statements,
        str(len(ours.seconds)),
        _spread(ours),
        _spread(bare),
        f"{compared.ratio(50):.2f} / {compared.ratio(99):.2f}",
        f"{ours.rate:.0f}",
        f"{bare.rate:.0f}",
        f"{compared.throughput:.2f}",
    ]


def _of_race(compared: Compared) -> Iterator[Figure]:
    ours, bare = compared.loads[OURS], compared.loads[BARE]
    what = f"{compared.kind}, {compared.in_flight} in flight, {compared.database}"
    for percent in (50, 99):
        yield Figure(
            f"acknowledge a {what}, p{percent}",
            f"{ours.at(percent) * 1000:.2f} ms",
            f"bare Bolt {bare.at(percent) * 1000:.2f} ms",
            compared.ratio(percent),
            aim=at_most(1.5),
        )
    yield Figure(
        f"throughput of a {what}",
        f"{ours.rate:.0f} a second",
        f"bare Bolt {bare.rate:.0f}",
        compared.throughput,
        aim=at_least(0.7),
    )


def _spread(run: Load) -> str:
    return f"{run.at(50) * 1000:.2f} / {run.at(99) * 1000:.2f}"


def _sending(stage: Stage, databases: Sequence[Databases], _: int) -> Iterator[Figure]:
    rows = []
    for one in databases:
        run = while_sending(one, stage.folder, stage.some[BUTTON], 16)
        rows.append([one.name, _spread(run), f"{run.rate:.0f}"])
    head = ["Buttons, 16 in flight, while ours sends", "p50 / p99", "a second"]
    sys.stdout.write(table(head, rows))
    yield from ()


def _replicas(stage: Stage, databases: Sequence[Databases], rounds: int) -> Iterator[Figure]:
    (server,) = (one for one in databases if isinstance(one, OnPostgreSQL))
    some = {kind: stage.some[kind] for kind in ON_CASES}
    for found in replicas(server, stage.folder, some, max(1, rounds // 4)):
        far = f", {found.distance * 1000:.0f} ms from it" if found.distance else ""
        yield Figure(
            f"two replicas on one PostgreSQL{far}",
            f"{found.two.rate:.0f} a second",
            f"one {found.one.rate:.0f}",
            found.ratio,
            aim=at_least(1.8 if found.distance else 1.2),
        )


def _starting(stage: Stage, databases: Sequence[Databases], _: int) -> Iterator[Figure]:
    for one in databases:
        by_how: dict[str, list[Started]] = {}
        for started in starts(one, stage.folder, 3):
            by_how.setdefault(started.how, []).append(started)
        for how, found in by_how.items():
            yield from _started(how, found)


def _started(how: str, found: Sequence[Started]) -> Iterator[Figure]:
    seconds = sorted(one.seconds for one in found)
    spread = f"{seconds[0]:.2f} to {seconds[-1]:.2f} s"
    middle = seconds[len(seconds) // 2]
    yield Figure(f"connected after start, {how}", spread, "", middle, "s", at_most(2.5))
    rest = found[0]
    told = f"{rest.proportional:.0f} MB of its own"
    yield Figure(f"memory at rest, {how}", told, "", rest.resident, "MB", at_most(150))


def _crashing(stage: Stage, databases: Sequence[Databases], _: int) -> Iterator[Figure]:
    for one in databases:
        yield _recovered(after_a_crash(one, stage.folder), 3)
    (server,) = (one for one in databases if isinstance(one, OnPostgreSQL))
    yield _recovered(after_a_replica(server, stage.folder), 10)


def _recovered(found: Recovered, most: float) -> Figure:
    return Figure(f"first message: {found.what}", "", "", found.seconds, "s", at_most(most))


def _outbox(stage: Stage) -> Iterator[Figure]:
    for found in drain(stage.scene, stage.folder):
        yield Figure(
            f"outbox drained, {found.messages} x {found.what}",
            f"{found.seconds:.2f} s, {found.too_fast} too fast",
            f"Slack's pace {found.least:.2f} s",
            found.ratio,
            aim=at_least(0.98),
        )
