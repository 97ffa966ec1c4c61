"""Hostile deliveries over a real connection: some of them lie about how long they are."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from faults.hostile_changes import Made
from foi_bot.slack.door import Door
from foi_bot.web.deliveries import ADDRESS, HttpDeliveries
from foi_bot.web.server import Server
from foi_bot.web.site import Site

PATIENCE = 5.0
"""Seconds for which an answer is waited for."""


@dataclass(frozen=True)
class Answered:
    """What was answered. `status` 0 stands for a connection that was closed without a word."""

    status: int
    body: str


@contextmanager
def served(door: Door) -> Iterator[int]:
    """The program's door at a port of this machine; which it is."""
    deliveries = HttpDeliveries(door, lambda: None)
    server = Server(Site({ADDRESS: deliveries.page}), "127.0.0.1", 0, threads=2)
    deliveries.open()
    server.start()
    try:
        yield server.port
    finally:
        deliveries.close()
        server.stop()


def over_http(port: int, hostile: Made) -> Answered:
    """Send it, and hear what is answered."""
    lines = [f"POST {ADDRESS} HTTP/1.1", "host: localhost", "connection: close"]
    # What no header can hold is not sent as one: it would be another request.
    lines += [f"{name}: {value}" for name, value in hostile.headers.items()]
    lines += _length(hostile)
    head = "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        said = b""
        try:
            connection.sendall(head + hostile.body)
            # That no more will come, so that nobody waits for what a lie has promised.
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65_536):
                said += piece
        except OSError:
            # It was refused before all of it was sent.
            pass
    status, _, body = said.partition(b"\r\n\r\n")
    words = status.split(b" ", 2)
    return Answered(int(words[1]) if len(words) > 1 else 0, body.decode("utf-8", "replace"))


def _length(hostile: Made) -> list[str]:
    length = len(hostile.body)
    match hostile.lies:
        case "shorter":
            return [f"content-length: {length // 2}"]
        case "longer":
            return [f"content-length: {length + 1000}"]
        case "no number":
            return ["content-length: many"]
        case "chunks":
            return ["transfer-encoding: chunked"]
        case _:
            return [f"content-length: {length}"]
