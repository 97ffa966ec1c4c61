"""Any letter that neither confirms nor denies does not give away which it is (s1(1)(a), s2(1))."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.checks.any_letter.ncnd_leak import check
from foi_bot.checks.any_letter.sheet import CannotTell
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.silence_words import forbids_inference, says_whether_it_is_held
from tests.checks.any_letter.letters import CLOSE, REVIEW, SECTION_50, sheet

MUST_FIX, LOOK_AGAIN = Severity.MUST_FIX, Severity.LOOK_AGAIN

OPENING = """Northvale Police
Bridge Street, Northvale NV1 2BB

14 March 2024

Our reference: FOI-2024-0117

Dear Applicant

Thank you for your request, which we received on 26 February 2024. You asked:

"How many officers have watched the Lantern Club since 2020, and how many films have they made?"
"""
DENIAL = (
    "Northvale Police neither confirms nor denies that it holds this information. The duty in "
    "section 1(1)(a) of the Freedom of Information Act 2000 does not apply, by virtue of section "
    "31(3) (law enforcement)."
)
HARM = (
    "Confirming or denying would be likely to prejudice the prevention of crime. A yes would warn "
    "those who meet at the club, and a no would tell them that they are safe."
)
FOR = "In favour of confirming or denying, people would know that covert powers are accounted for."
AGAINST = "Against confirming or denying, nobody could be watched who knew of it."
CONCLUSION = (
    "On balance the public interest in maintaining the exclusion of the duty to confirm or deny "
    "outweighs the public interest in disclosing whether the information is held."
)
NO_INFERENCE = (
    "Nothing in this letter should be taken to mean that the information is held, or that it is "
    "not."
)


def silent(*more: str, denial: str = DENIAL, inference: str = NO_INFERENCE) -> str:
    """A letter that neither confirms nor denies, with these paragraphs among its reasons."""
    reasons = ("Section 31(3)", HARM, *more, "Public interest test", FOR, AGAINST, CONCLUSION)
    body = (OPENING.strip(), denial, *reasons, inference, REVIEW, SECTION_50, CLOSE)
    return "\n\n".join(one for one in body if one) + "\n"


def found(text: str, request: str = "") -> list[tuple[Severity, str]]:
    told = check(sheet(text, request))
    return [(one.severity, one.quote) for one in told if isinstance(one, Finding)]


def test_reasons_in_the_conditional_give_nothing_away() -> None:
    assert found(silent()) == []


@pytest.mark.parametrize(
    "words",
    [
        "We hold films of the club.",
        "The force does not hold any information about the club.",
        "I can confirm that this information is held by the intelligence team.",
        "No information is held about the club.",
        "Our searches located relevant records, which cannot be shared.",
        "The club is under investigation.",
        "There is a live investigation into the club.",
        "The information shows who comes to the club at night.",
        "The requested records contain the names of members.",
        "The 12 officers who watch the club would be recognised.",
        "Eleven officers have been placed at the club, and they must be able to go on.",
    ],
)
def test_words_that_say_whether_it_is_held_have_to_be_mended(words: str) -> None:
    assert found(silent(words)) == [(MUST_FIX, words)]


@pytest.mark.parametrize(
    "words",
    [
        "If we held films of the club, a yes would warn its members.",
        "A yes would tell members that we hold films of the club.",
        "To confirm that information is held would warn them; to deny it would encourage them.",
        "Suspects would learn whether there is an investigation into the club.",
        "Whether or not any information is held, an answer would help them.",
        "To state that no information is held would be as useful to them.",
        "If 12 officers were at the club, they would be recognised.",
        "There is one club in the street and there are two doors to it.",
        "On 3 June 2023 a newspaper wrote about the club, and section 30(1)(a) was in the news.",
        "The national figures published each year count 1,200 officers in such work.",
        "Irrespective of what is or is not held, the police must be cautious.",
        "The police hold meetings with clubs throughout the year.",
    ],
)
def test_words_that_only_suppose_it_are_left_alone(words: str) -> None:
    assert found(silent(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Our investigation would be compromised.",
        "The information requested is exempt.",
        "We are withholding the information under section 31.",
        "Disclosing the information requested would show where the officers stand.",
    ],
)
def test_words_that_read_as_if_there_were_something_are_looked_at_again(words: str) -> None:
    assert found(silent(words)) == [(LOOK_AGAIN, words)]


@pytest.mark.parametrize(
    "caveat",
    [
        "The data supplied is a snapshot taken from a live system.",
        "These figures are provisional and subject to change.",
        "The figures given in this response are unaudited.",
        "Our data may differ from those of other forces because of recording practices.",
    ],
)
def test_a_warning_about_data_says_that_there_are_some(caveat: str) -> None:
    assert found(silent(caveat)) == [(MUST_FIX, caveat)]


def test_what_offices_write_about_anything_published_is_no_warning_about_data() -> None:
    words = "Any information released under the Act is regarded as published to the world."
    assert found(silent(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "No inference can be drawn from this as to whether any information exists.",
        "This should not be read as an indication that information is, or is not, held.",
        "You should not infer from this that we do or do not hold anything.",
        "It would be wrong to take this as confirming either that there are films or that there "
        "are none.",
        "This reply does not confirm that such information exists, nor that it does not.",
        "Please do not treat our answer as evidence of the presence or absence of any information.",
    ],
)
def test_a_house_may_forbid_inference_in_its_own_words(words: str) -> None:
    assert forbids_inference(words)
    assert found(silent(inference=words)) == []


FROM_THIS_LETTER = [
    "Please don't draw any conclusion from this letter about the road.",
    "Nothing should be inferred from our response.",
    "You should not read anything into this reply.",
    "No assumption is to be made from the wording of the refusal, or from this letter.",
    "It would be unwise to deduce anything from this answer.",
    "We give the same reply to all such questions, whether or not there is such a camera.",
]


@pytest.mark.parametrize("words", FROM_THIS_LETTER)
def test_a_warning_may_speak_of_the_letter_alone(words: str) -> None:
    assert found(silent(inference=words)) == []


def test_what_a_search_found_says_that_it_is_held() -> None:
    told = found(silent("A search of our systems found 12 records."))
    assert [severity for severity, _ in told] == [MUST_FIX]


def test_a_letter_without_a_word_on_inference_is_looked_at_again() -> None:
    assert found(silent(inference="")) == [(LOOK_AGAIN, "")]


def test_a_denial_is_no_word_on_inference() -> None:
    assert not forbids_inference(DENIAL)
    assert not says_whether_it_is_held(DENIAL)


OTHER = "any other information relevant to your request"
MIXED = DENIAL.replace("this information", OTHER)


def test_what_is_answered_plainly_may_be_held() -> None:
    answer = "We hold part of this. In 2022 two officers made three films of the club, in uniform."
    assert found(silent(denial=f"{answer}\n\n{MIXED}")) == []


def test_a_question_that_is_answered_is_kept_apart_by_its_number() -> None:
    request = "1. How many officers do you have?\n2. How many officers have watched the club?"
    body = (
        OPENING.split("You asked:")[0].strip() + " You asked:",
        request,
        "Question 1. We hold this information. On 1 February 2024 there were 1,204 officers.",
        "Question 2. " + DENIAL,
        "Section 31(3)",
        HARM,
        FOR,
        AGAINST,
        CONCLUSION,
        NO_INFERENCE,
        REVIEW,
        SECTION_50,
        CLOSE,
    )
    assert found("\n\n".join(body)) == []


def test_reasons_beside_an_answer_still_keep_silent() -> None:
    words = "We hold films of the club that would show who stood where."
    [(severity, quote)] = found(silent(words, denial=f"Two films are public.\n\n{MIXED}"))
    assert (severity, quote) == (MUST_FIX, words)


def test_a_letter_that_withholds_may_give_figures_and_say_what_is_held() -> None:
    withheld = (
        "We hold 12 films of the club. They are exempt under section 31(1)(a) of the Freedom of "
        "Information Act 2000."
    )
    assert found(silent(denial=withheld).replace("31(3)", "31(1)(a)")) == []


def test_the_applicant_may_assert_what_they_like() -> None:
    text = silent().replace('"How many', '"You hold 12 films of the club. How many')
    assert found(text) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.sampled_from([DENIAL, HARM, MIXED, FOR]), st.text(max_size=80))))
def test_whatever_a_letter_says_it_is_judged_and_quoted_by_its_own_words(more: list[str]) -> None:
    read = sheet(silent(*more))
    for one in check(read):
        assert isinstance(one, Finding | CannotTell)
        if isinstance(one, Finding) and one.quote:
            assert any(one.quote in piece.text for piece in read.letter.pieces)


@pytest.mark.parametrize("hostile", ["we hold " * 25_000, "12 " * 60_000, "not " * 50_000])
def test_a_hostile_letter_is_judged_as_well(hostile: str) -> None:
    assert list(check(sheet(silent(hostile)))) is not None
