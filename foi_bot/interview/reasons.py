"""What is asked for a limb. It follows from the law data (test, standing, needs), never from
section numbers here: a limb that the data gains is asked for without a change of code."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.asked import body
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import limbs_of, outcome, relying_on, slices
from foi_bot.law.act import limb
from foi_bot.law.limbs import Limb, Standing
from foi_bot.law.needs import Need

BOTH_ANSWERS = ("if-yes", "if-no")
"""An NCND must be argued for a yes and for a no alike."""

CLOSED = "closed-reasons"
"""Whether some of the reasons would themselves give exempt information away (s17(4))."""

PUBLIC_INTEREST = ("pit-for", "pit-against", "pit-conclusion", "pit-decisive")


def reasons(case: Case, cite: str, cited: tuple[str, ...]) -> Iterator[Key]:
    """The questions for one limb, in order; `cited` are all the limbs of the letter."""
    relied_on = limb(cite, on=case.on)
    argued = not relied_on.is_ncnd
    for need in _needs(case, relied_on):
        if need in _ARGUED and not argued:
            argued = True
            yield from _keys(cite, BOTH_ANSWERS)
        yield from _for_need(case, relied_on, need, cited)
    if standing(case, cite) is Standing.QUALIFIED and not argued:
        yield from _keys(cite, BOTH_ANSWERS)
    if weighs(case, cite):
        yield from _keys(cite, PUBLIC_INTEREST)
    yield Key(CLOSED, cite)
    if case.value(CLOSED, cite) == "yes":
        yield Key("closed-reasons-where", cite)


def together_weighed(case: Case) -> Iterator[Key]:
    """Whether the interests against are weighed together, where one piece rests on several limbs
    that are weighed ([2025] UKSC 27); an absolute limb's never are."""
    if not any(len(weighed_for(case, one.id)) > 1 for one in slices(case)):
        return
    yield Key("weighing")
    if case.value("weighing") == "together":
        yield Key("weighing-together")


def weighed_for(case: Case, slice_id: str) -> tuple[str, ...]:
    """The qualified limbs of a slice whose public interest is weighed in this letter."""
    return tuple(
        cite
        for cite in limbs_of(case, slice_id)
        if weighs(case, cite) and standing(case, cite) is Standing.QUALIFIED
    )


def weighs(case: Case, cite: str) -> bool:
    """Whether the letter weighs the public interest for this limb: always where it is qualified,
    and where practice varies as the officer decides; not yet where more time is taken for it."""
    relying = relying_on(case, cite)
    if relying and all(outcome(case, one.id) is Outcome.EXTEND for one in relying):
        return False
    found = standing(case, cite)
    if found is Standing.PRACTICE_VARIES:
        return case.value(str(Need.BALANCE_OR_WAIVER), cite) == "balance"
    return found is Standing.QUALIFIED


def standing(case: Case, cite: str) -> Standing:
    """Whether the limb is absolute or qualified, for this authority and for what it rests on."""
    relied_on = limb(cite, on=case.on)
    chosen = _chosen(case, relied_on)
    return relied_on.standing_for(chosen[0] if chosen else "", body(case))


def _chosen(case: Case, relied_on: Limb) -> tuple[str, ...]:
    """The paragraphs chosen so far: the limb's own choice, then what that one rests on."""
    found: list[str] = []
    choices = relied_on.choices
    while choices is not None:
        pick = choices.pick(case.words(str(choices.need), relied_on.cite))
        if pick is None:
            break
        found.append(pick.cite)
        choices = pick.choices
    return tuple(found)


def _needs(case: Case, relied_on: Limb) -> tuple[Need, ...]:
    """What must be told for a limb. Under an absolute one no balance follows that would say why, so
    the paragraph that it rests on brings its own needs: which Act forbids it, which court paper."""
    chosen = _chosen(case, relied_on)
    wanted = list(relied_on.needs_for(*chosen))
    if chosen and standing(case, relied_on.cite) is Standing.ABSOLUTE:
        wanted += limb(chosen[0], on=case.on).needs
    return tuple(dict.fromkeys(wanted))


def _for_need(case: Case, relied_on: Limb, need: Need, cited: tuple[str, ...]) -> Iterator[Key]:
    cite = relied_on.cite
    match need:
        case Need.ACTOR_AND_ACT if relied_on.is_ncnd:
            # Both answers are argued in its place: who would do what with a yes, and with a no.
            return
        case Need.COMPANION:
            # Only of a pair that a certificate can seal does one alone point at something.
            alone = not any(beside.cite in cited for beside in relied_on.beside)
            if alone and Need.CERTIFICATE in relied_on.needs:
                yield Key(str(need), cite)
        case Need.SECURITY_SUBJECT:
            yield from _keys(cite, ("touches-security-body", str(need)))
        case Need.LEGITIMATE_INTERESTS:
            yield from _legitimate_interests(case, cite)
        case Need.BALANCE_OR_WAIVER:
            yield Key(str(need), cite)
            if case.value(str(need), cite) == "waiver":
                yield Key("waiver-reason", cite)
        case _:
            yield Key(str(need), cite)


def _legitimate_interests(case: Case, cite: str) -> Iterator[Key]:
    """The three steps of UK GDPR Article 6(1)(f), for ordinary data: special category and criminal
    offence data fail for want of a condition before they are reached."""
    if case.value(str(Need.DATA_CATEGORY), cite) in (None, "ordinary"):
        yield from _keys(cite, ("legitimate-interest", "necessary"))
        match case.value("necessary", cite):
            case "yes":
                yield Key("data-balance", cite)
            case "no":
                yield Key("less-intrusive", cite)


def _keys(cite: str, questions: tuple[str, ...]) -> Iterator[Key]:
    return (Key(question, cite) for question in questions)


_ARGUED = (Need.ACTOR_AND_ACT, Need.CONSEQUENCE, Need.REQUIRED_WHY)
"""The needs before which both answers are argued: what follows builds on them."""
