"""Anything that anybody might do to a case, drawn at random."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from foi_bot import approval
from foi_bot.case import Asking, Case, Key, Mark, Value, london, moment
from foi_bot.casework import deeds
from foi_bot.casework.people import Footing, Person
from foi_bot.enclosures import Use
from foi_bot.interview.asked import question
from foi_bot.interview.parts import to_value
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import Kind, Question
from foi_bot.interview.slices import parts
from foi_bot.letter.characters import printable
from foi_bot.letter.edited.units import units
from foi_bot.reading.docx_lines import Line
from tests.interview.values import plainest
from tests.store.play import ERIC, LEN, OLIVE

GUEST = Person("UGUEST", Footing.GUEST)
GONE = Person(LEN.id, Footing.DEACTIVATED)
WORDS = st.text(max_size=30).map(printable)
PEOPLE = st.sampled_from((OLIVE, ERIC, LEN, GUEST))


@dataclass(frozen=True)
class Doings:
    """What could be done to this case at this Slack timestamp."""

    case: Case
    ts: str

    def anything(self) -> st.SearchStrategy[deeds.CaseDeed]:
        """Any deed, the interview's own more often than the others."""
        asking = self.case.open_asking
        on_with_it = [self._answer(asking)] * 6 if asking else []
        return st.one_of(
            *on_with_it,
            self.in_thread(),
            self.with_files(),
            self._on_buttons(),
            self.on_draft() if self.case.drafts else self.in_thread(),
            st.builds(deeds.TakeOver, PEOPLE, PEOPLE.map(lambda person: person.id), self._now()),
            self.with_a_day(),
        )

    def with_a_day(self) -> st.SearchStrategy[deeds.CaseDeed]:
        """What is recorded of the world outside: letters that went out, what came back."""
        officer = st.just(Person(self.case.officer))
        day = st.integers(-1, 20).map(lambda days: self.case.on + timedelta(days=days))
        days = st.one_of(st.just(london(self._at())), day)
        part = st.sampled_from(["", *(one.id for one in parts(self.case)), "9"])
        draft = st.just(len(self.case.drafts))
        return st.one_of(
            *[st.builds(deeds.MarkSent, officer, draft, days, self._now())] * 3,
            st.builds(deeds.ApplicantAnswers, officer, part, days, WORDS, self._now()),
            st.builds(deeds.GiveFeesNotice, officer, days, self._now()),
            st.builds(deeds.ReceiveFee, officer, days, self._now()),
            st.builds(deeds.StartReview, PEOPLE, self._now(), WORDS),
        )

    def _at(self) -> datetime:
        return datetime.fromtimestamp(moment(self.ts)[0], UTC)

    def _now(self) -> st.SearchStrategy[str]:
        return st.just(self.ts)

    def _sometime(self) -> st.SearchStrategy[str]:
        """Now, or earlier: deliveries come late and out of order."""
        seconds, fraction = moment(self.ts)
        return st.integers(0, 5).map(lambda ago: f"{seconds - ago}.{fraction + ago % 7:06d}")

    def _answer(self, asking: Asking) -> st.SearchStrategy[deeds.CaseDeed]:
        asked = question(self.case, asking.key)
        officer = Person(self.case.officer)
        return st.builds(
            deeds.Choose,
            st.just(officer),
            st.just(asking.no),
            self._value(asking.key, asked),
            self._now(),
        )

    def _value(self, key: Key, asked: Question) -> st.SearchStrategy[Value]:
        options = [option.value for option in asked.options]
        match asked.kind:
            case Kind.CHOICE:
                return st.sampled_from(options)
            case Kind.CHOICES:
                few = st.lists(st.sampled_from(options), min_size=1, max_size=2, unique=True)
                return few.map(tuple)
            case Kind.TEXT:
                return WORDS
            case Kind.LINES | Kind.ROWS:
                return st.lists(WORDS, max_size=3).map(tuple)
            case Kind.DATE:
                return st.sampled_from(["2024-06-01", "2024-07-01", "soon"])
            case Kind.PARTS:
                return st.just(to_value(parts(self.case)))
            case Kind.DATE | Kind.ROWS:
                return st.just(plainest(self.case, key, asked))

    def _asking(self) -> st.SearchStrategy[int]:
        return st.sampled_from([0, *(asking.no for asking in self.case.askings)])

    def _reply(self) -> st.SearchStrategy[str]:
        known = [reply.ts for reply in self.case.replies]
        return st.sampled_from(known) if known else self._sometime()

    def in_thread(self) -> st.SearchStrategy[deeds.CaseDeed]:
        """Messages written, edited, deleted and placed, in time or late."""
        words = st.one_of(WORDS, WORDS.map(lambda text: f"// {text}"))
        officer = st.just(Person(self.case.officer))
        asking = st.one_of(st.none(), self._asking())
        return st.one_of(
            st.builds(deeds.Reply, officer, self._now(), words),
            st.builds(deeds.Reply, officer, self._sometime(), words),
            st.builds(deeds.Reply, PEOPLE, self._sometime(), words),
            st.builds(
                deeds.EditReply, officer, self._reply(), words, st.one_of(st.none(), self._now())
            ),
            st.builds(deeds.DeleteReply, officer, self._reply(), WORDS),
            st.builds(deeds.KeepDeleted, officer, self._reply(), st.booleans(), self._now()),
            st.builds(deeds.PlaceReply, officer, self._reply(), asking, self._now()),
        )

    def with_files(self) -> st.SearchStrategy[deeds.CaseDeed]:
        """Files dropped, wanted, fetched, turned down, enclosed and taken back."""
        officer = st.just(Person(self.case.officer))
        no = st.sampled_from([0, *(one.no for one in self.case.dropped)])
        shared = st.builds(deeds.SharedFile, st.sampled_from(["F1", "F2"]), WORDS, st.just(3))
        content = st.sampled_from([b"one", b"two"])
        enclose = st.builds(
            lambda by, file, of: deeds.Enclose(by, file, of, of.hex(), (), self.ts),
            officer,
            no,
            content,
        )
        return st.one_of(
            st.builds(deeds.Reply, officer, self._now(), WORDS, st.tuples(shared)),
            st.builds(deeds.UseFile, officer, no, st.sampled_from(Use), self._now()),
            st.builds(deeds.PutTableIn, officer, no, WORDS, st.just(1), st.just(1), self._now()),
            enclose,
            *self._with_words(officer, no),
            st.builds(deeds.TurnFileDown, officer, no, WORDS, self._now()),
            st.builds(deeds.LeaveFile, officer, no, self._now()),
            st.builds(deeds.TakeTableOut, officer, no, self._now()),
            st.builds(deeds.RemoveEnclosure, officer, no, self._now()),
            st.builds(
                deeds.DeleteReply,
                officer,
                st.sampled_from([self.ts, *(one.ts for one in self.case.dropped)]),
                WORDS,
            ),
        )

    def _with_words(
        self, officer: st.SearchStrategy[Person], no: st.SearchStrategy[int]
    ) -> list[st.SearchStrategy[deeds.CaseDeed]]:
        """The newest draft edited in Word, compared, and its words taken or left."""
        comparison = st.integers(0, 2)
        both: list[st.SearchStrategy[deeds.CaseDeed]] = [
            st.builds(deeds.TakeWords, officer, no, comparison, self._now()),
            st.builds(deeds.LeaveWords, officer, no, comparison, self._now()),
        ]
        draft = self.case.draft
        if draft is None or draft.letter is None:
            return both
        letter, drawn = draft.letter, units(draft.letter)
        edited = st.tuples(
            *(st.one_of(*[st.just(one.text)] * 3, WORDS).map(Line) for one in drawn)
        ).map(lambda found: tuple(line for line in found if line.text.strip()))
        compared: st.SearchStrategy[deeds.CaseDeed] = st.builds(
            deeds.CompareLetter,
            officer,
            no,
            st.just(draft.no),
            st.just(letter),
            edited,
            st.just(()),
            self._now(),
        )
        return [compared, compared, *both]

    def _on_buttons(self) -> st.SearchStrategy[deeds.CaseDeed]:
        officer = st.just(Person(self.case.officer))
        keys = st.sampled_from(plan(self.case))
        return st.one_of(
            st.builds(deeds.Next, officer, self._asking(), self._now()),
            st.builds(deeds.Skip, officer, self._asking(), self._now()),
            st.builds(deeds.Back, officer, self._asking(), self._now()),
            st.builds(deeds.Choose, PEOPLE, self._asking(), WORDS, self._now()),
            st.builds(deeds.Change, officer, keys, self._now()),
        )

    def on_draft(self) -> st.SearchStrategy[deeds.CaseDeed]:
        """Reactions and what goes with them, in time or late."""
        draft = st.sampled_from([draft.no for draft in self.case.drafts])
        marks = st.sampled_from((Mark.APPROVE, Mark.CHANGES))
        colleagues = st.sampled_from((ERIC, LEN))
        found = [finding.id for finding in approval.unsettled(self.case)]
        officer = st.just(Person(self.case.officer))
        return st.one_of(
            *[
                st.builds(deeds.React, who, draft, last, marks, st.booleans(), self._sometime())
                for who, last in ((colleagues, st.just(True)),) * 3 + ((PEOPLE, st.booleans()),)
            ],
            st.builds(deeds.SayWhatToChange, PEOPLE, draft, WORDS, self._now()),
            st.builds(
                deeds.Overrule,
                officer,
                draft,
                st.sampled_from([*found, "none"]),
                WORDS,
                self._now(),
            ),
            st.builds(deeds.WaiveFourEyes, officer, WORDS, self._now()),
            st.builds(
                deeds.LiftHold, officer, draft, st.sampled_from((LEN, GONE)), WORDS, self._now()
            ),
        )
