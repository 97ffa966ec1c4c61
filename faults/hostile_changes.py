"""What is done to a payload to make it hostile: to its values here, and to its bytes and signature
in `faults.hostile_bytes`.

Every change draws from the generator it is given, so that a seed and a number make one delivery
again. `Change.idle` says that whatever comes of it may do nothing to any case.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from hashlib import sha256
from random import Random
from typing import Any
from urllib.parse import urlencode

from faults.hostile_bytes import ROUGH, Rough
from faults.hostile_scenes import STRANGERS, Shape
from tests.slack_double import Sort
from tests.slack_double.json_types import Json

CANARY = "Zwitschervogel"
"""A word that hostile texts hold, and no log line may."""

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
TEAM = ("U01OFFICER", "U02LEAD", "U03APPROVER")
"""Who may act on the case."""

Where = tuple[Any, Any]
"""A place in a payload: the object or list, and the key or index in it."""


@dataclass(frozen=True)
class Made:
    """A delivery as it goes over the wire. `idle`: nothing may come of it. `lies` is what the
    request says of its length, where that is not the truth."""

    sort: Sort
    body: bytes
    headers: Mapping[str, str]
    changes: tuple[str, ...]
    idle: bool
    lies: str = ""

    @property
    def payload(self) -> Json | None:
        """The payload as Socket Mode would carry it; None where the body is none."""
        try:
            read = json.loads(self.body) if self.body.startswith(b"{") else None
        except (ValueError, RecursionError):
            return None
        return read if isinstance(read, dict) else None


@dataclass(frozen=True)
class Change:
    """A change of a payload's values."""

    name: str
    do: Callable[[Random, Json, Sequence[Shape]], object]
    idle: bool = False


def made(
    random: Random, shapes: Sequence[Shape], secret: str, now: float, *, http: bool = False
) -> Made:
    """The next hostile delivery, of one of these shapes, signed at `now` (seconds). Only over HTTP
    can a request lie about its length."""
    shape = random.choice(shapes)
    payload, sort = deepcopy(shape.payload), shape.sort
    changes: list[Change] = random.choices(CHANGES, WEIGHTS, k=random.choice((1, 1, 1, 2, 3)))
    if random.random() < 0.15:
        changes.append(random.choice(IDLE[:2] if sort is Sort.EVENT else IDLE))
    for change in changes:
        change.do(random, payload, shapes)
    rough = random.choice(ROUGH) if random.random() < 0.2 else Rough("")
    rough = Rough("") if rough.lies and not http else rough
    body, kind = encoded(sort, payload)
    if rough.name == "the other content type":
        kind = JSON if kind == FORM else FORM
    if rough.body is not None:
        body = rough.body(random, body)
    headers = signed(body, kind, secret, now)
    if rough.headers is not None:
        rough.headers(random, headers)
    names = (*(change.name for change in changes), *([rough.name] if rough.name else []))
    idle = rough.idle or any(change.idle for change in changes)
    return Made(sort, body, headers, names, idle, rough.lies)


def encoded(sort: Sort, payload: Json) -> tuple[bytes, str]:
    """The body as Slack posts it, and its content type. JSON says NaN, and forms hold anything."""
    if sort is Sort.EVENT:
        return json.dumps(payload).encode(), JSON
    plain = {k: v if isinstance(v, str) else json.dumps(v) for k, v in payload.items()}
    form = plain if sort is Sort.COMMAND else {"payload": json.dumps(payload)}
    return urlencode(form, errors="surrogatepass").encode(), FORM


def signed(body: bytes, kind: str, secret: str, now: float) -> dict[str, str]:
    """The headers of a body that Slack signed at `now`."""
    at = str(int(now))
    digest = hmac.new(secret.encode(), b"v0:%s:%s" % (at.encode(), body), sha256).hexdigest()
    return {
        "content-type": kind,
        "x-slack-request-timestamp": at,
        "x-slack-signature": f"v0={digest}",
    }


# Values


