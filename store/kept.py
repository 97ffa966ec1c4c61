"""What a case's own row keeps as JSON: the letters that went out, what its clock is replayed from,
and its internal review."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from foi_bot.case import Review, Sent
from foi_bot.law import clock
from foi_bot.law.clock import Event

EVENTS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        clock.ClarificationAsked,
        clock.ClarificationAnswered,
        clock.FeesNotice,
        clock.FeePaid,
        clock.Extended,
    )
}
"""The events by the names under which they are kept. The receipt is the case's own day."""

_SENT = TypeAdapter(tuple[Sent, ...])
_REVIEW = TypeAdapter(Review)


def sent_to_json(sent: tuple[Sent, ...]) -> str:
    return _SENT.dump_json(sent).decode()


def sent_from_json(stored: str) -> tuple[Sent, ...]:
    return () if stored == NONE else _SENT.validate_json(stored)


def happened_to_json(happened: tuple[Event, ...]) -> str:
    kept = [{"kind": type(event).__name__, **asdict(event)} for event in happened]
    return json.dumps(kept, default=date.isoformat)


def happened_from_json(stored: str) -> tuple[Event, ...]:
    return () if stored == NONE else tuple(_event(**one) for one in json.loads(stored))


def review_to_json(review: Review | None) -> str | None:
    return None if review is None else _REVIEW.dump_json(review).decode()


def review_from_json(stored: str | None) -> Review | None:
    return None if stored is None else _REVIEW.validate_json(stored)


NONE = "[]"
"""Most cases have sent nothing yet, and are loaded often."""


def _event(kind: str, **said: Any) -> Event:
    event: Event = _reader(kind).validate_python(said)
    return event


@cache
def _reader(kind: str) -> TypeAdapter[Any]:
    """Made once: making one takes a hundred times as long as reading with it."""
    return TypeAdapter(EVENTS[kind])
