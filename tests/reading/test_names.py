"""The names and sizes of files, as a letter prints them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.reading.names import LONGEST_NAME, NAMELESS, safe_name, size_in_words


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("figures 2018.xlsx", "figures 2018.xlsx"),
        ("أرقام ٢٠١٨.csv", "أرقام ٢٠١٨.csv"),
        ("محمد\u200fعلي.pdf", "محمد\u200fعلي.pdf"),
        ("Siân Môn – £5.csv", "Siân Môn – £5.csv"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\x00b\x1b[31m.csv", "ab[31m.csv"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Users\\olive\\data.csv", "C-Users-olive-data.csv"),
        ("Q1/Q2 figures.csv", "Q1-Q2 figures.csv"),
        ("two\nlines.txt", "two lines.txt"),
        (".hidden", "hidden"),
        ("-rf.txt", "rf.txt"),
        ("ends.  ", "ends"),
        ("", NAMELESS),
        ("...", NAMELESS),
        ("\u202e", NAMELESS),
    ],
)
def test_a_file_name_can_be_printed_and_sent(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending() -> None:
    made = safe_name("ط" * 400 + ".xlsx")
    assert made.endswith("ط.xlsx")
    assert len(made.encode()) <= LONGEST_NAME


@given(st.text())
def test_any_name_is_made_safe_once_and_for_all(name: str) -> None:
    made = safe_name(name)
    assert made
    assert safe_name(made) == made
    assert len(made.encode()) <= LONGEST_NAME
    assert not any(c in made for c in '/\\:*?"<>|\u202e')
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in made)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (14_200, "14 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (2_300_000, "2.3 MB"),
    ],
)
def test_a_size_is_said_as_people_say_it(size: int, words: str) -> None:
    assert size_in_words(size) == words
