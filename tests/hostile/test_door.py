"""What stands at the door: only what Slack signed, and only what has the shape of its payloads."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult

from foi_bot import logs
from foi_bot.slack.door import LARGEST, Door
from foi_bot.slack.form_body import payload_of

SECRET = "practice-secret"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
EVENT: dict[str, Any] = {
    "type": "event_callback",
    "team_id": "T01",
    "event_id": "Ev01",
    "event": {"type": "message", "channel": "C01", "user": "U01", "text": "Hello", "ts": "1.2"},
}


@pytest.fixture
def door() -> Door:
    """A door before an app that takes every event."""
    us = AuthorizeResult(
        enterprise_id=None, team_id="T01", bot_user_id="U0BOT", bot_token="xoxb-practice"
    )
    app = App(signing_secret=SECRET, process_before_response=True, authorize=lambda: us)

    @app.event("message")
    def message() -> None:
        return None

    return Door(app, SECRET)


def escaped(payload: object) -> str:
    """A payload as Slack puts it into a form."""
    return urlencode({"payload": json.dumps(payload)})


def signed(body: bytes, kind: str = JSON, *, at: str | None = None) -> dict[str, str]:
    """Headers with Slack's signature."""
    timestamp = str(int(time.time())) if at is None else at
    digest = hmac.new(SECRET.encode(), b"v0:%s:%s" % (timestamp.encode(), body), sha256)
    return {
        "content-type": kind,
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": f"v0={digest.hexdigest()}",
    }


