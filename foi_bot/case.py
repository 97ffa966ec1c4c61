"""The case: a request being answered, as one frozen value.

Nothing here knows where the case is kept or how it is shown. What can be worked out from what is
kept (the parts, the question that is open, the state) is a property, never a field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from foi_bot.checks.finding import Finding
from foi_bot.enclosures import Dropped, Enclosure
from foi_bot.law.clock import Clock, Event, Received, replay
from foi_bot.letter.tree import Letter, from_json

if TYPE_CHECKING:
    from foi_bot.letter.house import House

LONDON = ZoneInfo("Europe/London")

Value = str | tuple[str, ...]
"""What an answer holds: words, the code of a choice, an ISO date; or several of them."""


class Key(NamedTuple):
    """A question and what it is about: a part's id, a limb's citation, or "" for the case."""

    question: str
    about: str = ""

    def __str__(self) -> str:
        return f"{self.question}@{self.about}" if self.about else self.question

    @classmethod
    def parse(cls, written: str) -> Key:
        """The key that `str` wrote."""
        question, _, about = written.partition("@")
        return cls(question, about)


@dataclass(frozen=True, slots=True)
class Request:
    """What the applicant wrote, with what identifies people masked, and the day of receipt.

    FOIA s10(1): the clock starts with receipt by anybody in the authority.
    """

    text: str
    received: date


@dataclass(frozen=True, slots=True)
class Answer:
    """One fact given by one person to one question. Never overwritten, only superseded.

    `no` counts the case's answers from 1; `asking` is the asking it closed, if it closed one;
    `reopened` marks an answer taken back without a successor, so that its question is asked again.
    """

    no: int
    key: Key
    value: Value
    by: str
    at: datetime
    asking: int | None = None
    reopened: bool = False


class Ending(StrEnum):
    """What became of an asking."""

    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    LEFT = "left"
    """The conversation went elsewhere: back, change, or the question left the plan."""


@dataclass(frozen=True, slots=True)
class Asking:
    """One time a question was put. A changed answer is a new asking of the same key.

    `posted` and `closed` are Slack timestamps: between them a reply belongs to this question.
    `posted` is None until Slack has taken the message; `closed` is None while the question is open.
    """

    no: int
    key: Key
    at: datetime
    ending: Ending = Ending.OPEN
    posted: str | None = None
    closed: str | None = None


class Place(StrEnum):
    """Where a reply's words count."""

    ANSWER = "answer"
    UNPLACED = "unplaced"
    """Sent between two questions: the officer says where it belongs."""
    DISCUSSION = "discussion"
    DELETED = "deleted"
    """Deleted in Slack, its words kept in the answer until the officer decides."""
    KEPT = "kept"
    """Deleted in Slack; the officer said that its words stay."""
    REMOVED = "removed"


COUNTED = (Place.ANSWER, Place.DELETED, Place.KEPT)
"""The places of replies whose words are part of an answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A message of the officer's in the case's thread, known by its Slack timestamp; or the table
    out of a file of that message, known by the timestamp and the file's number ("1.000100:2"), so
    that the words written beside the file stay a reply of their own."""

    ts: str
    by: str
    text: str
    place: Place
    asking: int | None = None
    edited: str | None = None

    @property
    def message(self) -> str:
        """The Slack timestamp of the message that it came with."""
        return self.ts.partition(":")[0]

    @property
    def is_table(self) -> bool:
        """Whether it is the table out of a file."""
        return ":" in self.ts


class Mark(StrEnum):
    """What a person can put on a draft."""

    APPROVE = "approve"
    CHANGES = "changes"
    OVERRULE = "overrule"


@dataclass(frozen=True, slots=True)
class DraftMark:
    """One person's mark on one draft. For a reaction the latest `event` wins; `present` says
    whether it stands. An overruling names the finding and gives the reason."""

    draft: int
    by: str
    mark: Mark
    present: bool
    event: str
    finding: str = ""
    words: str = ""


