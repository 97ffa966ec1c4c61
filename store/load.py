"""Loading: a case from its rows, in four queries; and where a message in Slack belongs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from foi_bot.case import (
    Answer,
    Asking,
    Case,
    Closure,
    Draft,
    DraftMark,
    Ending,
    Key,
    Mark,
    Place,
    Reply,
    Request,
    Tenure,
    Value,
    Waiver,
    in_event_order,
    in_thread_order,
)
from foi_bot.checks.finding import Finding, Severity
from foi_bot.letter import tree
from foi_bot.letter.house import House
from store import files
from store.database import is_reading
from store.kept import happened_from_json, review_from_json, sent_from_json
from store.tables import AnswerRow, AskingRow, CaseRow, DraftRow, MarkRow, OutgoingRow, ReplyRow

_case = CaseRow.__table__  # type: ignore[attr-defined]
_answer = AnswerRow.__table__  # type: ignore[attr-defined]
_asking = AskingRow.__table__  # type: ignore[attr-defined]
_reply = ReplyRow.__table__  # type: ignore[attr-defined]
_draft = DraftRow.__table__  # type: ignore[attr-defined]
_mark = MarkRow.__table__  # type: ignore[attr-defined]
_outgoing = OutgoingRow.__table__  # type: ignore[attr-defined]


class UnknownHouseError(Exception):
    """A case names a house pack that is not installed. `str` says which and what to do."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a Slack message belongs: its case, and its name among that case's outgoing messages
    ("" for the thread itself)."""

    case: str
    name: str = ""


def load(
    connection: Connection, workspace: str, case: str, houses: Mapping[str, House]
) -> Case | None:
    """The case with this id, or None. In a write it is locked until the transaction ends.

    Raises UnknownHouseError where its house pack is gone.
    """
    whose = {"workspace": workspace, "case": case}
    query = _CASE if is_reading(connection) else _CASE_LOCKED
    row = connection.execute(query, whose).one_or_none()
    if row is None:
        return None
    if row.house not in houses:
        raise UnknownHouseError(
            f"Case {row.reference} belongs to the house pack {row.house!r}, which is not "
            "installed. Put the pack back, then try again."
        )
    answers = connection.execute(_ANSWERS, whose).all()
    talk = connection.execute(_TALK, whose).all()
    drafts = connection.execute(_DRAFTS, whose).all()
    return _assembled(row, answers, talk, drafts, houses[row.house])


def find_thread(connection: Connection, workspace: str, channel: str, thread: str) -> Spot | None:
    """The case whose thread this is."""
    found = connection.execute(
        _THREAD, {"workspace": workspace, "channel": channel, "ts": thread}
    ).scalar_one_or_none()
    return Spot(found) if found else None


def find_message(connection: Connection, workspace: str, channel: str, ts: str) -> Spot | None:
    """The outgoing message that Slack gave this timestamp."""
    row = connection.execute(
        _MESSAGE, {"workspace": workspace, "channel": channel, "ts": ts}
    ).one_or_none()
    return Spot(row.case_id, row.name) if row else None


def letter_of(connection: Connection, workspace: str, case: str, draft: int) -> tree.Letter:
    """The letter of one draft, the newest or an older one."""
    query = sa.select(_draft.c.letter).where(
        _draft.c.workspace_id == workspace, _draft.c.case_id == case, _draft.c.no == draft
    )
    return tree.from_json(json.loads(connection.execute(query).scalar_one()))


def letters_of(
    connection: Connection, workspace: str, case: str, most: int
) -> dict[int, tree.Letter]:
    """The letters of the newest drafts, by their numbers, at most so many."""
    query = (
        sa.select(_draft.c.no, _draft.c.letter)
        .where(_draft.c.workspace_id == workspace, _draft.c.case_id == case)
        .order_by(_draft.c.no.desc())
        .limit(most)
    )
    return {row.no: tree.from_json(json.loads(row.letter)) for row in connection.execute(query)}


_WORKSPACE: sa.BindParameter[str] = sa.bindparam("workspace")
_ID: sa.BindParameter[str] = sa.bindparam("case")

_CASE = sa.select(_case).where(_case.c.workspace_id == _WORKSPACE, _case.c.id == _ID)
_CASE_LOCKED = _CASE.with_for_update()
_ANSWERS = (
    sa.select(
        _answer.c.no,
        _answer.c.question,
        _answer.c.about,
        _answer.c.value,
        _answer.c.by,
        _answer.c.at,
        _answer.c.asking,
        _answer.c.reopened,
    )
    .where(_answer.c.workspace_id == _WORKSPACE, _answer.c.case_id == _ID)
    .order_by(_answer.c.no)
)
_TALK = (
    sa.select(
        _asking.c.no,
        _asking.c.question,
        _asking.c.about,
        _asking.c.at,
        _asking.c.ending,
        _asking.c.posted,
        _asking.c.closed,
        _reply.c.ts.label("reply_ts"),
        _reply.c.by,
        _reply.c.text,
        _reply.c.place,
        _reply.c.edited,
    )
    .select_from(
        _asking.outerjoin(
            _reply,
            sa.and_(
                _reply.c.workspace_id == _asking.c.workspace_id,
                _reply.c.case_id == _asking.c.case_id,
                _reply.c.asking == _asking.c.no,
            ),
        )
    )
    .where(_asking.c.workspace_id == _WORKSPACE, _asking.c.case_id == _ID)
    .order_by(_asking.c.no)
)
_other = _draft.alias("other")
_NEWEST = (
    sa.select(sa.func.max(_other.c.no))
    .where(_other.c.workspace_id == _WORKSPACE, _other.c.case_id == _ID)
    .scalar_subquery()
)
_DRAFTS = (
    sa.select(
        _draft.c.no,
        _draft.c.hash,
        _draft.c.at,
        _draft.c.findings,
        # Letters are long, and a case may have had many.
        sa.case((_draft.c.no == _NEWEST, _draft.c.letter)).label("letter"),
        _mark.c.by,
        _mark.c.mark,
        _mark.c.finding,
        _mark.c.present,
        _mark.c.event,
        _mark.c.words,
    )
    .select_from(
        _draft.outerjoin(
            _mark,
            sa.and_(
                _mark.c.workspace_id == _draft.c.workspace_id,
                _mark.c.case_id == _draft.c.case_id,
                _mark.c.draft == _draft.c.no,
            ),
        )
    )
    .where(_draft.c.workspace_id == _WORKSPACE, _draft.c.case_id == _ID)
    .order_by(_draft.c.no)
)
_THREAD = sa.select(_case.c.id).where(
    _case.c.workspace_id == _WORKSPACE,
    _case.c.channel_id == sa.bindparam("channel"),
    _case.c.thread_ts == sa.bindparam("ts"),
)
_MESSAGE = sa.select(_outgoing.c.case_id, _outgoing.c.name).where(
    _outgoing.c.workspace_id == _WORKSPACE,
    _outgoing.c.channel_id == sa.bindparam("channel"),
    _outgoing.c.ts == sa.bindparam("ts"),
)


def _assembled(
    row: Row[Any],
    answers: Any,
    talk: Any,
    drafts: Any,
    house: House,
) -> Case:
    return Case(
        id=row.id,
        workspace=row.workspace_id,
        channel=row.channel_id,
        thread=row.thread_ts,
        reference=row.reference,
        house=house,
        request=Request(row.request_text, row.received),
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        on=row.opened_at.date(),
        revision=row.revision,
        tenures=tuple(Tenure(*tenure) for tenure in json.loads(row.tenures)),
        answers=_answers(answers),
        askings=_askings(talk),
        replies=_replies(talk),
        drafts=_drafts(drafts),
        marks=in_event_order(_mark_of(line) for line in drafts if line.mark is not None),
        waiver=Waiver(row.waived_by, row.waived_at, row.waived_reason) if row.waived_by else None,
        closure=Closure(row.closed_by, row.closed_at, row.closed_reason) if row.closed_by else None,
        sent=sent_from_json(row.sent),
        happened=happened_from_json(row.happened),
        review=review_from_json(row.review),
        dropped=files.dropped_from_json(row.dropped),
        enclosures=files.enclosures_from_json(row.enclosures),
    )


def _answers(rows: Any) -> tuple[Answer, ...]:
    # In one go: a case has many answers, a row is slow to ask for one column, and one text is read
    # more quickly than many.
    values = json.loads(f"[{','.join(row[3] for row in rows)}]")
    return tuple(
        Answer(no, Key(question, about), _value(found), by, at, asking, reopened)
        for (no, question, about, _, by, at, asking, reopened), found in zip(
            rows, values, strict=True
        )
    )


def value(stored: str) -> Value:
    """An answer's value from its JSON."""
    return _value(json.loads(stored))


