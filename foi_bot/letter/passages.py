"""Words for the letter: a house's passages, and the names by which a letter calls things."""

from __future__ import annotations

import re
from typing import Literal

from foi_bot.case import Case, Key
from foi_bot.interview.asked import part_name
from foi_bot.interview.slices import Slice, parts, slices
from foi_bot.law.act import exemption, limb
from foi_bot.law.days_in_words import listed
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


def name_of(case: Case, one: Slice) -> str:
    """A slice as a sentence of the letter calls it: "your request", "part 2 of your request", "part
    2 of your request (as far as it covers the names of pilots)"."""
    found = part_name(case, one.part.id)
    whole = "your request" if found == "the request" else f"{found} of your request"
    return f"{whole} (as far as it covers {_in_a_sentence(one.text)})" if one.text else whole


def names_of(case: Case, some: tuple[Slice, ...]) -> list[str]:
    """The names of several slices; parts that are whole stand together: "parts 1 and 3 of your
    request"."""
    numbers, others = _whole_and_others(case, some)
    names = [name_of(case, one) for one in others]
    return [f"parts {listed(numbers)} of your request", *names] if numbers else names


def labels_of(case: Case, some: tuple[Slice, ...]) -> list[str | None]:
    """The labels of several slices; parts that are whole stand together: "parts 1 and 3"."""
    numbers, others = _whole_and_others(case, some)
    labels = [label_of(case, one) for one in others]
    return [f"parts {listed(numbers)}", *labels] if numbers else labels


def _whole_and_others(case: Case, some: tuple[Slice, ...]) -> tuple[list[str], tuple[Slice, ...]]:
    """The numbers of the parts that are whole, where there are several, and the other slices."""
    numbers = [
        part_name(case, one.id).removeprefix("part ")
        for one in some
        if not one.text and part_name(case, one.id).startswith("part ")
    ]
    if len(numbers) < 2:
        return [], some
    return numbers, tuple(one for one in some if one.text)


def label_of(case: Case, one: Slice) -> str | None:
    """What a slice's own section or line is headed with: "part 2", "the names of pilots (part 2)",
    or None where the request is one whole."""
    if one.text:
        whole = part_name(case, one.part.id)
        words = _in_a_sentence(one.text)
        return words if whole == "the request" else f"{words} ({whole})"
    return part_name(case, one.id) if len(slices(case)) > 1 or len(parts(case)) > 1 else None


def _in_a_sentence(piece: str) -> str:
    """A piece's words as they stand within a sentence: without a full stop, and without a capital
    that only a beginning has."""
    words = one_line(piece).rstrip(".")
    return words[0].lower() + words[1:] if _BEGINNING.match(words) else words


_BEGINNING = re.compile(
    "(A|All|An|Any|Anything|Each|Every|Everything|How|Other|Our|Some|The|Their|These|Those|What|"
    "When|Where|Whether|Which|Who|Why|Your)\\b"
)
"""Words that have a capital only because they come first: a name's capital has to stay."""


def subject(case: Case, cite: str) -> str:
    """A limb's section in a few words: "investigations and proceedings"."""
    found = exemption(limb(cite, on=case.on).section).heading
    return found[0].lower() + found[1:]
