"""Slack's pace: one message a second a channel, and so many calls a minute of each method in a
workspace (Slack, "Rate limits"). Kept by spacing calls, so that none is refused."""

from __future__ import annotations

from dataclasses import dataclass, field

POST = "chat.postMessage"
UPDATE = "chat.update"
REPLIES = "conversations.replies"
HISTORY = "conversations.history"

PER_CHANNEL = 1.0
"""Seconds between two posts in one channel."""

SPACING: dict[str, float] = {
    # Tier 3: 50 a minute and more.
    UPDATE: 60 / 50,
    REPLIES: 60 / 50,
    HISTORY: 60 / 50,
    # Tier 4: 100 a minute and more.
    "files.getUploadURLExternal": 60 / 100,
    "files.completeUploadExternal": 60 / 100,
    "files.info": 60 / 100,
}
"""Seconds between two calls of a method in one workspace. Slack allows bursts but promises none."""


@dataclass
class Pace:
    """When the next call may be made. Times are seconds of whatever clock the caller uses."""

    _channels: dict[tuple[str, str], float] = field(default_factory=dict)
    _methods: dict[tuple[str, str], float] = field(default_factory=dict)

    def free_at(self, workspace: str, channel: str, method: str) -> float:
        """The earliest time for this call."""
        of_method = self._methods.get((workspace, method), 0.0)
        of_channel = self._channels.get((workspace, channel), 0.0) if method == POST else 0.0
        return max(of_method, of_channel)

    def made(self, workspace: str, channel: str, method: str, now: float) -> None:
        """A call was made now."""
        if method == POST:
            self._channels[(workspace, channel)] = now + PER_CHANNEL
        if method in SPACING:
            self._methods[(workspace, method)] = now + SPACING[method]

    def refused(
        self, workspace: str, channel: str, method: str, now: float, seconds: float
    ) -> None:
        """Slack said when to come back (`Retry-After`)."""
        if method == POST:
            self._channels[(workspace, channel)] = now + seconds
        else:
            self._methods[(workspace, method)] = now + seconds
