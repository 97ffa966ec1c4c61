"""A request in a Word document, as its reader sees it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.texts import read_text


def document(*change: Callable[[Document], object]) -> bytes:
    made = docx.Document()
    for one in change:
        one(made)
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()


def body(xml: str) -> Callable[[Document], object]:
    """Put this at the end of the document's body."""
    element = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")

    def add(made: Document) -> None:
        made.element.body.extend(list(element))

    return add


def text(*change: Callable[[Document], object]) -> str:
    return read_text("request.docx", document(*change)).text


def numbering(levels: str, starts: str = "") -> Callable[[Document], object]:
    """Lists 90 and 91 of one kind, with these levels; 91 begins anew where `starts` says."""
    xml = f"""<w:numbering {nsdecls("w")}>
        <w:abstractNum w:abstractNumId="77">{levels}</w:abstractNum>
        <w:num w:numId="90"><w:abstractNumId w:val="77"/></w:num>
        <w:num w:numId="91"><w:abstractNumId w:val="77"/>{starts}</w:num></w:numbering>"""

    def add(made: Document) -> None:
        part = made.part.numbering_part.element
        abstract, *numbers = parse_xml(xml)
        part.insert(0, abstract)
        part.extend(numbers)

    return add


def level(at: int, form: str, label: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{label}"/></w:lvl>'
    )


def item(words: str, at: int = 0, number: int = 90) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{words}</w:t></w:r></w:p>"
    )


def test_paragraphs_and_tables_come_in_the_order_of_the_page() -> None:
    def fill(made: Document) -> None:
        made.add_paragraph("Before")
        table = made.add_table(2, 2)
        for cell, words in zip(table._cells, ("Ward", "Fines", "North", "12"), strict=True):
            cell.text = words
        made.add_paragraph("After")

    assert text(fill) == "Before\n\nWard\tFines\nNorth\t12\n\nAfter"


def test_lists_have_the_labels_that_the_reader_sees() -> None:
    levels = (
        level(0, "decimal", "%1.")
        + level(1, "lowerLetter", "(%2)")
        + level(2, "upperRoman", "%1.%3")
    )
    items = [
        ("How many?", 0),
        ("In 2018", 1),
        ("In 2019", 1),
        ("Deep", 2),
        ("Why?", 0),
        ("Where", 1),
    ]
    assert text(numbering(levels), body("".join(item(*one) for one in items))).split("\n") == [
        "1. How many?",
        "(a) In 2018",
        "(b) In 2019",
        "1.I Deep",
        "2. Why?",
        "(a) Where",
    ]


def test_a_list_goes_on_or_begins_anew_as_word_has_it() -> None:
    levels = level(0, "decimal", "%1)", start=4)
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    items = item("a") + item("b") + item("c", number=91) + item("d", number=91)
    assert text(numbering(levels, anew), body(items)) == "4) a\n5) b\n1) c\n2) d"
    assert text(numbering(levels), body(items)) == "4) a\n5) b\n6) c\n7) d"


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("decimalZero", ["01", "02"]),
        ("lowerRoman", ["i", "ii"]),
        ("upperLetter", ["A", "B"]),
        ("bullet", ["•", "•"]),
        ("ordinal", ["1", "2"]),
    ],
)
def test_each_kind_of_number_is_written_out(form: str, labels: list[str]) -> None:
    words = text(numbering(level(0, form, "%1")), body(item("a") + item("b")))
    assert words == f"{labels[0]} a\n{labels[1]} b"


def test_letters_go_on_after_z() -> None:
    words = text(numbering(level(0, "lowerLetter", "%1.", start=26)), body(item("a") + item("b")))
    assert words == "z. a\naa. b"


def test_a_list_can_come_with_a_style() -> None:
    def fill(made: Document) -> None:
        made.add_paragraph("How many?", style="List Number")
        made.add_paragraph("Why?", style="List Number")
        made.add_paragraph("Thank you")
        made.add_paragraph("soon", style="List Bullet")

    assert text(fill) == "1. How many?\n2. Why?\n\nThank you\n\n• soon"


def test_insertions_are_read_and_deletions_are_not_and_are_mentioned() -> None:
    xml = (
        "<w:p><w:r><w:t>How many </w:t></w:r>"
        '<w:del w:id="1" w:author="a"><w:r><w:delText>cats</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>dogs?</w:t></w:r></w:ins></w:p>'
    )
    found = read_text("request.docx", document(body(xml)))
    assert found.text == "How many dogs?"
    assert found.left_out == ("words deleted with changes tracked",)


def test_what_stands_in_controls_links_and_text_boxes_is_read() -> None:
    xml = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>In a link</w:t><w:br/><w:t>next line</w:t></w:r></w:hyperlink>"
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
        "</w:pict></w:r></w:p>"
    )
    assert text(body(xml)) == "In a control\n\nIn a link\nnext line\n\nIn a box"


def test_what_is_not_on_the_page_is_named() -> None:
    def header(made: Document) -> None:
        made.sections[0].header.paragraphs[0].text = "Olive Officer"

    xml = (
        "<w:p><w:r><w:t>Seen</w:t><w:footnoteReference w:id='1'/></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>, too</w:t></w:r></w:p>"
    )
    found = read_text("request.docx", document(body(xml), header))
    assert found.text == "Seen, too"
    assert found.left_out == ("footnotes", "hidden text", "headers and footers")


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(CannotRead, match="no text in it"):
        text()


def test_a_document_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(CannotRead, match=r"it has 40,001 characters and 40,000 are the most"):
        text(lambda made: made.add_paragraph("x" * 40_001))
