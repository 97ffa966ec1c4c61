"""An answer that was taken, and can stand no longer: a message that it is made of was edited, an
answer on which it builds is another, or its day has come. It is asked again before any letter."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from foi_bot import approval
from foi_bot.case import Ending, Key, State, Value
from foi_bot.casework import deeds
from foi_bot.casework.decision import Refused
from foi_bot.interview.answers import cannot_stand
from foi_bot.interview.plan import unanswered
from foi_bot.slack.views import question
from tests.casework.talk import OLIVE, Talk

COST: Mapping[str, Value] = {"outcome": "cost", "cost-limb": "12(1)"}
REDACTED: Mapping[str, Value] = {
    "outcome": "withhold",
    "exemptions": ("31(1)(a)",),
    "redacted": "yes",
}
EXTEND: Mapping[str, Value] = {"outcome": "extend"}
LONG = "locating | all paper files | 600 | 600"


def talked(to: str, values: Mapping[str, Value], text: str) -> tuple[Talk, str]:
    """Everything answered, one question of them by a typed reply; its timestamp."""
    talk = Talk()
    while talk.asking.key.question != to:
        talk.give_one(values)
    ts = talk.reply(text)
    talk.next()
    return talk.give(values), ts


def edited(talk: Talk, ts: str, text: str) -> None:
    talk.do(deeds.EditReply(OLIVE, ts, text, talk.tick()))


@pytest.mark.parametrize(
    ("to", "values", "right", "wrong"),
    [
        ("estimate", COST, LONG, "locating | all paper files | 1 | 1"),
        ("estimate", COST, LONG, "a very long time"),
        ("schedule", REDACTED, "1 | 3 June 2017 | Minutes | 3 | names | 31(1)(a)", "1 | Minutes"),
        ("extended-until", EXTEND, "3 June 2018", "as soon as we can"),
        ("extended-until", EXTEND, "3 June 2018", "1 January 2018"),
    ],
)
def test_an_edit_that_leaves_no_answer_has_the_question_asked_again(
    to: str, values: Mapping[str, Value], right: str, wrong: str
) -> None:
    talk, ts = talked(to, values, right)
    drafts = len(talk.case.drafts)
    edited(talk, ts, wrong)
    assert talk.asking.key.question == to
    assert len(talk.case.drafts) == drafts
    why_not = cannot_stand(talk.case, talk.asking.key)
    shown = question.render(talk.case, talk.asking.no)
    assert why_not
    assert any(why_not[:40] in str(block) for block in shown.blocks)


def test_an_approval_does_not_outlive_the_estimate_behind_it() -> None:
    talk, ts = talked("estimate", COST, LONG)
    talk.react()
    assert talk.state() is State.APPROVED
    edited(talk, ts, "locating | all paper files | 1 | 1")
    assert not approval.tally(talk.case).approved


def test_the_same_message_edited_again_puts_the_answer_right() -> None:
    talk, ts = talked("estimate", COST, LONG)
    edited(talk, ts, "a very long time")
    edited(talk, ts, LONG)
    assert unanswered(talk.case) == ()
    talk.skip()
    assert talk.case.open_asking is None


def test_an_answer_that_cannot_stand_is_not_kept_as_it_is() -> None:
    talk, ts = talked("estimate", COST, LONG)
    edited(talk, ts, "a very long time")
    decision = talk.skip()
    assert isinstance(decision, Refused)
    assert decision.why.name == "last-question"
    assert talk.asking.ending is Ending.OPEN


def test_an_estimate_is_asked_again_under_the_provision_that_counts_less() -> None:
    talk, _ = talked("estimate", COST, LONG)
    talk.change("cost-limb", "")
    talk.choose("12(2)")
    assert talk.asking.key == Key("estimate")


def test_a_day_by_which_we_would_decide_that_has_come_is_asked_again() -> None:
    talk, _ = talked("extended-until", EXTEND, "20 March 2018")
    talk.days(8).react()
    assert talk.asking.key == Key("extended-until")


def test_what_has_gone_out_is_not_asked_again_when_its_day_comes() -> None:
    talk = Talk()
    talk.change("letter", "")
    talk.give({"letter": "holding", "holding-until": "2018-03-20"})
    talk.react()
    talk.send()
    talk.days(8).reply("Anything new?")
    assert talk.asking.key == Key("outcome", "1")


def test_an_answer_about_a_piece_that_is_gone_can_still_be_shown() -> None:
    talk = Talk()
    talk.choose("split")
    talk.answer("The drones that we have announced", "Any other drones")
    asking = talk.asking
    talk.choose("disclose")
    talk.change("outcome")
    talk.choose("disclose")
    assert asking.key.about == "1/1"
    assert question.render(talk.case, asking.no).blocks
