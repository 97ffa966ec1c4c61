"""What a letter decides, whatever else it mentions: warnings, delays, silence and refusals."""

from __future__ import annotations

from datetime import date

import pytest

from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read import read
from foi_bot.letter.read.written import Place, Written


def letter(*body: str, head: str = "Our ref: FOI 22/1099\n\n6 December 2022") -> Written:
    """A letter with this body, paragraph by paragraph."""
    opening = "Thank you for your request, which we received on 7 November 2022."
    parts = ["Sampleton Council", head, "Dear Applicant,", opening, *body]
    return read("\n\n".join([*parts, "Yours faithfully,", "Olive Officer", "Sampleton Council"]))


def told(one: Written) -> set[tuple[Outcome, tuple[str, ...]]]:
    return {(each.kind, each.limbs) for each in one.decisions}


@pytest.mark.parametrize(
    "sentence",
    [
        "Parts of what you want might turn out to be exempt, for instance under section 40.",
        "Some records may be withheld in line with section 41 of the Act.",
        "A very wide request could be refused under section 14.",
        "What you describe is likely to be in excess of the limit in section 12.",
        "If it costs too much we will refuse your request under section 12(1).",
    ],
)
def test_a_warning_of_what_might_be_refused_decides_nothing(sentence: str) -> None:
    one = letter("We have logged your request and will answer it soon.", sentence)
    assert told(one) == set()
    assert one.cites == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The plan is held. It is exempt under section 26(3) of the Act.",
        "We hold the plan and withhold it under section 26(3) of the Act.",
        "We have decided not to release the plan because section 26(3) of the Act applies.",
    ],
)
def test_a_letter_that_withholds_under_the_wrong_limb_still_withholds(sentence: str) -> None:
    assert told(letter(sentence)) == {(Outcome.WITHHOLD, ("26(3)",))}


def test_a_letter_that_keeps_silent_under_the_wrong_limb_still_keeps_silent() -> None:
    one = letter(
        "We neither confirm nor deny whether any plan is held.",
        "The provision that takes away the duty to do so is section 31(1)(a) of the Act.",
    )
    assert (Outcome.NCND, ("31(1)(a)",)) in told(one)
    assert {kind for kind, _ in told(one)} == {Outcome.NCND}


@pytest.mark.parametrize(
    "later",
    [
        "We have yet to decide whether the public interest favours release. Section 10(3) of the"
        " Act allows us such further time as is reasonable.",
        "We haven't yet reached a decision on the public interest, and section 10(3) of the Act"
        " gives us a further reasonable period for it.",
        "Section 43(2) is a qualified exemption. We must decide where the public interest lies, and"
        " have not yet done so. We expect to need longer, until 5 January 2023.",
    ],
)
def test_a_limb_whose_public_interest_is_still_weighed_is_extended_and_not_withheld(
    later: str,
) -> None:
    one = letter("The report is exempt under section 43(2) of the Act.", later)
    assert told(one) == {(Outcome.EXTEND, ("43(2)",))}


def test_only_the_limb_that_the_delay_is_for_is_extended() -> None:
    one = letter(
        "We withhold two names under section 40(2) of the Act.",
        "We consider the report exempt under section 35(1)(a). No decision on the public interest"
        " has been reached yet, and section 10(3) gives us more time for it.",
    )
    assert told(one) == {(Outcome.WITHHOLD, ("40(2)",)), (Outcome.EXTEND, ("35(1)(a)",))}


def test_a_bare_refusal_rests_on_the_provision_that_the_letter_explains() -> None:
    one = letter(
        "We hold this in our minute books.",
        "Section 12(1) of the Act frees an authority from answering if it estimates that this would"
        " cost more than the appropriate limit.",
        "Reading the books would take 36 hours. The request is therefore refused.",
    )
    assert (Outcome.COST, ("12(1)",)) in told(one)


@pytest.mark.parametrize(
    "sentence",
    [
        "We refuse your request under section 14(2), as it repeats your earlier request.",
        "Section 14(2) applies, because your previous request asked for the same, so we refuse it.",
    ],
)
def test_a_repeated_request_is_refused_though_the_earlier_one_is_named(sentence: str) -> None:
    assert told(letter(sentence)) == {(Outcome.REPEATED, ("14(2)",))}


def test_to_ask_what_a_request_is_about_is_no_refusal_on_cost() -> None:
    one = letter(
        "Please let us know whether the request relates to lorries or to vans.",
        "Section 12 of the Act allows public authorities to refuse requests where the cost would"
        " exceed the appropriate limit.",
    )
    assert told(one) == {(Outcome.CLARIFY, ())}


def test_another_law_is_told_only_where_a_letter_names_it() -> None:
    one = letter("We withhold the bids under section 43(2). Rivals would count on them.")
    assert told(one) == {(Outcome.WITHHOLD, ("43(2)",))}


def test_a_day_on_which_a_request_came_is_not_the_letters_own() -> None:
    one = letter(
        "We hold it.", head="Date received: 7 November 2022\nDate of response: 6 December 2022"
    )
    assert (one.received, one.dated) == (date(2022, 11, 7), date(2022, 12, 6))


def test_the_period_that_is_asked_about_is_no_day_of_receipt() -> None:
    one = read(
        "6 December 2022\n\nDear Applicant,\n\nWe had your request on 7 November 2022. It is about"
        " reports received between 1 April 2021 and 31 March 2022.\n\nWe hold it."
    )
    assert one.received == date(2022, 11, 7)


@pytest.mark.parametrize(
    ("line", "reference"),
    [("Our Reference: SMP IAT 2013 0135", "SMP IAT 2013 0135"), ("Our ref: FOI: 004321", "004321")],
)
def test_a_reference_of_several_words_is_read_whole(line: str, reference: str) -> None:
    assert letter(head=f"{line}\n\n6 December 2022").reference == reference


def test_a_line_that_ends_within_a_sentence_goes_on_in_the_next() -> None:
    one = letter("We are withholding it under section 31(1)(a) of the Freedom of\nInformation Act.")
    assert any(piece.text.endswith("of the Freedom of Information Act.") for piece in one.pieces)


def test_nought_is_an_answer_and_no_number_of_an_item() -> None:
    one = letter("3. How many were lost?\n0. The Council holds no more.")
    assert any(piece.text.startswith("0. The") for piece in one.pieces)


@pytest.mark.parametrize(
    "words", ["With best wishes,", "All the best", "Thanks", "Yn gywir / Yours sincerely"]
)
def test_a_letter_ends_with_its_valediction(words: str) -> None:
    body = "We do not hold any of the reports that you asked for."
    one = read(f"6 December 2022\n\nDear Applicant,\n\n{body}\n\n{words}\n\nOlive Officer")
    assert [piece.text for piece in one.at(Place.SIGN_OFF)] == [words, "Olive Officer"]


def test_a_short_sentence_is_no_heading() -> None:
    one = letter("Section 38 is a qualified exemption.", "We hold it.")
    piece = next(each for each in one.pieces if each.text.startswith("Section 38"))
    assert not piece.is_heading
