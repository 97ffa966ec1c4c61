"""Every limb by which information is withheld makes a letter that names it exactly, reasons about
disclosing and about nothing else, and weighs what section 2(2)(b) says."""

from __future__ import annotations

import re
from datetime import date

import pytest

from foi_bot.case import Value
from foi_bot.interview.asked import question
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import Goes
from foi_bot.interview.reasons import standing
from foi_bot.law.act import limb
from foi_bot.law.limbs import Standing
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import Table, spans
from tests.cases.build import answered, changed, opened
from tests.interview.values import answered_to_the_end, chooser
from tests.letter.withholding import (
    CHOSEN,
    TODAY,
    every_choice,
    headings,
    letter,
    of_limb,
    section,
    withheld,
)

OF_NCND = re.compile(
    r"confirm|den(?:y|ied|ial)|saying yes or no|a yes or a no|whether we hold|if we held",
    re.IGNORECASE,
)
QUALIFIED = "This exemption is qualified."
WEIGHED = (
    "the public interest in maintaining the exemption outweighs the public interest in disclosing "
    "the information"
)


@pytest.mark.parametrize("cite", CHOSEN)
def test_every_limb_that_withholds_is_named_to_the_letter_and_reasoned_about_disclosing(
    cite: str,
) -> None:
    for case in every_choice(withheld(cite)):
        assert f"section {cite} (" in section(case, "Our decision")
        reasons = section(case, "Why we withhold information")
        assert f"Section {cite}: " in reasons
        assert not OF_NCND.search(letter(case).split("If you are not satisfied")[0])


@pytest.mark.parametrize("cite", CHOSEN)
def test_an_absolute_limb_is_not_weighed_and_a_qualified_one_is(cite: str) -> None:
    for case in every_choice(withheld(cite)):
        said = of_limb(case, cite)
        if standing(case, cite) is Standing.ABSOLUTE:
            assert "is absolute, so the Act asks for no public interest test" in said
            assert QUALIFIED not in said
            assert WEIGHED not in said
        else:
            assert "absolute" not in said
            assert said.count(QUALIFIED) == 1
            # Once as the test that the Act sets, and once as what comes of it.
            assert said.count(WEIGHED) == 2


LEVELLED = [one for one in CHOSEN if limb(one, on=TODAY).test.has_level]


@pytest.mark.parametrize("cite", LEVELLED)
def test_the_level_is_one_throughout(cite: str) -> None:
    case = withheld(cite)
    sure = of_limb(answered(case, f"level@{cite}", "would"), cite)
    likely = of_limb(answered(case, f"level@{cite}", "would-be-likely"), cite)
    assert "likely to" not in sure
    assert "more likely than not" in sure
    assert "would be likely to" in likely
    assert "more likely than not" not in likely
    assert "would, or would be likely to" not in sure + likely


@pytest.mark.parametrize("cite", CHOSEN)
def test_every_reason_that_is_given_for_the_letter_is_in_it(cite: str) -> None:
    for case in every_choice(withheld(cite)):
        carried = {span.origin for span in spans(compose(case))}
        for key in plan(case):
            asked = question(case, key)
            typed = asked.kind in ("text", "lines", "date")
            if typed and asked.goes is Goes.LETTER:
                assert str(key) in carried, key


SPECIAL = {
    "special": "Article 9(1) of the UK GDPR",
    "criminal": "Article 10 of the UK GDPR",
    "ordinary": "legitimate interests in Article 6(1)(f)",
}


@pytest.mark.parametrize(("category", "law"), SPECIAL.items())
def test_each_kind_of_personal_data_is_measured_by_its_own_law(category: str, law: str) -> None:
    said = of_limb(withheld("40(2)", wanted={"data-category": category}), "40(2)")
    assert law in said
    assert [name for name, other in SPECIAL.items() if other in said] == [category]
    assert "Article 5(1)(a)" in said
    assert "Where it rests on section 40(3A)(a), this exemption is absolute" in said


@pytest.mark.parametrize("necessary", ["yes", "no"])
def test_the_steps_of_legitimate_interests_end_where_disclosure_is_not_necessary(
    necessary: str,
) -> None:
    said = of_limb(withheld("40(2)", wanted={"necessary": necessary}), "40(2)")
    steps = [step for step in ("first", "second", "third") if f"The {step} step is" in said]
    assert steps == ["first", "second", "third"][: 3 if necessary == "yes" else 2]
    assert "would therefore have no lawful basis" in said


