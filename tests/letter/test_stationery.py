"""What a pack brings for its letters to be written on: taken whole, or told what is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from foi_bot.bundled import templates
from foi_bot.letter import docx as word
from foi_bot.letter import pdf
from foi_bot.letter.house import load_house, load_houses
from foi_bot.letter.problems import BadFile
from foi_bot.letter.stationery import Look, Stationery
from foi_bot.letter.tree import Letter, Letterhead, Paragraph, Span
from tests.letter.letterheads import letterhead
from tests.letter.sample import NCND, SENT

FONTS = Path(str(templates().joinpath("typst", "fonts")))
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2">%s<path d="M0 0L4 2L0 2Z"/></svg>'
PLAIN_FIELDS = """
id: harbour
authority: Anytown Harbour Board
short_name: the Board
body: other
letterhead: [Anytown Harbour Board, "1 Quay Street, Anytown AN3 3CC", foi@harbour.example.org]
contact: {email: foi@harbour.example.org}
sign_off: [Yours sincerely, Harbour Office]
references: "AHB{number:04d}"
review: {email: review@harbour.example.org, address: Harbour Office}
"""


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, (0, 90, 80)).save(made, kind)
    return made.getvalue()


@pytest.fixture
def pack(tmp_path: Path) -> Callable[..., Path]:
    """A pack with these fields and files besides what every pack has."""

    def make(fields: str = "", files: Mapping[str, bytes] | None = None) -> Path:
        folder = tmp_path / "harbour"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "pack.yaml").write_text(f"{PLAIN_FIELDS}{fields}\n", "utf-8")
        for name, content in (files or {}).items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(content)
        return folder

    return make


LOGO = "logo_text: A quay"


@pytest.mark.parametrize(
    ("name", "content"),
    [("logo.png", picture()), ("logo.jpg", picture("JPEG")), ("logo.svg", SVG % b"")],
)
def test_a_logo_is_in_both_files_with_its_words(
    pack: Callable[..., Path], name: str, content: bytes
) -> None:
    on = load_house(pack(LOGO, {name: content})).stationery
    assert on.logo is not None
    assert on.logo.width / on.logo.height == 2
    document = docx.Document(BytesIO(word.write(NCND, SENT, on)))
    (shape,) = document.element.body.iter(qn("wp:docPr"))
    assert shape.get("descr") == "A quay"
    assert document.paragraphs[1].text == NCND.blocks[0].lines[0]  # type: ignore[union-attr]
    assert words_for_pictures(pdf.write(NCND, SENT, on)) == ["A quay"]
    assert words_for_pictures(pdf.write(NCND, SENT)) == []


def words_for_pictures(content: bytes) -> list[str]:
    """What a screen reader says in place of the PDF's pictures."""
    return _alternatives(PdfReader(BytesIO(content)).root_object["/StructTreeRoot"])


def _alternatives(node: Any) -> list[str]:
    found = getattr(node, "get_object", lambda: node)()
    if isinstance(found, list):
        return [words for kid in found for words in _alternatives(kid)]
    if not isinstance(found, dict):
        return []
    own = [str(found["/Alt"])] if found.get("/S") == "/Figure" else []
    return own + _alternatives(found.get("/K"))


