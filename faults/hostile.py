"""Hostile deliveries: payloads of a whole case, changed for the worse, brought to the real program.

Nothing may come of them but what somebody who may do it did: after each, the case's audit chain is
held against what was brought. `python -m faults.hostile --count 100000 --seed 7`; a delivery is
made again by its number (`--only 4711`), which also prints it.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, redirect_stderr
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from shutil import copy

from faults.hostile_changes import CANARY, TEAM, Made, made
from faults.hostile_http import Answered, over_http, served
from faults.hostile_scenes import SCENES, WITHOUT_A_CASE, Scene, Shape, settled
from foi_bot import logs
from foi_bot.letter.house import load_houses
from foi_bot.slack import program
from foi_bot.slack.door import LARGEST
from store import audit
from tests.slack.office import FoiOffice
from tests.slack_double import SlackDouble

PACE = 1.3
"""Seconds on the virtual clock from one delivery to the next."""

STATUSES = frozenset({200, 400, 401, 404, 413})
"""What may be answered while the database is there: see `foi_bot.slack.door`."""

DELETED = frozenset({"ReplyChanged", "FileGone"})
"""What is written when a message was deleted. Slack does not say by whom: an administrator may."""

EPISODE = 200
"""After so many deliveries a scene begins again as it was: valid deeds among them move it on."""

UNTOLD = frozenset({0, 411, 501})
"""What a request that is too long, or lies about it, may also come to: the server's own answer, or
none that can still be read where the connection was closed before everything was sent."""

WARM = 0.2
"""The share of a run after which memory is taken for a baseline."""

GROWTH = 100.0
"""Megabytes by which the process may grow after that, however long the run is. It keeps what bodies
of two megabytes and letters of tens of thousands of words once took, so that this says little."""

LIVING = 0.05
"""The share by which what is alive in it may grow: this would show anything that is kept."""

ALLOWED = frozenset(
    {
        "channel_not_found",
        "exchanged_trigger_id",
        "expired_trigger_id",
        "invalid_trigger_id",
        "message_not_found",
        "not_in_channel",
        "user_not_found",
        "user_not_in_channel",
        "thread_not_found",
        "users_not_found",
        "is_archived",
        "not_found",
    }
)
"""What Slack refuses because of whom and where a hostile payload names, and nothing else."""


@dataclass(frozen=True)
class Wrong:
    """What must not have happened, and the delivery after which it had."""

    number: int
    what: str
    made: Made

    def __str__(self) -> str:
        return f"#{self.number} ({'; '.join(self.made.changes)}): {self.what}"


@dataclass
class Report:
    """What a run came to."""

    seed: int
    statuses: Counter[int] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    objects: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many deliveries were brought."""
        return self.statuses.total()

    @property
    def growth(self) -> float:
        """Megabytes from the warm baseline to the end."""
        return self.memory[-1] - self.memory[int(len(self.memory) * WARM)]

    @property
    def living(self) -> float:
        """The share by which the objects that are alive grew since then."""
        return self.objects[-1] / self.objects[int(len(self.objects) * WARM)] - 1

    @property
    def is_flat(self) -> bool:
        """Whether memory stayed what it was."""
        return self.growth <= GROWTH and self.living <= LIVING


def run(scene: int, count: int, seed: int, folder: Path, only: int | None = None) -> Report:
    """Bring `count` hostile deliveries to a scene, by its number; `only` brings that one alone."""
    report = Report(seed)
    numbers = range(count) if only is None else range(only, only + 1)
    with _slack() as slack, _office(slack, folder / f"{scene}.sqlite3") as office:
        shapes = _shapes(office, SCENES[: scene + 1])
        with served(office.program.door) as port:
            _Stage(office, scene, shapes, report, port).play(numbers)
    return report


@contextmanager
def _slack() -> Iterator[SlackDouble]:
    slack = SlackDouble().start()
    try:
        yield slack
    finally:
        slack.stop()


@contextmanager
def _office(slack: SlackDouble, database: Path) -> Iterator[FoiOffice]:
    office = FoiOffice(slack, database)
    try:
        yield office
    finally:
        office.close()


