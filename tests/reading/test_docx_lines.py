"""The lines of a letter that somebody edited in Word, as they stand with all changes accepted."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from foi_bot.reading.bounded import bounded
from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.docx_lines import MOST_LINES, Line, Lines, read_docx_lines
from tests.reading.test_docx_text import body, document, item, level, numbering


def read(xml: str) -> Lines:
    return read_docx_lines("letter.docx", document(body(xml)))


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_paragraphs_items_and_rows_come_in_order_without_their_labels() -> None:
    listed = numbering(level(0, "decimal", "%1."))
    row = f"<w:tr><w:tc><w:p>{run('North')}</w:p></w:tc><w:tc><w:p>{run('12')}</w:p></w:tc></w:tr>"
    made = document(
        listed,
        body(f"<w:p>{run('Before')}</w:p><w:p/>{item('One')}{item('Two')}<w:tbl>{row}</w:tbl>"),
    )
    assert [(one.text, one.kind) for one in read_docx_lines("letter.docx", made).lines] == [
        ("Before", "paragraph"),
        ("One", "item"),
        ("Two", "item"),
        ("North\t12", "row"),
    ]


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    deleted = "<w:del><w:r><w:delText>forty </w:delText></w:r></w:del>"
    found = read(
        f"<w:p>{run('We hold ')}<w:ins>{run('fifty ')}</w:ins>{deleted}{run('files.')}</w:p>"
    )
    assert [one.text for one in found.lines] == ["We hold fifty files."]
    assert found.left_out == ("words deleted with changes tracked",)


def test_paragraphs_whose_break_was_deleted_with_changes_tracked_are_one() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    found = read(
        f"<w:p>{mark}{run('One ')}</w:p><w:p>{run('two.')}</w:p><w:p>{run('Three.')}</w:p>"
    )
    assert [one.text for one in found.lines] == ["One two.", "Three."]


def test_a_row_deleted_with_changes_tracked_is_not_read() -> None:
    cell = f"<w:tc><w:p>{run('North')}</w:p></w:tc>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell}</w:tr>"
    found = read(f"<w:tbl><w:tr>{cell}</w:tr>{gone}</w:tbl>")
    assert found.lines == (Line("North", "row"),)


def test_split_runs_are_one_text_and_comments_are_named() -> None:
    found = read(
        f"<w:p>{run('We ')}{run('ho')}{run('ld it.')}<w:r><w:commentReference/></w:r></w:p>"
    )
    assert [one.text for one in found.lines] == ["We hold it."]
    assert found.left_out == ("comments",)


def bomb() -> bytes:
    saved = BytesIO()
    with ZipFile(saved, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 150_000_000)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7 and so on", "a PDF, and not a Word document"),
        (b"PK\x03\x04 and no document", "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected with a password",
        ),
        (document(), "no text"),
    ],
    ids=["a PDF", "damaged", "protected", "empty"],
)
def test_what_is_no_letter_is_refused_in_a_clear_sentence(content: bytes, why: str) -> None:
    with pytest.raises(CannotRead, match=why):
        read_docx_lines("letter.docx", content)


def test_a_document_that_grows_beyond_all_measure_is_refused() -> None:
    with pytest.raises(CannotRead, match="too large once it is unpacked"):
        bounded(read_docx_lines, "letter.docx", bomb())


def test_more_lines_than_any_letter_has_are_refused() -> None:
    with pytest.raises(CannotRead, match="2,001 paragraphs"):
        read(f"<w:p>{run('Word')}</w:p>" * (MOST_LINES + 1))
