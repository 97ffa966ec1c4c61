"""Files are read in a child process of limited means."""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from foi_bot import child
from foi_bot.reading.bounded import LARGEST_FILE, bounded
from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.tables import Grid, read_table
from foi_bot.reading.texts import Text, read_text
from foi_bot.reading.within import Unseen, look_within
from tests.reading.files import changed, workbook
from tests.reading.pdfs import pdf

NAME = "أرقام\n2018.csv"


def test_a_table_comes_out_of_the_child_as_it_would_here() -> None:
    content = "Ward,Sum\nNorth,£1\n".encode()
    made = bounded(read_table, NAME, content)
    assert made == read_table(NAME, content)
    assert made == Grid(NAME, (("Ward", "Sum"), ("North", "£1")))


def test_a_text_and_findings_come_out_of_the_child() -> None:
    assert bounded(read_text, "a.pdf", pdf("How many?")) == Text("How many?")
    assert bounded(look_within, "a.doc", b"") == look_within("a.doc", b"")
    assert isinstance(bounded(look_within, "a.doc", b"")[0], Unseen)


def test_what_the_child_refuses_is_refused_in_its_words() -> None:
    with pytest.raises(CannotRead) as here:
        read_table(NAME, b"Ward,Fines\nNorth\n")
    with pytest.raises(CannotRead) as there:
        bounded(read_table, NAME, b"Ward,Fines\nNorth\n")
    assert str(there.value) == str(here.value)


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(CannotRead, match=r"“figures 2018.xlsx” .* takes more than 0.01 seconds"):
        bounded(look_within, "figures\n2018.xlsx", of_many_rows(), seconds=0.01)


def test_a_file_is_not_blamed_for_a_computer_that_is_busy_with_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A program that waits stands in the child's place: it takes no time of the processor."""
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\nexec sleep 600\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", os.fspath(program))
    monkeypatch.setattr(child, "PATIENCE", 0.0)
    with pytest.raises(CannotRead, match=r"the computer .* is too busy just now\. Wait"):
        bounded(read_table, "a.csv", b"a\n1\n", seconds=0.01)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no bound on memory elsewhere")
def test_a_file_that_takes_too_much_memory_is_given_up() -> None:
    """A part of just under the largest size, with as many elements as can be packed into it."""
    deep = b"<w:document>" + b"<p/>" * 4_900_000 + b"</w:document>"
    saved = BytesIO()
    with ZipFile(saved, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", deep.replace(b"w:document", b"document"))
    with pytest.raises(CannotRead, match=r"too much memory|reading it failed"):
        bounded(read_text, "request.docx", saved.getvalue())


def test_a_child_that_dies_is_a_file_that_cannot_be_read() -> None:
    """A function that is in none of the rooms of the child: it ends without an answer."""

    def elsewhere(name: str, content: bytes) -> str:
        return f"{name}{content!r}"

    with pytest.raises(CannotRead, match="reading it failed"):
        bounded(elsewhere, "a.csv", b"a\n1\n")


def test_a_file_that_is_too_large_is_not_even_handed_over() -> None:
    with pytest.raises(CannotRead, match=r"it is 50.0 MB, and 50.0 MB is the most"):
        bounded(read_table, "a.csv", bytes(LARGEST_FILE + 1))


def test_a_workbook_of_a_hundred_thousand_rows_is_looked_into_within_the_bounds() -> None:
    assert not [one for one in bounded(look_within, "a.xlsx", of_many_rows()) if one.serious]


def of_many_rows() -> bytes:
    """A workbook of a hundred thousand rows, which take a fraction of a second."""
    row = b'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    return changed(
        workbook([["a", "b"]]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", row * 100_000 + b"</sheetData>"),
    )


def test_the_child_knows_no_secrets_of_its_parent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What a child is started with can be seen from a program that stands in its place."""
    seen = tmp_path / "seen"
    program = tmp_path / "python"
    program.write_text(f'#!/bin/sh\nenv > "{seen}"\ncat > /dev/null\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("SLACK_BOT_TOKEN", "secret")
    monkeypatch.setattr(sys, "executable", os.fspath(program))
    with pytest.raises(CannotRead):
        bounded(read_table, "a.csv", b"a\n1\n")
    assert "PATH=" in seen.read_text("utf-8")
    assert "secret" not in seen.read_text("utf-8")
