"""A hand that makes deeds: of every kind one that is likely, and now and then one that is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Protocol, TypeVar

from hypothesis import strategies as st

from foi_bot import approval
from foi_bot.case import Asking, Case, Key, Mark, Place, Value
from foi_bot.casework import deeds
from foi_bot.casework import facts as f
from foi_bot.casework.people import Person
from foi_bot.enclosures import Dropped, Use
from foi_bot.interview.answers import is_typed
from foi_bot.interview.asked import question
from foi_bot.interview.deadlines import waiting_parts
from foi_bot.interview.plan import offered, plan
from foi_bot.interview.questions import Kind, Question
from foi_bot.interview.slices import parts
from foi_bot.letter import tree
from foi_bot.letter.edited.units import units
from foi_bot.reading.docx_lines import Line
from tests.casework.machine.cast import ANN, BEN, ERIC, LEN, PEOPLE
from tests.casework.machine.world import World
from tests.interview.values import plainest

T = TypeVar("T")

TABLE = "Year\tThefts\n2022\t3\n2023\t12"
TYPED = (
    "We recorded 214.",
    "12 bicycles were stolen in Anytown.",
    "// Is that all?",
    TABLE,
    "1 June 2024",
    "",
    " \n",
    "{{ name }} <!channel> *bold* | \u202e",
    "½ \U0001f6b2 e\u0301",
)
REASONS = ("It is right here.", "We are two in this office.", " ")
NAMES = ("figures.csv", "FOI2024-00001-draft-1.docx", "photo.jpg")


class Luck(Protocol):
    """What decides: hypothesis, or dice."""

    def pick(self, options: Sequence[T], /) -> T:
        """One of these."""


@dataclass(frozen=True)
class Drawn:
    """Hypothesis decides, and makes what it finds as small as it can."""

    data: st.DataObject

    def pick(self, options: Sequence[T]) -> T:
        return self.data.draw(st.sampled_from(options))


class Dice:
    """Dice decide, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def pick(self, options: Sequence[T]) -> T:
        return self._random.choice(options)


