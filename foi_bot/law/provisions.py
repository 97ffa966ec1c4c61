"""What a letter or a finding cites beside the exemptions: the duties, the notice, the rights.

`duties.yaml` holds them, with their source. Provisions within an exemption's section stand in that
section's file (`Exemption.also`); `act.look_up` finds both.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from foi_bot.law.cites import parse_cite
from foi_bot.law.data import HERE, read_rows
from foi_bot.law.limbs import Provision
from foi_bot.law.read_part_ii import read_provision


def provision(cite: str, on: date) -> Provision:
    """A provision outside the exemptions, as on that day. Raises KeyError if none is known."""
    filed = parse_cite(cite)
    for version in versions(filed):
        if version.in_force.covers(on):
            return version
    raise KeyError(filed)


def versions(filed: str) -> list[Provision]:
    """Every version of a provision, by its citation as filed."""
    return [item for item in _all() if item.cite == filed]


@cache
def _all() -> tuple[Provision, ...]:
    return read_rows(HERE / "duties.yaml", "cite", read_provision)
