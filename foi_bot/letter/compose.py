"""compose(case): the letter that the answers make, as a tree. Pure.

The order is the usual one: letterhead, date, reference, heading, what was asked and when, the
request word for word, the outcome part by part, the reasons limb by limb, contact, sign-off, review
and regulator. Every sentence that is not somebody's answer is a passage in `templates/letters/`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from foi_bot.case import Case, Key
from foi_bot.interview.asked import law_choices, limb_name, part_name, parts
from foi_bot.interview.plan import cited, disclosed_parts, limbs_of, ncnd_parts
from foi_bot.interview.questions import Goes, wordings
from foi_bot.interview.reasons import reasons, standing, weighs
from foi_bot.law.act import exemption, limb
from foi_bot.law.data_protection import gdpr
from foi_bot.law.days_in_words import long_date
from foi_bot.law.limbs import Choice, Limb, Standing, Stem, Test
from foi_bot.law.regulator import NoRegulatorError, regulator
from foi_bot.letter.characters import printable
from foi_bot.letter.fill import Facts, Value
from foi_bot.letter.tree import (
    Block,
    Heading,
    Letter,
    Letterhead,
    Paragraph,
    Quotation,
    Reference,
    SignOff,
    Slot,
    Span,
)

REQUEST = "request"
"""The origin of the applicant's own words."""

_LEVELS = {"would": "would", "would-be-likely": "would be likely to"}


def compose(case: Case) -> Letter:
    """The letter as the current answers make it, dated `case.on`. What is unanswered is left out:
    the checks say what is missing."""
    title = case.house.wording.text("title", {})
    return Letter(case.house.language, title, tuple(_blocks(case, title)))


def _blocks(case: Case, title: str) -> Iterator[Block]:
    house = case.house
    yield Letterhead(house.letterhead)
    yield Slot("date")
    yield Slot("applicant")
    yield Reference("Our reference", case.reference)
    yield Heading(1, (Span(title),))
    yield from _passage(case, "opening", {"received": long_date(case.request.received)})
    yield _quoted(case.request.text)
    yield from _decision(case)
    yield from _given(case)
    yield from _withheld_answer(case)
    yield from contact(case)
    yield SignOff(house.sign_off)
    yield from _rights(case)


def _decision(case: Case) -> Iterator[Block]:
    yield _heading(case, 2, "decision-heading")
    for part in disclosed_parts(case):
        yield from _passage(case, "disclose/decision", {"part": _part_or_none(case, part.id)})
    for names, cites in _alike(case):
        provisions = [f"{limb_name(cite)} ({_subject(case, cite)})" for cite in cites]
        facts: Facts = {"what": names, "other": _beside(case), "provisions": provisions}
        yield from _passage(case, "ncnd/decision", facts)


def _given(case: Case) -> Iterator[Block]:
    for part in disclosed_parts(case):
        yield _heading(case, 2, "disclose/heading", {"part": _part_or_none(case, part.id)})
        for question in ("answer", "basis"):
            yield from _plain(case, Key(question, part.id))


def _withheld_answer(case: Case) -> Iterator[Block]:
    """The reasons for neither confirming nor denying, limb by limb, and the word on inference."""
    if not cited(case):
        return
    yield _heading(case, 2, "ncnd/reasons-heading")
    for cite in cited(case):
        yield from _limb(case, cite)
    yield from no_inference(case)


def no_inference(case: Case) -> tuple[Block, ...]:
    """The word that nothing is to be inferred; nothing where every part is answered."""
    names = [_name(case, part.id) for part in ncnd_parts(case)]
    facts: Facts = {"what": names, "other": _beside(case)}
    return _passage(case, "ncnd/no-inference", facts) if names else ()


def _limb(case: Case, cite: str) -> Iterator[Block]:
    relied_on = limb(cite, on=case.on)
    facts: Facts = {"cite": limb_name(cite), "heading": _subject(case, cite)}
    yield _heading(case, 3, "ncnd/limb-heading", facts)
    yield from _passage(
        case,
        f"ncnd/limb-{relied_on.stem}",
        {**facts, "gist": relied_on.gist, "levelled": relied_on.test.has_level},
    )
    for key in reasons(case, cite, cited(case)):
        if wordings()[key.question].goes is Goes.LETTER and not key.question.startswith("pit-"):
            yield from _reason(case, relied_on, key)
    if weighs(case, cite):
        yield from _public_interest(case, relied_on)
    elif standing(case, cite) is Standing.ABSOLUTE:
        yield from _passage(case, "ncnd/absolute", {})


def _reason(case: Case, relied_on: Limb, key: Key) -> Iterator[Block]:
    """One fact of the reasons, in the passage made for it, else as it was written."""
    answer = case.words(*key)
    if not answer:
        return
    chosen = _chosen(case, key, answer)
    if chosen is not None:
        level = _LEVELS.get(case.words("level", key.about), "would")
        facts: Facts = {"cite_chosen": chosen.cite, "gist": chosen.gist, "level": level}
        yield from _passage(case, _passage_for_choice(case, key), facts)
        return
    match key.question:
        case "level":
            yield from _passage(case, f"reasons/{_LEVELLED[relied_on.test]}-{answer}", {})
        case "data-category":
            passage = f"reasons/{_category(relied_on, answer)}"
            yield from _passage(case, passage, {"gdpr": gdpr(case.on)})
        case "necessary":
            yield from _passage(case, f"reasons/necessary-{answer}", {})
        case _:
            yield from _plain(case, key)
    if key.question in ("less-intrusive", "data-balance"):
        yield from _passage(case, "reasons/data-unlawful", {})


