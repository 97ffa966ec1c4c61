"""Happenings: what Slack, time and the office's people do to a case without meaning to."""

from __future__ import annotations

from datetime import timedelta

from foi_bot.casework import deeds
from foi_bot.casework.decision import Parked
from foi_bot.casework.people import Footing
from foi_bot.casework.perform import Done, NotDone
from tests.casework.machine.cast import ANN, ERIC, IDA, LEN
from tests.casework.machine.hand import Hand
from tests.casework.machine.scenes import Scene
from tests.casework.machine.world import Step

SAID_ANEW = (deeds.SayWhatToChange, deeds.LeaveFile)
"""What says something new when it is done a second time; all else is done once."""


def slack_takes_what_is_due(hand: Hand) -> None:
    hand.world.slack_takes()


def slack_repeats_deliveries(hand: Hand) -> None:
    """Deliveries come again, key and all: they change nothing, and are acknowledged."""
    world = hand.world
    settled = [step for step in reversed(world.steps) if _is_settled(step)]
    for _ in range(hand.pick((1, 3)) if settled else 0):
        before = world.rows
        assert world.deliver_again(hand.pick(settled)) == Done(again=True)
        assert world.rows == before, "a repetition changes nothing"


def the_last_deed_is_done_again(hand: Hand) -> None:
    """Two presses of a button, or a message that catching up finds as well: another key."""
    world = hand.world
    last = world.steps[-1] if world.steps else None
    if last is None or isinstance(last.deed, SAID_ANEW) or not _is_settled(last):
        return
    world.deliver(last.deed)
    if world.days[last.delivery.key] == world.dated.on:
        assert not world.steps[-1].facts, "done twice"


def time_passes(hand: Hand) -> None:
    hand.world.pass_time(timedelta(days=hand.pick((0, 1, 12, 40)), seconds=5))


def somebody_leaves_or_comes_back(hand: Hand) -> None:
    world = hand.world
    who = hand.pick((LEN, ANN, IDA, ERIC, world.case.officer))
    left = hand.pick((Footing.DEACTIVATED, Footing.OUTSIDER))
    world.footings[who] = left if world.person(who).may_act else Footing.MEMBER


def _is_settled(step: Step) -> bool:
    """Whether the delivery's key was kept: not of what waits, or of a form to be mended."""
    is_mended = isinstance(step.outcome, NotDone) and step.delivery.comes_again
    return not isinstance(step.decision, Parked) and not is_mended


ALL: tuple[Scene, ...] = (
    slack_takes_what_is_due,
    slack_repeats_deliveries,
    slack_repeats_deliveries,
    the_last_deed_is_done_again,
    the_last_deed_is_done_again,
    time_passes,
    somebody_leaves_or_comes_back,
)
