"""What is done to a case makes another one, and nothing is remembered of the wrong one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from foi_bot.approval import demands, tally
from foi_bot.case import london
from foi_bot.interview.plan import unanswered
from tests.casework.talk import OLIVE, Talk


def test_a_case_one_fact_on_is_the_same_in_everything_else() -> None:
    case = Talk().disclosed().case
    known = (case.clock, case.current, unanswered(case))
    assert known
    on = case.one_fact_on()
    assert on == replace(case, revision=case.revision + 1)
    assert vars(on).keys() == vars(replace(case)).keys()


def test_a_case_of_another_day_is_the_same_in_everything_else() -> None:
    talk = Talk().disclosed()
    later = talk.now + timedelta(days=40)
    assert not unanswered(talk.case)
    moved = talk.case.at(later)
    assert moved == replace(talk.case, on=london(later))
    assert unanswered(moved)
    assert moved.at(later) is moved


def test_who_wrote_the_answers_is_known_after_a_mark_as_before_it() -> None:
    talk = Talk().disclosed()
    talk.react()
    talk.react(OLIVE)
    afresh = replace(talk.case)
    assert demands(talk.case) == demands(afresh)
    assert tally(talk.case) == tally(afresh)
