"""Deleting a message: what becomes of its words is never decided silently."""

from __future__ import annotations

from itertools import permutations

import pytest

from foi_bot.case import Place
from foi_bot.casework import deeds
from foi_bot.casework.decision import Decided
from tests.casework.talk import LEN, OLIVE, Talk
from tests.casework.test_answering import kinds, why

WORDS = "We recorded 214."


def asked() -> Talk:
    talk = Talk()
    talk.choose("disclose")
    return talk


def delete(talk: Talk, ts: str, text: str = WORDS) -> Decided:
    decided = talk.do(deeds.DeleteReply(OLIVE, ts, text))
    assert isinstance(decided, Decided)
    return decided


def test_words_in_an_answer_stay_until_the_officer_says() -> None:
    talk = asked()
    sent = talk.reply(WORDS)
    talk.next()
    told = delete(talk, sent)
    assert [notice.words.name for notice in told.notices] == ["reply-deleted"]
    assert told.notices[0].quote == WORDS
    assert talk.case.value("answer", "1") == WORDS


def test_words_that_an_answer_no_longer_holds_are_let_go_without_a_question() -> None:
    talk = asked()
    sent = talk.reply(WORDS)
    talk.next()
    talk.change("answer")
    talk.choose("Something else.")
    assert delete(talk, sent).notices == ()
    assert talk.case.value("answer", "1") == "Something else."


def test_what_was_never_part_of_the_case_is_nobodys_business() -> None:
    talk = asked()
    assert delete(talk, talk.tick(), "// a joke") == Decided()
    by_len = talk.do(deeds.DeleteReply(LEN, talk.tick(), "A colleague's."))
    assert by_len == Decided()


def test_keeping_or_removing_is_settled_once() -> None:
    talk = asked()
    sent = talk.reply(WORDS)
    talk.next()
    delete(talk, sent)
    assert "Reopened" in kinds(talk.do(deeds.KeepDeleted(OLIVE, sent, False, talk.tick())))
    assert why(talk.do(deeds.KeepDeleted(OLIVE, sent, True, talk.tick()))) == "already-settled"
    assert talk.case.value("answer", "1") is None


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_message_edit_and_deletion_in_any_order_come_to_the_same(order: tuple[int, ...]) -> None:
    talk = asked()
    sent, edited = talk.tick(), talk.tick()
    brought = (
        deeds.Reply(OLIVE, sent, WORDS),
        deeds.EditReply(OLIVE, sent, "We recorded 215.", edited),
        deeds.DeleteReply(OLIVE, sent, "We recorded 215.", edited),
    )
    notices = 0
    for i in order:
        decision = talk.do(brought[i])
        assert isinstance(decision, Decided)
        notices += len(decision.notices)
    (reply,) = talk.case.replies
    assert (reply.text, reply.place) == ("We recorded 215.", Place.DELETED)
    assert notices == 1
