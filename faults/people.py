"""The people: what they do in Slack, and what they do again where it went wrong.

They decide by what they see in Slack. All that they say and do is entered in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from faults.ledger import Given, Ledger, Marked, Said
from faults.town import StuckError, Town
from tests.slack_double.acts import Person
from tests.slack_double.deliveries import Delivery
from tests.slack_double.messages import Message
from tests.slack_double.submissions import TROUBLE

CHANNEL = "C01FOI"
TRIES = 12
"""How often a person tries one thing: more often than it can fail here."""
REACTED_ON = "Hash of what is approved"
"""Stands in the last post of a draft alone."""


@dataclass
class People:
    """Everybody in the town, with verbs for what they do."""

    town: Town
    ledger: Ledger = field(default_factory=Ledger)

    def __post_init__(self) -> None:
        self.slack = self.town.slack
        self.officer = self.slack.person("U01OFFICER")
        self.lead = self.slack.person("U02LEAD")
        self.approver = self.slack.person("U03APPROVER")

    # Looking

    @property
    def messages(self) -> list[Message]:
        """What stands in the channel and its threads, oldest first."""
        return [message for message in self.slack.messages(CHANNEL) if not message.deleted]

    @property
    def cards(self) -> list[Message]:
        """The cards of all cases."""
        return [m for m in self.messages if m.from_app and m.prose.startswith("Request FOI")]

    @property
    def card(self) -> Message:
        """The case's card."""
        return self._last(self.cards, "card")

    def newest(self, wanted: str) -> Message:
        """The newest message of the program's with this button or menu."""
        with_it = [
            message
            for message in self.messages
            if message.from_app and any(wanted in (c.label, c.action_id) for c in message.controls)
        ]
        return self._last(with_it, wanted)

    def file_names(self, message: Message) -> list[str]:
        """The names of a message's files."""
        return [self.slack.workspace.files[one].name for one in message.file_ids]

    def verdict(self) -> Message:
        """The newest post that people react on."""
        found = [m for m in self.messages if m.from_app and REACTED_ON in m.prose]
        return self._last(found, "draft to react on")

    def _last(self, found: list[Message], what: str) -> Message:
        if not found:
            raise StuckError(f"{self.town.act_name}: there is no {what!r} to be seen")
        return found[-1]

    # Opening

    def open(self, request: str, received: str, name: str = "") -> None:
        """Open a request with /foi."""
        who, ledger = self.officer, self.ledger
        ledger.request, ledger.received, ledger.opened = request, received, ledger.opened + 1
        with self.town.act("command"):
            self._until(
                lambda: who.has_modal, lambda: self._took(who.command("/foi", channel=CHANNEL))
            )
        entries = {"text": request, "received": received} | ({"name": name} if name else {})
        with self.town.act("request"):
            self._until(
                lambda: who.view.callback_id == "mask",
                lambda: self._took(who.submit(values=entries)),
            )
        with self.town.act("mask"):
            self._until(
                lambda: not who.has_modal or who.view.callback_id != "mask",
                lambda: self._took(who.submit()),
            )
        self._close_forms(who)

    # Answering

    def press(self, label: str, question: str = "", value: str = "", stays: bool = False) -> None:
        """Press the newest button of this name until it is gone; where it `stays`, until nothing is
        said to have gone wrong."""
        message, taken = self.newest(label), [False]

        def seen() -> bool:
            return label not in message.buttons or (stays and taken[0])

        def press() -> bool:
            taken[0] = self._took(self.officer.click(message, label))
            return taken[0]

        with self.town.act(f"press-{_named(label)}"):
            self._until(seen, press)
        self._answered(question, value)

    def choose(self, menu: str, question: str, value: str) -> None:
        """Choose from the newest menu of this name until it is gone."""
        message = self.newest(menu)

        def there() -> bool:
            return any(control.action_id == menu for control in message.controls)

        def choose() -> bool:
            return self._took(self.officer.choose(message, menu, value))

        with self.town.act(f"choose-{_named(value)}"):
            self._until(lambda: not there(), choose)
        self._answered(question, value)

    def say(self, words: str, *, counts: bool = True) -> Message:
        """Reply in the thread, once. Slack brings it."""
        with self.town.act("say"):
            message = self.officer.reply(self.card, words)
        self.ledger.said.append(Said(message.ts, words, counts))
        return message

    def edit(self, message: Message, words: str, question: str, value: str) -> None:
        """Change the words of a message that was an answer."""
        with self.town.act("edit"):
            self.officer.edit(message, words)
        self.ledger.edit(message.ts, words)
        self._answered(question, value)

    def drop(self, name: str, content: bytes) -> Message:
        """Drop a file in the thread."""
        with self.town.act("drop"):
            return self.officer.upload(name, content, thread=self.card)

    # Approving and sending

    def react(self, who: Person, name: str, draft: int, *, present: bool = True) -> None:
        """React on the newest draft, or take the reaction away."""
        with self.town.act("react" if present else "unreact"):
            (who.react if present else who.unreact)(self.verdict(), name)
        mark = "approve" if name == "white_check_mark" else "changes"
        self.ledger.marked.append(Marked(draft, who.id, mark, present))

    def fill(self, label: str, values: Mapping[str, str]) -> None:
        """Press a button that opens a form, fill the form and send it, until it is taken."""
        who, message, taken = self.officer, self.newest(label), [False]

        def press() -> bool:
            return self._took(who.click(message, label))

        def submit() -> bool:
            view = who.view
            took = self._took(who.submit(values=values))
            # What is refused because it was done already says so at a field.
            taken[0] = taken[0] or (took and set(view.errors.values()) != {TROUBLE})
            return took

        with self.town.act(f"press-{_named(label)}"):
            self._until(lambda: who.has_modal, press)
        with self.town.act(f"submit-{_named(label)}"):
            self._until(lambda: taken[0], submit)
        self._close_forms(who)

    # Inside

    def _until(self, done: Callable[[], bool], attempt: Callable[[], bool]) -> None:
        """Try something until it is seen to be done. Whoever is hasty tries again at once."""
        for tried in range(TRIES):
            if done():
                return
            self.ledger.again += bool(tried)
            if not attempt() and self.town.manners.hasty and not done():
                self.ledger.again += 1
                attempt()
            if not done():
                self.town.settle()
        if not done():
            raise StuckError(f"{self.town.act_name}: tried {TRIES} times in vain")

    def _took(self, delivery: Delivery) -> bool:
        """Whether the program acknowledged a delivery."""
        return any(answer.accepted for answer in delivery.answers)

    def _answered(self, question: str, value: str) -> None:
        if question:
            self.ledger.given.append(Given(question, value))

    def _close_forms(self, who: Person) -> None:
        while who.has_modal:
            who.close()


def _named(words: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in words.lower()).strip("-")
