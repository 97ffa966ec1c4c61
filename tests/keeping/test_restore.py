"""A database that is put back to an earlier moment meets a Slack that is not: nothing is posted
twice, what people act on shows the case as it is now, and the thread is told."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from foi_bot import approval
from foi_bot.case import State, london
from foi_bot.law.days_in_words import long_date
from foi_bot.slack import strays
from store.backup import look
from tests.keeping.conftest import Run
from tests.slack.office import ANSWER, DISCLOSED, FoiOffice
from tests.slack_double import SlackDouble
from tests.slack_double.messages import Message

PUT_BACK = "put back to how it stood"


@pytest.fixture(autouse=True)
def _folder(kept: Path) -> None:
    kept.parent.mkdir()


def put_back(office: FoiOffice, run: Run, kept: Path) -> str:
    """Stop the program, restore the backup, and start the program again."""
    office.program.database.close()
    code, out, err = run("restore", kept, "--replace")
    assert code == 0, err
    office.restart()
    return out


def ours(office: FoiOffice) -> list[Message]:
    return [m for m in office.thread.messages if m.from_app and PUT_BACK not in m.prose]


def said_twice(office: FoiOffice) -> list[str]:
    """What stands in the case's thread more than once."""
    heads = Counter(
        (m.text or m.prose)[:60] + "".join(office.slack.workspace.files[f].name for f in m.file_ids)
        for m in ours(office)
    )
    return [head for head, times in heads.items() if times > 1]


def test_the_cases_are_as_they_were(office: FoiOffice, run: Run, kept: Path) -> None:
    office.open_case()
    office.answer("disclose")
    run("backup", kept)
    before = office.case
    office.answer((ANSWER,))
    office.open_case("How many cars were stolen in Anytown in 2017?")
    first = before.id
    out = put_back(office, run, kept)
    assert "Restored: 1 case" in out
    office.case_id = first
    assert office.case == before
    assert office.cases() == {first}


