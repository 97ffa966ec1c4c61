"""Files of a case: their bytes apart, and errands that outlive the program."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256

from foi_bot.case import Case
from foi_bot.casework import deeds
from foi_bot.casework.perform import Done, Office
from foi_bot.enclosures import Use
from store import errands, files
from tests.store.play import OLIVE, WORKSPACE, Play
from tests.store.statements import counted

CONTENT = b"Year,Thefts\n2016,3\n"
NAME = "أرقام.csv"


def wanted(play: Play, use: Use = Use.ENCLOSE) -> Case:
    """A case of which a dropped file is wanted."""
    case = play.opened()
    play.answer(case.id, "disclose")
    shared = deeds.SharedFile("F1", NAME, len(CONTENT))
    play.do(case.id, lambda ts: deeds.Reply(OLIVE, ts, "", (shared,)))
    play.do(case.id, lambda ts: deeds.UseFile(OLIVE, 1, use, ts))
    return play.loaded(case.id)


def enclosed(play: Play) -> Case:
    """A case with an enclosure."""
    case = wanted(play)
    digest = sha256(CONTENT).hexdigest()
    done = play.do(case.id, lambda ts: deeds.Enclose(OLIVE, 1, CONTENT, digest, (), ts))
    assert isinstance(done, Done)
    return play.loaded(case.id)


MINE = timedelta(seconds=30)


def kept(office: Office, case: str) -> bytes | None:
    with office.database.reading() as connection:
        return files.content(connection, WORKSPACE, case, 1)


def taken(office: Office, now: datetime) -> errands.Errand | None:
    with office.database.writing() as connection:
        return errands.take(connection, now, MINE)


def test_an_enclosure_comes_back_with_its_name_and_its_bytes_byte_for_byte(
    office: Office,
) -> None:
    case = enclosed(Play(office))
    (one,) = case.enclosed
    assert (one.no, one.name, one.size) == (1, NAME, len(CONTENT))
    assert one.at.tzinfo is not None
    assert case.dropped[0].enclosure == 1
    assert kept(office, case.id) == CONTENT


def test_a_case_with_files_is_loaded_in_no_more_queries(office: Office) -> None:
    play = Play(office)
    case = enclosed(play)
    with counted(office.database) as statements:
        play.loaded(case.id)
    assert len([one for one in statements if one.startswith("SELECT")]) == 4


def test_an_enclosure_that_is_taken_back_leaves_no_bytes(office: Office) -> None:
    play = Play(office)
    case = enclosed(play)
    play.do(case.id, lambda ts: deeds.RemoveEnclosure(OLIVE, 1, ts))
    assert kept(office, case.id) is None
    assert [one.removed for one in play.loaded(case.id).enclosures] == [True]


def test_a_file_is_wanted_with_the_press_of_the_button(office: Office) -> None:
    play = Play(office)
    case = wanted(play, Use.TABLE)
    errand = taken(office, play.now)
    assert errand is not None
    found = (errand.case, errand.file, errand.use, errand.by, errand.attempts)
    assert found == (case.id, 1, Use.TABLE, OLIVE.id, 0)


def test_an_errand_that_is_put_off_is_not_due_before_then(office: Office) -> None:
    play = Play(office)
    wanted(play)
    errand = taken(office, play.now)
    assert errand is not None
    later = play.now + timedelta(minutes=2)
    with office.database.writing() as connection:
        errands.put_off(connection, errand, later)
    assert taken(office, later - MINE) is None
    with office.database.reading() as connection:
        assert errands.next_due(connection) == later
    again = taken(office, later)
    assert again is not None
    assert (again.key, again.attempts) == (errand.key, 1)


def test_an_errand_is_one_replica_s_until_its_lease_is_over(office: Office) -> None:
    play = Play(office)
    wanted(play)
    first = taken(office, play.now)
    assert first is not None
    assert taken(office, play.now) is None
    second = taken(office, play.now + MINE)
    assert second is not None
    assert second.key == first.key
    with office.database.writing() as connection:
        errands.put_off(connection, first, play.now)
    assert taken(office, play.now) is None, "who comes back late puts nothing off"


def test_an_errand_that_is_done_is_gone_and_its_key_comes_never_again(office: Office) -> None:
    play = Play(office)
    keys = set()
    for _ in range(2):
        wanted(play)
        errand = taken(office, play.now)
        assert errand is not None
        keys.add(errand.key)
        with office.database.writing() as connection:
            errands.done(connection, errand)
            assert errands.next_due(connection) is None
    assert len(keys) == 2
