"""The roster: who somebody is to the workspace, and whether they are in a channel.

Asked of Slack outside any transaction, remembered for a while, and forgotten at once when an event
says that it changed (Slack, "users.info", "conversations.members").
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from foi_bot.casework.people import Footing, Person

KEPT = 300.0
"""Seconds for which an answer of Slack's is believed, if no event says otherwise."""


@dataclass(frozen=True, slots=True)
class _Known:
    footing: Footing
    until: float


class Roster:
    """Remembers people and memberships. Safe to use from several threads."""

    def __init__(self, client: WebClient, now: Callable[[], float]) -> None:
        self._client = client
        self._now = now
        self._lock = threading.Lock()
        self._people: dict[tuple[str, str], _Known] = {}
        self._members: dict[tuple[str, str], tuple[frozenset[str], float]] = {}

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
        with self._lock:
            self._people.pop((workspace, user), None)

    def forget_channel(self, workspace: str, channel: str) -> None:
        """Slack said that somebody joined or left."""
        with self._lock:
            self._members.pop((workspace, channel), None)

    def _footing(self, workspace: str, user: str) -> Footing:
        known = self._people.get((workspace, user))
        if known and known.until > self._now():
            return known.footing
        footing = self._asked(workspace, user)
        with self._lock:
            self._people[(workspace, user)] = _Known(footing, self._now() + KEPT)
        return footing

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
        known = self._members.get((workspace, channel))
        if known and known[1] > self._now():
            return known[0]
        members: list[str] = []
        cursor = ""
        while True:
            page = self._client.conversations_members(channel=channel, limit=200, cursor=cursor)
            members += page["members"]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        with self._lock:
            self._members[(workspace, channel)] = (frozenset(members), self._now() + KEPT)
        return frozenset(members)
