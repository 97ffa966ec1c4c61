"""What compose wrote, read gives back: facts, decisions, and every argument under its limb."""

from __future__ import annotations

from itertools import product

import pytest

from foi_bot.case import Case
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.slices import parts
from foi_bot.law.cites import section_of
from foi_bot.letter.read import read
from foi_bot.letter.read.written import Argued, Place
from tests.letter.read.cases import (
    NAMES,
    SECTION_OF_GROUND,
    argued,
    as_text,
    case_file,
    decided,
    limbs,
)

EVERY = list(product(NAMES, ("txt", "docx", "pdf")))


def bare(words: str) -> str:
    """Words with one space between them."""
    return " ".join(words.split())


def also(case: Case) -> set[Outcome]:
    """What a letter says beside what is decided: of somebody's own data it does not say under the
    Act whether there are any (section 40(5A))."""
    return {Outcome.NCND} if Outcome.OWN_DATA in decided(case) else set()


def said(one: Argued, field: str) -> str:
    fields = ("reason", "harm") if field == "reason or harm" else (field,)
    return bare(" ".join(text for name in fields for text in getattr(one, name)))


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_the_facts_of_a_letter_are_read_from_any_format(name: str, kind: str) -> None:
    case, letter = case_file(name), read(as_text(name, kind))
    assert letter.reference == case.reference
    assert letter.dated == case.on
    assert letter.received == case.request.received
    assert letter.authority == case.house.letterhead[0]
    assert (letter.language, letter.is_letter) == (case.house.language[:2], True)


@pytest.mark.parametrize("name", NAMES)
def test_the_request_is_read_word_for_word(name: str) -> None:
    case = case_file(name)
    letter = read(as_text(name, "txt"))
    assert letter.request == case.request.text.strip()
    assert [one.number for one in letter.parts] == [part.number for part in parts(case)]
    assert [bare(one.text) for one in letter.parts] == [bare(part.text) for part in parts(case)]


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_the_words_of_the_request_are_read_from_any_format(name: str, kind: str) -> None:
    case = case_file(name)
    assert bare(read(as_text(name, kind)).request) == bare(case.request.text)


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_the_provisions_relied_on_are_read_and_no_others(name: str, kind: str) -> None:
    case, letter = case_file(name), read(as_text(name, kind))
    grounds = {SECTION_OF_GROUND[one] for one in decided(case) if one in SECTION_OF_GROUND}
    outside_part_ii = {
        section_of(cite) for cite in letter.cites if section_of(cite) in ("12", "14")
    }
    assert outside_part_ii == grounds
    silent = {"40(5A)"} if also(case) else set()
    part_ii = {cite for cite in letter.cites if section_of(cite) not in ("12", "14")}
    assert part_ii == limbs(case) | silent


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_the_outcomes_decided_are_read_and_no_others(name: str, kind: str) -> None:
    case, letter = case_file(name), read(as_text(name, kind))
    told, want = {one.kind for one in letter.decisions}, decided(case)
    # Where some of a document is withheld, the letter says that it gives the rest.
    given_in_part = {Outcome.DISCLOSE} if Outcome.WITHHOLD in want else set()
    assert want <= told <= want | given_in_part | also(case)


@pytest.mark.parametrize(
    ("name", "kind", "cite"),
    [(name, kind, cite) for name, kind in EVERY for cite in sorted(limbs(case_file(name)))],
)
def test_every_argument_is_read_under_its_limb_in_the_place_where_the_letter_put_it(
    name: str, kind: str, cite: str
) -> None:
    letter = read(as_text(name, kind))
    one = next(one for one in letter.limbs if one.cite == cite)
    for words, field in argued(name, cite):
        assert words in said(one, field), field


@pytest.mark.parametrize(("name", "kind"), EVERY)
def test_no_argument_is_read_under_another_limb(name: str, kind: str) -> None:
    letter = read(as_text(name, kind))
    for one in letter.limbs:
        own = {words for words, _ in argued(name, one.cite)}
        others = {
            words
            for cite in limbs(case_file(name))
            if cite != one.cite
            for words, _ in argued(name, cite)
        }
        for field in ("reason or harm", "factors_for", "factors_against", "balance"):
            assert not [words for words in others - own if words in said(one, field)]


@pytest.mark.parametrize("name", NAMES)
def test_factors_are_read_one_by_one(name: str) -> None:
    letter = read(as_text(name, "txt"))
    for one in letter.limbs:
        for field in ("factors_for", "factors_against"):
            expected = [words for words, its in argued(name, one.cite) if its == field]
            assert [bare(words) for words in getattr(one, field)] == expected


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_letter_leaves_nothing_unplaced(name: str) -> None:
    assert [one.text for one in read(as_text(name, "txt")).at(Place.UNPLACED)] == []
