"""The strict Slack double: one workspace, its people, and the app under test.

It is a real HTTP server for the app's WebClient, and the driver of the people in the workspace.
It refuses what Slack's documentation says Slack refuses, notes what would go wrong for a person,
and the `slack` fixture fails the test on either.
"""

import traceback
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager
from datetime import datetime
from typing import ParamSpec, TypeVar

from slack_bolt import App
from slack_sdk import WebClient

from . import payloads
from .acts import Person
from .clock import OPENING, VirtualClock
from .counter import Counter, Recorded
from .deliveries import Answer, Delivery, PostOffice, Sort
from .faults import Faults
from .formatting import formatted
from .json_types import Json
from .messages import SLACKBOT, Message
from .modals import OpenView, Screens
from .people import Account, Channel, Installation
from .response_urls import ResponseUrl, ResponseUrls
from .server import Asked, LoopbackServer, Reply
from .strictness import Strictness
from .submissions import apply_response
from .text import Delivered, delivered
from .threads import Thread, only
from .transcript import message_lines, view_lines
from .violations import Violation
from .workspace import StoredFile, Workspace

SECONDS_PER_ACT = 2.0
"""How long a person takes from one act to the next."""

P = ParamSpec("P")
T = TypeVar("T")


class InlineExecutor(Executor):
    """Runs everything at once, in the caller's thread.

    Give it to `App(listener_executor=...)` where listeners do not run before the response
    (no `process_before_response`), so that a delivery is over when `dispatch` returns.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  (the future carries it, as with any executor)
            future.set_exception(error)
        return future


class SlackDouble:
    """Start it, point a WebClient at `api_url`, connect the App, and let people act.

    `renderable_everywhere` also forbids what the practice Slack cannot draw, `strict_pace` refuses
    what comes too fast; both are switches of `strictness`. `subscribed` holds the event types
    that the app's manifest names.
    """

    def __init__(
        self,
        *,
        opening: datetime = OPENING,
        installation: Installation | None = None,
        renderable_everywhere: bool = True,
        strict_pace: bool = True,
    ) -> None:
        self.clock = VirtualClock(opening)
        self.workspace = Workspace(self.clock, installation or Installation())
        self.screens = Screens()
        self.strictness = Strictness(renderable_everywhere, strict_pace)
        self.violations = self.strictness.violations
        self.faults = Faults()
        self.response_urls = ResponseUrls(self.workspace, self.strictness)
        self.counter = Counter(
            self.workspace, self.screens, self.strictness, self.faults, self.response_urls
        )
        self.post_office = PostOffice(self.clock, self.workspace.app.signing_secret)
        self.subscribed = {"message", "reaction_added", "reaction_removed", "app_home_opened"}
        self.seconds_per_act = SECONDS_PER_ACT
        self.composer_formats = False
        self.echo_own = True
        self.workspace.on_event = self._bring_event
        self._server = LoopbackServer(self.counter.answer, self._own_fault)

    # Starting and stopping

    def start(self) -> "SlackDouble":
        self.workspace.public_url = self._server.url
        self._server.start()
        return self

    def stop(self) -> None:
        self._server.stop()

    def answer_with(self, answer: Callable[[Asked], Reply]) -> None:
        """Have every call answered by `answer`, which may ask `counter.answer`: a test that does
        something to the app in the middle of a call stands there."""
        self._server.answer = answer

    @property
    def api_url(self) -> str:
        """The `base_url` of a WebClient."""
        return f"{self._server.url}/api/"

    @property
    def signing_secret(self) -> str:
        return self.workspace.app.signing_secret

    @property
    def bot_token(self) -> str:
        return self.workspace.app.bot_token

    def client(self, timeout: int = 30) -> WebClient:
        """A WebClient of the app's that retries nothing by itself."""
        return WebClient(self.bot_token, base_url=self.api_url, timeout=timeout, retry_handlers=[])

    def connect(self, app: App) -> None:
        """From now on what happens reaches `app`."""
        self.post_office.connect(app)

    def disconnect(self) -> None:
        """The app is down: events are retried by Slack's policy, then lost."""
        self.post_office.disconnect()

    # People and places

    def person(self, id_: str) -> Person:
        """Somebody of the cast, or added by `add_person`."""
        assert id_ in self.workspace.accounts, f"there is nobody called {id_}"
        return Person(self, id_)

    def add_person(self, account: Account, *channels: str) -> Person:
        """Somebody new, in these channels."""
        self.workspace.accounts[account.id] = account
        for channel in channels:
            self.workspace.channels[channel].members.append(account.id)
        return Person(self, account.id)

    def add_channel(self, channel: Channel) -> None:
        self.workspace.channels[channel.id] = channel

    def deactivate(self, id_: str) -> None:
        """An administrator closes somebody's account, which takes them out of every channel."""
        self.workspace.accounts[id_] = self.workspace.accounts[id_].deactivated()
        for room in self.workspace.channels.values():
            if id_ in room.members and not room.is_dm:
                room.members.remove(id_)

    # Time and deliveries

    def wait(self, seconds: float) -> None:
        """Let time pass, and bring each retry and each shared file when it is due."""
        end = self.clock.now() + seconds
        while True:
            moments = [share.due for share in self.workspace.pending_shares]
            retry = self.post_office.next_retry()
            moments += [] if retry is None else [retry]
            due = min((moment for moment in moments if moment <= end), default=None)
            if due is None:
                break
            self.clock.advance(max(0.0, due - self.clock.now()))
            self._catch_up()
        self.clock.advance(max(0.0, end - self.clock.now()))
        self._catch_up()

    def let_time_pass(self) -> None:
        """What a person's act takes."""
        self.clock.advance(self.seconds_per_act)
        with self.workspace.lock:
            self.workspace.settle_shares()

    def _catch_up(self) -> None:
        with self.workspace.lock:
            self.workspace.settle_shares()
        self.post_office.deliver_due()

    @property
    def deliveries(self) -> list[Delivery]:
        """Everything Slack has brought or has to bring, oldest first."""
        return self.post_office.deliveries

    def events(self, kind: str, subtype: str | None = None) -> list[Json]:
        """The events of one type and subtype that were announced, oldest first."""
        events = [d.event for d in self.deliveries if d.sort is Sort.EVENT]
        return [e for e in events if e["type"] == kind and e.get("subtype") == subtype]

    @property
    def duplicate_everything(self) -> bool:
        """Bring each thing twice, the same signed words."""
        return self.post_office.duplicate_everything

    @duplicate_everything.setter
    def duplicate_everything(self, value: bool) -> None:
        self.post_office.duplicate_everything = value

    def hold(self, *sorts: Sort) -> None:
        """Keep deliveries back (of these sorts, or all) until `deliver_all` or `release`."""
        self.post_office.hold(*sorts)

    def release(self) -> None:
        self.post_office.release()

    def shuffle(self, seed: int) -> None:
        """Keep deliveries back, and bring them in an order drawn from `seed`."""
        self.post_office.shuffle(seed)

    def drop_next(self, times: int = 1) -> None:
        """Lose the next deliveries for good."""
        self.post_office.drop_next(times)

    def deliver_all(self) -> None:
        """Bring everything that waits."""
        self.post_office.deliver_all()

    # What was called

    @property
    def calls(self) -> list[Recorded]:
        """Every Web API call, oldest first."""
        return self.counter.calls

    def calls_to(self, method: str) -> list[Recorded]:
        return [call for call in self.calls if call.method == method]

    def permit(self, *rules: str) -> None:
        """Let these rules be broken for the rest of the test."""
        self.violations.permit(*rules)

    def expecting(self, *rules: str) -> AbstractContextManager[list[Violation]]:
        """A block in which each of these rules must be broken."""
        return self.violations.expecting(*rules)

    # What is there to see

    def messages(self, channel: str = "C01FOI") -> list[Message]:
        """Everything said in a channel, replies included, oldest first."""
        return list(self.workspace.messages.get(channel, []))

    def message(self, words: str, channel: str = "C01FOI") -> Message:
        """The one message in a channel that says `words`."""
        return only(self.messages(channel), words)

    def thread(self, place: Message | tuple[str, str]) -> Thread:
        """The thread that a message (or channel and ts) starts or belongs to."""
        if isinstance(place, Message):
            return Thread(self.workspace, place.channel, place.root_ts)
        return Thread(self.workspace, *place)

    def transcript(
        self, channel: str = "C01FOI", thread: Message | str | None = None,
        viewer: Person | None = None,
    ) -> str:  # fmt: skip
        """What is to be read in a channel or a thread, ephemerals only with a `viewer`."""
        root = thread.root_ts if isinstance(thread, Message) else thread
        said = [m for m in self.messages(channel) if root is None or m.root_ts == root]
        if viewer is not None:
            said += [
                m for m in viewer.ephemerals
                if m.channel == channel and (root is None or m.root_ts == root)
            ]  # fmt: skip
        said.sort(key=lambda message: float(message.ts))
        return "\n".join(
            line for message in said for line in message_lines(self.workspace, message)
        )

    def screen(self, person: Person) -> str:
        """The modal in front of somebody, as lines."""
        return "\n".join(view_lines(self.workspace, person.view))

    def file(self, name: str) -> StoredFile:
        """The one completed file of that name, with its bytes."""
        found = [f for f in self.workspace.files.values() if f.completed and f.name == name]
        assert len(found) == 1, f"{len(found)} files are called {name}"
        return found[0]

    # What Slack does by itself

    def unfurl(self, message: Message) -> None:
        """Slack adds a preview to a message's link: changed, but nobody edited it."""
        before = payloads.message(self.workspace, message)
        link = {"id": 1, "from_url": "http://example.org", "title": "A preview", "fallback": "-"}
        message.attachments = [link]
        self.workspace.announce_change(message, before)
        self.post_office.deliver_due()

    def rewrite(self, message: Message) -> None:
        """Slack announces a change that changes nothing a person sees (a detected language)."""
        self.workspace.announce_change(message, payloads.message(self.workspace, message))
        self.post_office.deliver_due()

    def typed(self, text: str) -> Delivered:
        """What Slack makes of a person's typing."""
        make = formatted if self.composer_formats else delivered
        return make(text, self.workspace.directory(), self.workspace.new_id("b"))

    def keep_file(self, person: str, name: str, content: bytes) -> StoredFile:
        """A file that a person uploads."""
        workspace = self.workspace
        file = StoredFile(
            id=workspace.new_id("F"),
            name=name,
            length=len(content),
            user=person,
            created=int(self.clock.now()),
            content=content,
            completed=True,
        )
        workspace.files[file.id] = file
        return file

    def announce_home(self, who: Account) -> Delivery | None:
        """app_home_opened, with the view that is there already."""
        room = self.workspace.dm_with(who.id)
        home = self.screens.homes.get(who.id)
        event: Json = {
            "type": "app_home_opened",
            "user": who.id,
            "channel": room.id,
            "tab": "home",
            "event_ts": self.workspace.new_ts(),
        }
        if home is not None:
            event["view"] = home.payload(self.workspace.app)
        delivery = self._bring_event(event, None)
        self.post_office.deliver_due()
        return delivery

    def after_command(self, who: Account, room: Channel, name: str, answer: Answer) -> None:
        """Show what came with the acknowledgement, or Slack's word that the command failed."""
        if not answer.accepted:
            reason = "operation_timeout" if answer.too_late else "dispatch_failed"
            self.tell(who, room, f"{name} failed with the error “{reason}”")
        elif answer.body:
            given = answer.json() or {"text": answer.body}
            target = ResponseUrl(room.id, who.id, self.clock.now())
            self.response_urls.show(target, given, f"acknowledgement of {name}")

    def after_submission(self, view: OpenView, answer: Answer) -> None:
        """Close, update, push, clear or show errors, as the app's answer says."""
        apply_response(self, view, answer)

    def tell(self, who: Account, room: Channel, text: str) -> None:
        """A word from Slackbot that only one person sees."""
        self.workspace.post(
            Message(
                channel=room.id,
                ts=self.workspace.new_ts(),
                user=SLACKBOT,
                text=text,
                team=self.workspace.app.team_id,
                only_for=who.id,
            )
        )

    def _own_fault(self, error: BaseException) -> None:
        where = "".join(traceback.format_exception(error))
        self.violations.record(Violation("double_broke", where, repr(error)))

    def _bring_event(self, event: Json, room: Channel | None) -> Delivery | None:
        if event["type"] not in self.subscribed:
            return None
        author = event.get("user") or event.get("message", {}).get("user")
        if author == self.workspace.app.bot_user_id and not self.echo_own:
            return None
        envelope = payloads.event_callback(
            event, room, self.workspace.app, self.workspace.new_id("Ev"), self.clock.now()
        )
        return self.post_office.enqueue(Sort.EVENT, envelope)
