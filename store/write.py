"""Writing: each fact's rows, in a handful of statements."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from foi_bot.approval import state
from foi_bot.case import Case, Mark, Value
from foi_bot.casework import facts as f
from foi_bot.interview.deadlines import next_due
from store import errands, files
from store.kept import happened_to_json, review_to_json, sent_to_json
from store.lists import folded
from store.tables import AnswerRow, AskingRow, CaseRow, DraftRow, MarkRow, ReplyRow

_case = CaseRow.__table__  # type: ignore[attr-defined]
_answer = AnswerRow.__table__  # type: ignore[attr-defined]
_asking = AskingRow.__table__  # type: ignore[attr-defined]
_reply = ReplyRow.__table__  # type: ignore[attr-defined]
_draft = DraftRow.__table__  # type: ignore[attr-defined]
_mark = MarkRow.__table__  # type: ignore[attr-defined]

STRAY = 0
"""The asking to which replies belong that belong to none."""


def write(connection: Connection, case: Case, facts: Iterable[f.Fact]) -> None:
    """The rows of these facts, and the case's own row. `case` is as the facts leave it."""
    new = True
    for fact in facts:
        if isinstance(fact, f.Opened):
            _insert_case(connection, case)
            new = False
        else:
            _write_one(connection, case, fact)
    if new:
        connection.execute(_UPDATE_CASE, {**_whose(case, "_"), **_changing(case)})


def _insert_case(connection: Connection, case: Case) -> None:
    connection.execute(
        sa.insert(_case),
        {
            "workspace_id": case.workspace,
            "id": case.id,
            "channel_id": case.channel,
            "house": case.house.id,
            "reference": case.reference,
            "folded": folded(case.reference),
            "request_text": case.request.text,
            "received": case.request.received,
            "opened_by": case.opened_by,
            "opened_at": case.opened_at,
            **_changing(case),
        },
    )
    stray = {"no": STRAY, "question": "", "about": "", "at": case.opened_at, "ending": "left"}
    connection.execute(_INSERT_ASKING, {**_whose(case), **stray})


def _changing(case: Case) -> dict[str, Any]:
    return {
        "state": str(state(case)),
        "due": next_due(case),
        "sent": sent_to_json(case.sent),
        "happened": happened_to_json(case.happened),
        "review": review_to_json(case.review),
        "officer": case.officer,
        "tenures": json.dumps([[t.officer, t.since] for t in case.tenures]),
        "revision": case.revision,
        "waived_by": case.waiver and case.waiver.by,
        "waived_at": case.waiver and case.waiver.at,
        "waived_reason": case.waiver and case.waiver.reason,
        "closed_by": case.closure and case.closure.by,
        "closed_at": case.closure and case.closure.at,
        "closed_reason": case.closure and case.closure.reason,
        "dropped": files.dropped_in_json(case.dropped),
        "enclosures": files.enclosures_in_json(case.enclosures),
    }


def _whose(case: Case, prefix: str = "") -> dict[str, str]:
    # A bound name must differ from the columns that the same statement sets.
    return {f"{prefix}workspace_id": case.workspace, f"{prefix}case_id": case.id}


