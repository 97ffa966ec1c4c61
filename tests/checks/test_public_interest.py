"""The public interest is weighed where the Act asks for it, on both sides, for the right duty."""

from __future__ import annotations

import pytest

from foi_bot.letter.compose import compose
from tests.cases.build import answered, case_file
from tests.cases.build import without as unanswering
from tests.checks.letters import LOOK_AGAIN, MUST_FIX, findings, fraud, reworded, without, worst

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
