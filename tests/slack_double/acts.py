"""What people do: type, click, fill in, react. Each act reaches the app as Slack would bring it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from . import interactions
from .deliveries import Delivery, Sort
from .filling import Entry, action_payload, filled, require_complete
from .messages import Control, Message, NothingToUseError
from .modals import OpenView
from .people import Account, Channel, Kind
from .threads import Thread

if TYPE_CHECKING:
    from .double import SlackDouble

Place = Message | Thread
Shown = Message | OpenView


class Person:
    """Somebody in the workspace. Every method is one act; time passes with each."""

    def __init__(self, slack: "SlackDouble", id_: str) -> None:
        self._slack = slack
        self.id = id_

    @property
    def account(self) -> Account:
        return self._slack.workspace.accounts[self.id]

    @property
    def name(self) -> str:
        return self.account.real_name

    # What the person sees

    @property
    def view(self) -> OpenView:
        """The modal in front of them."""
        top = self._slack.screens.top(self.id)
        if top is None:
            raise NothingToUseError(f"{self.name} has no modal open")
        return top

    @property
    def has_modal(self) -> bool:
        return self._slack.screens.top(self.id) is not None

    @property
    def home(self) -> OpenView:
        """The app's Home tab as last published for them."""
        return self._slack.screens.homes[self.id]

    @property
    def ephemerals(self) -> list[Message]:
        """Messages that only they can see, oldest first."""
        return [m for m in self._slack.workspace.ephemerals if m.only_for == self.id]

    @property
    def direct_messages(self) -> list[Message]:
        """What stands in their direct message with the app."""
        room = self._slack.workspace.dm_with(self.id)
        return list(self._slack.workspace.messages.get(room.id, []))

    # Messages

    def say(self, text: str, channel: str = "C01FOI") -> Message:
        """Start a thread; "dm" is the direct message with the app."""
        room = self._room(channel)
        return self._type(room, text, None)

    def reply(self, thread: Place, text: str, *, also_to_channel: bool = False) -> Message:
        """Answer in a thread."""
        room = self._room(thread.channel)
        return self._type(room, text, thread.root_ts, broadcast=also_to_channel)

    def edit(self, message: Message, text: str) -> None:
        """Change the words of one's own message."""
        self._begin()
        self._own(message)
        typed = self._slack.typed(text)
        self._slack.workspace.edit(message, self.id, typed.text, typed.blocks)
        self._slack.post_office.deliver_due()

    def delete(self, message: Message) -> None:
        """Delete one's own message."""
        self._begin()
        self._own(message)
        self._slack.workspace.delete(message)
        self._slack.post_office.deliver_due()

    def react(self, message: Message, name: str, *, skin_tone: int | None = None) -> None:
        """Add an emoji by its name, with a skin tone from 2 to 6 where it has one."""
        self._begin()
        self._room(message.channel)
        full = self._reaction(name, skin_tone)
        if self.id in message.reactions.get(full, []):
            raise NothingToUseError(f"{self.name} has reacted with {full} already")
        self._slack.workspace.react(message, self.id, full)
        self._slack.post_office.deliver_due()

    def unreact(self, message: Message, name: str, *, skin_tone: int | None = None) -> None:
        """Take one's own reaction away."""
        self._begin()
        full = self._reaction(name, skin_tone)
        if self.id not in message.reactions.get(full, []):
            raise NothingToUseError(f"{self.name} has not reacted with {full}")
        self._slack.workspace.unreact(message, self.id, full)
        self._slack.post_office.deliver_due()

    def upload(
        self,
        name: str,
        content: bytes,
        *,
        channel: str = "C01FOI",
        thread: Place | None = None,
        comment: str = "",
        more: Mapping[str, bytes] | None = None,
    ) -> Message:
        """Share a file with a comment, or several in one message (`more`)."""
        self._begin()
        room = self._room(thread.channel if thread else channel)
        given = {name: content, **(more or {})}
        files = [self._slack.keep_file(self.id, *one) for one in given.items()]
        typed = self._slack.typed(comment)
        blocks = typed.blocks if comment else []
        root = thread.root_ts if thread else None
        ids = [file.id for file in files]
        message = self._slack.workspace.say(room, self.id, typed.text, blocks, root, ids)
        for file in files:
            file.shares.append(message)
        self._slack.post_office.deliver_due()
        return message

    # Commands, shortcuts and controls

    def command(self, command: str, text: str = "", channel: str = "C01FOI") -> Delivery:
        """Type a slash command in a channel; Slack has none inside threads."""
        self._begin()
        room = self._room(channel)
        payload = interactions.command(self._slack, self.account, room, command, text)
        return self._slack.post_office.send(
            Sort.COMMAND,
            payload,
            lambda answer: self._slack.after_command(self.account, room, command, answer),
        )

    def shortcut(self, callback_id: str, message: Message | None = None) -> Delivery:
        """Use a shortcut: on a message, or from the search box when none is given."""
        self._begin()
        payload = interactions.shortcut(self._slack, self.account, callback_id, message)
        return self._slack.post_office.send(Sort.SHORTCUT, payload)

    def click(self, shown: Shown, wanted: str | Control) -> Delivery:
        """Press a button, found by its words, action_id or value."""
        control = wanted if isinstance(wanted, Control) else shown.button(wanted)
        return self._use(shown, control, None)

    def choose(self, shown: Shown, wanted: str | Control, entry: Entry) -> Delivery:
        """Pick from a menu, a date picker, checkboxes... that acts at once."""
        control = wanted if isinstance(wanted, Control) else shown.control(wanted)
        if control.kind == "button":
            raise NothingToUseError(f"{control.label!r} is a button: click it")
        return self._use(shown, control, entry)

    def fill(self, values: Mapping[str, Entry], view: OpenView | None = None) -> OpenView:
        """Put values into inputs of a modal, by block_id, action_id or label."""
        target = view or self.view
        for wanted, entry in values.items():
            control = target.control(wanted)
            target.touched[(control.block_id, control.action_id)] = filled(control, entry)
        return target

    def submit(
        self, view: OpenView | None = None, values: Mapping[str, Entry] | None = None
    ) -> Delivery:
        """Fill in and press the modal's submit button."""
        self._begin()
        target = self.fill(values or {}, view)
        if not target.definition.get("submit"):
            raise NothingToUseError(f"{target.title!r} has no submit button")
        require_complete(target)
        payload = interactions.submission(self._slack, self.account, target)
        return self._slack.post_office.send(
            Sort.SUBMISSION,
            payload,
            lambda answer: self._slack.after_submission(target, answer),
        )

    def close(self, view: OpenView | None = None, *, everything: bool = False) -> Delivery | None:
        """Close a modal; the app hears of it where it asked to (notify_on_close)."""
        self._begin()
        target = view or self.view
        cleared = everything or bool(target.definition.get("clear_on_close"))
        payload = interactions.closure(self._slack, self.account, target, cleared)
        if cleared:
            self._slack.screens.clear(self.id)
        else:
            self._slack.screens.take_off(target)
        if not target.definition.get("notify_on_close"):
            return None
        return self._slack.post_office.send(Sort.CLOSURE, payload)

    def open_home(self) -> Delivery | None:
        """Look at the app's Home tab."""
        self._begin()
        return self._slack.announce_home(self.account)

    # Inside

    def _begin(self) -> None:
        self._need_account()
        self._slack.let_time_pass()

    def _need_account(self) -> None:
        if self.account.kind is Kind.DEACTIVATED:
            raise NothingToUseError(f"{self.name} is deactivated and can do nothing")

    def _room(self, channel: str) -> Channel:
        self._need_account()
        workspace = self._slack.workspace
        room = workspace.dm_with(self.id) if channel == "dm" else workspace.channels[channel]
        if self.id not in room.members:
            raise NothingToUseError(f"{self.name} is not in #{room.name}")
        if room.is_archived:
            raise NothingToUseError(f"#{room.name} is archived")
        return room

    def _type(
        self, room: Channel, text: str, thread_ts: str | None, *, broadcast: bool = False
    ) -> Message:
        self._begin()
        if not text.strip():
            raise NothingToUseError("Slack sends no empty message")
        typed = self._slack.typed(text)
        message = self._slack.workspace.say(
            room, self.id, typed.text, typed.blocks, thread_ts, broadcast=broadcast
        )
        self._slack.post_office.deliver_due()
        return message

    def _own(self, message: Message) -> None:
        if message.user != self.id:
            raise NothingToUseError(f"this message is not {self.name}'s")
        if message.deleted:
            raise NothingToUseError("this message is deleted")

    def _reaction(self, name: str, skin_tone: int | None) -> str:
        return f"{name}::skin-tone-{skin_tone}" if skin_tone else name

    def _use(self, shown: Shown, control: Control, entry: Entry) -> Delivery:
        self._begin()
        self._see(shown)
        action = action_payload(control, entry, self._slack.workspace.new_ts())
        touched = dict(shown.touched) if isinstance(shown, OpenView) else {}
        if control.kind not in ("button", "overflow"):
            touched[(control.block_id, control.action_id)] = filled(control, entry)
        if isinstance(shown, OpenView):
            shown.touched = touched
        payload = interactions.block_actions(self._slack, self.account, shown, action, touched)
        return self._slack.post_office.send(Sort.ACTION, payload)

    def _see(self, shown: Shown) -> None:
        """A person can use only what is in front of them."""
        if isinstance(shown, OpenView):
            if shown.person != self.id or self._slack.screens.find(shown.id) is not shown:
                raise NothingToUseError(f"{self.name} does not have {shown.title!r} open")
        elif shown.only_for not in (None, self.id):
            raise NothingToUseError(f"{self.name} cannot see this message")
        elif shown.deleted:
            raise NothingToUseError("this message is deleted")
        else:
            self._room(shown.channel)
