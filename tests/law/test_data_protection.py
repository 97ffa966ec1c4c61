"""A letter calls the General Data Protection Regulation by its name on that day."""

from __future__ import annotations

from datetime import date

import pytest

from foi_bot.law.data_protection import gdpr


@pytest.mark.parametrize(
    ("dated", "name"),
    [
        (date(2018, 10, 19), "GDPR"),
        (date(2020, 12, 31), "GDPR"),
        (date(2021, 1, 1), "UK GDPR"),
        (date(2026, 11, 22), "UK GDPR"),
    ],
)
def test_the_regulation_is_the_uks_own_since_the_end_of_2020(dated: date, name: str) -> None:
    assert gdpr(dated) == name
