"""The tables, declared with SQLModel. The path of an event reads and writes them through Core.

Every key begins with the workspace. Times are UTC; enums are text with a CHECK; words that erasure
must reach stand in columns of their own. Constraint names follow one convention, so that Alembic
can change them on SQLite and PostgreSQL alike.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlmodel import Field, SQLModel

from foi_bot.case import Ending, Mark, Place, State
from foi_bot.casework.outgoing import Kind
from foi_bot.enclosures import Use

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

SQLModel.metadata.naming_convention = CONVENTION


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """The one type for times: aware and UTC outside, naive UTC inside, the same on both databases.

    Raises ValueError for a time without a zone: what zone it was meant in cannot be guessed.
    """

    impl = sa.DateTime(timezone=False)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time must have a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def _time(*, nullable: bool = False) -> Any:
    return Field(sa_column=sa.Column(UTCDateTime, nullable=nullable))


def _one_of(
    column: str, values: type[State | Ending | Place | Mark | Kind | Use]
) -> sa.CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({allowed})", name=column)


def _of_case() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace_id", "case_id"], ["foi_case.workspace_id", "foi_case.id"], ondelete="CASCADE"
    )


class CaseRow(SQLModel, table=True):
    """A case: what does not repeat. `state` and `due` stand here for lists alone."""

    __tablename__ = "foi_case"
    __table_args__ = (
        sa.UniqueConstraint("workspace_id", "reference"),
        sa.Index("ix_foi_case_thread", "workspace_id", "channel_id", "thread_ts"),
        sa.Index("ix_foi_case_folded", "workspace_id", "folded"),
        sa.Index("ix_foi_case_house", "house"),
        sa.Index("ix_foi_case_state", "workspace_id", "state", "channel_id"),
        _one_of("state", State),
    )

    workspace_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    channel_id: str
    thread_ts: str | None = None
    house: str
    reference: str
    folded: str
    """The reference in capitals: by it a case is found, however its reference is typed."""
    request_text: str
    received: date
    due: date | None = None
    """The next last day; NULL where no time runs."""
    state: str
    officer: str
    tenures: str
    """JSON: [[officer, since], …]"""
    opened_by: str
    opened_at: datetime = _time()
    revision: int
    waived_by: str | None = None
    waived_at: datetime | None = _time(nullable=True)
    waived_reason: str | None = None
    closed_by: str | None = None
    closed_at: datetime | None = _time(nullable=True)
    closed_reason: str | None = None
    sent: str
    """JSON: the letters that went out."""
    happened: str
    """JSON: what the clock is replayed from, besides the receipt."""
    review: str | None = None
    """JSON: the internal review."""
    dropped: str = "[]"
    """JSON: the files dropped in the thread, without their bytes (`store.files`)."""
    enclosures: str = "[]"
    """JSON: what goes out with the letter, without the bytes."""


class ApplicantRow(SQLModel, table=True):
    """Who asked, kept apart: never in a card, thread, draft, log line or fact."""

    __tablename__ = "applicant"
    __table_args__ = (_of_case(),)

    workspace_id: str = Field(primary_key=True)
    case_id: str = Field(primary_key=True)
    name: str
    contact: str
    original_text: str


class IntakeRow(SQLModel, table=True):
    """A form that was sent but waits for its masking to be confirmed, or a forwarded message whose
    form is open. Gone once it is a case, or after a day."""

    __tablename__ = "intake"

    workspace_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    opener: str
    channel_id: str
    house: str
    original_text: str
    received: date | None = None
    applicant_name: str
    applicant_contact: str
    at: datetime = _time()
    case_id: str | None = None


class EnclosureRow(SQLModel, table=True):
    """The bytes of an enclosure. What is known of it stands in its case's row, which is loaded with
    every delivery; the bytes are not."""

    __tablename__ = "enclosure"
    __table_args__ = (_of_case(),)

    workspace_id: str = Field(primary_key=True)
    case_id: str = Field(primary_key=True)
    no: int = Field(primary_key=True)
    content: bytes


class ErrandRow(SQLModel, table=True):
    """A dropped file that is to be fetched from Slack, until something came of it."""

    __tablename__ = "errand"
    __table_args__ = (_of_case(), _one_of("use", Use), sa.Index("ix_errand_due_at", "due_at"))

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    case_id: str
    file: int
    use: str
    by: str
    opaque: str
    """The random key under which what comes of it is done once: an id is given anew on SQLite."""
    attempts: int
    due_at: datetime = _time()


class AnswerRow(SQLModel, table=True):
    """One answer. Never overwritten: the newest of a question counts, unless reopened."""

    __tablename__ = "answer"
    __table_args__ = (_of_case(),)

    workspace_id: str = Field(primary_key=True)
    case_id: str = Field(primary_key=True)
    no: int = Field(primary_key=True)
    question: str
    about: str
    value: str
    """JSON: a string or a list of strings."""
    by: str
    at: datetime = _time()
    asking: int | None = None
    reopened: bool = False


class AskingRow(SQLModel, table=True):
    """One time a question was put. Number 0 stands for "no question" and holds stray replies."""

    __tablename__ = "asking"
    __table_args__ = (_of_case(), _one_of("ending", Ending))

    workspace_id: str = Field(primary_key=True)
    case_id: str = Field(primary_key=True)
    no: int = Field(primary_key=True)
    question: str
    about: str
    at: datetime = _time()
    ending: str
    posted: str | None = None
    closed: str | None = None


class ReplyRow(SQLModel, table=True):
    """A message of the officer's, by Slack's own key for it: workspace, channel, timestamp."""

    __tablename__ = "reply"
    __table_args__ = (
        _of_case(),
        _one_of("place", Place),
        sa.Index("ix_reply_case_id", "workspace_id", "case_id", "asking"),
    )

    workspace_id: str = Field(primary_key=True)
    channel_id: str = Field(primary_key=True)
    ts: str = Field(primary_key=True)
    case_id: str
    by: str
    text: str
    place: str
    asking: int
    edited: str | None = None


class DraftRow(SQLModel, table=True):
    """A draft: its canonical letter, the hash that approvals are for, what the checks found."""

    __tablename__ = "draft"
    __table_args__ = (_of_case(),)

    workspace_id: str = Field(primary_key=True)
    case_id: str = Field(primary_key=True)
    no: int = Field(primary_key=True)
    hash: str
    letter: str
    findings: str
    """JSON: a list of findings."""
    at: datetime = _time()


class MarkRow(SQLModel, table=True):
    """A person's mark on a draft. `finding` is "" for reactions."""

    __tablename__ = "mark"
    __table_args__ = (_of_case(), _one_of("mark", Mark))

    workspace_id: str = Field(primary_key=True)
    case_id: str = Field(primary_key=True)
    draft: int = Field(primary_key=True)
    by: str = Field(primary_key=True)
    mark: str = Field(primary_key=True)
    finding: str = Field(primary_key=True)
    present: bool
    event: str
    words: str


