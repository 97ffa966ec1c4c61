"""The public interest is weighed where the Act asks for it, on both sides, for the right duty."""

from __future__ import annotations

import pytest

from foi_bot.case import Case, Value
from foi_bot.letter.compose import compose
from tests.cases.build import answered, case_file, changed, opened
from tests.cases.build import without as unanswering
from tests.checks.letters import (
    LOOK_AGAIN,
    MUST_FIX,
    findings,
    fraud,
    guarded,
    relying,
    reworded,
    without,
    worked,
    worst,
)

RULE = "public-interest"


@pytest.mark.parametrize("name", ["ncnd-fraud", "ncnd-cse-2018", "disclose-table-free"])
def test_a_balance_about_this_yes_or_no_is_a_balance(name: str) -> None:
    assert findings(case_file(name), RULE) == []


@pytest.mark.parametrize("question", ["pit-for", "pit-against", "pit-conclusion", "pit-decisive"])
def test_a_qualified_limb_needs_both_sides_a_conclusion_and_what_decided_it(question: str) -> None:
    [finding] = findings(unanswering(fraud(), f"{question}@30(3)"), RULE)
    assert finding.severity is MUST_FIX
    assert (finding.place, finding.answer) == ("Section 30(3)", f"{question}@30(3)")
    assert finding.source == "FOIA s2(1)(b), s17(3)(a)"


@pytest.mark.parametrize("question", ["pit-for", "pit-against", "pit-decisive"])
def test_where_practice_varies_what_is_missing_is_only_looked_at_again(question: str) -> None:
    case = unanswering(fraud(), f"{question}@40(5B)(a)(i)")
    assert worst(case, RULE) is LOOK_AGAIN


def test_a_recorded_waiver_where_practice_varies_is_looked_at_again() -> None:
    [finding] = findings(case_file("mixed"), RULE)
    assert finding.severity is LOOK_AGAIN
    assert finding.answer == "waiver-reason@40(5B)(a)(i)"
    assert finding.source == "FOIA s2(3)"


def test_where_practice_varies_silence_about_the_balance_is_looked_at_again() -> None:
    case = unanswering(case_file("mixed"), "balance-or-waiver@40(5B)(a)(i)")
    assert worst(case, RULE) is LOOK_AGAIN


def test_the_conclusion_has_to_stand_in_the_letter() -> None:
    case = case_file("ncnd-cse-2018")
    found = findings(case, RULE, without(compose(case), "outweighs the public interest in saying"))
    assert {(f.severity, f.answer) for f in found} == {
        (MUST_FIX, "pit-conclusion@30(3)"),
        (MUST_FIX, "pit-conclusion@31(3)"),
    }


def test_a_house_may_put_the_conclusion_in_words_of_its_own() -> None:
    case = fraud()
    letter = reworded(
        compose(case),
        "For these reasons, in all the circumstances, the public interest in maintaining the "
        "exclusion of the duty to confirm or deny outweighs the public interest in saying whether "
        "we hold the information.",
        "So the public interest in silence outweighs the interest in knowing whether it is held.",
    )
    assert findings(case, RULE, letter) == []


def test_no_balance_is_missed_under_an_absolute_limb() -> None:
    assert not [f for f in findings(case_file("ncnd-cse-2018"), RULE) if f.place == "Section 23(5)"]


def test_a_balance_under_an_absolute_limb_is_looked_at_again() -> None:
    words = "Exploitation of children is grave, and the public interest favours silence about it."
    case = answered(case_file("ncnd-cse-2018"), "security-subject@23(5)", words)
    [finding] = findings(case, RULE)
    assert (finding.severity, finding.place, finding.source) == (
        LOOK_AGAIN,
        "Section 23(5)",
        "FOIA s2(3)",
    )


@pytest.mark.parametrize(
    "words",
    [
        "On balance we consider that the public interest favours it.",
        "The balancing test is not made out.",
        "After weighing the factors we conclude that the exemption should be maintained.",
        "n/a",
        "Against.",
    ],
)
def test_stating_the_result_is_no_balance(words: str) -> None:
    assert worst(fraud({"pit-decisive@30(3)": words}), RULE) is MUST_FIX


