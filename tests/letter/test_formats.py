"""One letter, every format: all say the same."""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO

import docx as word
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader

from foi_bot.letter import docx, markdown, pdf, slack, text
from foi_bot.letter.shown import Slots
from foi_bot.letter.tree import Letter
from tests.letter.sample import NCND, SENT
from tests.letter.trees import letters


def from_docx(letter: Letter, slots: Slots) -> str:
    document = word.Document(BytesIO(docx.write(letter, slots)))
    return "".join(str(run.text) for run in document.element.body.xpath(".//w:t"))


def from_pdf(letter: Letter, slots: Slots) -> str:
    pages = PdfReader(BytesIO(pdf.write(letter, slots))).pages
    return "".join(re.sub(r"\n?\d+ / \d+\s*$", "", page.extract_text()) for page in pages)


def from_markdown(letter: Letter, slots: Slots) -> str:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown.write(letter, slots))
    return "".join(child.content for token in tokens for child in token.children or [])


def from_slack(letter: Letter, slots: Slots) -> str:
    texts = [block["text"] for post in slack.write(letter, slots) for block in post]
    words = "\n".join(re.sub("^```\n|\n```$", "", each["text"]) for each in texts)
    words = re.sub(r"^-+(  -+)*$", "", words, flags=re.MULTILINE)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


FORMATS = (from_docx, from_pdf, from_markdown, from_slack)


def bare(words: str) -> str:
    """The words without white space and without what marks a list, a quotation, a cell, a strong
    word in one format and not in another."""
    return re.sub(r"^\d\d?\. |[\s>•|*]", "", words, flags=re.MULTILINE)


@pytest.mark.parametrize("slots", [{}, SENT], ids=["draft", "sent"])
@pytest.mark.parametrize("read", FORMATS)
def test_a_real_letter_reads_the_same_in_every_format(read: object, slots: Slots) -> None:
    assert callable(read)
    assert bare(read(NCND, slots)) == bare(text.write(NCND, slots))


LETTERS_ALONE = st.text(st.sampled_from("abcdefgh ŵŷéà,;:'()&<_`~#\\"), max_size=20)


@given(letters(LETTERS_ALONE))
@settings(max_examples=60)
def test_any_letter_reads_the_same_in_every_format(letter: Letter) -> None:
    told = bare(text.write(letter, {}))
    assert [bare(read(letter, {})) for read in FORMATS] == [told] * len(FORMATS)


@pytest.mark.parametrize("write", [text.write, markdown.write])
def test_text_ends_in_one_line_break_and_has_no_block_stuck_to_another(write: object) -> None:
    assert callable(write)
    written = write(NCND, SENT)
    assert written.endswith(".\n")
    assert "\n\n\n" not in written
    assert "Anytown\n" in text.write(NCND, SENT)


def test_nothing_of_the_applicant_is_in_a_draft() -> None:
    drafted = text.write(NCND, {})
    assert "[the applicant’s name and address]" in drafted
    assert "[date of sending]" in drafted
    assert "A N Other" not in drafted


def test_the_libraries_of_files_are_loaded_when_a_file_is_first_written() -> None:
    look = (
        "import sys, foi_bot.letter.docx, foi_bot.letter.pdf;"
        "print({'docx', 'typst'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert told.stdout == "set()\n"


@pytest.mark.parametrize("language", ["cy", "cy-GB", "gd", "nonsense", ""])
def test_a_letter_may_be_in_any_language(language: str) -> None:
    letter = Letter(language, "Eich cais", NCND.blocks)
    assert bare(from_pdf(letter, SENT)) == bare(from_docx(letter, SENT))