def _shapes(office: FoiOffice, scenes: Sequence[Scene]) -> tuple[Shape, ...]:
    """What hostile deliveries are made of at the last of these scenes, to which the office is
    brought. What belongs to the moment is drawn more often than what is over."""
    of_scenes = [settled(office, scene) for scene in scenes]
    return (*WITHOUT_A_CASE, *(one for some in of_scenes for one in some), *of_scenes[-1] * 3)


class _Stage:
    """One scene, to which hostile deliveries are brought. Every episode begins with the database as
    it was."""

    def __init__(
        self,
        office: FoiOffice,
        scene: int,
        shapes: Sequence[Shape],
        report: Report,
        port: int,
    ) -> None:
        self.office, self.scene, self.shapes, self.report = office, scene, shapes, report
        self.door, self.port = office.program.door, port
        self.before = Path(f"{office.file}.before")
        office.settle()
        office.program.database.engine.dispose()
        copy(office.file, self.before)

    def play(self, numbers: range) -> None:
        """Bring the deliveries with these numbers."""
        for first in range(numbers.start, numbers.stop, EPISODE):
            self._episode(range(first, min(first + EPISODE, numbers.stop)))

    def _episode(self, numbers: range) -> None:
        self._begin_again()
        with closing(sqlite3.connect(self.office.file)) as chain, _Listening() as heard:
            last: Made | None = None
            for number in numbers:
                last = self._bring(number, chain)
                for what in heard.complaints():
                    self._wrong(number, what, last)
            if last is not None:
                self._after(numbers[-1], last, heard)
        gc.collect()
        self.report.memory.append(_megabytes())
        self.report.objects.append(len(gc.get_objects()))

    def _begin_again(self) -> None:
        """The scene as it was: the database, and what the double remembers of the episode."""
        office, slack = self.office, self.office.slack
        office.program.database.engine.dispose()
        for end in ("-wal", "-shm"):
            Path(f"{office.file}{end}").unlink(missing_ok=True)
        copy(self.before, office.file)
        slack.calls.clear()
        slack.deliveries.clear()
        slack.workspace.ephemerals.clear()
        for trigger in slack.screens.triggers.values():
            trigger.used = False
        gc.collect()

    def _bring(self, number: int, chain: sqlite3.Connection) -> Made:
        random = Random(f"{self.report.seed}:{self.scene}:{number}")
        secret, http = self.office.slack.signing_secret, _over_http(number)
        hostile = made(random, self.shapes, secret, time.time(), http=http)
        self._a_moment_later()
        before = _chain(chain)
        answer = self._answered(number, hostile)
        self.report.statuses[answer.status] += 1
        self.report.changes.update(hostile.changes)
        lies = hostile.lies or len(hostile.body) > LARGEST
        if answer.status not in STATUSES and not (lies and answer.status in UNTOLD):
            self._wrong(number, f"status {answer.status}", hostile)
        if "Traceback" in answer.body:
            self._wrong(number, "a traceback in the answer", hostile)
        for kind, by in _written(chain, before):
            self.report.deeds[kind] += 1
            self._judge(number, hostile, kind, by)
        self.office.program.desk.background.drain()
        self.office.program.desk.whispers.drain()
        return hostile

    def _a_moment_later(self) -> None:
        """Slack's pace is kept; and what was pressed long ago is pressed now, once an episode."""
        slack = self.office.slack
        slack.clock.advance(PACE)
        for trigger in slack.screens.triggers.values():
            trigger.issued = slack.clock.now()

    def _answered(self, number: int, hostile: Made) -> Answered:
        """Over HTTP, through Socket Mode's side of the door, or straight through HTTP's."""
        if _over_http(number):
            return over_http(self.port, hostile)
        payload = hostile.payload
        if number % 4 == 0 and payload is not None and not hostile.idle:
            response = self.door.deliver(payload)
        else:
            response = self.door.answer(hostile.body, hostile.headers)
        return Answered(response.status, response.body or "")

    def _judge(self, number: int, hostile: Made, kind: str, by: str) -> None:
        """Whether what was written is what somebody who may do it did."""
        if kind in DELETED and b"message_deleted" in hostile.body:
            # Whoever deleted a message: it is gone, and the officer is asked.
            return
        if hostile.idle:
            self._wrong(number, f"{kind} was written by {by}, of whom nothing may come", hostile)
        elif by not in TEAM and by != "U10ADMIN":
            self._wrong(number, f"{kind} was written by {by}, who may not act", hostile)
        elif by.encode() not in hostile.body:
            self._wrong(number, f"{kind} was written by {by}, whom nothing names", hostile)

    def _after(self, number: int, last: Made, heard: _Listening) -> None:
        """What was let in can be shown to people, and the chain stands."""
        self.office.settle(within=60)
        for violation in self.office.slack.violations.found:
            if violation.rule not in ALLOWED:
                self._wrong(number, f"Slack would refuse: {str(violation)[:300]}", last)
        self.office.slack.violations._found.clear()
        with self.office.program.database.reading() as connection:
            for broken in audit.verify(connection):
                self._wrong(number, f"the chain is broken: {broken}", last)
        for what in heard.complaints():
            self._wrong(number, what, last)

    def _wrong(self, number: int, what: str, hostile: Made) -> None:
        self.report.wrong.append(Wrong(number, what, hostile))


