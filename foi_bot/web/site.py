"""The site: which address is answered by whom (WSGI, PEP 3333). Nothing of a fault ever stands in
an answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

import structlog

log = structlog.get_logger(__name__)

Environment = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class CannotServeError(Exception):
    """An address cannot be served. `str` says why and what to do."""


READ: Final = ("GET", "HEAD")
WRITE: Final = ("POST",)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. Header names are in lower case."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """What to answer. `headers` are more than the body's type and length."""

    status: int
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()

    @staticmethod
    def json(status: int, told: Mapping[str, object]) -> Answered:
        """An answer for programs."""
        return Answered(status, json.dumps(told).encode() + b"\n", "application/json")


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at an address, and how it may be asked for."""

    answer: Callable[[Asked], Answered]
    methods: tuple[str, ...] = READ


@dataclass(frozen=True)
class Site:
    """The pages by their addresses. `counted` is told of every answer: the page, the status."""

    pages: Mapping[str, Page]
    counted: Callable[[str, int], None] = field(default=lambda _page, _status: None)

    def __call__(self, environment: Environment, start: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = str(environment.get("PATH_INFO") or "/")
        method = str(environment.get("REQUEST_METHOD") or "")
        answered = self._answered(path, method, environment)
        self.counted(path if path in self.pages else "other", answered.status)
        status = HTTPStatus(answered.status)
        length = ("Content-Length", str(len(answered.body)))
        headers = [("Content-Type", answered.kind), length, *_ALWAYS, *answered.headers]
        start(f"{status.value} {status.phrase}", headers)
        return [] if method == "HEAD" else [answered.body]

    def _answered(self, path: str, method: str, environment: Environment) -> Answered:
        page = self.pages.get(path)
        if page is None:
            return _said(HTTPStatus.NOT_FOUND)
        if method not in page.methods:
            allowed = ("Allow", ", ".join(page.methods))
            return _said(HTTPStatus.METHOD_NOT_ALLOWED, allowed)
        try:
            return page.answer(_asked(environment))
        except Exception as bug:  # noqa: BLE001 - whoever asks must be told nothing of it
            log.error("a request failed", page=path, error=type(bug).__name__)
            return _said(HTTPStatus.INTERNAL_SERVER_ERROR)


_ALWAYS: Final = (("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"))


def _asked(environment: Environment) -> Asked:
    """The server has read the whole request before it asks us, and its size is known by then."""
    headers = {
        name.removeprefix("HTTP_").lower().replace("_", "-"): str(value)
        for name, value in environment.items()
        if name.startswith("HTTP_") or name == "CONTENT_TYPE"
    }
    length = int(environment.get("CONTENT_LENGTH") or 0)
    return Asked(headers, environment["wsgi.input"].read(length) if length else b"")


def _said(status: HTTPStatus, *headers: tuple[str, str]) -> Answered:
    return Answered(status, f"{status.phrase}\n".encode(), headers=headers)
