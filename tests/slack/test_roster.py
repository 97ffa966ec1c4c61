"""The roster: what is remembered of people and channels, and how much of it."""

from __future__ import annotations

import pytest

from foi_bot.casework.people import Footing
from foi_bot.slack import roster as roster_module
from foi_bot.slack.roster import KEPT, Roster
from tests.slack_double import SlackDouble


@pytest.fixture
def roster(slack: SlackDouble) -> Roster:
    """A roster on the double's time."""
    return Roster(slack.client(), slack.clock.now)


def asked(slack: SlackDouble) -> int:
    """How often Slack was asked who somebody is."""
    return len(slack.calls_to("users.info"))


def test_somebody_is_asked_about_once_in_five_minutes(slack: SlackDouble, roster: Roster) -> None:
    for _ in range(3):
        assert roster.person("T01PRACTICE", "U01OFFICER", "C01FOI").footing is Footing.MEMBER
    assert asked(slack) == 1
    slack.wait(KEPT + 1)
    roster.person("T01PRACTICE", "U01OFFICER", "C01FOI")
    assert asked(slack) == 2


def test_whoever_was_asked_about_longest_ago_is_forgotten_first(
    slack: SlackDouble, roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_module, "MOST", 2)
    for user in ("U01OFFICER", "U02LEAD", "U03APPROVER"):
        roster.person("T01PRACTICE", user, "C01FOI")
    roster.person("T01PRACTICE", "U03APPROVER", "C01FOI")
    assert asked(slack) == 3
    roster.person("T01PRACTICE", "U01OFFICER", "C01FOI")
    assert asked(slack) == 4


def test_what_is_out_of_date_is_not_kept(slack: SlackDouble, roster: Roster) -> None:
    roster.person("T01PRACTICE", "U01OFFICER", "C01FOI")
    slack.wait(KEPT + 1)
    roster.person("T01PRACTICE", "U02LEAD", "C02SECOND")
    assert roster.remembered == (1, 1)
