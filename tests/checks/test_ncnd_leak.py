"""A letter that neither confirms nor denies does not give away which it is (s1(1)(a), s2(1))."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foi_bot.case import Case, Key, Value
from foi_bot.interview.plan import plan
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import canonical
from tests.cases.build import answered, case_file, changed, opened
from tests.checks.letters import (
    LOOK_AGAIN,
    MUST_FIX,
    beside,
    findings,
    fraud,
    relying,
    with_paragraph,
    without,
    worked,
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


DRONES: dict[str, Value] = {"outcome": "disclose", "answer": "We own nine drones, 386 batteries."}


def test_we_hold_is_right_where_it_is_told_openly_and_wrong_where_it_is_not() -> None:
    case = beside(
        {"outcome": "withhold", "exemptions": ("31(1)(a)",), "released": "We hold 9 more."}
    )
    assert findings(case, RULE) == []
    [finding] = findings(answered(case, "stage@30(3)", "We hold films of Robin Example."), RULE)
    assert (finding.severity, finding.answer) == (MUST_FIX, "stage@30(3)")


@pytest.mark.parametrize(
    "outcome",
    ["disclose", "withhold", "not-held", "accessible", "to-be-published", "cost", "clarify"],
)
def test_whatever_is_told_beside_it_silence_is_not_broken(outcome: str) -> None:
    assert findings(beside({"outcome": outcome}), RULE) == []


@pytest.mark.parametrize(
    "words",
    [
        "If one of the 386 batteries were used to watch somebody, a yes would tell them so.",
        "A yes would tell Robin Example to look out for the 386 batteries.",
    ],
)
def test_a_figure_of_the_part_that_is_answered_is_looked_at_again_in_reasons_for_silence(
    words: str,
) -> None:
    [finding] = findings(answered(beside(DRONES), "if-yes@30(3)", words), RULE)
    assert finding.severity is LOOK_AGAIN
    assert "is answered" in finding.advice


def test_a_number_that_counts_what_only_the_other_part_asks_for_tells_nothing_of_this_one() -> None:
    words = "Whoever knew that twelve drones were in the air would look up."
    assert worst(answered(beside(DRONES), "if-yes@30(3)", words), RULE) is not MUST_FIX


SILENT: dict[str, Value] = {"outcome@1": "ncnd", "limbs@1": ("30(3)",)}


def silenced() -> Case:
    """A case that was answered first, and is now neither confirmed nor denied."""
    answers = {"outcome@1": "disclose", "answer@1": "We have opened 1,386 files on Robin Example."}
    case = opened("How many files have you opened on Robin Example since 2019?")
    return worked(changed(worked(changed(case, answers)), SILENT))


def test_nothing_of_an_answer_stays_in_the_letter_once_the_part_is_to_be_left_unanswered() -> None:
    case = silenced()
    assert Key("answer", "1") not in plan(case)
    assert Key("answer", "1") in case.current
    assert "1,386" not in canonical(compose(case)).decode()
    assert findings(case, RULE) == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("if-yes@30(3)", "If there were 1,386 of them, Robin Example would take fright."),
        ("if-no@30(3)", "Robin Example would know that 1386 is the number of them."),
        ("stage@30(3)", "We have opened 1,386 files on Robin Example."),
        ("pit-decisive@30(3)", "To confirm or deny the 1,386 would warn Robin Example."),
    ],
)
def test_an_answer_that_was_taken_back_is_found_where_it_is_typed_again(
    key: str, words: str
) -> None:
    [finding] = findings(answered(silenced(), key, words), RULE)
    assert (finding.severity, finding.answer) == (MUST_FIX, key)
    assert "before it was decided neither to confirm nor to deny" in finding.advice


def test_words_of_an_answer_that_was_taken_back_are_known_without_a_figure() -> None:
    words = "The records team keeps some on paper."
    case = changed(opened("Are there files on Robin Example?"), {"outcome@1": "disclose"})
    case = worked(changed(worked(answered(case, "answer@1", words)), SILENT))
    [finding] = findings(
        answered(case, "stage@30(3)", "the records team keeps some on paper"), RULE
    )
    assert finding.severity is MUST_FIX


def test_an_answer_that_another_part_still_gives_was_not_taken_back() -> None:
    case = worked(changed(beside(DRONES), {"outcome@2": "disclose", "answer@2": "Of 386."}))
    case = worked(changed(case, {"outcome@2": "ncnd", "limbs@2": ("30(3)",)}))
    words = "Whoever knew the 386 batteries would look out for Robin Example."
    assert worst(answered(case, "if-yes@30(3)", words), RULE) is LOOK_AGAIN


def divided(*pieces: str) -> Case:
    """A part in two pieces: the first told openly, the other neither confirmed nor denied."""
    case = opened("Which drones do you use, and where?")
    case = changed(case, {"outcome@1": "split", "pieces@1": pieces, "outcome@1/1": "disclose"})
    return worked(changed(case, {"outcome@1/2": "ncnd", "limbs@1/2": ("31(3)",)}))


def test_what_is_not_answered_is_called_so_that_its_name_tells_nothing() -> None:
    named = "the drones that we use openly"
    assert findings(divided(named, "any other information about drones"), RULE) == []
    [finding] = findings(divided(named, "the 14 drones that we fly in secret"), RULE)
    assert (finding.severity, finding.answer, finding.place) == (
        MUST_FIX,
        "pieces@1",
        "The request",
    )


def test_the_house_does_not_say_that_it_holds_what_is_neither_confirmed_nor_denied() -> None:
    case, words = fraud(), "We hold this information."
    [finding] = findings(case, RULE, with_paragraph(compose(case), words))
    assert (finding.severity, finding.quote, finding.answer) == (LOOK_AGAIN, words, "")
    mixed = case_file("mixed")
    assert findings(mixed, RULE, with_paragraph(compose(mixed), words)) == []


@pytest.mark.parametrize(("kind", "severity"), [("only", MUST_FIX), ("mixed", LOOK_AGAIN)])
def test_what_is_said_of_the_whole_letter_can_give_it_away(kind: str, severity: str) -> None:
    answers: dict[str, Value] = {
        "letter": "review",
        "review-faults": "We hold the files of Robin Example, and were slow to look for them.",
    }
    case = relying("ncnd", "30(3)") if kind == "only" else beside(DRONES)
    [finding] = findings(worked(changed(case, answers)), RULE)
    assert (finding.severity, finding.answer) == (severity, "review-faults")


@pytest.mark.parametrize(
    ("outcome", "severity"), [("ncnd", MUST_FIX), ("disclose", LOOK_AGAIN), ("", LOOK_AGAIN)]
)
def test_a_letter_that_comes_before_the_decision_does_not_say_what_is_held(
    outcome: str, severity: str
) -> None:
    case = answered(opened(), "outcome@1", outcome) if outcome else opened()
    case = worked(answered(case, "letter", "holding"))
    assert findings(case, RULE) == []
    words = "We hold the register on paper, and it takes long to read."
    [finding] = findings(answered(case, "holding-why", words), RULE)
    assert (finding.severity, finding.answer) == (severity, "holding-why")


def test_an_acknowledgement_says_nothing_of_what_is_held() -> None:
    assert findings(worked(answered(opened(), "letter", "acknowledgement")), RULE) == []
