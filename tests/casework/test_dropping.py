"""Files in the thread: the officer says what each is for, and what comes of it is a fact."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import pytest

from foi_bot import approval
from foi_bot.case import Case, Key, Mark, Place, State
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decide import decide
from foi_bot.casework.decision import Decided, Decision, Notice, Parked, Refused
from foi_bot.casework.deeds import SharedFile
from foi_bot.casework.fold import after
from foi_bot.casework.people import Person
from foi_bot.enclosures import Use
from foi_bot.interview.asked import heading
from foi_bot.interview.plan import unanswered
from tests.casework.talk import GUEST, LEN, OLIVE, Talk

TABLE = "Year\tThefts\n2016\t3"
BYTES = b"Year,Thefts\n2016,3\n"


def shared(name: str = "figures.csv", size: int | None = 26, id_: str = "F1") -> SharedFile:
    return SharedFile(id_, name, size)


def asked(talk: Talk | None = None) -> Talk:
    """A case whose open question takes words."""
    talk = talk or Talk()
    talk.choose("disclose")
    return talk


def drop(
    talk: Talk, *files: SharedFile, text: str = "", by: Person = OLIVE, ts: str = ""
) -> tuple[str, Decision]:
    """A message with files; its timestamp and what was decided."""
    ts = ts or talk.tick()
    return ts, talk.do(deeds.Reply(by, ts, text, files or (shared(),)))


def want(talk: Talk, use: Use, file: int = 1, by: Person = OLIVE) -> Decision:
    return talk.do(deeds.UseFile(by, file, use, talk.tick()))


def table_read(talk: Talk, file: int = 1, table: str = TABLE) -> Decision:
    return talk.do(deeds.PutTableIn(OLIVE, file, table, 1, 2, talk.tick()))


def fetched(talk: Talk, file: int = 1, content: bytes = BYTES) -> Decision:
    digest = sha256(content).hexdigest()
    return talk.do(deeds.Enclose(OLIVE, file, content, digest, (), talk.tick()))


def put_in(talk: Talk, file: int = 1) -> Decision:
    want(talk, Use.TABLE, file)
    return table_read(talk, file)


def enclosed(talk: Talk, name: str = "figures.csv", content: bytes = BYTES) -> Decision:
    """Drop a file and have it enclosed."""
    no = len(talk.case.dropped) + 1
    drop(talk, shared(name, len(content), f"F{no}"))
    want(talk, Use.ENCLOSE, no)
    return fetched(talk, no, content)


def notices(decision: Decision) -> list[Notice]:
    assert isinstance(decision, Decided), decision
    return list(decision.notices)


def said(decision: Decision) -> list[str]:
    return [notice.words.name for notice in notices(decision)]


def refused(decision: Decision) -> str:
    assert isinstance(decision, Refused), decision
    return decision.why.name


def labels(decision: Decision) -> list[str]:
    return [button.label for notice in notices(decision) for button in notice.buttons]


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


class TestEnclosing:
    def test_an_enclosure_has_its_name_its_size_and_its_digest(self) -> None:
        talk = asked()
        assert said(enclosed(talk)) == ["enclosed"]
        (one,) = talk.case.enclosed
        found = (one.no, one.name, one.size, one.sha256)
        assert found == (1, "figures.csv", len(BYTES), sha256(BYTES).hexdigest())

    def test_somebody_is_asked_to_open_it_by_its_name(self) -> None:
        talk = asked()
        enclosed(talk)
        assert Key("file-opened", "1") in unanswered(talk.case)
        assert heading(talk.case, Key("file-opened", "1")) == "“figures.csv”"

    def test_the_same_bytes_twice_are_told_so(self) -> None:
        talk = asked()
        enclosed(talk)
        assert said(enclosed(talk, "copy.csv")) == ["enclosed-already"]
        assert len(talk.case.enclosures) == 1

    def test_another_file_of_the_same_name_offers_to_remove_the_older(self) -> None:
        talk = asked()
        enclosed(talk)
        assert said(enclosed(talk, content=b"other")) == ["enclosed", "enclosure-namesake"]

    def test_a_removed_enclosure_leaves_its_number_unused(self) -> None:
        talk = asked()
        enclosed(talk)
        talk.do(deeds.RemoveEnclosure(OLIVE, 1, talk.tick()))
        assert not talk.case.enclosed
        enclosed(talk)
        assert [one.no for one in talk.case.enclosed] == [2]
        again = talk.do(deeds.RemoveEnclosure(OLIVE, 1, talk.tick()))
        assert refused(again) == "enclosure-gone"

    def test_a_deleted_message_leaves_the_enclosure_and_says_so(self) -> None:
        talk = asked()
        enclosed(talk)
        decision = talk.do(deeds.DeleteReply(OLIVE, talk.case.dropped[0].ts, ""))
        assert said(decision) == ["enclosure-kept"]
        assert len(talk.case.enclosed) == 1
        again = talk.do(deeds.DeleteReply(OLIVE, talk.case.dropped[0].ts, ""))
        assert again == Decided()

    def test_enclosing_a_file_holds_an_approved_draft_and_makes_another(self) -> None:
        talk = Talk().disclosed()
        approve(talk)
        decision = enclosed(talk)
        assert "approval-on-hold-file" in said(decision)
        assert approval.state(talk.case) is State.ASKING
        decision = talk.choose("yes")
        assert "approvals-void" in said(decision)
        assert (len(talk.case.drafts), approval.tally(talk.case).by) == (2, ())

    def test_removing_an_enclosure_makes_another_draft(self) -> None:
        talk = Talk().disclosed()
        first = talk.case.drafts[-1].hash
        enclosed(talk)
        talk.choose("yes")
        approve(talk)
        decision = talk.do(deeds.RemoveEnclosure(OLIVE, 1, talk.tick()))
        assert "approvals-void" in said(decision)
        assert talk.case.drafts[-1].hash == first
        assert len(talk.case.drafts) == 3

    def test_the_seal_is_another_for_other_bytes_or_another_name(self) -> None:
        hashes = set()
        for name, content in (("a.csv", b"1"), ("a.csv", b"2"), ("b.csv", b"1")):
            talk = Talk().disclosed()
            enclosed(talk, name, content)
            talk.choose("yes")
            hashes.add(talk.case.drafts[-1].hash)
        assert len(hashes) == 3


def approve(talk: Talk) -> None:
    no = len(talk.case.drafts)
    talk.do(deeds.React(LEN, no, True, Mark.APPROVE, True, talk.tick()))
    assert approval.state(talk.case) is State.APPROVED


class TestWhatTheThreadStillHolds:
    def changed_to_ncnd(self, talk: Talk) -> Decision:
        talk.change("outcome")
        return talk.choose("ncnd")

    def test_the_officer_is_told_what_was_answered_before(self) -> None:
        decision = self.changed_to_ncnd(Talk().disclosed())
        (notice,) = (n for n in notices(decision) if n.words.name == "ncnd-still-here")
        named = dict(notice.words.values)
        assert "“The answer”" in named["questions"]
        assert "“Outcome”" not in named["questions"]

    def test_words_that_were_typed_and_not_yet_sent_off_are_named_too(self) -> None:
        talk = asked()
        talk.reply("There were three.")
        assert "ncnd-still-here" in said(self.changed_to_ncnd(talk))

    def test_a_table_is_named_by_its_question(self) -> None:
        talk = asked()
        drop(talk)
        put_in(talk)
        assert "ncnd-still-here" in said(self.changed_to_ncnd(talk))

    def test_enclosures_are_named_that_still_go_out(self) -> None:
        talk = asked()
        enclosed(talk)
        decision = self.changed_to_ncnd(talk)
        (notice,) = (n for n in notices(decision) if n.words.name == "ncnd-still-enclosed")
        assert dict(notice.words.values)["files"] == "“figures.csv”"

    def test_nothing_is_said_where_nothing_was_answered(self) -> None:
        talk = Talk()
        assert said(talk.choose("ncnd")) == []


def test_a_case_folded_from_its_facts_has_its_files() -> None:
    talk = asked()
    before = talk.case
    drop(talk)
    decisions = [want(talk, Use.ENCLOSE), fetched(talk)]
    facts = [fact for one in decisions if isinstance(one, Decided) for fact in one.facts]
    dropped = f.FileDropped(1, "F1", "figures.csv", 26, OLIVE.id, talk.case.dropped[0].ts, 2)
    again: Case = after(before, [dropped, *facts])
    assert (again.dropped, again.enclosures) == (talk.case.dropped, talk.case.enclosures)
    assert [f.from_json(type(x).__name__, f.to_json(x)) for x in facts] == facts
