"""What Slack is shown because of some facts: in which order, and never twice."""

from __future__ import annotations

from dataclasses import asdict

from foi_bot.case import Mark
from foi_bot.casework import deeds
from foi_bot.casework.decision import Button, Decided, Decision, Notice, words
from foi_bot.casework.outgoing import intents, still_needed
from tests.casework.talk import LEN, OLIVE, Talk


def shown(talk: Talk, decision: Decision) -> list[str]:
    """The names of what is to be shown because of a decision."""
    assert isinstance(decision, Decided)
    return [intent.name for intent in intents(talk.case, decision.facts, decision.notices)]


def test_an_answered_question_shrinks_before_the_next_is_put() -> None:
    talk = Talk()
    assert shown(talk, talk.choose("disclose")) == ["card", "question:1", "question:2"]


def test_the_thread_is_told_between_the_old_question_and_the_new() -> None:
    talk = Talk().disclosed()
    talk.do(deeds.React(LEN, 1, True, Mark.APPROVE, True, talk.tick()))
    talk.change("answer")
    told = shown(talk, talk.answer("We recorded 215."))
    assert told[0] == "card"
    notice = next(i for i, name in enumerate(told) if name.startswith("notice:"))
    assert told.index("question:5") < notice < told.index("draft:2:text:1")
    assert told[-1] == "draft:2:verdict"


def test_a_reply_costs_no_message() -> None:
    talk = Talk()
    talk.choose("disclose")
    decision = talk.do(deeds.Reply(OLIVE, talk.tick(), "We recorded 214."))
    assert shown(talk, decision) == []


def test_a_letter_is_its_pages_its_files_and_the_post_to_react_on() -> None:
    talk = Talk()
    talk.choose("disclose")
    talk.answer("We recorded 214.")
    talk.answer("From our crime records, drawn on 13 March 2018.")
    assert shown(talk, talk.choose("no")) == [
        "card",
        "question:4",
        "draft:1:text:1",
        "draft:1:file:docx",
        "draft:1:file:pdf",
        "draft:1:verdict",
    ]


def test_a_held_draft_shows_what_holds_it_and_not_the_letter() -> None:
    talk = Talk()
    talk.choose("disclose")
    talk.answer("We recorded [insert figure].")
    talk.answer("From our crime records, drawn on 13 March 2018.")
    assert shown(talk, talk.choose("no")) == ["card", "question:4", "draft:1:findings"]
    talk.change("answer")
    mended = shown(talk, talk.answer("We recorded 214."))
    assert "draft:1:findings" in mended
    assert "draft:1:verdict" not in mended
    assert mended[-1] == "draft:2:verdict"


def test_only_what_somebody_must_act_on_is_shown_again_when_it_is_deleted() -> None:
    talk = Talk()
    talk.choose("disclose")
    assert [name for name in ("card", "question:1", "question:2") if still_needed(talk.case, name)]
    assert not still_needed(talk.case, "question:1")
    assert not still_needed(talk.case, "notice:3:1")
    talk = Talk().disclosed()
    assert still_needed(talk.case, "draft:1:verdict")
    assert not still_needed(talk.case, "draft:1:findings")
    assert not still_needed(talk.case, "draft:1:text:1")
    talk.do(deeds.CloseCase(OLIVE, "Withdrawn.", talk.tick()))
    assert not still_needed(talk.case, "draft:1:verdict")


def test_a_notice_is_kept_whole() -> None:
    button = Button("keep-words", "deleted_keep", "1.000100", (("part", "2"),))
    notice = Notice(words("reply-deleted", officer="U01"), (button, button), "as it was typed")
    assert notice.told() == asdict(notice)
    assert Notice(words("words-kept")).told() == asdict(Notice(words("words-kept")))
