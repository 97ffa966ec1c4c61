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
from typing import Any

from slack_sdk import WebClient

from foi_bot.case import Case
from foi_bot.letter.tree import Letter
from store.outbox import Outgoing

COMPLETE = "files.completeUploadExternal"
BEGIN = "files.getUploadURLExternal"
LOOK = "files.info"

LOOKS = 10
"""How often the thread is looked at for the file before the rest goes on without it."""

NAMES = {"docx": "Word", "pdf": "PDF"}


@dataclass(frozen=True, slots=True)
class Done:
    """How far a file has come: `step` is what the next call must know."""

    step: dict[str, Any] = field(default_factory=dict)
    finished: bool = False
    ts: str | None = None
    wait: timedelta = timedelta(0)


def method_of(message: Outgoing) -> str:
    """The method that the next step calls."""
    match message.step.get("at"):
        case "begun" | "uploaded":
            return COMPLETE
        case "completed":
            return LOOK
        case _:
            return BEGIN


def next_step(client: WebClient, message: Outgoing, case: Case, letter: Letter) -> Done:
    """The next of the steps. Raises SlackApiError or OSError; then the step is tried again."""
    match message.step.get("at"):
        case "begun":
            _upload(message.step["url"], _bytes(message, letter))
            return Done({**message.step, "at": "uploaded"})
        case "uploaded":
            # After a lost reply the file may stand there already: completing twice shares it twice.
            if message.attempts and (ts := _shared(client, message)) is not None:
                return Done(finished=True, ts=ts)
            return _complete(client, message, case)
        case "completed":
            return _look(client, message)
        case _:
            return _begin(client, message, case, letter)


def _begin(client: WebClient, message: Outgoing, case: Case, letter: Letter) -> Done:
    content = _bytes(message, letter)
    name = _filename(message, case)
    answer = client.files_getUploadURLExternal(filename=name, length=len(content))
    return Done({"at": "begun", "url": answer["upload_url"], "file": answer["file_id"]})


def _upload(url: str, content: bytes) -> None:
    headers = {"Content-Type": "application/octet-stream"}
    request = urllib.request.Request(url, data=content, headers=headers, method="POST")
    with urllib.request.urlopen(request, timeout=30) as response:
        response.read()


def _complete(client: WebClient, message: Outgoing, case: Case) -> Done:
    title = f"{case.reference} draft {message.args['draft']} ({NAMES[message.view]})"
    client.files_completeUploadExternal(
        files=[{"id": message.step["file"], "title": title}],
        channel_id=message.channel,
        thread_ts=message.thread,
    )
    return Done({**message.step, "at": "completed", "looks": 0})


def _look(client: WebClient, message: Outgoing) -> Done:
    looks = int(message.step.get("looks") or 0)
    ts = _shared(client, message)
    if ts is not None or looks >= LOOKS:
        return Done(finished=True, ts=ts)
    return Done({**message.step, "looks": looks + 1}, wait=timedelta(seconds=1))


def _shared(client: WebClient, message: Outgoing) -> str | None:
    shares = client.files_info(file=message.step["file"])["file"].get("shares") or {}
    return _share(shares, message.channel)


def _share(shares: Any, channel: str) -> str | None:
    """The timestamp under which a file stands in a channel; Slack groups shares by privacy."""
    if isinstance(shares, dict):
        for kind in shares.values():
            for share in (kind.get(channel) or []) if isinstance(kind, dict) else []:
                if share.get("ts"):
                    return str(share["ts"])
    return None


def _bytes(message: Outgoing, letter: Letter) -> bytes:
    """The file. Both formats are written alike each time, so a step repeated sends the same."""
    if message.view == "docx":
        from foi_bot.letter import docx

        return docx.write(letter, {})
    from foi_bot.letter import pdf

    return pdf.write(letter, {})


def _filename(message: Outgoing, case: Case) -> str:
    safe = re.sub(r"[^A-Za-z0-9]+", "-", case.reference).strip("-")
    return f"{safe}-draft-{message.args['draft']}.{message.view}"
