"""One rule on characters, for every format."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.letter.characters import address, one_line, pieces, printable
from tests.letter.texts import anything


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b", "a\ufffdb"),
        ("a\x1bb\x7fc\x9dd", "a\ufffdb\ufffdc\ufffdd"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("\ufffe\uffff\ufdd0\U0001fffe", "\ufffd" * 4),
        ("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        (
            "\u202e\u200b\u200d\ufeff\ue000\U0001f600\t",
            "\u202e\u200b\u200d\ufeff\ue000\U0001f600\t",
        ),
    ],
)
def test_what_cannot_be_shown_is_visibly_not_shown(typed: str, shown: str) -> None:
    assert printable(typed) == shown


@given(anything)
def test_what_is_shown_is_the_same_for_good(typed: str) -> None:
    shown = printable(typed)
    assert printable(shown) == shown
    assert shown.encode("utf-8").decode("utf-8") == shown


@given(anything)
def test_what_is_shown_may_stand_in_xml(typed: str) -> None:
    element = ElementTree.Element("t")
    element.text = printable(typed)
    assert ElementTree.fromstring(ElementTree.tostring(element)).text == (element.text or None)


@given(anything)
def test_one_line_is_one_line_of_the_same_words(typed: str) -> None:
    line = one_line(typed)
    assert "\n" not in line
    assert line.split() == printable(typed).split()


@given(anything, st.integers(1, 40))
def test_a_word_in_pieces_is_the_same_word(typed: str, longest: int) -> None:
    assert "".join(pieces(typed, longest)) == typed


def test_only_words_too_long_for_a_line_are_in_pieces() -> None:
    assert pieces("short words only", 5) == ["short words only"]
    assert pieces("unbreakable", 5) == ["unbre", "akabl", "e"]
    assert pieces("https://ab.example.org/foi-requests", 20) == [
        "https://ab.example.",
        "org/foi-requests",
    ]
    assert pieces("abcde\u0301f", 5) == ["abcde\u0301", "f"]


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("https://ico.org.uk/foicomplaints", True),
        ("mailto:foi@example.org", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("https://example.org/a b", False),
        ("https://example.org/\x00", False),
        ("", False),
        (None, False),
    ],
)
def test_a_letter_leads_to_the_web_and_to_mailboxes_only(link: str | None, leads: bool) -> None:
    assert address(link) == (link if leads else None)
