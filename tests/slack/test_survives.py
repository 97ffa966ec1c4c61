"""The table of what the bot survives names tests that there are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
IDS = re.findall(r"`(test_\w+\.py::[\w:]+)`", (HERE / "SURVIVES.md").read_text("utf-8"))


def ids_in(file: str) -> set[str]:
    """The ids of a file's tests, without their parameters."""
    found = set()
    for node in ast.parse((HERE / file).read_text("utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        prefix = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        found |= {f"{file}::{prefix}{f.name}" for f in inner if isinstance(f, ast.FunctionDef)}
    return found


@pytest.mark.parametrize("id_", sorted(set(IDS)))
def test_every_test_that_the_table_names_is_there(id_: str) -> None:
    assert id_ in ids_in(id_.partition("::")[0])