def _over_http(number: int) -> bool:
    return number % 8 == 3


def _chain(connection: sqlite3.Connection) -> int:
    """How many entries all chains have."""
    (found,) = connection.execute("SELECT count(*) FROM audit").fetchone()
    return int(found)


def _written(connection: sqlite3.Connection, before: int) -> Iterator[tuple[str, str]]:
    """The kinds of the entries since then, and who made them."""
    yield from connection.execute(
        'SELECT kind, "by" FROM audit ORDER BY rowid LIMIT -1 OFFSET ?', (before,)
    )


class _Listening:
    """What the program says on standard error and in its log, meanwhile."""

    def __enter__(self) -> _Listening:
        self._said = io.StringIO()
        self._errors = redirect_stderr(self._said)
        self._errors.__enter__()
        logs.configure("INFO", stream=self._said)
        return self

    def __exit__(self, *_: object) -> None:
        self._errors.__exit__(None, None, None)
        logs.configure("CRITICAL")

    def complaints(self) -> Iterator[str]:
        """What it must not have said since it was asked last."""
        said = self._said.getvalue()
        self._said.seek(0)
        self._said.truncate()
        if "Traceback" in said:
            yield f"a traceback was written: {said[-500:]}"
        for line in said.splitlines():
            if CANARY in line:
                yield f"the log holds somebody's words: {line[:300]}"
            elif '"level": "error"' in line:
                yield f"an error was logged: {line[:300]}"


def _megabytes() -> float:
    """The memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> int:
    """Run and print what it came to; 1 where something must not have happened."""
    parser = argparse.ArgumentParser(prog="python -m faults.hostile", description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many deliveries")
    parser.add_argument("--seed", type=int, default=1, help="the seed of every draw")
    parser.add_argument("--only", help="bring this one alone, as SCENE:NUMBER")
    wanted = parser.parse_args()
    logs.configure("CRITICAL")
    # House packs never change while it runs.
    setattr(program, "load_houses", cache(load_houses))  # noqa: B010
    scene, _, number = (wanted.only or "").partition(":")
    scenes = [int(scene)] if wanted.only else range(len(SCENES))
    only = int(number) if wanted.only else None
    failed = 0
    for place in scenes:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            report = run(place, wanted.count // len(SCENES), wanted.seed, Path(folder), only)
        sys.stdout.write(_told(place, report, time.monotonic() - begun))
        failed += len(report.wrong) + (not report.is_flat)
    return 1 if failed else 0


def _told(scene: int, report: Report, seconds: float) -> str:
    lines = [
        f"scene {scene}, {SCENES[scene].name}: seed {report.seed}, "
        f"{report.count} deliveries in {seconds:.0f} s",
        f"  answers: {dict(sorted(report.statuses.items()))}",
        f"  written: {dict(report.deeds.most_common())}",
        f"  memory: {report.memory[-1]:.0f} MB at the end, {report.growth:+.1f} MB since warm; "
        f"{report.living:+.1%} objects",
        *(f"  {wrong}" for wrong in report.wrong[:20]),
        f"  {len(report.wrong)} wrong",
    ]
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
