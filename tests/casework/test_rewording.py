"""A draft that the officer edited in Word: what changed is told, and taken when they say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from foi_bot.case import Key, Value
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.decision import Decided, Decision, Notice
from foi_bot.casework.people import Person
from foi_bot.enclosures import Use
from foi_bot.letter.edited.units import units
from foi_bot.letter.tree import Letter
from foi_bot.reading.docx_lines import Line
from tests.casework.files import drop, labels, notices, refused, said, shared, want
from tests.casework.talk import LEN, OLIVE, Talk
from tests.letter.edited.letters import lines

NAME = "FOI2018-00001-draft-1.docx"
ANSWER, BASIS = "We recorded 214.", "From our crime records, drawn on 13 March 2018."
Edit = Callable[[str], str]


def letter(talk: Talk) -> Letter:
    assert talk.case.draft is not None
    assert talk.case.draft.letter is not None
    return talk.case.draft.letter


def edited(of: Letter, changes: Mapping[str, str]) -> tuple[Line, ...]:
    """The letter's lines with these words in the place of those."""
    found = lines(units(of))
    for was, now in changes.items():
        assert any(was in line.text for line in found), was
        found = [Line(line.text.replace(was, now), line.kind) for line in found]
    return tuple(line for line in found if line.text.strip())


def compare(
    talk: Talk,
    changes: Mapping[str, str],
    *,
    of: Letter | None = None,
    draft: int = 0,
    name: str = NAME,
    left_out: tuple[str, ...] = (),
) -> Decision:
    """Drop an edited draft and have it compared with the draft that it was made from."""
    no = len(talk.case.dropped) + 1
    drop(talk, shared(name, 9_000, f"F{no}"))
    want(talk, Use.COMPARE, no)
    base = of or letter(talk)
    return compared_now(talk, no, edited(base, changes), base, draft, left_out)


def compared_now(
    talk: Talk,
    no: int,
    found: tuple[Line, ...],
    base: Letter,
    draft: int = 0,
    left_out: tuple[str, ...] = (),
) -> Decision:
    newest = draft or len(talk.case.drafts)
    return talk.do(deeds.CompareLetter(OLIVE, no, newest, base, found, left_out, talk.tick()))


def take(talk: Talk, file: int = 1, comparison: int = 1, by: Person = OLIVE) -> Decision:
    return talk.do(deeds.TakeWords(by, file, comparison, talk.tick()))


def quote(decision: Decision, name: str) -> str:
    return next(one.quote for one in notices(decision) if one.words.name == name)


def facts(decision: Decision, kind: type[f.Fact]) -> list[f.Fact]:
    assert isinstance(decision, Decided)
    return [fact for fact in decision.facts if isinstance(fact, kind)]


class TestWhatADocumentIsFor:
    def test_the_bots_own_file_is_offered_for_comparing_first(self) -> None:
        talk = Talk().disclosed()
        _, decision = drop(talk, shared(NAME))
        assert labels(decision) == ["file-compare", "file-enclose", "file-leave"]

    def test_another_word_document_may_be_the_draft_as_well(self) -> None:
        _, decision = drop(Talk().disclosed(), shared("minutes.docx"))
        assert labels(decision) == ["file-enclose", "file-compare", "file-leave"]

    @pytest.mark.parametrize("name", ["figures.csv", "FOI2018-00001-draft-1.pdf", "letter.doc"])
    def test_what_is_no_word_document_is_not_offered(self, name: str) -> None:
        _, decision = drop(Talk().disclosed(), shared(name))
        assert "file-compare" not in labels(decision)

    def test_before_the_first_draft_there_is_nothing_to_compare_with(self) -> None:
        talk = Talk()
        _, decision = drop(talk, shared(NAME))
        assert "file-compare" not in labels(decision)
        assert refused(want(talk, Use.COMPARE)) == "no-draft-to-compare"

    def test_the_button_says_with_which_draft(self) -> None:
        _, decision = drop(Talk().disclosed(), shared(NAME))
        assert notices(decision)[0].buttons[0].values == (("draft", "1"),)

    def test_only_the_officer_has_it_compared(self) -> None:
        talk = Talk().disclosed()
        drop(talk, shared(NAME))
        assert refused(want(talk, Use.COMPARE, by=LEN)) == "not-the-officer"


