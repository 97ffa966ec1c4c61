"""Lanes: one message at a time into each thread, from one replica at a time; whatever dies, each
message stands in its thread once and in order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from foi_bot.case import Case
from foi_bot.casework.outgoing import Intent, Kind
from foi_bot.casework.perform import Office
from foi_bot.enclosures import Use
from foi_bot.slack.calls import UNCLEAR, call_for
from foi_bot.slack.pace import POST, REPLIES, UPDATE
from store import errands, lanes, outbox, parking
from store.database import Database
from store.errands import Errand
from store.lanes import LEASE, LaneLostError, Taken
from tests import kinds
from tests.store.plans import FULL, plans, read
from tests.store.play import CHANNEL, WORKSPACE, Play

SECOND = timedelta(seconds=1)
SHARED = HealthCheck.function_scoped_fixture
"""Examples share a database, and each opens cases of its own."""


def post(name: str) -> Intent:
    return Intent(name, Kind.POST, "notice", {"words": name})


def surface(name: str) -> Intent:
    return Intent(name, Kind.SURFACE, "held", {"draft": 1})


@pytest.fixture
def play(office: Office) -> Play:
    return Play(office)


@pytest.fixture
def case(play: Play) -> Case:
    """A case whose card and first question are in Slack, and nothing waits."""
    return play.opened()


def put(play: Play, case: Case, *intents: Intent) -> None:
    with play.office.database.writing() as connection:
        outbox.put(connection, case, intents, play.now)


def take(play: Play, me: str = "one", after: timedelta = timedelta(0)) -> tuple[Taken, ...]:
    play.now += after
    with play.office.database.writing() as connection:
        return lanes.take(connection, me, play.now, 50, call_for)


def finish(play: Play, taken: Taken) -> None:
    ts = taken.message.ts or play.ts()
    write = partial(_sent, taken, ts, play.now)
    lanes.written(play.office.database, taken, write)


def _sent(taken: Taken, ts: str, now: datetime, connection: Connection) -> None:
    outbox.sent(connection, taken.message, ts, now)


def next_due(database: Database) -> datetime | None:
    with database.reading() as connection:
        return lanes.next_due(connection)


class TestALease:
    def test_keeps_a_thread_to_one_replica_and_one_message(self, play: Play, case: Case) -> None:
        put(play, case, post("1"), post("2"))
        [first] = take(play)
        assert first.message.name == "1"
        assert take(play, "other") == take(play) == ()
        finish(play, first)
        [second] = take(play, "other", SECOND)
        assert (second.message.name, second.fence) == ("2", first.fence + 1)

    def test_that_is_not_renewed_ends(self, play: Play, case: Case) -> None:
        put(play, case, post("1"))
        [dead] = take(play)
        assert next_due(play.office.database) == play.now + LEASE
        assert take(play, "other", LEASE - SECOND) == ()
        take(play, "other", SECOND)
        [alive] = take(play, "other", UNCLEAR)
        assert alive.fence > dead.fence

    def test_is_kept_by_renewing_it(self, play: Play, case: Case) -> None:
        put(play, case, post("1"))
        [mine] = take(play)
        for _ in range(5):
            play.now += LEASE - SECOND
            with play.office.database.writing() as connection:
                lanes.renew(connection, [mine], play.now)
            assert take(play, "other") == ()
        finish(play, mine)

    def test_that_went_to_another_cannot_be_renewed_nor_written_under(
        self, play: Play, case: Case
    ) -> None:
        put(play, case, surface("held"))
        finish(play, take(play)[0])
        put(play, case, surface("held"))
        [late] = take(play, "late", SECOND)
        [now] = take(play, "now", LEASE)
        with play.office.database.writing() as connection:
            lanes.renew(connection, [late], play.now + LEASE)
        with pytest.raises(LaneLostError):
            finish(play, late)
        finish(play, now)
        assert take(play, after=LEASE) == ()
        with pytest.raises(LaneLostError):
            finish(play, late)

    def test_of_one_who_comes_back_under_the_same_name_is_told_by_its_fence(
        self, play: Play, case: Case
    ) -> None:
        put(play, case, post("1"))
        [before] = take(play)
        assert take(play, after=LEASE) == ()
        [after] = take(play, after=UNCLEAR)
        with pytest.raises(LaneLostError):
            finish(play, before)
        assert after.call.method == REPLIES

    def test_says_nothing_of_what_was_written_where_writing_fails(
        self, play: Play, case: Case
    ) -> None:
        put(play, case, post("1"))
        [mine] = take(play)

        def fail(connection: Connection) -> None:
            outbox.sent(connection, mine.message, "1.0", play.now)
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            lanes.written(play.office.database, mine, fail)
        finish(play, mine)


class TestWhatIsStoredWithALease:
    def test_is_that_a_post_is_about_to_be_made(self, play: Play, case: Case) -> None:
        put(play, case, post("1"))
        [mine] = take(play)
        assert mine.call.method == POST
        assert mine.message.step == {"asked": play.now.timestamp(), "wanted": 1}

    def test_is_gone_on_from_once_slack_can_have_done_with_the_call(
        self, play: Play, case: Case
    ) -> None:
        put(play, case, post("1"))
        [dead] = take(play)
        asked = dead.since
        assert take(play, "other", LEASE) == ()
        assert next_due(play.office.database) == asked + UNCLEAR
        play.now = asked + UNCLEAR
        [looking] = take(play, "other")
        assert (looking.call.method, looking.message.step) == (REPLIES, dead.message.step)

    def test_is_nothing_for_what_can_be_repeated(self, play: Play, case: Case) -> None:
        put(play, case, surface("held"))
        finish(play, take(play)[0])
        put(play, case, surface("held"))
        [dead] = take(play, after=SECOND)
        assert (dead.call.method, dead.message.step) == (UPDATE, {})
        [again] = take(play, "other", LEASE)
        assert again.call.method == UPDATE


class TestThePaceOfAChannel:
    def test_counts_from_a_call_that_began_late(self, play: Play) -> None:
        cases = [play.opened(), play.opened("Another")]
        play.now += 60 * SECOND
        for case in cases:
            put(play, case, post("1"))
        [first] = take(play)
        finish(play, replace(first, late=first.at + timedelta(seconds=0.7)))
        assert take(play, after=first.at + SECOND - play.now) == ()
        [second] = take(play, after=timedelta(seconds=0.7))
        assert second.at == first.at + timedelta(seconds=1.7)

    def test_is_kept_by_all_replicas_and_a_message_that_waits_is_told_its_turn(
        self, play: Play
    ) -> None:
        cases = [play.opened(f"Request {number}") for number in range(4)]
        play.now += 60 * SECOND
        for case in cases:
            put(play, case, post("1"))
        start = play.now
        [first] = take(play)
        assert take(play, "other") == ()
        finish(play, first)
        sent = [start]
        while (due := next_due(play.office.database)) is not None:
            play.now = due
            for one in take(play, "other"):
                sent.append(due)
                finish(play, one)
                # The play's Slack takes a second for each message.
                play.now = due
        assert sent == [start + number * SECOND for number in range(4)]

    def test_keeps_no_update_waiting_and_no_other_channel(self, play: Play) -> None:
        shown, waiting, elsewhere = play.opened(), play.opened(), Play(play.office, "C2").opened()
        put(play, shown, surface("held"))
        play.send()
        play.now += 60 * SECOND
        put(play, waiting, post("1"))
        [posting] = take(play)
        put(play, shown, surface("held"), post("2"))
        put(play, elsewhere, post("1"))
        taken = {one.message.channel: one.call.method for one in take(play)}
        assert posting.call.method == POST
        assert taken == {CHANNEL: UPDATE, "C2": POST}


def waits(play: Play) -> list[tuple[str | None, int | None]]:
    with play.office.database.reading() as connection:
        query = "SELECT queue, number FROM outgoing WHERE due_at IS NOT NULL ORDER BY id"
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def test_each_message_that_waits_is_written_once_and_draws_one_number(play: Play) -> None:
    cases = [play.opened(f"Request {number}") for number in range(3)]
    play.now += 60 * SECOND
    for case in cases:
        put(play, case, post("1"))
    [first] = take(play)
    queue = f"{POST} {CHANNEL}"
    drawn = waits(play)
    assert drawn[1:] == [(queue, drawn[1][1]), (queue, (drawn[1][1] or 0) + 1)]
    finish(play, first)
    play.now = first.since + timedelta(seconds=0.5)
    assert take(play) == ()
    assert waits(play) == drawn[1:]


class TestAFileToBeFetched:
    WHILE = timedelta(minutes=2)

    @pytest.fixture
    def errand(self, play: Play, case: Case) -> Errand:
        """One that a replica fetches now."""
        with play.office.database.writing() as connection:
            errands.put(connection, case, 1, Use.TABLE, "UOLIVE", play.now)
        taken = self.take(play)
        assert taken is not None
        return taken

    def take(self, play: Play) -> Errand | None:
        with play.office.database.writing() as connection:
            return errands.take(connection, play.now, self.WHILE)

    def test_is_fetched_by_one_replica_and_by_another_where_that_one_ended(
        self, play: Play, errand: Errand
    ) -> None:
        assert self.take(play) is None
        play.now += self.WHILE
        again = self.take(play)
        assert again is not None
        assert again.key == errand.key

    def test_is_not_put_off_by_whoever_comes_back_late(self, play: Play, errand: Errand) -> None:
        play.now += self.WHILE
        again = self.take(play)
        assert again is not None
        with play.office.database.writing() as connection:
            errands.put_off(connection, errand, play.now + 10 * self.WHILE)
            assert errands.next_due(connection) == again.until
            errands.put_off(connection, again, play.now + SECOND)
            assert errands.next_due(connection) == play.now + SECOND


# Several threads at once


class Threads:
    """A Slack that several replicas post to at once."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.posts: list[tuple[str, str]] = []
        self._ts = count(2_000_000_000)

    def post(self, case: str, name: str) -> str:
        with self.lock:
            self.posts.append((case, name))
            return f"{next(self._ts)}.000000"


