"""What the documents point to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_TEST = re.compile(r"`(tests/[\w/]+\.py|…)(?:::(\w+))?`")
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)\)")
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md")))


def named_tests(text: str) -> Iterator[tuple[str, str]]:
    """(file, test) of every test that a document names; "…" is the file named before."""
    file = ""
    for found in _TEST.finditer(text):
        file = file if found[1] == "…" else found[1]
        yield file, found[2] or ""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_test_that_a_document_names_is_there(document: Path) -> None:
    for file, name in named_tests(document.read_text("utf-8")):
        assert (ROOT / file).is_file(), file
        assert not name or f"def {name}(" in (ROOT / file).read_text("utf-8"), name


def test_each_row_of_the_threat_model_names_a_test() -> None:
    rows = [
        line
        for line in (ROOT / "docs/threat-model.md").read_text("utf-8").splitlines()
        if line.startswith("| **")
    ]
    assert len(rows) >= 10
    assert [row for row in rows if not list(named_tests(row))] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(document: Path) -> None:
    for target in _LINK.findall(document.read_text("utf-8")):
        assert (document.parent / target).exists(), target
