"""A letter that neither confirms nor denies does not give away which it is (s1(1)(a), s2(1))."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foi_bot.letter.compose import compose
from tests.cases.build import answered, case_file
from tests.checks.letters import (
    LOOK_AGAIN,
    MUST_FIX,
    findings,
    fraud,
    with_paragraph,
    without,
    worst,
)

RULE = "ncnd-leak"


@pytest.mark.parametrize("name", ["ncnd-fraud", "ncnd-cse-2018", "disclose-table-free", "mixed"])
def test_reasons_in_the_conditional_give_nothing_away(name: str) -> None:
    assert findings(case_file(name), RULE) == []


@pytest.mark.parametrize(
    "words",
    [
        "We hold papers about the fund.",
        "We do not hold anything about the fund.",
        "No information is held about the treasurer.",
        "The fund would be alarmed; information is held about its accounts.",
        "The treasurer is under investigation.",
        "We are currently investigating the fund.",
        "There is a live investigation into the fund.",
        "There are live investigations into the fund.",
        "It is live.",
        "The information shows that money was taken from the fund.",
        "The requested records contain the names of witnesses.",
        "What we hold reveals how the fund was robbed.",
        "We have no doubt about the 12 officers who work on it.",
    ],
)
def test_words_that_say_whether_it_is_held_have_to_be_mended(words: str) -> None:
    [finding] = findings(fraud({"stage@30(3)": words}), RULE)
    assert finding.severity is MUST_FIX
    assert (finding.place, finding.answer) == ("Section 30(3)", "stage@30(3)")
    assert finding.quote in words


@pytest.mark.parametrize(
    "words",
    [
        "If we held papers about the fund, a yes would warn its treasurer.",
        "A yes would tell the treasurer that we hold papers about the fund.",
        "Nobody could tell whether we hold anything about the fund.",
        "To confirm that we hold papers about the fund would warn a suspect.",
        "If the fund were under investigation, its treasurer would learn of it.",
        "Suspects would learn whether there is an investigation into the fund.",
        "If there were an investigation, its subject could act before the investigation was over.",
        "People would think that the information shows something about the fund.",
        "Somebody who is guilty would know what the police know of the fund.",
        "Article 10 and section 30(3) protect those whom the fund accuses.",
        "On 3 June 2024 the fund would have been in the news.",
        "Somebody who is under investigation could empty the fund's accounts.",
        "There are few investigations into funds in which nothing is hidden.",
        "Witnesses know that information is held in confidence, and speak of the fund.",
        "We hold ourselves to that promise towards those who accuse the fund.",
        "The data extracted from the fund's telephones would be lost.",
        "Whoever calls 101 about the fund would be known within 24 hours.",
        "Our investigations into funds depend on such reports.",
    ],
)
def test_words_that_only_suppose_it_are_left_alone(words: str) -> None:
    assert findings(fraud({"stage@30(3)": words}), RULE) == []


@pytest.mark.parametrize(
    "words",
    [
        "Our investigation would be compromised.",
        "The force currently holds a file on the treasurer.",
        "The police are investigating the fund.",
        "It would harm our covert operation at the fund.",
        "The ongoing investigation depends on the fund's clerk.",
        "The suspects are watching the fund.",
        "A yes would warn 400 people at the fund.",
    ],
)
def test_words_that_read_as_if_there_were_something_are_looked_at_again(words: str) -> None:
    assert worst(fraud({"stage@30(3)": words}), RULE) is LOOK_AGAIN


@pytest.mark.parametrize(
    "words",
    [
        "If 12 officers were working on it, they would be recognised.",
        "Anybody could ask how many officers there are, five or fifty.",
    ],
)
def test_a_number_that_is_only_supposed_is_no_figure_of_ours(words: str) -> None:
    assert worst(fraud({"if-yes@30(3)": words}), RULE) is not MUST_FIX


def test_a_number_that_the_applicant_brought_up_tells_nothing() -> None:
    case = answered(
        case_file("mixed"), "if-yes@30(3)", "Bicycles stolen in 2023 would be hidden by 2 dealers."
    )
    assert worst(case, RULE) is not MUST_FIX


CAVEATS = [
    "The figures in this letter are a snapshot taken from a live system.",
    "These data are provisional and subject to change.",
    "Our statistics should not be compared with other forces', as recording systems differ.",
    "The data are unaudited.",
]


@pytest.mark.parametrize("caveat", CAVEATS)
def test_a_warning_about_data_in_a_letter_without_data_says_that_there_are_some(
    caveat: str,
) -> None:
    case = fraud()
    found = findings(case, RULE, with_paragraph(compose(case), caveat))
    assert [(f.severity, f.quote, f.answer) for f in found] == [(MUST_FIX, caveat, "")]


@pytest.mark.parametrize("caveat", CAVEATS)
def test_the_same_warning_beside_figures_that_are_given_is_in_its_place(caveat: str) -> None:
    case = answered(case_file("mixed"), "basis@1", caveat)
    assert findings(case, RULE) == []
    assert findings(answered(case_file("disclose-table-free"), "basis@1", caveat), RULE) == []


def test_what_others_have_published_may_be_called_provisional() -> None:
    words = "The national statistics on such exploitation are public, if provisional."
    case = answered(case_file("ncnd-cse-2018"), "known-already@31(3)", words)
    assert worst(case, RULE) is LOOK_AGAIN


def test_a_warning_that_could_be_about_either_part_is_looked_at_again() -> None:
    case = case_file("mixed")
    assert worst(case, RULE, with_paragraph(compose(case), CAVEATS[0])) is LOOK_AGAIN


def test_holding_the_information_may_be_said_of_the_part_that_is_answered() -> None:
    case = answered(case_file("mixed"), "answer@1", "We hold this: 386 bicycles were stolen.")
    assert findings(case, RULE) == []


def test_a_letter_without_a_word_on_inference_is_looked_at_again() -> None:
    case = fraud()
    [finding] = findings(case, RULE, without(compose(case), "should be taken to mean"))
    assert finding.severity is LOOK_AGAIN
    assert "nothing in the letter is to be taken to mean" in finding.advice


def test_a_house_may_put_the_word_on_inference_its_own_way() -> None:
    case = fraud()
    letter = without(compose(case), "should be taken to mean")
    words = "No inference can be drawn as to whether we hold it."
    assert findings(case, RULE, with_paragraph(letter, words)) == []


def test_the_applicant_may_assert_what_they_like() -> None:
    case = fraud()
    asked = "You are investigating the fund, and 12 officers work on it. The data are provisional."
    case = replace(case, request=replace(case.request, text=asked))
    assert findings(case, RULE) == []
