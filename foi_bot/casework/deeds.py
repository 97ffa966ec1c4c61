"""Deeds: what somebody did in Slack (or at a terminal), told in the field's words.

A listener makes a deed of a delivery; `decide` makes facts or a refusal of it. `ts` fields are
Slack timestamps, which order what happened in a thread whatever order it is delivered in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foi_bot.case import Key, Mark, Value
from foi_bot.casework.people import Person


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Open a case: the form was accepted. `text` is the request with identifying words masked."""

    by: Person
    house: str
    channel: str
    text: str
    received: date
    ts: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody wrote in the case's thread."""

    by: Person
    ts: str
    text: str


@dataclass(frozen=True, slots=True)
class EditReply:
    """Somebody edited a message in the thread. `edited` is the edit's own timestamp, or None
    where Slack only unfurled a link."""

    by: Person
    ts: str
    text: str
    edited: str | None


@dataclass(frozen=True, slots=True)
class DeleteReply:
    """A message in the thread was deleted. `by` wrote it, `text` is what it said at the last, and
    `edited` the timestamp of its last edit, or None."""

    by: Person
    ts: str
    text: str
    edited: str | None = None


@dataclass(frozen=True, slots=True)
class KeepDeleted:
    """The officer says whether the words of a deleted reply stay in the answer."""

    by: Person
    reply: str
    keep: bool
    ts: str


@dataclass(frozen=True, slots=True)
class PlaceReply:
    """The officer says where a reply sent between two questions belongs: an asking's number,
    or None for discussion."""

    by: Person
    reply: str
    asking: int | None
    ts: str


@dataclass(frozen=True, slots=True)
class Next:
    """ "Next": the replies so far are the answer to this asking."""

    by: Person
    asking: int
    ts: str


@dataclass(frozen=True, slots=True)
class Choose:
    """A value was chosen or typed in a form for an asking."""

    by: Person
    asking: int
    value: Value
    ts: str


@dataclass(frozen=True, slots=True)
class Skip:
    """ "Skip for now"."""

    by: Person
    asking: int
    ts: str


@dataclass(frozen=True, slots=True)
class Back:
    """ "Back": put the question before this one again."""

    by: Person
    asking: int
    ts: str


@dataclass(frozen=True, slots=True)
class Change:
    """Put a question again to change its answer ("All answers", or a finding's button)."""

    by: Person
    key: Key
    ts: str


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Become the case's officer, in place of the one whom the button named."""

    by: Person
    instead_of: str
    ts: str


@dataclass(frozen=True, slots=True)
class React:
    """A reaction was put on a draft's post, or taken away. Only the last post (`last`) counts."""

    by: Person
    draft: int
    last: bool
    mark: Mark
    present: bool
    ts: str


@dataclass(frozen=True, slots=True)
class SayWhatToChange:
    """An approver who asked for changes says which."""

    by: Person
    draft: int
    words: str
    ts: str


@dataclass(frozen=True, slots=True)
class Overrule:
    """The officer lets a must-fix finding stand, and says why."""

    by: Person
    draft: int
    finding: str
    reason: str
    ts: str


@dataclass(frozen=True, slots=True)
class WaiveFourEyes:
    """The officer records why nobody else can approve."""

    by: Person
    reason: str
    ts: str


@dataclass(frozen=True, slots=True)
class CloseCase:
    """Close the case without a letter."""

    by: Person
    reason: str
    ts: str


CaseDeed = (
    Reply
    | EditReply
    | DeleteReply
    | KeepDeleted
    | PlaceReply
    | Next
    | Choose
    | Skip
    | Back
    | Change
    | TakeOver
    | React
    | SayWhatToChange
    | Overrule
    | WaiveFourEyes
    | CloseCase
)
"""What can be done to a case that is open."""

Deed = OpenRequest | CaseDeed