def _write_one(connection: Connection, case: Case, fact: f.Fact) -> None:
    match fact:
        case f.Asked(no, key, at):
            row = {"no": no, "question": key.question, "about": key.about, "at": at}
            connection.execute(_INSERT_ASKING, {**_whose(case), **row, "ending": "open"})
        case f.AskingClosed(no, ending, closed):
            connection.execute(
                _CLOSE_ASKING,
                {**_whose(case, "_"), "_no": no, "ending": str(ending), "closed": closed},
            )
        case f.Answered(no, key, value, by, at, asking):
            row = {"no": no, "question": key.question, "about": key.about, "by": by, "at": at}
            kept = {"value": stored(value), "asking": asking, "reopened": False}
            connection.execute(_INSERT_ANSWER, {**_whose(case), **row, **kept})
        case f.Reopened(key):
            about = {"_question": key.question, "_about": key.about}
            connection.execute(_REOPEN, {**_whose(case, "_"), **about, "reopened": True})
        case f.Replied(ts, by, text, place, asking, edited):
            row = {"ts": ts, "by": by, "text": text, "place": str(place), "edited": edited}
            where = {"channel_id": case.channel, "asking": asking or STRAY}
            connection.execute(_INSERT_REPLY, {**_whose(case), **where, **row})
        case f.ReplyChanged(ts, text, place, asking, edited):
            row = {"text": text, "place": str(place), "asking": asking or STRAY, "edited": edited}
            where = {"_workspace_id": case.workspace, "_channel_id": case.channel, "_ts": ts}
            connection.execute(_CHANGE_REPLY, {**where, **row})
        case f.Drafted(no, hash_, letter, findings, at):
            row = {"no": no, "hash": hash_, "letter": letter, "at": at}
            found = json.dumps([asdict(finding) for finding in findings], ensure_ascii=False)
            connection.execute(_INSERT_DRAFT, {**_whose(case), **row, "findings": found})
        case f.Marked():
            _put_mark(connection, case, fact)
        case f.HoldLifted(draft, of, _, reason, event):
            lifted = f.Marked(draft, of, Mark.CHANGES, False, event, words=reason)
            _put_mark(connection, case, lifted)
        case f.FileWanted(no, use, by, at):
            errands.put(connection, case, no, use, by, at)
        case f.EnclosureRemoved(no) if not case.sent:
            # No letter can have taken it along: nobody needs its bytes.
            files.forget(connection, case, no)
        case _:
            # The remaining facts live in the case's own row, or in the audit chain alone.
            pass


def stored(value: Value) -> str:
    """An answer's value as JSON."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _put_mark(connection: Connection, case: Case, fact: f.Marked) -> None:
    keys = {
        **_whose(case),
        "draft": fact.draft,
        "by": fact.by,
        "mark": str(fact.mark),
        "finding": fact.finding,
    }
    row = {"present": fact.present, "event": fact.event, "words": fact.words}
    connection.execute(_DELETE_MARK, {f"_{name}": value for name, value in keys.items()})
    connection.execute(_INSERT_MARK, {**keys, **row})


def _of(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(
        table.c.workspace_id == sa.bindparam("_workspace_id"),
        table.c.case_id == sa.bindparam("_case_id"),
    )


# Made once: to build a statement takes several times as long as to run it.
_INSERT_ASKING, _INSERT_ANSWER = sa.insert(_asking), sa.insert(_answer)
_INSERT_REPLY, _INSERT_DRAFT = sa.insert(_reply), sa.insert(_draft)
_INSERT_MARK = sa.insert(_mark)
_DELETE_MARK = sa.delete(_mark).where(
    *(column == sa.bindparam(f"_{column.name}") for column in _mark.primary_key)
)
_UPDATE_CASE = sa.update(_case).where(
    _case.c.workspace_id == sa.bindparam("_workspace_id"),
    _case.c.id == sa.bindparam("_case_id"),
)
_CLOSE_ASKING = sa.update(_asking).where(_of(_asking), _asking.c.no == sa.bindparam("_no"))
_CHANGE_REPLY = sa.update(_reply).where(
    _reply.c.workspace_id == sa.bindparam("_workspace_id"),
    _reply.c.channel_id == sa.bindparam("_channel_id"),
    _reply.c.ts == sa.bindparam("_ts"),
)
_newest = _answer.alias("newest")
_REOPEN = sa.update(_answer).where(
    _of(_answer),
    _answer.c.no
    == sa.select(sa.func.max(_newest.c.no))
    .where(
        _newest.c.workspace_id == sa.bindparam("_workspace_id"),
        _newest.c.case_id == sa.bindparam("_case_id"),
        _newest.c.question == sa.bindparam("_question"),
        _newest.c.about == sa.bindparam("_about"),
    )
    .scalar_subquery(),
)
