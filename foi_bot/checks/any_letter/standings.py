"""What a provision that a letter relies on asks for, as far as its words settle that."""

from __future__ import annotations

from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.law.act import LawError, limbs_in_force
from foi_bot.law.cites import BadCiteError
from foi_bot.law.limbs import Body, Limb, Standing


def standing_of(sheet: Sheet, cite: str) -> Standing | None:
    """The standing of what is cited, on the letter's date and for its authority; None where its
    words leave that open. A whole section has one if all of its limbs do."""
    body = _body(sheet)
    found = {one.standing_for(_choice(sheet, one), body) for one in _limbs(sheet, cite)}
    return found.pop() if len(found) == 1 else None


def is_same(one: str, other: str) -> bool:
    """Whether two citations name the same provision, or one a part of the other."""
    return one == other or one.startswith(f"{other}(") or other.startswith(f"{one}(")


def _limbs(sheet: Sheet, cite: str) -> tuple[Limb, ...]:
    known = sheet.law.get(cite)
    if known:
        return (known,)
    try:
        among = limbs_in_force(sheet.on, section=cite)
    except (LawError, BadCiteError):
        return ()
    return tuple(one for one in among if is_same(one.cite, cite))


def _choice(sheet: Sheet, limb: Limb) -> str:
    """The paragraph that a limb rests on, where the letter names one."""
    options = limb.choices.options if limb.choices and limb.standing_depends_on_choice else ()
    named = {cite for piece in sheet.ours for cite in piece.cites} if options else set()
    return next((one.cite for one in options if one.cite in named), "")


def _body(sheet: Sheet) -> Body:
    for words, body in _HOUSES:
        if words in sheet.letter.authority.lower():
            return body
    return Body.ANY


_HOUSES = (
    ("house of commons", Body.HOUSE_OF_COMMONS),
    ("house of lords", Body.HOUSE_OF_LORDS),
)
