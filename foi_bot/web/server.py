"""The server: waitress in this very process, beside the sender, so that one program is all there is
to run. Only this machine is served unless another address is given; whoever serves Slack puts a
proxy with TLS before it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any, Final

from waitress import wasyncore
from waitress.server import TcpWSGIServer

from foi_bot.slack.door import LARGEST
from foi_bot.web.site import Environment, StartResponse

Application = Callable[[Environment, StartResponse], Iterable[bytes]]

REQUEST_SECONDS: Final = 10.0
"""Within these a request has to be there as a whole, from the first byte or from the connection."""
IDLE_SECONDS: Final = 75
"""A connection that is kept open for a next request is closed after these. More than the 60 seconds
after which load balancers close theirs, so that none sends a request into a closing one."""
CONNECTIONS: Final = 200
HEADER_BYTES: Final = 32_768
BODY_IN_MEMORY: Final = 65_536
"""Bytes of a body that are kept in memory while it comes; more goes to a file."""


SENT_BY_THREAD: Final = 65_536
"""An answer of fewer bytes is sent by the server's own thread, not by the one that made it. Else
the server's, which sees that something is to be sent and that another has the lock, goes round and
round, and keeps Python's lock from the very thread that sends: with eight threads at work a third
as many requests were answered, some after 150 milliseconds."""


class Server:
    """Serves an application until it is stopped. Raises OSError where the port is taken."""

    def __init__(self, application: Application, host: str, port: int, threads: int) -> None:
        # Said once a request, and just when there are too many: `waiting` says it to the metrics.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self._sockets: dict[int, Any] = {}
        self._server = _Server(
            application,
            map=self._sockets,
            listen=f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            threads=threads,
            ident="",
            max_request_body_size=LARGEST,
            max_request_header_size=HEADER_BYTES,
            inbuf_overflow=BODY_IN_MEMORY,
            channel_timeout=IDLE_SECONDS,
            cleanup_interval=1,
            connection_limit=CONNECTIONS,
            log_socket_errors=False,
        )
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="http", daemon=True)

    @property
    def port(self) -> int:
        """The port that is served: another than was asked for, where that was 0."""
        return self._server.effective_port

    @property
    def waiting(self) -> int:
        """How many requests wait for a thread."""
        return len(self._server.task_dispatcher.queue)

    def start(self) -> None:
        """Serve, in a thread of our own."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the requests under way and close every connection."""
        self._server.task_dispatcher.shutdown(timeout=5)
        self._is_stopping = True
        if self._thread.is_alive():
            self._server.pull_trigger()
            self._thread.join(timeout=5)
        wasyncore.close_all(self._sockets, ignore_all=True)

    def _run(self) -> None:
        while not self._is_stopping:
            wasyncore.loop(timeout=1, use_poll=True, map=self._sockets, count=1)


class _Server(TcpWSGIServer):
    """Waitress closes connections that do nothing; this one those, too, on which a request comes
    so slowly that somebody means to keep all of them busy."""

    effective_port: int
    active_channels: dict[int, Any]  # type: ignore[assignment]

    def __init__(self, application: Application, **settings: Any) -> None:
        self._begun: dict[Any, tuple[object, float]] = {}
        super().__init__(application, **settings)
        self.adj.send_bytes = SENT_BY_THREAD
        # Waitress gives it as text where the address was given as a port alone.
        self.effective_port = int(self.effective_port)

    def maintenance(self, now: float) -> None:  # the stubs say int, waitress gives time.time()
        """Once a second: close what is idle and what is slow. `now` is seconds of the epoch."""
        super().maintenance(now)  # type: ignore[arg-type]
        begun: dict[Any, tuple[object, float]] = {}
        for channel in self.active_channels.values():
            coming = None if channel.requests else channel.request or _nothing_yet(channel)
            if coming is None:
                continue
            known, since = self._begun.get(channel, (coming, now))
            begun[channel] = (coming, since if known is coming else now)
            if now - begun[channel][1] > REQUEST_SECONDS:
                channel.will_close = True
        self._begun = begun


_NOTHING: Final = object()


def _nothing_yet(channel: Any) -> object | None:
    return _NOTHING if channel.last_activity == channel.creation_time else None