def _places(value: object) -> Iterator[Where]:
    """Every place in a payload, without recursion: earlier changes may have nested it deeply."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list):
            for key in list(one) if isinstance(one, dict) else range(len(one)):
                yield one, key
                waiting.append(one[key])


def _anywhere(random: Random, payload: Json) -> Where:
    return random.choice([(payload, "type"), *_places(payload)])


def _text(random: Random, payload: Json) -> Where:
    texts = [(at, key) for at, key in _places(payload) if isinstance(at[key], str)]
    return random.choice(texts or [(payload, "text")])


def _put(values: Sequence[object]) -> Callable[[Random, Json, Sequence[Shape]], None]:
    """Put one of these anywhere."""

    def put(random: Random, payload: Json, _: Sequence[Shape]) -> None:
        at, key = _anywhere(random, payload)
        at[key] = deepcopy(random.choice(values))

    return put


def _write(texts: Sequence[str]) -> Callable[[Random, Json, Sequence[Shape]], None]:
    """Write one of these where a text stands: in its place, before or after it."""

    def write(random: Random, payload: Json, _: Sequence[Shape]) -> None:
        at, key = _text(random, payload)
        text, old = random.choice(texts), str(at.get(key) if isinstance(at, dict) else at[key])
        at[key] = random.choice((text, text + old, old + text))

    return write


def _drop(random: Random, payload: Json, _: Sequence[Shape]) -> None:
    at, key = _anywhere(random, payload)
    if isinstance(at, dict):
        at.pop(key, None)
    else:
        del at[key]


def _nest(random: Random, payload: Json, _: Sequence[Shape]) -> None:
    at, key = _anywhere(random, payload)
    value: object = at.get(key) if isinstance(at, dict) else at[key]
    for _level in range(random.choice((1, 3, 30, 60, 400))):
        value = [value] if random.random() < 0.5 else {"elements": value, "type": "rich_text"}
    at[key] = value


def _transplant(random: Random, payload: Json, shapes: Sequence[Shape]) -> None:
    """What stands somewhere in another payload, here."""
    from_, there = _anywhere(random, random.choice(shapes).payload)
    at, key = _anywhere(random, payload)
    at[key] = deepcopy(from_.get(there) if isinstance(from_, dict) else from_[there])


def _swap(random: Random, payload: Json, _: Sequence[Shape]) -> None:
    (a, one), (b, two) = _anywhere(random, payload), _anywhere(random, payload)
    if one in a and two in b if isinstance(a, dict) and isinstance(b, dict) else False:
        a[one], b[two] = deepcopy(b[two]), deepcopy(a[one])


def _renamed(random: Random, payload: Json, _: Sequence[Shape]) -> None:
    """A new key of its own: what is recognised as a repetition is not, any more."""
    fresh = f"{random.randrange(10**9)}"
    for at, key in list(_places(payload)):
        if key in ("event_id", "trigger_id"):
            at[key] = f"Ev{fresh}"
        if key == "view" and isinstance(at[key], dict):
            at[key]["id"] = f"V{fresh}"


def _everywhere(old: Sequence[str], new: Sequence[str]) -> Callable[..., None]:
    """One of these wherever one of those stands."""

    def put(random: Random, payload: Json, _: Sequence[Shape]) -> None:
        chosen = random.choice(new)
        for at, key in list(_places(payload)):
            if isinstance(at[key], str):
                for one in old:
                    at[key] = at[key].replace(one, chosen)

    return put


def _stranger(random: Random, payload: Json, shapes: Sequence[Shape]) -> None:
    """Somebody who may not act, in the place of whoever did; their key is their own."""
    _renamed(random, payload, shapes)
    _everywhere(TEAM, STRANGERS)(random, payload, shapes)


def _neighbour(random: Random, payload: Json, shapes: Sequence[Shape]) -> None:
    """A colleague who is not in the case's channel, from a channel of their own."""
    _renamed(random, payload, shapes)
    _everywhere(TEAM, ("U12NEIGHBOUR",))(random, payload, shapes)
    if isinstance(payload.get("channel"), dict):
        payload["channel"]["id"] = "C08NEXT"
    for at, key in list(_places(payload)):
        if key == "private_metadata" and isinstance(at[key], str):
            at[key] = at[key].replace("C01FOI", "C08NEXT")


def _other_app(random: Random, payload: Json, shapes: Sequence[Shape]) -> None:
    """A button, a form or a message of another app's."""
    _renamed(random, payload, shapes)
    word = random.choice((CANARY, "approve", "", "next:", "choose:\n2", "mask2", "x" * 255))
    for at, key in list(_places(payload)):
        if key in ("action_id", "callback_id", "command"):
            at[key] = word
        if key in ("value", "private_metadata", "block_id") and isinstance(at[key], str):
            at[key] = random.choice(
                (CANARY, "[]", "7", '{"case":"x"}', "{", f'{{"case":"{CANARY}\\u0000"}}')
            )