@pytest.mark.parametrize("condition", ["40(3B)", "40(4A)"])
def test_under_the_other_two_conditions_the_public_interest_is_weighed(condition: str) -> None:
    said = of_limb(withheld("40(2)", wanted={"condition-40-2": condition}), "40(2)")
    assert f"section {condition}" in said
    assert WEIGHED in said
    assert "Article 6(1)(f)" not in said


def test_before_data_protection_law_changed_in_2018_the_act_of_1998_is_applied() -> None:
    case = withheld("40(2)", on=date(2018, 4, 9), wanted={"data-category": "criminal"})
    said = of_limb(case, "40(2)")
    assert "Data Protection Act 1998" in said
    assert "section 40(3)(a)(i)" in said
    assert "GDPR" not in said


def test_statistics_need_no_opinion_and_the_letter_claims_none() -> None:
    asked = withheld("36(2)(c)")
    assert "in the reasonable opinion of a qualified person" in of_limb(asked, "36(2)(c)")
    assert "the qualified person's opinion has weight in it" in of_limb(asked, "36(2)(c)")
    counted = of_limb(withheld("36(2)(c)", wanted={"statistics": "yes"}), "36(2)(c)")
    assert "section 36(4) of the Act asks for no opinion of a qualified person" in counted
    assert counted.count("opinion") == 1


def test_the_second_limb_of_section_36_says_that_the_same_person_gave_the_opinion() -> None:
    case = withheld("36(2)(b)(i)", "36(2)(b)(ii)")
    same = "is that of the same qualified person as for section 36(2)(b)(i)"
    assert same in of_limb(case, "36(2)(b)(ii)")
    assert "the same qualified person" not in of_limb(case, "36(2)(b)(i)")


@pytest.mark.parametrize("body", ["house-of-commons", "house-of-lords"])
def test_section_36_is_absolute_for_the_two_houses_alone(body: str) -> None:
    assert "This exemption is absolute" in of_limb(withheld("36(2)(c)", body=body), "36(2)(c)")
    assert QUALIFIED in of_limb(withheld("36(2)(c)", body="council"), "36(2)(c)")


def test_reasons_that_stay_out_are_said_to_and_the_limb_is_still_named() -> None:
    case = withheld("31(1)(a)")
    closed = answered_to_the_end(answered(case, "closed-reasons@31(1)(a)", "yes"))
    assert "Section 17(4)" not in of_limb(case, "31(1)(a)")
    assert "Section 17(4) of the Act allows that." in of_limb(closed, "31(1)(a)")


TWO = "1. What did the review of the depot find?\n2. What will it cost to mend the depot?"


def test_pieces_that_rest_on_the_same_limbs_are_decided_together() -> None:
    case = withheld("43(2)", request=TWO)
    said = section(case, "Our decision")
    assert said.count("section 43(2) (commercial interests)") == 1
    assert "Part 1: Somebody" in said
    assert "Part 2: Somebody" in said


def test_pieces_that_rest_on_different_limbs_are_decided_apart() -> None:
    case = withheld("43(2)", request=TWO)
    case = answered_to_the_end(answered(case, "exemptions@2", ("42(1)",)))
    said = section(case, "Our decision")
    assert re.search(r"Part 1: we hold .* under section 43\(2\) \(commercial interests\)", said)
    assert re.search(r"Part 2: we hold .* under section 42\(1\) \(legal prof", said)
    assert said.count("refusal notice under section 17(1)") == 1


def test_a_sentence_is_not_stopped_twice() -> None:
    case = answered(withheld("43(2)"), "what-withheld@1", "the rates of the winner.")
    assert "We hold the rates of the winner. We withhold" in letter(case)


