"""The rooms of the house: what may be imported where.

The law, the interview, the letter, the checks and the decisions can be read by somebody who knows
FOI and little Python, and run without Slack and without a database. These tests keep it so.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("foi_bot", "store")

PURE = (
    "foi_bot.law",
    "foi_bot.interview",
    "foi_bot.letter",
    "foi_bot.checks",
    "foi_bot.approval",
    "foi_bot.case",
    "foi_bot.remembered",
    "foi_bot.enclosures",
    "foi_bot.casefile",
    "foi_bot.casework",
    "foi_bot.reading",
)
PERFORM = "foi_bot.casework.perform"
"""The one room of casework with a door to the database."""

OUTSIDE = ("slack_bolt", "slack_sdk", "foi_bot.slack", "store", "sqlalchemy", "sqlmodel", "alembic")


def within(module: str, rooms: tuple[str, ...]) -> bool:
    """Whether a module is one of these rooms or stands in one of them."""
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


@cache
def sources() -> Mapping[str, Path]:
    """Every module of ours by its name."""
    found = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports() -> Mapping[str, frozenset[str]]:
    """What each module imports, wherever in it the import stands, for types alone included."""
    return {name: frozenset(_imported(name, path)) for name, path in sources().items()}


def _imported(module: str, path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                at = module.split(".")
                is_package = path.name == "__init__.py"
                kept = at[: len(at) - node.level + is_package]
                base = ".".join([*kept, base]).rstrip(".")
            inner = [f"{base}.{alias.name}" for alias in node.names]
            yield from ([name for name in inner if name in sources()] or [base])


def reached(module: str) -> set[str]:
    """Everything that comes along when a module is imported, as far as it is ours or named."""
    found: set[str] = set()
    todo = [module]
    while todo:
        importing = todo.pop()
        package = importing.rpartition(".")[0]
        for name in {*imports().get(importing, frozenset()), package} - {""}:
            if name not in found:
                found.add(name)
                todo.append(name)
    return found


PURE_MODULES = sorted(name for name in sources() if within(name, PURE) and name != PERFORM)


def test_the_rooms_are_there() -> None:
    for room in (*PURE, PERFORM):
        assert any(within(name, (room,)) for name in sources()), room


@pytest.mark.parametrize("module", PURE_MODULES)
def test_a_pure_room_knows_neither_slack_nor_the_database(module: str) -> None:
    assert not {name for name in reached(module) if within(name, OUTSIDE)}


def test_no_modules_import_each_other_in_a_circle() -> None:
    ours = {name: {one for one in found if one in sources()} for name, found in imports().items()}
    try:
        TopologicalSorter(ours).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(circle.args[1]))


def test_rows_never_leave_the_store() -> None:
    outside = {name for name in sources() if not within(name, ("store",))}
    assert not {name for name in outside if "store.tables" in imports()[name]}


def test_the_store_and_the_casework_know_nothing_of_slack() -> None:
    below = [name for name in sources() if within(name, ("store", "foi_bot.casework"))]
    slack = ("slack_bolt", "slack_sdk", "foi_bot.slack")
    assert not {name for name in below for one in reached(name) if within(one, slack)}


def test_the_law_stands_on_nothing_else_of_ours() -> None:
    for name in sources():
        if within(name, ("foi_bot.law",)):
            ours = {one for one in imports()[name] if within(one, PACKAGES)}
            assert not {one for one in ours if not within(one, ("foi_bot.law",))}, name
