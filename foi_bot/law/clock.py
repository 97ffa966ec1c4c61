"""A request's time, replayed from what happened: never a stored counter (section 10).

    replay([Received(date(2018, 3, 13))]).due
    replay([Received(monday), ClarificationAsked(tuesday, part="6")]).parts

Parts may differ: a part that waits for the applicant's clarification starts afresh when it comes,
while the others keep their own time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from foi_bot.law.count import Count, Gap, Limit, due, sent_in_time
from foi_bot.law.days_in_words import long_date

__all__ = [
    "ClarificationAnswered",
    "ClarificationAsked",
    "Clock",
    "ClockError",
    "Count",
    "Event",
    "Extended",
    "FeePaid",
    "FeesNotice",
    "PartClock",
    "Received",
    "State",
    "due",
    "replay",
    "sent_in_time",
]


class ClockError(ValueError):
    """Events that cannot have happened like this. The message can be shown as it is."""


@dataclass(frozen=True, slots=True)
class Received:
    """Anybody in the authority received the request."""

    on: date


@dataclass(frozen=True, slots=True)
class ClarificationAsked:
    """What is needed to identify and locate the information was asked for (s1(3)).

    part: the part asked about; "" for the whole request.
    """

    on: date
    part: str = ""


@dataclass(frozen=True, slots=True)
class ClarificationAnswered:
    """The applicant supplied it: that part is received on this day (s10(6)), a full count ahead."""

    on: date
    part: str = ""


@dataclass(frozen=True, slots=True)
class FeesNotice:
    """A fees notice was given; the fee has to come within three months (s9(2))."""

    on: date


@dataclass(frozen=True, slots=True)
class FeePaid:
    """The fee was received: the days since the notice are disregarded, both included (s10(2))."""

    on: date


@dataclass(frozen=True, slots=True)
class Extended:
    """More time for the public interest in some slices, with the estimated date (ss10(3), 17(2)).

    It leaves the time for the refusal notice itself as it is.
    """

    on: date
    until: date
    slices: tuple[str, ...]


_AboutPart = ClarificationAsked | ClarificationAnswered
Event = Received | ClarificationAsked | ClarificationAnswered | FeesNotice | FeePaid | Extended


class State(StrEnum):
    """Whether a part's time runs."""

    RUNNING = "running"
    AWAITING_CLARIFICATION = "awaiting clarification"
    AWAITING_FEE = "awaiting fee"
    FEE_LAPSED = "fee not paid in time"


@dataclass(frozen=True, slots=True)
class PartClock:
    """The time of one part ("" where the request has one time, or for all that is not named).

    count: from the latest receipt. since: when it stopped, unless it runs. pay_by: the last day for
    the fee, while that is awaited.
    """

    part: str
    count: Count
    state: State = State.RUNNING
    since: date | None = None
    pay_by: date | None = None

    @property
    def due(self) -> date | None:
        """The last day for an answer; None while the time stands still."""
        return self.count.last if self.state is State.RUNNING else None


@dataclass(frozen=True, slots=True)
class Clock:
    """A request's time, as it follows from the events so far."""

    received: date
    parts: tuple[PartClock, ...]
    extensions: tuple[Extended, ...] = ()

    @property
    def due(self) -> date | None:
        """The next last day among the parts; None while all stand still."""
        return min((part.due for part in self.parts if part.due), default=None)

    def of(self, part: str) -> PartClock:
        """The time of a part, which is everybody's where it has none of its own."""
        by_part = {clock.part: clock for clock in self.parts}
        return by_part.get(part) or by_part.get("") or self.parts[0]

    def extended_until(self, slice_id: str) -> date | None:
        """The estimated date for a slice whose public interest is still weighed; the latest."""
        dates = [one.until for one in self.extensions if slice_id in one.slices]
        return dates[-1] if dates else None

    def late(self, sent: date) -> tuple[PartClock, ...]:
        """The parts for which a letter of that day was too late."""
        return tuple(part for part in self.parts if part.due and not sent_in_time(part.count, sent))

    def sent_in_time(self, sent: date) -> bool:
        """Whether a letter of that day was in time for every part whose time runs."""
        return not self.late(sent)


