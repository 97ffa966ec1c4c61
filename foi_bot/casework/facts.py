"""Facts: what has happened to a case. A case is the fold of its facts (`fold.py`), the store
writes them, the audit chain seals them, and outgoing messages follow from them.

A fact never holds the applicant's name, address or masked words: those are stored apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pydantic import TypeAdapter

from foi_bot.case import Ending, Key, Mark, Place, Value
from foi_bot.checks.finding import Finding
from foi_bot.enclosures import Proposed, Use


@dataclass(frozen=True, slots=True)
class Opened:
    """A request was opened as a case."""

    id: str
    workspace: str
    channel: str
    house: str
    reference: str
    text: str
    received: date
    officer: str
    since: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A question was put: asking `no`."""

    no: int
    key: Key
    at: datetime


@dataclass(frozen=True, slots=True)
class AskingClosed:
    """An asking ended, at a Slack timestamp."""

    no: int
    ending: Ending
    closed: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A question got an answer (or a new version of one)."""

    no: int
    key: Key
    value: Value
    by: str
    at: datetime
    asking: int | None


@dataclass(frozen=True, slots=True)
class Reopened:
    """An answer was taken back because another answer took the ground from under it."""

    key: Key
    because: Key


@dataclass(frozen=True, slots=True)
class Replied:
    """The officer wrote in the thread."""

    ts: str
    by: str
    text: str
    place: Place
    asking: int | None
    edited: str | None


@dataclass(frozen=True, slots=True)
class ReplyChanged:
    """A known reply was edited, deleted, placed or removed."""

    ts: str
    text: str
    place: Place
    asking: int | None
    edited: str | None


@dataclass(frozen=True, slots=True)
class FileDropped:
    """The officer dropped a file in the thread: file `no` of the case. `file` is Slack's id."""

    no: int
    file: str
    name: str
    size: int
    by: str
    ts: str
    asking: int | None


@dataclass(frozen=True, slots=True)
class FileWanted:
    """The officer said what a dropped file is for: it is to be fetched."""

    no: int
    use: Use
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileLeft:
    """The officer said that nothing is to be done with a dropped file."""

    no: int
    by: str


@dataclass(frozen=True, slots=True)
class FileTurnedDown:
    """A dropped file could not be used, for this reason."""

    no: int
    why: str


@dataclass(frozen=True, slots=True)
class FileGone:
    """The message that brought a file was deleted, or the file out of it."""

    no: int


@dataclass(frozen=True, slots=True)
class TablePutIn:
    """The table of a dropped file was read; the words are in the reply of this key."""

    no: int
    reply: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class LetterCompared:
    """A dropped file was compared with the draft that it was made from; `proposed` are the new
    words of answers that can be taken."""

    no: int
    draft: int
    proposed: tuple[Proposed, ...]


@dataclass(frozen=True, slots=True)
class WordsTaken:
    """The officer took words of an edited draft as answers: these questions' (keys as they are
    written)."""

    no: int
    keys: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class WordsLeft:
    """The officer left the answers as they are."""

    no: int
    by: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A dropped file (`file`, its number) goes out with the letter, as enclosure `no`. `sha256` is
    the hexadecimal digest of its bytes, `noted` what its properties say."""

    no: int
    file: int
    name: str
    size: int
    sha256: str
    noted: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EnclosureRemoved:
    """An enclosure does not go out after all."""

    no: int
    by: str


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Somebody else became the case's officer, from a Slack timestamp on."""

    officer: str
    before: str
    since: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A letter was composed from the answers and checked. `letter` is its canonical JSON."""

    no: int
    hash: str
    letter: str
    findings: tuple[Finding, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Marked:
    """Somebody approved, asked for changes, took either back, or overruled a finding."""

    draft: int
    by: str
    mark: Mark
    present: bool
    event: str
    finding: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Approved:
    """A draft has all the approvals that it needs."""

    draft: int
    hash: str
    by: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class ApprovalLost:
    """A draft that was approved no longer is: an approval was withdrawn or changes were asked."""

    draft: int
    hash: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FourEyesWaived:
    """An officer recorded why nobody else can approve this case's letter."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HoldLifted:
    """An officer lifted the hold of somebody who cannot lift it themselves any more. `event` is
    when, as a Slack timestamp."""

    draft: int
    of: str
    by: str
    reason: str
    event: str


@dataclass(frozen=True, slots=True)
class LetterSent:
    """An approved draft went out on a day. `decided` are the slices that it settles, `clarify` the
    parts about which it asks the applicant ("" for all of them), `extended` the slices for which it
    takes more time, `until` a day."""

    draft: int
    kind: str
    on: date
    by: str
    at: datetime
    cites: tuple[str, ...]
    decided: tuple[str, ...] = ()
    clarify: tuple[str, ...] = ()
    extended: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ApplicantAnswered:
    """The applicant said what they mean (s1(3)): for a part, or for all that was asked about (""),
    received on a day. `words` say what, without what identifies people."""

    part: str
    on: date
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FeesNoticeGiven:
    """A fees notice was given (s9)."""

    on: date
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FeeReceived:
    """The fee came (s10(2))."""

    on: date
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReviewStarted:
    """An internal review was begun. `first` took part in the decision reviewed; the reason says why
    one of them reviews it, where one does."""

    by: str
    at: datetime
    first: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The case was closed without a letter."""

    by: str
    reason: str
    at: datetime


Fact = (
    Opened
    | Asked
    | AskingClosed
    | Answered
    | Reopened
    | Replied
    | ReplyChanged
    | FileDropped
    | FileWanted
    | FileLeft
    | FileTurnedDown
    | FileGone
    | TablePutIn
    | LetterCompared
    | WordsTaken
    | WordsLeft
    | Enclosed
    | EnclosureRemoved
    | TakenOver
    | Drafted
    | Marked
    | Approved
    | ApprovalLost
    | FourEyesWaived
    | HoldLifted
    | LetterSent
    | ApplicantAnswered
    | FeesNoticeGiven
    | FeeReceived
    | ReviewStarted
    | Closed
)

KINDS: dict[str, type] = {kind.__name__: kind for kind in Fact.__args__}
"""Every kind of fact by the name under which the audit chain keeps it."""

_ADAPTERS: dict[str, TypeAdapter[Fact]] = {}


def to_json(fact: Fact) -> bytes:
    """The fact as JSON, the same bytes for the same fact."""
    return _adapter(type(fact).__name__).dump_json(fact)


def from_json(kind: str, data: bytes | str) -> Fact:
    """The fact that `to_json` wrote. Raises KeyError for an unknown kind and pydantic's
    ValidationError for other data."""
    return _adapter(kind).validate_json(data)


def _adapter(kind: str) -> TypeAdapter[Fact]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(KINDS[kind])
    return _ADAPTERS[kind]
