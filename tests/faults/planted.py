"""Bugs to be planted in the program under test, each a mistake that somebody could make.

They are planted in the process that is killed (`faults.wire.Start.plant`), never in this one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from foi_bot.casework.perform import Done
from foi_bot.slack.desk import Desk
from store import deliveries, intake


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
