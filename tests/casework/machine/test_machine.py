"""Whatever people, Slack and time do to a case, every law holds; and they do everything there is.

Quick by itself, and the same each time. MACHINE_EXAMPLES cases (of MACHINE_STEPS scenes at most),
drawn from MACHINE_SEED, are a run of another size; whatever it finds is found again with the same
three. What was reached is told on standard output (pytest -s).
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from foi_bot.case import State
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from store.database import Database
from tests import kinds
from tests.casework.machine.hand import MAKERS
from tests.casework.machine.machine import CaseMachine
from tests.casework.machine.tour import tour
from tests.casework.machine.world import Making, Tallied, emptied, in_memory


@dataclass(frozen=True)
class Size:
    """How many cases are played, how many scenes each has at most, and what they are drawn from."""

    examples: int
    steps: int
    seed: int

    def told(self) -> str:
        """How the run is made again."""
        return (
            f"MACHINE_SEED={self.seed} MACHINE_EXAMPLES={self.examples} MACHINE_STEPS={self.steps}"
        )


def wanted(examples: int, steps: int) -> Size:
    """The size that the environment asks for, or else this one."""
    return Size(
        int(os.environ.get("MACHINE_EXAMPLES", examples)),
        int(os.environ.get("MACHINE_STEPS", steps)),
        int(os.environ.get("MACHINE_SEED", 2000)),
    )


FEW = 6
"""Cases of the machine's shortest run."""

MANY = 150
"""Cases of a run of the machine in which everything that there is has to be reached."""

TOURS = 60
"""Cases that are led through all scenes, at the most, until everything has been reached."""

DEPTHS = {"awaiting approval", "approved", "sent: response", "sent twice", "answered"}
"""What cases of the shortest run come to."""

FACTS = f.KINDS.keys() - {"Opened"}
DEEDS = {kind.__name__ for kind in deeds.CaseDeed.__args__}
STAGES = {
    *map(str, State),
    "sent: response",
    "sent: acknowledgement",
    "sent: holding",
    "sent: review",
    "reviewing",
    "sent twice",
    "drafted anew after sending",
}


def play(size: Size, making: Making, tallied: Tallied) -> None:
    """Play so many cases. Raises AssertionError, with how to play them again, where one breaks a
    law."""
    machine = type("Played", (CaseMachine,), {"making": staticmethod(making), "tallied": tallied})
    run = settings(
        max_examples=size.examples,
        stateful_step_count=size.steps,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seed(size.seed)(machine), settings=run)
    except BaseException as broken:
        broken.add_note(f"again: {size.told()} pytest tests/casework/machine")
        raise


def missing(tallied: Tallied) -> list[str]:
    """What has never been reached."""
    return [
        *(f"fact {kind}" for kind in sorted(FACTS - tallied.facts.keys())),
        *(f"deed {kind}" for kind in sorted(DEEDS - tallied.deeds.keys())),
        *(f"stage {kind}" for kind in sorted(STAGES - tallied.stages.keys())),
    ]


def tell(tallied: Tallied, size: Size) -> None:
    """What was reached, on standard output."""
    sys.stdout.write("\n".join(_lines(tallied, size)) + "\n")


def _lines(tallied: Tallied, size: Size) -> Iterator[str]:
    yield size.told()
    done, refused = sum(tallied.deeds.values()), sum(tallied.refused.values())
    yield f"{tallied.examples} cases, {done} deeds taken, {refused} refused"
    counted: tuple[tuple[str, Counter[str]], ...] = (
        ("cases that reached", tallied.stages),
        ("facts", tallied.facts),
        ("deeds taken", tallied.deeds),
        ("deeds refused", tallied.refused),
    )
    for name, counts in counted:
        yield f"{name}: " + ", ".join(f"{kind} {n}" for kind, n in counts.most_common())
    yield f"{len(tallied.words)} sentences said"


def test_every_kind_of_deed_can_be_done() -> None:
    assert {kind.__name__ for kind in MAKERS} == DEEDS


def test_no_case_breaks_a_law_and_cases_come_far() -> None:
    size, tallied = wanted(FEW, 40), Tallied()
    play(size, in_memory, tallied)
    tell(tallied, size)
    if size.examples >= MANY:
        assert not missing(tallied)
    elif size.examples >= FEW:
        assert tallied.stages.keys() >= DEPTHS


def test_every_kind_of_deed_and_fact_and_every_stage_is_reached() -> None:
    tallied, first = Tallied(), wanted(0, 0).seed
    for no in range(TOURS):
        try:
            tour(first + no, tallied)
        except BaseException as broken:
            broken.add_note(f"again: tour({first + no}, Tallied())")
            raise
        if not missing(tallied):
            break
    tell(tallied, wanted(tallied.examples, 0))
    assert not missing(tallied)


@kinds.POSTGRESQL
def test_no_case_breaks_a_law_on_postgresql(database_url: str) -> None:
    size, tallied = wanted(3, 15), Tallied()
    database = Database(database_url)
    play(size, emptied(database), tallied)
    database.close()
    tell(tallied, size)
    assert tallied.stages["asking"]
