"""What goes wrong between the program and Slack a second time, while the first is being mended."""

from __future__ import annotations

import json
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from foi_bot import approval, logs
from foi_bot.case import State
from foi_bot.casework.outgoing import question
from foi_bot.interview.questions import wordings
from foi_bot.law.act import whole_part
from foi_bot.law.working_days import uk
from foi_bot.slack import program
from foi_bot.slack.words import sentences
from store import audit, outbox
from store.lists import list_without_pack
from tests.slack.conftest import NewOffice
from tests.slack.office import ANSWER, DISCLOSED, FoiOffice
from tests.slack_double import SlackDouble

POST, UPDATE, REPLIES = "chat.postMessage", "chat.update", "conversations.replies"
BEGIN, COMPLETE, LOOK = "files.getUploadURLExternal", "files.completeUploadExternal", "files.info"
FILES = ["FOI2018-00001-draft-1.docx", "FOI2018-00001-draft-1.pdf"]


def almost(office: FoiOffice) -> None:
    """A case with one question left before its letter."""
    office.open_case()
    for value in list(DISCLOSED.values())[:-1]:
        office.answer(value)


def shared(office: FoiOffice) -> list[str]:
    """The names of the files in the thread, each as often as it stands there."""
    files = office.slack.workspace.files
    return [files[id_].name for m in office.thread.messages for id_ in m.file_ids]


def lose_the_pack(office: FoiOffice) -> None:
    """Every case there is belongs to a house pack that is not installed."""
    with office.program.database.writing() as connection:
        connection.exec_driver_sql("UPDATE foi_case SET house = 'gone'")


class TestAFileWhoseLastReplyWasLost:
    @pytest.mark.parametrize(
        "code", ["token_revoked", "ratelimited", "internal_error", "missing_scope"]
    )
    def test_is_looked_for_again_where_slack_refuses_the_look(
        self, slack: SlackDouble, office: FoiOffice, code: str
    ) -> None:
        almost(office)
        slack.faults.lose_reply(COMPLETE)
        slack.faults.refuse(LOOK, code)
        office.answer("no")
        assert shared(office) == FILES

    @pytest.mark.parametrize("harm", ["rate_limit", "server_error", "drop"])
    def test_is_looked_for_until_slack_answers(
        self, slack: SlackDouble, office: FoiOffice, harm: str
    ) -> None:
        almost(office)
        slack.faults.lose_reply(COMPLETE)
        getattr(slack.faults, harm)(LOOK, times=6)
        office.answer("no")
        assert shared(office) == FILES


def test_a_completed_file_is_not_begun_again_however_often_its_place_cannot_be_seen(
    slack: SlackDouble, office: FoiOffice
) -> None:
    almost(office)
    slack.faults.server_error(LOOK, times=9)
    office.answer("no")
    assert shared(office) == FILES


