"""How Slack brings things to the app: signed, and again when the app fails ("The Events API").

Events are retried at once, after one and after five minutes; commands, clicks and forms never.
A test can hold deliveries back, double them, mix their order or lose them.
"""

import json
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import urlencode

from slack_bolt import App, BoltRequest
from slack_sdk.signature import SignatureVerifier

from . import limits
from .clock import VirtualClock
from .json_types import Json


class Sort(Enum):
    """What is delivered; only an EVENT is ever retried."""

    EVENT = "event"
    COMMAND = "command"
    ACTION = "action"
    SUBMISSION = "submission"
    CLOSURE = "closure"
    SHORTCUT = "shortcut"


@dataclass(frozen=True)
class Answer:
    """What the app said to one delivery, and how long it took on the virtual clock.

    `status` 0 stands for an app that could not be reached.
    """

    status: int
    body: str
    headers: dict[str, list[str]]
    at: float
    seconds: float
    retry_num: int

    @property
    def too_late(self) -> bool:
        return self.seconds > limits.ANSWER_SECONDS.at_most

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300 and not self.too_late

    @property
    def failure(self) -> str:
        """Slack's name for what went wrong, as in X-Slack-Retry-Reason."""
        if self.status == 0:
            return "connection_failed"
        return "http_timeout" if self.too_late else "http_error"

    def json(self) -> Json:
        """The body as an object; an empty body is an empty object."""
        loaded = json.loads(self.body) if self.body.startswith("{") else {}
        return loaded if isinstance(loaded, dict) else {}


@dataclass
class Delivery:
    """One thing that Slack brings to the app, and every answer it was given."""

    sort: Sort
    payload: Json
    acted_at: float
    on_answer: Callable[[Answer], None] | None = None
    answers: list[Answer] = field(default_factory=list)
    dropped: bool = False

    @property
    def status(self) -> int | None:
        """The app's HTTP status the last time, None while it has not been delivered."""
        return self.answers[-1].status if self.answers else None

    @property
    def body(self) -> str | None:
        return self.answers[-1].body if self.answers else None

    @property
    def lost(self) -> bool:
        """Whether Slack has given up on it."""
        never = self.sort is not Sort.EVENT and bool(self.answers)
        spent = max((a.retry_num for a in self.answers), default=0) == len(
            limits.EVENT_RETRY_SECONDS
        )
        return self.dropped or ((never or spent) and not any(a.accepted for a in self.answers))

    @property
    def event(self) -> Json:
        event: Json = self.payload.get("event", {})
        return event


@dataclass(frozen=True)
class Sending:
    """One attempt at a delivery; retries say which they are and why."""

    delivery: Delivery
    due: float
    retry_num: int = 0
    reason: str = ""


