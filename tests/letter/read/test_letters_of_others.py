"""Letters of other offices: every fact in the ways in which they are written. All are made up."""

from __future__ import annotations

from datetime import date

import pytest

from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read import read
from foi_bot.letter.read.written import Argued, Place, Written


def letter(*body: str, head: str = "Our ref: FOI 22/1099\n\n6 December 2022") -> Written:
    """A letter with this body, paragraph by paragraph."""
    opening = "Thank you for your request, which we received on 7 November 2022."
    return read("\n\n".join(["Sampleton Council", head, "Dear Applicant,", opening, *body]))


def argued(one: Written, cite: str) -> Argued:
    return next(each for each in one.limbs if each.cite == cite)


@pytest.mark.parametrize(
    ("line", "reference"),
    [
        ("Our Ref: FOI2023/07335", "FOI2023/07335"),
        ("Our reference: 9021-FOI", "9021-FOI"),
        ("Our Reference: GFRS 16/184", "GFRS 16/184"),
        ("FREEDOM OF INFORMATION REQUEST REFERENCE NO: 208-2023", "208-2023"),
        ("Enquiry Reference: 667 - 24", "667 - 24"),
        ("(Our Ref: FOI_11-165)", "FOI_11-165"),
        ("FOI-DPS-23-1188", "FOI-DPS-23-1188"),
        ("Your request for information (WPB/2018/0554)", "WPB/2018/0554"),
        ("Ein cyfeirnod: RHG2018/00313", "RHG2018/00313"),
        ("Information Team", ""),
    ],
)
def test_a_reference_is_read_whatever_it_looks_like(line: str, reference: str) -> None:
    assert letter(head=f"{line}\n\n6 December 2022").reference == reference


@pytest.mark.parametrize(
    "line",
    [
        "19 October 2018",
        "19th October 2018",
        "Friday 19th of October 2018",
        "October 19, 2018",
        "19/10/2018",
        "Date: 19.10.18",
        "Dated 19 Oct 2018",
        "19 Hydref 2018",
        "Our Reference: FOI 1/18 / 19 October 2018",
    ],
)
def test_the_letters_day_is_read_in_every_form(line: str) -> None:
    assert letter(head=line).dated == date(2018, 10, 19)


@pytest.mark.parametrize(
    "opening",
    [
        "I write in connection with your request for information received on 13th November.",
        "Thank you for your request, which we received on 13 November 2022.",
        "Thank you for your email dated 13 November 2022 in which you asked about bins.",
        "Your request of 13/11/2022 arrived here that day.",
        "On 13 November 2022 you asked us, under the Act, about bins.",
        "You wrote to us on 13 November 2022.",
        "Thank you for your enquiry, which reached us on 13 November 2022 and not before.",
    ],
)
def test_the_day_of_receipt_is_read_and_its_year_inferred(opening: str) -> None:
    text = f"Sampleton Council\n\n6 December 2022\n\nDear Applicant,\n\n{opening}\n\nWe hold it."
    assert read(text).received == date(2022, 11, 13)


def test_a_year_that_a_letter_leaves_out_can_be_the_year_before() -> None:
    text = (
        "6 January 2023\n\nDear Applicant,\n\nThank you for your request received on 28 December."
    )
    assert read(text).received == date(2022, 12, 28)


@pytest.mark.parametrize(
    ("body", "authority"),
    [
        (
            "Exampleshire Police neither confirms nor denies that it holds it.",
            "Exampleshire Police",
        ),
        ("The Ministry of Samples can confirm that it holds it.", "Ministry of Samples"),
        ("We hold it.", "Sampleton Council"),
    ],
)
def test_who_decides_is_read_before_whose_letterhead_it_is(body: str, authority: str) -> None:
    assert letter(body).authority == authority


REQUEST = "How many bins did you empty in 2021?"


@pytest.mark.parametrize(
    "quoted",
    [
        f"You asked:\n\n> {REQUEST}",
        f"You asked for the following information:\n\n{REQUEST}",
        f"You asked for the following information: “{REQUEST}”",
        f"Your request\n\n{REQUEST}",
        f"You wrote:\n“{REQUEST}”",
        f"YOUR REQUEST\n{REQUEST}\n\nOUR RESPONSE",
        f'I note you seek access to the following: "{REQUEST}"',
    ],
)
def test_the_request_is_found_however_it_is_quoted(quoted: str) -> None:
    one = letter(quoted, "We can confirm that we hold this. We emptied 12,000 bins.")
    assert one.request == REQUEST


def test_the_parts_keep_the_applicants_numbers_and_the_answers_are_no_part_of_them() -> None:
    one = letter(
        "You asked:",
        "2) How many bins?\n3) How many lorries?",
        "We do not hold the number of bins.",
    )
    assert [(part.number, part.text) for part in one.parts] == [
        ("2", "How many bins?"),
        ("3", "How many lorries?"),
    ]


