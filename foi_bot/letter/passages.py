"""Words for the letter: a house's passages, and the names by which a letter calls things."""

from __future__ import annotations

from datetime import date
from typing import Literal

from foi_bot.case import Case, Key
from foi_bot.interview.asked import part_number
from foi_bot.interview.slices import Slice
from foi_bot.law.act import exemption, limb
from foi_bot.law.limbs import Limb
from foi_bot.letter.characters import one_line
from foi_bot.letter.fill import Facts, Value
from foi_bot.letter.tree import Block, Heading


def passage(case: Case, name: str, facts: Facts | None = None) -> tuple[Block, ...]:
    """A passage of the house's wording as blocks."""
    return case.house.wording.blocks(name, facts or {})


def for_duty(case: Case, relied_on: Limb, name: str) -> str:
    """The passage of that name; for a limb by which information is withheld the one that says it of
    disclosing the information, where there is one."""
    withheld = f"{name}-withheld"
    return withheld if not relied_on.is_ncnd and withheld in case.house.wording else name


def heading(case: Case, level: Literal[2, 3], name: str, facts: Facts | None = None) -> Heading:
    """A heading in the house's wording."""
    return Heading(level, case.house.wording.line(name, facts or {}))


def said(case: Case, key: Key) -> Value:
    """An answer as a value of a passage: its words, and whose answer they are."""
    return Value(case.words(*key), str(key))


def answered(case: Case, key: Key, name: str) -> tuple[Block, ...]:
    """An answer in the passage made for it, which is given it as `answer`; nothing where there is
    no answer."""
    return passage(case, name, {"answer": said(case, key)}) if case.words(*key) else ()


def plain(case: Case, key: Key) -> tuple[Block, ...]:
    """An answer in the passage that bears its question's name, else as it was written."""
    name = f"reasons/{key.question}"
    return answered(case, key, name if name in case.house.wording else "reasons/plain")


def long_date(case: Case, day: date) -> str:
    """A day as the house's letters write it: "13 April 2018"."""
    return case.house.wording.language.date(day)


def limb_name(case: Case, cite: str) -> str:
    """A provision as the house's letters call it: "section 30(3)"; "" for none."""
    return _called(case, "section", {"cite": cite}) if cite else ""


def of_the_law(case: Case, english: str) -> str:
    """What the law's files say, in the language of the house's letters."""
    return case.house.wording.language.law(english)


def subject(case: Case, cite: str) -> str:
    """A limb's section in a few words: "investigations and proceedings"."""
    found = of_the_law(case, exemption(limb(cite, on=case.on).section).heading)
    return found[0].lower() + found[1:]


def with_subject(case: Case, cite: str) -> str:
    """A limb and what its section is about: "section 31(3) (law enforcement)"."""
    facts = {"provision": limb_name(case, cite), "subject": subject(case, cite)}
    return _called(case, "provision", facts)


def name_of(case: Case, one: Slice) -> str:
    """A slice as a sentence of the letter calls it: "your request", "part 2 of your request", "part
    2 of your request (as far as it covers the names of pilots)"."""
    number = part_number(case, one.part.id)
    part = _called(case, "part", {"number": number}) if number else ""
    whole = _called(case, "of-request", {"part": part}) if part else _called(case, "request", {})
    if not one.text:
        return whole
    return _called(case, "piece", {"whole": whole, "piece": _in_a_sentence(case, one.text)})


def names_of(case: Case, some: tuple[Slice, ...]) -> list[str]:
    """The names of several slices; parts that are whole stand together: "parts 1 and 3 of your
    request"."""
    numbers, others = _whole_and_others(case, some)
    names = [name_of(case, one) for one in others]
    if not numbers:
        return names
    together = _called(case, "parts", {"numbers": numbers})
    return [_called(case, "of-request", {"part": together}), *names]


def labels_of(case: Case, some: tuple[Slice, ...]) -> list[str | None]:
    """The labels of several slices; parts that are whole stand together: "parts 1 and 3"."""
    numbers, others = _whole_and_others(case, some)
    labels = [label_of(case, one) for one in others]
    return [_called(case, "parts", {"numbers": numbers}), *labels] if numbers else labels


def label_of(case: Case, one: Slice) -> str | None:
    """What a slice's own section or line is headed with: "part 2", "the names of pilots (part 2)",
    or None where the request is one whole."""
    number = part_number(case, one.part.id)
    part = _called(case, "part", {"number": number}) if number else None
    if not one.text:
        return part
    words = _in_a_sentence(case, one.text)
    return _called(case, "labelled-piece", {"piece": words, "part": part}) if part else words


def _called(case: Case, name: str, facts: Facts) -> str:
    """What the house calls something: a passage in `names/`."""
    return case.house.wording.text(f"names/{name}", facts)


def _whole_and_others(case: Case, some: tuple[Slice, ...]) -> tuple[list[str], tuple[Slice, ...]]:
    """The numbers of the parts that are whole, where there are several, and the other slices."""
    numbers = [part_number(case, one.id) for one in some if not one.text]
    if len(numbers) < 2 or not all(numbers):
        return [], some
    return numbers, tuple(one for one in some if one.text)


def _in_a_sentence(case: Case, piece: str) -> str:
    """A piece's words as they stand within a sentence: without a full stop, and without a capital
    that only a beginning has."""
    return case.house.wording.language.in_a_sentence(one_line(piece).rstrip("."))