class TestComparing:
    def test_nothing_changed_is_told_and_nothing_offered(self) -> None:
        decision = compare(Talk().disclosed(), {})
        assert said(decision) == ["compared-same"]
        assert labels(decision) == []

    def test_an_answers_new_words_are_told_and_offered(self) -> None:
        talk = Talk().disclosed()
        decision = compare(talk, {ANSWER: "We recorded 241 offences."})
        assert said(decision) == ["compared"]
        assert labels(decision) == ["words-take", "words-leave"]
        told = quote(decision, "compared")
        assert "was: We recorded 214." in told
        assert "is now: We recorded 241 offences." in told
        assert talk.case.words("answer", "1") == ANSWER

    def test_new_words_of_the_house_are_told_and_not_offered(self) -> None:
        decision = compare(Talk().disclosed(), {"Thank you": "Many thanks"})
        assert said(decision) == ["compared-house"]
        assert "is now: Many thanks" in quote(decision, "compared-house")
        assert labels(decision) == []

    def test_a_paragraph_that_could_be_anybodys_is_told(self) -> None:
        talk = Talk().disclosed()
        found = list(edited(letter(talk), {}))
        at = next(no for no, line in enumerate(found) if line.text.startswith("Thank you"))
        found.insert(at + 1, Line("We are sorry for the fuss."))
        drop(talk, shared(NAME))
        want(talk, Use.COMPARE)
        decision = compared_now(talk, 1, tuple(found), letter(talk))
        assert said(decision) == ["compared-unclear"]
        assert "We are sorry for the fuss." in quote(decision, "compared-unclear")

    def test_the_applicants_name_and_address_in_their_place_are_told_to_nobody(self) -> None:
        talk = Talk().disclosed()
        place = next(u.text for u in units(letter(talk)) if "applicant" in u.text)
        decision = compare(talk, {place: "Pat Placeholder\n1 Made Up Lane"})
        assert said(decision) == ["compared-same"]
        assert "Placeholder" not in str(decision)

    def test_a_greeting_that_names_the_applicant_is_told_to_nobody(self) -> None:
        talk = Talk().disclosed()
        found = list(edited(letter(talk), {}))
        at = next(no for no, line in enumerate(found) if line.text.startswith("Thank you"))
        found.insert(at, Line("Dear Pat Placeholder"))
        drop(talk, shared(NAME))
        want(talk, Use.COMPARE)
        assert "Placeholder" not in str(compared_now(talk, 1, tuple(found), letter(talk)))

    def test_the_request_changed_is_told_without_its_new_words(self) -> None:
        talk = Talk().disclosed()
        decision = compare(talk, {"How many offences of arson": "Pat asks how many fires"})
        assert said(decision) == ["compared-request"]
        assert "Pat asks" not in str(decision)

    def test_what_was_not_read_is_named(self) -> None:
        decision = compare(Talk().disclosed(), {}, left_out=("comments",))
        assert quote(decision, "compared-unread") == "comments"

    def test_a_letter_of_another_case_changes_nothing(self) -> None:
        talk = Talk().disclosed()
        decision = compare(talk, {"FOI2018/00001": "FOI2018/00002", ANSWER: "We recorded 9."})
        assert said(decision) == ["letter-of-another-case"]
        assert talk.case.dropped[0].wanted is None
        assert talk.case.dropped[0].proposed == ()

    def test_what_is_no_letter_changes_nothing(self) -> None:
        talk = Talk().disclosed()
        drop(talk, shared("minutes.docx"))
        want(talk, Use.COMPARE)
        found = (Line("Minutes of the meeting"), Line("There was tea."))
        decision = compared_now(talk, 1, found, letter(talk))
        assert said(decision) == ["no-letter-of-this-case"]

    def test_a_file_that_nobody_waits_for_changes_nothing(self) -> None:
        talk = Talk().disclosed()
        drop(talk, shared(NAME))
        assert compared_now(talk, 1, edited(letter(talk), {}), letter(talk)) == Decided()


