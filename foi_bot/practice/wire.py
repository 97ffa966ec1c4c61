"""The WebSocket behind local-slack's page: the only way to submit or close a form.

It first sends a snapshot of the whole workspace, then every change as it happens.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

# local-slack itself waits five seconds for the bot's answer.
ANSWER_SECONDS = 30.0


class FormNotAnsweredError(AssertionError):
    """The bot did not acknowledge a form, so local-slack closed it unanswered."""


class FormRefusedError(Exception):
    """The bot refused a form; `errors` maps block ids to what is wrong with each."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{block}: {error}" for block, error in errors.items()))
        self.errors = dict(errors)


def snapshot(socket_url: str) -> dict[str, Any]:
    """The workspace as the page sees it: apps, messages, open forms, Home views, log."""
    with _page(socket_url) as (_, state):
        return state


def submit(socket_url: str, user: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Submit the form on top; returns the forms that are open afterwards, the lowest first.

    `values` is Slack's `state.values`: block id, then action id, then the input's value. Raises
    LookupError when no form is open, FormRefusedError and FormNotAnsweredError.
    """
    with _page(socket_url) as (socket, state):
        if not state["modalStack"]:
            raise LookupError("no form is open")
        _send(socket, {"t": "view_submit", "user": user, "values": values})
        acknowledged = False
        for event in _events(socket):
            if event["t"] == "log":
                acknowledged = acknowledged or event["entry"]["kind"] == "ack"
            elif event["t"] == "view_errors":
                raise FormRefusedError(event["errors"])
            elif event["t"] == "view" and acknowledged:
                stack: list[dict[str, Any]] = event["stack"]
                return stack
            elif event["t"] == "view" and not event["stack"]:
                break
    raise FormNotAnsweredError("the bot did not acknowledge the form")


def close(socket_url: str, user: str) -> None:
    """Close every open form without submitting, and wait until the bot knows if it asked to.

    Raises LookupError when no form is open.
    """
    with _page(socket_url) as (socket, state):
        if not state["modalStack"]:
            raise LookupError("no form is open")
        wants_to_know = bool(state["modalStack"][-1].get("notify_on_close"))
        _send(socket, {"t": "view_close", "user": user})
        closed = acknowledged = False
        for event in _events(socket):
            closed = closed or (event["t"] == "view" and not event["stack"])
            acknowledged = acknowledged or (
                closed and event["t"] == "log" and event["entry"]["kind"] == "ack"
            )
            if closed and (acknowledged or not wants_to_know):
                return
    raise FormNotAnsweredError("the bot did not acknowledge that the form was closed")


@contextmanager
def _page(socket_url: str) -> Iterator[tuple[ClientConnection, dict[str, Any]]]:
    # No limit on size: the snapshot carries every message and the log.
    with connect(socket_url, max_size=None, proxy=None, compression=None) as socket:
        first = json.loads(socket.recv(timeout=ANSWER_SECONDS))
        yield socket, first["state"]


def _send(socket: ClientConnection, message: Mapping[str, Any]) -> None:
    socket.send(json.dumps(message))


def _events(socket: ClientConnection) -> Iterator[dict[str, Any]]:
    """What happens from now on, until ANSWER_SECONDS have gone by."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while (left := deadline - time.monotonic()) > 0:
        try:
            event: dict[str, Any] = json.loads(socket.recv(timeout=left))
        except TimeoutError:
            return
        yield event
