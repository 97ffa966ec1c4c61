"""Who decides complaints under section 50, and how to reach them, on the date of a letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from foi_bot.law.data import HERE, Fields, read_rows
from foi_bot.law.days_in_words import long_date
from foi_bot.law.limbs import Span, Status


class NoRegulatorError(LookupError):
    """Nothing is recorded of the regulator's details on that day."""


@dataclass(frozen=True, slots=True)
class Regulator:
    """The regulator as a letter gives it.

    name: as the Act has it ("Information Commissioner"); office: as the address has it. web: where
    a complaint is made; also: other pages and mailboxes at which it was taken, which a house's own
    wording may give. verified_on: when somebody last looked. unverified: the fields that could
    not be confirmed ("address"); empty where all were.
    """

    name: str
    office: str
    address: tuple[str, ...]
    telephone: str
    web: str
    in_force: Span
    verified_on: date
    source: str
    status: Status
    also: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()

    def needs_a_look(self, on: date, within_days: int = 183) -> tuple[str, ...]:
        """What somebody should confirm before a letter of that day goes; () if nothing.

        Details go stale while they are the current ones; those of the past stay as they were.
        """
        doubtful = tuple(field for field in self.unverified if field not in ("from", "to"))
        if self.in_force.end is None and (on - self.verified_on).days > within_days:
            return ("name", "address", "telephone", "web")
        return doubtful


def regulator(on: date) -> Regulator:
    """The regulator's details on the date of a letter. Raises NoRegulatorError."""
    for one in regulators():
        if one.in_force.covers(on):
            return one
    raise NoRegulatorError(f"The regulator's details on {long_date(on)} are not recorded")


@cache
def regulators() -> tuple[Regulator, ...]:
    """What is recorded of every regulator and of every time."""
    return read_rows(HERE / "regulator.yaml", "from", _regulator)


def _regulator(row: Fields) -> Regulator:
    return Regulator(
        name=row.text("name"),
        office=row.text("office"),
        address=row.words("address"),
        telephone=row.text("telephone"),
        web=row.text("web"),
        in_force=Span(row.day("from"), row.day_if_any("to")),
        verified_on=row.day("verified_on"),
        source=row.text("source"),
        status=row.one_of("status", Status),
        also=row.words("also"),
        unverified=row.words("unverified"),
    )
