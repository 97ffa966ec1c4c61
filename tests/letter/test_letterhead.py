"""Letters are written on an authority's own Word file, if nothing in it runs or is fetched."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm
from hypothesis import given, settings

from foi_bot.letter.docx import write
from foi_bot.letter.letterhead import unfit
from foi_bot.letter.stationery import Stationery
from foi_bot.letter.tree import Letter, Letterhead, ListBlock, Paragraph, Span, Table
from tests.letter.letterheads import LINES, letterhead, related, saved, with_members
from tests.letter.sample import NCND, SENT
from tests.letter.test_docx import read
from tests.letter.texts import anything
from tests.letter.trees import letters

FOREIGN = Stationery(letterhead=letterhead(), letterhead_in="file")
RELS = "word/_rels/document.xml.rels"


def opened(letter: Letter, stationery: Stationery = FOREIGN) -> Document:
    return docx.Document(BytesIO(write(letter, SENT, stationery)))


def wide_table() -> Table:
    return Table("Wide", tuple(f"Long heading {n}" for n in range(14)), (("words",) * 14,))


def test_a_letterhead_without_the_styles_that_letters_need_gets_them() -> None:
    styles = [style for style, _ in read(opened(NCND))]
    assert {"Title", "Heading 1", "Heading 2", "Quote", "List Bullet", "List Number"} < set(styles)
    assert opened(NCND).tables[0].style is not None


def test_the_authority_s_header_font_and_margins_are_kept() -> None:
    document = opened(NCND)
    first = [each.text for each in document.sections[0].first_page_header.paragraphs]
    assert first == list(LINES)
    assert document.styles["Normal"].font.name == "Georgia"
    assert round((document.sections[0].left_margin or 0) / Mm(1)) == 40
    fonts = document.styles["Heading 1"].element.xpath(".//w:rFonts")
    assert not fonts, "an added style is in the font of the letterhead"


def test_added_styles_are_in_proportion_to_the_letterhead_s_own_size() -> None:
    size = opened(NCND).styles["Title"].font.size
    assert size is not None
    assert size.pt == 16.5


def test_an_address_that_the_header_says_is_not_said_again() -> None:
    tree = Letter("en-GB", "t", (Letterhead(LINES), Paragraph((Span("a"),))))
    assert [text for _, text in read(opened(tree))] == ["a"]
    text = Stationery(letterhead=letterhead(), letterhead_in="text")
    assert [said for _, said in read(opened(tree, text))] == [LINES[0], "\n".join(LINES[1:]), "a"]


def test_lists_on_a_letterhead_without_any_are_numbered_and_marked() -> None:
    items = ((Span("a"),), (Span("b"),))
    tree = Letter("en-GB", "t", tuple(ListBlock(kind, items) for kind in (True, True, False)))
    document = opened(tree)
    numbering = document.part.numbering_part.element
    for style, kind in (("List Number", "decimal"), ("List Bullet", "bullet")):
        (used,) = document.styles[style].element.xpath("w:pPr/w:numPr/w:numId/@w:val")
        (definition,) = numbering.xpath(f"w:num[@w:numId='{used}']/w:abstractNumId/@w:val")
        (found,) = numbering.xpath(
            f"w:abstractNum[@w:abstractNumId='{definition}']/w:lvl/w:numFmt/@w:val"
        )
        assert found == kind
    assert numbering.xpath("//w:startOverride/@w:val") == ["1", "1"]
    kinds = [each.tag for each in numbering]
    assert kinds == sorted(kinds, key=lambda tag: tag != qn("w:abstractNum"))


def test_a_turned_page_has_the_header_of_a_page_that_goes_on() -> None:
    tree = Letter("en-GB", "t", (Paragraph((Span("a"),)), wide_table(), Paragraph((Span("b"),))))
    first, *others = opened(tree).sections
    assert first.different_first_page_header_footer
    assert not any(each.different_first_page_header_footer for each in others)
    assert all(each.first_page_header.is_linked_to_previous for each in others)
    widths = [round((each.page_width or 0) / Mm(1)) for each in (first, *others)]
    assert widths == [210, 297, 210]


def test_a_table_is_no_wider_than_the_letterhead_s_margins_leave_room_for() -> None:
    table = Table("t", ("What", "Which"), (("many words and more " * 9, "many words " * 20),))
    (made,) = opened(Letter("en-GB", "t", (table,))).tables
    assert sum(column.width or 0 for column in made.columns) / 12_700 < 370


def test_the_letter_says_its_language_whatever_the_letterhead_said() -> None:
    document = opened(Letter("cy-GB", "t", NCND.blocks))
    (said,) = document.styles.element.iter(qn("w:lang"))
    assert {said.get(qn(f"w:{each}")) for each in ("val", "eastAsia", "bidi")} == {"cy-GB"}


def test_who_made_the_letterhead_is_in_no_letter() -> None:
    def sign(document: Document) -> None:
        document.core_properties.author = "Olive Officer"
        document.core_properties.comments = "made in the office"

    content = write(NCND, SENT, Stationery(letterhead=letterhead(sign)))
    with zipfile.ZipFile(BytesIO(content)) as packed:
        assert not [name for name in packed.namelist() if name in ("docProps/app.xml", "customXml")]
        assert b"Olive" not in b"".join(packed.read(name) for name in packed.namelist())


@given(letters(anything))
@settings(max_examples=20)
def test_any_letter_can_be_written_on_it_and_comes_out_whole(letter: Letter) -> None:
    again = saved(docx.Document(BytesIO(write(letter, {}, FOREIGN))))
    assert again.startswith(b"PK")


def test_a_letterhead_with_nothing_amiss_is_taken() -> None:
    assert unfit(letterhead(), LINES) == ()
    assert unfit(letterhead(lambda d: d.add_paragraph()), LINES) == ()


def test_the_header_has_to_say_what_the_letter_says() -> None:
    (told,) = unfit(letterhead(), (*LINES, "Telephone 01632 960999"))
    assert told.startswith("says “Telephone 01632 960999” nowhere")


def words_in_the_body(document: Document) -> None:
    document.add_paragraph("Dear Sir or Madam")


def a_table_in_the_body(document: Document) -> None:
    document.add_table(1, 1)


def two_sections(document: Document) -> None:
    document.add_section()


def a_field(code: str) -> Callable[[Document], None]:
    def add(document: Document) -> None:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        document.sections[0].footer.paragraphs[0]._p.append(field)

    return add


def a_field_in_pieces(document: Document) -> None:
    for piece in (" INCLUDE", 'PICTURE "http://example.org/a.png" '):
        text = OxmlElement("w:instrText")
        text.text = piece
        document.sections[0].footer.paragraphs[0].add_run()._r.append(text)


def protected(document: Document) -> None:
    protection = OxmlElement("w:documentProtection")
    protection.set(qn("w:enforcement"), "1")
    document.settings.element.append(protection)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (words_in_the_body, "words or pictures in its body"),
        (a_table_in_the_body, "words or pictures in its body"),
        (two_sections, "one section"),
        (a_field("DATE \\@ yyyy"), "the field DATE"),
        (a_field("DDEAUTO c:\\\\x"), "the field DDEAUTO"),
        (a_field_in_pieces, "the field INCLUDEPICTURE"),
        (protected, "protected against changes"),
    ],
)
def test_what_no_letter_can_be_written_on_is_told(
    change: Callable[[Document], object], told: str
) -> None:
    found = unfit(letterhead(change), LINES)
    assert any(told in each for each in found), found


@pytest.mark.parametrize("code", ["PAGE", " PAGE \\* MERGEFORMAT ", "NUMPAGES", "page"])
def test_a_header_may_count_pages(code: str) -> None:
    assert unfit(letterhead(a_field(code)), LINES) == ()


@pytest.mark.parametrize(
    ("member", "change", "told"),
    [
        ("word/vbaProject.bin", lambda _: b"x", "macros"),
        ("word/embeddings/sheet.xlsx", lambda _: b"x", "an embedded file"),
        ("word/activeX/activeX1.bin", lambda _: b"x", "macros"),
        (RELS, related("image", "http://example.org/a.png"), "fetches its image"),
        (RELS, related("oleObject", "embeddings/o.bin", external=False), "an embedded file"),
        (RELS, related("aFChunk", "a.html", external=False), "an embedded file"),
        (
            "word/_rels/settings.xml.rels",
            related("attachedTemplate", "http://example.org/x.dotm"),
            "a template elsewhere",
        ),
        (
            "[Content_Types].xml",
            lambda old: old.replace(b"document.main+xml", b"template.main+xml"),
            "is a template",
        ),
        (
            "[Content_Types].xml",
            lambda old: old.replace(
                b"openxmlformats-officedocument.wordprocessingml.document.main",
                b"ms-word.document.macroEnabled.main",
            ),
            "holds macros",
        ),
        ("word/document.xml", lambda old: old[: len(old) // 2], "is damaged"),
        ("word/settings.xml", lambda old: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + old[55:], "damaged"),
        ("word/media/bomb.bin", lambda _: bytes(110_000_000), "far too large"),
    ],
)
def test_what_would_run_or_be_fetched_is_refused(
    member: str, change: Callable[[bytes], bytes], told: str
) -> None:
    found = unfit(with_members(letterhead(), {member: change}), LINES)
    assert any(told in each for each in found), found


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"])
def test_a_file_that_is_no_word_file_is_refused(content: bytes) -> None:
    (told,) = unfit(content, LINES)
    assert "no Word file" in told


def test_a_link_in_a_footer_is_no_harm() -> None:
    content = with_members(letterhead(), {RELS: related("hyperlink", "https://example.org")})
    assert unfit(content, LINES) == ()