def _old_view(random: Random, payload: Json, shapes: Sequence[Shape]) -> None:
    """What an older version of ours would carry, or one whose numbers have moved on."""
    _renamed(random, payload, shapes)
    for at, key in list(_places(payload)):
        if key in ("value", "private_metadata") and isinstance(at[key], str):
            for name in ("asking", "draft", "about", "version"):
                number = random.choice(("-1", "0", "99", "null", "true", "1e400", '"1"', "9" * 30))
                at[key] = at[key].replace(f'"{name}":', f'"{name}":{number},"old":')
        if key in ("block_id", "action_id") and isinstance(at[key], str):
            at[key] = at[key].split(":")[0]


def _empty_form(_random: Random, payload: Json, _: Sequence[Shape]) -> None:
    view = payload.get("view")
    if isinstance(view, dict):
        view["state"] = {"values": {}}


HUGE = (10**30, -(10**30), 2**63, -1, 0, 1e308, float("inf"), float("nan"), 10**400, 0.1 + 0.2)
TYPES: Sequence[object] = (
    None,
    True,
    7,
    1.5,
    "",
    "text",
    [],
    {},
    [None],
    [[]],
    {"": None},
    ["text"],
    {"id": 7},
)
NULLS = ({"a": None}, [None, None], {"type": None}, [{"elements": None}], [{"type": "rich_text"}])
ODD_TEXTS = (
    "\x00",
    f"{CANARY}\x00{CANARY}",
    "\ud800",
    f"\udfff{CANARY}",
    "\u202egpj.exe\u202c",
    "\u2066\u2067\u2069\u200f",
    "\ufeff",
    "\x1b[31m",
    f"{CANARY}\r\nSet-Cookie: a=b",
    "{{ 7*7 }} {% include 'x' %}",
    "<!channel> <@U02LEAD> <https://example.org|x>",
    "' OR 1=1; DROP TABLE foi_case; --",
    "../../etc/passwd",
    "%s%n%x {0} ${jndi:ldap://example.org}",
    "\U0001f600" * 50,
    "9" * 30,
    "-1",
    "NaN",
    "0001-01-01",
    "9999-12-31",
)
LONG_TEXTS = (CANARY * 200, "a" * 40_000, f"{CANARY} " * 2_000, "<&>" * 3_000, "\n" * 30_000)
HUGE_TEXTS = (CANARY[0] * 1_000_000, "&amp;" * 39_000, "a b " * 60_000, "<" * 200_001)
TIMES = ("0", "0.0", "1.", "-1.5", "9" * 12, "9" * 12 + ".999999", "1e9", "1523270400", "0x10")


def _time(random: Random, payload: Json, _: Sequence[Shape]) -> None:
    times = [(at, key) for at, key in _places(payload) if str(key).endswith("ts")]
    at, key = random.choice(times or [(payload, "ts")])
    at[key] = random.choice(
        (*TIMES, *HUGE, f"{random.randrange(10**10)}.{random.randrange(10**6)}")
    )


def _other_team(random: Random, payload: Json, _: Sequence[Shape]) -> None:
    teams = [(at, key) for at, key in _places(payload) if at[key] == "T01PRACTICE"]
    for at, key in teams:
        at[key] = random.choice(("T02OTHER", "T99NOWHERE", "E01GRID", "", None, CANARY))


CHANGES = (
    Change("a key dropped", _drop),
    Change("another type", _put(TYPES)),
    Change("nested nulls", _put(NULLS)),
    Change("a huge number", _put(HUGE)),
    Change("an odd text", _write(ODD_TEXTS)),
    Change("a long text", _write(LONG_TEXTS)),
    Change("nested deeply", _nest),
    Change("another payload's part", _transplant),
    Change("two values exchanged", _swap),
    Change("another time", _time),
    Change("another team", _other_team),
    Change("an old version", _old_view),
    Change("a key of its own", _renamed),
    Change("a form without fields", _empty_form),
    Change("a text of up to a megabyte", _write(HUGE_TEXTS)),
)
WEIGHTS = (8, 8, 3, 4, 8, 3, 2, 5, 3, 4, 2, 3, 8, 1, 0.1)
"""How often each is drawn: what is slow, less."""

IDLE = (
    Change("a stranger", _stranger, idle=True),
    Change("a neighbour", _neighbour, idle=True),
    Change("another app's", _other_app, idle=True),
)
"""Changes after which nothing may come of a payload."""


def as_is(shape: Shape, secret: str, now: float) -> Made:
    """The delivery unchanged: what was changed for the worse is still recognised beside it."""
    body, kind = encoded(shape.sort, shape.payload)
    return replace(Made(shape.sort, body, signed(body, kind, secret, now), ("nothing",), False))
