"""What is given, not held, unclear or somebody else's: what the letter says of each."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from foi_bot.case import Case, Key
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import wordings
from foi_bot.interview.slices import slices
from foi_bot.letter.compose import compose
from foi_bot.letter.passages import label_of, labels_of, name_of, names_of
from foi_bot.letter.text import write
from foi_bot.letter.tree import HOUSE, Heading, ListBlock, spans
from tests.cases.build import answered, case_file, changed, opened

THREE = "1) How many drones?\n2) Who flies them?\n3) When?"


def text(case: Case) -> str:
    """The case's letter as plain text."""
    return write(compose(case), {"date": "17 June 2024", "applicant": "A N Other"})


def headings(case: Case) -> list[str]:
    return [
        "".join(span.text for span in block.spans)
        for block in compose(case).blocks
        if isinstance(block, Heading)
    ]


def three(**outcomes: str) -> Case:
    """A request of three parts with these outcomes: `three(p1="disclose", p3="not-held")`."""
    return changed(opened(THREE), {f"outcome@{part[1:]}": what for part, what in outcomes.items()})


def divided(*pieces: str, outcome: str = "disclose") -> Case:
    """A request of one part that is divided into these pieces."""
    case = changed(opened(), {"outcome@1": "split", "pieces@1": pieces})
    return changed(case, {f"outcome@1/{no}": outcome for no, _ in enumerate(pieces, start=1)})


# Names


def test_a_whole_request_is_called_your_request() -> None:
    case = opened()
    (one,) = slices(case)
    assert (name_of(case, one), label_of(case, one)) == ("your request", None)


def test_parts_that_share_an_outcome_are_named_together() -> None:
    case = three(p1="disclose", p2="disclose", p3="not-held")
    one, two, _ = slices(case)
    assert names_of(case, (one, two)) == ["parts 1 and 2 of your request"]
    assert labels_of(case, (one, two)) == ["parts 1 and 2"]
    assert labels_of(case, (one,)) == ["part 1"]


@pytest.mark.parametrize(
    ("typed", "within"),
    [
        ("The drones that we announced.", "the drones that we announced"),
        ("any other information", "any other information"),
        ("Anytown's drones", "Anytown's drones"),
        ("Airport flights", "Airport flights"),
    ],
)
def test_a_piece_stands_within_a_sentence_and_at_its_start(typed: str, within: str) -> None:
    case = divided(typed, "the rest")
    one, _ = slices(case)
    assert name_of(case, one) == f"your request (as far as it covers {within})"
    assert label_of(case, one) == within
    said = text(case)
    assert f"{within[0].upper()}{within[1:]}: we hold the information" in said


def test_a_piece_of_one_part_of_several_says_of_which() -> None:
    case = changed(three(p2="split"), {"pieces@2": ("The pilots' names", "The rest")})
    one = slices(case)[1]
    assert name_of(case, one) == "part 2 of your request (as far as it covers the pilots' names)"
    assert label_of(case, one) == "the pilots' names (part 2)"


# Given


def test_a_plain_how_many_takes_the_form_and_four_answers() -> None:
    case = case_file("disclose-table-free")
    assert [key.question for key in plan(case)] == ["outcome", "answer", "basis", "people"]


def test_several_parts_that_are_given_are_one_line_of_the_decision() -> None:
    said = text(three(p1="disclose", p2="not-held", p3="disclose"))
    assert "Parts 1 and 3: we hold the information that you asked for and give it to you" in said
    assert "Part 2: we do not hold the information that you asked for." in said


def test_each_part_that_is_given_has_a_section_of_its_own() -> None:
    assert "Part 1: the information" in headings(case_file("mixed-three"))
    assert "The information" in headings(case_file("disclosure-with-table"))


def test_why_the_form_asked_for_was_not_used_is_told_where_somebody_says_so() -> None:
    case = case_file("disclosure-with-table")
    assert "section 11" not in text(case)
    case = answered(case, "form-refused", "The street list is on paper.")
    assert "not reasonably practicable" in text(case)
    assert "The street list is on paper." in text(case)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [("open", "Open Government Licence"), ("third-party", "Somebody else holds the copyright")],
)
def test_how_the_information_may_be_used_again_is_told(chosen: str, told: str) -> None:
    assert told in text(answered(case_file("disclosure-with-table"), "reuse", chosen))


def test_nothing_is_said_of_re_use_where_nothing_is_given() -> None:
    case = answered(case_file("not-held"), "reuse", "open")
    assert "Open Government Licence" not in text(case)


def test_files_that_go_with_the_letter_are_named_with_their_size() -> None:
    case = case_file("disclosure-with-table")
    assert "We enclose penalty-charge-notices-by-street.csv (48 KB)." in text(case)
    (one,) = case.enclosures
    two = replace(one, no=2, name="zones <2024>.pdf", size=2_300_000)
    both = replace(case, enclosures=(one, two))
    assert "We enclose these 2 files:" in text(both)
    assert "• zones <2024>.pdf (2.3 MB)" in text(both)
    none = replace(case, enclosures=(replace(one, removed=True),))
    assert "We enclose" not in text(none)


