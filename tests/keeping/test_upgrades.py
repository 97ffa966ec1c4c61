"""A database that an earlier version wrote, in the middle of a case, is taken up by today's
program: the case is played on to its end, and the record verifies from its first entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from foi_bot import approval
from foi_bot.case import Case, Mark, State
from foi_bot.casework import deeds
from foi_bot.casework.fold import replay
from foi_bot.casework.perform import Office
from store import audit
from store.database import Database
from store.migrate import migrate
from tests.cases.build import practice
from tests.keeping.conftest import Run
from tests.keeping.earlier import REVISIONS, written_by
from tests.slack.office import ANSWER, FoiOffice
from tests.store.play import DISCLOSED, LEN, OLIVE, WORKSPACE, Play


def just_opened(play: Play) -> Case:
    return play.opened(send=False)


def half_answered(play: Play) -> Case:
    case = play.opened()
    play.answer(case.id, "disclose")
    play.write(case.id, "In 2023, 12 bicycles were reported stolen in Anytown.")
    return case


def with_a_question_unsent(play: Play) -> Case:
    case = play.opened()
    asking = play.loaded(case.id).open_asking
    assert asking is not None
    play.do(case.id, lambda ts: deeds.Choose(OLIVE, asking.no, "disclose", ts), send=False)
    return case


def awaiting_approval(play: Play) -> Case:
    return play.drafted()


MOMENTS = [just_opened, half_answered, with_a_question_unsent, awaiting_approval]


@pytest.fixture
def today(database_url: str) -> Iterator[Play]:
    database = Database(database_url)
    yield Play(Office(database, {"practice": practice()}))
    database.close()


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    ("kind", "revision"),
    [*(("sqlite", revision) for revision in REVISIONS), ("postgresql", REVISIONS[0])],
    indirect=["kind"],
)
def test_a_case_goes_on_to_its_end_wherever_the_upgrade_found_it(
    today: Play, empty_url: str, revision: str, moment: Callable[[Play], Case]
) -> None:
    case = moment(today)
    before = today.loaded(case.id)
    database = written_by(revision, today.office.database, empty_url)
    migrate(database)
    play = Play(Office(database, today.office.houses))
    play.now = today.now
    assert play.loaded(case.id) == before
    play.send()
    while (asking := play.loaded(case.id).open_asking) is not None:
        play.answer(case.id, DISCLOSED[asking.key.question])
    play.do(case.id, lambda ts: deeds.React(LEN, 1, True, Mark.APPROVE, True, ts))
    after = play.loaded(case.id)
    assert approval.state(after) is State.APPROVED
    with database.reading() as connection:
        assert list(audit.verify(connection)) == []
        facts = tuple(audit.facts_of(connection, WORKSPACE, case.id))
    assert replay(facts, play.office.houses).answers == after.answers
    database.close()


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_program_takes_up_its_threads_in_slack(
    office: FoiOffice, tmp_path: Path, revision: str
) -> None:
    office.open_case()
    office.answer("disclose")
    office.say(ANSWER)
    office.settle()
    before = [message.ts for message in office.thread.messages]
    file = tmp_path / "earlier.sqlite3"
    written_by(revision, office.program.database, f"sqlite:///{file}").close()
    office.database_url = f"sqlite:///{file}"
    office.restart()
    office.settle()
    assert [message.ts for message in office.thread.messages] == before
    office.press("Next")
    office.answer_all()
    office.approve()
    assert approval.state(office.case) is State.APPROVED


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_backup_that_an_earlier_version_wrote_is_restored_and_brought_up_to_date(
    office: FoiOffice, run: Run, tmp_path: Path, revision: str
) -> None:
    office.open_case()
    office.officer.choose(office.question, "choose_from", "disclose")
    kept = tmp_path / "earlier.backup"
    written_by(revision, office.program.database, f"sqlite:///{kept}").close()
    office.settle()
    office.program.database.close()
    code, _, err = run("restore", kept, "--replace")
    assert code == 0, err
    office.restart()
    office.settle()
    assert len([m for m in office.thread.messages if "What is the answer" in m.prose]) == 1
    office.answer_all()
    office.approve()
    assert approval.state(office.case) is State.APPROVED
