"""The disk is full or may only be read, in the middle of a delivery: whoever did something is told,
nothing is half written, no line of a log is a traceback, and once there is room again the same
thing goes through, without the program being started anew."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_bot import approval, logs
from foi_bot.case import State
from store import audit
from store.backup import look
from tests.keeping import disks
from tests.keeping.conftest import Run
from tests.keeping.disks import Trouble
from tests.slack.office import BASIS, FoiOffice
from tests.slack.pictures import picture
from tests.slack_double import SlackDouble

FULL = [disks.no_file_may_grow, disks.no_page_is_left]
READ_ONLY = [disks.file_for_reading, disks.folder_for_reading]
if disks.can_mount():
    FULL += [disks.no_room]
    READ_ONLY += [disks.disk_for_reading]

EVERY = pytest.mark.parametrize("trouble", FULL + READ_ONLY)
TOLD = ("disk is full", "does not take", "read-only", "cannot be opened")
LONG = "Every bicycle that was reported stolen is listed here by its number. " * 40
"""More words than there is room for in the pages that are already there."""


@pytest.fixture
def office(slack: SlackDouble, migrated: Path) -> Iterator[FoiOffice]:
    """The program, its database alone on a small disk, in a folder that anybody can enter."""
    if disks.can_mount():
        with disks.small_disk(4) as folder:
            yield from _office(slack, migrated, folder)
    else:
        folder = Path(tempfile.mkdtemp(prefix="office"))
        folder.chmod(0o777)
        yield from _office(slack, migrated, folder)
        shutil.rmtree(folder)


def _office(slack: SlackDouble, migrated: Path, folder: Path) -> Iterator[FoiOffice]:
    file = Path(shutil.copy(migrated, folder / "foi.sqlite3"))
    file.chmod(0o666)
    office = FoiOffice(slack, file)
    yield office
    office.close()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What is logged meanwhile."""
    stream = io.StringIO()
    logs.configure("INFO", stream=stream)
    yield stream
    logs.configure("CRITICAL")


@EVERY
def test_a_box_that_cannot_be_saved_stays_open_and_goes_through_later(
    office: FoiOffice, log: io.StringIO, trouble: Trouble
) -> None:
    office.open_case()
    office.answer("disclose")
    office.officer.click(office.question, "Write here")
    before = picture(office)
    with trouble(office):
        delivery = office.officer.submit(values={"answer": LONG})
        office.program.desk.whispers.drain()
        assert delivery.status == 503
        assert office.officer.has_modal
        assert "That was not saved" in office.told(office.officer)
    assert picture(office) == before
    office.officer.submit()
    office.settle()
    assert not office.officer.has_modal
    assert office.case.value("answer", "1") == LONG.strip()
    assert "Traceback" not in log.getvalue()
    assert any(word in log.getvalue() for word in TOLD)


@EVERY
def test_a_reply_is_brought_again_by_slack_until_there_is_room(
    slack: SlackDouble, office: FoiOffice, trouble: Trouble
) -> None:
    office.open_case()
    office.answer("disclose")
    thread = office.thread
    with trouble(office):
        office.officer.reply(thread, LONG)
        assert {answer.status for answer in slack.deliveries[-1].answers} == {503}
    assert not office.case.replies
    slack.wait(300)
    assert [reply.text for reply in office.case.replies] == [LONG.strip()]


@pytest.mark.parametrize("trouble", FULL)
def test_a_case_goes_on_whenever_the_disk_was_full(office: FoiOffice, trouble: Trouble) -> None:
    """At each question a reply first finds no room, and is brought again; the letter is as ever."""
    office.open_case()
    office.answer("disclose")
    for reply in (LONG, f"// {LONG}", BASIS):
        thread = office.thread
        with trouble(office):
            office.officer.reply(thread, reply)
        office.slack.wait(300)
        office.press("Next" if office.case.replies_to(office.asking.no) else "Skip for now")
    office.answer_all()
    office.approve()
    assert approval.state(office.case) is State.APPROVED
    assert " ".join(LONG.split()) in " ".join(office.letter().split())
    with office.program.database.reading() as connection:
        assert list(audit.verify(connection)) == []
    office.program.database.close()
    assert look(office.file).broken == ()


@pytest.mark.parametrize("room", [0, 4_096, 100_000])
def test_a_backup_for_which_there_is_no_room_is_not_there(
    office: FoiOffice, run: Run, kept: Path, room: int
) -> None:
    office.open_case()
    kept.parent.mkdir()
    run("backup", kept)
    before = kept.read_bytes()
    with disks.no_file_larger_than(room):
        code, _, err = run("backup", kept)
    assert code == 1
    assert str(kept.parent) in err
    assert [file.name for file in kept.parent.iterdir()] == [kept.name]
    assert kept.read_bytes() == before
