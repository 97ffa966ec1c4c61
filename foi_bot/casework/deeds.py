"""Deeds: what somebody did in Slack (or at a terminal), told in the field's words.

A listener makes a deed of a delivery; `decide` makes facts or a refusal of it. `ts` fields are
Slack timestamps, which order what happened in a thread whatever order it is delivered in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foi_bot.case import Key, Mark, Value
from foi_bot.casework.people import Person
from foi_bot.enclosures import Use
from foi_bot.letter.tree import Letter
from foi_bot.reading.docx_lines import Line


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Open a case: the form was accepted. `text` is the request with identifying words masked."""

    by: Person
    house: str
    channel: str
    text: str
    received: date
    ts: str


LARGEST_FILE = 20_000_000
"""The most bytes of a file, where the settings say nothing else."""


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file as a Slack message carries it: Slack's id, its name, its size in bytes or None where
    Slack does not say. `elsewhere`: it lies with another service, and Slack has only a link;
    `gone`: it was deleted from the message."""

    id: str
    name: str
    size: int | None
    elsewhere: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """Somebody wrote in the case's thread, or dropped files there. `largest` is the most bytes of
    a file that this installation takes."""

    by: Person
    ts: str
    text: str
    files: tuple[SharedFile, ...] = ()
    largest: int = LARGEST_FILE


@dataclass(frozen=True, slots=True)
class EditReply:
    """Somebody edited a message in the thread. `edited` is the edit's own timestamp, or None
    where Slack only unfurled a link."""

    by: Person
    ts: str
    text: str
    edited: str | None
    files: tuple[SharedFile, ...] = ()
    largest: int = LARGEST_FILE


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
class UseFile:
    """The officer says what a dropped file is for."""

    by: Person
    file: int
    use: Use
    ts: str


@dataclass(frozen=True, slots=True)
class LeaveFile:
    """The officer says that nothing is to be done with a dropped file."""

    by: Person
    file: int
    ts: str


@dataclass(frozen=True, slots=True)
class PutTableIn:
    """A dropped file was fetched and its table read: tab-separated text, how many rows below the
    headings and how many columns. `by` is whoever asked for it."""

    by: Person
    file: int
    table: str
    rows: int
    columns: int
    ts: str


@dataclass(frozen=True, slots=True)
class Enclose:
    """A dropped file was fetched and nothing stands against sending it. `noted` is what its
    properties say all the same, one sentence each."""

    by: Person
    file: int
    content: bytes
    sha256: str
    noted: tuple[str, ...]
    ts: str


@dataclass(frozen=True, slots=True)
class CompareLetter:
    """A dropped file was fetched and its lines read, to be compared with the draft that it was made
    from. `left_out` is what of the file is not among them, in a few words each."""

    by: Person
    file: int
    draft: int
    letter: Letter
    lines: tuple[Line, ...]
    left_out: tuple[str, ...]
    ts: str


@dataclass(frozen=True, slots=True)
class TakeWords:
    """The officer takes the words of an edited draft as answers: those that the comparison of this
    number told of."""

    by: Person
    file: int
    comparison: int
    ts: str


@dataclass(frozen=True, slots=True)
class LeaveWords:
    """The officer leaves the answers as they are."""

    by: Person
    file: int
    comparison: int
    ts: str


@dataclass(frozen=True, slots=True)
class TurnFileDown:
    """A dropped file cannot be used: why, and what to do, in sentences for the officer."""

    by: Person
    file: int
    why: str
    ts: str


@dataclass(frozen=True, slots=True)
class TakeTableOut:
    """The officer takes the table of a dropped file out of the answer again."""

    by: Person
    file: int
    ts: str


@dataclass(frozen=True, slots=True)
class RemoveEnclosure:
    """The officer takes an enclosure back."""

    by: Person
    enclosure: int
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
class LiftHold:
    """The officer lifts the hold of somebody (`of`) who can't act here any more, and says why."""

    by: Person
    draft: int
    of: Person
    reason: str
    ts: str


@dataclass(frozen=True, slots=True)
class MarkSent:
    """The approved draft went out on this day."""

    by: Person
    draft: int
    on: date
    ts: str


@dataclass(frozen=True, slots=True)
class ApplicantAnswers:
    """The applicant said what they mean, for a part or for all that was asked about (""); what they
    said came on this day."""

    by: Person
    part: str
    on: date
    words: str
    ts: str


@dataclass(frozen=True, slots=True)
class GiveFeesNotice:
    """A fees notice was given on this day."""

    by: Person
    on: date
    ts: str


@dataclass(frozen=True, slots=True)
class ReceiveFee:
    """The fee came on this day."""

    by: Person
    on: date
    ts: str


@dataclass(frozen=True, slots=True)
class StartReview:
    """Begin an internal review, as its officer. The reason is for somebody who took part in the
    decision that is reviewed."""

    by: Person
    ts: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CloseCase:
    """Close the case without a letter, or one that is not answered under the Act."""

    by: Person
    reason: str
    ts: str


CaseDeed = (
    Reply
    | EditReply
    | DeleteReply
    | KeepDeleted
    | PlaceReply
    | UseFile
    | LeaveFile
    | PutTableIn
    | Enclose
    | CompareLetter
    | TakeWords
    | LeaveWords
    | TurnFileDown
    | TakeTableOut
    | RemoveEnclosure
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
    | LiftHold
    | MarkSent
    | ApplicantAnswers
    | GiveFeesNotice
    | ReceiveFee
    | StartReview
    | CloseCase
)
"""What can be done to a case that is open."""

Deed = OpenRequest | CaseDeed
