"""Whatever a text is, all its words are in the pieces, in their order."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.letter.read import read
from tests.letter.read.cases import NAMES, as_text
from tests.letter.texts import HOSTILE, anything

MARKS = st.text(alphabet=' \n\t>|-•1).aQ:"“”‘’Section(3)harm[]', max_size=300)
LINES = st.lists(
    st.sampled_from(
        [
            "",
            "Dear Sir",
            "Our ref: FOI 1/23",
            "You asked:",
            "> How many?",
            "1) How many?",
            "Section 31(3) – Law Enforcement",
            "Harm",
            "Factors in favour of disclosure",
            "• a factor",
            "We neither confirm nor deny that we hold it.",
            "On balance the public interest outweighs. Section 30(3). It would harm.",
            "A  |  B",
            "1  |  2",
            "Page 1 of 2",
            "Yours sincerely",
            "an endless line " * 12,
        ]
    ),
    max_size=30,
).map("\n".join)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def read_back(text: str) -> list[str]:
    return words(" ".join(f"{piece.label} {piece.text}" for piece in read(text).pieces))


@given(anything | MARKS | LINES)
def test_the_words_of_all_pieces_in_order_are_the_words_of_the_text(text: str) -> None:
    assert read_back(text) == words(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_of_a_hostile_text_is_dropped(text: str) -> None:
    assert read_back(text) == words(text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_no_word_of_a_sample_letter_is_dropped(name: str, kind: str) -> None:
    assert read_back(as_text(name, kind)) == words(as_text(name, kind))


@given(LINES)
def test_every_piece_says_on_which_line_it_begins(text: str) -> None:
    lines = [piece.line for piece in read(text).pieces]
    assert lines == sorted(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)
