"""When Slack says to come back: in seconds, as a date, or in no way that anybody understands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.slack.retry_after import LONGEST, UNSAID, retry_after

NOW = datetime(2018, 3, 14, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("42", 42),
        ("0", 0),
        (" 7 ", 7),
        ("99999", LONGEST),
        ("9" * 400, LONGEST),
        ("Wed, 14 Mar 2018 10:01:30 GMT", 90),
        ("Wed, 14 Mar 2018 09:00:00 GMT", 0),
        ("Thu, 15 Mar 2018 10:00:00 GMT", LONGEST),
        ("", UNSAID),
        ("soon", UNSAID),
        ("-5", UNSAID),
        ("1.5", UNSAID),
        ("nan", UNSAID),
        ("inf", UNSAID),
        ("1e9", UNSAID),
        ("\u0661\u0662", UNSAID),
        ("Wed, 99 Foo 2018 10:01:30 GMT", UNSAID),
    ],
)
def test_what_is_said_is_how_long_we_wait(said: str, seconds: float) -> None:
    assert retry_after({"Retry-After": said}, NOW) == seconds
    assert retry_after({"retry-after": said}, NOW) == seconds


def test_where_nothing_is_said_we_wait_a_while() -> None:
    assert retry_after({}, NOW) == retry_after(None, NOW) == UNSAID


@given(st.text())
def test_whatever_is_said_the_wait_is_short_enough(said: str) -> None:
    assert 0 <= retry_after({"Retry-After": said}, NOW) <= LONGEST
