"""The play: two people take the practice case from `/foi` to an approved letter.

They answer whatever question is open, as Slack shows it, and do besides what people do: write in
the box, skip a question and come back to it, discuss, and correct what they typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from foi_bot.case import Key, Value, moment
from foi_bot.practice.asked import (
    Asked,
    approved_hash,
    asked,
    is_card,
    is_held,
    is_ready,
)
from foi_bot.practice.people import Person
from foi_bot.practice.script import Script
from foi_bot.practice.shown import Message
from foi_bot.practice.transcript import Transcript
from foi_bot.practice.workspace import Workspace

T = TypeVar("T")

PATIENCE = 60.0
"""Seconds within which the bot is expected to go on."""


class PlayError(Exception):
    """The play cannot go on; `str` says what was seen."""


@dataclass(frozen=True)
class Played:
    """How the play ended: the case's card and the draft's last post, as Slack shows them."""

    card: Message
    verdict: Message


@dataclass
class Play:
    """One play. `received` is the day on which the request is said to have come."""

    slack: Workspace
    script: Script
    transcript: Transcript
    officer: Person
    lead: Person
    received: date
    _moments: set[str] = field(default_factory=set)
    _slip: tuple[Message, str] | None = None

    def run(self) -> Played:
        """Play it to the end.

        Raises PlayError, script.NoAnswerError, workspace.PracticeTimeoutError, and what `Person`
        raises for things that are not there.
        """
        card = self._open()
        after = card.ts
        while (question := self._next(card, after)) is not None:
            after = question.message.ts
            self._answer(card, question)
        return self._approve(card)

    # Opening

    def _open(self) -> Message:
        """`/foi`, the form, and the form that masks the applicant; the card that comes of it."""
        lines = self.script.lines
        self.officer.command("/foi")
        self._wait(self.slack.open_modal, "the form for a request")
        form = self.officer.submit(
            {
                "text": self.script.email,
                "received": self.received,
                "name": lines.applicant_name,
                "contact": lines.applicant_contact,
            }
        )
        if form is None or form.callback_id != "mask":
            raise PlayError("nothing was offered for masking, though the e-mail is signed")
        self.transcript.catch_up()
        self.officer.submit({"more": lines.mask_also})
        return self._wait(self._card, "the case's card")

    def _card(self) -> Message | None:
        return next((m for m in reversed(self.slack.messages()) if is_card(m)), None)

    # Answering

    def _next(self, card: Message, after: str) -> Asked | None:
        """The question that is open now, or None once the draft stands for approval.

        A question that has been answered may still look open for a moment, so only what came after
        the last one counts.
        """

        def look() -> Message | None:
            newer = [m for m in self.slack.thread(card.ts) if moment(m.ts) > moment(after)]
            fitting = [m for m in newer if asked(m) or is_ready(m) or is_held(m)]
            return fitting[-1] if fitting else None

        found = self._wait(look, "the next question or the letter")
        if is_held(found):
            raise PlayError(f"the checks hold the draft back:\n{found.words}")
        return asked(found)

    def _answer(self, card: Message, question: Asked) -> None:
        self._correct(card)
        key = self.script.key(question.about, question.ask)
        if self._is_moment(self.script.lines.skipped, key):
            self.officer.click(question.message, "skip")
        else:
            self._give(card, question, key, self.script.answer(key))
        self.transcript.catch_up()

    def _give(self, card: Message, question: Asked, key: Key, value: Value) -> None:
        message = question.message
        if question.has("next"):
            self._type(card, question, key, value)
        elif question.has("open_choices"):
            self.officer.click(message, "open_choices")
            self._tick(value)
        elif question.has("choose_from"):
            self.officer.choose(message, "choose_from", value)
        elif question.has("parts_right"):
            self.officer.click(message, "parts_right")
        else:
            self.officer.click(message, _button(message, value))

    def _type(self, card: Message, question: Asked, key: Key, value: Value) -> None:
        lines = self.script.lines
        texts = (value,) if isinstance(value, str) else value
        if self._is_moment(lines.in_the_box, key):
            self.officer.click(question.message, "write_here")
            self._wait(self.slack.open_modal, "the box to write in")
            self.officer.submit({"answer": "\n".join(texts)})
            return
        if self._is_moment(lines.discussed, key):
            self.lead.reply(card, lines.lead_says)
            self.officer.reply(card, lines.officer_says)
        if self._is_moment(lines.corrected, key):
            self._slip = (self.officer.reply(card, lines.typed_at_first), "\n".join(texts))
        else:
            for text in texts:
                self.officer.reply(card, text)
        self.officer.click(question.message, "next")

    def _correct(self, card: Message) -> None:
        """Set right what was typed at first: its question has been answered meanwhile."""
        if self._slip is None:
            return
        (reply, right), self._slip = self._slip, None
        self.officer.edit(reply, right)
        self._wait(
            lambda: next((m for m in self.slack.thread(card.ts) if "new version" in m.words), None),
            "the word that the answer has a new version",
        )

    def _tick(self, value: Value) -> None:
        """Tick the chosen options, in whatever group the form has them."""
        modal = self._wait(self.slack.open_modal, "the form to choose in")
        ticked = {
            each.block_id: [o["value"] for o in each.element["options"] if o["value"] in value]
            for each in modal.fields
        }
        self.officer.submit({block: values for block, values in ticked.items() if values})

    def _is_moment(self, name: str, key: Key) -> bool:
        """Whether this is the question of a moment of the play that has not come yet."""
        if key.question != name or name in self._moments:
            return False
        self._moments.add(name)
        return True

    # Approving

    def _approve(self, card: Message) -> Played:
        """The officer may not approve what she wrote; the lead may."""
        verdict = next(m for m in self.slack.thread(card.ts) if is_ready(m))
        self.officer.react(verdict, "white_check_mark")
        self._wait(
            lambda: next(
                (m for m in self.slack.thread(card.ts) if "somebody else has to approve" in m.text),
                None,
            ),
            "the word that the officer's own approval does not count",
        )
        self.officer.unreact(verdict, "white_check_mark")
        self.lead.react(verdict, "white_check_mark")

        def stands() -> Played | None:
            now = self.slack.message(verdict.ts), self.slack.message(card.ts)
            done = approved_hash(now[0]) and "Approved" in now[1].words
            return Played(now[1], now[0]) if done else None

        return self._wait(stands, "the approval")

    def _wait(self, look: Callable[[], T | None], what: str) -> T:
        """Wait for something, telling meanwhile what happens."""

        def look_and_tell() -> T | None:
            self.transcript.catch_up_now_and_then()
            return look()

        found = self.slack.wait_for(look_and_tell, what, PATIENCE)
        self.transcript.catch_up()
        return found


def _button(message: Message, value: Value) -> str:
    """The action id of the button that stands for this choice.

    Raises LookupError where there is none.
    """
    for element in message.elements:
        about = json.loads(element.content.get("value") or "{}")
        if element.action_id.startswith("choose:") and about.get("value") == value:
            return element.action_id
    raise LookupError(f"no button stands for {value}; there is {', '.join(message.buttons)}")