@pytest.mark.parametrize(
    "words",
    [
        "The harm to the fund's donors weighs more than disclosing the information about fraud.",
        "The factors in favour of non-disclosure of the fund's accounts are the heavier ones.",
        "Releasing the details of the fraud would help other fraudsters, which weighs most.",
    ],
)
def test_a_conclusion_about_giving_the_information_weighs_the_wrong_duty(words: str) -> None:
    [finding] = findings(fraud({"pit-decisive@30(3)": words}), RULE)
    assert finding.severity is MUST_FIX
    assert "whether to say that it is held" in finding.advice


@pytest.mark.parametrize(
    "words",
    [
        "A yes would harm the fund's donors more than silence does, whatever disclosing the "
        "information would do.",
        "Suspects released on bail could find the fund's papers, and that weighs most.",
        "To confirm or deny would warn the treasurer, which weighs most.",
        "People who provide information about the fund have to be able to trust the police.",
        "Donors who disclose information to the police would be the first to be harmed.",
    ],
)
def test_a_conclusion_about_saying_whether_it_is_held_weighs_the_right_duty(words: str) -> None:
    assert findings(fraud({"pit-decisive@30(3)": words}), RULE) == []


@pytest.mark.parametrize("words", ["Transparency.", "It is in the public interest.", "Openness."])
def test_a_factor_that_could_be_said_of_any_request_is_looked_at_again(words: str) -> None:
    [finding] = findings(fraud({"pit-for@30(3)": (words,)}), RULE)
    assert (finding.severity, finding.quote) == (LOOK_AGAIN, words)


@pytest.mark.parametrize("words", ["None.", "n/a", "Nothing"])
def test_nothing_is_no_factor(words: str) -> None:
    [finding] = findings(fraud({"pit-for@30(3)": (words,)}), RULE)
    assert (finding.severity, finding.quote) == (MUST_FIX, words)


@pytest.mark.parametrize(
    "words",
    [
        "The police would be embarrassed if the fraud at the fund became known.",
        "It would open the floodgates to requests about every treasurer.",
        "The answer would be misunderstood by people who know little of the fund.",
    ],
)
def test_what_the_limb_does_not_protect_stays_out_of_the_scale(words: str) -> None:
    [finding] = findings(fraud({"pit-against@30(3)": (words,)}), RULE)
    assert finding.severity is LOOK_AGAIN
    assert "protects no interest" in finding.advice


def test_the_public_interest_defence_under_section_41_is_no_public_interest_test() -> None:
    case = fraud(
        {
            "limbs@1": ("41(2)",),
            "quality-of-confidence@41(2)": "What callers tell the fund's line is told to nobody.",
            "duty-of-confidence@41(2)": "Anybody who calls the fund's line is promised confidence.",
            "detriment@41(2)": "Callers about the fund would be known to have called.",
            "public-interest-defence@41(2)": (
                "No public interest in the fund's affairs would excuse a breach of that promise."
            ),
        }
    )
    assert findings(case, RULE) == []


@pytest.mark.parametrize("name", ["31(1)(a)", "42(1)", "40(2)", "23(1)", "43(2)"])
def test_what_is_withheld_with_a_balance_where_one_is_due_is_right(name: str) -> None:
    assert findings(relying("withhold", name), RULE) == []


@pytest.mark.parametrize("question", ["pit-for", "pit-against", "pit-conclusion", "pit-decisive"])
def test_withholding_under_a_qualified_limb_needs_a_balance(question: str) -> None:
    [finding] = findings(unanswering(guarded(), f"{question}@31(1)(a)"), RULE)
    assert finding.severity is MUST_FIX
    assert (finding.place, finding.answer) == ("Section 31(1)(a)", f"{question}@31(1)(a)")
    assert finding.source == "FOIA s2(2)(b), s17(3)(b)"


