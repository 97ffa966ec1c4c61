"""Growing: the server's memory before and after so many events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.serving import load
from benchmarks.serving.acknowledging import OURS, SERVER
from benchmarks.serving.databases import Databases
from benchmarks.serving.deliveries import again
from benchmarks.serving.fill import Clone
from benchmarks.serving.load import Load
from benchmarks.serving.processes import Process
from benchmarks.serving.scene import Scene
from benchmarks.serving.server import SECRET

WARMING = 5_000
IN_FLIGHT = 16


@dataclass(frozen=True, slots=True)
class Grown:
    """MB before and after so many events, and how fast they were taken."""

    events: int
    before: float
    after: float
    load: Load

    @property
    def more(self) -> float:
        """By how many MB it grew."""
        return self.after - self.before


def grow(databases: Databases, folder: Path, scene: Scene, made: list[Clone], events: int) -> Grown:
    """Events of every sort, spread over all cases: officers' replies, what others say,
    ticks put on drafts and taken away. What is to be sent because of them is not sent here."""
    url = databases.copy()
    process = Process("-m", SERVER, OURS, url, log=folder / "growing.log")
    try:
        port = process.port()
        coming = again(scene, made)
        load.run([port], list(islice(coming, WARMING)), SECRET, IN_FLIGHT)
        before, _ = process.memory()
        whole = load.NOTHING
        for _ in _batches(events):
            whole += load.run([port], list(islice(coming, _BATCH)), SECRET, IN_FLIGHT)
        after, _ = process.memory()
        return Grown(events, before, after, whole)
    finally:
        process.stop()


_BATCH = 5_000


def _batches(events: int) -> Iterator[int]:
    return iter(range(0, events, _BATCH))
