"""The office: the program at work in the strict Slack, and the people who use it.

Everything a person does goes through the double as Slack would bring it; time is the double's, so
that nothing here ever waits. `restart` throws every object away and builds the program anew on the
same database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from foi_bot.case import Asking, Case, Key, Value
from foi_bot.interview.answers import is_typed
from foi_bot.interview.asked import question
from foi_bot.interview.questions import Kind
from foi_bot.settings import Settings
from foi_bot.slack.program import Program
from store import outbox
from store.lists import list_open
from store.load import load
from tests.slack_double import SlackDouble
from tests.slack_double.acts import Person
from tests.slack_double.deliveries import Delivery
from tests.slack_double.messages import Message
from tests.slack_double.threads import Thread, only

CHANNEL = "C01FOI"
REQUEST = "How many bicycles were reported stolen in Anytown in 2017?"
ANSWER = "In 2017, 214 bicycles were reported stolen in Anytown."
MORE = "Two of them were found again."
BASIS = "The figure is from our crime recording system, drawn on 12 March 2018."
DISCLOSED: Mapping[str, Value] = {
    "outcome": "disclose",
    "answer": ANSWER,
    "basis": BASIS,
    "people": "no",
}
"""The answers with which the shortest letter is written."""

LONGEST = 3_600.0
"""Virtual seconds after which `settle` gives up: what is put off longer waits for somebody."""


class FoiOffice:
    """The program, connected to a double, with verbs for what people do to a case.

    The officer is the one who acts unless another person is named; `case` is the newest case.
    Slack tells an app of its own posts, too: that means nothing to this one and makes tests slow,
    so it is left out unless a test asks for it (`slack.echo_own`).
    """

    def __init__(self, slack: SlackDouble, database: Path | str, packs: Path | None = None) -> None:
        """`database` is a file of SQLite's, or a database's address."""
        self.slack = slack
        self.slack.echo_own = False
        self.database_url = database if isinstance(database, str) else f"sqlite:///{database}"
        self.packs = packs
        self.officer = slack.person("U01OFFICER")
        self.lead = slack.person("U02LEAD")
        self.approver = slack.person("U03APPROVER")
        self.case_id = ""
        self.known: frozenset[str] = frozenset()
        self.program = self._built()

    # The program

    def _built(self, **settings: str) -> Program:
        program = Program(
            Settings(
                SLACK_BOT_TOKEN=self.slack.bot_token,
                SLACK_APP_TOKEN="xapp-practice",
                SLACK_SIGNING_SECRET=self.slack.signing_secret,
                SLACK_API_URL=self.slack.api_url,
                DATABASE_URL=self.database_url,
                HOUSE_PACKS=str(self.packs or ""),
            ).model_copy(update=settings),
            clock=self.now,
            monotonic=self.slack.clock.now,
        )
        if program.database.is_sqlite:
            # What a power cut leaves on the disk is not under test here, nor is how long a lock is
            # waited for; and waiting is slow.
            event.listen(program.database.engine, "connect", _in_a_hurry)
            program.database.engine.dispose()
        self.slack.connect(program.app)
        return program

    @property
    def file(self) -> Path:
        """The database's file, where it is one of SQLite's."""
        kind, file = self.database_url.split("///")
        assert kind == "sqlite:", self.database_url
        return Path(file)

    def now(self) -> datetime:
        """The double's time."""
        return datetime.fromtimestamp(self.slack.clock.now(), UTC)

    def restart(self, **settings: str) -> None:
        """The program ends without a word and is started again on the same database."""
        self.program.database.close()
        self.slack.wait(2)
        self.program = self._built(**settings)

    def close(self) -> None:
        self.program.database.close()

    def settle(self, within: float = LONGEST) -> None:
        """Until nothing is left to say or to send; what waits longer than `within` is left."""
        end = self.slack.clock.now() + within
        while True:
            self.program.desk.background.drain()
            self.program.desk.whispers.drain()
            if self.program.fetcher.fetch_due() or self.program.sender.send_due():
                continue
            waits = (self.program.sender.idle_for(), self.program.fetcher.idle_for())
            idle = min((wait for wait in waits if wait is not None), default=None)
            if idle is None or self.slack.clock.now() + idle > end:
                break
            self.slack.wait(max(idle, 0.001))
        self.program.desk.whispers.drain()
        self.slack.post_office.deliver_due()

    def send_but_lose_the_reply(self, words: str) -> Message:
        """Send until the thread says these words; Slack's answer, with the timestamp, is lost."""
        for _ in range(200):
            self.slack.faults.recover()
            self.slack.faults.lose_reply("chat.postMessage")
            self.program.sender.send_due()
            if words in self.thread.last.prose:
                self.slack.faults.recover()
                return self.thread.last
            self.slack.wait(1)
        raise AssertionError(f"{words!r} was never posted")

    def catch_up(self) -> None:
        """What the program does when Slack says hello after a disconnection, and every hour."""
        self.program.catch_up()
        self.settle()

    # Looking

    @property
    def case(self) -> Case:
        """The case as the database has it."""
        with self.program.database.reading() as connection:
            found = load(connection, self.workspace, self.case_id, self.program.houses)
        assert found is not None
        return found

    @property
    def workspace(self) -> str:
        return self.slack.workspace.app.team_id

    def cases(self) -> frozenset[str]:
        """The ids of all open cases."""
        with self.program.database.reading() as connection:
            return frozenset(one.id for one in list_open(connection, self.workspace, 100))

    def shown(self, name: str) -> Message:
        """The message of this name, as Slack has it: "card", "question:2", "draft:1:verdict"."""
        with self.program.database.reading() as connection:
            ts = outbox.timestamp(connection, self.workspace, self.case_id, name)
        found = [m for room in self.slack.workspace.channels for m in self.slack.messages(room)]
        return next(message for message in found if message.ts == ts)

    @property
    def card(self) -> Message:
        return self.shown("card")

    @property
    def thread(self) -> Thread:
        """The case's thread."""
        assert self.case.thread is not None
        return self.slack.thread((self.case.channel, self.case.thread))

    def typed(self, words: str) -> Message:
        """A person's own message in the case's thread."""
        return only([m for m in self.thread.messages if not m.from_app], words)

    @property
    def asking(self) -> Asking:
        """The question that is open."""
        found = self.case.open_asking
        assert found is not None, "no question is open"
        return found

    @property
    def question(self) -> Message:
        """The open question's message."""
        return self.shown(f"question:{self.asking.no}")

    @property
    def verdict(self) -> Message:
        """The newest draft's last post."""
        return self.shown(f"draft:{len(self.case.drafts)}:verdict")

    def letter(self, draft: int = 0) -> str:
        """The text of a draft, the newest unless told, as its posts in the thread say it."""
        no = draft or len(self.case.drafts)
        pages = [m.prose for m in self.thread.messages if m.text.startswith(f"Draft {no}, page")]
        return "\n".join(pages)

    def files(self) -> dict[str, bytes]:
        """The files of the case's thread, by name, with their bytes."""
        ids = [id_ for message in self.thread.messages for id_ in message.file_ids]
        stored = [self.slack.workspace.files[id_] for id_ in ids]
        return {file.name: file.content or b"" for file in stored}

    def told(self, person: Person) -> str:
        """The newest word that only this person sees."""
        assert person.ephemerals, f"{person.name} was told nothing"
        return person.ephemerals[-1].prose

    def said(self) -> str:
        """The whole thread, as everybody reads it."""
        return self.slack.transcript(self.case.channel, self.thread.parent.ts)

    # Opening a case

    def open_case(
        self,
        request: str = REQUEST,
        *,
        received: date = date(2018, 3, 13),
        name: str = "",
        contact: str = "",
        channel: str = CHANNEL,
        by: Person | None = None,
    ) -> Case:
        """Open a request with /foi, confirm what is masked, and see its first question."""
        who = by or self.officer
        assert who.command("/foi", channel=channel).status == 200
        entries = {"text": request, "received": received.isoformat()}
        entries |= {"name": name} if name else {}
        entries |= {"contact": contact} if contact else {}
        who.submit(values=entries)
        if who.has_modal:
            who.submit()
        return self.newest_case()

    def open_forwarded(self, message: Message, received: date = date(2018, 3, 13)) -> Case:
        """Open a message as a request, from the message's menu."""
        assert self.officer.shortcut("open_as_request", message).status == 200
        self.officer.submit(values={"received": received.isoformat()})
        if self.officer.has_modal:
            self.officer.submit()
        return self.newest_case()

    def confirm(self) -> None:
        """Confirm what is masked, where the form asks for it."""
        if self.officer.has_modal and not self.officer.view.errors:
            self.officer.submit()

    def newest_case(self) -> Case:
        """Settle, and turn to the one case that was not there before."""
        before = self.known
        self.settle()
        self.known = self.cases()
        (self.case_id,) = self.known - before
        return self.case

    # Answering

    def press(self, label: str, on: Message | None = None, by: Person | None = None) -> Delivery:
        """Press a button of the open question, or of another message."""
        delivery = (by or self.officer).click(on or self.question, label)
        self.settle()
        return delivery

    def say(self, *texts: str, by: Person | None = None) -> list[Message]:
        """Reply in the case's thread."""
        return [(by or self.officer).reply(self.thread, text) for text in texts]

    def drop(
        self,
        name: str,
        content: bytes,
        comment: str = "",
        *,
        by: Person | None = None,
        more: Mapping[str, bytes] | None = None,
    ) -> Message:
        """Drop a file, or several, in the case's thread."""
        who = by or self.officer
        message = who.upload(name, content, thread=self.thread, comment=comment, more=more)
        self.settle()
        return message

    def answer(self, value: Value) -> Delivery:
        """Answer the open question, in the way that it asks for."""
        return self._answer(self.case.at(self.now()), value)

    def _answer(self, case: Case, value: Value) -> Delivery:
        assert case.open_asking is not None, "no question is open"
        asked = question(case, case.open_asking.key)
        message = self.shown(f"question:{case.open_asking.no}")
        if is_typed(asked):
            self.say(*((value,) if isinstance(value, str) else value))
            return self.press("Next", message)
        if asked.kind is Kind.PARTS:
            return self.press("Yes, these are the parts", message)
        if asked.kind is Kind.CHOICES:
            return self._ticked(message, value)
        option = asked.option(value) if isinstance(value, str) else None
        assert option is not None, f"{case.open_asking.key} has no option {value!r}"
        if option.label in message.buttons:
            return self.press(option.label, message)
        delivery = self.officer.choose(message, "choose_from", option.value)
        self.settle()
        return delivery

    def _ticked(self, message: Message, values: Sequence[str]) -> Delivery:
        self.officer.click(message, "Choose")
        entries: dict[str, list[str]] = {}
        for control in self.officer.view.controls:
            ticked = [one["value"] for one in control.options if one["value"] in values]
            if ticked:
                entries[control.block_id] = ticked
        delivery = self.officer.submit(values=entries)
        self.settle()
        return delivery

    def answer_all(self, values: Mapping[str, Value] = DISCLOSED) -> None:
        """Answer every question that is open or follows, by its key or its name alone."""
        while (case := self.case.at(self.now())).open_asking is not None:
            self._answer(case, _value(values, case.open_asking.key))

    def drafted(self, request: str = REQUEST, values: Mapping[str, Value] = DISCLOSED) -> Case:
        """A case whose letter waits for its approval."""
        self.open_case(request)
        self.answer_all(values)
        return self.case

    # Approving

    def approve(self, by: Person | None = None) -> None:
        """React to the newest draft with a tick."""
        (by or self.lead).react(self.verdict, "white_check_mark")
        self.settle()

    def object(self, by: Person | None = None) -> None:
        """React to the newest draft with a cross."""
        (by or self.lead).react(self.verdict, "x")
        self.settle()


def _in_a_hurry(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA busy_timeout=50")


def _value(values: Mapping[str, Value], key: Key) -> Value:
    for name in (str(key), key.question):
        if name in values:
            return values[name]
    raise AssertionError(f"the test has no answer to {key}")