def test_what_was_posted_after_the_backup_is_found_and_not_posted_again(
    slack: SlackDouble, office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    office.officer.choose(office.question, "choose_from", "disclose")
    run("backup", kept)
    office.settle()
    slack.wait(86_400)
    put_back(office, run, kept)
    office.settle()
    (asked,) = [m for m in office.thread.messages if "What is the answer" in m.prose]
    assert office.question is asked


def test_a_card_that_was_posted_after_the_backup_is_found_in_the_channel(
    slack: SlackDouble, office: FoiOffice, run: Run, kept: Path
) -> None:
    office.officer.command("/foi")
    office.officer.submit(values={"text": "How many?", "received": "2018-03-13"})
    office.confirm()
    run("backup", kept)
    office.newest_case()
    slack.wait(3_600)
    put_back(office, run, kept)
    office.settle()
    assert len([m for m in slack.messages() if m.prose.startswith("Request FOI")]) == 1
    assert office.asking.key.question == "outcome"
    assert said_twice(office) == []


def test_what_was_never_posted_is_posted(office: FoiOffice, run: Run, kept: Path) -> None:
    office.open_case()
    office.officer.choose(office.question, "choose_from", "disclose")
    run("backup", kept)
    put_back(office, run, kept)
    office.settle()
    assert len([m for m in office.thread.messages if "What is the answer" in m.prose]) == 1


def test_a_backup_between_any_two_messages_of_a_draft_doubles_nothing(
    slack: SlackDouble, office: FoiOffice, run: Run, kept: Path
) -> None:
    """The letter, its two files in three steps each, and the post to react on."""
    slack.permit("file_not_found")
    office.open_case()
    for value in list(DISCLOSED.values())[:-1]:
        office.answer(value)
    office.officer.click(office.question, "No, nobody could be")
    backups = 0
    while True:
        run("backup", kept.with_name(f"{backups}.backup"))
        backups += 1
        waits = office.program.sender.idle_for()
        if waits is None:
            break
        if not office.program.sender.send_due():
            slack.wait(max(waits, 0.001))
    assert backups > 10
    for no in range(backups):
        slack.wait(60)
        put_back(office, run, kept.with_name(f"{no}.backup"))
        office.settle()
        assert said_twice(office) == [], no
        assert set(office.files()) == {"FOI2018-00001-draft-1.docx", "FOI2018-00001-draft-1.pdf"}
        assert office.verdict.ts
    office.approve()
    assert approval.state(office.case) is State.APPROVED


def test_the_question_that_is_open_again_can_be_answered_again(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    office.answer("disclose")
    run("backup", kept)
    question = office.question
    office.answer((ANSWER,))
    assert question.buttons == []
    put_back(office, run, kept)
    office.settle()
    assert office.question is question
    assert "Next" in question.buttons
    assert "question 2 of" in question.prose


def test_nobody_can_press_a_button_of_what_was_posted_since(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    """It may carry the number that another question has by now."""
    office.open_case()
    run("backup", kept)
    office.answer("disclose")
    lost = office.question
    assert lost.buttons
    put_back(office, run, kept)
    office.catch_up()
    assert lost.buttons == []
    assert "What is the answer" in lost.prose
    assert "no longer counts" in lost.prose
    office.answer("disclose")
    assert office.question.ts != lost.ts
    updates = len(office.slack.calls_to("chat.update"))
    office.catch_up()
    assert len(office.slack.calls_to("chat.update")) == updates
    office.answer_all()
    office.approve()
    assert approval.state(office.case) is State.APPROVED


def test_messages_of_people_and_other_apps_are_left_alone() -> None:
    def message(ts: str, name: str, bot: str, kind: str = "actions") -> strays.Message:
        metadata = {"event_type": "foi_bot_message", "event_payload": {"id": name}}
        return {"ts": ts, "bot_id": bot, "blocks": [{"type": kind}], "metadata": metadata}

    messages = [
        message("1.1", "known", "B0BOT"),
        message("1.2", "unknown", "B0BOT"),
        message("1.3", "unknown", "B0OTHER"),
        {**message("1.4", "unknown", ""), "user": "U01OFFICER"},
        message("1.5", "unknown", "B0BOT", "section"),
        {**message("1.6", "", "B0BOT"), "metadata": None},
    ]
    assert [m["ts"] for m in strays.find(messages, {"known"}, "B0BOT")] == ["1.2"]
    assert list(strays.find(messages, set(), "")) == []


def test_replies_and_approvals_made_since_are_read_again(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    office.answer("disclose")
    run("backup", kept)
    office.say(ANSWER)
    put_back(office, run, kept)
    office.catch_up()
    assert [reply.text for reply in office.case.replies] == [ANSWER]
    office.press("Next")
    office.answer_all()
    run("backup", kept)
    office.approve()
    assert approval.state(office.case) is State.APPROVED
    put_back(office, run, kept)
    office.catch_up()
    assert approval.state(office.case) is State.APPROVED


def test_the_thread_of_an_open_case_is_told_once(office: FoiOffice, run: Run, kept: Path) -> None:
    office.open_case()
    run("backup", kept)
    put_back(office, run, kept)
    office.settle()
    office.restart()
    office.settle()
    (told,) = [m for m in office.thread.messages if PUT_BACK in m.prose]
    assert long_date(london(office.case.askings[-1].at)) in told.prose


def test_a_database_with_cases_is_not_replaced_unless_told_to(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    run("backup", kept)
    office.program.database.close()
    before = office.file.read_bytes()
    code, _, err = run("restore", kept)
    assert code == 2
    assert "has 1 case. Add --replace" in err
    assert office.file.read_bytes() == before


def test_what_was_replaced_is_kept_beside(office: FoiOffice, run: Run, kept: Path) -> None:
    office.open_case()
    run("backup", kept)
    office.open_case("How many cars were stolen in Anytown in 2017?")
    out = put_back(office, run, kept)
    (beside,) = office.file.parent.glob("*.before-restore-*")
    assert str(beside) in out
    assert look(beside).cases == 2


def test_a_database_in_use_is_not_replaced(office: FoiOffice, run: Run, kept: Path) -> None:
    office.open_case()
    run("backup", kept)
    with office.program.database.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM foi_case").scalar_one()
        code, _, err = run("restore", kept, "--replace")
    assert code == 1
    assert "Stop foi-bot" in err
    assert list(office.file.parent.glob("*.before-restore-*")) == []
    assert list(office.file.parent.glob(".*part*")) == []
    assert office.case.request.text


def test_an_installation_that_lost_its_database_is_restored_without_being_told_to(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    run("backup", kept)
    office.program.database.close()
    for file in office.file.parent.glob(f"{office.file.name}*"):
        file.unlink()
    assert run("restore", kept)[0] == 0
    assert look(office.file).cases == 1


def test_a_damaged_database_is_put_aside_with_its_log(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    run("backup", kept)
    office.program.database.close()
    office.file.write_bytes(b"not a database at all" * 100)
    log = office.file.with_name(f"{office.file.name}-wal")
    log.write_bytes(b"what was written last")
    code, _, err = run("restore", kept)
    assert code == 2
    assert "cannot be read" in err
    assert run("restore", kept, "--replace")[0] == 0
    assert not log.exists()
    (aside,) = office.file.parent.glob("*.before-restore-*-wal")
    assert aside.read_bytes() == b"what was written last"
    assert look(office.file).cases == 1


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "another", "text", "a folder", "gone"])
def test_a_backup_that_is_none_changes_nothing(
    office: FoiOffice, run: Run, kept: Path, harm: str
) -> None:
    office.open_case()
    run("backup", kept)
    office.program.database.close()
    before = office.file.read_bytes()
    content = kept.read_bytes()
    match harm:
        case "cut":
            kept.write_bytes(content[: len(content) // 2])
        case "flipped":
            kept.write_bytes(content[:8192] + bytes(b ^ 255 for b in content[8192:]))
        case "empty":
            kept.write_bytes(b"")
        case "another":
            kept.unlink()
            with closing(sqlite3.connect(kept)) as other, other:
                other.execute("CREATE TABLE sheet (n)")
        case "text":
            kept.write_text("Dear applicant")
        case "a folder":
            kept.unlink()
            kept.mkdir()
        case "gone":
            kept.unlink()
    code, _, err = run("restore", kept, "--replace")
    assert code == 1
    assert "Traceback" not in err
    assert str(kept) in err
    assert office.file.read_bytes() == before
    assert list(office.file.parent.glob("*.before-restore-*")) == []


def test_a_backup_whose_record_was_altered_is_not_restored(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    run("backup", kept)
    office.program.database.close()
    with closing(sqlite3.connect(kept)) as copy, copy:
        copy.execute("UPDATE audit SET by = 'U02LEAD' WHERE seq = 1")
    code, out, err = run("restore", kept, "--replace")
    assert code == 1
    assert "its hash does not match" in out
    assert "does not verify" in err


def test_a_backup_of_a_newer_program_is_not_restored(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    run("backup", kept)
    office.program.database.close()
    with closing(sqlite3.connect(kept)) as copy, copy:
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
    code, _, err = run("restore", kept, "--replace")
    assert code == 1
    assert "newer foi-bot" in err


def test_the_restored_file_belongs_to_whom_it_belonged(
    office: FoiOffice, run: Run, kept: Path
) -> None:
    office.open_case()
    run("backup", kept)
    office.program.database.close()
    office.file.chmod(0o640)
    assert run("restore", kept, "--replace")[0] == 0
    assert office.file.stat().st_mode & 0o777 == 0o640
