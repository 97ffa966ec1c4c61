"""Tokens that are wrong at the start or revoked in mid-case, and Slack out of reach."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from foi_bot import approval
from foi_bot.case import State
from foi_bot.settings import Settings
from foi_bot.slack import program as program_module
from foi_bot.slack.program import Program, WrongTokenError, run
from tests.slack.office import ANSWER, DISCLOSED, FoiOffice
from tests.slack_double import SlackDouble

METHODS = (
    "chat.postMessage",
    "chat.update",
    "chat.postEphemeral",
    "users.info",
    "conversations.members",
    "conversations.replies",
    "auth.test",
)


def settings(slack: SlackDouble, folder: Path, **changes: str) -> Settings:
    return Settings(
        SLACK_BOT_TOKEN=slack.bot_token,
        SLACK_APP_TOKEN="xapp-practice",
        SLACK_API_URL=slack.api_url,
        DATABASE_URL=f"sqlite:///{folder / 'foi.sqlite3'}",
    ).model_copy(update=changes)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program tries again at once where it would wait for seconds."""
    monkeypatch.setattr(program_module, "RETRY", (0.001,))


class TestAtTheStart:
    def test_a_wrong_bot_token_ends_the_program_with_a_line_that_names_it(
        self, slack: SlackDouble, tmp_path: Path
    ) -> None:
        program = Program(settings(slack, tmp_path, SLACK_BOT_TOKEN="xoxb-wrong"))
        with (
            slack.expecting("invalid_auth"),
            pytest.raises(WrongTokenError, match="does not accept SLACK_BOT_TOKEN"),
        ):
            program.start()
        program.stop()

    def test_a_wrong_app_token_ends_the_program_with_a_line_that_names_it(
        self, slack: SlackDouble, tmp_path: Path
    ) -> None:
        program = Program(settings(slack, tmp_path, SLACK_APP_TOKEN="xapp-wrong"))
        with (
            slack.expecting("invalid_auth"),
            pytest.raises(WrongTokenError, match="does not accept SLACK_APP_TOKEN"),
        ):
            program.start()
        program.stop()

    def test_an_attempt_that_failed_leaves_no_thread_behind(
        self, slack: SlackDouble, tmp_path: Path
    ) -> None:
        program = Program(settings(slack, tmp_path, SLACK_APP_TOKEN="xapp-wrong"))
        before = set(threading.enumerate())
        with slack.expecting("invalid_auth"), pytest.raises(WrongTokenError):
            program.start()
        program.stop()
        for thread in set(threading.enumerate()) - before:
            thread.join(timeout=5)
            assert not thread.is_alive(), thread.name

    def test_run_ends_with_1_where_a_token_is_wrong(
        self, slack: SlackDouble, tmp_path: Path
    ) -> None:
        with slack.expecting("invalid_auth"):
            assert run(Program(settings(slack, tmp_path, SLACK_BOT_TOKEN="xoxb-wrong"))) == 1

    @pytest.mark.usefixtures("impatient")
    def test_slack_out_of_reach_is_waited_for(self, slack: SlackDouble, tmp_path: Path) -> None:
        slack.faults.drop("auth.test", times=2)
        slack.faults.server_error("auth.test", times=2)
        program = Program(settings(slack, tmp_path))
        # The double speaks no Socket Mode: it refuses the app's token once it is back.
        with slack.expecting("not_allowed_token_type"), pytest.raises(WrongTokenError):
            program.start()
        program.stop()
        assert len(slack.calls_to("auth.test")) >= 5

    @pytest.mark.usefixtures("impatient")
    def test_a_program_that_waits_for_slack_can_be_stopped(
        self, slack: SlackDouble, tmp_path: Path
    ) -> None:
        slack.faults.outage()
        program = Program(settings(slack, tmp_path))
        starting = threading.Thread(target=program.start)
        starting.start()
        program.ask_to_stop()
        starting.join(timeout=10)
        assert not starting.is_alive()
        program.stop()

    def test_nothing_is_asked_of_slack_while_the_program_is_built(
        self, slack: SlackDouble, tmp_path: Path
    ) -> None:
        Program(settings(slack, tmp_path)).database.close()
        assert slack.calls == []


class TestInMidCase:
    @pytest.fixture
    def revoked(self, slack: SlackDouble, office: FoiOffice) -> FoiOffice:
        """A case whose letter is nearly written, and a token that is no longer good."""
        office.open_case()
        office.answer("disclose")
        for method in METHODS:
            slack.faults.refuse(method, "token_revoked", times=10_000)
        return office

    def test_what_people_do_is_kept_and_shown_when_the_token_is_mended(
        self, slack: SlackDouble, revoked: FoiOffice
    ) -> None:
        revoked.say(ANSWER)
        assert revoked.officer.click(revoked.question, "Next").status == 200
        revoked.settle(within=60)
        assert revoked.case.value("answer", "1") == ANSWER
        assert "Where does the answer" not in revoked.said()
        slack.faults.recover()
        revoked.settle()
        assert "Where does the answer" in revoked.said()
        revoked.answer_all(DISCLOSED)
        revoked.approve()
        assert approval.state(revoked.case) is State.APPROVED

    def test_whom_slack_no_longer_lets_us_look_up_is_not_acknowledged(
        self, slack: SlackDouble, revoked: FoiOffice
    ) -> None:
        slack.wait(301)
        assert revoked.officer.click(revoked.question, "Skip for now").status == 503
        revoked.say(ANSWER)
        assert {answer.status for answer in slack.deliveries[-1].answers} == {503}
        slack.faults.recover()
        slack.wait(300)
        assert [reply.text for reply in revoked.case.replies] == [ANSWER]

    def test_after_a_restart_without_a_good_token_nothing_is_acknowledged(
        self, slack: SlackDouble, revoked: FoiOffice
    ) -> None:
        revoked.restart()
        revoked.say(ANSWER)
        assert {answer.status for answer in slack.deliveries[-1].answers} == {503}
        slack.faults.recover()
        slack.wait(300)
        assert [reply.text for reply in revoked.case.replies] == [ANSWER]

    def test_what_slack_gave_up_on_is_found_by_catching_up(
        self, slack: SlackDouble, revoked: FoiOffice
    ) -> None:
        slack.wait(301)
        revoked.say(ANSWER)
        slack.wait(400)
        assert slack.deliveries[-1].lost
        slack.faults.recover()
        revoked.catch_up()
        assert [reply.text for reply in revoked.case.replies] == [ANSWER]
