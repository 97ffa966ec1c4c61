"""A driver that finds nothing proves nothing: bugs are planted in the program, and found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from faults.judge import Wrong
from faults.points import Moment, Passed, Point, Sort
from faults.stage import Play, Played, Setting, Stage, stage
from faults.town import Manners
from foi_bot.slack.pace import POST

HERE = "tests.faults.planted"
SETTING = Setting("sqlite", 1)


@pytest.fixture(scope="module")
def played() -> Iterator[Stage]:
    with stage(SETTING.database) as made:
        yield made


def point(made: Stage, step: str, what: str, moment: Moment, plant: str = "") -> Point:
    """The first point of a step of this name at which this is done, with the bug in place."""
    undisturbed = made.play(Play("letter", SETTING, plant=planted(plant)))
    for name, passed in undisturbed.passed.items():
        for number, one in enumerate(passed):
            if name.partition(".")[2].startswith(step) and what in (one.what, one.sort):
                return Point(name, number, moment)
    raise AssertionError(f"no step {step} does {what}")


def killed(made: Stage, at: Point, plant: str = "") -> Played:
    """One play with one kill."""
    manners = Manners(catches_up=False)
    return made.play(Play("letter", SETTING, (at,), manners, plant=planted(plant)))


def planted(plant: str) -> str:
    """How a bug is named to the program."""
    return plant and f"{HERE}:{plant}"


BUGS = [
    ("acknowledges_before_the_commit", "say", Sort.ANSWER, Moment.AFTER, Wrong.LOST),
    ("knows_no_delivery_again", "mask", Sort.ANSWER, Moment.BEFORE, Wrong.DOUBLED),
    ("stores_nothing_before_a_post", "press-next/", POST, Moment.DURING, Wrong.DOUBLED),
    ("looks_for_nothing", "press-next/", POST, Moment.DURING, Wrong.DOUBLED),
    ("lets_messages_overtake", "edit/", POST, Moment.BEFORE, Wrong.DISORDERED),
    ("keeps_a_lane_for_ever", "press-next/", POST, Moment.BEFORE, Wrong.MISSING),
]


@pytest.mark.parametrize(("plant", "step", "what", "moment", "wrong"), BUGS)
def test_a_planted_bug_is_found(
    played: Stage, plant: str, step: str, what: str, moment: Moment, wrong: Wrong
) -> None:
    found = killed(played, point(played, step, what, moment, plant), plant)
    assert found.kills == 1
    assert wrong in {problem.wrong for problem in found.problems}


@pytest.mark.parametrize(("step", "what", "moment"), [bug[1:4] for bug in BUGS])
def test_without_it_the_same_kill_does_no_harm(
    played: Stage, step: str, what: str, moment: Moment
) -> None:
    found = killed(played, point(played, step, what, moment))
    assert found.kills == 1
    assert found.problems == ()


def test_what_is_told_of_a_play_is_what_was_done_to_the_program(played: Stage) -> None:
    at = point(played, "say", Sort.COMMIT, Moment.DURING)
    (hit,) = killed(played, at).hits
    assert hit.point == at
    assert hit.passed == Passed(Sort.COMMIT, "commit")
    assert hit.died


def test_what_cannot_happen_where_another_thing_is_done_does_not_happen(played: Stage) -> None:
    at = point(played, "say", Sort.ANSWER, Moment.DURING)
    assert killed(played, at).hits == ()
