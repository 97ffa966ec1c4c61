"""A Slack that says yes to everything at once: what it would take in between is in no figure.

`said` is what it answers; `answering` puts it in the place of a program's client. Run as a process
(`python -m benchmarks.serving.slack_stub`), it writes its port, and then a line for every call: the
moment, who called (the first part of the address), the method. It answers but does not do so for
methods named after `--silent`; `apps.connections.open` leads to a Socket Mode of its own, which
says hello.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from functools import partial
from itertools import count
from typing import Any

from slack_sdk import WebClient
from websockets.asyncio.server import ServerConnection, serve

PEOPLE = ("U01OFFICER", "U02LEAD", "U03APPROVER", "U0BOT")
TEAM = "T01PRACTICE"
_numbers = count(1)


def said(method: str) -> dict[str, Any]:
    """The answer to a call."""
    match method:
        case "auth.test":
            return {
                "ok": True,
                "url": "https://practice.slack.com/",
                "team": "Practice",
                "team_id": TEAM,
                "user": "foi-bot",
                "user_id": "U0BOT",
                "bot_id": "B0BOT",
            }
        case "users.info":
            return {"ok": True, "user": {"id": "U01OFFICER", "team_id": TEAM, "name": "officer"}}
        case "conversations.members":
            return {"ok": True, "members": list(PEOPLE)}
        case "conversations.info":
            return {"ok": True, "channel": {"id": "C000FOI", "is_member": True}}
        case "conversations.replies" | "conversations.history":
            # Nothing was ever posted here, so that there is nothing to be caught up with.
            return {"ok": False, "error": "thread_not_found"}
        case "views.open" | "views.update" | "views.push":
            return {"ok": True, "view": {"id": f"V{next(_numbers)}"}}
        case "chat.getPermalink":
            return {"ok": True, "permalink": "https://practice.slack.com/archives/C000FOI/p1"}
        case _:
            return {
                "ok": True,
                "channel": "C000FOI",
                "ts": f"{time.time():.0f}.{next(_numbers):06}",
            }


def answering(client: WebClient) -> None:
    """From now on this client's calls are answered here, and go nowhere."""

    def call(api_method: str, **_: Any) -> Any:
        return said(api_method)

    client.api_call = call  # type: ignore[method-assign]


class _Connection(asyncio.Protocol):
    """Just as much of HTTP as slack_sdk needs."""

    def __init__(self, silent: frozenset[str], socket_mode: int) -> None:
        self._got = b""
        self._silent = silent
        self._socket_mode = socket_mode

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._got += data
        head, found, body = self._got.partition(b"\r\n\r\n")
        if not found or len(body) < _length(head):
            return
        path = head.split(b" ", 2)[1].decode().strip("/")
        who, _, method = path.rpartition("/")
        _write(f"{time.time():.6f} {who} {method}")
        if method in self._silent:
            return
        answer = json.dumps(self._answer(method)).encode()
        self._transport.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n"
            + f"content-length: {len(answer)}\r\n\r\n".encode()
            + answer
        )
        self._transport.close()

    def _answer(self, method: str) -> dict[str, Any]:
        if method == "apps.connections.open":
            return {"ok": True, "url": f"ws://127.0.0.1:{self._socket_mode}/"}
        return said(method)


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def _hello(connection: ServerConnection) -> None:
    await connection.send(json.dumps({"type": "hello", "num_connections": 1}))
    _write(f"{time.time():.6f} socket-mode hello")
    await connection.wait_closed()


async def _serve(silent: frozenset[str]) -> None:
    async with serve(_hello, "127.0.0.1", 0) as socket_mode:
        port = next(iter(socket_mode.sockets)).getsockname()[1]
        made = partial(_Connection, silent, port)
        server = await asyncio.get_running_loop().create_server(made, "127.0.0.1", 0)
        _write(str(server.sockets[0].getsockname()[1]))
        async with server:
            await asyncio.to_thread(sys.stdin.read)


def main() -> int:
    """Answer until standard input ends; 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving.slack_stub")
    parser.add_argument("--silent", nargs="*", default=(), help="methods that get no answer")
    asyncio.run(_serve(frozenset(parser.parse_args().silent)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
