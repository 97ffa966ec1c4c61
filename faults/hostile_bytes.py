"""What is done to the bytes of a delivery before they are signed, and to its headers afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Rough:
    """A change of the bytes before they are signed, or of the headers after it."""

    name: str
    body: Callable[[Random, bytes], bytes] | None = None
    headers: Callable[[Random, dict[str, str]], object] | None = None
    idle: bool = False
    lies: str = ""


def _key_twice(random: Random, body: bytes) -> bytes:
    """Every key of a JSON object twice, or the fields of a form."""
    if body.startswith(b"{"):
        return b'{"type":"event_callback","event":null,' + body[1:]
    return body + b"&" + random.choice((body, b"payload=%7B%7D", b"payload=", b"command=%2Ffoi"))


def _flipped(random: Random, body: bytes) -> bytes:
    at = random.randrange(max(1, len(body)))
    return (
        body[:at] + random.choice((b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"\x00")) + body[at:]
    )


def _header(name: str, *values: str) -> Callable[[Random, dict[str, str]], None]:
    def put(random: Random, headers: dict[str, str]) -> None:
        headers[name] = random.choice(values)

    return put


def _without(random: Random, headers: dict[str, str]) -> None:
    headers.pop(random.choice(("x-slack-signature", "x-slack-request-timestamp")))


def _replayed(random: Random, headers: dict[str, str]) -> None:
    """Signed long ago. The signature is of another moment too, as Slack's clock may say."""
    off = random.choice((-86_400, -3_600, -301, 302, 3_600))
    headers["x-slack-request-timestamp"] = str(int(headers["x-slack-request-timestamp"]) + off)


_TIMESTAMP, _SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"

ROUGH = (
    Rough("the other content type", body=lambda _, body: body),
    Rough("a wrong content type", headers=_header("content-type", "text/plain", "", "image/png")),
    Rough("form for JSON", body=lambda _, b: b"payload=" + b if b.startswith(b"{") else b"{" + b),
    Rough("keys twice", body=_key_twice),
    Rough("broken UTF-8", body=_flipped),
    Rough("cut off", body=lambda r, body: body[: r.randrange(max(1, len(body)))]),
    Rough("more than Slack sends", body=lambda _, body: body + b" " * 2_100_000, idle=True),
    Rough("no body", body=lambda _r, _b: b"", idle=True),
    Rough(
        "JSON that is no object",
        body=lambda r, _: r.choice((b"[]", b"7", b"null", b'"x"', b"[" * 90_000)),
        idle=True,
    ),
    Rough(
        "wrong signature",
        headers=_header(_SIGNATURE, "v0=0", "", "v0=" + "0" * 64, "\u00e9"),
        idle=True,
    ),
    Rough(
        "no number for a time",
        headers=_header(_TIMESTAMP, "now", "", "1e9", "9" * 5_000),
        idle=True,
    ),
    Rough("replayed", headers=_replayed, idle=True),
    Rough("unsigned", headers=_without, idle=True),
    Rough("says it is shorter", lies="shorter"),
    Rough("says it is longer", lies="longer", idle=True),
    Rough("says no number", lies="no number", idle=True),
    Rough("lies about its chunks", lies="chunks", idle=True),
)