@pytest.mark.parametrize(
    ("sentence", "limbs"),
    [
        ("The rest is exempt under Section 43(2) of the Act.", ("43(2)",)),
        ("We are withholding the names under section 40 (2).", ("40(2)",)),
        ("We rely on S.31(1)(a) to withhold the plan.", ("31(1)(a)",)),
        ("It is exempt by virtue of sections 31(1)(a) and (b).", ("31(1)(a)", "31(1)(b)")),
        ("It is exempt under Section 31(1)(a)(b).", ("31(1)(a)", "31(1)(b)")),
        ("It is exempt under section 31.", ("31",)),
        ("We refuse your request under s12(1) of the FoI Act.", ("12(1)",)),
        ("We refuse it under section 14 of the Act.", ("14",)),
        ("Under section 21 of the Act we do not have to give it.", ("21",)),
        ("It is exempt under section 40(2), read with section 40(3A)(a).", ("40(2)",)),
        (
            "We neither confirm nor deny that we hold it, by virtue of section 30(3), which rests"
            " on information listed in section 30(1).",
            ("30(3)",),
        ),
    ],
)
def test_a_provision_that_a_letter_relies_on_is_read(sentence: str, limbs: tuple[str, ...]) -> None:
    assert letter(sentence).cites == limbs


@pytest.mark.parametrize(
    "sentence",
    [
        "This letter is our refusal notice under section 17(1) of the Act.",
        "Under section 16 of the Act we offer you advice and assistance.",
        "You may complain under section 50 of the Act.",
        "It is withheld under section 12 of the Data Protection Act 2018.",
        "It is withheld under regulation 12(5)(b) of the Environmental Information Regulations.",
        "We no longer rely on section 41(1).",
        "We do not rely on section 43(2) of the Act.",
        "Under section 10(3) of the Act we have more time.",
        "It is an offence under section 77 of the Act.",
    ],
)
def test_a_provision_that_is_only_mentioned_or_given_up_is_not(sentence: str) -> None:
    assert letter(sentence).cites == ()


def test_a_section_relied_on_as_a_whole_is_the_limb_that_its_reasons_name() -> None:
    one = letter(
        "We withhold the plan under section 26 of the Act.",
        "Under section 26(1)(b) of the Act information is exempt if disclosing it would prejudice"
        " the effectiveness of the armed forces.",
    )
    assert one.cites == ("26(1)(b)",)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Sampleton Council does not hold the information requested.", Outcome.NOT_HELD),
        ("No information is held.", Outcome.NOT_HELD),
        ("Please find the figures attached.", Outcome.DISCLOSE),
        ("I can neither confirm nor deny that the Council holds it.", Outcome.NCND),
        ("We are withholding the names under section 40(2).", Outcome.WITHHOLD),
        ("To answer would exceed the appropriate limit under section 12(1).", Outcome.COST),
        ("We refuse your request under section 14(1).", Outcome.VEXATIOUS),
        ("We refuse your request under section 14(2).", Outcome.REPEATED),
        ("It is exempt under section 21(1), as it is on our website.", Outcome.ACCESSIBLE),
        ("It is exempt under section 22(1) until it is published.", Outcome.PUBLISH_LATER),
        ("We need to know which bins you mean.", Outcome.CLARIFY),
    ],
)
def test_a_decision_in_prose_is_read(sentence: str, kind: Outcome) -> None:
    assert {one.kind for one in letter(sentence).decisions} == {kind}


