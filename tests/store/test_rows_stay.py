"""Rows never leave the store: outside it a case is a frozen `Case`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = sorted((ROOT / "foi_bot").rglob("*.py"))
STORE = sorted((ROOT / "store").rglob("*.py"))
POSTGRESQL_KNOWS_NOT = ("pragma", "begin immediate", "insert or ", "glob", "rowid", "sqlite_master")


def imported(file: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it, and every name it takes from one."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


@pytest.mark.parametrize("file", PROGRAM, ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_outside_the_store_knows_its_tables(file: Path) -> None:
    modules = set(imported(file))
    assert not modules & {"store.tables", "sqlmodel", "alembic"}


def returned(file: Path) -> Iterator[str]:
    """What the public functions of a file say that they return."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.returns:
            yield f"{node.name}: {ast.unparse(node.returns)}"


@pytest.mark.parametrize("file", STORE, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_public_function_of_the_store_returns_a_row(file: Path) -> None:
    assert not [told for told in returned(file) if "Row" in told.split(": ")[1]]


def literals(file: Path) -> Iterator[str]:
    """Every string of a file that is no docstring."""
    tree = ast.parse(file.read_text("utf-8"))
    docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


@pytest.mark.parametrize("file", STORE, ids=lambda file: str(file.relative_to(ROOT)))
def test_sql_that_only_sqlite_knows_stands_with_the_connection_the_migrations_and_the_backup(
    file: Path,
) -> None:
    own = [text for text in literals(file) if text.lower().startswith(POSTGRESQL_KNOWS_NOT)]
    assert not own or file.name in ("database.py", "migrate.py", "backup.py")
