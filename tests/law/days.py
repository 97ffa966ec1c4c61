"""Days for the tests of the law."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

BEFORE_GDPR = date(2018, 5, 24)
SINCE_GDPR = date(2018, 5, 25)
NOW = date(2026, 11, 2)

any_day = st.dates(date(2005, 1, 1), date(2035, 12, 31))


def day(text: str) -> date:
    """ "2018-03-13" or "13 March 2018", whichever a table reads better with."""
    return date.fromisoformat(text)
