"""The clock, replayed from what happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.law.clock import (
    ClarificationAnswered,
    ClarificationAsked,
    ClockError,
    Event,
    Extended,
    FeePaid,
    FeesNotice,
    Received,
    State,
    replay,
)
from foi_bot.law.count import due
from tests.law.days import any_day, day

RECEIVED = Received(day("2018-03-13"))


def test_a_request_is_due_on_the_twentieth_working_day() -> None:
    clock = replay([RECEIVED])
    assert clock.due == day("2018-04-13")
    assert clock.of("any part").due == day("2018-04-13")
    assert clock.sent_in_time(day("2018-04-13"))
    assert not clock.sent_in_time(day("2018-04-14"))


def test_while_clarification_is_awaited_no_time_runs() -> None:
    clock = replay([RECEIVED, ClarificationAsked(day("2018-03-15"))])
    assert clock.due is None
    assert clock.of("").state is State.AWAITING_CLARIFICATION
    assert clock.of("").since == day("2018-03-15")
    assert clock.sent_in_time(day("2019-01-01"))


def test_clarification_begins_a_full_fresh_count_not_the_rest_of_the_old_one() -> None:
    answered = ClarificationAnswered(day("2018-10-16"))
    clock = replay([RECEIVED, ClarificationAsked(day("2018-03-15")), answered])
    assert clock.received == day("2018-03-13")
    assert clock.of("").count == due(day("2018-10-16"))
    assert clock.due == day("2018-11-13")


def test_only_the_part_that_is_unclear_waits() -> None:
    asked = ClarificationAsked(day("2018-03-15"), part="6")
    clock = replay([RECEIVED, asked], parts=["1", "6"])
    assert clock.of("1").due == day("2018-04-13")
    assert clock.of("6").due is None
    assert clock.due == day("2018-04-13")
    later = replay([RECEIVED, asked, ClarificationAnswered(day("2018-03-26"), "6")])
    assert later.due == day("2018-04-13")
    assert later.of("1").due == day("2018-04-13")
    assert later.of("6").due == day("2018-04-25")
    assert [late.part for late in later.late(day("2018-04-16"))] == [""]


def test_an_answer_about_one_part_leaves_the_others_waiting() -> None:
    events: list[Event] = [RECEIVED, ClarificationAsked(day("2018-03-15"))]
    clock = replay([*events, ClarificationAnswered(day("2018-03-20"), "2")], parts=["1", "2"])
    assert clock.of("1").state is State.AWAITING_CLARIFICATION
    assert clock.of("2").state is State.RUNNING


def test_days_from_fees_notice_to_payment_do_not_count() -> None:
    notice, paid = FeesNotice(day("2018-03-16")), FeePaid(day("2018-03-26"))
    waiting = replay([RECEIVED, notice]).of("")
    assert (waiting.state, waiting.due) == (State.AWAITING_FEE, None)
    assert waiting.pay_by == day("2018-06-15")
    assert replay([RECEIVED, notice, paid]).due == day("2018-04-23")


@pytest.mark.parametrize(
    ("notice", "pay_by"),
    [
        ("2018-01-15", "2018-04-14"),
        ("2018-11-01", "2019-01-31"),
        ("2018-11-30", "2019-02-28"),
        ("2018-12-01", "2019-02-28"),
        ("2019-11-30", "2020-02-29"),
        ("2018-12-31", "2019-03-30"),
    ],
)
def test_the_fee_has_three_months_beginning_with_the_day_of_the_notice(
    notice: str, pay_by: str
) -> None:
    events: list[Event] = [Received(date(2018, 1, 1)), FeesNotice(day(notice))]
    assert replay(events).of("").pay_by == day(pay_by)
    in_time = replay([*events, FeePaid(day(pay_by))])
    assert in_time.of("").state is State.RUNNING
    too_late = replay([*events, FeePaid(day(pay_by) + timedelta(days=1))])
    assert too_late.of("").state is State.FEE_LAPSED
    assert too_late.due is None


def test_more_time_for_the_public_interest_is_for_its_slices_and_not_for_the_notice() -> None:
    extended = Extended(day("2018-04-12"), until=day("2018-05-14"), slices=("2b",))
    again = Extended(day("2018-05-10"), until=day("2018-05-21"), slices=("2b",))
    clock = replay([RECEIVED, extended, again])
    assert clock.due == day("2018-04-13")
    assert clock.extended_until("2b") == day("2018-05-21")
    assert clock.extended_until("2a") is None


def test_another_body_counts_in_its_own_way() -> None:
    archive = replay([RECEIVED], limit=lambda received, gaps: due(received, 30, gaps=gaps))
    assert archive.due == day("2018-04-27")


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ([], "received once; these events say 0 times"),
        ([RECEIVED, RECEIVED], "received once; these events say 2 times"),
        ([RECEIVED, FeesNotice(day("2018-03-12"))], "before the request came on 13 March 2018"),
        ([RECEIVED, FeePaid(day("2018-03-20"))], "no fees notice was open"),
        ([RECEIVED, ClarificationAnswered(day("2018-03-20"))], "nothing had been asked"),
    ],
)
def test_what_cannot_have_happened_is_refused(events: list[Event], message: str) -> None:
    with pytest.raises(ClockError, match=message):
        replay(events)


def test_a_part_that_the_request_has_not_is_refused() -> None:
    with pytest.raises(ClockError, match="The request has no part 9"):
        replay([RECEIVED, ClarificationAsked(day("2018-03-15"), "9")], parts=["1", "2"])


@given(received=any_day, asked=st.integers(0, 60), waited=st.integers(0, 400), data=st.data())
def test_events_tell_the_same_time_in_whatever_order_they_are_told(
    received: date, asked: int, waited: int, data: st.DataObject
) -> None:
    ask = received + timedelta(days=asked)
    events: list[Event] = [
        Received(received),
        ClarificationAsked(ask, "2"),
        ClarificationAnswered(ask + timedelta(days=waited + 1), "2"),
        FeesNotice(ask + timedelta(days=waited + 2)),
        FeePaid(ask + timedelta(days=waited + 9)),
    ]
    shuffled = data.draw(st.permutations(events))
    assert replay(shuffled) == replay(events)


@given(received=any_day, asked=st.integers(0, 60), waited=st.integers(0, 400))
def test_a_clarified_part_has_what_a_new_request_of_that_day_would_have(
    received: date, asked: int, waited: int
) -> None:
    ask = received + timedelta(days=asked)
    answer = ask + timedelta(days=waited)
    clock = replay(
        [Received(received), ClarificationAsked(ask, "2"), ClarificationAnswered(answer, "2")]
    )
    assert clock.of("2").count == due(answer)
    assert clock.of("").count == due(received)
