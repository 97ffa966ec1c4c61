"""Files in the thread: the officer says what each is for, and its table can be an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foi_bot.case import Place
from foi_bot.casework import deeds
from foi_bot.casework.decide import decide
from foi_bot.casework.decision import Decided, Parked
from foi_bot.casework.deeds import SharedFile
from foi_bot.casework.people import Person
from foi_bot.enclosures import Use
from tests.casework.files import (
    TABLE,
    asked,
    drop,
    fetched,
    labels,
    notices,
    put_in,
    refused,
    said,
    shared,
    table_read,
    want,
)
from tests.casework.talk import GUEST, LEN, OLIVE, Talk


class TestWhatForIsAsked:
    def test_a_table_can_answer_the_open_question_or_be_enclosed(self) -> None:
        _, decision = drop(asked())
        assert labels(decision) == ["file-table", "file-enclose", "file-leave"]

    @pytest.mark.parametrize("name", ["scan.pdf", "minutes.docx", "figures", "photo.png"])
    def test_what_is_no_table_can_only_be_enclosed(self, name: str) -> None:
        _, decision = drop(asked(), shared(name))
        assert labels(decision) == ["file-enclose", "file-leave"]

    def test_a_question_with_buttons_takes_no_table(self) -> None:
        _, decision = drop(Talk())
        assert labels(decision) == ["file-enclose", "file-leave"]

    def test_each_of_several_files_is_asked_about(self) -> None:
        talk = asked()
        _, decision = drop(talk, shared(id_="F1"), shared("scan.pdf", id_="F2"))
        assert said(decision) == ["file-dropped", "file-dropped"]
        assert [(one.no, one.name) for one in talk.case.dropped] == [
            (1, "figures.csv"),
            (2, "scan.pdf"),
        ]

    def test_what_is_written_beside_a_file_is_a_reply(self) -> None:
        talk = asked()
        ts, decision = drop(talk, text="There were three.")
        assert said(decision) == ["file-dropped"]
        assert [(r.ts, r.text) for r in talk.case.replies] == [(ts, "There were three.")]

    def test_a_file_without_a_word_is_no_reply(self) -> None:
        talk = asked()
        drop(talk)
        assert talk.case.replies == ()

    @pytest.mark.parametrize("by", [LEN, GUEST], ids=["a colleague", "a guest"])
    def test_a_file_of_anybody_else_is_discussion(self, by: Person) -> None:
        talk = asked()
        _, decision = drop(talk, by=by)
        assert decision == Decided()
        assert talk.case.dropped == ()

    def test_a_file_with_a_word_of_discussion_is_discussion(self) -> None:
        talk = asked()
        drop(talk, text=" // for later")
        assert talk.case.dropped == ()

    @pytest.mark.parametrize(
        ("file", "told"),
        [
            (shared(size=0), "file-empty"),
            (shared(size=1_000_000_000), "file-too-large"),
            (shared(size=20_000_001), "file-too-large"),
            (SharedFile("F1", "figures.csv", 26, elsewhere=True), "file-elsewhere"),
        ],
    )
    def test_a_file_that_can_be_of_no_use_is_refused_at_once(
        self, file: SharedFile, told: str
    ) -> None:
        _, decision = drop(asked(), file)
        assert said(decision) == [told]
        assert labels(decision) == []

    @pytest.mark.parametrize("size", [1, 20_000_000, None])
    def test_a_file_up_to_the_limit_is_asked_about(self, size: int | None) -> None:
        _, decision = drop(asked(), shared(size=size))
        assert said(decision) == ["file-dropped"]

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("الأرقام 2017.csv", "الأرقام 2017.csv"),
            ("../../etc/passwd", "etc-passwd"),
            ("invoice\u202efdp.exe", "invoicefdp.exe"),
            ("a\x00b\nc.csv", "ab c.csv"),
        ],
    )
    def test_a_name_is_made_safe_and_stays_in_its_script(self, name: str, shown: str) -> None:
        talk = asked()
        drop(talk, shared(name))
        assert talk.case.dropped[0].name == shown

    def test_the_same_message_again_asks_nothing_again(self) -> None:
        talk = asked()
        ts, _ = drop(talk)
        _, again = drop(talk, ts=ts)
        assert again == Decided()
        assert len(talk.case.dropped) == 1

    def test_a_file_that_comes_before_the_question_stands_in_slack_waits_for_it(self) -> None:
        talk = asked()
        not_posted = tuple(replace(a, posted=None) if a.no == 2 else a for a in talk.case.askings)
        deed = deeds.Reply(OLIVE, talk.tick(), "", (shared(),))
        waiting = decide(replace(talk.case, askings=not_posted), deed, talk.now)
        assert waiting == Parked("question:2")


class TestTheTableOfAFile:
    def test_it_counts_as_a_reply_to_the_question_that_was_open(self) -> None:
        talk = asked()
        ts, _ = drop(talk)
        assert said(put_in(talk)) == ["table-in"]
        talk.next()
        assert talk.case.value("answer", "1") == TABLE
        assert [reply.ts for reply in talk.case.replies] == [f"{ts}:1"]

    def test_it_stands_after_the_words_of_its_message_and_before_later_ones(self) -> None:
        talk = asked()
        drop(talk, text="By year:")
        talk.reply("Police figures.")
        put_in(talk)
        talk.next()
        assert talk.case.value("answer", "1") == f"By year:\n\n{TABLE}\n\nPolice figures."

    def test_read_after_the_question_was_answered_it_makes_a_new_version(self) -> None:
        talk = asked()
        drop(talk, text="By year:")
        talk.next()
        assert said(put_in(talk)) == ["table-in-late"]
        assert talk.case.value("answer", "1") == f"By year:\n\n{TABLE}"

    def test_a_question_answered_in_its_box_is_over(self) -> None:
        talk = asked()
        drop(talk)
        talk.choose("We recorded 3.")
        assert refused(want(talk, Use.TABLE)) == "file-question-over"

    def test_a_question_that_is_over_once_the_file_is_there_leaves_the_answer_alone(self) -> None:
        talk = asked()
        drop(talk)
        want(talk, Use.TABLE)
        talk.choose("We recorded 3.")
        assert said(table_read(talk)) == ["file-question-over"]
        assert talk.case.value("answer", "1") == "We recorded 3."
        assert talk.case.dropped[0].wanted is None

    def test_a_skipped_question_gets_it_when_it_is_asked_again(self) -> None:
        talk = asked()
        drop(talk)
        talk.skip()
        put_in(talk)
        talk.change("answer")
        talk.next()
        assert talk.case.value("answer", "1") == TABLE

    def test_it_can_be_taken_out_and_put_in_again(self) -> None:
        talk = asked()
        drop(talk, text="By year:")
        put_in(talk)
        talk.next()
        talk.do(deeds.TakeTableOut(OLIVE, 1, talk.tick()))
        assert talk.case.value("answer", "1") == "By year:"
        put_in(talk)
        assert talk.case.value("answer", "1") == f"By year:\n\n{TABLE}"

    def test_it_is_put_in_once(self) -> None:
        talk = asked()
        drop(talk)
        put_in(talk)
        assert refused(want(talk, Use.TABLE)) == "table-in-already"

    def test_a_deleted_message_asks_whether_its_table_stays(self) -> None:
        talk = asked()
        ts, _ = drop(talk)
        put_in(talk)
        talk.next()
        decision = talk.do(deeds.DeleteReply(OLIVE, ts, ""))
        assert said(decision) == ["reply-deleted"]
        assert talk.case.value("answer", "1") == TABLE
        talk.do(deeds.KeepDeleted(OLIVE, f"{ts}:1", False, talk.tick()))
        assert talk.case.value("answer", "1") is None

    def test_words_and_table_of_one_deleted_message_are_asked_about_apart(self) -> None:
        talk = asked()
        ts, _ = drop(talk, text="By year:")
        put_in(talk)
        talk.next()
        decision = talk.do(deeds.DeleteReply(OLIVE, ts, "By year:"))
        assert [n.quote for n in notices(decision)] == ["By year:", TABLE]
        assert {r.place for r in talk.case.replies} == {Place.DELETED}

    def test_editing_the_words_beside_a_file_leaves_its_table_alone(self) -> None:
        talk = asked()
        ts, _ = drop(talk)
        put_in(talk)
        edited = talk.tick()
        talk.do(deeds.EditReply(OLIVE, ts, "By year:", edited, (shared(),)))
        talk.next()
        assert talk.case.value("answer", "1") == f"By year:\n\n{TABLE}"

    def test_a_file_that_cannot_be_read_can_be_tried_again(self) -> None:
        talk = asked()
        drop(talk)
        want(talk, Use.TABLE)
        decision = talk.do(deeds.TurnFileDown(OLIVE, 1, "It is damaged.", talk.tick()))
        assert [n.quote for n in notices(decision)] == ["It is damaged."]
        assert said(put_in(talk)) == ["table-in"]


class TestWhatIsWanted:
    def test_only_the_officer_says_what_a_file_is_for(self) -> None:
        talk = asked()
        drop(talk)
        assert refused(want(talk, Use.ENCLOSE, by=LEN)) == "not-the-officer"

    def test_a_second_press_while_it_is_fetched_is_told_so(self) -> None:
        talk = asked()
        drop(talk)
        want(talk, Use.ENCLOSE)
        assert refused(want(talk, Use.TABLE)) == "file-being-fetched"

    def test_a_file_that_was_deleted_is_not_fetched(self) -> None:
        talk = asked()
        ts, _ = drop(talk)
        talk.do(deeds.DeleteReply(OLIVE, ts, ""))
        assert refused(want(talk, Use.ENCLOSE)) == "file-gone"

    def test_a_file_deleted_out_of_its_message_is_not_fetched_either(self) -> None:
        talk = asked()
        ts, _ = drop(talk, text="By year:")
        gone = SharedFile("F1", "F1", None, gone=True)
        talk.do(deeds.EditReply(OLIVE, ts, "By year:", None, (gone,)))
        assert refused(want(talk, Use.ENCLOSE)) == "file-gone"
        assert [reply.place for reply in talk.case.replies] == [Place.ANSWER]

    def test_what_comes_of_a_file_that_nobody_waits_for_changes_nothing(self) -> None:
        talk = asked()
        drop(talk)
        assert fetched(talk) == table_read(talk) == Decided()

    def test_a_file_that_is_left_can_still_be_used(self) -> None:
        talk = asked()
        drop(talk)
        talk.do(deeds.LeaveFile(OLIVE, 1, talk.tick()))
        assert isinstance(want(talk, Use.ENCLOSE), Decided)

    @pytest.mark.parametrize("no", [-1, 2])
    def test_a_file_that_the_case_does_not_know_is_refused(self, no: int) -> None:
        assert refused(want(asked(), Use.ENCLOSE, no)) == "file-unknown"