class TestTaking:
    def test_new_words_become_a_new_version_of_the_answer_by_the_officer(self) -> None:
        talk = Talk().disclosed()
        compare(talk, {ANSWER: "We recorded 241 offences."})
        decision = take(talk)
        (answered,) = facts(decision, f.Answered)
        assert isinstance(answered, f.Answered)
        assert (answered.key, answered.by) == (Key("answer", "1"), OLIVE.id)
        assert talk.case.words("answer", "1") == "We recorded 241 offences."
        assert next(a.value for a in talk.case.answers if a.key.question == "answer") == ANSWER

    def test_a_new_draft_follows_and_old_approvals_are_void(self) -> None:
        talk = Talk().disclosed()
        talk.react()
        compare(talk, {ANSWER: "We recorded 241 offences."})
        decision = take(talk)
        assert said(decision) == ["words-taken", "approvals-void"]
        assert len(talk.case.drafts) == 2
        assert "We recorded 241 offences." in str(letter(talk))

    def test_several_answers_are_taken_at_once(self) -> None:
        talk = Talk().disclosed()
        compare(talk, {ANSWER: "We recorded 9.", BASIS: "Counted by hand on 13 March 2018."})
        take(talk)
        assert talk.case.words("answer", "1") == "We recorded 9."
        assert talk.case.words("basis", "1") == "Counted by hand on 13 March 2018."

    def test_they_are_taken_once(self) -> None:
        talk = Talk().disclosed()
        compare(talk, {ANSWER: "We recorded 9."})
        take(talk)
        assert refused(take(talk)) == "words-gone"

    def test_only_by_the_officer(self) -> None:
        talk = Talk().disclosed()
        compare(talk, {ANSWER: "We recorded 9."})
        assert refused(take(talk, by=LEN)) == "not-the-officer"

    def test_left_as_it_is_nothing_changes(self) -> None:
        talk = Talk().disclosed()
        compare(talk, {ANSWER: "We recorded 9."})
        talk.do(deeds.LeaveWords(OLIVE, 1, 1, talk.tick()))
        assert talk.case.words("answer", "1") == ANSWER
        assert refused(take(talk)) == "words-gone"

    def test_an_answer_changed_since_stays_and_the_file_is_compared_anew(self) -> None:
        talk = Talk().disclosed()
        base = letter(talk)
        changes = {ANSWER: "We recorded 9.", BASIS: "Counted by hand on 13 March 2018."}
        compare(talk, changes)
        talk.change("answer")
        talk.choose("We recorded 10.")
        decision = take(talk)
        assert said(decision)[:3] == ["words-taken", "words-not-taken", "compared-anew"]
        assert talk.case.words("answer", "1") == "We recorded 10."
        assert talk.case.words("basis", "1") == "Counted by hand on 13 March 2018."
        assert talk.case.dropped[0].wanted is Use.COMPARE
        again = compared_now(talk, 1, edited(base, changes), base, 1)
        assert said(again) == ["compared-with-older", "compared-not-taken"]

    def test_a_button_of_an_older_comparison_takes_nothing(self) -> None:
        talk = Talk().disclosed()
        compare(talk, {ANSWER: "We recorded 9."})
        want(talk, Use.COMPARE)
        compared_now(talk, 1, edited(letter(talk), {ANSWER: "We recorded 8."}), letter(talk))
        assert refused(take(talk, comparison=1)) == "words-gone"
        take(talk, comparison=2)
        assert talk.case.words("answer", "1") == "We recorded 8."

    def test_a_document_of_an_older_draft_changes_only_what_it_changed(self) -> None:
        talk = Talk().disclosed()
        older = letter(talk)
        talk.change("basis")
        talk.choose("Counted by hand.")
        decision = compare(talk, {ANSWER: "We recorded 9."}, of=older, draft=1)
        assert said(decision) == ["compared-with-older", "compared"]
        take(talk)
        assert talk.case.words("basis", "1") == "Counted by hand."
        assert talk.case.words("answer", "1") == "We recorded 9."

    def test_a_question_that_is_open_just_now_is_not_answered_by_it(self) -> None:
        talk = Talk().disclosed()
        compare(talk, {ANSWER: "We recorded 9."})
        talk.change("answer")
        decision = take(talk)
        assert said(decision) == ["words-not-taken"]
        assert talk.case.words("answer", "1") == ANSWER

    def test_an_answer_taken_out_altogether_is_not_taken(self) -> None:
        talk = Talk().disclosed()
        found = tuple(line for line in edited(letter(talk), {}) if line.text != ANSWER)
        drop(talk, shared(NAME))
        want(talk, Use.COMPARE)
        decision = compared_now(talk, 1, found, letter(talk))
        assert said(decision) == ["compared-not-taken"]
        assert "(nothing)" in quote(decision, "compared-not-taken")


