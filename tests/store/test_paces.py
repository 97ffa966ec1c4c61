"""The pace: no two calls closer than Slack allows, nobody overtaken for good, and nothing looked at
over and over while it waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store import paces
from store.database import Database
from store.paces import LONG_AGO, Key, Pace, turn

START = datetime(2024, 6, 17, 9, 0, tzinfo=UTC)
SPACING = timedelta(seconds=1)
NOBODY = Pace(LONG_AGO)
POSTS = Key("T1", "chat.postMessage C1")


class Counter:
    """A counter at which callers draw numbers. `late` says by how much each is called too late."""

    def __init__(self) -> None:
        self.now = START
        self.pace = NOBODY
        self.waiting: dict[int, tuple[datetime, int | None]] = {}
        self.calls: list[tuple[datetime, int]] = []
        self.looks = 0

    def arrives(self, who: int) -> None:
        self.waiting[who] = (self.now, None)

    def slack_says(self, wait: timedelta) -> None:
        self.pace = Pace(max(self.pace.free_at, self.now + wait), self.pace.given, self.pace.served)

    def look(self) -> None:
        """Whoever's time has come, in the order of the times, wants to call."""
        for who, (at, number) in sorted(self.waiting.items(), key=lambda one: one[1]):
            if at > self.now:
                continue
            self.looks += 1
            found = turn(self.pace, SPACING, number, self.now, self.now)
            self.pace = found.pace
            if found.at <= self.now:
                self.calls.append((self.now, who))
                del self.waiting[who]
            else:
                self.waiting[who] = (found.at, found.number)

    def finish(self, late: timedelta = timedelta(0)) -> None:
        """Until nobody waits."""
        for _ in range(10_000):
            self.look()
            if not self.waiting:
                return
            self.now = max(self.now, min(at for at, _ in self.waiting.values())) + late
        raise AssertionError(f"{len(self.waiting)} wait for ever")


def gaps(counter: Counter) -> list[timedelta]:
    times = [at for at, _ in counter.calls]
    return [after - before for before, after in pairwise(times)]


HAPPENINGS = st.lists(
    st.one_of(
        st.just("arrives"),
        st.just("goes away"),
        st.floats(0, 5).map(lambda seconds: timedelta(seconds=seconds)),
        st.integers(1, 60).map(lambda seconds: ("slack says", timedelta(seconds=seconds))),
    ),
    max_size=60,
)


@given(happenings=HAPPENINGS, late=st.floats(0, 0.3))
def test_no_two_calls_are_closer_than_the_spacing_and_everybody_who_waits_is_served(
    happenings: list[object], late: float
) -> None:
    counter = Counter()
    came = 0
    gone = set()
    for happening in happenings:
        match happening:
            case "arrives":
                came += 1
                counter.arrives(came)
            case "goes away" if counter.waiting:
                gone.add(min(counter.waiting))
                del counter.waiting[min(counter.waiting)]
            case timedelta():
                counter.now += happening
            case ("slack says", timedelta() as wait):
                counter.slack_says(wait)
        counter.look()
    counter.finish(timedelta(seconds=late))
    assert sorted(who for _, who in counter.calls) == sorted(set(range(1, came + 1)) - gone)
    assert all(gap >= SPACING for gap in gaps(counter))


@given(many=st.integers(1, 200))
def test_a_queue_is_served_at_the_full_pace_and_each_is_looked_at_twice(many: int) -> None:
    counter = Counter()
    for who in range(many):
        counter.arrives(who)
    counter.finish()
    assert [who for _, who in counter.calls] == list(range(many))
    assert set(gaps(counter)) <= {SPACING}
    assert counter.looks == 2 * many - 1


@given(many=st.integers(2, 200), away=st.integers(10, 100_000))
def test_after_a_time_away_everybody_waits_on_in_the_same_order(many: int, away: int) -> None:
    """All their times are over at once: they neither go at once, nor each look every second."""
    counter = Counter()
    for who in range(many):
        counter.arrives(who)
    counter.look()
    counter.now += timedelta(seconds=away)
    counter.finish()
    assert [who for _, who in counter.calls] == list(range(many))
    assert all(gap >= SPACING for gap in gaps(counter))
    assert counter.looks <= 3 * many


@given(many=st.integers(2, 50), wait=st.integers(1, 600))
def test_what_slack_says_moves_everybody_and_nobody_goes_before_it(many: int, wait: int) -> None:
    counter = Counter()
    for who in range(many):
        counter.arrives(who)
    counter.look()
    counter.slack_says(timedelta(seconds=wait))
    counter.finish()
    (_, *after) = [at for at, _ in counter.calls]
    assert after[0] == START + timedelta(seconds=max(wait, 1))
    assert [who for _, who in counter.calls] == list(range(many))
    assert counter.looks <= 3 * many + wait


def test_whoever_gave_up_waiting_costs_one_turn_at_the_most() -> None:
    counter = Counter()
    for who in range(3):
        counter.arrives(who)
    counter.look()
    del counter.waiting[1]
    counter.finish()
    assert [at - START for at, _ in counter.calls] == [timedelta(0), 2 * SPACING]
    counter.arrives(3)
    counter.finish()
    assert counter.calls[-1][0] - START == 3 * SPACING


def test_a_turn_a_moment_ahead_is_taken_and_the_next_counts_from_it() -> None:
    soon = START + timedelta(seconds=0.2)
    found = turn(Pace(soon, 3, 2), SPACING, 3, START, soon)
    assert (found.at, found.pace) == (soon, Pace(soon + SPACING, 3, 3))


class TestInTheDatabase:
    def test_a_pace_is_kept(self, database: Database) -> None:
        with database.writing() as connection:
            assert paces.lock(connection, [POSTS]) == {POSTS: NOBODY}
            paces.keep(connection, {POSTS: Pace(START, 5, 4)})
        with database.writing() as connection:
            other = Key("T2", POSTS.what)
            assert paces.lock(connection, [other, POSTS]) == {
                POSTS: Pace(START, 5, 4),
                other: NOBODY,
            }

    def test_what_slack_says_only_ever_makes_it_later(self, database: Database) -> None:
        with database.writing() as connection:
            for seconds in (30, 20):
                paces.hold_until(connection, POSTS, START + timedelta(seconds=seconds))
            assert paces.lock(connection, [POSTS])[POSTS].free_at == START + 30 * SPACING

    def test_whoever_waits_for_it_gets_one_turn_after_another(self, database: Database) -> None:
        with database.writing() as connection:
            turns = [paces.ask(connection, POSTS, SPACING, START) for _ in range(3)]
        assert turns == [START, START + SPACING, START + 2 * SPACING]
