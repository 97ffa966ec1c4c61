"""An answered question costs the same calls to Slack, whatever the outcome: the old question
shrinks and the next one is put. Only a form has to be opened besides."""

from __future__ import annotations

import pytest

from foi_bot.interview.asked import question
from foi_bot.interview.outcome import OUTSIDE, Outcome
from tests.interview.values import plainest
from tests.slack.office import FoiOffice

ANSWERED = ["chat.update", "chat.postMessage"]


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - OUTSIDE))
def test_an_answered_question_costs_two_calls_whatever_the_outcome(
    office: FoiOffice, outcome: Outcome
) -> None:
    office.open_case()
    office.answer(outcome)
    while (case := office.case.at(office.now())).open_asking is not None:
        key = case.open_asking.key
        before = len(office.slack.calls)
        office.answer(plainest(case, key, question(case, key)))
        if office.case.draft is None:
            assert _beside_the_card(office, before) == ANSWERED, key


def _beside_the_card(office: FoiOffice, before: int) -> list[str]:
    """The calls since then that are neither the card's nor a form's."""
    since = office.slack.calls[before:]
    made = [call.method for call in since if call.args.get("ts") != office.card.ts]
    return [method for method in made if method != "views.open"]
