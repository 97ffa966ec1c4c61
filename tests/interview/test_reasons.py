"""What is asked for a limb: all that the law wants told of it, once, and in words that fit its
duty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from foi_bot.interview.outcome import Outcome
from foi_bot.interview.questions import Goes, Question, wordings
from foi_bot.interview.reasons import PUBLIC_INTEREST, standing
from foi_bot.law.act import limb, limbs_in_force
from foi_bot.law.limbs import Choices, Duty, Limb, Standing
from foi_bot.law.needs import Need
from tests.interview.limbs import DAYS, TODAY, argued, asked, every_way, put, relying

EVERY_LIMB = [(one.cite, on) for on in DAYS for one in limbs_in_force(on)]
"""Every limb as it was before 2011, before the law of 2018, and as it is."""

IN_OTHER_WORDS = {
    Need.LEGITIMATE_INTERESTS: "legitimate-interest",
}
"""Needs that are told in more than one question: the first of them."""


def needs(one: Limb) -> Iterator[Need]:
    """All that a limb or what it rests on has to be told."""
    yield from one.needs
    yield from _of(one.choices)


def _of(choices: Choices | None) -> Iterator[Need]:
    for option in choices.options if choices else ():
        yield from option.needs
        if option.choices:
            yield option.choices.need
            yield from _of(option.choices)


@pytest.mark.parametrize(("cite", "on"), EVERY_LIMB)
def test_whatever_a_limb_needs_to_be_told_is_asked(cite: str, on: date) -> None:
    one = limb(cite, on=on)
    for need in needs(one):
        instead = "if-yes" if need is Need.ACTOR_AND_ACT and one.is_ncnd else str(need)
        assert IN_OTHER_WORDS.get(need, instead) in put(cite, on), need


def test_every_need_has_a_question_of_its_own_name_or_is_told_in_several() -> None:
    assert {str(need) for need in Need} - set(wordings()) == set(IN_OTHER_WORDS)


@pytest.mark.parametrize(("cite", "on"), EVERY_LIMB)
def test_nothing_is_asked_twice_for_a_limb_and_never_much(cite: str, on: date) -> None:
    for case in every_way(relying(cite, on=on), cite):
        found = asked(case, cite)
        assert len(found) == len(set(found)) <= 18


OF_NCND = re.compile(
    r"\b(?:a yes|a no|yes or no|neither yes nor no|if the answer were|if anything were held"
    r"|if it were held|confirm\w* or den\w+|whether (?:it|the information) is held|saying whether"
    r"|excus\w+|silence|exclusion of the duty|if there were such)\b",
    re.IGNORECASE,
)
"""Words that only fit a refusal to say whether information is held."""

OF_WITHHOLDING = re.compile(
    r"\b(?:withheld|withholding|withhold|be disclosed|were disclosed|this information|we hold"
    r"|(?:would|does|by|of) disclosure|disclosing the information|you must disclose)\b",
    re.IGNORECASE,
)
"""Words that only fit information which is held and is not given."""

FIT_BOTH = {
    *("audit-function", "certificate-optional", "closed-reasons", "closed-reasons-where"),
    *("opinion-date", "purpose-31-2", "qualified-person", "whose-function"),
}
"""Questions whose words are the same for both duties."""

PROVISIONS_OF_NCND = re.compile(
    r"s(?:2\(1\)|17\(3\)\(a\)|22\(2\)|22A\(2\)|23\(5\)|24\(2\)|26\(3\)|27\(4\)|28\(3\)|29\(2\)|30\(3\)"
    r"|31\(3\)|32\(3\)|33\(3\)|34\(2\)|35\(3\)|36\(3\)|37\(2\)|38\(2\)|39\(2\)|40\(5|41\(2\)|42\(2\)"
    r"|43\(3\)|44\(2\))"
)
PROVISIONS_OF_WITHHOLDING = re.compile(r"s(?:2\(2\)|17\(3\)\(b\))")


def words(one: Question) -> str:
    """What an officer reads, but for the bad example."""
    options = [f"{option.label}\n{option.then}" for option in one.options]
    return "\n".join((one.short, one.ask, one.why, one.good, *options))


@pytest.mark.parametrize(("cite", "on"), EVERY_LIMB)
def test_the_words_of_a_question_fit_the_duty_that_its_limb_excuses(cite: str, on: date) -> None:
    ncnd = limb(cite, on=on).is_ncnd
    for name, one in put(cite, on).items():
        foreign = (OF_WITHHOLDING if ncnd else OF_NCND).search(words(one))
        assert foreign is None, (name, foreign)


def test_a_question_that_both_duties_ask_has_words_for_each_but_for_a_few_that_fit_both() -> None:
    ncnd, withheld = (
        {name for one in limbs_in_force(TODAY, duty=duty) for name in put(one.cite, TODAY)}
        for duty in (Duty.CONFIRM_OR_DENY, Duty.COMMUNICATE)
    )
    same = {name for name in ncnd & withheld if wordings()[name].withheld is None}
    assert same == FIT_BOTH


@pytest.mark.parametrize(("cite", "on"), EVERY_LIMB)
def test_a_question_names_a_provision_of_the_duty_that_its_limb_excuses(
    cite: str, on: date
) -> None:
    for name, one in put(cite, on).items():
        if limb(cite, on=on).is_ncnd:
            assert not PROVISIONS_OF_WITHHOLDING.search(one.source), name
        else:
            both = re.search(r", \(3\)|, \(2\)", one.source)
            assert both or not PROVISIONS_OF_NCND.search(one.source), name


@pytest.mark.parametrize("cite", [one.cite for one in limbs_in_force(TODAY, duty=Duty.COMMUNICATE)])
def test_what_is_withheld_is_never_argued_for_a_yes_and_a_no(cite: str) -> None:
    assert not {"if-yes", "if-no", "paragraph", "territory"} & set(put(cite, TODAY))


@pytest.mark.parametrize("cite", ["26(1)(a)", "31(1)(a)", "31(1)(g)", "38(1)(b)", "43(2)"])
def test_harm_is_told_as_act_consequence_level_what_is_known_and_evidence(cite: str) -> None:
    found = asked(argued(relying(cite), cite), cite)
    chain = ["actor-and-act", "consequence", "level", "known-already", "evidence"]
    assert [one for one in found if one in chain] == chain
    assert put(cite, TODAY)["evidence"].goes is Goes.RECORD


@pytest.mark.parametrize(
    ("cite", "standing_"),
    [
        ("31(1)(a)", Standing.QUALIFIED),
        ("24(1)", Standing.QUALIFIED),
        ("22(1)", Standing.QUALIFIED),
        ("23(1)", Standing.ABSOLUTE),
        ("41(1)", Standing.ABSOLUTE),
        ("44(1)(a)", Standing.ABSOLUTE),
        ("21(1)", Standing.ABSOLUTE),
    ],
)
def test_the_public_interest_is_asked_for_a_qualified_limb_alone(
    cite: str, standing_: Standing
) -> None:
    case = argued(relying(cite), cite)
    assert standing(case, cite) is standing_
    weighed = set(PUBLIC_INTEREST) <= set(asked(case, cite))
    assert weighed is (standing_ is Standing.QUALIFIED)


def test_no_public_interest_is_asked_while_more_time_is_taken_for_it() -> None:
    case = argued(relying("31(1)(a)", outcome=Outcome.EXTEND), "31(1)(a)")
    assert not set(PUBLIC_INTEREST) & set(asked(case, "31(1)(a)"))
    assert "consequence" in asked(case, "31(1)(a)")


def test_the_conclusion_weighs_disclosing_for_one_duty_and_saying_so_for_the_other() -> None:
    assert "disclosing the information" in put("31(1)(a)", TODAY)["pit-conclusion"].ask
    assert "whether the information is held" in put("31(3)", TODAY)["pit-conclusion"].ask