def _value(found: Any) -> Value:
    return tuple(found) if isinstance(found, list) else str(found)


_ENDINGS = {str(one): one for one in Ending}
_PLACES = {str(one): one for one in Place}


def _askings(talk: Any) -> tuple[Asking, ...]:
    # One that several replies belong to stands there several times.
    by_no = {
        no: Asking(no, Key(question, about), at, _ENDINGS[ending], posted, closed)
        for no, question, about, at, ending, posted, closed, _, _, _, _, _ in talk
        if no
    }
    return tuple(by_no.values())


def _replies(talk: Any) -> tuple[Reply, ...]:
    return in_thread_order(
        Reply(ts, by, text, _PLACES[place], no or None, edited)
        for no, _, _, _, _, _, _, ts, by, text, place, edited in talk
        if ts is not None
    )


def _drafts(lines: Any) -> tuple[Draft, ...]:
    by_no = {line.no: line for line in lines}
    return tuple(
        Draft(no, line.hash, line.at, findings(line.findings), line.letter)
        for no, line in by_no.items()
    )


def findings(stored: str) -> tuple[Finding, ...]:
    """A draft's findings from their JSON."""
    return tuple(
        Finding(**{**found, "severity": Severity(found["severity"])})
        for found in json.loads(stored)
    )


def _mark_of(line: Row[Any]) -> DraftMark:
    return DraftMark(
        line.no, line.by, Mark(line.mark), line.present, line.event, line.finding, line.words
    )
