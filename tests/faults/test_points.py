"""Crash points: their names, and the order in which they are tried."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faults.points import Moment, Passed, Point, Sort, Trip, can_be, parse, shape
from faults.stage import Play, Played, Setting
from faults.sweep import GIVEN_UP, HARD, Sweep, points_of
from faults.town import Hit

SETTING = Setting("sqlite", 1)
COMMIT = Passed(Sort.COMMIT, "commit")

points = st.builds(
    Point,
    st.from_regex(r"\d{1,2}\.[a-z-]{1,9}(/\d{1,2})?", fullmatch=True),
    st.integers(0, 99),
    st.sampled_from(Moment),
)


@given(points)
def test_a_point_is_found_again_by_its_name(point: Point) -> None:
    assert parse(str(point)) == point


@pytest.mark.parametrize("name", ["", "7.press", "7.press#x:after", "7.press#1:soon"])
def test_what_is_no_point_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"point|Moment"):
        parse(name)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("BEGIN IMMEDIATE", "BEGIN IMMEDIATE"),
        ("BEGIN", "BEGIN"),
        ("SELECT a.b, a.c \nFROM a WHERE a.b = ?", "SELECT a"),
        ("INSERT INTO a (b) VALUES (?)", "INSERT a"),
        ("UPDATE a SET b=? WHERE a.c = ?", "UPDATE a"),
        ("DELETE FROM a WHERE a.c = ?", "DELETE a"),
    ],
)
def test_a_statement_is_told_by_what_it_does_to_which_table(statement: str, told: str) -> None:
    assert shape(statement) == told


def passing(**commits: int) -> Played:
    """An undisturbed play whose acts commit so often."""
    passed = {name.replace("_", "."): (COMMIT,) * times for name, times in commits.items()}
    return Played(Play("letter", SETTING), None, (), (), passed, 0, 0, 0, 0, 0, (), 0.0)


def test_the_whole_of_a_play_is_every_moment_of_every_point() -> None:
    found = points_of(passing(**{"1_a": 2, "2_b": 1}), [Sort.COMMIT])
    assert found.keys() == {
        Point(step, number, moment)
        for step, number in (("1.a", 0), ("1.a", 1), ("2.b", 0))
        for moment in (Moment.BEFORE, Moment.DURING, Moment.AFTER)
    }
    assert points_of(passing(**{"1_a": 2}), [Sort.CALL]) == {}


@pytest.mark.parametrize("seed", range(5))
def test_a_part_of_a_play_is_shared_out_among_its_acts(seed: int) -> None:
    play = passing(**{"1_a": 1, "2_b": 100, "3_c": 60})
    found = points_of(play, [Sort.COMMIT], 10, seed)
    assert Counter(point.step for point in found) == {"1.a": 3, "2.b": 23, "3.c": 22}
    assert found == points_of(play, [Sort.COMMIT], 10, seed)
    assert found != points_of(play, [Sort.COMMIT], 10, seed + 1)


@pytest.mark.parametrize(
    ("moment", "sorts"),
    [
        (Moment.BEFORE, {*Sort}),
        (Moment.DURING, {*Sort} - {Sort.ANSWER}),
        (Moment.AFTER, {*Sort}),
        (Moment.STALL, {Sort.CALL}),
        (Moment.BACKEND, {Sort.STATEMENT, Sort.COMMIT}),
        (Moment.SERVER, {Sort.STATEMENT, Sort.COMMIT}),
    ],
)
def test_what_happens_at_a_point_can_happen_to_what_is_done_there(
    moment: Moment, sorts: set[Sort]
) -> None:
    assert {sort for sort in Sort if can_be(moment, sort)} == sorts


def sweep(*wanted: Point) -> Sweep:
    """A sweep of points that are all commits."""
    return Sweep("letter", SETTING, dict.fromkeys(wanted, COMMIT), seed=1)


def hit(point: Point) -> Hit:
    return Hit(point, COMMIT, died=True)


def test_a_play_ends_the_program_at_most_once_in_a_step() -> None:
    wanted = [Point("1.a", n, Moment.AFTER) for n in range(3)]
    made = sweep(*wanted, Point("2.b", 0, Moment.AFTER))
    play = made.next()
    assert play is not None
    assert [point.step for point in play.plan] == ["1.a", "2.b"]


@settings(max_examples=30, deadline=None)
@given(st.sets(points, min_size=1, max_size=30), st.randoms())
def test_every_point_is_tried_until_it_is_hit(wanted: set[Point], chance: object) -> None:
    made = sweep(*wanted)
    while (play := made.next()) is not None:
        lucky = [p for p in play.plan if p == play.plan[0] or chance.random() < 0.5]  # type: ignore[attr-defined]
        made.played(play, tuple(map(hit, lucky)))
    assert made.hit == wanted
    assert made.unreached == ()


def test_a_point_that_other_kills_push_aside_is_tried_before_all_others() -> None:
    hard, late = Point("2.b", 0, Moment.AFTER), Point("10.c", 0, Moment.AFTER)
    made = sweep(*(Point("1.a", n, Moment.AFTER) for n in range(HARD)), hard, late)
    for _ in range(HARD):
        play = made.next()
        assert play is not None
        early, *pushed_aside = play.plan
        assert pushed_aside == [hard, late]
        made.played(play, (hit(early),))
    assert made.next().plan == (hard, late)  # type: ignore[union-attr]


def test_a_point_that_is_never_reached_is_told_and_not_passed_over() -> None:
    point = Point("1.a", 0, Moment.AFTER)
    made = sweep(point)
    elsewhere = Hit(point, Passed(Sort.CALL, "chat.update"), died=True)
    for _ in range(GIVEN_UP):
        play = made.next()
        assert play is not None
        made.played(play, (elsewhere,))
    assert made.next() is None
    assert made.unreached == (point,)


def test_a_trip_is_at_its_number_or_where_something_is_done_for_so_many_th_time() -> None:
    begin, read = Passed(Sort.STATEMENT, "BEGIN"), Passed(Sort.STATEMENT, "SELECT lane")
    way = [begin, read, begin, COMMIT]
    for trip, place in {
        Trip(7, Moment.AFTER): 2,
        Trip(7, Moment.AFTER, begin): 0,
        Trip(7, Moment.AFTER, begin, nth=1): 2,
        Trip(7, Moment.AFTER, begin, nth=2): None,
        Trip(7, Moment.AFTER, begin, nth=-1): None,
        Trip(7, Moment.STALL): None,
    }.items():
        passed = [way[: n + 1] for n in range(len(way))]
        found = [n for n in range(len(way)) if trip.is_at(n + 5, passed[n])]
        assert found == ([] if place is None else [place]), trip