class PostOffice:
    """The queue between Slack and the app, and the only caller of `App.dispatch`."""

    def __init__(self, clock: VirtualClock, signing_secret: str) -> None:
        self.clock = clock
        self.signer = SignatureVerifier(signing_secret)
        self.deliveries: list[Delivery] = []
        self.duplicate_everything = False
        self._app: App | None = None
        self._installed = False
        self._held: set[Sort] = set()
        self._waiting: list[Sending] = []
        self._order: random.Random | None = None
        self._to_drop = 0
        self._busy = False
        self._lock = threading.Lock()

    # What a test arranges

    def connect(self, app: App) -> None:
        """From now on deliveries reach `app`."""
        self._app, self._installed = app, True

    def disconnect(self) -> None:
        """The app cannot be reached; events are retried by the policy and then lost."""
        self._app = None

    def hold(self, *sorts: Sort) -> None:
        """Keep these back (all sorts when none is named) until `deliver_all`."""
        self._held |= set(sorts or Sort)

    def release(self) -> None:
        """Hold nothing back any more, and deliver what was."""
        self._held.clear()
        self._order = None
        self.deliver_all()

    def shuffle(self, seed: int) -> None:
        """Hold everything back, and let `deliver_all` bring it in an order drawn from `seed`."""
        self._order = random.Random(seed)
        self.hold()

    def drop_next(self, times: int = 1) -> None:
        """The next deliveries never arrive, nor does any retry of them."""
        self._to_drop += times

    @property
    def waiting(self) -> list[Delivery]:
        """What has not been brought yet, retries apart."""
        return [sending.delivery for sending in self._waiting if sending.retry_num == 0]

    # What Slack does

    def enqueue(
        self, sort: Sort, payload: Json, on_answer: Callable[[Answer], None] | None = None
    ) -> Delivery:
        """Take something to be delivered; safe from any thread, and delivers nothing itself."""
        delivery = Delivery(sort, payload, self.clock.now(), on_answer)
        self.deliveries.append(delivery)
        if self._to_drop or not self._installed:
            self._to_drop = max(0, self._to_drop - 1)
            delivery.dropped = True
            return delivery
        copies = 2 if self.duplicate_everything else 1
        with self._lock:
            self._waiting.extend([Sending(delivery, self.clock.now())] * copies)
        return delivery

    def send(
        self, sort: Sort, payload: Json, on_answer: Callable[[Answer], None] | None = None
    ) -> Delivery:
        """Enqueue, and deliver whatever need not wait."""
        delivery = self.enqueue(sort, payload, on_answer)
        self.deliver_due()
        return delivery

    def deliver_due(self) -> None:
        """Bring everything that is due by now and not held back."""
        self._run(include_held=False)

    def deliver_all(self) -> None:
        """Bring everything that waits, held back or not, but no retry before its time."""
        self._run(include_held=True)

    def next_retry(self) -> float | None:
        """When the next retry is due, in epoch seconds."""
        return min((s.due for s in self._waiting if s.retry_num), default=None)

    def _run(self, *, include_held: bool) -> None:
        if self._busy:
            return
        self._busy = True
        try:
            while (sending := self._take(include_held)) is not None:
                self._bring(sending)
        finally:
            self._busy = False

    def _take(self, include_held: bool) -> Sending | None:
        now = self.clock.now()
        with self._lock:
            ready = [
                sending
                for sending in self._waiting
                if sending.due <= now
                and (include_held or sending.retry_num or sending.delivery.sort not in self._held)
            ]
            if not ready:
                return None
            chosen = self._order.choice(ready) if self._order else ready[0]
            self._waiting.remove(chosen)
        return chosen

    def _bring(self, sending: Sending) -> None:
        delivery = sending.delivery
        started = self.clock.now()
        status, body, headers = self._dispatch(delivery, sending)
        now = self.clock.now()
        answer = Answer(status, body, headers, now, now - started, sending.retry_num)
        first = not delivery.answers
        delivery.answers.append(answer)
        if not answer.accepted and delivery.sort is Sort.EVENT:
            self._plan_retry(sending, answer)
        if first and delivery.on_answer is not None:
            delivery.on_answer(answer)

    def _plan_retry(self, sending: Sending, answer: Answer) -> None:
        retry_num = sending.retry_num + 1
        refused = any(name.lower() == "x-slack-no-retry" for name in answer.headers)
        if refused or retry_num > len(limits.EVENT_RETRY_SECONDS):
            return
        first = sending.delivery.answers[0].at
        due = first + limits.EVENT_RETRY_SECONDS[retry_num - 1]
        with self._lock:
            self._waiting.append(Sending(sending.delivery, due, retry_num, answer.failure))

    def _dispatch(
        self, delivery: Delivery, sending: Sending
    ) -> tuple[int, str, dict[str, list[str]]]:
        if self._app is None:
            return 0, "", {}
        body, content_type = encoded(delivery.sort, delivery.payload)
        headers = self.signed(body, content_type)
        if sending.retry_num:
            headers["x-slack-retry-num"] = [str(sending.retry_num)]
            headers["x-slack-retry-reason"] = [sending.reason]
        request = BoltRequest(body=body, headers=headers, mode="http")
        response = self._app.dispatch(request)
        return response.status, response.body, {k: list(v) for k, v in response.headers.items()}

    def signed(self, body: str, content_type: str) -> dict[str, str | Sequence[str]]:
        """Request headers with Slack's signature ("Verifying requests from Slack").

        The timestamp is the machine's own time, since that is what Bolt compares it with.
        """
        timestamp = str(int(time.time()))
        signature = self.signer.generate_signature(timestamp=timestamp, body=body)
        return {
            "content-type": [content_type],
            "user-agent": ["Slackbot 1.0 (+https://api.slack.com/robots)"],
            "x-slack-request-timestamp": [timestamp],
            "x-slack-signature": [signature or ""],
        }


def encoded(sort: Sort, payload: Json) -> tuple[str, str]:
    """The body as Slack posts it, and its content type."""
    if sort is Sort.EVENT:
        return json.dumps(payload), "application/json"
    form = payload if sort is Sort.COMMAND else {"payload": json.dumps(payload)}
    return urlencode(form), "application/x-www-form-urlencoded"
