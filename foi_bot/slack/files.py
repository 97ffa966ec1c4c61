"""Bringing a letter's file into the thread: three calls, each stored before the next, and then its
place in the thread (Slack, "Working with files": getUploadURLExternal, the upload,
completeUploadExternal). Slack shares a file some time after the last call; what comes after it in
the thread waits until it stands there.
"""

from __future__ import annotations

import re
import urllib.request
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from foi_bot.case import Case
from foi_bot.letter.stationery import Stationery
from foi_bot.letter.tree import Letter
from foi_bot.slack.pace import REPLIES
from store.outbox import Outgoing

BEGIN = "files.getUploadURLExternal"
UPLOAD = "the upload"
"""Goes to the address that Slack gave, and is no Web API method."""
COMPLETE = "files.completeUploadExternal"
LOOK = "files.info"

LOOKS = 10
"""How often the thread is looked at for the file before the rest goes on without it."""

GONE = frozenset({"file_not_found", "file_deleted"})

NAMES = {"docx": "Word", "pdf": "PDF"}


@dataclass(frozen=True, slots=True)
class Done:
    """How far a file has come: `step` is what the next call must know."""

    step: dict[str, Any] = field(default_factory=dict)
    finished: bool = False
    ts: str | None = None
    wait: timedelta = timedelta(0)


def method_of(message: Outgoing) -> str:
    """What the next step calls. `completing` is kept before the file is completed: where no answer
    to that was ever stored, it is looked for instead of being completed twice. `lost` is a file of
    which not even the id is known: the database was put back to before it was begun."""
    match message.step.get("at"):
        case "begun":
            return UPLOAD
        case "uploaded":
            return COMPLETE
        case "completing" | "completed":
            return LOOK
        case "lost":
            return REPLIES
        case _:
            return BEGIN


def next_step(
    client: WebClient, message: Outgoing, method: str, case: Case, letter: Letter
) -> Done:
    """Take the step of this method. Raises SlackApiError or OSError; then it is tried again."""
    if method == BEGIN:
        return _begin(client, message, case, letter)
    if method == UPLOAD:
        _upload(message.step["url"], _bytes(message.view, letter, case.house.stationery))
        return Done({**message.step, "at": "uploaded"})
    if method == COMPLETE:
        return _complete(client, message, case)
    if method == REPLIES:
        return _find(client, message, case)
    return _look(client, message)


def _begin(client: WebClient, message: Outgoing, case: Case, letter: Letter) -> Done:
    content = _bytes(message.view, letter, case.house.stationery)
    name = _filename(message, case)
    answer = client.files_getUploadURLExternal(filename=name, length=len(content))
    return Done({"at": "begun", "url": answer["upload_url"], "file": answer["file_id"]})


def _upload(url: str, content: bytes) -> None:
    headers = {"Content-Type": "application/octet-stream"}
    request = urllib.request.Request(url, data=content, headers=headers, method="POST")
    with urllib.request.urlopen(request, timeout=30) as response:
        response.read()


def _complete(client: WebClient, message: Outgoing, case: Case) -> Done:
    client.files_completeUploadExternal(
        files=[{"id": message.step["file"], "title": _title(message, case)}],
        channel_id=message.channel,
        thread_ts=message.thread,
    )
    return Done({"at": "completed", "file": message.step["file"], "looks": 0})


def _find(client: WebClient, message: Outgoing, case: Case) -> Done:
    """Look through the thread for a file of this title: one that a person uploads has another."""
    cursor = ""
    while True:
        page = client.conversations_replies(
            channel=message.channel, ts=message.thread or "", limit=200, cursor=cursor
        )
        for one in page["messages"]:
            if any(file.get("title") == _title(message, case) for file in one.get("files") or ()):
                return Done(finished=True, ts=str(one["ts"]))
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return Done()


def _look(client: WebClient, message: Outgoing) -> Done:
    completing = message.step.get("at") == "completing"
    try:
        shares = client.files_info(file=message.step["file"])["file"].get("shares") or {}
    except SlackApiError as refused:
        if refused.response.get("error") not in GONE:
            raise
        # Not completed after all; or completed, and deleted by somebody since.
        again = {"at": "uploaded", "file": message.step["file"]}
        return Done(again) if completing else Done(finished=True)
    ts = _share(shares, message.channel)
    looks = int(message.step.get("looks") or 0)
    if ts is not None or looks >= LOOKS:
        return Done(finished=True, ts=ts)
    step = {"at": "completed", "file": message.step["file"], "looks": looks + 1}
    return Done(step, wait=timedelta(seconds=1))


def _share(shares: Any, channel: str) -> str | None:
    """The timestamp under which a file stands in a channel; Slack groups shares by privacy."""
    if isinstance(shares, dict):
        for kind in shares.values():
            for share in (kind.get(channel) or []) if isinstance(kind, dict) else []:
                if share.get("ts"):
                    return str(share["ts"])
    return None


@lru_cache(maxsize=4)
def _bytes(kind: str, letter: Letter, stationery: Stationery) -> bytes:
    """The file. Its length is announced in one step and it is sent in the next: written once where
    both are taken in one go. Both formats are written alike each time, so after a restart a step
    repeated sends the same."""
    if kind == "docx":
        from foi_bot.letter import docx

        return docx.write(letter, {}, stationery)
    from foi_bot.letter import pdf

    return pdf.write(letter, {}, stationery)


def _title(message: Outgoing, case: Case) -> str:
    return f"{case.reference} draft {message.args['draft']} ({NAMES[message.view]})"


def _filename(message: Outgoing, case: Case) -> str:
    safe = re.sub(r"[^A-Za-z0-9]+", "-", case.reference).strip("-")
    return f"{safe}-draft-{message.args['draft']}.{message.view}"
