"""Limbs that cannot both cover the same information are relied on in the alternative, and what is
withheld never touches what is neither confirmed nor denied."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from foi_bot.case import Case, Value
from foi_bot.interview.outcome import Outcome
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import Block, Heading
from tests.cases.build import answered, changed, opened
from tests.interview.values import answered_to_the_end, chooser
from tests.letter.withholding import TODAY, headings, letter, of_limb, section, text, withheld

EITHER = "because that would itself show whether a security body is concerned"


@pytest.mark.parametrize("cites", [("23(1)", "24(1)"), ("24(1)", "23(1)")])
def test_a_letter_does_not_say_which_of_sections_23_and_24_applies(cites: tuple[str, ...]) -> None:
    case = withheld(*cites)
    decided = section(case, "Our decision")
    assert (
        "section 23(1) (security bodies) or, if that does not apply, section 24(1) (national "
        "security)" in decided
    )
    assert EITHER in decided
    assert "We rely on section 23(1) or, if that does not apply, on section 24(1)." in of_limb(
        case, "23(1)"
    )
    assert "if section 24(1) is the one that applies" in of_limb(case, "24(1)")
    assert letter(case).lower().count("we do not say which") == 2
    names = headings(case)
    assert names.index("Section 23(1): security bodies") < names.index(
        "Section 24(1): national security"
    )


def test_of_sections_23_and_24_only_the_second_is_weighed() -> None:
    case = withheld("23(1)", "24(1)")
    assert "In favour of" not in of_limb(case, "23(1)")
    assert "In favour of maintaining the exemption" in of_limb(case, "24(1)")


@pytest.mark.parametrize("cite", ["23(1)", "24(1)"])
def test_one_of_them_alone_is_relied_on_without_an_alternative(cite: str) -> None:
    assert "if that does not apply" not in letter(withheld(cite))
    assert EITHER not in letter(withheld(cite))


@pytest.mark.parametrize("cites", [("30(1)(b)", "40(2)", "31(1)(a)"), ("31(1)(a)", "30(1)(b)")])
def test_section_31_comes_in_the_alternative_to_section_30(cites: tuple[str, ...]) -> None:
    case = withheld(*cites)
    assert "or, if that does not apply, section 31(1)(a) (law enforcement)" in section(
        case, "Our decision"
    )
    assert "We rely on it in the alternative" in of_limb(case, "31(1)(a)")
    assert "alternative" not in of_limb(case, "30(1)(b)")
    limbs = [name for name in headings(case) if name.startswith("Section")]
    assert limbs.index("Section 31(1)(a): law enforcement") == 1 + limbs.index(
        "Section 30(1)(b): investigations and proceedings"
    )


def test_for_a_department_section_36_comes_in_the_alternative_to_section_35() -> None:
    decided = section(withheld("35(1)(a)", "36(2)(b)(i)"), "Our decision")
    assert "section 35(1)(a) (government policy) or, if that does not apply, section 36" in decided


def test_after_several_limbs_the_alternative_says_that_none_of_them_applies() -> None:
    decided = section(withheld("30(1)(b)", "30(1)(c)", "31(1)(a)"), "Our decision")
    assert "if none of section 30(1)(b) and section 30(1)(c) applies, section 31(1)(a)" in decided


def test_an_alternative_for_one_piece_alone_says_for_which() -> None:
    two = "1. What did the review of the depot find?\n2. Who wrote it?"
    case = withheld("31(1)(a)", request=two)
    case = answered_to_the_end(answered(case, "exemptions@2", ("30(1)(b)", "31(1)(a)")))
    assert "in the alternative, for part 2 of your request" in of_limb(case, "31(1)(a)")
    assert "Part 1: we hold" in section(case, "Our decision")


def test_an_ncnd_under_sections_23_and_24_cites_both_and_says_of_neither_that_it_applies() -> None:
    wanted = chooser({"outcome": Outcome.NCND, "limbs": ("23(5)", "24(2)")})
    decided = section(answered_to_the_end(opened(on=TODAY), wanted), "Our decision")
    assert "We rely on section 23(5) and section 24(2) together" in decided
    alone = chooser({"outcome": Outcome.NCND, "limbs": ("23(5)",)})
    assert "together" not in letter(answered_to_the_end(opened(on=TODAY), alone))


def test_sections_30_and_31_are_cited_together_for_an_ncnd() -> None:
    wanted = chooser({"outcome": Outcome.NCND, "limbs": ("30(3)", "31(3)")})
    decided = section(answered_to_the_end(opened(on=TODAY), wanted), "Our decision")
    assert "section 30(3) (investigations and proceedings)\nsection 31(3) (law enf" in decided
    assert "if that does not apply" not in decided


def test_of_a_paragraph_within_a_paragraph_only_the_inner_one_is_told() -> None:
    within = {"paragraph": "30(2)", "paragraph-30-2": "30(2)(a)(i)"}
    wanted = chooser({"outcome": Outcome.NCND, "limbs": ("30(3)",), **within})
    said = letter(answered_to_the_end(opened(on=TODAY), wanted))
    assert said.count("If we held such information, it would fall within") == 1
    assert "it would fall within section 30(2)(a)(i), which covers" in said


def test_a_piece_given_of_the_same_part_is_set_apart_from_the_silence() -> None:
    pieces: dict[str, Value] = {
        "outcome@1": "split",
        "pieces@1": ("how many reviews there were", "all else"),
        "outcome@1/1": "disclose",
        "outcome@1/2": "ncnd",
        "limbs@1/2": ("30(3)", "31(3)"),
    }
    case = answered_to_the_end(changed(opened(on=TODAY), pieces))
    assert "Apart from what we give you with this letter, we neither confirm" in letter(case)
    assert "any other information that would answer" in letter(case)


MIXED = "1. What did the review of the depot find?\n2. Is Robin Example under investigation?"
NEITHER: dict[str, Value] = {"outcome@2": "ncnd", "limbs@2": ("30(3)", "31(3)")}


def mixed(*cites: str) -> Case:
    """Part 1 withheld under these limbs, part 2 neither confirmed nor denied."""
    case = changed(opened(MIXED, on=TODAY), {"outcome@1": "withhold", **NEITHER})
    return answered_to_the_end(answered(case, "exemptions@1", cites))


def test_what_is_withheld_is_reasoned_before_what_is_neither_confirmed_nor_denied() -> None:
    names = headings(mixed("31(1)(a)"))
    inner = names[names.index("Why we withhold information") : -1]
    assert inner == [
        "Why we withhold information",
        "Section 31(1)(a): law enforcement",
        "Why we neither confirm nor deny this",
        "Section 30(3): investigations and proceedings",
        "Section 31(3): law enforcement",
    ]


@pytest.mark.parametrize("cites", [("31(1)(a)",), ("30(1)(b)", "31(1)(a)", "40(2)"), ("43(2)",)])
def test_the_reasons_for_silence_are_the_same_whatever_is_withheld_beside_it(
    cites: tuple[str, ...],
) -> None:
    given = changed(opened(MIXED, on=TODAY), {"outcome@1": "not-held", **NEITHER})
    expected = _under(compose(answered_to_the_end(given)).blocks, "Why we neither")
    assert _under(compose(mixed(*cites)).blocks, "Why we neither") == expected


def test_the_word_on_inference_is_about_the_silent_part_alone_and_comes_last() -> None:
    case = mixed("31(1)(a)")
    said = section(case, "Section 31(3)").split("\n")
    [last] = [line for line in said if line.startswith("Nothing in this letter")]
    assert "part 2 of your request" in last
    assert "part 1" not in last
    assert "what we give you" not in last
    assert said[said.index(last) + 1].startswith("If you have any questions")


def test_reasons_for_withholding_never_speak_of_silence_in_a_mixed_letter() -> None:
    case = mixed("31(1)(a)")
    withheld_ = section(case, "Why we withhold information")
    assert not re.search(r"confirm|den(?:y|ied)", withheld_, re.IGNORECASE)


def _under(blocks: Sequence[Block], name: str) -> str:
    start = next(
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Heading) and text([block]).startswith(name)
    )
    return text(blocks[start:])
