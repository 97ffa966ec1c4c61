"""Filling a database with cases like the scene's, by SQL alone: the case's rows are put in once for
each state, as templates, and copied from there, each copy with its own id, channel, reference and
timestamps.

Ids are random, as real ones are, and rows lie in the order of their cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import cycle, islice

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from benchmarks.serving.filling import on_postgresql, on_sqlite
from benchmarks.serving.scene import DONE, ON_CASES, Scene, of_case
from store.database import Database, take_time
from store.lists import folded

CHANNELS = 100

TIMESTAMPS = {
    "foi_case": {"thread_ts"},
    "asking": {"posted", "closed"},
    "reply": {"ts", "edited"},
    "outgoing": {"ts"},
    "mark": {"event"},
}
"""The columns that hold a Slack timestamp, which says in a channel which message is meant."""

KEPT = {"audit": 2}
"""How many rows of a case are copied, the last ones, where it is not all. A chain is continued from
its last entry, and nothing else of it is ever read but to verify it."""

KEPT_WHEN_DONE = {**KEPT, "reply": 6, "outgoing": 12}
LETTER = 2_000
"""Of cases that are done, which nobody opens again: some replies, some messages, and so many
characters of the letter, so that a million of them fit on the disk."""


@dataclass(frozen=True, slots=True)
class Clone:
    """A copy of the scene's case. `shift` is what its timestamps are later by, in
    seconds: less than nothing, since nobody writes in the future."""

    id: str
    number: int
    state: str
    channel: str
    shift: int


def clones(scene: Scene, targets: int, cases: int) -> list[Clone]:
    """`targets` cases for each act that is done to a case, spread evenly among `cases` in all; the
    rest is done."""
    wanted = targets * len(ON_CASES)
    states = [DONE] * cases
    for place, state in zip(range(wanted), cycle(ON_CASES), strict=False):
        states[place * cases // wanted] = state
    ids = sorted(sha256(f"{number}".encode()).hexdigest()[:32] for number in range(cases))
    return [
        Clone(
            id_,
            number,
            state,
            f"C{number % CHANNELS:03}FOI",
            -(number // CHANNELS) * scene.span,
        )
        for number, (id_, state) in enumerate(zip(ids, states, strict=True))
    ]


def of_state(made: Iterable[Clone], state: str, count: int) -> list[Clone]:
    """The first cases in this state."""
    return list(islice((clone for clone in made if clone.state == state), count))


def fill(database: Database, scene: Scene, made: list[Clone]) -> dict[str, int]:
    """Put these cases into an empty, migrated database; how many rows each table has now.

    Indexes and constraints are put on when the rows are there, and nothing is flushed on the way:
    whoever is interrupted begins with an empty database again.
    """
    with database.writing() as connection:
        _put_templates(connection, scene)
        _put_clones(connection, made)
    database.close()
    filling = on_sqlite(database) if database.is_sqlite else on_postgresql(database)
    with filling as run:
        for table in of_case():
            run(f"CREATE TABLE template AS SELECT * FROM {table.name}")
            run(f"{'DELETE FROM' if database.is_sqlite else 'TRUNCATE'} {table.name}")
            whose = "id" if table.name == "foi_case" else "case_id"
            run(f"CREATE INDEX ix_template ON template ({whose})")
            run(_copying(database.engine.dialect, table))
            run("DROP TABLE template")
        run("DROP TABLE clone")
    with database.reading() as connection:
        take_time(connection)
        return counted(connection)


def counted(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: int(
            connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        )
        for table in SQLModel.metadata.sorted_tables
    }


def _put_templates(connection: Connection, scene: Scene) -> None:
    for state, rows in scene.states.items():
        for table in of_case():
            most = (KEPT_WHEN_DONE if state == DONE else KEPT).get(table.name, 0)
            found = [_template(table, row, state) for row in rows[table.name][-most:]]
            if found:
                connection.execute(sa.insert(table), found)


def _template(table: sa.Table, row: Mapping[str, object], state: str) -> dict[str, object]:
    changed: dict[str, object] = dict(row)
    if table.name == "foi_case":
        named = f"{row['reference']}-{state}"
        return changed | {"id": state, "reference": named, "folded": folded(named)}
    changed.pop("id", None)
    if table.name == "reply":
        changed["channel_id"] = state
    if table.name == "draft" and state == DONE:
        changed["letter"] = str(row["letter"])[:LETTER]
    return changed | {"case_id": state}


def _put_clones(connection: Connection, made: list[Clone]) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE clone (id TEXT NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL, "
        "channel TEXT NOT NULL, shift BIGINT NOT NULL)"
    )
    clone = sa.table("clone", *(sa.column(name) for name in Clone.__dataclass_fields__))
    for rows in _in_batches(made):
        connection.execute(
            sa.insert(clone),
            [{name: getattr(one, name) for name in Clone.__dataclass_fields__} for one in rows],
        )


def _in_batches(made: list[Clone], size: int = 50_000) -> Iterator[list[Clone]]:
    for first in range(0, len(made), size):
        yield made[first : first + size]


def _copying(dialect: sa.Dialect, table: sa.Table) -> str:
    copied = [column for column in table.columns if not _is_numbered(table, column)]
    whose = "id" if table.name == "foi_case" else "case_id"
    names = ", ".join(dialect.identifier_preparer.quote(column.name) for column in copied)
    values = ", ".join(_value(dialect, table, column) for column in copied)
    # On SQLite that fixes the order of the loops: case by case, as they lie in the file.
    join = "CROSS JOIN template AS t WHERE" if dialect.name == "sqlite" else "JOIN template AS t ON"
    return (
        f"INSERT INTO {table.name} ({names}) SELECT {values} FROM clone AS c "
        f"{join} t.{whose} = c.state"
    )


def _is_numbered(table: sa.Table, column: sa.Column[object]) -> bool:
    return table.name != "foi_case" and column.name == "id"


def _value(dialect: sa.Dialect, table: sa.Table, column: sa.Column[object]) -> str:
    name = f"t.{dialect.identifier_preparer.quote(column.name)}"
    if column.name == "case_id" or (table.name == "foi_case" and column.name == "id"):
        return "c.id"
    if column.name == "channel_id":
        return "c.channel"
    if column.name in ("reference", "folded"):
        return "'FOI2024/' || c.number"
    if column.name == "opaque":
        return f"{name} || c.number"
    if column.name in TIMESTAMPS.get(table.name, ()):
        return (
            f"CASE WHEN length({name}) = 17 THEN "
            f"(CAST(substr({name}, 1, 10) AS BIGINT) + c.shift) || substr({name}, 11) "
            f"ELSE {name} END"
        )
    return name
