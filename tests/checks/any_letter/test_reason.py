"""Rule `reason` on any letter: a reason for each limb; a definition is none (FOIA s17(1)(c))."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foi_bot.checks.any_letter.reason import check
from foi_bot.checks.any_letter.sheet import CannotTell
from foi_bot.checks.finding import Finding, Severity
from tests.checks.any_letter import letters
from tests.checks.any_letter.letters import REFUSAL, letter

MUST_FIX, LOOK_AGAIN = Severity.MUST_FIX, Severity.LOOK_AGAIN


def found(text: str) -> list[Finding]:
    return [one for one in check(letters.sheet(text)) if isinstance(one, Finding)]


def held(*said: str) -> str:
    return letter("The council holds this information. " + said[0], *said[1:])


REASONED = [
    letter(REFUSAL),
    held("The names of junior staff are exempt under section 40(2) of the Act."),
    held("Signatures and direct lines have been redacted under section 40(2) of the Act."),
    held(
        "It is exempt under section 31(1)(a) of the Act, as releasing the rota would show burglars "
        "when the depot is empty."
    ),
    held("It is exempt under section 42(1), as it is advice that our solicitors gave in May."),
    held(
        "It is exempt under section 21(1), because the accounts are on our website at "
        "https://northvale.example.org/accounts."
    ),
    held(
        "It is exempt under section 44(1)(a), because section 237 of the Enterprise Act 2002 "
        "forbids giving out what traders told us."
    ),
    held(
        "It is exempt under section 41(1): parents gave these letters to us in confidence, and "
        "could sue if we published what they wrote."
    ),
    held(
        "It is exempt under section 31(1)(a) of the Act. Some of our reasons would themselves give "
        "it away, and under section 17(4) we leave them out."
    ),
    held(
        "It is exempt under section 36(2)(b)(i) of the Act. In the opinion of the Monitoring "
        "Officer, our qualified person, officers would be less frank about failing schools."
    ),
    letter(
        "The council neither confirms nor denies that it holds this, by virtue of sections 24(2) "
        "and 31(3) of the Act.",
        "Harm in confirming or denying",
        "A yes would tell an attacker which of our computers run old software, and a no that "
        "they may try elsewhere.",
    ),
]


@pytest.mark.parametrize("text", REASONED)
def test_a_short_reason_and_a_shared_one_are_reasons(text: str) -> None:
    assert found(text) == []


def test_an_exemption_that_might_have_applied_needs_no_reason() -> None:
    said = "Had the cost been within the limit, section 31(1)(a) might have applied to some of it."
    assert found(letter("We refuse under section 12(1) of the Act.", said)) == []


BARE = [
    "It is exempt under section 31(1)(a) of the Act.",
    "It is exempt under section 43(2) of the Act, as disclosure would prejudice commercial "
    "interests.",
    "It is exempt under section 31(1)(a) of the Act, which exempts information whose disclosure "
    "would, or would be likely to, prejudice the prevention or detection of crime.",
]


@pytest.mark.parametrize("said", BARE)
def test_the_words_of_the_section_alone_are_no_reason(said: str) -> None:
    [finding] = found(held(said))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s17(1)(c)")


def test_one_limb_of_several_that_is_left_without_a_reason_is_told() -> None:
    text = letter(
        "The council neither confirms nor denies that it holds this, by virtue of the following:",
        "Section 23(5) – Security bodies",
        "Section 31(3) – Law enforcement",
        "The section 23 exemption is absolute and class based. This means that Parliament has "
        "decided that no harm need be shown.",
        "Section 31(3)",
        "A yes would tell thieves which of the yards is watched at night; a no would tell them "
        "which is not.",
    )
    [finding] = found(text)
    assert finding.severity is MUST_FIX
    assert "section 23(5)" in finding.advice


def test_a_prohibition_has_to_be_named() -> None:
    said = "It is exempt under section 44(1)(a), because another law forbids us to give it out."
    told = [(one.severity, one.source) for one in found(held(said))]
    assert (MUST_FIX, "FOIA s44(1), s17(1)(c)") in told


FRANK = "because officers would be less frank about failing schools if their notes were read."


def test_section_36_without_an_opinion_does_not_apply() -> None:
    [finding] = found(held(f"It is exempt under section 36(2)(b)(i) of the Act, {FRANK}"))
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s36(2), (5)")


def test_whose_opinion_it_was_is_told_by_office() -> None:
    said = f"It is exempt under section 36(2)(b)(i): the qualified person found so {FRANK}"
    [finding] = found(held(said))
    assert (finding.severity, finding.source) == (LOOK_AGAIN, "FOIA s36(5)")


def test_reasons_in_an_enclosed_notice_cannot_be_judged() -> None:
    said = "It is exempt under section 31(1)(a). Our reasons are set out in the attached notice."
    assert [type(one) for one in check(letters.sheet(held(said)))] == [CannotTell]


DEFINITIONS = [
    "The notes are exempt under section 42(1), because legal professional privilege protects "
    "confidential communications between lawyers and their clients.",
    "Section 42(1) of the Act is engaged for the notes, since it covers communications made for"
    " the "
    "dominant purpose of seeking or giving legal advice.",
    "The file is exempt under section 41(1), because information obtained from another person is "
    "protected where disclosure would be an actionable breach of confidence.",
    "The file is exempt under section 30(1)(a)(i), since it exempts information held for the"
    " purposes "
    "of an investigation which a public authority has a duty to conduct.",
    "The bids are exempt under section 43(2), because a person has to be able to participate "
    "competitively in a commercial activity, the purchase and sale of goods or services.",
]


@pytest.mark.parametrize("said", DEFINITIONS)
def test_a_definition_in_whatever_words_is_no_reason(said: str) -> None:
    findings = [one for one in found(held(said)) if one.source == "FOIA s17(1)(c)"]
    assert [one.quote for one in findings] != []


TIED = [
    "The notes are exempt under section 42(1), because they are what our barrister wrote to us.",
    "Section 42(1) is engaged for the notes: the Board had asked its lawyer whether to sue.",
    "The file is exempt under section 41(1), because parents gave it to us in confidence.",
    "The file is exempt under section 30(1)(a)(i), since trading standards made it when they"
    " looked "
    "into the fire and charged the owner.",
    "The bids are exempt under section 43(2), because disclosure would let rivals undercut the two "
    "firms when the cleaning is next put out to tender.",
    "Both letters are exempt under section 37(1)(a), being from the Sovereign to the Mayor.",
]


@pytest.mark.parametrize("said", TIED)
def test_a_reason_that_points_at_this_information_is_one(said: str) -> None:
    assert [one for one in found(held(said)) if one.source == "FOIA s17(1)(c)"] == []


NO_INTENTION = [
    "No decision has yet been taken on whether to publish them.",
    "We may wish to make some of them available at some point.",
    "The Department has not decided if they should be published.",
    "We are considering whether to release them in future.",
    "It is possible that they will be published one day.",
    "Ministers have yet to decide whether these are to be published.",
]
INTENTION = [
    "They will be published in June.",
    "It was decided in March that the results would be published with the annual report.",
    "The tables are due to appear on our website this autumn.",
    "They are being prepared for publication on 4 May.",
    "We publish such tables every year.",
    "The final report is scheduled for release in the new year.",
    "No date has been fixed, but they will be made available once checked.",
]


def to_publish(said: str) -> list[Finding]:
    text = held(f"The tables are exempt under section 22(1). {said} It is reasonable to wait.")
    return [one for one in found(text) if one.source == "FOIA s22(1)(a), (b)"]


@pytest.mark.parametrize("said", NO_INTENTION)
def test_section_22_asks_for_a_settled_intention(said: str) -> None:
    assert [(one.severity, one.quote) for one in to_publish(said)] == [(MUST_FIX, said)]


@pytest.mark.parametrize("said", INTENTION)
def test_an_intention_to_publish_can_be_told_in_any_words(said: str) -> None:
    assert to_publish(said) == []


NAMES_THE_LAW = [
    "Section 18(1) of the Commissioners for Revenue and Customs Act 2005 forbids it.",
    "Section 39 of the Statistics and Registration Service Act forbids it.",
    "s348 FSMA 2000 forbids it.",
    "Article 339 of the Treaty on the Functioning of the European Union forbids it.",
    "It would be contempt of court.",
    "Regulation 22 of the Utilities Contracts Regulations 2016 forbids it.",
]
NAMES_NO_LAW = [
    "Another law forbids us to give it out.",
    "There is a statutory bar on disclosure.",
    "It would be a criminal offence to hand over what firms told us.",
    "Legislation that governs our work prohibits disclosure.",
]


def prohibited(said: str) -> list[Finding]:
    cited = "section 44(1)(a) of the Freedom of Information Act 2000"
    found_here = found(held(f"The returns are exempt under {cited}. {said}"))
    return [one for one in found_here if one.source == "FOIA s44(1), s17(1)(c)"]


@pytest.mark.parametrize("said", NAMES_THE_LAW)
def test_the_law_that_prohibits_can_be_named_in_many_ways(said: str) -> None:
    assert prohibited(said) == []


@pytest.mark.parametrize("said", NAMES_NO_LAW)
def test_a_law_without_a_name_is_none(said: str) -> None:
    assert [one.severity for one in prohibited(said)] == [MUST_FIX]


STRAYED = [
    ("27(1)(a)", "Enemies could judge how many troops and missiles the garrison has."),
    (
        "43(2)",
        "Criminals could learn how the fraud is found, and offenders would escape detection.",
    ),
    ("38(1)(b)", "Rivals would learn the prices and could undercut the bidder at the next tender."),
    ("31(1)(a)", "Inflation would rise, and interest rates would be pushed up with it."),
]
KEPT = [
    ("27(1)(a)", "Ambassadors of that state would be more guarded, and troops be turned away."),
    (
        "43(2)",
        "Fraudsters could learn how the company finds crime, and it would lose its customers.",
    ),
    ("38(1)(b)", "Rivals of the tenderers have threatened drivers, who could be attacked."),
    ("31(1)(a)", "Thieves could learn when rivals leave the tender vans unlocked."),
]


@pytest.mark.parametrize(("cite", "said"), STRAYED)
def test_reasons_about_what_another_section_protects_are_none(cite: str, said: str) -> None:
    quotes = [one.quote for one in found(held(f"It is exempt under section {cite}.", said))]
    assert quotes == [said]


@pytest.mark.parametrize(("cite", "said"), KEPT)
def test_reasons_may_touch_on_what_another_section_protects(cite: str, said: str) -> None:
    assert found(held(f"It is exempt under section {cite}.", said)) == []


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_judged_and_is_quoted_word_for_word(text: str) -> None:
    sheet = letters.sheet(letter(text))
    for one in check(sheet):
        if isinstance(one, Finding):
            assert any(one.quote in piece.text for piece in sheet.letter.pieces)
