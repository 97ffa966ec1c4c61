"""What stands at which address, and that nothing of a fault stands in an answer."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from foi_bot.slack.door import LARGEST
from foi_bot.web import server as server_module
from foi_bot.web.server import HEADER_BYTES, Server
from foi_bot.web.site import WRITE, Answered, Asked, Page, Site
from tests.web.calling import Answer, call


def _echo(asked: Asked) -> Answered:
    return Answered(200, asked.body)


def _broken(_: Asked) -> Answered:
    raise RuntimeError("the applicant's name")


@pytest.fixture
def counted() -> list[tuple[str, int]]:
    """The pages and statuses that were counted."""
    return []


@pytest.fixture
def server(counted: list[tuple[str, int]]) -> Iterator[Server]:
    """A server with three pages."""
    pages = {
        "/hello": Page(lambda _: Answered(200, b"hello")),
        "/echo": Page(_echo, WRITE),
        "/broken": Page(_broken),
    }
    site = Site(pages, lambda page, status: counted.append((page, status)))
    made = Server(site, "127.0.0.1", 0, 2)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def ask(server: Server) -> Callable[..., Answer]:
    """Asks the server."""
    return lambda path, method="GET", body=None: call(server.port, path, method, body)


def raw(server: Server, sent: bytes) -> bytes:
    """Everything that comes back for these bytes, until the connection is closed."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        connection.sendall(sent)
        told = b""
        # Whoever is refused before everything was read is cut off, too.
        with suppress(ConnectionResetError):
            while piece := connection.recv(65_536):
                told += piece
        return told


def test_a_page_is_answered_to_those_who_may_ask_for_it(ask: Callable[..., Answer]) -> None:
    assert ask("/hello").body == b"hello"
    assert ask("/echo", "POST", b"words").body == b"words"
    told = ask("/echo", "GET")
    assert (told.status, told.headers["allow"]) == (405, "POST")
    assert ask("/hello", "DELETE").status == 405


def test_a_head_has_the_same_headers_and_no_body(ask: Callable[..., Answer]) -> None:
    told = ask("/hello", "HEAD")
    assert (told.status, told.headers["content-length"], told.body) == (200, "5", b"")


@pytest.mark.parametrize("path", ["/", "/hello/", "/slack/events", "/../etc/passwd", "/%00"])
def test_what_is_not_there_is_not_found(
    ask: Callable[..., Answer], counted: list[tuple[str, int]], path: str
) -> None:
    assert ask(path).status == 404
    assert counted == [("other", 404)]


def test_a_fault_is_not_told_to_whoever_asked(
    ask: Callable[..., Answer], counted: list[tuple[str, int]]
) -> None:
    told = ask("/broken")
    assert (told.status, told.text) == (500, "Internal Server Error\n")
    assert counted == [("/broken", 500)]


def test_no_answer_says_what_serves_it(ask: Callable[..., Answer]) -> None:
    assert "server" not in ask("/hello").headers
    assert "waitress" not in ask("/nowhere").text


def test_a_body_may_come_in_pieces_of_unsaid_length(server: Server) -> None:
    pieces = b"5\r\nwords\r\n1\r\n!\r\n0\r\n\r\n"
    told = raw(
        server,
        b"POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n" + pieces,
    )
    assert told.endswith(b"\r\n\r\nwords!")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST /echo HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (LARGEST + 1), b"413"),
        (b"POST /echo HTTP/1.1\r\nContent-Length: seven\r\n\r\n", b"400"),
        (b"POST /echo HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"POST /echo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
        (b"POST /echo HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", b"501"),
        (b"\x00\x01\x02\r\n\r\n", b"400"),
    ],
    ids=["too large", "no number", "negative", "bad chunk", "unknown coding", "no"],
)
def test_what_is_no_decent_request_is_refused_without_a_word_of_the_server(
    server: Server, sent: bytes, status: bytes
) -> None:
    told = raw(server, sent)
    assert told.split(b" ")[1] == status
    assert b"Traceback" not in told
    assert b"waitress" not in told.lower()


def test_headers_without_end_are_refused(server: Server) -> None:
    told = raw(server, b"GET /hello HTTP/1.1\r\nX: " + b"x" * 4 * HEADER_BYTES)
    assert told == b"" or told.split(b" ")[1] == b"431"


@pytest.mark.parametrize(
    "sent",
    [b"", b"POST /echo HTTP/1.1\r\nHost", b"POST /echo HTTP/1.1\r\nContent-Length: 9\r\n\r\nw"],
    ids=["silence", "half a header", "half a body"],
)
def test_who_keeps_a_connection_busy_without_asking_anything_is_cut_off(
    server: Server, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(server_module, "REQUEST_SECONDS", 0.0)
    assert raw(server, sent) == b""


def test_a_port_that_is_taken_is_told_of(server: Server) -> None:
    with pytest.raises(OSError, match="in use"):
        Server(Site({}), "127.0.0.1", server.port, 1)
