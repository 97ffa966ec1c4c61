"""Who does a deed, and whether that person may do anything at all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Footing(StrEnum):
    """How a Slack user stands to the workspace and to the case's channel.

    Slack's `users.info` tells guests (`is_restricted`, `is_ultra_restricted`), people of another
    organisation (`is_stranger`, a foreign `team_id`) and deactivated accounts (`deleted`) apart.
    """

    MEMBER = "member"
    GUEST = "guest"
    EXTERNAL = "external"
    DEACTIVATED = "deactivated"
    BOT = "bot"
    OUTSIDER = "outsider"
    """A full member of the workspace who is not in the case's channel."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in Slack: the member id, and the footing on which they act now."""

    id: str
    footing: Footing = Footing.MEMBER

    @property
    def may_act(self) -> bool:
        """Whether this person can answer, approve or open at all."""
        return self.footing is Footing.MEMBER