class AuditRow(SQLModel, table=True):
    """One fact, sealed. Erasure removes `fact` and `salt`; the chain of hashes still verifies."""

    __tablename__ = "audit"
    __table_args__ = (_of_case(),)

    workspace_id: str = Field(primary_key=True)
    case_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    kind: str
    at: datetime = _time()
    by: str
    fact: str | None
    salt: str | None
    digest: str
    previous: str
    hash: str


class AnchorRow(SQLModel, table=True):
    """A day's anchor over the heads of all chains, so that a whole chain cannot be swapped."""

    __tablename__ = "anchor"

    workspace_id: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    heads: int
    hash: str
    previous: str


class DeliveryRow(SQLModel, table=True):
    """The key of a delivery that was accepted, with the acknowledgement that it got."""

    __tablename__ = "delivery"
    __table_args__ = (sa.Index("ix_delivery_at", "at"),)

    workspace_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime = _time()
    answer: str
    """JSON: what was acknowledged with, given again to a duplicate."""


class FailedRow(SQLModel, table=True):
    """An event that failed twice: kept for whoever mends it, not retried for ever."""

    __tablename__ = "failed"

    workspace_id: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime = _time()
    attempts: int
    error: str
    body: str


class OutgoingRow(SQLModel, table=True):
    """A message to Slack. A post happens once, in order within its thread; a surface is updated in
    place until what is shown is what is wanted."""

    __tablename__ = "outgoing"
    __table_args__ = (
        _of_case(),
        sa.UniqueConstraint("workspace_id", "case_id", "name"),
        sa.Index("ix_outgoing_ts", "workspace_id", "channel_id", "ts"),
        sa.Index(
            "ix_outgoing_due",
            "due_at",
            "id",
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        ),
        sa.Index(
            "ix_outgoing_waiting",
            "workspace_id",
            "case_id",
            "id",
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        ),
        _one_of("kind", Kind),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    channel_id: str
    case_id: str
    name: str
    kind: str
    view: str
    args: str
    """JSON: what the view is rendered with, besides the case."""
    wanted: int
    shown: int
    ts: str | None = None
    opaque: str
    """The random name under which the sender finds its own message again in Slack's metadata."""
    step: str | None = None
    """JSON: how far a file's upload, or a post without a clear reply, has come."""
    attempts: int
    due_at: datetime | None = _time(nullable=True)
    """When it is to be sent; NULL when there is nothing left to send."""
    error: str | None = None
    queue: str | None = None
    """The pace that it waits for, and its number in that queue (`store.paces`)."""
    number: int | None = None


class LaneRow(SQLModel, table=True):
    """A case's thread, as what is sent into it sees it: one message at a time, by whoever leases
    it. Every lease raises the fence; what a call came to is written only under one's own."""

    __tablename__ = "lane"
    __table_args__ = (
        _of_case(),
        sa.Index(
            "ix_lane_due",
            "due_at",
            sqlite_where=sa.text("due_at IS NOT NULL AND until IS NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL AND until IS NULL"),
        ),
        sa.Index(
            "ix_lane_until",
            "until",
            sqlite_where=sa.text("until IS NOT NULL"),
            postgresql_where=sa.text("until IS NOT NULL"),
        ),
    )

    workspace_id: str = Field(primary_key=True)
    case_id: str = Field(primary_key=True)
    holder: str | None = None
    until: datetime | None = _time(nullable=True)
    """When its lease ends; NULL where nobody leases it."""
    fence: int
    due_at: datetime | None = _time(nullable=True)
    """When something in it is to be sent, at the earliest; NULL where nothing is."""


class PaceRow(SQLModel, table=True):
    """How fast Slack may be called: one channel's posts, or one method in a workspace."""

    __tablename__ = "pace"

    workspace_id: str = Field(primary_key=True)
    what: str = Field(primary_key=True)
    free_at: datetime = _time()
    """When the next call may be made."""
    given: int
    """The last number given to a message that waits."""
    served: int
    """The last number that was called up."""


class LeaseRow(SQLModel, table=True):
    """Work that one replica at a time does for all of them, by its name."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True)
    holder: str | None = None
    until: datetime | None = _time(nullable=True)
    begun_at: datetime | None = _time(nullable=True)
    """When what was last finished had begun."""
    wanted_at: datetime | None = _time(nullable=True)
    """When it was last wanted; NULL where that was never so while somebody was at it."""


class ParkedRow(SQLModel, table=True):
    """A delivery that came before Slack's answer to the message it is about."""

    __tablename__ = "parked"
    __table_args__ = (
        sa.Index("ix_parked_channel", "workspace_id", "channel_id"),
        sa.Index("ix_parked_key", "workspace_id", "key", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: str
    channel_id: str
    key: str
    body: str
    at: datetime = _time()
    times: int
    """How often it was parked: whoever took it out to perform it puts back nothing by mistake."""


class CounterRow(SQLModel, table=True):
    """The last number given to a case of a house in a year."""

    __tablename__ = "counter"

    workspace_id: str = Field(primary_key=True)
    house: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int
