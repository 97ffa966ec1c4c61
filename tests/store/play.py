"""Cases played through `perform`, with a Slack that takes every message at once, and who plays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count

from sqlalchemy.engine import Connection

from foi_bot.case import Case, Mark, Value
from foi_bot.casework import deeds
from foi_bot.casework.people import Person
from foi_bot.casework.perform import Delivery, Done, Office, Outcome, open_case, perform
from store import intake, lanes, outbox
from store.intake import Intake
from store.lanes import Taken
from store.load import load

WORKSPACE = "T1"
CHANNEL = "C1"
AT = datetime(2024, 6, 17, 9, 0, tzinfo=UTC)
RECEIVED = date(2024, 6, 3)
OLIVE, ERIC, LEN = Person("UOLIVE"), Person("UERIC"), Person("ULEN")
"""An officer, a colleague who may take over, and one who approves."""

DISCLOSED: dict[str, Value] = {
    "outcome": "disclose",
    "answer": "In 2023, 12 bicycles were reported stolen in Anytown.",
    "basis": "complete",
    "people": "no",
}
"""The answers with which the shortest letter is written."""

Doing = Callable[[str], deeds.CaseDeed]
"""A deed, given the Slack timestamp at which it is done."""


def kept_form(
    id_: str = "form", text: str = "How many bicycles were stolen?", channel: str = CHANNEL
) -> Intake:
    """A request whose form was sent and whose masking waits to be confirmed."""
    return Intake(
        workspace_id=WORKSPACE,
        id=id_,
        opener=OLIVE.id,
        channel_id=channel,
        house="practice",
        original_text=text,
        received=RECEIVED,
        applicant_name="Pat Applicant",
        applicant_contact="pat@example.org",
        at=AT,
    )


class Play:
    """The office at work in one channel. Each deed takes a second."""

    def __init__(self, office: Office, channel: str = CHANNEL) -> None:
        self.office = office
        self.channel = channel
        self.now = AT
        self._numbers = count(1)

    def ts(self) -> str:
        """The next Slack timestamp."""
        self.now += timedelta(seconds=1)
        return f"{self.now.timestamp():.6f}"

    def opened(
        self, text: str = "How many bicycles were stolen in 2023?", *, send: bool = True
    ) -> Case:
        """A new case, its card and its first question in Slack (or waiting to be sent)."""
        form = f"form-{self.channel}-{next(self._numbers)}"
        with self.office.database.writing() as connection:
            intake.keep(connection, kept_form(form, text, self.channel))
        deed = deeds.OpenRequest(OLIVE, "practice", self.channel, text, RECEIVED, self.ts())
        done = open_case(self.office, Delivery(WORKSPACE, form), deed, form, self.now)
        assert isinstance(done, Done)
        assert done.case is not None
        if send:
            self.send()
        return self.loaded(done.case.id)

    def do(self, case: str, doing: Doing, *, key: str = "", send: bool = True) -> Outcome:
        """Have a deed done to a case, and Slack take what follows from it."""
        deed = doing(self.ts())
        key = key or f"delivery-{self.channel}-{next(self._numbers)}"
        delivery = Delivery(WORKSPACE, key, self.channel, "{}")
        outcome = perform(self.office, delivery, case, deed, self.now)
        if send:
            self.send()
        return outcome

    def write(self, case: str, *texts: str) -> Outcome:
        """The officer answers the open question with replies in the thread."""
        now = self.loaded(case)
        asking, by = now.open_asking, Person(now.officer)
        assert asking is not None
        for text in texts:
            self.do(case, lambda ts, text=text: deeds.Reply(by, ts, text))  # type: ignore[misc]
        return self.do(case, lambda ts: deeds.Next(by, asking.no, ts))

    def answer(self, case: str, value: Value) -> Outcome:
        """The officer answers the open question with a button or in a box."""
        now = self.loaded(case)
        asking = now.open_asking
        assert asking is not None
        return self.do(case, lambda ts: deeds.Choose(Person(now.officer), asking.no, value, ts))

    def drafted(self) -> Case:
        """A case whose letter waits for its approval, one of its answers typed in the thread."""
        case = self.opened()
        while (asking := self.loaded(case.id).open_asking) is not None:
            value = DISCLOSED[asking.key.question]
            if asking.key.question == "answer":
                assert isinstance(value, str)
                done = self.write(case.id, value)
            else:
                done = self.answer(case.id, value)
            assert isinstance(done, Done), done
        return self.loaded(case.id)

    def approved(self) -> Case:
        """A case whose first draft has the approval that it needs."""
        case = self.drafted()
        self.do(case.id, lambda ts: deeds.React(LEN, 1, True, Mark.APPROVE, True, ts))
        return self.loaded(case.id)

    def send(self) -> None:
        """Slack takes everything that is due, in order."""
        while True:
            with self.office.database.writing() as connection:
                taken = lanes.take(connection, "slack", self.now, 50, lambda *_: lanes.Call())
            for one in taken:
                ts = one.message.ts or self.ts()
                lanes.written(self.office.database, one, partial(self._sent, one, ts))
            if not taken:
                return

    def _sent(self, taken: Taken, ts: str, connection: Connection) -> None:
        outbox.sent(connection, taken.message, ts, self.now)

    def loaded(self, case: str) -> Case:
        """The case as the database has it."""
        with self.office.database.reading() as connection:
            found = load(connection, WORKSPACE, case, self.office.houses)
        assert found is not None
        return found