def drain(database: Database, slack: Threads, me: str, now: datetime) -> None:
    """What a replica does until nothing is left to be sent."""
    while True:
        taken = database.transact(
            partial(lanes.take, me=me, now=now, most=4, call=lambda *_: lanes.Call())
        )
        for one in taken:
            ts = slack.post(one.message.case, one.message.name)
            lanes.written(database, one, partial(_sent, one, ts, now))
        with database.reading() as connection:
            if not outbox.waiting(connection):
                return


def test_four_replicas_at_once_post_everything_once_and_in_order(play: Play) -> None:
    cases = [play.opened(f"Request {number}") for number in range(6)]
    names = [str(number) for number in range(5)]
    for case in cases:
        put(play, case, *(post(name) for name in names))
    slack, failures = Threads(), list[Exception]()

    def replica(me: str) -> None:
        try:
            drain(play.office.database, slack, me, play.now)
        except Exception as failed:  # noqa: BLE001 - raised in the test's own thread below
            failures.append(failed)

    threads = [threading.Thread(target=replica, args=(f"replica {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for case in cases:
        assert [name for whose, name in slack.posts if whose == case.id] == names


# Any interleaving of two replicas that die


@dataclass
class Model:
    """Slack's threads, and two replicas that can die between any two of their steps."""

    play: Play
    posts: list[tuple[str, str, str]] = field(default_factory=list)
    hands: dict[int, tuple[Taken, str | None]] = field(default_factory=dict)
    lives: int = 0

    def step(self, who: int) -> None:
        """A replica's next step: take a message, or call Slack for it, or write what came of it."""
        if who not in self.hands:
            taken = take(self.play, f"{who}, life {self.lives}")
            if taken:
                self.hands[who] = (taken[0], None)
                # The others that it took are what a replica with more workers would work on.
                for one in taken[1:]:
                    self._write(one, self._called(one))
            return
        one, answer = self.hands.pop(who)
        if answer is None:
            self.hands[who] = (one, self._called(one))
        else:
            self._write(one, answer)

    def die(self, who: int) -> None:
        self.hands.pop(who, None)
        self.lives += 1

    def _called(self, one: Taken) -> str:
        message = one.message
        if one.call.method == POST:
            # A replica that was held up for too long does not begin.
            if self.play.now > one.since + LEASE - SECOND:
                return "late"
            ts = self.play.ts()
            self.posts.append((message.case, message.name, ts))
            return ts
        if one.call.method == REPLIES:
            found = [ts for case, name, ts in self.posts if (case, name) == _name(one)]
            return found[0] if found else "not found"
        return message.ts or ""

    def _write(self, one: Taken, answer: str) -> None:
        def write(connection: Connection) -> None:
            if answer in ("late", "not found"):
                outbox.put_off(connection, one.message, self.play.now, step={}, tried=False)
            else:
                outbox.sent(connection, one.message, answer, self.play.now)

        try:
            lanes.written(self.play.office.database, one, write)
        except LaneLostError:
            assert one.fence < 10_000


def _name(one: Taken) -> tuple[str, str]:
    return one.message.case, one.message.name


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("step"), st.integers(0, 1)),
        st.tuples(st.just("step"), st.integers(0, 1)),
        st.tuples(st.just("die"), st.integers(0, 1)),
        st.tuples(st.just("wait"), st.integers(1, 20)),
    ),
    max_size=40,
)


