"""The regulator, the periods, the cost limit and the provisions, by the day of the letter."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from foi_bot.law.act import look_up
from foi_bot.law.cost import Activity, Kind, NoLimitError, cost_limit
from foi_bot.law.limbs import Status
from foi_bot.law.periods import NoPeriodError, Unit, period, periods
from foi_bot.law.provisions import provision
from foi_bot.law.regulator import NoRegulatorError, regulator
from tests.law.days import NOW, any_day, day


@pytest.mark.parametrize("sent", ["2018-04-09", "2018-10-19"])
def test_letters_of_2018_gave_the_web_page_of_2018(sent: str) -> None:
    assert regulator(day(sent)).web == "https://ico.org.uk/concerns/"
    assert regulator(day(sent)).telephone == "0303 123 1113"


@pytest.mark.parametrize(
    ("sent", "telephone", "web"),
    [
        ("2007-05-01", "01625 545 745", "http://www.ico.gov.uk/"),
        ("2015-05-01", "0303 123 1113", "https://ico.org.uk/concerns/"),
    ],
)
def test_older_letters_gave_older_details_which_nobody_has_confirmed(
    sent: str, telephone: str, web: str
) -> None:
    then = regulator(day(sent))
    assert (then.name, then.address[-1]) == ("Information Commissioner", "SK9 5AF")
    assert (then.telephone, then.web) == (telephone, web)
    assert then.status is Status.RECALLED
    assert {"telephone", "web"} <= set(then.unverified)


def test_the_regulator_is_the_commissioner_until_the_commission_takes_over() -> None:
    now = regulator(NOW)
    assert now.name == "Information Commissioner"
    assert now.web.endswith("/foi-and-eir-complaints/")
    assert now.address[0] == "Wycliffe House"


def test_the_address_is_doubtful_since_the_office_was_to_move() -> None:
    now = regulator(NOW)
    assert now.status is Status.UNVERIFIED
    assert now.needs_a_look(NOW) == ("address", "web")


def test_current_details_grow_stale_and_past_ones_do_not() -> None:
    assert "telephone" in regulator(date(2027, 7, 1)).needs_a_look(date(2027, 7, 1))
    assert regulator(day("2018-04-09")).needs_a_look(day("2018-04-09")) == ()


def test_nothing_is_made_up_for_days_that_are_not_recorded() -> None:
    with pytest.raises(NoRegulatorError, match="31 December 2004"):
        regulator(date(2004, 12, 31))
    with pytest.raises(NoLimitError):
        cost_limit(Kind.OTHER, date(2004, 12, 31))
    with pytest.raises(NoPeriodError, match="'answer-academy'"):
        period("answer-academy", date(2010, 11, 17))


@pytest.mark.parametrize(
    ("id", "amount", "unit", "longest"),
    [
        ("answer", 20, Unit.WORKING_DAYS, None),
        ("answer-archive", 30, Unit.WORKING_DAYS, None),
        ("answer-school", 20, Unit.SCHOOL_DAYS, 60),
        ("answer-school-northern-ireland", 20, Unit.SCHOOL_DAYS, 60),
        ("answer-academy", 20, Unit.SCHOOL_DAYS, 60),
        ("answer-armed-forces", 20, Unit.WORKING_DAYS, 60),
        ("answer-abroad", 20, Unit.WORKING_DAYS, 60),
        ("pay-fee", 3, Unit.MONTHS, None),
        ("count-requests-together", 60, Unit.WORKING_DAYS, None),
        ("ask-for-review", 40, Unit.WORKING_DAYS, None),
        ("review", 20, Unit.WORKING_DAYS, 40),
        ("complain-to-regulator", 6, Unit.WEEKS, None),
    ],
)
def test_a_period_says_how_long_and_on_whose_word(
    id: str, amount: int, unit: Unit, longest: int | None
) -> None:
    found = period(id, NOW)
    assert (found.amount, found.unit, found.longest) == (amount, unit, longest)
    assert found.source
    assert found.statutory is found.source.startswith(("FOIA 2000", "SI "))


def test_what_binds_was_read_and_what_custom_says_is_marked() -> None:
    for found in periods(NOW):
        assert found.statutory is (found.status is Status.READ)


def test_only_the_regulator_fixes_the_day_for_operations_and_abroad() -> None:
    fixed = [one.id for one in periods(NOW) if one.set_by_regulator]
    assert fixed == ["answer-armed-forces", "answer-abroad"]
    assert str(period("answer-academy", NOW)) == "20 working days in term"


@pytest.mark.parametrize(
    ("kind", "pounds", "hours"), [(Kind.CENTRAL, 600, 24), (Kind.OTHER, 450, 18)]
)
def test_the_cost_limit_is_24_hours_for_central_bodies_and_18_for_others(
    kind: Kind, pounds: int, hours: int
) -> None:
    limit = cost_limit(kind, NOW)
    assert (limit.pounds, limit.hours) == (pounds, hours)
    assert not limit.exceeded_by(hours)
    assert limit.exceeded_by(hours + 0.5)
    assert limit.cost_of(2) == 50


def test_only_four_activities_count_towards_the_cost() -> None:
    assert len(Activity) == 4
    assert not any("redact" in activity for activity in Activity)


@pytest.mark.parametrize(
    ("cite", "gist"),
    [
        ("1(1)(a)", "the duty to say whether the information is held"),
        ("1(1)(b)", "the duty to communicate the information"),
        ("17(1)(b)", "the duty to say exactly which exemption is relied on"),
        ("2(3)", "the closed list of absolute exemptions"),
    ],
)
def test_the_duties_say_what_they_are(cite: str, gist: str) -> None:
    assert provision(cite, NOW).gist == gist


@pytest.mark.parametrize(
    "cite",
    [
        *("1(3)", "2(1)(b)", "2(2)(b)", "10(1)", "10(2)", "10(3)", "10(6)", "11(3)", "12(1)"),
        *("12(2)", "14(1)", "14(2)", "16", "17(1)", "17(1)(a)", "17(1)(c)", "17(2)", "17(3)(a)"),
        *("17(3)(b)", "17(4)", "17(5)", "17(6)", "17(7)(a)", "17(7)(b)", "50", "77", "78"),
    ],
)
def test_what_findings_cite_is_there_with_its_source(cite: str) -> None:
    found = look_up(cite, NOW)
    assert found == provision(cite, NOW)
    assert provision(cite, NOW).source == f"FOIA 2000 s{cite}"
    assert provision(cite, NOW).gist.startswith("the ")


@given(on=any_day.filter(lambda on: on >= date(2005, 1, 1)))
def test_every_letter_under_the_act_has_one_regulator(on: date) -> None:
    assert regulator(on).in_force.covers(on)
