"""Deliveries: the scene's acts on as many cases as are wanted, as the bytes that Slack would post.

They are signed just before they are sent, since a signature is believed for five minutes.
"""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

from benchmarks.serving.fill import Clone, of_state
from benchmarks.serving.scene import COMMAND, REACTION, REPLY, TIMESTAMP, Act, Scene
from tests.slack_double.deliveries import Sort, encoded
from tests.slack_double.json_types import Json

PATH = "/slack/events"


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery: its key (that by which a repetition is known), its body and its type."""

    key: str
    body: bytes
    content_type: str

    def headers(self, secret: bytes) -> dict[str, str]:
        """What Slack sends with it, signed now. Names are in lower case."""
        now = str(int(time.time()))
        told = b":".join((b"v0", now.encode(), self.body))
        return {
            "content-type": self.content_type,
            "x-slack-request-timestamp": now,
            "x-slack-signature": f"v0={hmac.new(secret, told, sha256).hexdigest()}",
        }

    def request(self, secret: bytes) -> bytes:
        """The whole HTTP request, signed now."""
        lines = [f"{name}: {value}\r\n" for name, value in self.headers(secret).items()]
        head = (
            f"POST {PATH} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: Slackbot 1.0\r\n"
            f"content-length: {len(self.body)}\r\n{''.join(lines)}\r\n"
        )
        return head.encode() + self.body


def deliveries(
    scene: Scene, made: Iterable[Clone], kind: str, wanted: int, tag: str = ""
) -> list[Sent]:
    """This act, done to so many cases, each once. `tag` keeps keys apart from those of others."""
    act = scene.acts[kind]
    if kind == COMMAND:
        return [_sent(act, dict(act.payload), f"{tag}{number}") for number in range(wanted)]
    found = of_state(made, kind, wanted)
    assert len(found) == wanted, f"only {len(found)} cases are there for a {kind}"
    return [_sent(act, _on(scene, act, clone), f"{tag}{clone.number}") for clone in found]


def _on(scene: Scene, act: Act, clone: Clone) -> Json:
    """The act as it would be on another case."""
    told = json.dumps(act.payload).replace(scene.case, clone.id)
    told = told.replace(scene.channel, clone.channel)
    shifted: Json = json.loads(TIMESTAMP.sub(lambda found: _later(found[0], clone.shift), told))
    return shifted


def _later(ts: str, seconds: int) -> str:
    return f"{int(ts[:10]) + seconds}{ts[10:]}"


def _sent(act: Act, payload: Json, tag: str) -> Sent:
    match act.sort:
        case Sort.EVENT:
            key = payload["event_id"] = f"Ev{tag}"
        case Sort.SUBMISSION:
            key = f"V{tag}"
            payload["view"] = {**payload["view"], "id": key}
        case _:
            key = payload["trigger_id"] = f"{tag}.{act.kind}"
    body, content_type = encoded(act.sort, payload)
    return Sent(key, body.encode(), content_type)


def key_of(body: Json) -> str:
    """The key of what Bolt has unpacked."""
    if "event_id" in body:
        return str(body["event_id"])
    if body.get("type") == "view_submission":
        return str(body["view"]["id"])
    return str(body["trigger_id"])


def again(scene: Scene, made: Sequence[Clone]) -> Iterator[Sent]:
    """Events without end, of every sort, each in its turn on another case: ticks put on and taken
    away, officers' replies in bounds, and what others say."""
    drafts = [clone for clone in made if clone.state == REACTION]
    asked = [clone for clone in made if clone.state == REPLY]
    for number in count():
        draft, question = drafts[number % len(drafts)], asked[number % len(asked)]
        turn = number // len(drafts)
        yield _again(scene, draft, REACTION, _ticked(turn))
        if turn < REPLIES:
            yield _again(scene, question, REPLY, _said("", turn))
        for line in range(3):
            yield _again(scene, question, REPLY, _said("// ", turn * 3 + line))


REPLIES = 3
"""How many replies of the officer's each case gets: an answer is not typed in hundreds."""


def _again(scene: Scene, clone: Clone, kind: str, change: Callable[[Json], None]) -> Sent:
    act = scene.acts[kind]
    payload = _on(scene, act, clone)
    change(payload["event"])
    return _sent(act, payload, f"a{next(_numbers)}")


def _ticked(turn: int) -> Callable[[Json], None]:
    def change(event: Json) -> None:
        event["type"] = "reaction_removed" if turn % 2 else "reaction_added"
        event["event_ts"] = _later(event["event_ts"], turn)

    return change


def _said(prefix: str, turn: int) -> Callable[[Json], None]:
    def change(event: Json) -> None:
        event["text"] = f"{prefix}{event['text']}"
        del event["blocks"]
        # Replies of one moment are told apart by the last digits.
        event["ts"] = f"{event['ts'][:11]}{turn + (500_000 if prefix else 1):06}"

    return change


_numbers = count()
