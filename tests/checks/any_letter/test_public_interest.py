"""Any letter that refuses weighs the public interest where the Act asks for it, on both sides and
for the right duty (s2(1)(b), (2)(b), s17(3))."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.checks.any_letter.public_interest import check
from foi_bot.checks.any_letter.sheet import CannotTell
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.side_words import confuses_interest, speaks_for
from foi_bot.checks.weighing_words import (
    concludes,
    finds_for_answering,
    finds_neither,
    is_turned_round,
)
from tests.checks.any_letter.letters import REVIEW, SECTION_50, letter, sheet

MUST_FIX, LOOK_AGAIN = Severity.MUST_FIX, Severity.LOOK_AGAIN

WITHHELD = (
    "The council holds this information. What each contractor is paid is exempt under section "
    "43(2) of the Freedom of Information Act 2000, because disclosure would be likely to prejudice "
    "the contractors' commercial interests: their rivals could undercut them at the next tender."
)
HEADING = "Public interest test"
FOR = (
    "In favour of disclosure, the benches are paid for with public money, and openness about "
    "prices would show residents whether it is well spent."
)
AGAINST = (
    "Against disclosure, the council would get fewer bids and dearer ones if bidders knew that "
    "their prices would be read by their rivals."
)
OUTWEIGHS = (
    "We conclude that the public interest in maintaining the exemption outweighs the public "
    "interest in disclosing the information."
)
SILENT = (
    "Northvale Police neither confirms nor denies that it holds information about the bench "
    "thieves. The duty in section 1(1)(a) of the Freedom of Information Act 2000 does not apply, "
    "by virtue of section 31(3) (law enforcement). Nothing in this letter should be taken to mean "
    "that the information is held, or that it is not."
)
SILENT_HARM = (
    "Confirming or denying would be likely to prejudice the prevention of crime. A yes would warn "
    "the thieves, and a no would tell them that they are safe."
)
SILENT_FOR = (
    "In favour of confirming or denying, residents would know that theft is taken seriously."
)
SILENT_AGAINST = "Against confirming or denying, thieves would learn whether anybody is after them."
SILENT_OUTWEIGHS = (
    "The public interest in maintaining the exclusion of the duty to confirm or deny outweighs the "
    "public interest in disclosing whether the information is held."
)


def told(*body: str, **days: str) -> list[Finding | CannotTell]:
    return list(check(sheet(letter(*body, REVIEW, SECTION_50, **days))))


def found(*body: str, **days: str) -> list[Finding]:
    return [one for one in told(*body, **days) if isinstance(one, Finding)]


def severities(*body: str, **days: str) -> list[Severity]:
    return [one.severity for one in found(*body, **days)]


def test_both_sides_and_a_conclusion_are_a_balance() -> None:
    assert told(WITHHELD, HEADING, FOR, AGAINST, OUTWEIGHS) == []
    assert told(SILENT, SILENT_HARM, HEADING, SILENT_FOR, SILENT_AGAINST, SILENT_OUTWEIGHS) == []


@pytest.mark.parametrize(
    "balance",
    [
        "We recognise that openness matters. On balance, however, the public interest favours "
        "withholding the prices, since bids would become dearer.",
        "While there is a legitimate interest in how public money is spent, the public interest in "
        "the council getting a fair price is the stronger, and so the exemption is maintained.",
        "On the one hand people may wish to see what is paid; on the other, bids would become "
        "dearer. It would not be in the public interest to release the prices.",
        "Residents are entitled to know how the council spends its money. Against that stands the "
        "harm to competition. The balance lies in favour of maintaining the exemption.",
        "Disclosure would add to public understanding of the contract. It would also drive bidders "
        "away, and we find that this tips the balance against disclosure.",
    ],
)
def test_a_short_balance_is_a_balance(balance: str) -> None:
    assert told(WITHHELD, balance) == []


@pytest.mark.parametrize(
    "cite", ["22(1)", "31(1)(a)", "36(2)(b)(i)", "38(1)(b)", "42(1)", "43(2)", "35(1)(a)"]
)
def test_a_qualified_provision_without_a_balance_has_to_be_mended(cite: str) -> None:
    [finding] = found(WITHHELD.replace("43(2)", cite))
    assert finding.severity is MUST_FIX
    assert finding.source == "FOIA s2(2)(b), s17(3)(b)"
    assert cite in finding.advice


@pytest.mark.parametrize(
    "cite", ["21(1)", "32(1)(a)", "34(1)", "37(1)(a)", "41(1)", "44(1)(a)", "40(2)", "23(1)"]
)
def test_an_absolute_provision_needs_none(cite: str) -> None:
    assert found(WITHHELD.replace("43(2)", cite)) == []


def test_what_was_qualified_on_the_day_of_the_letter_needed_a_balance_then() -> None:
    royal = WITHHELD.replace("43(2)", "37(1)(a)")
    assert severities(royal, dated="8 March 2010", received="10 February 2010") == [MUST_FIX]
    assert found(royal, dated="8 March 2012", received="10 February 2012") == []


def test_that_the_law_asks_for_a_balance_is_no_balance() -> None:
    law = (
        "Section 43 is a qualified exemption. We may withhold information only if the public "
        "interest in maintaining the exemption outweighs the public interest in disclosure."
    )
    assert severities(WITHHELD, law) == [MUST_FIX]


def test_only_one_side_is_no_balance() -> None:
    [finding] = found(WITHHELD, HEADING, AGAINST, OUTWEIGHS)
    assert finding.severity is MUST_FIX
    assert "in favour of giving the information" in finding.advice


FOR_DISCLOSURE = [
    "On the side of disclosure, it could hardly be of more concern to people in tall buildings.",
    "The benefits of publication are plain after what happened.",
    "People who live there want to know that plans exist.",
    "Releasing it lets residents point out mistakes.",
    "Tenants have been asking for years.",
]


@pytest.mark.parametrize("said", FOR_DISCLOSURE)
def test_what_speaks_for_an_answer_is_heard_in_many_words(said: str) -> None:
    balance = (
        f"We have weighed the public interest. {said} In favour of maintaining the exemption is "
        "that intruders would use it. On balance the public interest in maintaining the exemption "
        "outweighs the public interest in disclosing the information."
    )
    harm = "Thieves would be likely to use the plans, which would prejudice the prevention of"
    " crime."
    text = ("The council holds the plans. They are exempt under section 31(1)(a) of the Act.", harm)
    assert MUST_FIX not in severities(*text, balance)


def test_factors_without_a_conclusion_are_no_balance() -> None:
    [finding] = found(WITHHELD, HEADING, FOR, AGAINST)
    assert finding.severity is MUST_FIX
    assert "nothing is concluded" in finding.advice


@pytest.mark.parametrize(
    "conclusion",
    [
        "We find that the arguments on the two sides are of equal weight.",
        "In our view the factors are evenly balanced.",
        "Neither side outweighs the other, and we therefore withhold the prices.",
    ],
)
def test_a_balance_that_is_even_means_an_answer(conclusion: str) -> None:
    [finding] = found(WITHHELD, HEADING, FOR, AGAINST, conclusion)
    assert (finding.severity, finding.quote) == (MUST_FIX, conclusion)


@pytest.mark.parametrize(
    "conclusion",
    [
        "We conclude that the public interest in disclosing the prices outweighs the public "
        "interest in maintaining the exemption.",
        "On balance the public interest favours disclosure.",
        "The public interest in maintaining the exemption does not outweigh the public interest "
        "in disclosing the prices.",
    ],
)
def test_a_balance_for_answering_does_not_end_in_a_refusal(conclusion: str) -> None:
    [finding] = found(WITHHELD, HEADING, FOR, AGAINST, conclusion)
    assert (finding.severity, finding.quote) == (MUST_FIX, conclusion)


def test_a_balance_turned_round_is_looked_at_again() -> None:
    conclusion = (
        "The public interest in disclosure does not outweigh the public interest in maintaining "
        "the exemption."
    )
    [finding] = found(WITHHELD, HEADING, FOR, AGAINST, conclusion)
    assert (finding.severity, finding.quote) == (LOOK_AGAIN, conclusion)


@pytest.mark.parametrize(
    "conclusion",
    [
        OUTWEIGHS,
        "The factors are clearly weighed in favour of non-disclosure.",
        "On balance, the public interest favours withholding the information.",
        "The public interest in maintaining the exemption outweighs that in disclosing the number "
        "of thieves.",
    ],
)
def test_silence_is_not_weighed_against_giving_the_information(conclusion: str) -> None:
    [finding] = found(SILENT, SILENT_HARM, HEADING, SILENT_FOR, SILENT_AGAINST, conclusion)
    assert (finding.severity, finding.quote) == (MUST_FIX, conclusion)
    assert finding.source == "FOIA s2(1)(b), s17(3)(a)"


@pytest.mark.parametrize(
    "conclusion",
    [
        "On balance, the public interest favours neither confirming nor denying.",
        "The balancing test for confirming or denying whether information is held is not made out.",
        "We conclude that it is not in the public interest to say whether information exists.",
    ],
)
def test_silence_may_be_weighed_in_other_words(conclusion: str) -> None:
    assert found(SILENT, SILENT_HARM, HEADING, SILENT_FOR, SILENT_AGAINST, conclusion) == []


def test_a_conclusion_on_disclosure_alone_is_looked_at_again_in_a_letter_that_is_silent() -> None:
    conclusion = "On balance, the public interest in maintaining it outweighs that in disclosure."
    assert severities(SILENT, SILENT_HARM, HEADING, SILENT_FOR, SILENT_AGAINST, conclusion) == [
        LOOK_AGAIN
    ]


def test_what_is_withheld_is_not_weighed_as_if_it_were_not_confirmed() -> None:
    [finding] = found(WITHHELD, HEADING, FOR, AGAINST, SILENT_OUTWEIGHS)
    assert (finding.severity, finding.quote) == (MUST_FIX, SILENT_OUTWEIGHS)


def test_a_factor_that_argues_the_other_duty_is_looked_at_again() -> None:
    factor = "Against this, disclosing the names of the suspects would help them to flee."
    [finding] = found(SILENT, SILENT_HARM, HEADING, SILENT_FOR, factor, SILENT_OUTWEIGHS)
    assert (finding.severity, finding.quote) == (LOOK_AGAIN, factor)


def test_a_test_under_an_absolute_provision_is_looked_at_again() -> None:
    court = WITHHELD.replace("43(2)", "32(1)(a)")
    [finding] = found(court, HEADING, FOR, AGAINST, OUTWEIGHS)
    assert (finding.severity, finding.quote) == (LOOK_AGAIN, OUTWEIGHS)
    assert finding.source == "FOIA s2(3)"


@pytest.mark.parametrize(
    ("cite", "words"),
    [
        (
            "41(1)",
            "We asked whether there would be a defence that disclosure was in the public interest. "
            "The public interest in keeping the confidence outweighs that in disclosure, so that "
            "there would be none.",
        ),
        (
            "40(2)",
            "There is a legitimate interest in knowing who is paid. The contractors' rights and "
            "freedoms outweigh it, so that disclosure would not be lawful.",
        ),
        ("44(1)(a)", "The exemption is absolute and no public interest is weighed under it."),
    ],
)
def test_the_balance_within_an_absolute_provision_is_no_public_interest_test(
    cite: str, words: str
) -> None:
    assert found(WITHHELD.replace("43(2)", cite), words) == []


def test_where_practice_varies_nothing_is_asked_for() -> None:
    silent = SILENT.replace("31(3) (law enforcement)", "40(5B)(a)(i) (personal information)")
    assert found(silent) == []


def test_a_letter_that_takes_more_time_weighs_nothing_yet() -> None:
    extension = (
        "The council holds this information and considers that it is exempt under section 43(2) of "
        "the Freedom of Information Act 2000. Under section 10(3) we need more time to decide "
        "where the public interest lies, and expect to have decided by 12 April 2024."
    )
    assert told(extension) == []


def test_reasons_that_would_give_it_away_may_be_left_out() -> None:
    left_out = (
        "In accordance with section 17(4) we say no more, as the reasons would themselves disclose "
        "exempt information."
    )
    assert told(WITHHELD, left_out) == []


def test_reasons_on_another_paper_cannot_be_judged() -> None:
    [cannot] = told(WITHHELD, "Our public interest considerations are set out in Annex B.")
    assert isinstance(cannot, CannotTell)


def test_one_test_for_several_provisions_is_read_as_that_of_each() -> None:
    second = "Section 31(1)(a) applies as well, since thieves would learn where the benches are."
    assert found(WITHHELD, second, HEADING, FOR, AGAINST, OUTWEIGHS) == []


def test_a_provision_that_is_argued_when_the_weighing_is_over_has_no_balance() -> None:
    body = (
        "The council holds this information. It is exempt under sections 43(2) and 31(1)(a) of the "
        "Freedom of Information Act 2000.",
        "Section 43(2)",
        "Disclosure would be likely to prejudice the contractors' commercial interests.",
        HEADING,
        FOR,
        AGAINST,
        "Under section 43(2), the public interest in maintaining the exemption outweighs the "
        "public interest in disclosing the information.",
        "Section 31(1)(a)",
        "Disclosure would be likely to help thieves, who would learn where the benches are.",
    )
    [finding] = found(*body)
    assert finding.severity is MUST_FIX
    assert "31(1)(a)" in finding.advice
    assert "43(2)" not in finding.advice


def test_a_reason_that_no_exemption_protects_is_looked_at_again() -> None:
    body = (WITHHELD, "Factors in favour of disclosure", FOR, "Factors against disclosure", AGAINST)
    extra = "The figures could also be misunderstood by the public."
    [finding] = found(*body, extra, "Balance", OUTWEIGHS)
    assert (finding.severity, finding.quote) == (LOOK_AGAIN, extra)


CONCLUSIONS = [
    "On balance, the public interest favours withholding the information.",
    "We consider that it is not in the public interest to release the report.",
    "The case for withholding is stronger.",
    "The balance tips in favour of non-disclosure.",
    "In this case the arguments against disclosure carry more weight.",
    "The need to protect officers takes precedence.",
    "The public interest is best served by withholding.",
    "The greater public interest is in withholding the price.",
    "I am of the view that the exemption should be maintained.",
    "Having weighed these I decided in favour of withholding.",
    "The balance therefore comes down on the side of maintaining the exemption.",
    "The public interest in silence outweighs the interest in saying whether it is held.",
    "Disclosure would not, on balance, be in the public interest.",
    "The scales come down against disclosure.",
]
NO_CONCLUSIONS = [
    "The public interest in withholding must outweigh the public interest in disclosure.",
    "We have to decide whether the public interest in maintaining the exemption outweighs it.",
    "It is exempt if the public interest in maintaining the exemption outweighs the other.",
    "The section is subject to the public interest test.",
    "We have considered where the balance of the public interest lies.",
    "There is no public interest to weigh.",
    "A public interest test has been carried out.",
    "Information may be withheld where the public interest favours it.",
]


@pytest.mark.parametrize("sentence", CONCLUSIONS)
def test_a_conclusion_says_where_the_public_interest_lies(sentence: str) -> None:
    assert concludes(sentence)
    assert not finds_for_answering(sentence)
    assert not finds_neither(sentence)


@pytest.mark.parametrize("sentence", NO_CONCLUSIONS)
def test_what_has_to_be_weighed_is_no_conclusion(sentence: str) -> None:
    assert not concludes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The public interest in disclosure is outweighed by that in maintaining the exemption.",
        "The public interest does not favour disclosure.",
        "The public interest favours neither confirming nor denying.",
        "The interest in disclosure is real, but the harm to patients outweighs it.",
        "If the public interest favours disclosure the information must be released.",
        "The arguments are finely balanced.",
    ],
)
def test_a_conclusion_against_answering_is_not_taken_for_its_opposite(sentence: str) -> None:
    assert not finds_for_answering(sentence)
    assert not finds_neither(sentence)


def test_only_the_interest_in_answering_can_be_asked_to_outweigh_the_wrong_way_round() -> None:
    assert is_turned_round("The public interest in disclosure is not sufficient to outweigh it.")
    assert not is_turned_round(OUTWEIGHS)


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The prices are of no interest to the wider public, so nothing speaks for release.", True),
        ("What is of interest to the public is not the same as the public interest.", False),
        ("The test is not whether something interests the public.", False),
    ],
)
def test_what_interests_people_is_not_the_public_interest(sentence: str, answer: bool) -> None:
    assert confuses_interest(sentence) is answer


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("We acknowledge the importance of transparency.", True),
        ("Release would increase public understanding of the scheme.", True),
        ("These are reasons for naming all of them.", True),
        ("Bidders would walk away if their prices were read.", False),
        ("There are compelling reasons for withholding the report.", False),
        ("There is a strong public interest in protecting witnesses.", False),
    ],
)
def test_a_word_for_answering_is_known(sentence: str, answer: bool) -> None:
    assert speaks_for(sentence) is answer


WORDS = st.sampled_from(
    [*CONCLUSIONS, *NO_CONCLUSIONS, WITHHELD, SILENT, FOR, AGAINST, HEADING, "Section 31(3)", "1."]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=60)), max_size=8))
def test_whatever_a_letter_says_it_is_judged_and_quoted_by_its_own_words(body: list[str]) -> None:
    read = sheet(letter(*body, REVIEW))
    for one in check(read):
        if isinstance(one, Finding) and one.quote:
            assert any(one.quote in piece.text for piece in read.letter.pieces)


@pytest.mark.parametrize(
    "hostile",
    ["outweigh " * 25_000, "public interest in " * 10_000, "if " * 60_000, "(" * 200_000],
)
def test_a_hostile_letter_is_judged_as_well(hostile: str) -> None:
    assert list(check(sheet(letter(WITHHELD, hostile)))) is not None