def _played(play: Play, steps: list[tuple[str, int]]) -> None:
    cases = [play.opened(), play.opened()]
    names = ["1", "2", "3"]
    for case in cases:
        put(play, case, *(post(name) for name in names))
    model = Model(play)
    for what, number in steps:
        match what:
            case "step":
                model.step(number)
            case "die":
                model.die(number)
            case _:
                play.now += number * SECOND
    for _ in range(400):
        if not model.hands and next_due(play.office.database) is None:
            break
        model.step(1)
        if not model.hands.get(1):
            due = next_due(play.office.database)
            play.now = max(play.now, due or play.now) + timedelta(milliseconds=1)
            model.die(0)
    for case in cases:
        assert [name for whose, name, _ in model.posts if whose == case.id] == names
        with play.office.database.reading() as connection:
            assert outbox.waiting(connection, case.id) == 0


@kinds.SQLITE
@given(steps=STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[SHARED])
def test_two_replicas_that_die_anywhere_show_each_message_once_and_in_order(
    play: Play, steps: list[tuple[str, int]]
) -> None:
    _played(play, steps)


@kinds.POSTGRESQL
@given(steps=STEPS)
@settings(max_examples=10, deadline=None, suppress_health_check=[SHARED])
def test_so_they_do_on_postgresql(play: Play, steps: list[tuple[str, int]]) -> None:
    _played(play, steps)


# Found by index


def test_everything_on_the_way_of_a_message_is_found_by_index(play: Play, case: Case) -> None:
    """So that a million cases that nothing is to be sent to make none of it slower."""
    database = play.office.database
    put(play, case, post("1"), post("2"))
    looks: list[Callable[[Connection], object]] = [
        lanes.next_due,
        lambda c: outbox.expects(c, WORKSPACE, CHANNEL),
        lambda c: outbox.waiting(c, case.id),
        lambda c: parking.parked(c, WORKSPACE, CHANNEL),
    ]
    way = "".join(plans(database, partial(read, database, look)) for look in looks)
    taken: list[Taken] = []
    way += plans(database, lambda: taken.extend(take(play)))
    way += plans(database, lambda: finish(play, taken[0]))
    assert not FULL.findall(way), way
    if database.is_sqlite:
        # A server chooses by what is in the tables; these are nearly empty.
        for index in ("ix_lane_due", "ix_lane_until", "ix_outgoing_waiting", "ix_outgoing_ts"):
            assert index in way, way