def test_what_was_taken_out_is_listed_document_by_document_with_its_limb() -> None:
    rows = (
        "1\t2026-05-03\tMinutes of the board\t2\tnames in paragraph 6\t40(2)",
        "2\t\tLetter of the bidder\t\trates\t43(2)",
    )
    wanted: dict[str, Value] = {"redacted": "yes", "schedule": rows}
    case = withheld("40(2)", "43(2)", wanted=wanted)
    [table] = [block for block in compose(case).blocks if isinstance(block, Table)]
    assert table.header[-1] == "Provision"
    assert table.rows == (
        ("1", "3 May 2026", "Minutes of the board", "2", "names in paragraph 6", "section 40(2)"),
        ("2", "", "Letter of the bidder", "", "rates", "section 43(2)"),
    )
    assert table.origin == "schedule@1"
    assert "The schedule below says what we have taken out" in section(case, "Our decision")
    kept = answered_to_the_end(answered(case, "redacted@1", "no"))
    assert "schedule" not in letter(kept)


def test_weighing_together_names_the_judgment_only_once_there_is_one() -> None:
    wanted: dict[str, Value] = {"weighing": "together"}
    later = withheld("42(1)", "43(2)", wanted=wanted)
    earlier = withheld("42(1)", "43(2)", on=date(2024, 6, 17), wanted=wanted)
    name = "The public interest under these exemptions together"
    assert "[2025] UKSC 27" in section(later, name)
    assert "UKSC" not in letter(earlier)
    assert "section 42(1) and section 43(2) together as well" in section(earlier, name)
    alone = answered(later, "weighing", "alone")
    assert name not in headings(alone)


def test_an_absolute_limb_is_never_weighed_with_others() -> None:
    wanted: dict[str, Value] = {"weighing": "together"}
    case = withheld("41(1)", "42(1)", "43(2)", wanted=wanted)
    said = section(case, "The public interest under these exemptions together")
    assert "41(1)" not in said


def test_what_is_accessible_is_held_absolute_and_told_to_the_row() -> None:
    case = withheld(outcome=Outcome.ACCESSIBLE)
    case = answered(case, "where-accessible@21(1)", "It is in row 4 of table 2.")
    said = section(case, "Section 21(1)")
    assert "It is in row 4 of table 2." in said
    assert "This exemption is absolute" in said
    decided = section(case, "Our decision")
    assert "We hold the information that answers your request" in decided
    assert "section 21(1)" in decided
    assert not any(name.startswith("Why we") for name in headings(case))


def test_what_is_to_be_published_is_weighed() -> None:
    case = withheld(outcome=Outcome.PUBLISH_LATER)
    said = section(case, "Section 22(1)")
    assert QUALIFIED in said
    assert WEIGHED in said
    assert not any(name.startswith("Why we") for name in headings(case))


def test_the_applicant_s_own_data_is_no_withholding() -> None:
    wanted = chooser({"outcome": Outcome.OWN_DATA})
    case = answered_to_the_end(answered(opened(TWO, on=TODAY), "outcome@1", "disclose"), wanted)
    said = section(case, "Section 40(1)")
    assert "You ask about yourself." in said
    assert "Why we withhold information" not in headings(case)


def test_more_time_is_taken_for_its_own_pieces_alone() -> None:
    case = changed(
        withheld("43(2)", request=TWO),
        {"outcome@1": "extend", "exemptions@2": ("42(1)",)},
    )
    case = answered_to_the_end(case)
    assert "Where your request stands" not in headings(case)
    more = section(case, "Why we need more time")
    assert "Section 43(2): commercial interests" in more
    assert "We have not decided that yet." in more
    assert "This is about part 1 of your request only" in more
    assert "We expect to decide by 7 July 2026." in more
    assert "In favour of" not in more
    assert WEIGHED in of_limb(case, "42(1)")


def test_a_limb_that_is_weighed_for_one_piece_and_not_yet_for_another_says_so() -> None:
    case = withheld("43(2)", request=TWO)
    case = answered_to_the_end(answered(case, "outcome@2", "extend"), chooser({}))
    case = answered_to_the_end(answered(case, "exemptions@2", ("43(2)",)))
    said = of_limb(case, "43(2)")
    assert "That is our decision for part 1 of your request." in said
    assert "For part 2 of your request we have not yet decided" in said
    assert "Section 43(2)" not in section(case, "Why we need more time")


def test_a_letter_that_only_takes_more_time_is_called_that() -> None:
    case = withheld("43(2)", outcome=Outcome.EXTEND)
    assert compose(case).title == "Your request for information: we need more time"
    assert "Where your request stands" in headings(case)
    assert "everything else is decided" not in letter(case)
    assert "section 50 of the Act" in letter(case)
