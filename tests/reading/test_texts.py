"""A request that came as a file of any kind."""

from __future__ import annotations

import pytest

from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.texts import MOST_CHARACTERS, Text, read_text
from tests.reading.files import workbook


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_is_read_with_its_lines(encoding: str) -> None:
    content = "Dear Sir\r\n\r\n\r\n\r\n1. How much, in £?\r\n2. Why – and how?\r\n".encode(encoding)
    words = "Dear Sir\n\n1. How much, in £?\n2. Why – and how?"
    assert read_text("request.txt", content) == Text(words)


def test_a_text_as_long_as_can_be_is_read() -> None:
    assert len(read_text("a.txt", b"x" * MOST_CHARACTERS).text) == MOST_CHARACTERS
    with pytest.raises(CannotRead, match="it has 40,001 characters"):
        read_text("a.txt", b"x" * (MOST_CHARACTERS + 1))


def test_a_text_far_too_long_is_refused_at_once() -> None:
    with pytest.raises(CannotRead, match="it has 20,000,000 characters"):
        read_text("a.txt", b"\n" * 20_000_000)


@pytest.mark.parametrize("content", [b"", b" \r\n\t "])
def test_a_text_file_without_words_is_refused(content: bytes) -> None:
    with pytest.raises(CannotRead, match="there is no text in it"):
        read_text("a.txt", content)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", workbook([["a"]]), "it is an Excel workbook"),
        ("a.doc", b"", "old or other format"),
        ("a.rtf", rb"{\rtf1 hello}", "old or other format"),
        ("a.msg", b"", "an Outlook message"),
        ("a.png", b"\x89PNG", "it is a picture"),
        ("a.txt", b"a\nb\0", "line 2 holds bytes that are no text"),
        ("a.docx", b"PK\3\4", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    name: str, content: bytes, said: str
) -> None:
    with pytest.raises(CannotRead, match=said):
        read_text(name, content)
