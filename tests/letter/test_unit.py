"""A unit that answers for several authorities writes for one of them at a time, head to foot."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from foi_bot.bundled import templates
from foi_bot.letter import text
from foi_bot.letter.compose import compose
from foi_bot.letter.house import House, load_houses, load_pack
from foi_bot.letter.problems import BadFile
from foi_bot.letter.tree import Letterhead, SignOff
from tests.cases.build import case_file, houses

AUTHORITIES = {
    "westmere": "Westmere Police",
    "eastmere": "Eastmere Constabulary",
    "northmere": "Northmere Police",
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "packs" / "unit"
    shutil.copytree(str(templates().joinpath("house", "practice-unit")), folder)
    return folder


def change(pack: Path, old: str, new: str) -> None:
    text = (pack / "pack.yaml").read_text("utf-8")
    assert old in text
    (pack / "pack.yaml").write_text(text.replace(old, new, 1), "utf-8")


def house(name: str) -> House:
    return houses()[f"practice-unit-{name}"]


@pytest.mark.parametrize(("name", "authority"), AUTHORITIES.items())
def test_each_authority_is_a_house_of_its_own(name: str, authority: str) -> None:
    one = house(name)
    assert (one.authority, one.letterhead[0]) == (authority, authority)
    assert one.sign_off[-1] == f"on behalf of {authority}"
    assert one.unit == "The Joint Information Unit of the Three Valleys"
    assert one.others == tuple(a for a in AUTHORITIES.values() if a != authority)
    assert one.bundled


@pytest.mark.parametrize(("name", "authority"), AUTHORITIES.items())
def test_letterhead_decision_review_and_signature_are_one_authority_s(
    name: str, authority: str
) -> None:
    case = replace(case_file("ncnd-joint-unit"), house=house(name))
    letter = compose(case)
    said = text.write(letter, {"date": "17 June 2024"})
    assert f"answers this request for {authority}. {authority} is a public authority" in said
    [head] = [block for block in letter.blocks if isinstance(block, Letterhead)]
    [foot] = [block for block in letter.blocks if isinstance(block, SignOff)]
    assert head.lines[0] == authority
    assert foot.lines[-1] == f"on behalf of {authority}"
    others = {email for other in AUTHORITIES for email in [house(other).review.email]}
    assert {email for email in others if email in said} == {house(name).review.email}


def test_an_authority_s_own_words_go_before_the_unit_s() -> None:
    assert house("westmere").reference(2026, 7) == "JIU2026/00007"
    assert house("eastmere").reference(2026, 7) == "EC-FOI-2026-0007"
    assert house("northmere").review.email == "foi.review@northmere.example.org"
    assert house("northmere").contact == house("westmere").contact


def test_a_unit_of_one_authority_does_not_say_for_whom_it_does_not_speak(pack: Path) -> None:
    written = (pack / "pack.yaml").read_text("utf-8")
    start, end = written.index("  - id: eastmere"), written.index("# Slack channel ids")
    (pack / "pack.yaml").write_text(written[:start] + written[end:], "utf-8")
    [only] = load_pack(pack)
    said = text.write(compose(replace(case_file("ncnd-joint-unit"), house=only)), {})
    assert "answers this request for Westmere Police.\n" in said


def test_every_authority_of_a_unit_stands_beside_the_bundled_houses(pack: Path) -> None:
    change(pack, "id: practice-unit", "id: ours")
    found = load_houses(pack.parent)
    assert {"ours-westmere", "ours-eastmere", "ours-northmere"} <= set(found)
    assert not found["ours-westmere"].bundled


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  - id: eastmere", "  - id: westmere", "each authority's id once"),
        ("authority: Northmere Police", "authority: Westmere Police", "each authority's authority"),
        (
            "  - 3 Example Street, Anytown AN1 3CC\n  - Telephone",
            "  - Eastmere Constabulary\n  - Telephone",
            "is Eastmere Constabulary's alone",
        ),
        (
            "  - Yours sincerely",
            "  - Yours sincerely, Northmere Police",
            "Northmere Police's alone",
        ),
        (
            "    short_name: Westmere Police",
            "    short_name: Westmere Police\n    letterhead: [Eastmere Constabulary]",
            "whose first line is “Westmere Police”",
        ),
        (
            "    short_name: Westmere Police",
            "    short_name: Westmere Police\n    sign_off: [Yours sincerely, Northmere Police]",
            "a sign_off that names “Westmere Police”",
        ),
        (
            "    short_name: Westmere Police",
            "    short_name: Westmere Police\n    contact: {email: foi@westmere.example.org}",
            "one address for Westmere Police",
        ),
        ("unit: The Joint", "unity: The Joint", "is no field of this file"),
        ("speaks_for:", "speaks_for: []\nspeaking_for:", "at least 1 of them"),
    ],
)
def test_a_pack_that_would_mix_authorities_is_refused(
    pack: Path, old: str, new: str, told: str
) -> None:
    change(pack, old, new)
    with pytest.raises(BadFile) as bad:
        load_pack(pack)
    assert any(told in str(problem) for problem in bad.value.errors), bad.value