WITHHELD: Mapping[str, Value] = {
    "outcome": "withhold",
    "exemptions": ("31(1)(a)",),
    "pit-for": ("People pay for it.", "Residents ask about it."),
    "pit-against": ("Tactics that are known stop working.",),
}


class TestAnswersOfSeveralPieces:
    def test_factors_are_rebuilt_whole(self) -> None:
        talk = Talk().give(WITHHELD)
        decision = compare(talk, {"Residents ask about it.": "Residents have asked about it."})
        assert said(decision) == ["compared"]
        take(talk)
        assert talk.case.value("pit-for", "31(1)(a)") == (
            "People pay for it.",
            "Residents have asked about it.",
        )

    def test_a_factor_added_in_the_list_is_one_more(self) -> None:
        talk = Talk().give(WITHHELD)
        found = list(edited(letter(talk), {}))
        at = next(no for no, line in enumerate(found) if line.text == "People pay for it.")
        found.insert(at + 1, Line("It is in the news.", "item"))
        drop(talk, shared(NAME))
        want(talk, Use.COMPARE)
        compared_now(talk, 1, tuple(found), letter(talk))
        take(talk)
        assert talk.case.value("pit-for", "31(1)(a)") == (
            "People pay for it.",
            "It is in the news.",
            "Residents ask about it.",
        )

    def test_a_cell_of_a_table_in_an_answer_is_changed_in_the_answer(self) -> None:
        talk = Talk()
        talk.choose("disclose")
        talk.answer("By year:\n\nYear\tFires\n2016\t3\n2017\t4")
        talk.answer(BASIS)
        talk.choose("no")
        decision = compare(talk, {"2017\t4": "2017\t5"})
        assert "2017 | 5" in quote(decision, "compared")
        take(talk)
        assert talk.case.words("answer", "1") == "By year:\n\nYear\tFires\n2016\t3\n2017\t5"

    def test_a_second_paragraph_stays_one(self) -> None:
        talk = Talk()
        talk.choose("disclose")
        talk.answer("We recorded 214.", "Of these 13 were on farms.")
        talk.answer(BASIS)
        talk.choose("no")
        compare(talk, {"Of these 13": "Of these 14"})
        take(talk)
        assert talk.case.words("answer", "1") == "We recorded 214.\n\nOf these 14 were on farms."


def test_every_notice_of_a_comparison_fits_into_a_message() -> None:
    talk = Talk().disclosed()
    decision = compare(talk, {ANSWER: "word " * 5_000})
    assert all(len(one.quote) < 6_000 for one in notices(decision) if isinstance(one, Notice))
