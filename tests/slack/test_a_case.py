"""A case from /foi to an approved letter."""

from __future__ import annotations

from foi_bot import approval
from foi_bot.case import State
from tests.slack.office import FoiOffice


def test_a_request_becomes_an_approved_letter(office: FoiOffice) -> None:
    office.drafted()
    office.approve()
    assert approval.state(office.case) is State.APPROVED
    assert "Draft 1 is approved" in office.said()
