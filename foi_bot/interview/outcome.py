"""Outcomes: what is decided for a slice of the information that a part asks for."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What is decided for a slice. The last four stop a letter under the Act: the request, or that
    slice of it, belongs elsewhere."""

    DISCLOSE = "disclose"
    WITHHOLD = "withhold"
    NCND = "ncnd"
    NOT_HELD = "not-held"
    ACCESSIBLE = "accessible"
    """Accessible by other means already: section 21."""
    PUBLISH_LATER = "to-be-published"
    """Held with a view to publication: section 22."""
    COST = "cost"
    """Above the appropriate limit: section 12."""
    VEXATIOUS = "vexatious"
    """Section 14(1)."""
    REPEATED = "repeated"
    """Section 14(2)."""
    CLARIFY = "clarify"
    """More is needed to identify and locate the information: section 1(3)."""
    EXTEND = "extend"
    """Exempt, and the public interest is still being weighed: section 10(3)."""
    ANSWERED = "answered-before"
    """Decided in an earlier letter of the same case."""
    ENVIRONMENTAL = "environmental"
    OWN_DATA = "own-data"
    BUSINESS = "ordinary-business"
    ELSEWHERE = "another-authority"


SPLIT = "split"
"""Not an outcome: the part is divided into slices, each with an outcome of its own."""

OUTSIDE = frozenset({Outcome.ENVIRONMENTAL, Outcome.OWN_DATA, Outcome.BUSINESS, Outcome.ELSEWHERE})
"""What is not answered under the Act."""

FIXED_LIMBS = {
    Outcome.ACCESSIBLE: ("21(1)",),
    Outcome.PUBLISH_LATER: ("22(1)",),
    Outcome.OWN_DATA: ("40(1)",),
}
"""The limb that an outcome is, where nobody has to choose one."""

CHOSEN_LIMBS = {
    Outcome.NCND: "limbs",
    Outcome.WITHHOLD: "exemptions",
    Outcome.EXTEND: "exemptions",
}
"""The question in which an outcome's limbs are chosen."""

REFUSALS = frozenset(
    {
        Outcome.WITHHOLD,
        Outcome.NCND,
        Outcome.ACCESSIBLE,
        Outcome.PUBLISH_LATER,
        Outcome.COST,
        Outcome.VEXATIOUS,
        Outcome.REPEATED,
        Outcome.EXTEND,
        Outcome.OWN_DATA,
    }
)
"""The outcomes that make a letter a notice of refusal (section 17(1), (5))."""
