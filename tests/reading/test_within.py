"""What lies within an enclosure that nobody sees."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.within import Unseen, look_within
from tests.reading.files import added, changed, workbook
from tests.reading.pdfs import pdf
from tests.reading.test_docx_text import body, document

WARDS: list[list[object]] = [["Ward", "Fines"], ["North", 12], ["South", 7]]


THUMBNAIL = "a small picture of the first page as it was at some time"
"""The template with which python-docx begins every document holds one."""


def found(name: str, content: bytes) -> dict[str, Unseen]:
    """What is found beyond what tells who made the file, by what it is."""
    return {one.what: one for one in look_within(name, content) if one.serious}


def _sheet(state: str) -> Callable[[Any, Any], None]:
    def change(book: Any, _: Any) -> None:
        sheet = book.create_sheet("Staff")
        sheet.append(["Olive Officer"])
        sheet.sheet_state = state

    return change


def _rows(_: Any, sheet: Any) -> None:
    sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True


def _column(_: Any, sheet: Any) -> None:
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["H"].hidden = True


def _note(_: Any, sheet: Any) -> None:
    sheet["B2"].comment = Comment("It was Olive", "Olive Officer")


def _white(_: Any, sheet: Any) -> None:
    sheet["B2"].font = Font(color="FFFFFF")


def _mask(_: Any, sheet: Any) -> None:
    sheet["B3"].number_format = '[<10]"fewer than 10";0'


def _name(book: Any, _: Any) -> None:
    _sheet("hidden")(book, None)
    book.defined_names["people"] = DefinedName("people", attr_text="Staff!$A$1:$A$9")


@pytest.mark.parametrize(
    ("change", "what", "where"),
    [
        (_sheet("hidden"), "a hidden sheet", "sheet “Staff”"),
        (_sheet("veryHidden"), "a hidden sheet that Excel does not even list", "sheet “Staff”"),
        (_rows, "2 hidden rows", "sheet “Figures”: rows 2 and 3"),
        (_column, "1 hidden column", "sheet “Figures”: column B"),
        (_note, "1 comment or note", "sheet “Figures”"),
        (_name, "a name for cells of a hidden sheet", "name “people”"),
        (
            _white,
            "cells whose colour or format shows nothing of what they hold",
            "sheet “Figures”: B2 and perhaps more",
        ),
        (
            _mask,
            "cells whose number format shows other words than the figure they hold",
            "sheet “Figures”: B3 and perhaps more",
        ),
    ],
)
def test_what_a_workbook_hides_is_found_with_its_place(
    change: Callable[[Any, Any], None], what: str, where: str
) -> None:
    assert found("wards.xlsx", workbook(WARDS, change))[what].where == where


@pytest.mark.parametrize(
    ("member", "what"),
    [
        ("xl/pivotCache/pivotCacheRecords1.xml", "the data under a pivot table"),
        ("xl/model/item.data", "a data model"),
        ("xl/externalLinks/externalLink1.xml", "links to other workbooks"),
        ("xl/connections.xml", "connections to databases"),
        ("xl/revisions/revisionLog1.xml", "the history of what was changed"),
        ("xl/vbaProject.bin", "macros"),
        ("xl/embeddings/oleObject1.bin", "1 embedded file"),
        ("docProps/thumbnail.jpeg", "a small picture of the first page"),
    ],
)
def test_what_a_workbook_keeps_beside_its_sheets_is_found(member: str, what: str) -> None:
    content = added(workbook(WARDS), {member: b"<a/>"})
    assert any(one.startswith(what) for one in found("wards.xlsx", content))


def test_the_rest_of_a_cropped_picture_is_found() -> None:
    picture = b'<d><srcRect xmlns="http://example.org/a" l="0" r="25000"/><srcRect l="0"/></d>'
    content = added(workbook(WARDS), {"xl/drawings/drawing1.xml": picture})
    assert found("wards.xlsx", content).keys() == {
        "1 cropped picture, of which the file keeps the whole"
    }


def test_who_made_a_workbook_is_said_and_is_not_serious() -> None:
    content = workbook(WARDS, lambda book, _: setattr(book.properties, "lastModifiedBy", "Olive"))
    content = added(content, {"customXml/item1.xml": b"<a/>"})
    assert look_within("wards.xlsx", content) == (
        Unseen("who made the file", "file properties: author and last saved by", serious=False),
        Unseen("data that other programs have left", "file properties", serious=False),
    )


def test_a_workbook_of_a_hundred_columns_of_plain_figures_hides_nothing() -> None:
    assert found("wide.xlsx", workbook([list(range(100))] * 600)) == {}


def test_what_a_document_keeps_of_its_making_is_found() -> None:
    xml = (
        "<w:p><w:r><w:t>Seen</w:t></w:r>"
        '<w:del w:id="1" w:author="a"><w:r><w:delText>cats</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>dogs</w:t></w:r></w:ins>'
        '<w:ins w:id="3" w:author="a"><w:r><w:t>mice</w:t></w:r></w:ins>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr></w:r></w:p>"
    )

    def comment(made: Any) -> None:
        paragraph = made.add_paragraph("Seen")
        made.add_comment(paragraph.runs, "It was Olive", author="Olive Officer")

    def header(made: Any) -> None:
        run = made.sections[0].header.paragraphs[0].add_run("unseen")
        run.font.hidden = True

    content = added(document(body(xml), comment, header), {"word/vbaProject.bin": b""})
    assert {one.what: one.where for one in found("letter.docx", content).values()} == {
        "tracked changes: 2 insertions": "document",
        "tracked changes: 1 deletion": "document",
        "hidden text in 1 paragraph": "header",
        "1 comment": "document",
        "macros": "whole file",
        THUMBNAIL: "file properties",
    }
    assert Unseen("hidden text in 1 paragraph", "document") in look_within("letter.docx", content)


def test_text_hidden_by_a_style_is_found() -> None:
    def fill(made: Any) -> None:
        style = made.styles.add_style("Secret", 1)
        style.font.hidden = True
        made.add_paragraph("unseen", style=style)

    assert found("letter.docx", document(fill)).keys() == {
        "hidden text in 1 paragraph",
        THUMBNAIL,
    }


def test_a_document_that_hides_nothing_tells_only_what_its_template_left() -> None:
    content = document(lambda made: made.add_paragraph("Seen"))
    assert [one.what for one in look_within("letter.docx", content)] == [
        THUMBNAIL,
        "who made the file",
        "data that other programs have left",
    ]


def rewritten(change: Callable[[PdfWriter], object], source: str = "Seen") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(source))))
    change(writer)
    saved = BytesIO()
    writer.write(saved)
    return saved.getvalue()


def _layer_off(writer: PdfWriter) -> None:
    group = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG")}))
    off = DictionaryObject({NameObject("/OFF"): ArrayObject([group])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject({NameObject("/D"): off})


def _script(writer: PdfWriter) -> None:
    action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('x')")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(key): value for key, value in action.items()}
    )


def _hidden_note(writer: PdfWriter) -> None:
    note = FreeText(text="It was Olive", rect=(0, 0, 9, 9))
    note[NameObject("/F")] = NumberObject(2)
    writer.add_annotation(0, note)


@pytest.mark.parametrize(
    ("change", "what", "where"),
    [
        (
            lambda writer: writer.add_annotation(0, FreeText(text="Olive", rect=(0, 0, 9, 9))),
            "1 comment or mark",
            "page 1: FreeText",
        ),
        (_hidden_note, "1 hidden mark or form field", "page 1"),
        (
            lambda writer: writer.add_attachment("staff.csv", b"Olive"),
            "1 embedded file",
            "whole file: staff.csv",
        ),
        (_script, "scripts", "whole file"),
        (_layer_off, "layers that are switched off", "whole file"),
    ],
)
def test_what_a_pdf_holds_beside_its_pages_is_found(
    change: Callable[[PdfWriter], object], what: str, where: str
) -> None:
    assert found("letter.pdf", rewritten(change))[what].where == where


def test_a_link_in_a_pdf_is_seen() -> None:
    link = Link(rect=(0, 0, 9, 9), url="https://example.org")
    assert found("letter.pdf", rewritten(lambda writer: writer.add_annotation(0, link))) == {}


def test_an_earlier_version_in_a_pdf_is_found() -> None:
    saved = BytesIO(pdf("Olive Officer"))
    writer = PdfWriter(saved, incremental=True)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(DecodedStreamObject())
    writer.write(saved)
    assert "earlier versions, because changes were saved at its end" in found(
        "letter.pdf", saved.getvalue()
    )


def test_a_pdf_as_word_ends_it_has_no_earlier_version() -> None:
    content = pdf("Seen") + b"xref\n0 0\ntrailer\n<< >>\nstartxref\n9\n%%EOF"
    assert not any("earlier" in one.what for one in look_within("letter.pdf", content))


def test_who_made_a_pdf_is_said_and_is_not_serious() -> None:
    content = pdf('#set document(author: "Olive Officer", title: "Dogs")\nSeen')
    (made,) = look_within("letter.pdf", content)
    assert made == Unseen(
        "who made the file", "file properties: author, program and title", serious=False
    )


COVERED = "text under a drawn box, which can be copied"
BOX = "#place(dx: {}, dy: {}, rect(width: 60pt, height: 14pt, fill: {}))"


@pytest.mark.parametrize(
    ("box", "is_covered"),
    [
        (BOX.format("25pt", "-12pt", "black"), True),
        (BOX.format("25pt", "-12pt", "white"), True),
        (BOX.format("25pt", "-12pt", "rgb(0, 0, 0, 40%)"), False),
        (BOX.format("25pt", "-12pt", "none, stroke: red"), False),
        (BOX.format("25pt", "60pt", "black"), False),
        (BOX.format("380pt", "-12pt", "black"), False),
    ],
)
def test_text_under_a_drawn_box_is_found(box: str, is_covered: bool) -> None:
    content = pdf(f"The dog of Olive Officer barked.\n{box}")
    assert (COVERED in found("letter.pdf", content)) is is_covered


def test_text_on_a_ground_that_was_drawn_before_it_is_seen() -> None:
    content = pdf("#table(columns: 2, fill: gray, [Ward], [Fines], [North], [12])")
    assert COVERED not in found("letter.pdf", content)


def test_the_headers_and_attachments_of_an_e_mail_are_found() -> None:
    made = EmailMessage()
    made["From"] = "olive@example.org"
    made["Subject"] = "Dogs"
    made["Received"] = "from 192.0.2.1"
    made["Bcc"] = "secret@example.org"
    made.set_content("Seen")
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="staff.pdf")
    first, second = look_within("dogs.eml", made.as_bytes())
    assert first.where == "e-mail headers: Received and Bcc"
    assert second == Unseen("1 attached file", "attachments: “staff.pdf”")
    assert first.serious


@pytest.mark.parametrize("name", ["figures.csv", "figures.txt", "figures.tsv"])
def test_a_text_file_shows_all_that_it_holds(name: str) -> None:
    assert look_within(name, b"Ward,Fines\nNorth,12\n") == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.heic", b"\0\0\0\x18ftypheic"),
        ("letter.doc", b""),
        ("mail.msg", b""),
        ("figures.csv", b"\0\1\2"),
        ("all.zip", added(b"", {"a": b"a"})),
    ],
)
def test_what_cannot_be_looked_into_is_said_to_be_so(name: str, content: bytes) -> None:
    (only,) = look_within(name, content)
    assert "could not be looked into" in only.what
    assert only.serious


def test_a_damaged_or_protected_enclosure_is_refused() -> None:
    with pytest.raises(CannotRead, match="damaged"):
        look_within("wards.xlsx", workbook(WARDS)[:900])
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    with pytest.raises(CannotRead, match="nobody can look into it"):
        look_within("wards.xlsx", ole + "EncryptedPackage".encode("utf-16-le"))


def test_a_pdf_form_is_mentioned() -> None:
    def form(writer: PdfWriter) -> None:
        field = DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject("name"),
                NameObject("/Subtype"): NameObject("/Widget"),
            }
        )
        reference = writer._add_object(field)
        fields = DictionaryObject({NameObject("/Fields"): ArrayObject([reference])})
        writer.root_object[NameObject("/AcroForm")] = fields

    assert Unseen("1 form field", "whole file", serious=False) in look_within(
        "form.pdf", rewritten(form)
    )


def test_a_hidden_sheet_is_found_where_a_prefix_stands_before_every_name() -> None:
    """Some programs write <x:sheet> where Excel writes <sheet>."""
    content = changed(
        workbook(WARDS, _rows),
        "xl/worksheets/sheet1.xml",
        lambda xml: (
            xml.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x=")
        ),
    )
    assert "2 hidden rows" in found("wards.xlsx", content)
