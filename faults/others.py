"""The fault suites beside the kills, each in a process of its own: hostile deliveries, and the
state machine over what people do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

DELIVERIES = 100_000
CASES = 1_000
"""Of the state machine."""


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite: what it is called, how it is run, and what its environment says."""

    name: str
    command: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()

    def run(self) -> bool:
        """Run it, its words on our output; whether all was well."""
        sys.stdout.flush()
        environment = {**os.environ, **dict(self.environment)}
        return subprocess.run(self.command, env=environment, check=False).returncode == 0


def suites(every: int, seed: int) -> Iterator[Suite]:
    """The suites, at full size or a so-many-th of it."""
    python = sys.executable
    count = str(DELIVERIES // every)
    yield Suite(
        "hostile deliveries",
        (python, "-m", "faults.hostile", "--count", count, "--seed", str(seed)),
    )
    yield Suite(
        "the state machine",
        (python, "-m", "pytest", "-q", "-s", "tests/casework/machine"),
        (("MACHINE_EXAMPLES", str(CASES // every)), ("MACHINE_SEED", str(seed))),
    )
