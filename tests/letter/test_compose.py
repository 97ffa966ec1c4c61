"""The letter that the answers make: in the usual order, and each word from somewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from foi_bot.case import Case, Key
from foi_bot.interview.asked import question
from foi_bot.interview.questions import Goes, Kind
from foi_bot.letter.characters import printable
from foi_bot.letter.compose import REQUEST, compose
from foi_bot.letter.shown import PLACEHOLDERS
from foi_bot.letter.text import write
from foi_bot.letter.tree import (
    HOUSE,
    Heading,
    Letterhead,
    ListBlock,
    Paragraph,
    Quotation,
    Reference,
    SignOff,
    Slot,
    canonical,
    from_json,
    spans,
    to_json,
)
from tests.cases.build import answered, case_file, opened
from tests.letter.texts import anything

FILES = ["ncnd-fraud", "ncnd-cse-2018", "disclose-table-free", "mixed"]


def words(case: Case) -> str:
    """The running text of the case's letter."""
    return "\n".join(span.text for span in spans(compose(case)))


def headings(case: Case) -> list[str]:
    return [
        "".join(span.text for span in block.spans)
        for block in compose(case).blocks
        if isinstance(block, Heading)
    ]


@pytest.mark.parametrize("name", FILES)
def test_a_letter_has_the_order_that_its_readers_know(name: str) -> None:
    kinds = [type(block) for block in compose(case_file(name)).blocks]
    assert kinds[:6] == [Letterhead, Slot, Slot, Reference, Heading, Paragraph]
    assert kinds[6] is Quotation
    assert kinds.index(SignOff) > kinds.index(Quotation)
    assert headings(case_file(name))[-1] == "If you are not satisfied"
    assert kinds[-3:] == [Heading, Paragraph, Paragraph]


def test_an_ncnd_letter_argues_limb_by_limb_in_the_order_of_the_decision() -> None:
    assert headings(case_file("ncnd-cse-2018")) == [
        "Your request for information",
        "Our decision",
        "Why we neither confirm nor deny this",
        "Section 23(5): security bodies",
        "Section 30(3): investigations and proceedings",
        "Section 31(3): law enforcement",
        "If you are not satisfied",
    ]


@pytest.mark.parametrize("name", FILES)
def test_the_request_stands_in_the_letter_word_for_word(name: str) -> None:
    case = case_file(name)
    [quoted] = [block for block in compose(case).blocks if isinstance(block, Quotation)]
    text = "\n\n".join("".join(s.text for s in one.spans) for one in quoted.paragraphs)
    assert text == case.request.text
    assert all(span.origin == REQUEST for one in quoted.paragraphs for span in one.spans)


@pytest.mark.parametrize("name", FILES)
def test_everything_typed_for_the_letter_is_in_it_and_nothing_else_that_was_typed(
    name: str,
) -> None:
    case = case_file(name)
    letter = words(case)
    for key, answer in case.current.items():
        asked = question(case, key)
        if asked.kind not in (Kind.TEXT, Kind.LINES):
            continue
        lines = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        for line in lines:
            assert (line in letter) == (asked.goes is Goes.LETTER), key


@pytest.mark.parametrize("name", FILES)
def test_every_word_is_the_house_s_the_applicant_s_or_the_answer_to_a_question(name: str) -> None:
    case = case_file(name)
    for span in spans(compose(case)):
        known = span.origin in (HOUSE, REQUEST) or Key.parse(span.origin) in case.current
        assert known, span


@pytest.mark.parametrize("name", FILES)
def test_no_place_of_the_wording_stays_unfilled(name: str) -> None:
    text = write(compose(case_file(name)), {"date": "17 June 2024", "applicant": "A. N. Other"})
    assert not re.search(r"\{[{%#]|[%#}]\}|[\ue000-\uf8ff]|\(\)|, ,| {2}", text)
    assert not any(placeholder in text for placeholder in PLACEHOLDERS.values())


