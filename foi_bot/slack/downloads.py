"""Fetching a file that somebody shared (Slack, "Working with files": `url_private_download` wants
the bot's token, and the scope files:read).

Without the scope Slack does not refuse: it leads to its sign-in page, which must never be taken for
the file. The token goes to Slack's own host alone.
"""

from __future__ import annotations

import time
import urllib.request
from datetime import UTC, datetime
from email.message import Message as Headers
from http.client import HTTPException, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from foi_bot.casework.deeds import SharedFile
from foi_bot.reading.names import size_in_words
from foi_bot.slack.retry_after import retry_after
from foi_bot.slack.words import say

SECONDS = 60.0
"""A file that takes longer is tried again later."""
SILENT = 15.0
"""Seconds that Slack may keep still in between."""
PIECE = 256 * 1024

_ELSEWHERE = frozenset({"external", "quip", "canvas", "list", "space", "post"})
"""The modes of files that are no bytes of their own (Slack, "File object")."""
_GONE = frozenset({"file_not_found", "file_deleted", "not_visible"})
_NOT_ALLOWED = frozenset({"missing_scope", "no_permission", "access_denied"})


class CannotFetchError(Exception):
    """A file cannot be had, and trying again would change nothing. `str` says why and what to do,
    for the officer."""


class NotNowError(Exception):
    """A file cannot be had now. `wait` is how many seconds Slack asks us to stay away."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


def shared_files(message: dict[str, Any]) -> tuple[SharedFile, ...]:
    """The files that a message carries. Of people in another organisation's channel Slack gives
    only the id (`file_access`: check_file_info)."""
    return tuple(
        SharedFile(
            id=str(file["id"]),
            name=str(file.get("name") or file.get("title") or file["id"]),
            size=_size(file.get("size")),
            elsewhere=_is_elsewhere(file),
            gone=file.get("mode") == "tombstone",
        )
        for file in message.get("files") or ()
        if file.get("id")
    )


def _size(value: object) -> int | None:
    """Bytes, where Slack says how many: a larger number is none, and no database could hold it."""
    return value if isinstance(value, int) and 0 <= value < 2**53 else None


def download(client: WebClient, file: str, largest: int) -> bytes:
    """The bytes of the file with this id, at most `largest` of them. Raises CannotFetchError, and
    NotNowError for what may pass."""
    told = _info(client, file)
    if told.get("mode") == "tombstone":
        raise CannotFetchError(say("fetch-gone"))
    if told.get("mode") == "hidden_by_limit":
        raise CannotFetchError(say("fetch-hidden"))
    if _is_elsewhere(told):
        raise CannotFetchError(say("fetch-elsewhere"))
    size = told.get("size")
    if isinstance(size, int):
        _check_size(size, largest)
    url = str(told.get("url_private_download") or told.get("url_private") or "")
    if not _is_slacks(url, client.base_url):
        raise CannotFetchError(say("fetch-elsewhere"))
    content = _bytes(url, str(client.token), largest, is_page=told.get("mimetype") == "text/html")
    _check_size(len(content), largest)
    return content


def _info(client: WebClient, file: str) -> dict[str, Any]:
    try:
        found = client.files_info(file=file)["file"]
    except SlackApiError as refused:
        code = str(refused.response.get("error"))
        if code in _GONE:
            raise CannotFetchError(say("fetch-gone")) from refused
        if code in _NOT_ALLOWED:
            raise CannotFetchError(say("fetch-not-allowed")) from refused
        raise NotNowError(code, _retry_after(refused.response.headers)) from refused
    except (OSError, HTTPException) as unclear:
        raise NotNowError(type(unclear).__name__) from unclear
    return found if isinstance(found, dict) else {}


def _check_size(size: int, largest: int) -> None:
    if size == 0:
        raise CannotFetchError(say("fetch-empty"))
    if size > largest:
        most = size_in_words(largest)
        raise CannotFetchError(say("fetch-too-large", size=size_in_words(size), most=most))


def _bytes(url: str, token: str, largest: int, *, is_page: bool) -> bytes:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    try:
        with _OPENER.open(request, timeout=SILENT) as response:
            kind = str(response.headers.get("Content-Type") or "")
            if kind.startswith("text/html") and not is_page:
                raise CannotFetchError(say("fetch-not-allowed"))
            return _read(response, largest)
    except HTTPError as refused:
        if refused.code in (404, 410):
            raise CannotFetchError(say("fetch-gone")) from refused
        if refused.code < 429 and refused.code != 408:
            # A redirect leads to Slack's sign-in page, as 401 and 403 say in so many words.
            raise CannotFetchError(say("fetch-not-allowed")) from refused
        raise NotNowError(f"HTTP {refused.code}", _retry_after(refused.headers)) from refused
    except (OSError, HTTPException) as unclear:
        raise NotNowError(type(unclear).__name__) from unclear


def _read(response: HTTPResponse, largest: int) -> bytes:
    """What the response holds, and one byte more than is allowed at the most."""
    end = time.monotonic() + SECONDS
    pieces: list[bytes] = []
    left = largest + 1
    while left > 0 and (piece := response.read(min(PIECE, left))):
        pieces.append(piece)
        left -= len(piece)
        if time.monotonic() > end:
            raise NotNowError("too slow")
    if left > 0 and response.length:
        # http.client takes an answer that breaks off for the whole of it.
        raise NotNowError("cut off")
    return b"".join(pieces)


def _is_elsewhere(file: dict[str, Any]) -> bool:
    return bool(file.get("is_external")) or file.get("mode") in _ELSEWHERE


def _is_slacks(url: str, api: str) -> bool:
    """Whether an address is on the host of Slack's Web API, or below it (files.slack.com)."""
    to, ours = urlsplit(url), urlsplit(api)
    host, own = to.hostname or "", ours.hostname or ""
    return to.scheme == ours.scheme and (host == own or host.endswith(f".{own}"))


def _retry_after(headers: Any) -> float:
    """Seconds, 0 where Slack does not say: then our own pauses are long enough."""
    said = (headers or {}).get("Retry-After")
    return retry_after(headers, datetime.now(UTC)) if said else 0.0


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: it would take the token along to wherever it leads."""

    def redirect_request(
        self,
        req: urllib.request.Request,  # noqa: ARG002 - the names are urllib's
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: Headers,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay)
