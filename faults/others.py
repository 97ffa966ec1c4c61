"""The fault suites beside the kills, each in a process of its own, at the same time: where plays
wait, for a server that is begun or a call that stalls, there is something to do."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO

DELIVERIES = 100_000
CASES = 300
"""Of the state machine."""


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite: what it is called, how it is run, and what its environment says."""

    name: str
    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()

    @contextmanager
    def begun(self) -> Iterator[Begun]:
        """Run it; at the end it is ended, if it has not ended by itself."""
        environment = {**os.environ, **dict(self.environment)}
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(
                self.command, env=environment, stdout=said, stderr=subprocess.STDOUT
            )
            try:
                yield Begun(self, process, said)
            finally:
                process.kill()
                process.wait()


@dataclass(frozen=True, slots=True)
class Begun:
    """A suite that runs. What it says is kept, so that several do not talk at once."""

    suite: Suite
    process: subprocess.Popen[bytes]
    said: IO[str]

    def held(self) -> bool:
        """Wait for its end and say what it said; whether all was well."""
        well = self.process.wait() == 0
        self.said.seek(0)
        sys.stdout.write(f"{self.suite.name}\n{self.said.read()}")
        sys.stdout.flush()
        return well


@contextmanager
def side_by_side(of: Iterable[Suite]) -> Iterator[list[Begun]]:
    """Run suites, beside each other and beside whatever is done meanwhile."""
    with ExitStack() as stack:
        yield [stack.enter_context(suite.begun()) for suite in of]


def suites(every: int, seed: int) -> Iterator[Suite]:
    """The suites, at full size or a so-many-th of it."""
    python = sys.executable
    count = str(DELIVERIES // every)
    yield Suite(
        "hostile deliveries",
        (python, "-m", "faults.hostile", "--count", count, "--seed", str(seed)),
    )
    # The tour through every scene is of one size, and the tests make it.
    tour = () if every == 1 else ("-k", "not every_kind_of_deed_and_fact_and_every_stage")
    yield Suite(
        "the state machine",
        (python, "-m", "pytest", "-q", "-s", "tests/casework/machine", *tour),
        (("MACHINE_EXAMPLES", str(CASES // every)), ("MACHINE_SEED", str(seed))),
    )