def test_a_letter_that_withholds_concludes_that_maintaining_the_exemption_weighs_more() -> None:
    case = guarded()
    letter = without(compose(case), "For these reasons, in all the circumstances")
    [finding] = findings(case, RULE, letter)
    assert finding.answer == "pit-conclusion@31(1)(a)"
    assert "maintaining the exemption outweighs" in finding.advice


SILENCE = [
    "Confirming or denying would tell thieves which yards to look at.",
    "Saying whether we hold a list of the yards would help thieves.",
    "A yes or a no about the yards would help thieves.",
    "The exclusion of the duty keeps thieves from the yards at night.",
]


@pytest.mark.parametrize("words", SILENCE)
@pytest.mark.parametrize("question", ["pit-for", "pit-against", "pit-decisive"])
def test_what_is_withheld_is_not_weighed_as_if_it_were_neither_confirmed_nor_denied(
    question: str, words: str
) -> None:
    value = words if question == "pit-decisive" else (words,)
    found = findings(guarded({f"{question}@31(1)(a)": value}), RULE)
    assert (MUST_FIX, words) in [(f.severity, f.quote) for f in found]
    assert "the letter says that it is" in found[0].advice


@pytest.mark.parametrize("question", ["pit-for", "pit-against"])
def test_what_is_neither_confirmed_nor_denied_is_not_weighed_as_if_it_were_withheld(
    question: str,
) -> None:
    words = "Disclosing the details of the fund would help fraudsters to hide money."
    [finding] = findings(fraud({f"{question}@30(3)": (words,)}), RULE)
    assert finding.severity is MUST_FIX
    assert "whether to say that it is held" in finding.advice


@pytest.mark.parametrize(
    "words",
    [
        "People who live beside a yard would know whether it is guarded.",
        "Disclosing the list would tell more than a yes or a no about one yard ever could.",
        "Guards could deny thieves the time that they need at the yards.",
        "It was confirmed in May that two yards are empty.",
        "Residents could judge whether the force spends enough on its yards.",
        "Thieves would learn whether a yard has a guard, and when.",
    ],
)
def test_factors_about_giving_the_information_weigh_the_right_duty(words: str) -> None:
    case = guarded({"pit-for@31(1)(a)": (words,), "pit-against@31(1)(a)": (words,)})
    assert findings(case, RULE) == []


@pytest.mark.parametrize("words", ["Transparency.", "It is in the public interest."])
def test_a_factor_for_any_information_is_looked_at_again(words: str) -> None:
    [finding] = findings(guarded({"pit-for@31(1)(a)": (words,)}), RULE)
    assert finding.severity is LOOK_AGAIN
    assert "about this information" in finding.advice


def test_no_balance_is_struck_in_the_letter_that_takes_more_time_for_it() -> None:
    case = relying("extend", "31(1)(a)")
    assert findings(case, RULE) == []
    words = "The public interest in keeping the yards safe outweighs what neighbours would learn."
    [finding] = findings(answered(case, "consequence@31(1)(a)", words), RULE)
    assert (finding.severity, finding.source) == (LOOK_AGAIN, "FOIA s10(3), s17(2)")
    words = "We need time to weigh the public interest in knowing how the yards are guarded."
    assert findings(answered(case, "consequence@31(1)(a)", words), RULE) == []


def test_a_limb_that_also_withholds_another_part_is_weighed_for_that_one() -> None:
    two = {"outcome@1": "withhold", "outcome@2": "extend"}
    case = changed(opened("1) Which yards are guarded?\n2) By whom?"), two)
    case = worked(case, {"exemptions": ("31(1)(a)",)})
    assert findings(case, RULE) == []
    assert worst(unanswering(case, "pit-for@31(1)(a)"), RULE) is MUST_FIX


@pytest.mark.parametrize("condition", ["40(3B)", "40(4A)"])
def test_personal_data_under_a_qualified_condition_are_weighed(condition: str) -> None:
    case = worked(answered(relying("withhold", "40(2)"), "condition-40-2@40(2)", condition))
    assert findings(case, RULE) == []
    assert worst(unanswering(case, "pit-for@40(2)"), RULE) is MUST_FIX


