"""The scene: one case, played through the real program in a strict Slack, as it stands before each
of several acts, and those acts as Slack would deliver them.

`fill` makes as many cases like it as are wanted, and `deliveries` the acts on them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from foi_bot.case import Value
from foi_bot.interview.asked import question
from store.database import Database
from store.migrate import migrate
from tests.cases.build import case_file
from tests.slack.office import CHANNEL, FoiOffice
from tests.slack_double import SlackDouble
from tests.slack_double.deliveries import Sort
from tests.slack_double.json_types import Json

CASE = "withheld-prejudice"
LONG = 330
"""Characters of a typed answer: with those that are chosen, about 300 an answer."""

COMMAND, BUTTON, FORM, REPLY, REACTION = "command", "button", "form", "reply", "reaction"
KINDS = (COMMAND, BUTTON, FORM, REPLY, REACTION)
ON_CASES = (BUTTON, FORM, REPLY, REACTION)
DONE = "done"
"""A case whose letter went out: what most of a large database is."""

LATELY = timedelta(hours=1)
"""How long ago the case was opened: its acts come now."""

CHOSEN, TYPED = "pit-conclusion", "pit-decisive"
"""The question that is open before the button, and the one before reply and form."""

TIMESTAMP = re.compile(r"\b\d{10}\.\d{6}\b")

Rows = Mapping[str, list[dict[str, Any]]]
"""A case's rows, by table."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did, as Slack delivers it."""

    kind: str
    sort: Sort
    payload: Json


@dataclass(frozen=True, slots=True)
class Scene:
    """`states` is the case before each act, and done; `span` is how many seconds it took."""

    workspace: str
    bot_token: str
    secret: str
    channel: str
    case: str
    acts: Mapping[str, Act]
    states: Mapping[str, Rows]
    span: int


def play(folder: Path) -> Scene:
    """Play the scene in a database in `folder`."""
    file = folder / "scene.sqlite3"
    made = Database(f"sqlite:///{file}")
    migrate(made)
    made.close()
    slack = SlackDouble().start()
    office = FoiOffice(slack, file)
    try:
        return _Play(slack, office).scene()
    finally:
        office.close()
        slack.stop()


class _Play:
    def __init__(self, slack: SlackDouble, office: FoiOffice) -> None:
        self.slack = slack
        self.office = office
        self.acts: dict[str, Act] = {}
        self.states: dict[str, Rows] = {}
        written = case_file(CASE)
        self.request = written.request.text
        self.values = {str(key): _long(answer.value) for key, answer in written.current.items()}
        # A late case would be asked why, and an old draft might not stand any more.
        slack.clock.move_to(datetime.now(UTC).replace(microsecond=0) - LATELY)

    def scene(self) -> Scene:
        office, officer = self.office, self.office.officer
        began = self.slack.clock.now()
        self._before(COMMAND, lambda: officer.command("/foi", channel=CHANNEL))
        office.open_case(self.request, received=office.now().date())
        self._answer_until(CHOSEN)
        self._before(BUTTON, self._press)
        self._answer_until(TYPED)
        self._before(REPLY, lambda: office.say(self._words()))
        office.press("Write here")
        self._before(FORM, lambda: officer.submit(values={"answer": self._words()}))
        officer.close()
        self._answer_until("")
        self._before(REACTION, lambda: office.lead.react(office.verdict, "white_check_mark"))
        office.approve(office.approver)
        officer.click(office.verdict, "Mark as sent")
        officer.submit(values={"day": office.now().date().isoformat()})
        office.settle()
        self.states[DONE] = self._rows()
        return Scene(
            office.workspace,
            self.slack.bot_token,
            self.slack.signing_secret,
            CHANNEL,
            office.case_id,
            self.acts,
            self.states,
            int(self.slack.clock.now() - began) + 60,
        )

    def _before(self, kind: str, done: Callable[[], object]) -> None:
        """Keep the case as it is, and what Slack would deliver of the act: it gets lost."""
        self.states[kind] = self._rows()
        self.slack.drop_next()
        done()
        delivery = self.slack.deliveries[-1]
        assert delivery.dropped
        self.acts[kind] = Act(kind, delivery.sort, json.loads(json.dumps(delivery.payload)))

    def _answer_until(self, last: str) -> None:
        while (asking := self.office.case.open_asking) is not None:
            if asking.key.question == last:
                return
            self.office.answer(self.values[str(asking.key)])

    def _press(self) -> None:
        asked = question(self.office.case.at(self.office.now()), self.office.asking.key)
        option = asked.option(str(self.values[str(self.office.asking.key)]))
        assert option is not None
        self.office.officer.click(self.office.question, option.label)

    def _words(self) -> str:
        return str(self.values[str(self.office.asking.key)])

    def _rows(self) -> Rows:
        with self.office.program.database.reading() as connection:
            return {
                table.name: [
                    dict(row._mapping)
                    for row in connection.execute(
                        sa.select(table).order_by(*table.primary_key)
                    ).all()
                ]
                for table in of_case()
            }


def of_case() -> list[sa.Table]:
    """The tables with a case's rows, the case's own first."""
    tables = SQLModel.metadata.sorted_tables
    return [table for table in tables if table.name == "foi_case" or _hangs_on_case(table)]


def _hangs_on_case(table: sa.Table) -> bool:
    return any(key.referred_table.name == "foi_case" for key in table.foreign_key_constraints)


def _long(value: Value) -> Value:
    """A typed answer of a real length; what is chosen stays as it is."""
    if isinstance(value, tuple):
        return tuple(_long_words(one) for one in value)
    return _long_words(value)


def _long_words(words: str) -> str:
    if " " not in words or len(words) >= LONG:
        return words
    return " ".join([words] * -(-LONG // (len(words) + 1)))
