"""perform: one delivery is one transaction. Drop it if its key was seen, lock and load the case,
decide, write facts, audit and outgoing messages together, commit. The caller acknowledges after.

The key is written first: the same delivery may reach two replicas at once, and the second waits for
the first and finds it done. Where others come between, the transaction is done anew as a whole.

No Slack call and no rendering happens here.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy.engine import Connection

from foi_bot.case import Case
from foi_bot.casework import deeds, drafting
from foi_bot.casework import facts as f
from foi_bot.casework.decide import decide
from foi_bot.casework.decision import Decided, Parked, Refused, Words, words
from foi_bot.casework.fold import after, opened
from foi_bot.casework.outgoing import intents
from foi_bot.letter.house import House
from store import audit, deliveries, files, intake, outbox, parking
from store.database import Database
from store.load import load
from store.write import write


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery from Slack: the workspace, the key by which a repetition is known, and, for
    what may have to wait, the payload itself. A refused form is mended and sent again under its
    key (`comes_again`); whatever else was refused is settled, and a repetition is not heard."""

    workspace: str
    key: str
    channel: str = ""
    body: str = ""
    comes_again: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """The delivery was accepted: acknowledge it. `quiet` is a word to the person alone; `case` is
    the case as it is now; `facts` are what was written; `parked` waits for our message to get its
    timestamp."""

    case: Case | None = None
    quiet: Words | None = None
    again: bool = False
    parked: bool = False
    facts: tuple[f.Fact, ...] = ()
    answer: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotDone:
    """The delivery was refused: nothing was written. `why` is for the person who did it."""

    why: Words


Outcome = Done | NotDone


@dataclass(frozen=True, slots=True)
class Office:
    """Where deeds are performed: the database and the house packs."""

    database: Database
    houses: Mapping[str, House]


def perform(
    office: Office, delivery: Delivery, case_id: str, deed: deeds.CaseDeed, now: datetime
) -> Outcome:
    """Do a deed to a case. Raises store.database.UnavailableError; then nothing was written."""
    return office.database.transact(partial(_perform, office, delivery, case_id, deed, now))


def _perform(
    office: Office,
    delivery: Delivery,
    case_id: str,
    deed: deeds.CaseDeed,
    now: datetime,
    connection: Connection,
) -> Outcome:
    whose = (connection, delivery.workspace)
    if not deliveries.accept(*whose, delivery.key, now):
        return Done(again=True)
    case = load(*whose, case_id, office.houses)
    if case is None or delivery.channel not in ("", case.channel):
        # Who may act was asked of the channel in which it was done: another's says nothing here.
        deliveries.leave(*whose, delivery.key)
        return NotDone(words("case-unknown"))
    case = case.at(now)
    decision = decide(case, deed, now)
    match decision:
        case Refused(why, meanwhile):
            if delivery.comes_again:
                deliveries.leave(*whose, delivery.key)
            if meanwhile is not None:
                _write(connection, case, meanwhile, _who(deed), now)
            return NotDone(why)
        case Parked():
            deliveries.leave(*whose, delivery.key)
            parking.park(*whose, delivery.channel, delivery.key, delivery.body, now)
            return Done(case, parked=True)
        case Decided():
            case = _write(connection, case, decision, _who(deed), now)
            _keep_bytes(connection, case, decision, deed)
            return Done(case, decision.quiet, facts=decision.facts)


def open_case(
    office: Office, delivery: Delivery, deed: deeds.OpenRequest, intake_id: str, now: datetime
) -> Outcome:
    """Open a case from an intake that its opener has confirmed. The same form sent twice opens one
    case. Raises store.database.UnavailableError; then nothing was written."""
    if not deed.by.may_act:
        return NotDone(words(f"cannot-act-{deed.by.footing}"))
    return office.database.transact(partial(_open, office, delivery, deed, intake_id, now))


def _open(
    office: Office,
    delivery: Delivery,
    deed: deeds.OpenRequest,
    intake_id: str,
    now: datetime,
    connection: Connection,
) -> Outcome:
    whose = (connection, delivery.workspace)
    if not deliveries.accept(*whose, delivery.key, now):
        return Done(again=True)
    waiting = intake.find(*whose, intake_id)
    if waiting is None:
        deliveries.leave(*whose, delivery.key)
        return NotDone(words("intake-gone"))
    if waiting.case_id is not None:
        deliveries.leave(*whose, delivery.key)
        return Done(again=True)
    case = _opened(connection, office, delivery.workspace, deed, now)
    intake.became(connection, waiting, case.id)
    return Done(case)


def _opened(
    connection: Connection, office: Office, workspace: str, deed: deeds.OpenRequest, now: datetime
) -> Case:
    house = office.houses[deed.house]
    year = deed.received.year
    reference = intake.next_reference(
        connection, workspace, house.id, year, partial(house.reference, year)
    )
    fact = f.Opened(
        id=uuid.uuid4().hex,
        workspace=workspace,
        channel=deed.channel,
        house=house.id,
        reference=reference,
        text=deed.text,
        received=deed.received,
        officer=deed.by.id,
        since=deed.ts,
        at=now,
    )
    case = opened(fact, house).at(now)
    following = drafting.what_follows(case, now, deed.ts)
    whole = after(case, following)
    facts = (fact, *following)
    write(connection, whole, facts)
    audit.append(connection, workspace, whole.id, 0, facts, deed.by.id, now)
    outbox.put(connection, whole, intents(whole, facts, ()), now)
    return whole


def _write(connection: Connection, case: Case, decision: Decided, by: str, now: datetime) -> Case:
    if not decision.facts and not decision.notices:
        return case
    whole = after(case.at(now), decision.facts)
    write(connection, whole, decision.facts)
    audit.append(connection, case.workspace, case.id, case.revision, decision.facts, by, now)
    outbox.put(connection, whole, intents(whole, decision.facts, decision.notices), now)
    return whole


def _keep_bytes(
    connection: Connection, case: Case, decision: Decided, deed: deeds.CaseDeed
) -> None:
    """The bytes of a file that is enclosed: a fact says their digest alone."""
    for fact in decision.facts:
        if isinstance(fact, f.Enclosed) and isinstance(deed, deeds.Enclose):
            files.keep(connection, case, fact.no, deed.content)


def _who(deed: deeds.CaseDeed) -> str:
    return deed.by.id
