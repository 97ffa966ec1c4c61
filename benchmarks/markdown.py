"""What was kept, as the tables of the README: `python -m benchmarks markdown`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.results import HERE, Aim

_RACED = re.compile(
    r"(?:acknowledge|throughput of) a (?P<kind>\w+), (?P<number>\d+) in flight, "
    r"(?P<database>\w+)(?:, (?P<percentile>p\d+))?"
)
COLUMNS = ("p50", "p99", "rate")


def main() -> int:
    """Print a table of the races with bare Bolt, and one of everything else; 0."""
    parts = [json.loads(file.read_text("utf-8")) for file in sorted(HERE.glob("*.json"))]
    for part in parts:
        sys.stdout.write(f"{part['about']}\n\n")
        sys.stdout.write(f"{_races(part['figures'])}\n{_others(part['figures'])}\n")
    return 0


def _races(figures: Iterable[Mapping[str, Any]]) -> str:
    """A line for each kind of delivery, its ratios side by side; what misses its aim is bold."""
    lines: dict[tuple[str, str], dict[str, str]] = {}
    for one in figures:
        if raced := _RACED.fullmatch(one["what"]):
            row = lines.setdefault((raced["database"], raced["kind"]), {})
            row[f"{raced['number']} {raced['percentile'] or 'rate'}"] = _ratio(one)
    heads = [f"{number} {what}" for number in (1, 16) for what in COLUMNS]
    rows = (
        [database, kind, *(row.get(head, "") for head in heads)]
        for (database, kind), row in lines.items()
    )
    return _table(["database", "acknowledged", *heads], rows) if lines else ""


def _others(figures: Iterable[Mapping[str, Any]]) -> str:
    rows = (
        [one["what"], one["ours"], one["baseline"], _figure(one), _aim(one)]
        for one in figures
        if not _RACED.fullmatch(one["what"])
    )
    return _table(["what", "ours", "beside it", "comes to", "aim"], rows)


def _ratio(one: Mapping[str, Any]) -> str:
    told = f"{one['figure']:.2f}"
    return told if one["met"] else f"**{told}**"


def _figure(one: Mapping[str, Any]) -> str:
    return f"{_ratio(one)} {one['unit']}"


def _aim(one: Mapping[str, Any]) -> str:
    return str(Aim(**one["aim"]))


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
