"""Files that go out with the letter, and what the thread still holds of what was given up."""

from __future__ import annotations

from hashlib import sha256

from foi_bot import approval
from foi_bot.case import Case, Key, Mark, State
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Decided, Decision
from foi_bot.casework.fold import after
from foi_bot.enclosures import Use
from foi_bot.interview.asked import heading
from foi_bot.interview.plan import unanswered
from tests.casework.files import (
    BYTES,
    asked,
    drop,
    enclosed,
    fetched,
    notices,
    put_in,
    refused,
    said,
    want,
)
from tests.casework.talk import LEN, OLIVE, Talk


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
