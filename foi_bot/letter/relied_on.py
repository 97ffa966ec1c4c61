"""How a letter names what it relies on: the pieces of the request that rest on the same limbs, and
those limbs, some of them in the alternative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from foi_bot.case import Case
from foi_bot.interview.asked import body
from foi_bot.interview.slices import Slice, limbs_of
from foi_bot.law.act import limb
from foi_bot.law.needs import Need
from foi_bot.letter.passages import limb_name, with_subject


@dataclass(frozen=True, slots=True)
class Alike:
    """Pieces of the request that rest on the same limbs."""

    slices: tuple[Slice, ...]
    cites: tuple[str, ...]


def alike(case: Case, some: Sequence[Slice]) -> tuple[Alike, ...]:
    """These pieces, those together that rest on the same limbs."""
    found: dict[tuple[str, ...], list[Slice]] = {}
    for one in some:
        found.setdefault(in_order(case, limbs_of(case, one.id)), []).append(one)
    return tuple(Alike(tuple(slices), cites) for cites, slices in found.items())


def in_order(case: Case, cites: Sequence[str]) -> tuple[str, ...]:
    """The limbs as they were chosen, but one that is relied on in the alternative right after what
    it comes after."""
    after = {cite: in_place_of(case, cite, cites) for cite in cites}
    found = [cite for cite in cites if not after[cite]]
    for cite in reversed([cite for cite in cites if after[cite]]):
        found.insert(found.index(after[cite][-1]) + 1, cite)
    return tuple(found)


def provisions(case: Case, cites: Sequence[str]) -> list[str]:
    """Limbs for a list: "section 31(1)(a) (law enforcement)", and with one that is relied on in the
    alternative whatever that one comes after."""
    after = {cite: in_place_of(case, cite, cites) for cite in cites}
    return [
        _provision(case, cite, {then: after[then] for then in cites if cite in after[then][-1:]})
        for cite in cites
        if not after[cite]
    ]


def in_place_of(case: Case, cite: str, cites: Sequence[str]) -> tuple[str, ...]:
    """Those of the limbs that come before this one, because it covers only what they do not
    (sections 24(1), 31(1) and, for a department, 36(1)(a))."""
    relied_on = limb(cite, on=case.on)
    if relied_on.not_if_exempt_for and body(case) not in relied_on.not_if_exempt_for:
        return ()
    before = relied_on.not_if_exempt_under
    return tuple(one for one in cites if any(_is_within(one, wider) for wider in before))


def unsaid(case: Case, cites: Sequence[str]) -> tuple[str, ...]:
    """The limbs of which the letter must not say which applies, because that would tell whether a
    security body is concerned: section 23 beside section 24. Nothing where one stands alone."""
    for cite in cites:
        relied_on = limb(cite, on=case.on)
        if Need.SECURITY_BODY_ELSEWHERE in relied_on.needs:
            partners = {one.cite for one in relied_on.beside}
            beside = tuple(one for one in cites if one in partners)
            return (cite, *beside) if beside else ()
    return ()


def _provision(case: Case, cite: str, instead: dict[str, tuple[str, ...]]) -> str:
    firsts = next(iter(instead.values()), ())
    return case.house.wording.text(
        "limbs/provision",
        {
            "provision": with_subject(case, cite),
            "firsts": [limb_name(case, one) for one in firsts],
            "instead": [with_subject(case, one) for one in instead],
        },
    )


def _is_within(cite: str, wider: str) -> bool:
    return cite == wider or cite.startswith(f"{wider}(")