class Hand:
    """Draws what the machine does next, from the world as it is."""

    def __init__(self, luck: Luck, world: World) -> None:
        self._luck = luck
        self.world = world

    @property
    def case(self) -> Case:
        return self.world.dated

    def pick(self, options: Sequence[T]) -> T:
        """One of these; the first is the plainest."""
        return self._luck.pick(options)

    def one_in(self, n: int) -> bool:
        """True once in so many times."""
        return self.pick(range(n)) == n - 1

    def text(self) -> str:
        return self.pick(TYPED)

    def ts(self) -> str:
        """Now, as Slack tells it."""
        return self.world.ts()

    def some_ts(self) -> str:
        """Now, or a while ago: what is delivered late, or out of order."""
        return self.world.late(self.pick((0, 0, 0, 1, 2, 5, 60, 3600)))

    def officer(self) -> Person:
        """The case's officer, or now and then somebody else."""
        return self.anybody() if self.one_in(12) else self.world.person(self.case.officer)

    def anybody(self) -> Person:
        return self.world.person(self.pick(PEOPLE))

    def asking(self) -> int:
        """The open question, or now and then one that was."""
        numbers = [asking.no for asking in reversed(self.case.askings)]
        open_ = self.case.open_asking
        return self.pick([0, *numbers]) if open_ is None or self.one_in(8) else open_.no

    def draft(self) -> int:
        """The newest draft, or now and then an older one, or one that is not."""
        newest = len(self.case.drafts)
        return newest if not self.one_in(8) else self.pick(range(newest + 2))

    def day(self) -> date:
        """Today, or a day of the last weeks, or tomorrow."""
        ago = self.pick((0, 0, 0, 1, 3, 10, 30, -1))
        return self.case.on - timedelta(days=ago)

    def file(self, wanted: Callable[[Dropped], bool] = lambda _: True) -> int:
        """A dropped file of this kind, or now and then any, or one that is not."""
        good = [one.no for one in self.case.dropped if wanted(one)]
        return self.pick([*(good or [0]), *([0, 99] if self.one_in(10) else [])])

    def value(self, key: Key, asked: Question) -> Value:
        """An answer to a question: as plain as can be, or any that it takes, or anything."""
        if key.question == "outcome" or self.one_in(3):
            return self.valid(key, asked)
        if self.one_in(15):
            wrong: tuple[Value, ...] = ("", "disclose", ("30(3)", ""), "2024-13-01", ())
            return self.pick(wrong)
        return plainest(self.case, key, asked)

    def valid(self, key: Key, asked: Question) -> Value:
        """Any choice that the question offers, or its plainest answer."""
        values = [option.value for option in asked.options]
        match asked.kind:
            case Kind.CHOICE:
                return self.pick(values)
            case Kind.CHOICES:
                some = [self.pick(values) for _ in range(self.pick((1, 1, 2, 3)))]
                return tuple(dict.fromkeys(some))
            case _:
                return plainest(self.case, key, asked)

    def deed(self, kind: type[deeds.CaseDeed]) -> deeds.CaseDeed:
        """A deed of this kind."""
        return MAKERS[kind](self)

    def any_of(self, *kinds: type[deeds.CaseDeed]) -> deeds.CaseDeed:
        """A deed of one of these kinds."""
        return self.deed(self.pick(kinds))

    def any_deed(self) -> deeds.CaseDeed:
        return self.deed(self.pick(list(MAKERS)))

    def reply(self) -> deeds.CaseDeed:
        files = () if not self.one_in(4) else (self.shared(),)
        by = self.anybody() if self.one_in(4) else self.officer()
        known = [reply.message for reply in self.case.replies]
        ts = self.pick(known) if known and self.one_in(8) else self.some_ts()
        return deeds.Reply(by, ts, self.text(), files)

    def shared(self) -> deeds.SharedFile:
        id_ = f"F{len(self.case.dropped) + 1}"
        size = self.pick((26, 26, 26, None, 0, 30_000_000))
        return deeds.SharedFile(id_, self.pick(NAMES), size, elsewhere=self.one_in(12))

    def known_reply(self) -> str:
        """The timestamp of a reply that is known, or of one that is not yet."""
        known = [reply.ts for reply in reversed(self.case.replies)]
        return self.pick([*known, *([self.some_ts()] if self.one_in(5) else [])] or ["1.000001"])

    def edit(self) -> deeds.CaseDeed:
        ts = self.known_reply()
        by = next((r.by for r in self.case.replies if r.ts == ts), self.case.officer)
        files = tuple(
            deeds.SharedFile(one.file, one.name, one.size, gone=self.one_in(2))
            for one in self.case.dropped
            if one.ts == ts
        )
        edited = None if self.one_in(8) else self.some_ts()
        return deeds.EditReply(self.world.person(by), ts, self.text(), edited, files)

    def delete(self) -> deeds.CaseDeed:
        with_files = [one.ts for one in self.case.dropped if not one.gone]
        ts = self.pick(with_files) if with_files and self.one_in(3) else self.known_reply()
        known = next((r for r in self.case.replies if r.ts == ts), None)
        by, text = (known.by, known.text) if known else (self.case.officer, self.text())
        return deeds.DeleteReply(self.world.person(by), ts, text)

    def of_place(self, place: Place) -> str:
        found = [reply.ts for reply in self.case.replies if reply.place is place]
        return self.pick(found) if found else self.known_reply()

    def placed(self) -> deeds.CaseDeed:
        reply = self.of_place(Place.UNPLACED)
        asking = None if self.one_in(4) else self.asking()
        return deeds.PlaceReply(self.officer(), reply, asking, self.ts())

    def used(self) -> deeds.CaseDeed:
        no = self.file(lambda one: one.wanted is None and not one.gone)
        name = next((one.name for one in self.case.dropped if one.no == no), "")
        likely = {"docx": Use.COMPARE, ".csv": Use.TABLE}.get(name[-4:], Use.ENCLOSE)
        use = self.pick((likely, likely, Use.ENCLOSE, Use.TABLE, Use.COMPARE))
        return deeds.UseFile(self.officer(), no, use, self.ts())

    def fetched(self, use: Use) -> deeds.CaseDeed:
        """What comes of a file that somebody wants for something."""
        no = self.file(lambda one: one.wanted is use)
        by = self.who_wanted(no)
        if use is Use.TABLE:
            return deeds.PutTableIn(by, no, TABLE, 2, 2, self.ts())
        if use is Use.ENCLOSE:
            content = self.pick((b"Year,Thefts\n", b"Year,Arsons\n", b""))
            digest = sha256(content).hexdigest()
            noted = ("Its author is Olive Officer.",) if self.one_in(3) else ()
            return deeds.Enclose(by, no, content, digest, noted, self.ts())
        return self.compared(by, no)

    def who_wanted(self, file: int) -> Person:
        wanted = [
            one.by for one in self.world.facts if isinstance(one, f.FileWanted) and one.no == file
        ]
        return self.world.person(wanted[-1] if wanted else self.case.officer)

    def compared(self, by: Person, no: int) -> deeds.CaseDeed:
        """A draft as it comes back from Word, an answer or two in other words."""
        drafts = [fact for fact in self.world.facts if isinstance(fact, f.Drafted)]
        if not drafts:
            empty = tree.Letter("en", "", ())
            return deeds.CompareLetter(by, no, 1, empty, (), (), self.ts())
        of = self.pick([drafts[-1], drafts[-1], *drafts])
        letter = tree.from_json(json.loads(of.letter))
        drawn = units(letter)
        alone = [no for no, one in enumerate(drawn) if one.alone and not one.is_request]
        where = {self.pick(alone or [0]), *([self.pick(range(len(drawn)))] * self.one_in(3))}
        told = [
            self.pick(("We recorded 215.", "Nothing was recorded.", ""))
            if at in where
            else one.text
            for at, one in enumerate(drawn)
        ]
        lines = tuple(Line(text) for text in told if text.strip())
        left_out = ("a picture",) if self.one_in(4) else ()
        return deeds.CompareLetter(by, no, of.no, letter, lines, left_out, self.ts())

    def comparison(self) -> tuple[int, int]:
        """A file whose words are proposed, and the number of its comparison."""
        no = self.file(lambda one: bool(one.proposed))
        known = self.case.file(no)
        return no, (known.compared if known else 0) + self.one_in(8)

    def with_table(self) -> int:
        counted = {reply.ts for reply in self.case.replies if reply.is_table}
        return self.file(lambda one: one.reply in counted)

    def choose(self) -> deeds.CaseDeed:
        no = self.asking()
        known: list[Asking] = [one for one in self.case.askings if one.no == no]
        key = known[0].key if known else Key("letter")
        value = self.value(key, question(self.case, key)) if known else "disclose"
        return deeds.Choose(self.officer(), no, value, self.ts())

    def next_(self) -> deeds.CaseDeed:
        return deeds.Next(self.officer(), self.asking(), self.ts())

    def change(self) -> deeds.CaseDeed:
        keys = [*plan(self.case), *offered(self.case)]
        key = Key("answer", "9") if self.one_in(15) else self.pick(keys)
        return deeds.Change(self.officer(), key, self.ts())

    def take_over(self) -> deeds.CaseDeed:
        by = self.world.person(self.pick((ERIC, BEN, *PEOPLE)))
        named = self.pick(PEOPLE) if self.one_in(6) else self.case.officer
        return deeds.TakeOver(by, named, self.ts())

    def react(self) -> deeds.CaseDeed:
        likely = self.world.person(self.pick((LEN, ANN, self.case.officer)))
        by = self.anybody() if self.one_in(4) else likely
        mark = self.pick((Mark.APPROVE, Mark.APPROVE, Mark.CHANGES))
        present, last = not self.one_in(4), not self.one_in(8)
        return deeds.React(by, self.draft(), last, mark, present, self.some_ts())

    def what_to_change(self) -> deeds.CaseDeed:
        holding = approval.tally(self.case).holding
        by = self.pick(holding) if holding else self.pick(PEOPLE)
        words = self.pick(("Say which year.", ""))
        return deeds.SayWhatToChange(self.world.person(by), self.draft(), words, self.ts())

    def overrule(self) -> deeds.CaseDeed:
        found = [finding.id for finding in approval.unsettled(self.case)]
        finding = self.pick(found or ["none"])
        return deeds.Overrule(self.officer(), self.draft(), finding, self.pick(REASONS), self.ts())

    def lift_hold(self) -> deeds.CaseDeed:
        holding = approval.tally(self.case).holding
        of = self.world.person(self.pick(holding or (LEN,)))
        return deeds.LiftHold(self.officer(), self.draft(), of, self.pick(REASONS), self.ts())

    def applicant_answers(self) -> deeds.CaseDeed:
        waits = waiting_parts(self.case)
        any_part = ["", *(part.id for part in parts(self.case)), "9"]
        part = self.pick([*waits, ""] if waits and not self.one_in(6) else any_part)
        return deeds.ApplicantAnswers(self.officer(), part, self.day(), self.text(), self.ts())

    def review(self) -> deeds.CaseDeed:
        by = self.world.person(self.pick((BEN, ERIC, *PEOPLE)))
        reason = self.pick(("", "", "There is nobody else."))
        return deeds.StartReview(by, self.ts(), reason)

    def close(self) -> deeds.CaseDeed:
        # A closed case is the end of everything: seldom, so that there is something to see.
        reason = " " if self.one_in(3) else "Withdrawn by the applicant."
        return deeds.CloseCase(self.officer(), reason, self.ts())

    def is_typed(self, asking: Asking) -> bool:
        return is_typed(question(self.case, asking.key))


