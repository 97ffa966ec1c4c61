"""Files in three steps, and where their timestamp is found."""

import urllib.request
from urllib.error import HTTPError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack_double import SlackDouble

FOI = "C01FOI"


def announced(client: WebClient, content: bytes = b"letter") -> tuple[str, str]:
    answer = client.files_getUploadURLExternal(filename="letter.pdf", length=len(content))
    return str(answer["file_id"]), str(answer["upload_url"])


def posted(url: str, content: bytes = b"letter") -> None:
    with urllib.request.urlopen(urllib.request.Request(url, data=content, method="POST")):
        pass


def test_a_file_goes_in_three_steps_and_appears_in_the_thread(
    slack: SlackDouble, client: WebClient
) -> None:
    card = slack.person("U01OFFICER").say("Card")
    file_id, url = announced(client)
    posted(url)
    answer = client.files_completeUploadExternal(
        files=[{"id": file_id, "title": "Letter"}], channel_id=FOI, thread_ts=card.ts
    )
    assert answer["files"][0]["shares"] == {}
    share = client.files_info(file=file_id)["file"]["shares"]["public"][FOI][0]
    assert share["thread_ts"] == card.ts
    message = client.conversations_replies(channel=FOI, ts=card.ts)["messages"][1]
    assert (message["ts"], message["subtype"]) == (share["ts"], "file_share")
    assert message["files"][0]["title"] == "Letter"
    assert slack.file("letter.pdf").content == b"letter"


def test_the_sdks_own_upload_works(slack: SlackDouble, client: WebClient) -> None:
    client.files_upload_v2(
        channel=FOI, filename="a.csv", content="1,2", title="Log", initial_comment="See"
    )
    assert slack.file("a.csv").content == b"1,2"
    assert slack.message("See").file_ids


def test_a_share_can_take_its_time(slack: SlackDouble, client: WebClient) -> None:
    slack.workspace.share_delay = 5
    client.files_upload_v2(channel=FOI, filename="a.csv", content="1,2")
    assert slack.messages() == []
    slack.wait(5)
    assert len(slack.messages()) == 1


def test_a_file_without_its_bytes_cannot_be_shared(slack: SlackDouble, client: WebClient) -> None:
    file_id, _ = announced(client)
    with slack.expecting("file_not_found"), pytest.raises(SlackApiError):
        client.files_completeUploadExternal(files=[{"id": file_id}], channel_id=FOI)


def test_an_upload_is_completed_once(slack: SlackDouble, client: WebClient) -> None:
    file_id, url = announced(client)
    posted(url)
    client.files_completeUploadExternal(files=[{"id": file_id}], channel_id=FOI)
    with slack.expecting("file_not_found"), pytest.raises(SlackApiError):
        client.files_completeUploadExternal(files=[{"id": file_id}], channel_id=FOI)


def test_the_announced_length_is_kept_to(slack: SlackDouble, client: WebClient) -> None:
    _, url = announced(client, b"letter")
    with slack.expecting("file_length_mismatch"), pytest.raises(HTTPError):
        posted(url, b"another letter")


def test_an_empty_file_is_refused(slack: SlackDouble, client: WebClient) -> None:
    with slack.expecting("missing_argument"), pytest.raises(SlackApiError):
        client.files_getUploadURLExternal(filename="a.txt", length=0)


def test_a_file_shared_nowhere_stays_private(client: WebClient) -> None:
    file_id, url = announced(client)
    posted(url)
    client.files_completeUploadExternal(files=[{"id": file_id}])
    assert client.files_info(file=file_id)["file"]["shares"] == {}


def test_a_file_in_a_direct_message_is_private(slack: SlackDouble, client: WebClient) -> None:
    room = client.conversations_open(users="U01OFFICER")["channel"]["id"]
    client.files_upload_v2(channel=room, filename="final.pdf", content="x")
    file = slack.file("final.pdf")
    assert list(client.files_info(file=file.id)["file"]["shares"]) == ["private"]


def test_bytes_are_fetched_with_the_token_alone(slack: SlackDouble, client: WebClient) -> None:
    officer = slack.person("U01OFFICER")
    message = officer.upload("request.txt", b"How many?", comment="Came today")
    url = client.files_info(file=message.file_ids[0])["file"]["url_private"]
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {slack.bot_token}"})
    with urllib.request.urlopen(request) as answer:
        assert answer.read() == b"How many?"
    with pytest.raises(HTTPError):
        urllib.request.urlopen(url)


def test_a_deleted_file_leaves_its_message_with_a_tombstone(
    slack: SlackDouble, client: WebClient
) -> None:
    client.files_upload_v2(channel=FOI, filename="a.csv", content="1,2")
    file_id = slack.file("a.csv").id
    client.files_delete(file=file_id)
    (message,) = client.conversations_history(channel=FOI)["messages"]
    assert message["files"] == [{"id": file_id, "mode": "tombstone"}]
    with slack.expecting("file_deleted"), pytest.raises(SlackApiError):
        client.files_info(file=file_id)


def test_the_bot_deletes_no_file_of_anybody_elses(slack: SlackDouble, client: WebClient) -> None:
    message = slack.person("U01OFFICER").upload("request.txt", b"x")
    with slack.expecting("cant_delete_file"), pytest.raises(SlackApiError):
        client.files_delete(file=message.file_ids[0])
