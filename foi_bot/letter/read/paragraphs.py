"""A paragraph in its place: by what its heading says, else by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read import said
from foi_bot.letter.read.decided import decided, speaks_of_cost
from foi_bot.letter.read.grounds import grounds_in
from foi_bot.letter.read.lines import Block
from foi_bot.letter.read.sentences import sentences
from foi_bot.letter.read.walk import SIDES, WEIGHED, Walk, Zone, put
from foi_bot.letter.read.written import ARGUMENT, Place


def paragraph(walk: Walk, block: Block) -> None:
    """Place a paragraph, an item or a table; a paragraph that argues both sides is told apart."""
    if block.rows:
        place_ = walk.place if walk.place in ARGUMENT else Place.ANSWER
        put(walk, block, place_ or Place.ANSWER)
        walk.after_items = True
        return
    where = _where(walk, block)
    if where in (Place.REVIEW, Place.REGULATOR) and not block.is_item:
        _put_apart(walk, block, _rights(block.text))
        return
    if where is None:
        _put_apart(walk, block, _sides(block.text))
        return
    if where is Place.BALANCE and walk.place in SIDES:
        walk.concluded = True
    if where in (Place.DECISION, Place.REASON) and grounds_in(block.text):
        walk.relies = True
    walk.after_items = block.is_item or (walk.after_items and where is not Place.BALANCE)
    put(walk, block, where)


def _put_apart(walk: Walk, block: Block, apart: Sequence[tuple[str, Place]]) -> None:
    for at, (text, where) in enumerate(apart):
        put(walk, block, where, text=text, label=block.label if at == 0 else "")


def _where(walk: Walk, block: Block) -> Place | None:
    """The place of a paragraph; None where it argues more than one side of the public interest."""
    text = block.text
    if said.NO_INFERENCE.search(text) and len(text) < 700 and not block.is_item:
        return Place.NO_INFERENCE
    if said.STRICT_CAVEAT.search(text) and not block.is_item:
        return Place.CAVEAT
    if walk.place not in WEIGHED or not walk.scope:
        if fixed := _fixed(walk, text):
            return fixed
    elif said.CONTACT.search(text) and len(text) < 400:
        return Place.CONTACT
    if walk.place in (Place.REVIEW, Place.REGULATOR):
        return (
            Place.REGULATOR
            if said.REGULATOR.search(text) and not said.REVIEW.search(text)
            else walk.place
        )
    if walk.zone is Zone.END:
        return _after_signature(walk, text)
    if walk.place in SIDES:
        return _on_side(walk, block)
    if walk.place in (Place.BALANCE, Place.HARM):
        return Place.LAW if said.is_law(text) and walk.place is Place.HARM else walk.place
    if walk.weighs:
        return Place.LAW if said.is_law(text) else _weighing(text)
    return _by_words(walk, text)


def _fixed(walk: Walk, text: str) -> Place | None:
    """The places that words give whatever the heading says."""
    is_house = said.HOUSE.search(text) and not grounds_in(text)
    if is_house and not walk.weighs and walk.place not in ARGUMENT:
        return Place.HOUSE
    review, regulator = said.REVIEW.search(text), said.REGULATOR.search(text)
    rights = bool(regulator) or bool(
        review and re.search(r"\b(?:you|your|yours)\b|\Ainternal review|\bwrite\b", text, re.I)
    )
    here = walk.place not in ARGUMENT or (regulator and review)
    late = bool(walk.made) and (walk.place is not Place.DECISION or bool(regulator))
    if Place.DECISION not in walk.seen and said.REQUEST_CAME.search(text) and not regulator:
        rights = False
    if rights and here and late and not grounds_in(text) and not said.REVIEW_ASKED.search(text):
        return Place.REVIEW if review else Place.REGULATOR
    if said.CONTACT.search(text) and len(text) < 400 and not grounds_in(text):
        return Place.CONTACT
    return None


def _after_signature(walk: Walk, text: str) -> Place:
    if walk.place in (None, Place.SIGN_OFF):
        if said.HOUSE.search(text):
            return Place.HOUSE
        if said.is_law(text):
            return Place.LAW
        return Place.UNPLACED if len(text) > 110 else Place.SIGN_OFF
    return walk.place


def _on_side(walk: Walk, block: Block) -> Place:
    """FOR or AGAINST, as the heading says, until the paragraphs come to a conclusion."""
    assert walk.place is not None
    if walk.concluded:
        return Place.BALANCE
    if block.is_item and not (_OF_A_SECTION.match(block.label) and said.concludes(block.text)):
        return walk.place
    if walk.after_items:
        return Place.BALANCE
    return Place.BALANCE if _comes_out(block.text) else walk.place


_OF_A_SECTION = re.compile(r"\d+\.\d")
_COMES_OUT = re.compile(
    r"\bpublic interest in maintaining\b.{0,120}\boutweighs?\b"
    r"|\b(?:for these reasons|on balance|having (?:considered|weighed)|in all the circumstances"
    r"|(?:we|i) (?:have |am"
    r" |are )?(?:therefore )?(?:conclude|decided|find|consider|of the (?:view|opinion))"
    r"|i therefore|we therefore"
    r"|balance)\b",
    re.IGNORECASE,
)


def _comes_out(text: str) -> bool:
    return said.concludes(text) and bool(_COMES_OUT.search(text))


def _weighing(text: str) -> Place | None:
    """Under a heading that only says "public interest": the side, None for several."""
    sides = {side for one in sentences(text) if (side := said.side(one))}
    if len(sides) > 1:
        return None
    return next(iter(sides), Place.BALANCE)


def _by_words(walk: Walk, text: str) -> Place | None:
    """The place of a paragraph that no heading settles."""
    if walk.made and not walk.scope and _introduces(walk, text):
        return Place.INTRODUCTION
    made = [
        one
        for sentence in sentences(text)
        if not _FAVOURS.search(sentence)
        for one in decided(sentence)
    ]
    if re.search(r"\brefusal notice\b", text, re.I) and len(text) < 300:
        return Place.DECISION
    costs_only = made == [(Outcome.COST, ())] and Place.DECISION in walk.seen
    if made and not costs_only and not walk.scope and walk.place not in (Place.REASON, Place.HELP):
        if said.is_law(text):
            return Place.LAW
        return (
            Place.DECISION if len(text) < 900 or walk.place is Place.DECISION else _reasoned(text)
        )
    if said.is_law(text):
        return Place.LAW
    if walk.scope or walk.place is Place.REASON:
        return _reasoned(text)
    if walk.place is Place.HELP or (said.HELP.search(text) and not grounds_in(text)):
        return Place.HELP
    if said.CAVEAT.search(text):
        return Place.CAVEAT
    if walk.place in (Place.ANSWER, Place.CAVEAT, Place.HOUSE, Place.CONTACT):
        return walk.place
    if walk.relies and said.PRIVACY.search(text):
        return Place.REASON
    if re.search(r"\bpublic interest\b", text, re.I):
        return _weighing(text)
    if grounds_in(text) or speaks_of_cost(text):
        return _reasoned(text)
    if walk.relies and _FAVOURS.search(text):
        return _weighing(text)
    if walk.relies and said.HARM.search(text):
        return Place.HARM
    if walk.place is Place.LAW:
        return Place.LAW
    if walk.place is Place.DECISION or walk.place is Place.INTRODUCTION:
        return Place.ANSWER
    return Place.UNPLACED


_FAVOURS = re.compile(
    r"\bin favou?r of\b|\bfavouring\b|\bspeaks? (?:for|against)\b|\badd to the understanding\b",
    re.IGNORECASE,
)


def _introduces(walk: Walk, text: str) -> bool:
    if walk.seen & {Place.DECISION, *ARGUMENT}:
        return False
    if (
        said.HANDLED.search(text)
        and len(text) < 500
        and not any(decided(one) for one in sentences(text))
    ):
        return True
    return bool(said.REQUEST_CAME.search(text)) and not grounds_in(text)


def _reasoned(text: str) -> Place | None:
    """REASON or HARM, or the public interest where it is weighed in running text."""
    if re.search(r"\bpublic interest\b|\bon balance\b", text, re.I):
        sides = {side for one in sentences(text) if (side := said.side(one))}
        if len(sides) > 1:
            return None
        if sides:
            return next(iter(sides))
    return _reason_or_harm(text)


def _reason_or_harm(text: str) -> Place:
    return Place.HARM if said.HARM.search(text) else Place.REASON


def _sides(text: str) -> list[tuple[str, Place]]:
    """A paragraph that argues several sides, told apart at its sentences."""
    apart: list[tuple[list[str], Place]] = []
    where = Place.LAW
    for sentence in sentences(text):
        side = said.side(sentence)
        if side is None and not apart:
            side = Place.LAW if said.is_law(sentence) else _reason_or_harm(sentence)
        where = side or where
        if apart and apart[-1][1] is where:
            apart[-1][0].append(sentence)
        else:
            apart.append(([sentence], where))
    return [(" ".join(its), place_) for its, place_ in apart]


def _rights(text: str) -> list[tuple[str, Place]]:
    """How to complain to the authority, told apart from how to complain to the regulator."""
    found = sentences(text)
    at = next(
        (i for i, one in enumerate(found) if re.search(r"\bcommission|\bICO\b", one, re.I)),
        len(found),
    )
    own, theirs = " ".join(found[:at]), " ".join(found[at:])
    if own and not said.REVIEW.search(own):
        own, theirs = "", text
    return [
        (words, place_)
        for words, place_ in ((own, Place.REVIEW), (theirs, Place.REGULATOR))
        if words
    ]
