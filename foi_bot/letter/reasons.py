"""What a letter says for one limb: how it is met, fact by fact, and where the public interest lies.

The words depend on the duty that is refused. Where they differ, the passage for withholding bears
the name of the other one with "-withheld" after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foi_bot.case import Case, Key
from foi_bot.interview.asked import law_choices, question, wording_of
from foi_bot.interview.days import read_day
from foi_bot.interview.plan import cited
from foi_bot.interview.questions import Goes, Kind
from foi_bot.interview.reasons import CLOSED, PUBLIC_INTEREST, reasons
from foi_bot.interview.slices import Slice, limbs_of, relying_on
from foi_bot.law.act import limb
from foi_bot.law.data_protection import gdpr
from foi_bot.law.limbs import Choice, Limb, Stem, Test
from foi_bot.law.needs import Need
from foi_bot.letter.fill import Facts, Value
from foi_bot.letter.passages import (
    for_duty,
    limb_name,
    long_date,
    names_of,
    of_the_law,
    passage,
    said,
    subject,
)
from foi_bot.letter.public_interest import public_interest, rests_on_opinion
from foi_bot.letter.relied_on import in_place_of, unsaid
from foi_bot.letter.tree import Block

_LEVELS = frozenset({"would", "would-be-likely"})


def argued(case: Case, cite: str) -> Iterator[Block]:
    """All that is said for a limb, for whatever heading it stands under: what it says, how it is
    met here, and where the public interest lies."""
    relied_on = limb(cite, on=case.on)
    yield from _rule(case, relied_on)
    yield from _beside(case, relied_on)
    yield from _whose_opinion(case, relied_on)
    for key in _facts(case, cite):
        yield from _reason(case, relied_on, key)
    if case.value(CLOSED, cite) == "yes":
        yield from passage(case, "limbs/closed-reasons")
    yield from public_interest(case, relied_on)


def _facts(case: Case, cite: str) -> list[Key]:
    """The questions whose answers are the letter's reasons, in the order in which they read well:
    what people expect is told with who they are, before the law on the kind of data."""
    keys = [
        key
        for key in reasons(case, cite, cited(case))
        if wording_of(case, key).goes is Goes.LETTER and key.question not in PUBLIC_INTEREST
    ]
    category, expected = Key(Need.DATA_CATEGORY, cite), Key(Need.EXPECTATIONS, cite)
    if category in keys and expected in keys:
        keys.remove(category)
        keys.insert(keys.index(expected) + 1, category)
    return keys


def _rule(case: Case, relied_on: Limb) -> Iterator[Block]:
    """What the limb exempts."""
    room = "ncnd" if relied_on.is_ncnd else "withhold"
    facts: Facts = {
        "cite": limb_name(case, relied_on.cite),
        "heading": subject(case, relied_on.cite),
        "gist": of_the_law(case, relied_on.gist),
        "levelled": relied_on.test.has_level,
        "level": _level(case, relied_on),
        "opinion": rests_on_opinion(case, relied_on),
    }
    yield from passage(case, f"{room}/limb-{relied_on.stem}", facts)


def _level(case: Case, relied_on: Limb) -> str:
    """The words of the level that was chosen, the same wherever the letter speaks of the harm."""
    chosen = case.words("level", relied_on.cite) if relied_on.test.has_level else "would"
    return case.house.wording.text(f"levels/{chosen if chosen in _LEVELS else 'either'}", {})


def _beside(case: Case, relied_on: Limb) -> Iterator[Block]:
    """That another limb is relied on for the same information, and this one in the alternative."""
    cite = relied_on.cite
    relying = relying_on(case, cite)
    either = tuple(one for one in relying if cite in unsaid(case, limbs_of(case, one.id)))
    if either and not relied_on.is_ncnd:
        pair = unsaid(case, limbs_of(case, either[0].id))
        name = "withhold/either" if cite == pair[0] else "withhold/either-second"
        yield from _alternative(case, cite, name, pair, () if either == relying else either)
        return
    after = tuple(one for one in relying if in_place_of(case, cite, limbs_of(case, one.id)))
    if after:
        firsts = [c for one in after for c in in_place_of(case, cite, limbs_of(case, one.id))]
        name = "limbs/alternative"
        yield from _alternative(case, cite, name, firsts, () if after == relying else after)


def _alternative(
    case: Case, cite: str, name: str, others: Sequence[str], only: tuple[Slice, ...]
) -> tuple[Block, ...]:
    """The passage of that name; `only` are the pieces that it is about, if not all are."""
    facts: Facts = {
        "cite": limb_name(case, cite),
        "others": [limb_name(case, one) for one in dict.fromkeys(others)],
        "what": names_of(case, only),
    }
    return passage(case, name, facts)


def _whose_opinion(case: Case, relied_on: Limb) -> Iterator[Block]:
    """That statistics need no opinion (s36(4)); or, where the qualified person is named for another
    limb, that the opinion on this one is theirs as well."""
    if relied_on.test is not Test.OPINION:
        return
    if not rests_on_opinion(case, relied_on):
        yield from passage(case, for_duty(case, relied_on, "reasons/statistics"))
        return
    every = cited(case)
    named = [
        one
        for one in every
        if limb(one, on=case.on).duty is relied_on.duty
        and Key(Need.QUALIFIED_PERSON, one) in reasons(case, one, every)
    ]
    if named and relied_on.cite not in named:
        facts: Facts = {"cite": limb_name(case, relied_on.cite), "other": limb_name(case, named[0])}
        yield from passage(case, "reasons/same-qualified-person", facts)


def _reason(case: Case, relied_on: Limb, key: Key) -> Iterator[Block]:
    """One fact of the reasons, in the passage made for it, else as it was written."""
    answer = case.words(*key)
    if not answer:
        return
    chosen = _chosen(case, key, answer)
    if chosen is not None:
        facts: Facts = {
            "cite_chosen": chosen.cite,
            "gist": of_the_law(case, chosen.gist),
            "level": _level(case, relied_on),
        }
        name = _passage_for_choice(case, relied_on, key)
        if not _told_within(case, relied_on, chosen, name):
            yield from passage(case, name, facts)
        return
    match key.question:
        case "level":
            yield from passage(case, f"reasons/{_level_of(case, relied_on)}-{answer}")
        case "data-category":
            yield from _category(case, relied_on, answer)
        case "necessary":
            yield from passage(case, for_duty(case, relied_on, f"reasons/necessary-{answer}"))
        case _:
            yield from _written(case, relied_on, key)
    if key.question in ("less-intrusive", "data-balance"):
        name = for_duty(case, relied_on, "reasons/data-unlawful")
        yield from passage(case, name, {"act_1998": _is_of_1998(relied_on)})


def _level_of(case: Case, relied_on: Limb) -> str:
    """What it is that would happen, or would be likely to."""
    if rests_on_opinion(case, relied_on):
        return "opinion"
    return "endanger" if relied_on.test is Test.ENDANGER else "level"


def _written(case: Case, relied_on: Limb, key: Key) -> Iterator[Block]:
    """What was written or chosen, in the passage that bears the question's name if there is one."""
    named = for_duty(case, relied_on, f"reasons/{key.question}")
    value = case.value(*key)
    match question(case, key).kind:
        case Kind.LINES if isinstance(value, tuple):
            items = [Value(line, str(key)) for line in value]
            yield from passage(case, _known(case, named, "reasons/list"), {"items": items})
        case Kind.DATE:
            day = read_day(case.words(*key))
            words = Value(long_date(case, day), str(key)) if day else said(case, key)
            yield from passage(case, _known(case, named, "reasons/plain"), {"answer": words})
        case Kind.CHOICE:
            of_choice = for_duty(case, relied_on, f"reasons/{key.question}-{value}")
            yield from passage(case, _known(case, of_choice, named))
        case _:
            words = said(case, key)
            yield from passage(case, _known(case, named, "reasons/plain"), {"answer": words})


