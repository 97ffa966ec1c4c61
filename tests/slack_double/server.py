"""The HTTP server on loopback that a WebClient and a response_url talk to."""

import json
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message as EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from urllib.parse import parse_qsl, urlsplit

from .json_types import Json


@dataclass(frozen=True)
class Asked:
    """A request as it came in; `fields` are its form fields, query or JSON object."""

    path: str
    token: str | None
    fields: Json
    content: bytes


@dataclass(frozen=True)
class Reply:
    """What to answer. `broken` closes the connection without a word, `cut` halfway through the
    body; `silent` never answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    broken: bool = False
    cut: bool = False
    silent: bool = False

    @staticmethod
    def of(body: Json, status: int = 200, headers: dict[str, str] | None = None) -> "Reply":
        return Reply(
            json.dumps(body).encode(),
            status,
            {"Content-Type": "application/json; charset=utf-8", **(headers or {})},
        )


Answer = Callable[[Asked], Reply]


class _Handler(BaseHTTPRequestHandler):
    server: "LoopbackServer"

    def do_POST(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """Tests read the record of calls instead."""

    def _answer(self) -> None:
        reply = self.server.answer(self._asked())
        if reply.silent:
            self.connection.settimeout(None)
            self.rfile.read(1)
        if reply.silent or reply.broken:
            self.close_connection = True
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if reply.cut:
            self.close_connection = True
            self.wfile.write(reply.body[: len(reply.body) // 2])
            return
        self.wfile.write(reply.body)

    def _asked(self) -> Asked:
        address = urlsplit(self.path)
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fields: Json = dict(parse_qsl(address.query, keep_blank_values=True))
        fields |= _fields(self.headers.get("Content-Type") or "", content)
        scheme, _, token = (self.headers.get("Authorization") or "").partition(" ")
        given = token if scheme == "Bearer" and token else fields.get("token")
        return Asked(address.path, given, fields, content)


def _fields(content_type: str, content: bytes) -> Json:
    kind = content_type.partition(";")[0].strip()
    if kind == "application/json" and content:
        loaded = json.loads(content)
        return loaded if isinstance(loaded, dict) else {}
    if kind == "application/x-www-form-urlencoded":
        return dict(parse_qsl(content.decode(), keep_blank_values=True))
    if kind == "multipart/form-data":
        return dict(_parts(content_type, content))
    return {}


def _parts(content_type: str, content: bytes) -> list[tuple[str, object]]:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    whole: EmailMessage = BytesParser(policy=HTTP).parsebytes(head + content)
    return [
        (str(part.get_param("name", header="content-disposition")), part.get_payload(decode=True))
        for part in whole.walk()
        if not part.is_multipart()
    ]


class LoopbackServer(ThreadingMixIn, TCPServer):
    """Serves one double on an ephemeral port, from `start` to `stop`."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, answer: Answer, on_error: Callable[[BaseException], None]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer
        self.on_error = on_error
        self._port = int(self.server_address[1])
        self._stopping = False
        self._thread = threading.Thread(target=self._serve, name="slack-double", daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop at once: a last connection of our own ends the wait for the next request."""
        self._stopping = True
        with socket.create_connection(("127.0.0.1", self._port)):
            self._thread.join()
        self.server_close()

    def _serve(self) -> None:
        while not self._stopping:
            self.handle_request()

    def handle_error(self, _request: object, _client_address: object) -> None:
        """A client that hangs up is the point of some tests; anything else is a fault of ours."""
        error = sys.exc_info()[1]
        if error is not None and not isinstance(error, (ConnectionError, TimeoutError)):
            self.on_error(error)
