"""What Word does of its own accord is no change, and whose words a change is where voices mix."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foi_bot.letter.edited.compared import Fate, compared
from foi_bot.letter.edited.units import Segment
from foi_bot.letter.edited.within import told_apart
from foi_bot.letter.tree import Heading, Letter, Paragraph, Span
from foi_bot.reading.docx_lines import Line
from tests.letter.edited.letters import NAMES, in_word, letter

HARM = "harm@31(3)"
ONE = "It would show when nobody's there - at night. Thieves would know."
TWO = "A denial does the same harm."
LETTER = Letter(
    "en-GB",
    "Your request",
    (
        Heading(1, (Span("Your request"),)),
        Paragraph((Span("Thank you for it."),)),
        Heading(2, (Span("The harm"),)),
        Paragraph((Span("Suppose that we said yes. "), Span(ONE, HARM))),
        Paragraph((Span(TWO, HARM),)),
        Heading(2, (Span("Your rights"),)),
        Paragraph((Span("You can ask for a review."),)),
    ),
)
LINES = (
    "Your request",
    "Thank you for it.",
    "The harm",
    f"Suppose that we said yes. {ONE}",
    TWO,
    "Your rights",
    "You can ask for a review.",
)


def edited(*lines: str):  # type: ignore[no-untyped-def]
    return compared(LETTER, [Line(line) for line in lines])


@pytest.mark.parametrize("name", NAMES)
def test_quotation_marks_dashes_and_spaces_that_word_sets_are_no_change(name: str) -> None:
    set_by_word = str.maketrans({"'": "\u2019", "-": "\u2011", " ": "\u00a0", "\u2019": "'"})
    found = [replace(one, text=one.text.translate(set_by_word)) for one in in_word(name)]
    edited = compared(letter(name), found)
    assert (edited.answers, edited.changes) == ((), ())


def test_new_words_have_no_space_that_only_word_sets() -> None:
    (words,) = edited(*LINES[:4], "A\u00a0denial does \u201cthe same\u201d.", *LINES[5:]).answers
    assert words.now[-1] == "A denial does \u201cthe same\u201d."


def test_a_paragraph_cut_in_two_is_two_of_the_answer() -> None:
    cut = ("Suppose that we said yes. It would show when nobody's there - at night.",)
    found = edited(*LINES[:3], *cut, "Thieves would know.", *LINES[4:])
    (words,) = found.answers
    assert words.now == (
        "It would show when nobody's there - at night.",
        "Thieves would know.",
        TWO,
    )
    assert found.changes == ()


def test_two_paragraphs_made_one_are_one_of_the_answer() -> None:
    (words,) = edited(*LINES[:3], f"{LINES[3]} {TWO}", *LINES[5:]).answers
    assert words.now == (f"{ONE} {TWO}",)


def test_a_paragraph_added_between_two_of_an_answer_is_its_own() -> None:
    (words,) = edited(*LINES[:4], "Others would follow.", *LINES[4:]).answers
    assert words.now == (ONE, "Others would follow.", TWO)


def test_a_paragraph_added_at_the_end_of_an_answers_section_is_its_own() -> None:
    (words,) = edited(*LINES[:5], "Others would follow.", *LINES[5:]).answers
    assert words.now == (ONE, TWO, "Others would follow.")


def test_a_paragraph_added_among_the_houses_is_nobodys() -> None:
    found = edited(*LINES, "Write to us.")
    assert found.answers == ()
    assert [(one.fate, one.under, one.now) for one in found.changes] == [
        (Fate.ADDED, "Your rights", "Write to us.")
    ]


def test_a_paragraph_of_an_answer_taken_out_is_out_of_it() -> None:
    (words,) = edited(*LINES[:4], *LINES[5:]).answers
    assert words.now == (ONE,)


def test_a_paragraph_of_the_house_taken_out_is_told() -> None:
    found = edited(LINES[0], *LINES[2:])
    assert [(one.was, one.now) for one in found.changes] == [("Thank you for it.", "")]
    assert found.answers == ()


HOUSE = [Segment("house", "We hold "), Segment("held", "ten files"), Segment("house", ".")]
TWO_VOICES = [Segment("one", "red"), Segment("house", ", "), Segment("other", "blue, green")]


@pytest.mark.parametrize(
    ("segments", "text", "said"),
    [
        (HOUSE, "We hold a few files.", ("We hold ", "a few files", ".")),
        (HOUSE, "We have ten files.", ("We have ", "ten files", ".")),
        (HOUSE, "We hold ten files. All of them.", ("We hold ", "ten files. All of them", ".")),
        (HOUSE, "We have ten long files.", ("We have ", "ten long files", ".")),
        (TWO_VOICES, "pink, blue, green", ("pink", ", ", "blue, green")),
        (TWO_VOICES, "red, blue, black", ("red", ", ", "blue, black")),
        (TWO_VOICES, "pink, sky, black, white", None),
    ],
)
def test_where_voices_mix_each_change_is_one_voices_or_nobodys(
    segments: list[Segment], text: str, said: tuple[str, ...] | None
) -> None:
    found = told_apart(segments, text)
    assert (found and tuple(map(str.strip, found))) == (said and tuple(map(str.strip, said)))


def test_what_is_nobodys_for_certain_changes_no_answer() -> None:
    found = compared(
        Letter(
            "en", "T", (Heading(1, (Span("T"),)), Paragraph(tuple(_span(s) for s in TWO_VOICES)))
        ),
        [Line("T"), Line("pink, sky, black, white")],
    )
    assert found.answers == ()
    assert [one.fate for one in found.changes] == [Fate.UNCLEAR]


def _span(segment: Segment) -> Span:
    return Span(segment.text, segment.origin)
