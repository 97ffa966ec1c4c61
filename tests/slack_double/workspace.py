"""The workspace: who is there, what was said, and what happened to it.

Every change goes through here, whether a person or the app makes it, and every change is
announced, as Slack announces it, to whoever listens (`on_event`).
"""

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from . import payloads
from .clock import VirtualClock
from .json_types import Json
from .messages import SLACKBOT, Message
from .people import CAST, Account, Channel, Installation, Kind, channels_of_the_cast
from .text import Directory

BROADCAST = "thread_broadcast"
"""The subtype of a reply that was also sent to the channel ("message event")."""

Announce = Callable[[Json, Channel], object]


@dataclass
class StoredFile:
    """An uploaded file; `content` is None until its bytes have arrived."""

    id: str
    name: str
    length: int
    user: str
    created: int
    title: str = ""
    content: bytes | None = None
    completed: bool = False
    deleted: bool = False
    shares: list[Message] = field(default_factory=list)


@dataclass(frozen=True)
class PendingShare:
    """A share that Slack still processes; it shows at `due` (epoch seconds)."""

    due: float
    files: tuple[StoredFile, ...]
    channel: Channel
    thread_ts: str | None
    user: str
    text: str


class Workspace:
    """The state behind the Web API and the people. Thread-safe: hold `lock` for a whole change."""

    def __init__(self, clock: VirtualClock, installation: Installation) -> None:
        self.clock = clock
        self.app = installation
        self.lock = threading.RLock()
        bot = Account(
            installation.bot_user_id,
            installation.bot_name,
            installation.bot_name,
            Kind.BOT,
            installation.team_id,
        )
        slackbot = Account(SLACKBOT, "slackbot", "Slackbot", team_id=installation.team_id)
        everybody = (*CAST, bot, slackbot)
        self.accounts: dict[str, Account] = {account.id: account for account in everybody}
        self.channels: dict[str, Channel] = {c.id: c for c in channels_of_the_cast()}
        self.messages: dict[str, list[Message]] = {}
        self.ephemerals: list[Message] = []
        self.files: dict[str, StoredFile] = {}
        self.pending_shares: list[PendingShare] = []
        self.share_delay = 0.0
        self.deliver_rich_text = True
        self.on_event: Announce = lambda _event, _channel: None
        self.public_url = "http://127.0.0.1"
        self._last_ts = (0, 0)
        self._count = 0

    # Names and numbers

    def new_id(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}{self._count:09X}"

    def new_ts(self) -> str:
        """A fresh timestamp, later than every one before it even if the clock stands still."""
        seconds, micros = divmod(round(self.clock.now() * 1_000_000), 1_000_000)
        if (seconds, micros) <= self._last_ts:
            seconds, micros = self._last_ts[0], self._last_ts[1] + 1
        self._last_ts = (seconds, micros)
        return f"{seconds}.{micros:06d}"

    def directory(self) -> Directory:
        """Who and what a typed name means here."""
        by_name = {account.name: account.id for account in self.accounts.values()}
        channels = {c.name: c.id for c in self.channels.values() if not c.is_dm}
        return Directory(
            person_id=by_name.get,
            channel_id=channels.get,
            person_name=lambda id_: self.accounts[id_].name if id_ in self.accounts else None,
            channel_name=lambda id_: self.channels[id_].name if id_ in self.channels else None,
        )

    # Conversations

    def dm_with(self, person: str) -> Channel:
        """The direct message between the app and `person`, opened if need be."""
        for channel in self.channels.values():
            if channel.dm_with == person:
                return channel
        channel = Channel(
            self.new_id("D"), "directmessage", [person, self.app.bot_user_id], dm_with=person
        )
        self.channels[channel.id] = channel
        return channel

    def hears(self, channel: Channel) -> bool:
        """Whether the app is told what happens there."""
        return self.app.bot_user_id in channel.members

    def find(self, channel: str, ts: str) -> Message | None:
        """The message with that timestamp, tombstones included."""
        for message in self.messages.get(channel, []):
            if message.ts == ts:
                return message
        return None

    def thread(self, channel: str, root_ts: str) -> list[Message]:
        """The parent, where it is still there, and its replies, oldest first."""
        return [m for m in self.messages.get(channel, []) if m.root_ts == root_ts]

    def replies(self, message: Message) -> list[Message]:
        return [m for m in self.thread(message.channel, message.root_ts) if m.is_reply]

    # Changes

    def post(self, message: Message) -> Message:
        """Keep a new message and announce it; an ephemeral one is shown but never announced."""
        if message.only_for is not None:
            self.ephemerals.append(message)
            return message
        if message.is_reply:
            parent = self.find(message.channel, message.root_ts)
            if parent is not None and parent.thread_ts is None:
                parent.thread_ts = parent.ts
        self.messages.setdefault(message.channel, []).append(message)
        channel = self.channels[message.channel]
        event = {
            **payloads.message(self, message),
            "channel": channel.id,
            "event_ts": message.ts,
            "channel_type": channel.kind,
        }
        self._announce(event, channel)
        return message

    def say(
        self,
        channel: Channel,
        user: str,
        text: str,
        blocks: list[Json],
        thread_ts: str | None = None,
        file_ids: list[str] | None = None,
        broadcast: bool = False,
    ) -> Message:
        """A person's own message, `text` and `blocks` already as Slack delivers them."""
        return self.post(
            Message(
                channel=channel.id,
                ts=self.new_ts(),
                user=user,
                text=text,
                team=self.accounts[user].team_id,
                blocks=blocks,
                thread_ts=thread_ts,
                file_ids=file_ids or [],
                subtype="file_share" if file_ids else BROADCAST if broadcast else None,
                broadcast=broadcast,
                client_msg_id=self._client_msg_id(user),
            )
        )

    def _client_msg_id(self, user: str) -> str | None:
        """Clients number what people type; what bots post has no such number."""
        if self.accounts[user].kind is Kind.BOT:
            return None
        return str(uuid.uuid5(uuid.NAMESPACE_OID, self.new_id("msg")))

    def edit(self, message: Message, by: str, text: str, blocks: list[Json]) -> None:
        """Change the words of a message, with the mark that it was edited."""
        before = payloads.message(self, message)
        message.text, message.blocks = text, blocks
        message.edited = (by, self.new_ts())
        self.announce_change(message, before)

    def announce_change(self, message: Message, before: Json) -> None:
        """Tell the app that `message` is no longer what it was `before`."""
        channel = self.channels[message.channel]
        ts = self.new_ts()
        event = {
            "type": "message",
            "subtype": "message_changed",
            "message": payloads.message(self, message),
            "previous_message": before,
            "channel": channel.id,
            "hidden": True,
            "ts": ts,
            "event_ts": ts,
            "channel_type": channel.kind,
        }
        self._announce(event, channel)

    def delete(self, message: Message) -> None:
        """Take a message away; a parent with replies leaves a tombstone."""
        before = payloads.message(self, message)
        message.deleted = True
        if not message.is_reply and self.replies(message):
            message.tombstone, message.subtype = True, "tombstone"
            message.user, message.text = SLACKBOT, "This message was deleted."
            message.blocks, message.reactions, message.metadata = [], {}, None
            message.file_ids, message.edited, message.from_app = [], None, False
            self.announce_change(message, before)
            return
        self.messages[message.channel].remove(message)
        channel = self.channels[message.channel]
        ts = self.new_ts()
        event = {
            "type": "message",
            "subtype": "message_deleted",
            "previous_message": before,
            "channel": channel.id,
            "hidden": True,
            "deleted_ts": message.ts,
            "ts": ts,
            "event_ts": ts,
            "channel_type": channel.kind,
        }
        self._announce(event, channel)

    def react(self, message: Message, user: str, name: str) -> None:
        message.reactions.setdefault(name, []).append(user)
        self._announce_reaction("reaction_added", message, user, name)

    def unreact(self, message: Message, user: str, name: str) -> None:
        message.reactions[name].remove(user)
        if not message.reactions[name]:
            del message.reactions[name]
        self._announce_reaction("reaction_removed", message, user, name)

    def share(self, share: PendingShare) -> Message:
        """Show completed files as a message, which is when they get a timestamp."""
        message = Message(
            channel=share.channel.id,
            ts=self.new_ts(),
            user=share.user,
            text=share.text,
            team=self.accounts[share.user].team_id,
            thread_ts=share.thread_ts,
            from_app=share.user == self.app.bot_user_id,
            subtype="file_share",
            file_ids=[file.id for file in share.files],
        )
        for file in share.files:
            file.shares.append(message)
        return self.post(message)

    def settle_shares(self) -> None:
        """Show every share whose processing is over by now."""
        now = self.clock.now()
        due = [share for share in self.pending_shares if share.due <= now]
        self.pending_shares = [share for share in self.pending_shares if share.due > now]
        for share in due:
            self.share(share)

    # Announcing

    def _announce_reaction(self, kind: str, message: Message, user: str, name: str) -> None:
        event = {
            "type": kind,
            "user": user,
            "reaction": name,
            "item": {"type": "message", "channel": message.channel, "ts": message.ts},
            "item_user": message.user,
            "event_ts": self.new_ts(),
        }
        self._announce(event, self.channels[message.channel])

    def _announce(self, event: Json, channel: Channel) -> None:
        if self.hears(channel):
            self.on_event(event, channel)
