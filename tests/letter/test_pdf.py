"""A letter as a PDF: the same words, readable by a screen reader, the same bytes every time."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from foi_bot.letter import text
from foi_bot.letter.pdf import Pdf, render, write
from foi_bot.letter.stationery import Stationery
from foi_bot.letter.tree import (
    Block,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    Quotation,
    Reference,
    Span,
    Table,
)
from tests.letter.sample import NCND, SENT
from tests.letter.texts import HOSTILE, anything
from tests.letter.trees import letters


def letter(*blocks: Block, title: str = "Title") -> Letter:
    return Letter("en-GB", title, blocks)


def paragraph(words: str) -> Paragraph:
    return Paragraph((Span(words, "q"),))


def read(content: bytes) -> str:
    """The words of the PDF, page by page, without the page numbers."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return "".join(re.sub(r"\n?\d+ / \d+\s*$", "", page) for page in pages)


def bare(words: str) -> str:
    """The characters without white space and the marks that only plain text has."""
    return re.sub(r"[\s>|]", "", words)


LATIN = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=["Cc", "Cf"])
)


@given(letters(LATIN))
@settings(max_examples=60)
def test_the_pdf_says_what_the_plain_text_says(any_letter: Letter) -> None:
    assert bare(read(write(any_letter, {}))) == bare(text.write(any_letter, {}))


@given(letters(anything))
@settings(max_examples=60)
def test_every_letter_can_be_a_pdf(any_letter: Letter) -> None:
    assert write(any_letter, {}).startswith(b"%PDF-")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
@settings(max_examples=80)
def test_any_characters_side_by_side_can_be_in_a_pdf(typed: str) -> None:
    tree = letter(Heading(2, (Span(typed),)), Table(typed, (typed,), ()), paragraph(typed))
    assert write(tree, {}).startswith(b"%PDF-")


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_are_words(typed: str) -> None:
    tree = letter(Letterhead((typed,)), Reference(typed, typed), Quotation((paragraph(typed),)))
    made = render(tree, {"date": typed})
    plain = re.sub("[^\x20-\x7e\u2022]", "", bare(text.write(tree, {"date": typed})))
    if not re.search("[\u0590-\u06ff\u202e\u2066]", typed):
        assert re.sub("[^\x20-\x7e\u2022]", "", bare(read(made.content))) == plain


def test_what_no_font_has_is_visibly_not_shown_and_told() -> None:
    made = render(letter(paragraph("caf\u00e9 \U0001f600 \u0175 \u4e2d\u6587 e\u20dd")), {})
    assert set(made.unshown) == {"\U0001f600", "\u4e2d", "\u6587", "\u20dd"}
    assert bare(read(made.content)) == "caf\u00e9\ufffd\u0175\ufffd\ufffde\ufffd"


def test_what_every_letter_needs_is_shown() -> None:
    words = "ŴŵŶŷ ‘it’s’ “so” – — … £ € ½ ° ✓ Ж Ω"
    made = render(letter(paragraph(words)), {})
    assert made.unshown == ()
    assert bare(read(made.content)) == bare(words)


def test_nothing_missing_in_one_letter_is_missing_in_the_next() -> None:
    assert render(letter(paragraph("\U0001f600")), {}).unshown == ("\U0001f600",)
    assert render(letter(paragraph("fine")), {}).unshown == ()
    assert render(letter(paragraph("\U0001f600 again")), {}).unshown == ("\U0001f600",)


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert render(NCND, SENT) == render(NCND, SENT)


def test_a_folder_of_fonts_may_be_named(tmp_path: Path) -> None:
    assert render(NCND, SENT, Stationery(fonts=tmp_path)) == render(NCND, SENT)


def test_a_screen_reader_is_told_language_title_and_structure() -> None:
    content = write(NCND, SENT)
    root, about = catalogue(content), PdfReader(BytesIO(content)).metadata
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert about is not None
    assert about.title == "Response to your request FOI2026/00042"
    assert about.author is None
    assert "/CreationDate" not in about
    assert set(_roles(root["/StructTreeRoot"])) >= ROLES
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


ROLES = {"/H1", "/H2", "/H3", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/BlockQuote", "/Link"}


def catalogue(content: bytes) -> Any:
    """The PDF's own account of itself."""
    return PdfReader(BytesIO(content)).root_object


def _roles(node: object) -> list[str]:
    """The kinds of element in a PDF's structure."""
    found = getattr(node, "get_object", lambda: node)()
    if isinstance(found, list):
        return [role for kid in found for role in _roles(kid)]
    if not isinstance(found, dict):
        return []
    own = [str(found["/S"])] if "/S" in found else []
    return own + (_roles(found["/K"]) if "/K" in found else [])


def test_headings_that_begin_too_deep_or_skip_a_level_are_mended() -> None:
    tree = letter(Heading(3, (Span("a"),)), Heading(3, (Span("b"),)), Heading(3, (Span("c"),)))
    root = catalogue(write(tree, {}))
    roles = [role for role in _roles(root["/StructTreeRoot"]) if role.startswith("/H")]
    assert roles == ["/H1", "/H2", "/H3"]


def test_a_letter_without_title_or_words_is_still_a_pdf() -> None:
    reader = PdfReader(BytesIO(write(letter(title=""), {})))
    assert reader.metadata is not None
    assert reader.metadata.title == "Letter"


def test_40_000_characters_without_a_space_stay_on_the_page() -> None:
    word = "abcdefghij" * 4_000
    made = write(letter(paragraph(word)), {})
    assert bare(read(made)) == word
    assert 8 < len(PdfReader(BytesIO(made)).pages) < 12


def test_two_letters_at_once_do_not_disturb_each_other() -> None:
    trees = [letter(paragraph(f"number {n} \U0001f600")) for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        made: list[Pdf] = list(pool.map(lambda tree: render(tree, {}), trees))
    assert [bare(read(each.content)) for each in made] == [f"number{n}\ufffd" for n in range(12)]
