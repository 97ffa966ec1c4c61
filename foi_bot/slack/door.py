"""The door: what comes from outside is looked at before Bolt sees it. Bolt reads a body before it
has verified its signature, and raises at whatever is not as Slack sends it.

Answers, in the order in which they are found: 413 for more than Slack ever sends; 401 for a wrong
signature, or one that is older than five minutes; 400 for what is no UTF-8, no form and no JSON, or
has not the shape of Slack's payloads; 404 for a kind of payload that the program has no use for;
else what the app says (Slack, "Verifying requests from Slack").
"""

from __future__ import annotations

import hmac
import re
import time
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

import structlog
from slack_bolt import App, BoltRequest, BoltResponse

from foi_bot.slack.form_body import payload_of
from foi_bot.slack.shape import unread, wrong_with

log = structlog.get_logger(__name__)

LARGEST = 2_000_000
"""Bytes of a body. A message of 40,000 characters, escaped, as text and as blocks, before and after
an edit, stays far below."""

OLDEST = 300.0
"""Seconds after which a signature is a replay."""

HELD_BACK = "app_rate_limited"
"""Not an event but word that events are being left out (Slack, "Events API", "Rate limiting")."""

_FORM = "application/x-www-form-urlencoded"
_SECONDS = re.compile(r"[0-9]{1,12}")

_RAISED = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What Bolt stumbles with over a body that is not as Slack sends it."""


class Door:
    """Lets in what Slack signed and what has a payload's shape. Safe to use from several threads.

    `now` is in seconds since the epoch. It is the machine's own clock, as in Slack's signatures.
    """

    def __init__(self, app: App, signing_secret: str, now: Callable[[], float] = time.time) -> None:
        self._app = app
        self._secret = signing_secret.encode()
        self._now = now

    def answer(self, body: bytes, headers: Mapping[str, str]) -> BoltResponse:
        """What to answer to an HTTP request with this body. Header names are in lower case."""
        if len(body) > LARGEST:
            return _refused(413, "too large")
        why = self._not_slack(body, headers)
        if why is not None:
            return _refused(401, why)
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return _refused(400, "not UTF-8")
        try:
            request = _request(text, headers)
        except _RAISED as raised:
            return _refused(400, f"cannot be read: {type(raised).__name__}")
        return self._let_in(request)

    def deliver(self, payload: object, headers: Mapping[str, str] | None = None) -> BoltResponse:
        """What to answer to a payload that came through Socket Mode, which Slack does not sign."""
        if not isinstance(payload, dict):
            return _refused(400, "body")
        try:
            request = BoltRequest(mode="socket_mode", body=payload, headers=dict(headers or {}))
        except _RAISED as raised:
            return _refused(400, f"cannot be read: {type(raised).__name__}")
        return self._let_in(request)

    def _not_slack(self, body: bytes, headers: Mapping[str, str]) -> str | None:
        timestamp = headers.get("x-slack-request-timestamp", "")
        if not _SECONDS.fullmatch(timestamp):
            return "no timestamp"
        if abs(self._now() - int(timestamp)) > OLDEST:
            return "too old"
        signed = b":".join((b"v0", timestamp.encode(), body))
        right = f"v0={hmac.new(self._secret, signed, sha256).hexdigest()}".encode()
        given = headers.get("x-slack-signature", "").encode("utf-8", "replace")
        return None if hmac.compare_digest(right, given) else "wrong signature"

    def _let_in(self, request: BoltRequest) -> BoltResponse:
        body: dict[str, Any] = request.body
        if body.get("type") == HELD_BACK:
            # Nothing can be done about it, and what is missed is found by catching up.
            log.warning("Slack holds events back: there are too many")
            return BoltResponse(status=200)
        wrong = wrong_with(body)
        if wrong == "type":
            return _refused(404, "unknown kind")
        if wrong is not None:
            return _refused(400, wrong, unread(body))
        return self._app.dispatch(request)


def _request(body: str, headers: Mapping[str, str]) -> BoltRequest:
    is_form = headers.get("content-type", "").startswith(_FORM)
    payload = payload_of(body) if is_form else None
    if payload is None:
        return BoltRequest(body=body, headers=dict(headers))
    # Bolt takes what has been read already in this mode alone, and verifies in the other alone.
    request = BoltRequest(mode="socket_mode", body=payload, headers=dict(headers))
    request.mode, request.raw_body = "http", body
    return request


def _refused(status: int, why: str, kind: str = "unknown") -> BoltResponse:
    log.warning("delivery refused", status=status, why=why, kind=kind)
    return BoltResponse(status=status, body={"error": why})