def replay(
    events: Iterable[Event], *, parts: Sequence[str] = (), limit: Limit | None = None
) -> Clock:
    """The clock after those events, by their dates, whatever the order in which they were told.

    parts: the request's parts, if each is to have a time of its own from the start. limit: how this
    body counts, if not 20 working days. Raises ClockError.
    """
    told = sorted(events, key=lambda event: (event.on, not isinstance(event, Received)))
    received = _receipt(told)
    named = {event.part for event in told if isinstance(event, _AboutPart)} - {""}
    labels = tuple(parts) or ("", *sorted(named))
    tracks = {label: _Track(received) for label in labels}
    fees = _Fees()
    for event in told:
        tracks = _clarify(tracks, event)
        fees = fees.after(event)
    counting = limit or _twenty
    return Clock(
        received=received,
        parts=tuple(_part_clock(label, tracks[label], fees, counting) for label in labels),
        extensions=tuple(event for event in told if isinstance(event, Extended)),
    )


@dataclass(frozen=True, slots=True)
class _Track:
    """A part on its way: when it was last received, and since when it waits for the applicant."""

    received: date
    asked: date | None = None


@dataclass(frozen=True, slots=True)
class _Fees:
    """Fees notices so far: days to disregard, and the notice that is still open or has lapsed."""

    gaps: tuple[Gap, ...] = ()
    notice: date | None = None
    lapsed: bool = False

    def after(self, event: Event) -> _Fees:
        if isinstance(event, FeesNotice):
            return replace(self, notice=event.on, lapsed=False)
        if not isinstance(event, FeePaid):
            return self
        if self.notice is None:
            raise ClockError(f"A fee came on {long_date(event.on)}, but no fees notice was open")
        if event.on > _pay_by(self.notice):
            return replace(self, lapsed=True)
        return _Fees((*self.gaps, Gap(self.notice, event.on, "fees notice")))


def _twenty(received: date, gaps: Sequence[Gap]) -> Count:
    return _counted(received, tuple(gaps))


@lru_cache(maxsize=1024)
def _counted(received: date, gaps: tuple[Gap, ...]) -> Count:
    """The count of twenty days. The same few dates are counted from with every deed."""
    return due(received, gaps=gaps)


def _receipt(told: Sequence[Event]) -> date:
    receipts = [event.on for event in told if isinstance(event, Received)]
    if len(receipts) != 1:
        raise ClockError(f"A request is received once; these events say {len(receipts)} times")
    if told[0].on < receipts[0]:
        early, receipt = long_date(told[0].on), long_date(receipts[0])
        raise ClockError(f"Something happened on {early}, before the request came on {receipt}")
    return receipts[0]


def _clarify(tracks: Mapping[str, _Track], event: Event) -> dict[str, _Track]:
    """The tracks after a clarification was asked for or came, for one part or for all."""
    if not isinstance(event, _AboutPart):
        return dict(tracks)
    if event.part and event.part not in tracks:
        raise ClockError(f"The request has no part {event.part}")
    mine = [event.part] if event.part else list(tracks)
    if isinstance(event, ClarificationAsked):
        return {**tracks, **{one: replace(tracks[one], asked=event.on) for one in mine}}
    waiting = [one for one in mine if tracks[one].asked]
    if not waiting:
        raise ClockError(f"An answer came on {long_date(event.on)}, but nothing had been asked")
    return {**tracks, **{one: _Track(event.on) for one in waiting}}


def _part_clock(label: str, track: _Track, fees: _Fees, limit: Limit) -> PartClock:
    count = limit(track.received, fees.gaps)
    if track.asked:
        return PartClock(label, count, State.AWAITING_CLARIFICATION, since=track.asked)
    if fees.notice is None:
        return PartClock(label, count)
    pay_by = _pay_by(fees.notice)
    if fees.lapsed:
        return PartClock(label, count, State.FEE_LAPSED, since=pay_by)
    return PartClock(label, count, State.AWAITING_FEE, since=fees.notice, pay_by=pay_by)


def _pay_by(notice: date) -> date:
    """The last of three months that begin with the day of the notice (s9(2))."""
    years, month = divmod(notice.month + 2, 12)
    first_of_month = date(notice.year + years, month + 1, 1)
    end_of_month = (first_of_month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first_of_month + timedelta(days=notice.day - 2), end_of_month)
