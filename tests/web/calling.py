"""Calling what is served, as Slack and as anybody else would."""

from __future__ import annotations

import hmac
import http.client
import json
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from slack_bolt import BoltRequest, BoltResponse

from foi_bot.web.deliveries import ADDRESS


@dataclass(frozen=True)
class Answer:
    """What came back. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> dict[str, Any]:
        """The body, which has to be a JSON object."""
        found: dict[str, Any] = json.loads(self.body)
        return found


def call(
    port: int,
    path: str,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """One request to this machine, on a connection of its own. Raises OSError."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body, dict(headers or {}))
        response = connection.getresponse()
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, told, response.read())
    finally:
        connection.close()


def signed(body: bytes, secret: str, at: float | None = None) -> dict[str, str]:
    """Headers as Slack sends them with an event (Slack, "Verifying requests from Slack")."""
    timestamp = str(int(time.time() if at is None else at))
    told = hmac.new(secret.encode(), b"v0:%s:%s" % (timestamp.encode(), body), sha256)
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={told.hexdigest()}",
    }


@dataclass
class OverHttp:
    """Stands where the double expects the app, and brings each delivery over HTTP instead: to the
    ports in turn, or to the next where nobody answers."""

    ports: Sequence[int]
    brought: int = 0
    refused: list[int] = field(default_factory=list)
    before: Callable[[int], None] = lambda _brought: None

    def dispatch(self, request: BoltRequest) -> BoltResponse:
        """Bring one delivery. Where no port answers at all it could not be delivered: 503."""
        self.before(self.brought)
        headers = {name: values[0] for name, values in request.headers.items()}
        turn = self.brought
        self.brought += 1
        for step in range(len(self.ports)):
            port = self.ports[(turn + step) % len(self.ports)]
            try:
                answer = call(port, ADDRESS, "POST", request.raw_body.encode(), headers)
            except (OSError, http.client.HTTPException):
                self.refused.append(port)
                continue
            kind = answer.headers.get("content-type", "")
            headers_back: dict[str, str | Sequence[str]] = {"content-type": [kind]}
            return BoltResponse(status=answer.status, body=answer.text, headers=headers_back)
        return BoltResponse(status=503)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])