def _known(case: Case, name: str, otherwise: str) -> str:
    return name if name in case.house.wording else otherwise


def _category(case: Case, relied_on: Limb, answer: str) -> Iterator[Block]:
    """What follows from the kind of data. The Act of 1998 knew "sensitive personal data", criminal
    offences among them."""
    kind = answer
    if _is_of_1998(relied_on):
        kind = "1998-ordinary" if answer == "ordinary" else "1998-sensitive"
    name = for_duty(case, relied_on, f"reasons/data-{kind}")
    yield from passage(case, name, {"gdpr": of_the_law(case, gdpr(case.on))})


def _is_of_1998(relied_on: Limb) -> bool:
    """Whether a limb on personal data was written for the Data Protection Act 1998: those that have
    ended."""
    return relied_on.in_force.end is not None


def _passage_for_choice(case: Case, relied_on: Limb, key: Key) -> str:
    """The passage of a chosen paragraph. What it says goes on from "information that", or, where
    the paragraph is about an effect, from "would"."""
    choices = law_choices(case, key)
    if key.question == "paragraph" and choices and choices.stem is Stem.WOULD:
        return "reasons/paragraph-would"
    named = for_duty(case, relied_on, f"reasons/{key.question}")
    if named in case.house.wording:
        return named
    return for_duty(case, relied_on, "reasons/paragraph")


def _told_within(case: Case, relied_on: Limb, chosen: Choice, name: str) -> bool:
    """Whether a paragraph within the chosen one is told in the same words, as 30(2)(a)(i) is for
    30(2): the inner one says it all."""
    if chosen.choices is None:
        return False
    inner = Key(str(chosen.choices.need), relied_on.cite)
    picked = chosen.choices.pick(case.words(*inner))
    return picked is not None and _passage_for_choice(case, relied_on, inner) == name


def _chosen(case: Case, key: Key, answer: str) -> Choice | None:
    choices = law_choices(case, key)
    return choices.pick(answer) if choices else None
