"""What every benchmark prints: when, where and how it was run, and tables."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from math import ceil
from os import cpu_count


def about(command: str) -> str:
    """The date, the machine and the command."""
    now = datetime.now(UTC)
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("slack-bolt", "sqlalchemy", "waitress", "psycopg")
    )
    return (
        f"{now.day} {now:%B %Y}, {platform.system()} {platform.machine()}, {cpu_count()} cores, "
        f"Python {platform.python_version()}, {packages}\n"
        f"Command: {' '.join([command, *sys.argv[2:]])}"
    )


def percentile(values: Sequence[float], percent: int) -> float:
    """The nearest rank: a time that was really taken."""
    return sorted(values)[max(0, ceil(len(values) * percent / 100) - 1)]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns under their heads."""
    lines = [head, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )
