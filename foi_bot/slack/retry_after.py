"""How long Slack asks us to stay away (Slack, "Rate limits"): seconds, or a date where a proxy in
between says it (RFC 9110, "Retry-After")."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

UNSAID = 30.0
"""Seconds where nothing that can be understood is said."""

LONGEST = 3600.0
"""Slack asks for a minute at most. What asks for more is a mistake, and hours of silence
would do harm."""


def retry_after(headers: Mapping[str, str] | None, now: datetime) -> float:
    """Seconds to wait, from the headers of a refused call: from 0 to an hour."""
    said = next((v for k, v in (headers or {}).items() if k.lower() == "retry-after"), "")
    seconds = _seconds(str(said).strip(), now)
    return UNSAID if seconds is None else min(max(seconds, 0.0), LONGEST)


def _seconds(said: str, now: datetime) -> float | None:
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds()