@dataclass(frozen=True)
class Draft:
    """A rendered letter, numbered, with the hash that approvals are for.

    `written` is the letter as JSON (`foi_bot.letter.tree.canonical`). It is there on the newest
    draft; older ones keep number and hash alone.
    """

    no: int
    hash: str
    at: datetime
    findings: tuple[Finding, ...] = ()
    written: str | None = None

    @cached_property
    def letter(self) -> Letter | None:
        """The newest draft's letter. Most of what is done to a case never looks at it."""
        return None if self.written is None else from_json(json.loads(self.written))


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who is the case's officer from which Slack timestamp on."""

    officer: str
    since: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """Why, in this case, nobody but those who wrote the answers can approve the letter."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Closure:
    """Who closed a case without a letter, and why."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter that went out: which draft, of which kind ("response", "acknowledgement" …), on
    which day, the provisions that it relied on, and the slices that it decided."""

    draft: int
    kind: str
    on: date
    by: str
    cites: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """An internal review that was begun: by whom, and who took part in the decision reviewed. A
    `reason` is there where one of these reviews it all the same."""

    by: str
    at: datetime
    first: tuple[str, ...] = ()
    reason: str = ""


class State(StrEnum):
    """Where a case stands, in the words of the card."""

    ASKING = "asking"
    HELD = "held"
    AWAITING = "awaiting approval"
    CHANGES = "changes asked"
    APPROVED = "approved"
    WAITING = "waiting for the applicant"
    """The last letter asked for something, and nothing is left to decide until it comes."""
    OUTSIDE = "not under the Act"
    ANSWERED = "answered"
    """The response has gone out."""
    CLOSED = "closed"


@dataclass(frozen=True)
class Case:
    """A request being answered.

    `revision` counts the facts so far; `on` is the letter's date, by which the law is read. Replies
    stand as the thread reads and marks as they were made, whatever the order of delivery.
    """

    id: str
    workspace: str
    channel: str
    thread: str | None
    reference: str
    house: House
    request: Request
    opened_by: str
    opened_at: datetime
    on: date
    revision: int = 0
    tenures: tuple[Tenure, ...] = ()
    answers: tuple[Answer, ...] = ()
    askings: tuple[Asking, ...] = ()
    replies: tuple[Reply, ...] = ()
    drafts: tuple[Draft, ...] = ()
    marks: tuple[DraftMark, ...] = ()
    waiver: Waiver | None = None
    closure: Closure | None = None
    dropped: tuple[Dropped, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    sent: tuple[Sent, ...] = ()
    happened: tuple[Event, ...] = ()
    review: Review | None = None

    @cached_property
    def clock(self) -> Clock:
        """The request's time, replayed from what happened; its parts differ where what happened
        did (section 10)."""
        return _replayed(self.request.received, self.happened)

    @property
    def went_out(self) -> Sent | None:
        """The newest letter, where it has gone out and no other has been drafted since."""
        newest = self.sent[-1] if self.sent else None
        return newest if newest and self.draft and newest.draft == self.draft.no else None

    @property
    def enclosed(self) -> tuple[Enclosure, ...]:
        """The files that go out with the letter now."""
        return tuple(one for one in self.enclosures if not one.removed)

    def file(self, no: int) -> Dropped | None:
        """The dropped file with this number, or None."""
        return next((one for one in self.dropped if one.no == no), None)

    @property
    def officer(self) -> str:
        """The officer now: whose replies are answers."""
        return self.tenures[-1].officer

    def officer_at(self, ts: str) -> str:
        """The officer when a message with this Slack timestamp was sent."""
        since = [t for t in self.tenures if moment(t.since) <= moment(ts)]
        return (since[-1] if since else self.tenures[0]).officer

    @cached_property
    def current(self) -> dict[Key, Answer]:
        """The answer that counts now, by question; a reopened question has none."""
        latest = {answer.key: answer for answer in self.answers}
        return {key: answer for key, answer in latest.items() if not answer.reopened}

    def value(self, question: str, about: str = "") -> Value | None:
        """The current answer to a question, or None."""
        # A key is a pair, and to make one takes longer than to look it up.
        answer = self.current.get((question, about))  # type: ignore[call-overload]
        return answer.value if answer else None

    def words(self, question: str, about: str = "") -> str:
        """The current answer as words: "" where there is none, lines joined by newlines."""
        value = self.value(question, about)
        return "\n".join(value) if isinstance(value, tuple) else value or ""

    @property
    def open_asking(self) -> Asking | None:
        """The one question that is open, or None."""
        return next((a for a in reversed(self.askings) if a.ending is Ending.OPEN), None)

    def asking(self, no: int) -> Asking:
        """The asking with this number. Raises KeyError where the case has none."""
        for asking in self.askings:
            if asking.no == no:
                return asking
        raise KeyError(no)

    @property
    def draft(self) -> Draft | None:
        """The newest draft, or None before the first."""
        return self.drafts[-1] if self.drafts else None

    def reply(self, ts: str) -> Reply | None:
        """The reply with this Slack timestamp, if it is known."""
        return next((reply for reply in self.replies if reply.ts == ts), None)

    def replies_to(self, asking: int) -> tuple[Reply, ...]:
        """The replies whose words count for an asking, in the order in which they were sent."""
        return tuple(r for r in self.replies if r.asking == asking and r.place in COUNTED)

    def at(self, now: datetime) -> Case:
        """The same case, its letter dated the day that it is now in London."""
        on = london(now)
        return self if self.on == on else self._with("on", on)

    def one_fact_on(self) -> Case:
        """The same case, one fact more counted."""
        return self._with("revision", self.revision + 1)

    def _with(self, field: str, value: object) -> Case:
        # As `replace` does it, which goes from field to field in Python, and takes far longer.
        made = object.__new__(Case)
        known = vars(self)
        vars(made).update({name: known[name] for name in _FIELDS})
        vars(made)[field] = value
        return made


_FIELDS = tuple(one.name for one in fields(Case))
"""What a case is; what is remembered of it stands beside these."""


@lru_cache(maxsize=1024)
def _replayed(received: date, happened: tuple[Event, ...]) -> Clock:
    """The clock of a request. A case is made anew with every fact, of which few move its clock."""
    return replay((Received(received), *happened))


def london(now: datetime) -> date:
    """The day that it is in London at this moment: the day on a letter."""
    return now.astimezone(LONDON).date()


def in_thread_order(replies: Iterable[Reply]) -> tuple[Reply, ...]:
    """Replies as the thread reads, in whatever order they were delivered."""
    # A file's table has its message's moment, and comes after its words.
    return tuple(sorted(replies, key=lambda reply: (moment(reply.ts), len(reply.ts), reply.ts)))


def in_event_order(marks: Iterable[DraftMark]) -> tuple[DraftMark, ...]:
    """Marks draft by draft, as they were made, in whatever order they were delivered."""
    return tuple(sorted(marks, key=lambda m: (m.draft, moment(m.event), m.by, m.mark, m.finding)))


@lru_cache(maxsize=4096)
def moment(ts: str) -> tuple[int, int]:
    """A Slack timestamp ("1523270400.000100") as something that can be compared; what follows a
    colon tells apart what happened in one moment, and is no part of it.

    Raises ValueError for anything else: compared as text, "9.0" would come after "10.0".
    """
    seconds, _, fraction = ts.partition(":")[0].partition(".")
    return int(seconds), int((fraction or "0").ljust(6, "0")[:6])