def asked(door: Door, body: object, **changed: str) -> int:
    """The status of a signed request with this body, some of its headers changed."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return int(door.answer(raw, {**signed(raw), **changed}).status)


def test_what_slack_signed_is_let_in(door: Door) -> None:
    assert asked(door, EVENT) == 200


@pytest.mark.parametrize(
    "signature", ["", "v0=", "v0=" + "0" * 64, "v1=abc", "v0=\u00e9", "v0=\ud800"]
)
def test_a_wrong_signature_is_refused(door: Door, signature: str) -> None:
    assert asked(door, EVENT, **{"x-slack-signature": signature}) == 401


@pytest.mark.parametrize(
    "at", ["", "yesterday", "1e9", "-1", "0", "1523270400", "9" * 5000, "\u0661\u0662", " 1", "nan"]
)
def test_a_timestamp_that_is_none_or_is_more_than_five_minutes_off_is_refused(
    door: Door, at: str
) -> None:
    raw = json.dumps(EVENT).encode()
    assert door.answer(raw, {**signed(raw), "x-slack-request-timestamp": at}).status == 401


@pytest.mark.parametrize("seconds", [-301, 301])
def test_a_signature_is_believed_for_five_minutes(door: Door, seconds: int) -> None:
    raw = json.dumps(EVENT).encode()
    at = str(int(time.time()) + seconds)
    assert door.answer(raw, signed(raw, at=at)).status == 401


def test_nothing_unsigned_is_read(door: Door) -> None:
    assert door.answer(b"[" * 100_000, {}).status == 401


def test_more_than_slack_ever_sends_is_not_even_verified(door: Door) -> None:
    assert asked(door, b" " * (LARGEST + 1)) == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[]",
        b"null",
        b"7",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"type": ' + b"9" * 5_000 + b"}",
        b"payload=",
        b"payload=%7B",
        b"payload=[]",
        b"payload=null",
        b"\x00",
    ],
    ids=lambda body: repr(body[:12]),
)
@pytest.mark.parametrize("kind", [JSON, FORM, "text/plain", ""])
def test_what_is_no_payload_is_refused(door: Door, body: bytes, kind: str) -> None:
    assert door.answer(body, signed(body, kind)).status in (400, 404)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("event_id", None),
        ("event_id", 7),
        ("event_id", "E" * 256),
        ("event_id", "Ev\x00"),
        ("event_id", "Ev\ud800"),
        ("event", None),
        ("event", []),
        ("authorizations", 7),
        ("authorizations", [7]),
        ("team_id", {}),
        ("enterprise", 7),
    ],
)
def test_an_event_without_its_shape_is_refused(door: Door, name: str, value: object) -> None:
    assert asked(door, {**EVENT, name: value}) == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ts", "not a timestamp"),
        ("ts", 7),
        ("ts", "1e9"),
        ("ts", "\u0661.2"),
        ("channel", 7),
        ("channel", ["C01"]),
        ("user", 7),
        ("text", {}),
        ("blocks", "text"),
        ("blocks", [None]),
        ("files", [7]),
        ("files", {}),
        ("message", 7),
        ("edited", "now"),
        ("item", [None]),
    ],
)
def test_an_event_with_something_else_where_we_look_is_refused(
    door: Door, name: str, value: object
) -> None:
    assert asked(door, {**EVENT, "event": {**EVENT["event"], name: value}}) == 400


_PIECES = (
    *("{", "}", '"', '"a":', "7", "+", "=", "&", "%", "%4", "%zz", "_", "=\n", "\r\n", "b=", "é"),
    *("%7B", "%22", "%2b", "%3D", "%25", "%E2%82%AC", "%ff", "%C3", "%0A", "%7D", "payload="),
)
_BODIES = st.lists(st.sampled_from(_PIECES)).map(lambda pieces: "".join(["payload=", *pieces]))


def read(by: Callable[[str], Any], body: str) -> Any:
    """What stands in a body; "no JSON" where that is what is wrong with it."""
    try:
        return by(body)
    except ValueError:
        return "no JSON"


def by_bolt(body: str) -> Any:
    """A body as Bolt reads it."""
    return BoltRequest(body=body, headers={"content-type": FORM}).body


@given(_BODIES | st.dictionaries(st.text(), st.text()).map(escaped))
@example("payload=%7B%22a%22%3A%22%2522%2B%3D+%22%7D")
@example("payload={%22a%22:%22=_%22}")
def test_a_form_is_read_as_bolt_reads_it(body: str) -> None:
    ours = read(payload_of, body)
    if ours is not None:
        assert ours == read(by_bolt, body)


def test_a_form_as_slack_writes_it_is_read_at_once() -> None:
    told = {"a": "100 % of \u20ac 5 & more = 1+1", "b": [{"c": "\U0001f600\n"}]}
    assert payload_of(escaped(told)) == told


def test_a_form_that_was_read_at_once_is_still_verified_by_bolt_itself(door: Door) -> None:
    raw = escaped(EVENT).encode()
    assert door.answer(raw, signed(raw, FORM)).status == 200
    strict = Door(
        App(signing_secret="another", token="xoxb-practice", token_verification_enabled=False),
        SECRET,
    )
    assert strict.answer(raw, signed(raw, FORM)).status == 401


def test_what_nobody_looks_at_may_be_anything(door: Door) -> None:
    more: dict[str, object] = {
        "blocks": None,
        "metadata": 7,
        "attachments": [None],
        "thread_ts": "",
        "new": [[]],
    }
    assert asked(door, {**EVENT, "event": {**EVENT["event"], **more}, "event_time": "soon"}) == 200


@pytest.mark.parametrize("kind", ["block_suggestion", "dialog_submission", "", 7, None, [], {}])
def test_a_kind_that_we_have_no_use_for_is_not_found(door: Door, kind: object) -> None:
    assert asked(door, {"type": kind}) == 404


def test_word_that_slack_holds_events_back_is_acknowledged(door: Door) -> None:
    assert asked(door, {"type": "app_rate_limited", "team_id": "T01", "api_app_id": "A01"}) == 200


def test_slack_is_answered_its_challenge(door: Door) -> None:
    raw = b'{"type": "url_verification", "challenge": "abc"}'
    answer = door.answer(raw, signed(raw))
    assert (answer.status, json.loads(answer.body)) == (200, {"challenge": "abc"})


@pytest.mark.parametrize("payload", [None, [], 7, "text", {}, {"type": "hello"}, {"event": 7}])
def test_what_comes_through_socket_mode_is_looked_at_as_well(door: Door, payload: object) -> None:
    assert door.deliver(payload).status in (400, 404)
    assert door.deliver(EVENT).status == 200


def test_what_is_refused_is_told_by_its_place_and_not_by_its_words(
    door: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure("INFO")
    try:
        answer = door.deliver({**EVENT, "event": {"type": "message", "ts": "the applicant's name"}})
    finally:
        logs.configure("CRITICAL")
    (line,) = capsys.readouterr().err.splitlines()
    assert answer.body == '{"error": "event.ts"}'
    assert json.loads(line)["why"] == "event.ts"
    assert "applicant" not in line
