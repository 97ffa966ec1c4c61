"""What is asked for a limb. It follows from the law data (test, standing, needs), never from
section numbers here: a limb that the data gains is asked for without a change of code."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.asked import body
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import limbs_of, outcome, relying_on, slices
from foi_bot.law.act import limb
from foi_bot.law.limbs import Effect, How, Lapse, Limb, Standing
from foi_bot.law.needs import Need

BOTH_ANSWERS = ("if-yes", "if-no")
"""An NCND must be argued for a yes and for a no alike."""

CLOSED = "closed-reasons"
"""Whether some of the reasons would themselves give exempt information away (s17(4))."""

ELSEWHERE = "exempt-elsewhere"
"""Whether a provision that goes before this one exempts the information (s31(1), s36(1))."""

AGE = "record-age"
"""Whether the record is so old that the limb has lapsed (ss62, 63)."""

PUBLIC_INTEREST = ("pit-for", "pit-against", "pit-conclusion", "pit-decisive")


def reasons(case: Case, cite: str, cited: tuple[str, ...]) -> Iterator[Key]:
    """The questions for one limb, in order; `cited` are all the limbs of the letter."""
    relied_on = limb(cite, on=case.on)
    argued = not relied_on.is_ncnd
    yield from _open_at_all(case, relied_on)
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
    """The qualified limbs of a slice whose public interest can be weighed together in this letter:
    those that stand beside another one, and are not relied on only in case it does not apply."""
    weighed = [
        cite
        for cite in limbs_of(case, slice_id)
        if weighs(case, cite) and standing(case, cite) is Standing.QUALIFIED
    ]
    return tuple(
        cite
        for cite in weighed
        if any(one != cite and not _is_alternative(case, cite, one) for one in weighed)
    )


def _is_alternative(case: Case, cite: str, other: str) -> bool:
    """Whether two limbs can't both apply to the same information (s31(1) and s30, for example)."""
    return any(
        beside.how is How.ALTERNATIVE and _is_under(other, (beside.cite,))
        for beside in limb(cite, on=case.on).beside
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
    """What must be told for a limb that rests on what was chosen so far."""
    return relied_on.needs_for(*_chosen(case, relied_on))


def _open_at_all(case: Case, relied_on: Limb) -> Iterator[Key]:
    """What can close a limb before it is argued: another provision that goes first, and age."""
    first = relied_on.not_if_exempt_under
    if _gives_way(case, relied_on) and not _always_beside(case, relied_on, first):
        yield Key(ELSEWHERE, relied_on.cite)
    if relied_on.lapse and not relied_on.is_ncnd and _lapses_here(relied_on.lapse):
        yield Key(AGE, relied_on.cite)


def _gives_way(case: Case, relied_on: Limb) -> bool:
    """Whether other provisions go before the limb in this authority. Where one of them is its
    companion, why it is cited alone is asked already."""
    bodies = relied_on.not_if_exempt_for
    here = not bodies or body(case) in bodies
    return bool(relied_on.not_if_exempt_under) and here and Need.COMPANION not in relied_on.needs


def _always_beside(case: Case, relied_on: Limb, provisions: tuple[str, ...]) -> bool:
    """Whether every slice that relies on the limb relies on one of these provisions as well."""
    relying = relying_on(case, relied_on.cite)
    return bool(relying) and all(
        any(_is_under(cite, provisions) for cite in limbs_of(case, one.id)) for one in relying
    )


def _is_under(cite: str, provisions: tuple[str, ...]) -> bool:
    return any(cite == one or cite.startswith(f"{one}(") for one in provisions)


_WITHIN_A_LIFETIME = 60
"""Years. Section 31 lapses after a hundred, of which no officer has to be asked each time."""


def _lapses_here(lapse: Lapse) -> bool:
    """Whether age ends the limb within a lifetime, outside the two record offices as well (s64)."""
    recent = lapse.years <= _WITHIN_A_LIFETIME
    return lapse.effect is Effect.GONE and recent and not lapse.in_record_office


def _for_need(case: Case, relied_on: Limb, need: Need, cited: tuple[str, ...]) -> Iterator[Key]:
    cite = relied_on.cite
    match need:
        case Need.ACTOR_AND_ACT if relied_on.is_ncnd:
            # Both answers are argued in its place: who would do what with a yes, and with a no.
            return
        case Need.COMPANION:
            if not _cited_with(case, relied_on):
                yield Key(str(need), cite)
        case Need.SECURITY_SUBJECT:
            # In the alternative nobody writes down which of the two it is.
            if How.ALTERNATIVE not in _cited_with(case, relied_on):
                yield Key("touches-security-body", cite)
            yield Key(str(need), cite)
        case Need.QUALIFIED_PERSON | Need.SUBMISSION | Need.OPINION | Need.OPINION_DATE if (
            case.value(str(Need.STATISTICS), cite) == "yes"
        ):
            # Statistics need no opinion (s36(4)): what would follow has to be shown instead.
            if need is Need.OPINION:
                yield from _keys(cite, (str(Need.CONSEQUENCE), str(Need.EVIDENCE)))
        case Need.QUALIFIED_PERSON | Need.SUBMISSION | Need.CONSULTED:
            if _first_to_need(case, relied_on, need, cited):
                yield Key(str(need), cite)
        case Need.EXPECTATIONS:
            if _is_ordinary(case, cite):
                yield Key(str(need), cite)
        case Need.LEGITIMATE_INTERESTS:
            yield from _legitimate_interests(case, cite)
        case Need.BALANCE_OR_WAIVER:
            yield Key(str(need), cite)
            if case.value(str(need), cite) == "waiver":
                yield Key("waiver-reason", cite)
        case _:
            yield Key(str(need), cite)


def _cited_with(case: Case, relied_on: Limb) -> tuple[How, ...]:
    """How the limbs that go with this one are cited with it, as far as they are."""
    return tuple(
        beside.how for beside in relied_on.beside if _always_beside(case, relied_on, (beside.cite,))
    )


def _first_to_need(case: Case, relied_on: Limb, need: Need, cited: tuple[str, ...]) -> bool:
    """Whether no limb of the same duty before this one asks the same: a case is put to the
    qualified person once, whatever limbs the opinion is about, and others are consulted once."""
    for cite in cited:
        if cite == relied_on.cite:
            return True
        other = limb(cite, on=case.on)
        if other.duty is relied_on.duty and need in _asked_of(case, other):
            return False
    return True


def _asked_of(case: Case, other: Limb) -> tuple[Need, ...]:
    """The needs of a limb, but for an opinion on what turns out to be statistics."""
    needs = _needs(case, other)
    if case.value(str(Need.STATISTICS), other.cite) == "yes":
        return tuple(one for one in needs if one is Need.CONSULTED)
    return needs


def _legitimate_interests(case: Case, cite: str) -> Iterator[Key]:
    """The three steps of UK GDPR Article 6(1)(f), for ordinary data: special category and criminal
    offence data fail for want of a condition before they are reached."""
    if _is_ordinary(case, cite):
        yield from _keys(cite, ("legitimate-interest", "necessary"))
        match case.value("necessary", cite):
            case "yes":
                yield Key("data-balance", cite)
            case "no":
                yield Key("less-intrusive", cite)


def _is_ordinary(case: Case, cite: str) -> bool:
    return case.value(str(Need.DATA_CATEGORY), cite) in (None, "ordinary")


def _keys(cite: str, questions: tuple[str, ...]) -> Iterator[Key]:
    return (Key(question, cite) for question in questions)


_ARGUED = (Need.ACTOR_AND_ACT, Need.CONSEQUENCE, Need.REQUIRED_WHY)
"""The needs before which both answers are argued: what follows builds on them."""
