"""The reasons of a letter, limb by limb: how each is met, and where the public interest lies."""

from __future__ import annotations

from collections.abc import Iterator

from foi_bot.case import Case, Key
from foi_bot.interview.asked import law_choices, limb_name
from foi_bot.interview.plan import cited
from foi_bot.interview.questions import Goes, wordings
from foi_bot.interview.reasons import reasons, standing, weighs
from foi_bot.law.act import limb
from foi_bot.law.data_protection import gdpr
from foi_bot.law.limbs import Choice, Limb, Standing, Stem, Test
from foi_bot.letter.fill import Facts, Value
from foi_bot.letter.outcomes.ncnd import no_inference
from foi_bot.letter.passages import heading, passage, plain, subject
from foi_bot.letter.tree import Block

_LEVELS = {"would": "would", "would-be-likely": "would be likely to"}


def all_reasons(case: Case) -> Iterator[Block]:
    """The reasons for every limb that the letter relies on, and the word on inference."""
    if not cited(case):
        return
    yield heading(case, 2, "ncnd/reasons-heading")
    for cite in cited(case):
        yield from _limb(case, cite)
    yield from no_inference(case)


def _limb(case: Case, cite: str) -> Iterator[Block]:
    relied_on = limb(cite, on=case.on)
    facts: Facts = {"cite": limb_name(cite), "heading": subject(case, cite)}
    yield heading(case, 3, "ncnd/limb-heading", facts)
    yield from passage(
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
        yield from passage(case, "ncnd/absolute", {})


def _reason(case: Case, relied_on: Limb, key: Key) -> Iterator[Block]:
    """One fact of the reasons, in the passage made for it, else as it was written."""
    answer = case.words(*key)
    if not answer:
        return
    chosen = _chosen(case, key, answer)
    if chosen is not None:
        level = _LEVELS.get(case.words("level", key.about), "would")
        facts: Facts = {"cite_chosen": chosen.cite, "gist": chosen.gist, "level": level}
        yield from passage(case, _passage_for_choice(case, key), facts)
        return
    match key.question:
        case "level":
            yield from passage(case, f"reasons/{_LEVELLED[relied_on.test]}-{answer}", {})
        case "data-category":
            kind = _category(relied_on, answer)
            yield from passage(case, f"reasons/{kind}", {"gdpr": gdpr(case.on)})
        case "necessary":
            yield from passage(case, f"reasons/necessary-{answer}", {})
        case _:
            yield from plain(case, key)
    if key.question in ("less-intrusive", "data-balance"):
        yield from passage(case, "reasons/data-unlawful", {})


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


def _public_interest(case: Case, relied_on: Limb) -> Iterator[Block]:
    cite = relied_on.cite
    varies = standing(case, cite) is Standing.PRACTICE_VARIES
    yield from passage(case, "public-interest/heading")
    opening = "practice-varies" if varies else "opening"
    yield from passage(case, f"public-interest/{opening}", {})
    for side in ("for", "against"):
        key = Key(f"pit-{side}", cite)
        lines = case.value(*key)
        if isinstance(lines, tuple):
            factors = [Value(line, str(key)) for line in lines]
            yield from passage(case, f"public-interest/{side}", {"factors": factors})
    decisive = Key("pit-decisive", cite)
    if case.value(*decisive):
        facts: Facts = {"answer": Value(case.words(*decisive), str(decisive))}
        yield from passage(case, "public-interest/decisive", facts)
    if case.value("pit-conclusion", cite) == "outweighs":
        yield from passage(case, "public-interest/conclusion", {})
