"""A letter as a Word document: the same words, in real styles, about nobody."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given, settings

from foi_bot.letter.docx import write
from foi_bot.letter.shown import Grid, Items, Lines, Quoted, Shown, Title, Words, shown, words
from foi_bot.letter.tree import Heading, Letter, ListBlock, Paragraph, Quotation, Span, Table
from tests.letter.texts import HOSTILE, anything
from tests.letter.trees import letters


def opened(letter: Letter) -> Document:
    return docx.Document(BytesIO(write(letter, {})))


def read(document: Document) -> Iterator[tuple[str, str]]:
    """The text of every paragraph and cell with its style's name, in reading order."""
    for part in document.iter_inner_content():
        if isinstance(part, WordParagraph):
            yield str(part.style.name if part.style else ""), part.text
        elif isinstance(part, WordTable):
            yield from (("Table", cell.text) for row in part.rows for cell in row.cells)


def expected(block: Shown) -> Iterator[tuple[str, str]]:
    match block:
        case Lines(kind, lines):
            yield kind.capitalize(), "\n".join(lines)
        case Title(level, text):
            yield {1: "Title", 2: "Heading 1", 3: "Heading 2"}[level], text
        case Words(runs):
            yield "Normal", words(runs)
        case Quoted(paragraphs):
            yield from (("Quote", words(runs)) for runs in paragraphs)
        case Items(ordered, items):
            name = "List Number" if ordered else "List Bullet"
            yield from ((name, words(runs)) for runs in items)
        case Grid(caption, header, rows):
            if caption:
                yield "Caption", caption
            yield from (("Table", cell) for row in (header, *rows) for cell in row)


FIRST_LINES = {"Letterhead Name": "Letterhead", "Sign-off Close": "Sign-off"}


def in_one_style(pairs: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pairs without what only sets a table off, a first line joined to the lines below it."""
    joined: list[tuple[str, str]] = []
    before = ""
    for style, text in pairs:
        if FIRST_LINES.get(before) == style:
            joined[-1] = (style, f"{joined[-1][1]}\n{text}")
        elif style != "After Table":
            joined.append((FIRST_LINES.get(style, style), text))
        before = style
    return joined


@given(letters(anything))
@settings(max_examples=50)
def test_word_says_what_the_letter_says_in_the_style_of_each_block(letter: Letter) -> None:
    blocks = shown(letter, {}).blocks
    hoped = [pair for block in blocks for pair in expected(block)]
    assert in_one_style(read(opened(letter))) == hoped


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_leave_the_document_whole(typed: str) -> None:
    quotation = Quotation((Paragraph((Span(typed, "q"), Span(typed, strong=True))),))
    letter = Letter("en-GB", typed, (Heading(1, (Span(typed),)), quotation))
    with zipfile.ZipFile(BytesIO(write(letter, {}))) as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(packed.read(name))


def test_the_same_letter_gives_the_same_bytes() -> None:
    letter = Letter("en-GB", "t", (Paragraph((Span("a"),)), ListBlock(True, ((Span("b"),),))))
    assert write(letter, {}) == write(letter, {})


def test_the_file_does_not_say_who_made_it_or_when() -> None:
    about = opened(Letter("cy", "Your request", ())).core_properties
    assert about.title == "Your request"
    assert about.language == "cy"
    assert about.author == about.last_modified_by == about.comments == ""
    assert about.created is None
    assert about.modified is None


def test_the_text_s_language_is_set() -> None:
    styles = opened(Letter("cy-GB", "t", ())).styles.element
    assert styles.xpath("w:docDefaults//w:lang/@w:val") == ["cy-GB"]


def test_each_numbered_list_starts_at_one() -> None:
    items = ((Span("a"),), (Span("b"),))
    document = opened(Letter("en-GB", "t", (ListBlock(True, items), ListBlock(True, items))))
    numbers = document.element.body.xpath("w:p/w:pPr/w:numPr/w:numId/@w:val")
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    starts = document.part.numbering_part.element.xpath("//w:startOverride/@w:val")
    assert starts == ["1", "1"]


def test_a_table_s_header_row_is_repeated_on_each_page() -> None:
    table = Table("Offences", ("Year", "Number"), (("2017", "5"), ("2018", "6")))
    (made,) = opened(Letter("en-GB", "t", (table,))).tables
    marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in made.rows]
    assert marked == [True, False, False]


def test_a_link_can_be_followed() -> None:
    span = Span("foi@example.org", link="mailto:foi@example.org")
    (paragraph,) = opened(Letter("en-GB", "t", (Paragraph((Span("Write to "), span)),))).paragraphs
    assert [link.address for link in paragraph.hyperlinks] == ["mailto:foi@example.org"]
    assert paragraph.text == "Write to foi@example.org"


def test_strong_words_are_bold_and_others_are_not() -> None:
    spans = (Span("Question 1:", strong=True), Span(" how many?"))
    (paragraph,) = opened(Letter("en-GB", "t", (Paragraph(spans),))).paragraphs
    assert [run.bold for run in paragraph.runs] == [True, None]
