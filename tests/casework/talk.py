"""A conversation without Slack: deeds decided and folded, one after another, at whole seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from foi_bot import approval
from foi_bot.case import Asking, Case, Key, Mark, State, Value, london
from foi_bot.casework import deeds, drafting
from foi_bot.casework import facts as f
from foi_bot.casework.decide import decide
from foi_bot.casework.decision import Decided, Decision, Refused
from foi_bot.casework.fold import after, opened
from foi_bot.casework.people import Footing, Person
from foi_bot.interview.asked import question
from foi_bot.letter.house import load_houses
from tests.interview.values import plainest

OLIVE = Person("U01OFFICER")
LEN = Person("U02LEAD")
GUEST = Person("U01OFFICER", Footing.GUEST)

START = datetime(2018, 3, 14, 9, 0, tzinfo=UTC)
REQUEST = "How many offences of arson were recorded in 2017?"


class Talk:
    """A case and the people who talk about it. A question stands in the thread as soon as asked."""

    def __init__(self, request: str = REQUEST) -> None:
        self._seconds = 0
        house = load_houses()["practice"]
        received = date(2018, 3, 13)
        ts, at = self.tick(), self.now
        first = f.Opened(
            "c1", "T01", "C01FOI", house.id, "FOI2018/00001", request, received, OLIVE.id, ts, at
        )
        case = opened(first, house).at(at)
        self.case = self._posted(after(case, drafting.what_follows(case, at, ts)))

    @property
    def now(self) -> datetime:
        return START + timedelta(seconds=self._seconds)

    def tick(self) -> str:
        """The next second, as a Slack timestamp."""
        self._seconds += 1
        return f"{self.now.timestamp():.6f}"

    def do(self, deed: deeds.CaseDeed) -> Decision:
        """Decide it and fold what follows."""
        decision = decide(self.case, deed, self.now)
        followed = decision.meanwhile if isinstance(decision, Refused) else decision
        if isinstance(followed, Decided):
            self.case = self._posted(after(self.case, followed.facts))
        return decision

    @property
    def asking(self) -> Asking:
        found = self.case.open_asking
        assert found is not None, "nothing is asked"
        return found

    def reply(self, text: str, by: Person = OLIVE, ts: str | None = None) -> str:
        """A message in the thread; its timestamp."""
        sent = ts or self.tick()
        self.do(deeds.Reply(by, sent, text))
        return sent

    def choose(self, value: Value) -> Decision:
        return self.do(deeds.Choose(OLIVE, self.asking.no, value, self.tick()))

    def next(self) -> Decision:
        return self.do(deeds.Next(OLIVE, self.asking.no, self.tick()))

    def skip(self) -> Decision:
        return self.do(deeds.Skip(OLIVE, self.asking.no, self.tick()))

    def change(self, question: str, about: str = "1", by: Person = OLIVE) -> Decision:
        return self.do(deeds.Change(by, Key(question, about), self.tick()))

    def answer(self, *texts: str) -> Decision:
        for text in texts:
            self.reply(text)
        return self.next()

    def disclosed(self) -> Talk:
        """As far as a draft: everything answered, the information given."""
        self.choose("disclose")
        self.answer("We recorded 214.")
        self.answer("From our crime records, drawn on 13 March 2018.")
        self.choose("no")
        assert self.case.draft is not None
        return self

    def give(self, values: Mapping[str, Value]) -> Talk:
        """Answer every question that is open or follows: by its key, by its name alone, or, where
        neither is given, as plainly as it can be."""
        while self.case.open_asking is not None:
            self.give_one(values)
        return self

    def give_one(self, values: Mapping[str, Value]) -> None:
        """Answer the question that is open, in the same way."""
        key, case = self.asking.key, self.case.at(self.now)
        given = values.get(str(key)) or values.get(key.question)
        decision = self.choose(given or plainest(case, key, question(case, key)))
        assert isinstance(decision, Decided), (key, decision)

    def days(self, days: int) -> Talk:
        """That many days pass, and nobody does anything."""
        self._seconds += days * 86_400
        return self

    def react(
        self, by: Person = LEN, mark: Mark = Mark.APPROVE, *, present: bool = True
    ) -> Decision:
        """A tick (or a cross) on the newest draft, or its withdrawal."""
        draft = len(self.case.drafts)
        return self.do(deeds.React(by, draft, True, mark, present, self.tick()))

    def send(self, on: date | None = None, by: Person = OLIVE) -> Decision:
        """Mark the newest draft as sent, today unless told."""
        day = on or london(self.now)
        return self.do(deeds.MarkSent(by, len(self.case.drafts), day, self.tick()))

    def sent(self) -> Talk:
        """The newest draft approved and sent on the same day."""
        for decision in (self.react(), self.send()):
            assert isinstance(decision, Decided), decision
        return self

    def state(self) -> State:
        """Where the case stands today."""
        return approval.state(self.case.at(self.now))

    def _posted(self, case: Case) -> Case:
        ts = self.tick()
        return replace(
            case,
            askings=tuple(a if a.posted else replace(a, posted=ts) for a in case.askings),
        )