# Not held


def test_what_is_not_held_is_said_plainly_with_the_search_the_reason_and_who_may_hold_it() -> None:
    said = text(case_file("not-held"))
    assert "We do not hold the information that you asked for." in said
    order = ["How we looked for it. ", "Why we do not hold it. ", "Where else it may be. "]
    places = [said.index(lead) for lead in order]
    assert places == sorted(places)
    assert "Public health analyst" not in said


def test_nought_is_an_answer_and_the_questions_say_so() -> None:
    assert "Nought is an answer" in wordings()["building-blocks"].why


# Unclear


def test_a_letter_that_only_asks_says_so_in_its_title_and_decides_nothing() -> None:
    assert headings(case_file("clarification")) == [
        "Your request for information: we need to know more",
        "What we need to know",
        "What happens next",
        "If you are not satisfied",
    ]
    assert "rest of your request" not in text(case_file("clarification"))


def test_what_would_identify_it_is_offered_as_choices() -> None:
    case = case_file("clarification")
    (found,) = [block for block in compose(case).blocks if isinstance(block, ListBlock)]
    lines = tuple("".join(span.text for span in item) for item in found.items)
    assert lines == case.value("would-identify", "1")


def test_only_what_is_unclear_has_its_time_begin_afresh() -> None:
    said = text(case_file("outside"))
    assert "Your request for information\n" in said
    assert "we have 20 working days for part 6 of your request." in said
    assert "The rest of your request is not affected" in said


# Answered before, and elsewhere


def test_what_an_earlier_letter_decided_is_found_by_its_date() -> None:
    case = three(p1="answered-before", p2="answered-before", p3="disclose")
    case = changed(case, {"earlier-letter@1": "2024-06-03", "earlier-letter@2": "2024-06-03"})
    assert "We decided parts 1 and 2 of your request in our letter of 3 June 2024." in text(case)
    case = answered(case, "earlier-letter@2", "2024-06-10")
    assert "We decided part 2 of your request in our letter of 10 June 2024." in text(case)


def test_environmental_information_comes_under_its_own_law_by_its_own_day() -> None:
    case = case_file("outside")
    said = text(case)
    assert "Environmental Information Regulations 2004" in said
    assert "by 16 July 2024, which is 20 working days after we received your request" in said
    assert "you will have 40 working days to do so" in said
    late = text(replace(case, on=date(2024, 7, 17)))
    assert "The 20 working days that the Regulations give us have passed. We are sorry" in late


def test_a_request_for_one_s_own_data_is_dealt_with_as_one_within_a_month_of_receipt() -> None:
    said = text(case_file("outside"))
    assert "Part 3: we do not answer this under the Act, because section 40(1)" in said
    assert "section 40(5A) we do not have to say under the Act whether we hold any" in said
    assert "one month to answer you, which began on 17 June 2024" in said
    assert "section 40(5)(a) we do not" in text(replace(case_file("outside"), on=date(2018, 5, 24)))


def test_the_answer_to_an_ordinary_question_and_the_other_authority_are_in_the_letter() -> None:
    said = text(case_file("outside"))
    assert "Part 4: we answer this as we would any question, without the Act. The next open" in said
    assert "Part 5: we do not hold this information, which is for another authority" in said


# Together


def test_three_outcomes_stand_in_one_letter_each_apart_from_the_others() -> None:
    said = text(case_file("mixed-three"))
    assert said.index("Part 1: the information") < said.index("Part 2: information that we do not")
    assert said.index("Part 2: information that we do not") < said.index("Why we neither confirm")
    assert "information that would answer part 3 of your request" in said


def test_what_is_not_confirmed_is_apart_from_what_is_given_of_the_same_part() -> None:
    said = text(case_file("slices"))
    assert "The use of bait bicycles that we announced: we hold the information" in said
    other = "would answer your request (as far as it covers any other use of bait bicycles)"
    assert f"neither confirm nor deny that we hold information that {other}" in re.sub(
        "  +", " ", said
    )
    assert f"any other information that {other}" in said


@pytest.mark.parametrize(
    "name",
    ["disclosure-with-table", "not-held", "clarification", "mixed-three", "slices", "outside"],
)
def test_every_word_is_the_house_s_the_applicant_s_or_an_answer_s(name: str) -> None:
    case = case_file(name)
    for span in spans(compose(case)):
        assert span.origin in (HOUSE, "request") or Key.parse(span.origin) in case.current, span
    assert not re.search(r"\{[{%#]|[%#}]\}|\(\)|, ,|\.\.", text(case))


LABEL = 75
"""Slack shows at most this many characters of an option."""


def test_every_question_has_a_good_and_a_bad_example_and_labels_that_slack_shows_whole() -> None:
    for name, asked in wordings().items():
        assert asked.good.strip(), name
        assert asked.bad.strip(), name
        assert all(len(option.label) <= LABEL for option in asked.options), name
