"""A conversation without Slack: deeds decided and folded, one after another, at whole seconds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from foi_bot.case import Asking, Case, Key, Value
from foi_bot.casework import deeds, drafting
from foi_bot.casework import facts as f
from foi_bot.casework.decide import decide
from foi_bot.casework.decision import Decided, Decision
from foi_bot.casework.fold import after, opened
from foi_bot.casework.people import Footing, Person
from foi_bot.letter.house import load_houses

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
        if isinstance(decision, Decided):
            self.case = self._posted(after(self.case, decision.facts))
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

    def _posted(self, case: Case) -> Case:
        ts = self.tick()
        return replace(
            case,
            askings=tuple(a if a.posted else replace(a, posted=ts) for a in case.askings),
        )
