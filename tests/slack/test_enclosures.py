"""Files that go out with the letter: dropped in the thread, looked into, kept and approved."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest

from foi_bot import approval
from foi_bot.case import State
from foi_bot.slack.catch_up import catch_up
from store import files
from tests.reading.files import workbook
from tests.reading.pictures import picture, taken_at_home
from tests.slack.conftest import NewOffice
from tests.slack.office import ANSWER, DISCLOSED, FoiOffice
from tests.slack_double import SlackDouble
from tests.slack_double.faults import DOWNLOAD
from tests.slack_double.messages import Message

CSV = b"Year,Thefts\n2016,3\n2017,4\n"
ENCLOSE = "Enclose it with the letter"
REMOVE = "Remove the enclosure"
ROWS: list[list[object]] = [["Year", "Thefts"], [2016, 3]]


def hidden(book: Any, _sheet: Any) -> None:
    """Puts a hidden sheet beside the one that is seen."""
    book.create_sheet("Names").sheet_state = "hidden"
    book["Names"].append(["Robin Example"])


@pytest.fixture
def asked(office: FoiOffice) -> FoiOffice:
    """A case whose open question is "What is the answer?"."""
    office.open_case()
    office.answer("disclose")
    return office


def what_for(office: FoiOffice, name: str = "figures.csv") -> Message:
    """The newest message that asks what a file is for."""
    asked = [m for m in office.thread.messages if f"what is “{name}”" in m.prose]
    return asked[-1]


def enclose(office: FoiOffice, name: str = "figures.csv", content: bytes = CSV) -> None:
    office.drop(name, content)
    office.press(ENCLOSE, what_for(office, name))


def told(office: FoiOffice) -> str:
    return office.thread.last.prose


def content(office: FoiOffice, no: int = 1) -> bytes | None:
    """The bytes that are kept of an enclosure."""
    with office.program.database.reading() as connection:
        return files.content(connection, office.workspace, office.case_id, no)


def errands(office: FoiOffice) -> int:
    with office.program.database.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM errand").scalar_one())


def test_a_dropped_file_is_asked_about_and_nothing_is_fetched(asked: FoiOffice) -> None:
    asked.drop("minutes.pdf", b"%PDF-1.7")
    assert what_for(asked, "minutes.pdf").buttons == [ENCLOSE, "Leave it"]
    assert asked.slack.calls_to("files.info") == []


def test_an_enclosed_file_is_kept_with_its_digest(asked: FoiOffice) -> None:
    enclose(asked)
    assert "“figures.csv” (26 bytes) goes out with the letter" in told(asked)
    assert content(asked) == CSV
    (one,) = asked.case.enclosed
    assert (one.name, one.size, one.sha256) == ("figures.csv", 26, sha256(CSV).hexdigest())
    with asked.program.database.reading() as connection:
        query = "SELECT fact FROM audit WHERE kind = 'Enclosed'"
        assert one.sha256 in connection.exec_driver_sql(query).scalar_one()
    assert errands(asked) == 0


def test_the_press_is_acknowledged_before_anything_is_fetched(asked: FoiOffice) -> None:
    asked.drop("figures.csv", CSV)
    asked.slack.faults.outage()
    delivery = asked.officer.click(what_for(asked), ENCLOSE)
    assert delivery.status == 200
    assert errands(asked) == 1


def test_a_restart_between_the_press_and_the_file_loses_nothing(asked: FoiOffice) -> None:
    asked.drop("figures.csv", CSV)
    asked.officer.click(what_for(asked), ENCLOSE)
    asked.restart()
    asked.settle()
    assert content(asked) == CSV


def test_a_second_press_encloses_it_once(asked: FoiOffice) -> None:
    asked.drop("figures.csv", CSV)
    asked.officer.click(what_for(asked), ENCLOSE)
    asked.officer.click(what_for(asked), ENCLOSE)
    asked.settle()
    assert [one.name for one in asked.case.enclosures] == ["figures.csv"]
    asked.press(ENCLOSE, what_for(asked))
    assert "enclosed already" in asked.told(asked.officer)


def test_the_same_file_dropped_twice_is_told_so(asked: FoiOffice) -> None:
    enclose(asked)
    enclose(asked, "copy.csv")
    assert "it is the same file, byte for byte" in told(asked)
    assert len(asked.case.enclosures) == 1


class TestHiddenContent:
    def test_a_hidden_sheet_stops_it_and_the_thread_says_where_and_how_to_mend_it(
        self, asked: FoiOffice
    ) -> None:
        enclose(asked, "figures.xlsx", workbook(ROWS, hidden))
        assert "nothing was done with “figures.xlsx”" in told(asked)
        for word in ("hidden sheet", "Names", "Inspect Document", "drop the clean file here"):
            assert word in told(asked)
        assert "Robin Example" not in asked.said()
        assert asked.case.enclosed == ()

    def test_the_clean_file_is_enclosed_after_it(self, asked: FoiOffice) -> None:
        enclose(asked, "figures.xlsx", workbook(ROWS, hidden))
        enclose(asked, "figures.xlsx", workbook(ROWS))
        assert [one.name for one in asked.case.enclosed] == ["figures.xlsx"]

    def test_who_made_a_file_is_told_and_does_not_stop_it(self, asked: FoiOffice) -> None:
        def signed(book: Any, _sheet: Any) -> None:
            book.properties.creator = "Olive Officer"

        enclose(asked, "figures.xlsx", workbook(ROWS, signed))
        assert "who made the file" in told(asked)
        assert len(asked.case.enclosed) == 1

    def test_what_cannot_be_looked_into_is_not_enclosed(self, asked: FoiOffice) -> None:
        enclose(asked, "archive.zip", b"PK\x03\x04 and more")
        assert "could not be looked into" in told(asked)
        assert asked.case.enclosed == ()

    def test_a_photograph_goes_out(self, asked: FoiOffice) -> None:
        enclose(asked, "street.jpg", picture())
        assert [one.name for one in asked.case.enclosed] == ["street.jpg"]

    def test_a_photograph_that_says_where_it_was_taken_does_not(self, asked: FoiOffice) -> None:
        enclose(asked, "street.jpg", picture(exif=taken_at_home()))
        assert "the place where it was taken" in told(asked)
        assert "Save it without its location" in told(asked)
        assert asked.case.enclosed == ()

    @pytest.mark.parametrize(
        ("name", "advice"),
        [
            ("figures.xls", "save each table that may go out as CSV"),
            ("minutes.doc", "save it as PDF"),
            ("mail.msg", "Print that from your mail program to a PDF"),
            ("street.heic", "export it as JPEG or PNG"),
            ("archive.zip", "a document as PDF, a table as CSV"),
        ],
    )
    def test_the_thread_says_as_what_to_save_a_file_of_a_kind_that_is_not_known(
        self, asked: FoiOffice, name: str, advice: str
    ) -> None:
        enclose(asked, name, b"\0\1\2\3")
        assert "could not be looked into" in told(asked)
        assert advice in told(asked)

    def test_a_damaged_file_is_told_so(self, asked: FoiOffice) -> None:
        enclose(asked, "figures.xlsx", b"PK\x03\x04 and no workbook")
        assert "nothing was done with “figures.xlsx”" in told(asked)


class TestSizes:
    def sized(self, asked: FoiOffice, size: int) -> Message:
        """Drop a file of which Slack says that it has this size."""
        file = asked.slack.keep_file(asked.officer.id, "data.csv", b"x")
        file.length = size
        thread = asked.thread
        room = asked.slack.workspace.channels[thread.channel]
        asked.slack.workspace.say(room, asked.officer.id, "", [], thread.root_ts, [file.id])
        asked.slack.post_office.deliver_due()
        asked.settle()
        return asked.thread.last

    def test_a_gigabyte_is_refused_at_once(self, asked: FoiOffice) -> None:
        last = self.sized(asked, 1_000_000_000)
        assert "“data.csv” has 1000.0 MB, and 20.0 MB is the most" in last.prose
        assert last.buttons == []

    def test_nothing_at_all_is_refused_at_once(self, asked: FoiOffice) -> None:
        assert "is empty" in self.sized(asked, 0).prose

    def test_more_than_slack_said_is_refused_when_it_comes(self, asked: FoiOffice) -> None:
        self.sized(asked, 10)
        stored = asked.slack.file("data.csv")
        stored.content = b"x" * 20_000_001
        asked.press(ENCLOSE, what_for(asked, "data.csv"))
        assert "20.0 MB is the most that is taken here" in told(asked)

    def test_the_limit_is_a_setting(self, new_office: NewOffice) -> None:
        office = new_office()
        office.restart(FOI_MAX_FILE_MB=1)  # type: ignore[arg-type]
        office.open_case()
        office.answer("disclose")
        assert "1.0 MB is the most" in self.sized(office, 1_000_001).prose


class TestWhatSlackDoesInstead:
    def test_its_sign_in_page_is_never_taken_for_the_file(self, asked: FoiOffice) -> None:
        asked.slack.faults.sign_in_page(DOWNLOAD)
        enclose(asked)
        assert "it showed its sign-in page instead" in told(asked)
        assert "files:read" in told(asked)
        assert asked.case.enclosed == ()

    @pytest.mark.parametrize("status", [302, 401, 403])
    def test_a_redirect_or_a_refusal_is_not_followed(self, asked: FoiOffice, status: int) -> None:
        asked.slack.faults.server_error(DOWNLOAD, status=status)
        enclose(asked)
        assert "Slack did not hand the file over" in told(asked)

    def test_a_missing_scope_is_told_to_whoever_can_grant_it(self, asked: FoiOffice) -> None:
        asked.slack.faults.refuse("files.info", "missing_scope")
        enclose(asked)
        assert "files:read" in told(asked)

    @pytest.mark.parametrize("method", ["files.info", DOWNLOAD])
    @pytest.mark.parametrize(
        "harm", ["drop", "server_error", "rate_limit", "lose_reply", "cut_off"]
    )
    def test_what_passes_is_tried_again(self, asked: FoiOffice, method: str, harm: str) -> None:
        getattr(asked.slack.faults, harm)(method)
        enclose(asked)
        assert content(asked) == CSV

    def test_what_does_not_pass_is_told_in_the_end(self, asked: FoiOffice) -> None:
        asked.slack.faults.server_error(DOWNLOAD, times=99)
        enclose(asked)
        assert "although it was asked several times" in told(asked)
        assert errands(asked) == 0
        asked.slack.faults.recover()
        asked.press(ENCLOSE, what_for(asked))
        assert content(asked) == CSV

    def test_a_file_deleted_before_it_is_fetched_is_told_so(self, asked: FoiOffice) -> None:
        asked.drop("figures.csv", CSV)
        asked.slack.permit("file_deleted")
        asked.slack.file("figures.csv").deleted = True
        asked.press(ENCLOSE, what_for(asked))
        assert "It was deleted in Slack" in told(asked)

    def test_a_file_that_lies_elsewhere_does_not_get_our_token(self, asked: FoiOffice) -> None:
        asked.drop("figures.csv", CSV)
        asked.slack.workspace.public_url = "http://files.example.org"
        asked.press(ENCLOSE, what_for(asked))
        assert "lies with another service" in told(asked)


class TestRemoving:
    def test_it_no_longer_goes_out_and_its_bytes_are_gone(self, asked: FoiOffice) -> None:
        enclose(asked)
        asked.press(REMOVE, asked.thread.last)
        assert "removed “figures.csv”" in told(asked)
        assert (asked.case.enclosed, content(asked)) == ((), None)

    def test_all_answers_offer_it_too(self, asked: FoiOffice) -> None:
        enclose(asked)
        asked.press("All answers", asked.card)
        listed = asked.officer.ephemerals[-1]
        assert "“figures.csv” (26 bytes, SHA-256" in listed.prose
        asked.press(REMOVE, listed)
        assert asked.case.enclosed == ()

    def test_a_deleted_message_leaves_it_enclosed_and_says_so(self, asked: FoiOffice) -> None:
        message = asked.drop("figures.csv", CSV)
        asked.press(ENCLOSE, what_for(asked))
        asked.officer.delete(message)
        asked.settle()
        assert "The file still goes out with the letter" in told(asked)
        assert asked.thread.last.buttons == [REMOVE]
        assert content(asked) == CSV


class TestApproval:
    def test_approvers_see_what_they_approve(self, asked: FoiOffice) -> None:
        enclose(asked)
        asked.answer_all({**DISCLOSED, "file-opened": "yes"})
        shown = asked.verdict.prose
        assert "figures.csv" in shown
        assert sha256(CSV).hexdigest()[:12] in shown

    def test_another_enclosure_holds_the_approval_and_voids_it(self, asked: FoiOffice) -> None:
        asked.answer_all()
        asked.approve()
        enclose(asked)
        assert "draft 1 is not approved for now" in asked.said()
        assert approval.state(asked.case) is State.ASKING
        assert "on hold" in asked.verdict.prose
        asked.answer("yes")
        assert "draft 2 replaces draft 1" in asked.said()
        assert approval.state(asked.case) is State.AWAITING


class TestNames:
    @pytest.mark.parametrize(
        ("name", "shown"),
        [("أرقام.csv", "أرقام.csv"), ("fig\u202evsc.exe", "figvsc.exe"), ("..\\a.csv", "a.csv")],
    )
    def test_a_name_survives_or_is_made_safe(self, asked: FoiOffice, name: str, shown: str) -> None:
        asked.drop(name, CSV)
        assert f"“{shown}”" in told(asked)

    def test_a_name_mentions_nobody(self, asked: FoiOffice) -> None:
        asked.drop("<!channel> & <@U02LEAD>.csv", CSV)
        for word in ("<!", "<@U02LEAD>"):
            assert word not in asked.thread.last.prose
            assert word not in asked.thread.last.text


class TestWhoDropsWhat:
    def test_a_colleagues_file_is_discussion(self, asked: FoiOffice) -> None:
        before = len(asked.thread.messages)
        asked.drop("figures.csv", CSV, by=asked.lead)
        assert len(asked.thread.messages) == before + 1
        assert asked.case.dropped == ()

    def test_a_colleague_cannot_say_what_it_is_for(self, asked: FoiOffice) -> None:
        asked.drop("figures.csv", CSV)
        asked.press(ENCLOSE, what_for(asked), by=asked.lead)
        assert "is the officer of this case" in asked.told(asked.lead)
        assert errands(asked) == 0

    def test_several_files_are_asked_about_one_by_one(self, asked: FoiOffice) -> None:
        asked.drop("a.csv", CSV, more={"b.csv": b"A,B\n1,2\n"})
        asked.press(ENCLOSE, what_for(asked, "a.csv"))
        asked.press(ENCLOSE, what_for(asked, "b.csv"))
        assert [one.name for one in asked.case.enclosed] == ["a.csv", "b.csv"]

    def test_the_letter_does_not_wait_for_a_file_that_is_left(self, asked: FoiOffice) -> None:
        asked.drop("figures.csv", CSV)
        asked.press("Leave it", what_for(asked))
        assert "Nothing is done" in asked.told(asked.officer)
        asked.answer_all()
        assert approval.state(asked.case) is State.AWAITING


class TestCatchingUp:
    def found(self, office: FoiOffice) -> int:
        number = catch_up(office.program.desk, office.slack.wait)
        office.settle()
        return number

    def test_a_file_dropped_during_a_disconnection_is_asked_about_once(
        self, slack: SlackDouble, asked: FoiOffice
    ) -> None:
        slack.drop_next()
        asked.drop("figures.csv", CSV, "By year:")
        assert asked.case.dropped == ()
        assert self.found(asked) == 1
        assert "Put its table into the answer" in what_for(asked).buttons
        assert [reply.text for reply in asked.case.replies] == ["By year:"]
        self.found(asked)
        assert len(asked.case.dropped) == 1

    def test_a_message_deleted_during_a_disconnection_is_noticed(
        self, slack: SlackDouble, asked: FoiOffice
    ) -> None:
        message = asked.drop("figures.csv", CSV)
        asked.press(ENCLOSE, what_for(asked))
        slack.drop_next()
        asked.officer.delete(message)
        assert self.found(asked) == 1
        assert "The file still goes out with the letter" in told(asked)
        assert self.found(asked) == 0


def test_a_file_delivered_twice_is_asked_about_once(asked: FoiOffice) -> None:
    asked.slack.duplicate_everything = True
    enclose(asked)
    assert len(asked.case.dropped) == len(asked.case.enclosures) == 1


def test_words_beside_a_file_still_answer(asked: FoiOffice) -> None:
    asked.drop("figures.csv", CSV, ANSWER)
    asked.press("Next")
    assert asked.case.value("answer", "1") == ANSWER