class TestCatchingUp:
    def test_a_case_whose_house_pack_is_gone_does_not_hide_what_was_missed_in_another(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        lose_the_pack(office)
        office.open_case("How many cars are there?")
        office.answer("disclose")
        slack.drop_next()
        office.say(ANSWER)
        office.catch_up()
        assert [reply.text for reply in office.case.replies] == [ANSWER]

    def test_the_open_cases_whose_house_pack_is_gone_are_named_at_the_start(
        self, office: FoiOffice, capsys: pytest.CaptureFixture[str]
    ) -> None:
        reference = office.open_case().reference
        lose_the_pack(office)
        with office.program.database.reading() as connection:
            lost = list_without_pack(connection, office.program.houses)
        assert lost == ((reference, "gone"),)
        logs.configure("ERROR")
        try:
            office.restart()
        finally:
            logs.configure("CRITICAL")
        (line,) = capsys.readouterr().err.splitlines()
        assert (json.loads(line)["case"], json.loads(line)["house"]) == (reference, "gone")

    def test_one_message_that_cannot_be_heard_does_not_hide_the_next(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        office.answer("disclose")
        slack.drop_next(2)
        office.say("First words.", "Second words.")
        slack.wait(400)
        slack.faults.refuse("users.info", "internal_error")
        office.catch_up()
        assert [reply.text for reply in office.case.replies] == ["Second words."]
        office.catch_up()
        assert [reply.text for reply in office.case.replies] == ["First words.", "Second words."]

    def test_says_nothing_quietly_a_second_time(self, office: FoiOffice) -> None:
        office.open_case()
        office.say("I will do this later.")
        office.settle()
        told = len(office.officer.ephemerals)
        office.catch_up()
        assert len(office.officer.ephemerals) == told == 1

    def test_takes_nobodys_mark_away_whom_slack_just_does_not_name(
        self, office: FoiOffice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        office.drafted()
        office.approve()
        whole = type(office.program.desk.client).conversations_replies

        def cut(client: WebClient, **arguments: Any) -> SlackResponse:
            page = whole(client, **arguments)
            for message in page["messages"]:
                for reaction in message.get("reactions") or ():
                    reaction["users"] = []
            return page

        monkeypatch.setattr(type(office.program.desk.client), "conversations_replies", cut)
        office.catch_up()
        assert approval.state(office.case) is State.APPROVED


def test_the_chores_go_on_after_whatever_goes_wrong(
    office: FoiOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catching up and anchoring fail for a reason that nobody thought of: keys are forgotten."""
    office.open_case()
    program_ = office.program
    monkeypatch.setattr(program, "catch_up", broken)
    monkeypatch.setattr(audit, "anchor", broken)
    office.slack.wait(8 * 86_400)
    program_.every_hour()
    with program_.database.reading() as connection:
        left = connection.exec_driver_sql("SELECT count(*) FROM delivery").scalar_one()
    assert left == 0


def test_a_connection_that_fails_for_any_reason_is_tried_again(
    office: FoiOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """slack_sdk raises a bare Exception where a proxy refuses."""
    program_ = office.program
    monkeypatch.setattr(program, "RETRY", (0.0,))
    tries: list[int] = []

    def connect() -> None:
        tries.append(1)
        if len(tries) == 3:
            program_.ask_to_stop()
        raise Exception("Failed to connect to the proxy")

    monkeypatch.setattr(program_.receiver, "open", connect)
    program_.start()
    assert len(tries) == 3


def broken(*_: object) -> None:
    """Fails in a way of its own."""
    raise ZeroDivisionError


def ask(office: FoiOffice) -> None:
    """Press the button after which "What is the answer?" is asked."""
    office.officer.choose(office.question, "choose_from", "disclose")
    office.settle()


class TestAMarkThatWasRefused:
    @pytest.fixture
    def refused(self, new_office: NewOffice) -> FoiOffice:
        """A draft with the tick of whoever wrote its answers, who then may approve after all."""
        office = new_office(approval={"approvers": ["U01OFFICER"]})
        office.drafted()
        office.approve(by=office.officer)
        office.officer.click(office.verdict, "Nobody else can approve")
        office.officer.submit(values={"reason": "There are two of us."})
        office.settle()
        return office

    @pytest.mark.parametrize("days", [0, 8])
    def test_does_not_come_to_count_by_catching_up(self, refused: FoiOffice, days: int) -> None:
        refused.slack.wait(days * 86_400)
        refused.program.tidy()
        refused.catch_up()
        assert approval.state(refused.case) is not State.APPROVED

    def test_counts_once_it_is_made_anew(self, refused: FoiOffice) -> None:
        refused.officer.unreact(refused.verdict, "white_check_mark")
        refused.approve(by=refused.officer)
        assert approval.state(refused.case) is State.APPROVED
        refused.catch_up()
        assert approval.state(refused.case) is State.APPROVED

    def test_counts_where_all_we_heard_of_its_making_anew_is_that_it_was_taken_away(
        self, refused: FoiOffice
    ) -> None:
        refused.officer.unreact(refused.verdict, "white_check_mark")
        refused.slack.drop_next()
        refused.approve(by=refused.officer)
        refused.catch_up()
        assert approval.state(refused.case) is State.APPROVED

    def test_that_was_taken_away_unheard_is_forgotten(self, refused: FoiOffice) -> None:
        refused.slack.drop_next()
        refused.officer.unreact(refused.verdict, "white_check_mark")
        refused.catch_up()
        refused.slack.drop_next()
        refused.approve(by=refused.officer)
        refused.catch_up()
        assert approval.state(refused.case) is State.APPROVED


class TestAMessageThatSlackRefuses:
    @pytest.mark.parametrize("code", ["restricted_action", "is_archived"])
    def test_is_posted_once_somebody_has_mended_why(
        self, slack: SlackDouble, office: FoiOffice, code: str
    ) -> None:
        office.open_case()
        slack.faults.refuse(POST, code, times=3)
        ask(office)
        assert "What is the answer" in office.question.prose
        office.say(ANSWER)
        office.press("Next")
        assert office.case.value("answer", "1") == ANSWER

    def test_for_its_blocks_says_in_words_what_is_asked_and_where_to_go_on(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        slack.faults.refuse(POST, "invalid_blocks")
        ask(office)
        assert "What is the answer" in office.question.prose
        assert "All answers" in office.question.prose
        assert office.question.buttons == []
        office.say(ANSWER)
        assert [reply.text for reply in office.case.replies_to(office.asking.no)] == [ANSWER]

    def test_for_the_blocks_of_an_update_says_in_words_what_it_is_now(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        outcome = office.question
        slack.faults.refuse(UPDATE, "msg_blocks_too_long")
        ask(office)
        assert "Give the information" in outcome.prose
        assert outcome.buttons == []

    def test_for_good_is_tried_again_when_it_is_wanted_again(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.open_case()
        slack.faults.refuse(POST, "no_text", times=2)
        ask(office)
        assert "What is the answer" not in office.said()
        with office.program.database.writing() as connection:
            outbox.put(connection, office.case, [question(office.asking.no)], office.now())
        office.settle()
        assert "next" in [control.action_id for control in office.question.controls]


def test_files_that_a_workspace_takes_only_later_come_after_the_post_to_react_on(
    slack: SlackDouble, office: FoiOffice
) -> None:
    almost(office)
    slack.faults.refuse(BEGIN, "storage_limit_reached", times=4)
    office.answer("no")
    assert shared(office) == FILES
    assert office.verdict.ts < office.thread.messages[-1].ts


class TestWhatNobodyWaitsForAnyLonger:
    def test_a_question_that_was_never_shown_is_not_put_late(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        office.drafted()
        office.press("All answers", on=office.card)
        menu, before = office.officer.ephemerals[-1], len(office.thread.messages)
        change = {json.loads(c.value or "{}").get("key"): c for c in menu.controls if c.value}
        with slack.faults.during_outage():
            for key in ("answer@1", "basis@1"):
                office.officer.click(menu, change[key])
            office.settle(within=60)
        office.settle()
        assert office.asking.key.question == "basis"
        assert office.thread.last is office.question
        assert len(office.thread.messages) == before + 1

    def test_a_draft_that_was_replaced_before_it_was_shown_is_not_shown(
        self, slack: SlackDouble, office: FoiOffice
    ) -> None:
        almost(office)
        with slack.faults.during_outage():
            office.officer.click(office.question, "No, nobody could be")
            office.officer.edit(office.typed(ANSWER), ANSWER.replace("214", "215"))
            office.settle(within=60)
        office.settle()
        assert len(office.case.drafts) == 2
        assert "Draft 1" not in office.said()
        assert shared(office) == [name.replace("draft-1", "draft-2") for name in FILES]


def test_a_message_deleted_while_it_is_updated_is_shown_afresh(
    slack: SlackDouble, office: FoiOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deletion is heard between Slack's taking the update and our writing that down."""
    office.drafted()
    verdict, client = office.verdict, office.program.sender.client
    update = client.chat_update

    def and_delete(**arguments: Any) -> SlackResponse:
        answer = update(**arguments)
        if arguments["ts"] == verdict.ts:
            slack.workspace.delete(verdict)
            slack.post_office.deliver_due()
        return answer

    monkeypatch.setattr(client, "chat_update", and_delete)
    office.approve()
    assert office.verdict.ts > verdict.ts
    assert "approved" in office.verdict.prose


def test_what_is_read_once_is_read_before_anybody_waits_for_it() -> None:
    read_once = (uk, whole_part, wordings, sentences)
    for one in read_once:
        one.cache_clear()
    program.warm_up()
    assert [one.cache_info().currsize for one in read_once] == [1, 1, 1, 1]
