"""The roster: who somebody is to the workspace, and whether they are in a channel.

Asked of Slack outside any transaction, remembered for a while, and forgotten at once when an event
says that it changed (Slack, "users.info", "conversations.members").
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from foi_bot.casework.people import Footing, Person

KEPT = 300.0
"""Seconds for which an answer of Slack's is believed, if no event says otherwise."""

MOST = 500
"""How many people, and how many channels, are remembered at most. The members of a large channel
take some hundred kilobytes."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Known(Generic[Answer]):
    answer: Answer
    until: float


class _Remembered(Generic[Answer]):
    """Slack's answers, the oldest first: what is out of date is forgotten as soon as there is
    something new, and beyond `MOST` the oldest."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._known: dict[tuple[str, str], _Known[Answer]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._known)

    def get(self, workspace: str, id_: str) -> Answer | None:
        known = self._known.get((workspace, id_))
        return known.answer if known and known.until > self._now() else None

    def keep(self, workspace: str, id_: str, answer: Answer) -> Answer:
        now = self._now()
        with self._lock:
            self._known.pop((workspace, id_), None)
            self._known[(workspace, id_)] = _Known(answer, now + KEPT)
            for key in [*self._known][: max(0, len(self._known) - MOST)]:
                del self._known[key]
            for key in [key for key, known in self._known.items() if known.until <= now]:
                del self._known[key]
        return answer

    def forget(self, workspace: str, id_: str) -> None:
        with self._lock:
            self._known.pop((workspace, id_), None)


class Roster:
    """Remembers people and memberships. Safe to use from several threads."""

    def __init__(self, client: WebClient, now: Callable[[], float]) -> None:
        self._client = client
        self._people: _Remembered[Footing] = _Remembered(now)
        self._members: _Remembered[frozenset[str]] = _Remembered(now)

    def person(self, workspace: str, user: str, channel: str) -> Person:
        """Somebody who acts in a channel. Raises SlackApiError or OSError where Slack can't say."""
        footing = self._footing(workspace, user)
        if footing is Footing.MEMBER and user not in self._in_channel(workspace, channel):
            # Somebody may have joined since: ask once more before turning them away.
            self.forget_channel(workspace, channel)
            if user not in self._in_channel(workspace, channel):
                footing = Footing.OUTSIDER
        return Person(user, footing)

    def forget_person(self, workspace: str, user: str) -> None:
        """Slack said that this account changed."""
        self._people.forget(workspace, user)

    def forget_channel(self, workspace: str, channel: str) -> None:
        """Slack said that somebody joined or left."""
        self._members.forget(workspace, channel)

    @property
    def remembered(self) -> tuple[int, int]:
        """How many people and how many channels are remembered now."""
        return len(self._people), len(self._members)

    def _footing(self, workspace: str, user: str) -> Footing:
        known = self._people.get(workspace, user)
        if known is not None:
            return known
        return self._people.keep(workspace, user, self._asked(workspace, user))

    def _asked(self, workspace: str, user: str) -> Footing:
        try:
            told = self._client.users_info(user=user)["user"]
        except SlackApiError as refused:
            # Slack does not show an app everybody of another organisation.
            if refused.response.get("error") in ("user_not_found", "user_not_visible"):
                return Footing.EXTERNAL
            raise
        if told.get("deleted"):
            return Footing.DEACTIVATED
        if told.get("is_bot") or told.get("id") == "USLACKBOT":
            return Footing.BOT
        if told.get("is_stranger") or told.get("team_id", workspace) != workspace:
            return Footing.EXTERNAL
        if told.get("is_restricted") or told.get("is_ultra_restricted"):
            return Footing.GUEST
        return Footing.MEMBER

    def _in_channel(self, workspace: str, channel: str) -> frozenset[str]:
        known = self._members.get(workspace, channel)
        if known is not None:
            return known
        members: list[str] = []
        cursor = ""
        while True:
            page = self._client.conversations_members(channel=channel, limit=200, cursor=cursor)
            members += page["members"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return self._members.keep(workspace, channel, frozenset(members))
