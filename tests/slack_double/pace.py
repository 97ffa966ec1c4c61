"""How fast an app may call ("Rate limits"), counted on the virtual clock."""

import math
from collections import deque

from .limits import METHOD_TIERS, SECONDS_BETWEEN_POSTS, Tier

MINUTE = 60.0
SLACKNESS = 0.001
"""Seconds that are forgiven, because a clock that adds up floats does not land exactly."""


class Pace:
    """Refuses a call that comes too soon. No burst is allowed: Slack promises none."""

    def __init__(self) -> None:
        self._last_post: dict[str, float] = {}
        self._calls: dict[str, deque[float]] = {}

    def wait_for(self, method: str, channel: str | None, now: float) -> int:
        """Seconds for `Retry-After`; 0 lets the call through and counts it."""
        wait = self._post_wait(channel, now) if method == "chat.postMessage" and channel else 0.0
        wait = max(wait, self._tier_wait(method, now))
        if wait > 0:
            return max(1, math.ceil(wait - SLACKNESS))
        if method == "chat.postMessage" and channel:
            self._last_post[channel] = now
        self._calls.setdefault(method, deque()).append(now)
        return 0

    def _post_wait(self, channel: str, now: float) -> float:
        last = self._last_post.get(channel)
        gap = SECONDS_BETWEEN_POSTS.at_most - SLACKNESS
        return 0.0 if last is None or now - last >= gap else last + gap - now

    def _tier_wait(self, method: str, now: float) -> float:
        tier = METHOD_TIERS.get(method, Tier.SPECIAL)
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - MINUTE + SLACKNESS:
            calls.popleft()
        if tier is Tier.SPECIAL or len(calls) < tier.value:
            return 0.0
        return calls[0] + MINUTE - now