@pytest.mark.parametrize(
    ("fields", "files", "told"),
    [
        ("", {"logo.png": picture()}, "pack.yaml, line 1, logo_text: is missing"),
        (LOGO, {}, "logo_text: expected a logo beside it"),
        (LOGO, {"logo.png": picture(), "logo.svg": SVG % b""}, "expected one logo"),
        (LOGO, {"logo.png": picture("JPEG")}, "logo.png, line 1: is damaged, or no PNG"),
        (LOGO, {"logo.png": picture()[:60]}, "logo.png, line 1: is damaged"),
        (LOGO, {"logo.png": picture(size=(2500, 2500))}, "at most 4 million pixels"),
        (LOGO, {"logo.jpg": bytes(300_001)}, "at most 300 KB"),
        (LOGO, {"logo.svg": b"<svg"}, "is damaged, or no SVG"),
        (LOGO, {"logo.svg": SVG % b"<script>x</script>"}, "holds <script>"),
        (LOGO, {"logo.svg": SVG % b"<text>Board</text>"}, "its words turned into paths"),
        (LOGO, {"logo.svg": SVG % b'<use href="http://example.org/a#b"/>'}, "the attribute href"),
        (LOGO, {"logo.svg": SVG % b'<path fill="url(http://example.org)"/>'}, "attribute fill"),
        (LOGO, {"logo.svg": SVG % b'<path onload="x"/>'}, "attribute onload"),
        (LOGO, {"logo.svg": b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG}, "a document type"),
        (LOGO, {"logo.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>'}, "has no size"),
        ("", {"letterhead.docx": letterhead()}, "letterhead_in: is missing"),
        ("letterhead_in: file", {}, "expected letterhead.docx beside it"),
        ("letterhead_in: header", {}, "letterhead_in: expected 'file' or 'text'"),
        (
            "letterhead_in: file",
            {"letterhead.docx": letterhead(lines=("Somebody Else",))},
            "letterhead.docx, line 1: says “1 Quay Street, Anytown AN3 3CC” nowhere",
        ),
        (
            "letterhead_in: text",
            {"letterhead.docx": b"x"},
            "harbour/letterhead.docx, line 1: is damaged",
        ),
        ("look: {accent: blue}", {}, "look.accent: expected a colour such as"),
        ("look: {accent: '#ffd700'}", {}, "look.accent: expected a darker colour"),
        ("look: {font: Harbour Sans}", {}, "look.font: expected one of sans, serif, or the files"),
        ("look: {font: 'a\"b'}", {}, "look.font"),
        ("look: {margins: {left: 5}}", {}, "look.margins.left"),
        ("look: {logo_height: 90}", {}, "look.logo_height"),
        ("look: {template: x}", {}, "look.template"),
        ("", {"fonts/a.ttf": b"no font"}, "fonts/a.ttf, line 1: is no font that can be used"),
        ("", {"letterhead.typ": b"#panic()"}, "harbour/letterhead.typ, line 1: is neither"),
        ("", {"fonts/run.py": b"x"}, "harbour/fonts/run.py, line 1: is neither"),
    ],
)
def test_each_mistake_is_told_with_its_file(
    pack: Callable[..., Path], fields: str, files: Mapping[str, bytes], told: str
) -> None:
    with pytest.raises(BadFile) as bad:
        load_house(pack(fields, files))
    assert told in str(bad.value)


def test_the_version_changes_with_any_byte_of_a_letterhead_logo_or_font(
    pack: Callable[..., Path],
) -> None:
    font = (FONTS / "LiberationSans-Regular.ttf").read_bytes()
    versions = {
        load_house(pack("", {})).version,
        load_house(pack(LOGO, {"logo.png": picture()})).version,
        load_house(pack(LOGO, {"logo.png": picture(size=(20, 20))})).version,
        load_house(pack("letterhead_in: file", {"letterhead.docx": letterhead()})).version,
        load_house(pack("", {"fonts/f.ttf": font})).version,
        load_house(pack("look: {font: serif}")).version,
    }
    assert len(versions) == 6


def test_a_pack_may_bring_a_font_of_its_own(pack: Callable[..., Path]) -> None:
    font = (FONTS / "LiberationSans-Regular.ttf").read_bytes()
    files = {"fonts/f.ttf": font, "fonts/OFL.txt": b"licence"}
    house = load_house(pack("look: {font: Liberation Sans}", files))
    assert b"LiberationSans" in fonts(pdf.write(NCND, SENT, house.stationery))
    document = docx.Document(BytesIO(word.write(NCND, SENT, house.stationery)))
    assert "Liberation Sans" in document.styles.element.xpath(".//w:rFonts/@w:ascii")


def fonts(content: bytes) -> bytes:
    """The names of the fonts of a PDF's first page."""
    page: Any = PdfReader(BytesIO(content)).pages[0]
    found = (font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values())
    return " ".join(sorted(map(str, found))).encode()


@pytest.mark.parametrize(
    ("font", "family", "in_word"),
    [("sans", b"LiberationSans", "Arial"), ("serif", b"LibertinusSerif", "Times New Roman")],
)
def test_the_font_of_the_look_is_that_of_both_files(font: str, family: bytes, in_word: str) -> None:
    on = Stationery(Look(font=font))
    assert family in fonts(pdf.write(NCND, SENT, on))
    document = docx.Document(BytesIO(word.write(NCND, SENT, on)))
    assert set(document.styles.element.xpath(".//w:rFonts/@w:ascii")) == {in_word}


def test_the_accent_and_margins_of_the_look_are_in_word() -> None:
    on = Stationery(Look.model_validate({"accent": "#7A1F3D", "margins": {"left": 40}}))
    document = docx.Document(BytesIO(word.write(NCND, SENT, on)))
    for style in ("Title", "Heading 1", "Letterhead Name", "Hyperlink"):
        assert str(document.styles[style].font.color.rgb) == "7A1F3D"
    assert round((document.sections[0].left_margin or 0) / 36_000) == 40


def test_the_same_stationery_gives_the_same_bytes() -> None:
    for house in load_houses().values():
        first = [write(NCND, SENT, house.stationery) for write in (word.write, pdf.write)]
        assert first == [write(NCND, SENT, house.stationery) for write in (word.write, pdf.write)]


def test_every_pack_that_comes_with_the_program_has_looks() -> None:
    houses = load_houses()
    assert houses["practice"].stationery.logo is not None
    assert houses["practice-council"].stationery.letterhead is not None


def test_a_day_and_its_month_stay_together_in_the_pdf() -> None:
    said = "x" * 40 + " on 12 May 2026 at 3 Example Road"
    tree = Letter("en-GB", "t", (Letterhead(("a",)), Paragraph((Span(said),))))
    text = PdfReader(BytesIO(pdf.write(tree, {}))).pages[0].extract_text()
    assert "12\u00a0May 2026" in text
    assert "3 Example" in text
