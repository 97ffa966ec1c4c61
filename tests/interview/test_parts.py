"""The parts of a request keep the applicant's own labels, and a hole in the numbers is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.interview.parts import (
    Part,
    cut,
    from_value,
    holes,
    split,
    to_value,
    typed,
    written,
)

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def labels(text: str) -> list[str]:
    return [part.label for part in split(text).parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many cats do you keep?", [""]),
        ("1) How many?\n2) How old?", ["1)", "2)"]),
        ("1. How many?\n2. How old?\n3. Whose?", ["1.", "2.", "3."]),
        ("(a) How many?\n(b) How old?", ["(a)", "(b)"]),
        ("Q1. How many?\nQ2. How old?", ["Q1.", "Q2."]),
        ("Please say 1) how many 2) how old 3) whose", ["1)", "2)", "3)"]),
        ("I ask:\n- how many\n- how old", ["", ""]),
        ("1) How many?\n  a) boys\n  b) girls\n2) How old?", ["1)", "2)"]),
        ("In 2012) there were 3. Is that right?", [""]),
        ("Are there 10 or 2) fewer?", [""]),
    ],
)
def test_a_request_is_split_by_the_applicants_own_labels(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    ("given_labels", "missing"),
    [
        (["2)", "3)"], ("1",)),
        (["1.", "2.", "4."], ("3",)),
        (["a)", "c)"], ("b",)),
        (["Q1", "Q3"], ("2",)),
        (["1)", "2)"], ()),
        (["", ""], ()),
    ],
)
def test_a_hole_in_the_numbering_is_told(given_labels: list[str], missing: tuple[str, ...]) -> None:
    assert holes(given_labels) == missing


def test_a_part_whose_words_are_unchanged_keeps_its_answers() -> None:
    before = split("1) How many?\n2) How old?").parts
    after = typed("1) How many?\n\n2) Since when?\n\n3) How old?", before)
    assert [(part.id, part.text) for part in after] == [
        ("1", "How many?"),
        ("3", "Since when?"),
        ("2", "How old?"),
    ]


def test_parts_typed_on_one_line_are_parts_all_the_same() -> None:
    assert [part.label for part in typed("1) how many 2) how old", ())] == ["1)", "2)"]


def test_the_seed_whose_first_question_is_missing_shows_the_hole() -> None:
    file = SEEDS / "FOI2018-05339.txt"
    if not file.exists():
        pytest.skip("the seed letters are not beside this checkout")
    letter = file.read_text("utf-8")
    request = letter[letter.index("Please provide") : letter.index("I am required")]
    found = split(request)
    assert [part.label for part in found.parts] == ["2)", "3)"]
    assert found.holes == ("1",)


@given(st.text(max_size=400))
def test_every_request_has_at_least_one_part(text: str) -> None:
    found = split(text)
    assert found.parts
    assert len({part.id for part in found.parts}) == len(found.parts)


@given(st.lists(st.builds(Part, st.text(max_size=5), st.text(max_size=5), st.text(max_size=40))))
def test_parts_come_back_from_their_value_as_they_were(parts: list[Part]) -> None:
    assert from_value(to_value(parts)) == tuple(parts)


def test_what_an_officer_is_shown_to_edit_reads_back_as_the_same_parts() -> None:
    parts = split("1) How many?\n   a) boys\n   b) girls\n2) How old?").parts
    assert typed(written(parts), parts) == parts


def test_a_new_part_never_inherits_the_answers_of_one_that_was_taken_out() -> None:
    now = split("1) How many?\n2) How old?").parts
    after = typed("1) How many?\n\n2) How old?\n\n3) Whose?", now, used=["1", "2", "3", "30(3)"])
    assert [part.id for part in after] == ["1", "2", "4"]


def test_parts_of_equal_words_keep_their_own_answers() -> None:
    parts = split("1) How many?\n2) How many?\n3) When?").parts
    assert typed(written(parts), parts) == parts
    assert [part.id for part in typed("2) How many?\n\n3) When?", parts)] == ["2", "3"]
    assert [part.id for part in typed("7) How many?\n\n8) How many?", parts)] == ["1", "2"]


def test_an_unlabelled_part_of_two_paragraphs_stays_one_while_another_is_added() -> None:
    parts = split("I ask:\n- how many\n\nof them all\n- how old").parts
    after = typed(written(parts) + "\n\nand whose", parts)
    assert after == (*parts, Part("3", "", "and whose"))


WORDS = st.text("ab1) \n", min_size=1, max_size=30).map(str.strip).filter(bool)
LABELS = st.sampled_from(["", "1)", "2)", "(a)"])


@given(st.lists(st.tuples(LABELS, WORDS), min_size=1, max_size=6))
def test_parts_that_nobody_edits_stay_as_they_are(labelled: list[tuple[str, str]]) -> None:
    parts = tuple(Part(str(i), *one) for i, one in enumerate(labelled, start=1))
    assert typed(written(parts), parts) == parts


@given(st.text("ab \n", max_size=200), st.integers(4, 60))
def test_a_text_cut_for_several_boxes_comes_back_whole(text: str, width: int) -> None:
    pieces = cut(text, width)
    assert all(len(piece) <= width for piece, _ in pieces)
    assert "".join(piece + gap for piece, gap in pieces) == text


@given(st.text("a1) \n", max_size=60), st.lists(st.integers(1, 9).map(str)))
def test_no_two_parts_ever_have_one_id(text: str, used: list[str]) -> None:
    known = split("1) a\n2) a").parts
    ids = [part.id for part in typed(text, known, used)]
    assert len(set(ids)) == len(ids)
    assert not {i for i in ids if i not in {"1", "2"}} & set(used)
