"""A case from /foi to an approved letter, and what it costs."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from foi_bot import approval
from foi_bot.case import State
from tests.cases.build import case_file
from tests.kinds import BOTH
from tests.slack.conftest import NewOffice
from tests.slack.office import DISCLOSED, FoiOffice
from tests.slack_double import SlackDouble
from tests.slack_double.counter import Recorded

pytestmark = BOTH


def test_a_request_becomes_an_approved_letter(slack: SlackDouble, office: FoiOffice) -> None:
    slack.echo_own = True
    office.drafted()
    assert approval.state(office.case) is State.AWAITING
    office.approve()
    assert approval.state(office.case) is State.APPROVED
    assert "Draft 1 is approved by @lead" in office.said()
    names = sorted(name for name in office.files())
    assert names == ["FOI2018-00001-draft-1.docx", "FOI2018-00001-draft-1.pdf"]


def test_a_request_about_a_named_person_is_neither_confirmed_nor_denied(office: FoiOffice) -> None:
    fraud = case_file("ncnd-fraud")
    office.slack.clock.move_to(fraud.opened_at.replace(year=2024, month=6, day=17))
    office.open_case(fraud.request.text, received=date(2024, 6, 3))
    office.answer_all({str(key): answer.value for key, answer in fraud.current.items()})
    office.approve()
    assert approval.state(office.case) is State.APPROVED
    assert "We neither confirm nor deny" in office.letter()
    assert "section 40(5B)(a)(i)" in office.letter()


def test_a_plain_how_many_takes_at_most_five_answers_with_the_form(office: FoiOffice) -> None:
    office.drafted("How many bicycles were reported stolen in Anytown in 2017?")
    the_form = 1
    assert the_form + len(office.case.askings) <= 5


def test_the_card_says_when_the_answer_is_due_and_how_that_was_counted(office: FoiOffice) -> None:
    office.open_case(received=date(2018, 3, 13))
    assert "13 April 2018" in office.card.prose
    assert (
        "day 1 = 14 March; skipped: 19 March (Northern Ireland), 30 March, 2 April; "
        "day 20 = 13 April" in office.card.prose
    )


def test_references_count_on_within_the_year_of_receipt(office: FoiOffice) -> None:
    received = [date(2018, 3, 12), date(2017, 12, 29), date(2018, 3, 13)]
    references = [office.open_case(received=day).reference for day in received]
    assert references == ["FOI2018/00001", "FOI2017/00001", "FOI2018/00002"]


def test_each_authority_has_its_own_channel_and_its_own_references(new_office: NewOffice) -> None:
    office = new_office(channels=["C01FOI"], references="ANY-{year}-{number}")
    assert office.open_case().reference == "ANY-2018-1"


def _of_the_question(office: FoiOffice, made: list[Recorded]) -> list[str]:
    card = office.card.ts
    return [call.method for call in made if call.args.get("ts") != card]


@pytest.mark.parametrize("at", range(3))
def test_an_answered_question_costs_two_calls_beside_the_card(office: FoiOffice, at: int) -> None:
    office.open_case()
    values = list(DISCLOSED.values())
    for value in values[:at]:
        office.answer(value)
    before = len(office.slack.calls)
    office.answer(values[at])
    made = office.slack.calls[before:]
    assert _of_the_question(office, made) == ["chat.update", "chat.postMessage"]


def test_the_card_is_updated_at_most_once_in_three_seconds(
    slack: SlackDouble, office: FoiOffice
) -> None:
    slack.seconds_per_act = 0.2
    office.drafted()
    office.approve()
    card = office.card.ts
    at = [call.at for call in slack.calls_to("chat.update") if call.args["ts"] == card]
    assert len(at) > 1
    assert all(later - earlier >= 3 for earlier, later in pairwise(at))


def test_no_pace_of_slacks_is_broken_when_several_letters_come_at_once(
    slack: SlackDouble, office: FoiOffice
) -> None:
    cases = []
    for _ in range(3):
        cases.append(office.open_case().id)
        for value in list(DISCLOSED.values())[:-1]:
            office.answer(value)
    slack.seconds_per_act = 0.01
    for office.case_id in cases:
        office.officer.click(office.question, "No, nobody could be")
    office.settle()
    assert len(slack.workspace.files) == 6
    assert not any(call.status == 429 for call in slack.calls)
    slack.violations.assert_none()
