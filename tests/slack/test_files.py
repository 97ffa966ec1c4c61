"""A letter's files come into the thread in three steps, and each of them can be cut."""

from __future__ import annotations

import io

import pytest
from docx import Document
from pypdf import PdfReader

from tests.slack.office import DISCLOSED, FoiOffice
from tests.slack_double import SlackDouble

BEGIN, UPLOAD, COMPLETE, LOOK = (
    "files.getUploadURLExternal",
    "upload",
    "files.completeUploadExternal",
    "files.info",
)
NAMES = ["FOI2018-00001-draft-1.docx", "FOI2018-00001-draft-1.pdf"]


def _almost(office: FoiOffice) -> FoiOffice:
    """A case with one question left."""
    office.open_case()
    for value in list(DISCLOSED.values())[:-1]:
        office.answer(value)
    return office


def shared(office: FoiOffice) -> list[str]:
    """The names of the files in the thread, in order, each as often as it stands there."""
    files = office.slack.workspace.files
    return [files[id_].name for m in office.thread.messages for id_ in m.file_ids]


def _whole(office: FoiOffice) -> None:
    """Both files stand there once, can be read, and the last post comes after them."""
    assert shared(office) == NAMES
    docx, pdf = (office.files()[name] for name in NAMES)
    assert "FOI2018/00001" in "\n".join(p.text for p in Document(io.BytesIO(docx)).paragraphs)
    assert "FOI2018/00001" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "ready for approval" in office.thread.last.prose


def test_the_letter_its_files_and_the_post_to_react_on_stand_in_this_order(
    office: FoiOffice,
) -> None:
    _almost(office).answer("no")
    _whole(office)
    page, *files, verdict = office.thread.messages[-4:]
    assert page.text.startswith("Draft 1, page 1 of 1")
    assert [len(message.file_ids) for message in files] == [1, 1]
    assert verdict is office.verdict


@pytest.mark.parametrize("harm", ["drop", "lose_reply", "server_error", "rate_limit"])
@pytest.mark.parametrize("step", [BEGIN, UPLOAD, COMPLETE, LOOK])
def test_a_step_that_is_cut_leaves_each_file_there_once(
    slack: SlackDouble, office: FoiOffice, step: str, harm: str
) -> None:
    slack.permit(*(("file_not_found",) if step == COMPLETE else ()))
    _almost(office)
    getattr(slack.faults, harm)(step)
    office.answer("no")
    _whole(office)


def test_a_file_that_slack_takes_long_to_share_holds_back_what_comes_after_it(
    slack: SlackDouble, office: FoiOffice
) -> None:
    slack.workspace.share_delay = 4
    _almost(office).answer("no")
    _whole(office)


def test_a_file_that_slack_never_shows_does_not_hold_back_the_approval(
    slack: SlackDouble, office: FoiOffice
) -> None:
    slack.workspace.share_delay = 86_400
    _almost(office).answer("no")
    assert "ready for approval" in office.thread.last.prose


def test_an_upload_that_fails_again_and_again_begins_afresh(
    slack: SlackDouble, office: FoiOffice
) -> None:
    _almost(office)
    slack.faults.server_error(UPLOAD, times=5)
    office.answer("no")
    _whole(office)
    assert len(slack.calls_to(BEGIN)) > 2


def test_an_upload_that_slack_has_forgotten_begins_afresh(
    slack: SlackDouble, office: FoiOffice
) -> None:
    _almost(office)
    slack.faults.refuse(COMPLETE, "file_not_found")
    office.answer("no")
    _whole(office)


def test_a_workspace_without_file_uploads_still_approves_letters(
    slack: SlackDouble, office: FoiOffice
) -> None:
    _almost(office)
    slack.faults.refuse(BEGIN, "file_uploads_disabled", times=99)
    office.answer("no")
    assert shared(office) == []
    assert "ready for approval" in office.thread.last.prose


def test_a_file_that_is_deleted_while_slack_shares_it_is_not_waited_for(
    slack: SlackDouble, office: FoiOffice
) -> None:
    slack.workspace.share_delay = 5
    _almost(office)
    slack.faults.refuse(LOOK, "file_deleted")
    office.answer("no")
    assert "ready for approval" in office.thread.last.prose
