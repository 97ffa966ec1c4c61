"""What came of a play: the case as the database has it, beside what Slack shows; and the letter's
files, downloaded from Slack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foi_bot import approval
from foi_bot.case import Case
from foi_bot.law.clock import due
from foi_bot.law.days_in_words import long_date
from foi_bot.practice.asked import approved_hash, reference
from foi_bot.practice.play import Played
from foi_bot.practice.stage import DATABASE, Stage
from foi_bot.practice.workspace import TEAM
from store import audit
from store.lists import find_reference
from store.load import load


@dataclass(frozen=True)
class Outcome:
    """The end of a play. `state`, `hash` and `due` are the database's; what Slack shows has a name
    that says so."""

    reference: str
    due: str
    state: str
    approvers: tuple[str, ...]
    hash: str
    state_in_slack: str
    hash_in_slack: str
    entries: int
    chain_holds: bool
    files: tuple[Path, ...]
    database: Path

    @property
    def approved(self) -> bool:
        """Whether database and Slack agree that this very letter is approved."""
        return (
            self.state == self.state_in_slack == "approved"
            and self.hash.startswith(self.hash_in_slack)
            and self.chain_holds
        )


def outcome(here: Stage, played: Played) -> Outcome:
    """Look the case up in the database, and bring the letter's files from Slack into the folder.

    Raises LookupError where the database does not have the case that Slack shows.
    """
    name = reference(played.card)
    with here.bot.database.reading() as connection:
        listed = find_reference(connection, TEAM, name)
        case = load(connection, TEAM, listed.id, here.bot.houses) if listed else None
        if case is None or case.draft is None:
            raise LookupError(f"the database has no draft of {name}, which Slack shows")
        entries = sum(1 for _ in audit.facts_of(connection, TEAM, case.id))
        broken = tuple(audit.verify(connection))
    return Outcome(
        reference=case.reference,
        due=long_date(due(case.request.received).last),
        state=str(approval.state(case)),
        approvers=tuple(_approvers(here, case)),
        hash=case.draft.hash,
        state_in_slack="approved" if approved_hash(played.verdict) else "not approved",
        hash_in_slack=approved_hash(played.verdict),
        entries=entries,
        chain_holds=not broken,
        files=tuple(_downloaded(here, played.card.ts)),
        database=here.folder / DATABASE,
    )


def _approvers(here: Stage, case: Case) -> Iterator[str]:
    names = {user["id"]: user["real_name"] for user in here.slack.state()["users"]}
    for person in approval.tally(case).by:
        yield names.get(person, person)


def _downloaded(here: Stage, thread: str) -> Iterator[Path]:
    for message in here.slack.thread(thread):
        for file in message.files:
            path = here.folder / Path(file["name"]).name
            path.write_bytes(here.slack.download(file))
            yield path
