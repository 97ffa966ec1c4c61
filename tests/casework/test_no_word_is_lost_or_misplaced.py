"""Whose words count, and for which question: decided from each message's own timestamp."""

from __future__ import annotations

from dataclasses import replace

from foi_bot.case import Case, Key, Mark, Place
from foi_bot.casework import deeds
from foi_bot.casework.decision import Decided, Refused
from tests.casework.talk import GUEST, LEN, OLIVE, Talk


def asked_for_the_answer() -> Talk:
    talk = Talk()
    talk.choose("disclose")
    assert talk.asking.key == Key("answer", "1")
    return talk


def test_replies_are_gathered_until_next_one_paragraph_each() -> None:
    talk = asked_for_the_answer()
    talk.answer("We recorded 214.", "In 2016 it was 198.")
    assert talk.case.value("answer", "1") == "We recorded 214.\n\nIn 2016 it was 198."


def test_a_late_reply_to_a_skipped_question_counts_where_the_question_is_put_again() -> None:
    talk = asked_for_the_answer()
    sent = talk.tick()
    talk.skip()
    for _ in range(2):
        talk.skip()
    assert talk.asking.key == Key("answer", "1")
    talk.reply("We recorded 214.", ts=sent)
    talk.next()
    assert talk.case.value("answer", "1") == "We recorded 214."


def test_what_the_box_saved_is_the_whole_answer_and_later_edits_of_replies_change_nothing() -> None:
    talk = asked_for_the_answer()
    sent = talk.reply("We recorded 214.")
    talk.choose("We recorded 214 offences.")
    assert talk.case.value("answer", "1") == "We recorded 214 offences."
    talk.do(deeds.EditReply(OLIVE, sent, "We recorded 999.", talk.tick()))
    assert talk.case.value("answer", "1") == "We recorded 214 offences."


def test_words_typed_while_an_answer_was_kept_as_it_is_do_not_come_back_later() -> None:
    talk = Talk().disclosed()
    talk.change("answer")
    talk.reply("Is that right? I will ask.")
    kept = talk.skip()
    assert isinstance(kept, Decided)
    assert kept.quiet is not None
    talk.change("answer")
    talk.answer("We recorded 215.")
    assert talk.case.value("answer", "1") == "We recorded 215."


def test_what_is_typed_to_a_question_that_is_left_comes_along_when_it_is_put_again() -> None:
    talk = asked_for_the_answer()
    talk.reply("We recorded 214.")
    talk.do(deeds.Back(OLIVE, talk.asking.no, talk.tick()))
    talk.choose("disclose")
    assert talk.asking.key == Key("answer", "1")
    talk.next()
    assert talk.case.value("answer", "1") == "We recorded 214."


def test_remarks_after_the_draft_are_discussion_even_when_a_question_is_put_later() -> None:
    talk = Talk().disclosed()
    for _ in range(5):
        talk.tick()
    sent = talk.tick()
    for _ in range(5):
        talk.tick()
    talk.change("basis")
    late = talk.do(deeds.Reply(OLIVE, sent, "Looks good to me."))
    assert late == Decided()


def test_a_reply_between_two_questions_is_not_guessed_at() -> None:
    talk = asked_for_the_answer()
    talk.answer("We recorded 214.")
    posted = talk.asking.posted
    assert posted is not None
    between = f"{int(posted.split('.')[0])}.000000"
    talk.case = _posted_later(talk)
    told = talk.do(deeds.Reply(OLIVE, between, "And 198 in 2016."))
    assert isinstance(told, Decided)
    assert [button.label for button in told.notices[0].buttons] == [
        "place-before",
        "place-open",
        "place-discussion",
    ]
    assert talk.case.replies[-1].place is Place.UNPLACED


def _posted_later(talk: Talk) -> Case:
    later = talk.tick()
    open_ = talk.asking
    return replace(
        talk.case,
        askings=tuple(
            replace(a, posted=later) if a.no == open_.no else a for a in talk.case.askings
        ),
    )


def test_whoever_was_taken_over_from_cannot_change_an_answer_by_editing_an_old_message() -> None:
    talk = asked_for_the_answer()
    sent = talk.reply("We recorded 214.")
    talk.next()
    talk.do(deeds.TakeOver(LEN, OLIVE.id, talk.tick()))
    told = talk.do(deeds.EditReply(OLIVE, sent, "We recorded 999.", talk.tick()))
    assert isinstance(told, Decided)
    assert told.facts == ()
    assert told.quiet is not None
    assert talk.case.value("answer", "1") == "We recorded 214."


def test_an_officer_who_has_become_a_guest_cannot_change_an_answer_either() -> None:
    talk = asked_for_the_answer()
    sent = talk.reply("We recorded 214.")
    talk.next()
    talk.do(deeds.EditReply(GUEST, sent, "We recorded 999.", talk.tick()))
    assert talk.case.value("answer", "1") == "We recorded 214."


def test_a_space_and_two_strokes_make_a_reply_discussion_and_taking_them_away_an_answer() -> None:
    talk = asked_for_the_answer()
    sent = talk.reply("We recorded 214.")
    talk.do(deeds.EditReply(OLIVE, sent, " // We recorded 214.", talk.tick()))
    assert isinstance(talk.next(), Refused)
    talk.do(deeds.EditReply(OLIVE, sent, "We recorded 214.", talk.tick()))
    talk.next()
    assert talk.case.value("answer", "1") == "We recorded 214."


def test_a_draft_whose_answer_was_taken_back_cannot_be_approved() -> None:
    talk = Talk().disclosed()
    talk.change("outcome")
    talk.choose("ncnd")
    refused = talk.do(deeds.React(LEN, 1, True, Mark.APPROVE, True, talk.tick()))
    assert isinstance(refused, Refused)
    assert refused.why.name == "being-changed"


def test_only_the_officer_closes_a_case() -> None:
    talk = Talk()
    refused = talk.do(deeds.CloseCase(LEN, "Withdrawn.", talk.tick()))
    assert isinstance(refused, Refused)
    assert talk.case.closure is None