_LEVELLED = {
    Test.PREJUDICE: "level",
    Test.MIXED: "level",
    Test.ENDANGER: "endanger",
    Test.OPINION: "opinion",
}


def _category(relied_on: Limb, answer: str) -> str:
    """The passage on the kind of data. A limb that has ended was written for the Act of 1998, which
    knew "sensitive personal data", criminal offences among them."""
    if relied_on.in_force.end is None:
        return f"data-{answer}"
    return "data-1998-ordinary" if answer == "ordinary" else "data-1998-sensitive"


def _passage_for_choice(case: Case, key: Key) -> str:
    """The passage of a chosen paragraph. What it says goes on from "information that", or, where
    the paragraph is about an effect, from "would"."""
    choices = law_choices(case, key)
    if key.question == "paragraph" and choices and choices.stem is Stem.WOULD:
        return "reasons/paragraph-would"
    known = f"reasons/{key.question}" in case.house.wording
    return f"reasons/{key.question}" if known else "reasons/paragraph"


def _chosen(case: Case, key: Key, answer: str) -> Choice | None:
    choices = law_choices(case, key)
    return choices.pick(answer) if choices else None


def _plain(case: Case, key: Key) -> Iterator[Block]:
    answer = case.words(*key)
    if answer:
        passage = f"reasons/{key.question}"
        known = passage in case.house.wording
        facts: Facts = {"answer": Value(answer, str(key))}
        yield from _passage(case, passage if known else "reasons/plain", facts)


def _public_interest(case: Case, relied_on: Limb) -> Iterator[Block]:
    cite = relied_on.cite
    varies = standing(case, cite) is Standing.PRACTICE_VARIES
    yield from _passage(case, "public-interest/heading", {})
    opening = "practice-varies" if varies else "opening"
    yield from _passage(case, f"public-interest/{opening}", {})
    for side in ("for", "against"):
        key = Key(f"pit-{side}", cite)
        lines = case.value(*key)
        if isinstance(lines, tuple):
            factors = [Value(line, str(key)) for line in lines]
            yield from _passage(case, f"public-interest/{side}", {"factors": factors})
    decisive = Key("pit-decisive", cite)
    if case.value(*decisive):
        facts: Facts = {"answer": Value(case.words(*decisive), str(decisive))}
        yield from _passage(case, "public-interest/decisive", facts)
    if case.value("pit-conclusion", cite) == "outweighs":
        yield from _passage(case, "public-interest/conclusion", {})


def _rights(case: Case) -> Iterator[Block]:
    """FOIA s17(7): how to complain to the authority, and the right under s50. For days on which
    nothing is known of the regulator the letter says nothing, and the checks do."""
    review = case.house.review
    yield _heading(case, 2, "rights/heading")
    facts: Facts = {
        "window_days": review.window_days,
        "answer_days": review.answer_days,
        "review_email": review.email,
        "review_address": review.address,
        "reference": case.reference,
    }
    yield from _passage(case, "rights/review", facts)
    try:
        to = regulator(on=case.on)
    except NoRegulatorError:
        return
    complaint: Facts = {
        "regulator": to.name,
        "web": to.web,
        "telephone": to.telephone,
        "address": ", ".join((to.office, *to.address)),
    }
    yield from _passage(case, "rights/regulator", complaint)


def _alike(case: Case) -> list[tuple[list[str], tuple[str, ...]]]:
    """The NCND parts that rely on the same limbs, together: their names, and those limbs."""
    found: dict[tuple[str, ...], list[str]] = {}
    for part in ncnd_parts(case):
        found.setdefault(limbs_of(case, part.id), []).append(_name(case, part.id))
    return [(names, cites) for cites, names in found.items()]


def _beside(case: Case) -> bool:
    """Whether something is answered openly in the same letter, beside the NCND."""
    return bool(disclosed_parts(case))


def _name(case: Case, part: str) -> str:
    """A part as the letter calls it."""
    name = part_name(case, part)
    return "your request" if name == "the request" else f"{name} of your request"


def _part_or_none(case: Case, part: str) -> str | None:
    return part_name(case, part) if len(parts(case)) > 1 else None


def _subject(case: Case, cite: str) -> str:
    """A limb's section in a few words: "investigations and proceedings"."""
    heading = exemption(limb(cite, on=case.on).section).heading
    return heading[0].lower() + heading[1:]


def contact(case: Case) -> tuple[Block, ...]:
    """How to ask about the letter."""
    to = case.house.contact
    return _passage(
        case,
        "contact",
        {"email": to.email, "telephone": to.telephone, "reference": case.reference},
    )


def _heading(case: Case, level: Literal[2, 3], passage: str, facts: Facts | None = None) -> Heading:
    return Heading(level, case.house.wording.line(passage, facts or {}))


def _passage(case: Case, passage: str, facts: Facts) -> tuple[Block, ...]:
    return case.house.wording.blocks(passage, facts)


def _quoted(text: str) -> Quotation:
    """The request word for word, its blank lines as paragraphs."""
    pieces = [piece.strip("\n") for piece in printable(text).split("\n\n") if piece.strip()]
    return Quotation(tuple(Paragraph((Span(piece, REQUEST),)) for piece in pieces))