def test_more_time_for_the_public_interest_is_a_decision_of_its_own() -> None:
    one = letter(
        "The report is exempt under section 43(2) of the Act.",
        "We need more time to weigh the public interest and expect to decide by 5 January 2023.",
    )
    assert [(d.kind, d.limbs) for d in one.decisions] == [(Outcome.EXTEND, ("43(2)",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "If we do not hold it we will tell you.",
        "Nothing in this letter should be taken to mean that we hold, or do not hold, it.",
        "We may need longer to weigh the public interest.",
    ],
)
def test_what_only_might_be_is_no_decision(sentence: str) -> None:
    assert letter(sentence).decisions == ()


def test_decisions_are_read_part_by_part() -> None:
    one = letter(
        "Our decision",
        "Part 1: please find the figures attached.",
        "We do not hold the information asked for in parts 2 and 3.",
        "Question 4: we withhold the names under section 40(2).",
    )
    assert [(d.part, d.kind) for d in one.decisions] == [
        ("1", Outcome.DISCLOSE),
        ("2", Outcome.NOT_HELD),
        ("3", Outcome.NOT_HELD),
        ("4", Outcome.WITHHOLD),
    ]


def test_an_answer_with_the_number_of_a_question_is_of_that_part() -> None:
    one = letter(
        "You asked:",
        "1. How many bins?\n2. How many lorries?",
        "Response:",
        "1. Please find the number of bins attached.",
        "2. No information held.",
    )
    assert [(d.part, d.kind) for d in one.decisions] == [
        ("1", Outcome.DISCLOSE),
        ("2", Outcome.NOT_HELD),
    ]


def test_a_public_interest_weighed_in_one_paragraph_is_told_apart() -> None:
    one = letter(
        "The prices are exempt under section 43(2) of the Act.",
        "Section 43(2)",
        "We recognise that there is a public interest in transparency about what is paid. However,"
        " there is a public interest in maintaining the exemption, so that bidders compete. On"
        " balance the public interest in withholding outweighs that in disclosure.",
    )
    for field, begins in (
        ("factors_for", "We recognise"),
        ("factors_against", "However"),
        ("balance", "On balance"),
    ):
        assert [text.startswith(begins) for text in getattr(argued(one, "43(2)"), field)] == [True]


def test_a_side_named_at_the_head_of_its_paragraph_is_a_heading() -> None:
    one = letter(
        "It is exempt under section 31(1)(a) of the Act.",
        "Section 31(1)(a). To know the routes would enable robbers to wait for the vans.",
        "Factors for disclosure: the vans are paid for by all of us.",
        "Factors against disclosure: crews have been hurt before.",
    )
    found = argued(one, "31(1)(a)")
    assert found.harm == ("To know the routes would enable robbers to wait for the vans.",)
    assert found.factors_for == ("the vans are paid for by all of us.",)
    assert found.factors_against == ("crews have been hurt before.",)


def test_numbered_sections_of_one_depth_end_each_other() -> None:
    one = letter(
        "1. Decision",
        "1.1 We neither confirm nor deny that we hold it, under sections 30(3) and 31(3).",
        "2. Section 30(3)",
        "2.1 The record would be one of an investigation.",
        "3. Section 31(3)",
        "3.1 Saying yes would be likely to prejudice the detection of crime.",
        "4. Public interest",
        "4.1 In favour of confirming:",
        "(a) people want to know;",
        "4.2 In favour of neither confirming nor denying:",
        "(a) the tactic works only unseen.",
    )
    assert argued(one, "30(3)").harm == ()
    assert (
        argued(one, "30(3)").factors_for
        == argued(one, "31(3)").factors_for
        == ("people want to know;",)
    )


def test_text_broken_at_the_width_of_a_page_is_joined() -> None:
    body = (
        "We are withholding the routes that the vans take under section\n"
        "31(1)(a) of the Act, because anybody who knew them could rob the\n"
        "crews on their way. That has happened twice in the last year, and\n"
        "both times the crew was hurt.\n"
        "We give you everything else with this letter, and hope it helps."
    )
    one = letter(body)
    assert one.cites == ("31(1)(a)",)
    texts = [piece.text for piece in one.pieces]
    assert any("section 31(1)(a) of the Act, because" in text for text in texts)
    assert "We give you everything else with this letter, and hope it helps." in texts


def test_a_table_keeps_its_rows() -> None:
    one = letter("Please find the figures below.", "Year | Bins\n2021 | 12,000\n2022 | 13,000")
    table = next(piece for piece in one.pieces if piece.rows)
    assert table.rows == (("Year", "Bins"), ("2021", "12,000"), ("2022", "13,000"))
    assert table.place is Place.ANSWER


@pytest.mark.parametrize("line", ["Page 1 of 3", "2 / 4", "Skip to main content", "Home > FOI"])
def test_what_is_around_a_letter_is_furniture(line: str) -> None:
    one = letter("We hold it.", line, "Please find it attached.")
    assert [piece.text for piece in one.at(Place.FURNITURE)] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Milk, eggs, bread",
        "Dear Council,\n\nUnder the Freedom of Information Act, please tell me how many bins you"
        " emptied in 2021.\n\nYours faithfully\nA. Resident",
    ],
)
def test_a_text_that_answers_nobody_is_no_letter(text: str) -> None:
    assert not read(text).is_letter


def test_how_to_complain_to_the_regulator_is_told_apart_from_how_to_complain_here() -> None:
    one = letter(
        "Please find the figures attached.",
        "If you are not satisfied you can ask for an internal review within 40 working days. After"
        " that you can complain to the Information Commissioner, Wycliffe House.",
    )
    assert [piece.text[:6] for piece in one.at(Place.REVIEW)] == ["If you"]
    assert [piece.text[:6] for piece in one.at(Place.REGULATOR)] == ["After "]
