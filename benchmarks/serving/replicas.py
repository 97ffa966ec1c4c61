"""Two replicas on one PostgreSQL beside one: sharing this machine's cores, and with a distance to
the database, which is what replicas are for where cores are not short."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.serving import load
from benchmarks.serving.acknowledging import OURS, SERVER, WARMING
from benchmarks.serving.databases import OnPostgreSQL
from benchmarks.serving.deliveries import Sent
from benchmarks.serving.load import Load
from benchmarks.serving.processes import Process
from benchmarks.serving.server import SECRET

HELD = 0.0025
"""Seconds for which bytes are held each way: 5 ms there and back."""
IN_FLIGHT = 16


@dataclass(frozen=True, slots=True)
class Replicas:
    """What one replica and two came to, with so many seconds there and back to the database."""

    distance: float
    one: Load
    two: Load

    @property
    def ratio(self) -> float:
        """How many times as much two do."""
        return self.two.rate / self.one.rate


def replicas(
    databases: OnPostgreSQL, folder: Path, some: Mapping[str, Sequence[Sent]], rounds: int
) -> Iterator[Replicas]:
    """One beside two, by turns: without a distance and with one."""
    sent = [each for kind in zip(*some.values(), strict=False) for each in kind]
    for held in (0.0, HELD):
        with ExitStack() as running:
            url = databases.copy()
            reached = url
            if held:
                proxy = Process(
                    "-m",
                    "benchmarks.serving.latency",
                    databases.socket,
                    str(held),
                    log=folder / "latency.log",
                )
                running.callback(proxy.stop)
                reached = databases.through(url, proxy.port())
            ports = []
            for number in (1, 2):
                log = folder / f"replica-{number}.log"
                process = Process("-m", SERVER, OURS, reached, log=log)
                running.callback(process.stop)
                ports.append(process.port())
            databases.reset(url)
            load.run(ports, sent[: 4 * WARMING], SECRET, IN_FLIGHT)
            runs = {1: load.NOTHING, 2: load.NOTHING}
            for turn in range(rounds):
                for count in (1, 2) if turn % 2 else (2, 1):
                    databases.reset(url)
                    runs[count] += load.run(ports[:count], sent, SECRET, IN_FLIGHT)
            yield Replicas(2 * held, runs[1], runs[2])
