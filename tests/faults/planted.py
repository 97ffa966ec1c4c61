"""Bugs to be planted in the program under test, each a mistake that somebody could make.

They are planted in the process that is killed (`faults.wire.Start.plant`), never in this one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from foi_bot.casework.perform import Done
from foi_bot.slack import calls, sender
from foi_bot.slack.desk import Desk
from foi_bot.slack.pace import POST, UPDATE
from store import deliveries, intake, lanes
from store.lanes import Call
from store.outbox import Outgoing


def acknowledges_before_the_commit() -> None:
    """A listener leaves its work to a thread, and says at once that it has done it."""
    perform = Desk.perform

    def later(self: Desk, *given: Any, **named: Any) -> Done:
        def do() -> None:
            perform(self, *given, **named)

        self.background.do(do)
        return Done()

    setattr(Desk, "perform", later)  # noqa: B010 - a bug is planted


def knows_no_delivery_again() -> None:
    """Nobody looks whether a form was sent before."""
    found = intake.find

    def fresh(*given: Any) -> Any:
        one = found(*given)
        return one and replace(one, case_id=None)

    setattr(deliveries, "accept", lambda *_: True)  # noqa: B010
    setattr(intake, "find", fresh)  # noqa: B010


def stores_nothing_before_a_post() -> None:
    """That a post is about to be made is not kept: after a kill nobody knows that it may stand."""
    call_for = calls.call_for

    def forgetful(message: Outgoing, now: datetime) -> Call:
        return replace(call_for(message, now), step=None)

    setattr(sender, "call_for", forgetful)  # noqa: B010


def looks_for_nothing() -> None:
    """What may stand in Slack already is posted again, and not looked for."""
    setattr(calls, "_method", lambda message: POST if message.ts is None else UPDATE)  # noqa: B010


def lets_messages_overtake() -> None:
    """Whatever is due goes out, while one before it waits."""
    setattr(lanes, "_sendable", iter)  # noqa: B010


def keeps_a_lane_for_ever() -> None:
    """A lease that does not end: what a dead replica held is nobody's."""
    setattr(lanes, "LEASE", timedelta(days=1))  # noqa: B010