Maker = Callable[[Hand], deeds.CaseDeed]

MAKERS: Mapping[type[deeds.CaseDeed], Maker] = {
    deeds.Choose: Hand.choose,
    deeds.Reply: Hand.reply,
    deeds.EditReply: Hand.edit,
    deeds.DeleteReply: Hand.delete,
    deeds.KeepDeleted: lambda h: deeds.KeepDeleted(
        h.officer(), h.of_place(Place.DELETED), h.one_in(2), h.ts()
    ),
    deeds.PlaceReply: Hand.placed,
    deeds.UseFile: Hand.used,
    deeds.LeaveFile: lambda h: deeds.LeaveFile(h.officer(), h.file(), h.ts()),
    deeds.PutTableIn: lambda h: h.fetched(Use.TABLE),
    deeds.Enclose: lambda h: h.fetched(Use.ENCLOSE),
    deeds.CompareLetter: lambda h: h.fetched(Use.COMPARE),
    deeds.TakeWords: lambda h: deeds.TakeWords(h.officer(), *h.comparison(), h.ts()),
    deeds.LeaveWords: lambda h: deeds.LeaveWords(h.officer(), *h.comparison(), h.ts()),
    deeds.TurnFileDown: lambda h: deeds.TurnFileDown(
        h.who_wanted(no := h.file(lambda one: one.wanted is not None)), no, "Damaged.", h.ts()
    ),
    deeds.TakeTableOut: lambda h: deeds.TakeTableOut(h.officer(), h.with_table(), h.ts()),
    deeds.RemoveEnclosure: lambda h: deeds.RemoveEnclosure(
        h.officer(), h.pick([*(one.no for one in h.case.enclosed), 0]), h.ts()
    ),
    deeds.Next: Hand.next_,
    deeds.Skip: lambda h: deeds.Skip(h.officer(), h.asking(), h.ts()),
    deeds.Back: lambda h: deeds.Back(h.officer(), h.asking(), h.ts()),
    deeds.Change: Hand.change,
    deeds.TakeOver: Hand.take_over,
    deeds.React: Hand.react,
    deeds.SayWhatToChange: Hand.what_to_change,
    deeds.Overrule: Hand.overrule,
    deeds.WaiveFourEyes: lambda h: deeds.WaiveFourEyes(h.officer(), h.pick(REASONS), h.ts()),
    deeds.LiftHold: Hand.lift_hold,
    deeds.MarkSent: lambda h: deeds.MarkSent(h.officer(), h.draft(), h.day(), h.ts()),
    deeds.ApplicantAnswers: Hand.applicant_answers,
    deeds.GiveFeesNotice: lambda h: deeds.GiveFeesNotice(h.officer(), h.day(), h.ts()),
    deeds.ReceiveFee: lambda h: deeds.ReceiveFee(h.officer(), h.day(), h.ts()),
    deeds.StartReview: Hand.review,
    deeds.CloseCase: Hand.close,
}
"""How a deed of each kind is made."""
