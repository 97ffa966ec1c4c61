"""A request in a PDF."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.texts import read_text
from tests.reading.pdfs import pdf


def test_the_pages_of_a_pdf_are_read_in_their_order() -> None:
    content = pdf("How many dogs?\n#pagebreak()\nAnd how many cats?")
    assert read_text("request.pdf", content).text == "How many dogs?\n\nAnd how many cats?"


def test_a_page_without_text_is_named() -> None:
    found = read_text("request.pdf", pdf("One\n#pagebreak()\n#rect()\n#pagebreak()\nThree"))
    assert found.text == "One\n\nThree"
    assert found.left_out == ("page 2, which holds no text",)


def test_a_scan_is_refused_and_called_one() -> None:
    with pytest.raises(CannotRead, match="probably a scan"):
        read_text("request.pdf", pdf("#rect()"))


def encrypted(password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("Secret"))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    saved = BytesIO()
    writer.write(saved)
    return saved.getvalue()


def test_a_pdf_with_a_password_is_refused() -> None:
    with pytest.raises(CannotRead, match="protected with a password"):
        read_text("request.pdf", encrypted("secret", "RC4-128"))


def test_a_pdf_that_only_forbids_copying_is_read_as_anybody_reads_it() -> None:
    assert read_text("request.pdf", encrypted("", "RC4-128")).text == "Secret"


def test_a_pdf_of_very_many_pages_is_refused() -> None:
    writer = PdfWriter()
    for _ in range(201):
        writer.add_blank_page(100, 100)
    saved = BytesIO()
    writer.write(saved)
    with pytest.raises(CannotRead, match="it has 201 pages and 200 are the most"):
        read_text("request.pdf", saved.getvalue())


def test_a_pdf_with_far_too_much_text_is_not_read_to_its_end() -> None:
    with pytest.raises(CannotRead, match="far more than 40,000 characters"):
        read_text("request.pdf", pdf("#lorem(20000)"))


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"%PDF-1.7\nnonsense\nstartxref\n9\n%%EOF"])
def test_a_damaged_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(CannotRead, match="damaged"):
        read_text("request.pdf", content)
