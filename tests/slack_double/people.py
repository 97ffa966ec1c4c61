"""Who and what is in the workspace: people of every kind, channels, the bot itself."""

from dataclasses import dataclass, field, replace
from enum import Enum


class Kind(Enum):
    """What an account may do, as Slack tells accounts apart ("User object")."""

    MEMBER = "member"
    ADMIN = "admin"
    GUEST = "multi-channel guest"
    SINGLE_CHANNEL_GUEST = "single-channel guest"
    STRANGER = "somebody of another organisation, through Slack Connect"
    DEACTIVATED = "deactivated"
    BOT = "bot"


@dataclass(frozen=True)
class Account:
    """One account; `team_id` is another workspace's for a stranger."""

    id: str
    name: str
    real_name: str
    kind: Kind = Kind.MEMBER
    team_id: str = "T01PRACTICE"
    email: str | None = None

    def deactivated(self) -> "Account":
        return replace(self, kind=Kind.DEACTIVATED)


@dataclass
class Channel:
    """A conversation. `members` keeps the order of joining; a DM has exactly one person."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    is_private: bool = False
    is_archived: bool = False
    is_shared: bool = False
    dm_with: str | None = None

    @property
    def is_dm(self) -> bool:
        return self.dm_with is not None

    @property
    def kind(self) -> str:
        """The `channel_type` of an event: channel, group or im."""
        if self.is_dm:
            return "im"
        return "group" if self.is_private else "channel"


@dataclass(frozen=True)
class Installation:
    """The app as installed: who it is and how it proves that."""

    team_id: str = "T01PRACTICE"
    team_name: str = "Practice"
    team_domain: str = "practice"
    app_id: str = "A01APP"
    bot_user_id: str = "U0BOT"
    bot_id: str = "B0BOT"
    bot_name: str = "foi-bot"
    bot_token: str = "xoxb-practice"
    app_token: str = "xapp-practice"
    signing_secret: str = "practice-secret"
    scopes: str = (
        "channels:history,channels:read,chat:write,commands,files:read,files:write,groups:history,"
        "groups:read,im:history,im:write,metadata.message:read,reactions:read,reactions:write,"
        "users:read,users:read.email"
    )


OTHER_TEAM = "T02OTHER"

CAST = (
    Account("U01OFFICER", "officer", "Olive Officer", email="officer@example.org"),
    Account("U02LEAD", "lead", "Len Lead", email="lead@example.org"),
    Account("U03APPROVER", "approver", "Ada Approver", email="approver@example.org"),
    Account("U04GUEST", "guest", "Gus Guest", Kind.GUEST, email="guest@example.org"),
    Account("U05SINGLE", "single", "Sid Single", Kind.SINGLE_CHANNEL_GUEST),
    Account("U06STRANGER", "stranger", "Stella Stranger", Kind.STRANGER, OTHER_TEAM),
    Account("U07GONE", "gone", "Gwen Gone", Kind.DEACTIVATED, email="gone@example.org"),
    Account("U08ROBOT", "robot", "Other Robot", Kind.BOT),
    Account("U09OUTSIDE", "outside", "Otto Outside", email="outside@example.org"),
    Account("U10ADMIN", "admin", "Ann Admin", Kind.ADMIN, email="admin@example.org"),
)
"""Plainly made-up people, one of each kind at least; U09OUTSIDE is in no channel of the bot's."""


def channels_of_the_cast() -> list[Channel]:
    """Fresh channels with and without the bot: public, private, archived, shared."""
    inside = [a.id for a in CAST if a.id not in ("U06STRANGER", "U07GONE", "U09OUTSIDE")]
    return [
        Channel("C01FOI", "foi-requests", [*inside, "U0BOT"]),
        Channel("C02SECOND", "foi-second", ["U01OFFICER", "U02LEAD", "U0BOT"]),
        Channel("C03NOBOT", "no-bot-here", ["U01OFFICER", "U09OUTSIDE"]),
        Channel("C04OLD", "old-requests", ["U01OFFICER", "U0BOT"], is_archived=True),
        Channel("C05PRIVATE", "private", ["U01OFFICER", "U02LEAD", "U0BOT"], is_private=True),
        Channel("C06SECRET", "private-no-bot", ["U02LEAD"], is_private=True),
        Channel(
            "C07SHARED",
            "foi-shared",
            ["U01OFFICER", "U02LEAD", "U03APPROVER", "U06STRANGER", "U0BOT"],
            is_shared=True,
        ),
    ]