def test_the_balance_of_interests_in_personal_data_is_no_public_interest_test() -> None:
    fair = {
        "data-category@40(2)": "ordinary",
        "legitimate-interest@40(2)": "There is a legitimate public interest in who decided.",
        "necessary@40(2)": "yes",
        "data-balance@40(2)": "The clerks' interests outweigh the public interest in their names.",
    }
    case = worked(changed(relying("withhold", "40(2)"), fair))
    assert findings(case, RULE) == []
    words = "The public interest test favours maintaining the exemption for the clerks' names."
    [finding] = findings(answered(case, "data-balance@40(2)", words), RULE)
    assert (finding.severity, finding.source) == (LOOK_AGAIN, "FOIA s2(3)")


def test_a_breach_of_confidence_is_argued_with_its_public_interest_defence() -> None:
    case = relying("withhold", "41(1)")
    words = "No public interest in the family's illness would excuse the breach."
    assert findings(answered(case, "public-interest-defence@41(1)", words), RULE) == []
    [finding] = findings(answered(case, "detriment@41(1)", words.replace("No", "The")), RULE)
    assert finding.severity is LOOK_AGAIN


def test_that_an_absolute_limb_needs_no_test_may_be_said() -> None:
    words = "Section 41 is absolute, so that no public interest test about the illness follows."
    case = answered(relying("withhold", "41(1)"), "detriment@41(1)", words)
    assert findings(case, RULE) == []


TWO = ("30(1)(a)(i)", "38(1)(b)", "40(2)")


def together(words: str, *cites: str) -> Case:
    """A case whose interests against are weighed together in these words."""
    case = relying("withhold", *(cites or TWO))
    return worked(changed(case, {"weighing": "together", "weighing-together": words}))


def test_interests_that_are_weighed_together_add_to_each_other() -> None:
    words = "The first protects the witnesses of the fire, the second the way they were found."
    assert findings(together(words), RULE) == []


@pytest.mark.parametrize("words", ["All factors together outweigh.", "n/a"])
def test_that_they_are_weighed_together_is_no_reason(words: str) -> None:
    [finding] = findings(together(words), RULE)
    assert (finding.severity, finding.place) == (LOOK_AGAIN, "Weighed together")
    assert finding.source == "FOIA s2; [2025] UKSC 27"


def test_an_absolute_limb_never_goes_into_the_scale() -> None:
    words = (
        "The witnesses of the fire, the method of the search and the clerks under section 40(2) "
        "add up to more than each of them."
    )
    [finding] = findings(together(words), RULE)
    assert (finding.severity, finding.answer) == (MUST_FIX, "weighing-together")
    assert "Section 40(2) is absolute" in finding.advice


def test_an_absolute_limb_may_be_left_out_of_the_scale_in_so_many_words() -> None:
    words = "Leaving section 40(2) aside, the witnesses and the method of the search add up."
    assert findings(together(words), RULE) == []


def test_what_is_weighed_together_is_the_right_duty() -> None:
    words = "Confirming or denying would warn the arsonists and show the method of the search."
    [finding] = findings(together(words), RULE)
    assert (finding.severity, finding.answer) == (MUST_FIX, "weighing-together")


def test_what_was_weighed_alone_is_not_looked_at_as_if_it_were_weighed_together() -> None:
    case = answered(together("n/a"), "weighing", "alone")
    assert findings(case, RULE) == []


def test_factors_may_stay_out_of_the_letter_where_they_would_give_it_away() -> None:
    closed: dict[str, Value] = {
        "closed-reasons@31(1)(a)": "yes",
        "closed-reasons-where@31(1)(a)": "Closed note CN-14, with the head of intelligence.",
        "pit-against@31(1)(a)": ("n/a",),
    }
    [finding] = findings(guarded(closed), RULE)
    assert (finding.severity, finding.source) == (LOOK_AGAIN, "FOIA s17(4)")
