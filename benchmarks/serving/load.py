"""The load: deliveries sent as Slack would, over connections that stay open, so many in flight at a
time, and the time of each from its first byte to the last of its answer.
"""

from __future__ import annotations

import gc
import select
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from benchmarks.serving.deliveries import Sent
from benchmarks.table import percentile


@dataclass(frozen=True, slots=True)
class Load:
    """What a run came to: the seconds of each delivery, and those of the whole run."""

    seconds: tuple[float, ...]
    lasted: float

    def __add__(self, other: Load) -> Load:
        return Load(self.seconds + other.seconds, self.lasted + other.lasted)

    @property
    def rate(self) -> float:
        """Deliveries a second."""
        return len(self.seconds) / self.lasted

    def at(self, percent: int) -> float:
        """A percentile, in seconds."""
        return percentile(self.seconds, percent)


NOTHING = Load((), 0.0)


class NotAnsweredError(Exception):
    """A delivery was not answered with 200: there is nothing to be measured."""


@dataclass(slots=True)
class _Lane:
    """A connection, and what is under way on it."""

    socket: socket.socket
    sent: Sent | None = None
    since: float = 0.0
    got: bytes = b""


def run(ports: Sequence[int], some: Sequence[Sent], secret: str, in_flight: int) -> Load:
    """Send these, in turn to each of the ports. Raises NotAnsweredError."""
    lanes = [_Lane(_connected(ports[place % len(ports)])) for place in range(in_flight)]
    try:
        with _undisturbed():
            return _run(lanes, some, secret.encode())
    finally:
        for lane in lanes:
            lane.socket.close()


def _run(lanes: list[_Lane], some: Sequence[Sent], secret: bytes) -> Load:
    waiting, taken = iter(some), list[float]()
    poll = select.epoll()
    by_number = {lane.socket.fileno(): lane for lane in lanes}
    for number in by_number:
        poll.register(number, select.EPOLLIN)
    began = perf_counter()
    busy = sum(_send(lane, waiting, secret) for lane in lanes)
    while busy:
        for number, _ in poll.poll():
            lane = by_number[number]
            if not _answered(lane):
                continue
            taken.append(perf_counter() - lane.since)
            busy -= not _send(lane, waiting, secret)
    lasted = perf_counter() - began
    poll.close()
    assert len(taken) == len(some)
    return Load(tuple(taken), lasted)


def _send(lane: _Lane, waiting: Iterator[Sent], secret: bytes) -> bool:
    """Send the next on this connection; False where none is left."""
    lane.sent = next(waiting, None)
    if lane.sent is None:
        return False
    request = lane.sent.request(secret)
    lane.got = b""
    lane.since = perf_counter()
    lane.socket.sendall(request)
    return True


def _answered(lane: _Lane) -> bool:
    """Whether the whole answer is there now. Raises NotAnsweredError for any but 200."""
    assert lane.sent is not None
    data = lane.socket.recv(65536)
    lane.got += data
    head, found, body = lane.got.partition(b"\r\n\r\n")
    if not data or (found and not head.startswith(b"HTTP/1.1 200")):
        raise NotAnsweredError(f"{lane.sent.key}: {lane.got[:300]!r}")
    return bool(found) and len(body) >= _length(head)


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])


def _connected(port: int) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port))
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return made


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No collecting of garbage on our side in the middle of a run."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