def test_a_part_that_is_answered_is_kept_apart_from_one_that_is_not() -> None:
    letter = words(case_file("mixed"))
    assert "Part 1: we hold the information" in letter
    assert "Apart from" not in letter
    assert "We neither confirm nor deny that we hold information that would answer part 2" in letter
    assert "including what we give you with it" in letter
    assert "any other information" not in letter
    assert "answer part 1" not in letter


def test_a_limb_is_named_to_the_letter_and_its_paragraph_with_it() -> None:
    letter = words(case_file("ncnd-fraud"))
    assert "section 40(5B)(a)(i) (personal information)" in letter
    assert "it would fall within section 30(1)(a)(i)" in letter
    assert "prejudice the prevention or detection of crime" in words(case_file("ncnd-cse-2018"))


def test_only_an_absolute_limb_is_called_so_and_only_a_qualified_one_is_weighed() -> None:
    letter = words(case_file("ncnd-cse-2018"))
    [absolute] = re.findall(r"Section 23\(5\): .*?(?=Section 30\(3\):)", letter, re.DOTALL)
    assert "This exemption is absolute" in absolute
    assert "Public interest test" not in absolute
    assert letter.count("Public interest test") == letter.count("This exemption is qualified") == 2


def test_each_factor_is_an_item_of_its_own() -> None:
    case = case_file("ncnd-fraud")
    lists = [block for block in compose(case).blocks if isinstance(block, ListBlock)]
    factors = case.value("pit-for", "30(3)")
    assert isinstance(factors, tuple)
    shown = [tuple("".join(s.text for s in item) for item in block.items) for block in lists]
    assert factors in shown


def test_the_level_is_the_same_throughout() -> None:
    likely = case_file("ncnd-cse-2018")
    assert "would be likely to prejudice" in words(likely)
    assert "more likely than not" not in words(answered(likely, "security-subject@23(5)", "x"))
    sure = answered(likely, "level@31(3)", "would")
    assert "would prejudice the prevention" in words(sure)
    assert "this prejudice would happen: it is more likely than not" in words(sure)


def test_the_regulator_is_the_one_of_the_letter_s_date() -> None:
    assert "https://ico.org.uk/concerns/" in words(case_file("ncnd-cse-2018"))
    assert "https://ico.org.uk/concerns/" not in words(case_file("ncnd-fraud"))


def test_a_letter_of_a_day_on_which_the_regulator_is_unknown_can_be_composed() -> None:
    assert "section 50" not in words(replace(opened(), on=date(2004, 1, 5)))


def test_the_date_and_the_applicant_are_slots_outside_what_is_approved() -> None:
    case = case_file("ncnd-fraud")
    letter = compose(case)
    assert [block.name for block in letter.blocks if isinstance(block, Slot)] == [
        "date",
        "applicant",
    ]
    assert "17 June 2024" not in words(case)


def test_the_same_answers_make_the_same_letter_and_it_can_be_kept() -> None:
    case = case_file("mixed")
    assert canonical(compose(case)) == canonical(compose(case))
    assert from_json(to_json(compose(case))) == compose(case)


@settings(deadline=None)
@given(anything, anything)
def test_whatever_is_typed_comes_out_as_those_very_characters(typed: str, asked: str) -> None:
    case = replace(case_file("ncnd-fraud"), request=replace(opened().request, text=asked))
    case = answered(answered(case, "if-yes@30(3)", typed), "pit-for@30(3)", (typed,))
    for key in ("if-yes@30(3)", "pit-for@30(3)"):
        kept = "".join(span.text for span in spans(compose(case)) if span.origin == key)
        assert _letters(kept) == _letters(printable(typed))
    quoted = "".join(span.text for span in spans(compose(case)) if span.origin == REQUEST)
    assert _letters(quoted) == _letters(printable(asked))


def _letters(text: str) -> str:
    """The text without white space, which only paragraphs are made of."""
    return re.sub(r"\s", "", text)
