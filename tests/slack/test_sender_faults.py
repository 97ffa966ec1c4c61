"""What goes wrong between the program and Slack a second time, while the first is being mended."""

from __future__ import annotations

import pytest

from tests.slack.office import DISCLOSED, FoiOffice
from tests.slack_double import SlackDouble

POST, UPDATE, REPLIES = "chat.postMessage", "chat.update", "conversations.replies"
COMPLETE, LOOK = "files.completeUploadExternal", "files.info"
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
