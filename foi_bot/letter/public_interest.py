"""Where the public interest lies, limb by limb and, where it is so weighed, under several together.

For a limb by which information is withheld the interest in maintaining the exemption is weighed
against that in disclosing the information (s2(2)(b)); for an NCND limb the interest in maintaining
the exclusion of the duty against that in saying whether information is held (s2(1)(b)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from foi_bot.case import Case, Key
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.reasons import standing, weighed_for, weighs
from foi_bot.interview.slices import outcome, relying_on, slices
from foi_bot.law.act import limb
from foi_bot.law.limbs import Duty, Limb, Standing, Test
from foi_bot.law.needs import Need
from foi_bot.letter.fill import Facts, Value
from foi_bot.letter.passages import for_duty, heading, limb_name, names_of, passage, said
from foi_bot.letter.tree import Block

SUPREME_COURT = date(2025, 7, 23)
"""The day of [2025] UKSC 27, which letters of earlier days cannot name."""


def public_interest(case: Case, relied_on: Limb) -> Iterator[Block]:
    """The balance for a limb; or that there is none to strike, or that it is not struck yet."""
    if weighs(case, relied_on.cite):
        yield from _balance(case, relied_on)
        yield from _still_weighed(case, relied_on)
        return
    match standing(case, relied_on.cite):
        case Standing.ABSOLUTE:
            yield from passage(case, "limbs/absolute", {"paragraph": _decisive(case, relied_on)})
        case Standing.QUALIFIED:
            yield from passage(case, "extend/undecided")


def rests_on_opinion(case: Case, relied_on: Limb) -> bool:
    """Whether a qualified person's opinion engages the limb: statistics need none (s36(4))."""
    statistics = case.value(str(Need.STATISTICS), relied_on.cite) == "yes"
    return relied_on.test is Test.OPINION and not statistics


def together(case: Case, duty: Duty) -> Iterator[Block]:
    """The public interests against, weighed together as well, where one piece of the request rests
    on several limbs of that duty that are weighed. The officer's words are given once: where limbs
    of both duties could be meant, among what is withheld."""
    cites = _weighed_together(case, duty)
    if case.value("weighing") != "together" or not cites:
        return
    if duty is Duty.CONFIRM_OR_DENY and _weighed_together(case, Duty.COMMUNICATE):
        return
    facts: Facts = {
        "provisions": [limb_name(case, cite) for cite in cites],
        "supreme_court": case.on >= SUPREME_COURT,
        "answer": said(case, Key("weighing-together")),
    }
    yield heading(case, 3, "public-interest/together-heading")
    name = for_duty(case, limb(cites[0], on=case.on), "public-interest/together")
    yield from passage(case, name, facts)


def _balance(case: Case, relied_on: Limb) -> Iterator[Block]:
    cite = relied_on.cite
    varies = standing(case, cite) is Standing.PRACTICE_VARIES
    opening = "practice-varies" if varies else "opening"
    yield from passage(case, "public-interest/heading")
    yield from _words(case, relied_on, opening, {"opinion": rests_on_opinion(case, relied_on)})
    for side in ("for", "against"):
        key = Key(f"pit-{side}", cite)
        lines = case.value(*key)
        if isinstance(lines, tuple):
            factors = [Value(line, str(key)) for line in lines]
            yield from _words(case, relied_on, side, {"factors": factors})
    if case.value("pit-decisive", cite):
        answer = said(case, Key("pit-decisive", cite))
        yield from _words(case, relied_on, "decisive", {"answer": answer})
    if case.value("pit-conclusion", cite) == "outweighs":
        yield from _words(case, relied_on, "conclusion", {})


def _words(case: Case, relied_on: Limb, name: str, facts: Facts) -> tuple[Block, ...]:
    return passage(case, for_duty(case, relied_on, f"public-interest/{name}"), facts)


def _still_weighed(case: Case, relied_on: Limb) -> Iterator[Block]:
    """For which pieces the balance that was just struck does not count, because theirs is still
    open (section 10(3))."""
    relying = relying_on(case, relied_on.cite)
    later = tuple(one for one in relying if outcome(case, one.id) is Outcome.EXTEND)
    if later:
        decided = tuple(one for one in relying if one not in later)
        facts = {"decided": names_of(case, decided), "what": names_of(case, later)}
        yield from passage(case, "extend/shared", facts)


def _decisive(case: Case, relied_on: Limb) -> str:
    """The paragraph that makes the limb absolute; "" where it always is."""
    if relied_on.choices is None or not relied_on.standing_depends_on_choice:
        return ""
    return limb_name(case, case.words(str(relied_on.choices.need), relied_on.cite))


def _weighed_together(case: Case, duty: Duty) -> tuple[str, ...]:
    found = [
        cite
        for one in slices(case)
        if len(weighed_for(case, one.id)) > 1
        for cite in weighed_for(case, one.id)
        if limb(cite, on=case.on).duty is duty
    ]
    return tuple(dict.fromkeys(found))
