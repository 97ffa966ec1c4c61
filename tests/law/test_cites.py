"""Citations as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.law.act import limbs_in_force
from foi_bot.law.cites import (
    BadCiteError,
    cites_in,
    in_order,
    parse_cite,
    section_of,
    section_words,
    sections_words,
)
from tests.law.days import BEFORE_GDPR, NOW

EVERY_CITE = sorted({one.cite for on in (BEFORE_GDPR, NOW) for one in limbs_in_force(on)})


@pytest.mark.parametrize(
    ("written", "filed"),
    [
        ("section 31 (1)(a)", "31(1)(a)"),
        ("Section 1(1) (a)", "1(1)(a)"),
        ("SECTION 31(1)(A)", "31(1)(a)"),
        ("s.31(3)", "31(3)"),
        ("s31(3)", "31(3)"),
        ("S 22a(1)(b)(iv)", "22A(1)(b)(iv)"),
        ("40(5b)(a)(i)", "40(5B)(a)(i)"),
        ("40 (5B) (a) (i)", "40(5B)(a)(i)"),
        ("section 37(1)(AB)", "37(1)(ab)"),
        (" 17( 7 )(b) ", "17(7)(b)"),
        ("sec. 50", "50"),
    ],
)
def test_a_citation_is_filed_in_one_way(written: str, filed: str) -> None:
    assert parse_cite(written) == filed


@pytest.mark.parametrize(
    "text", ["", "crime", "section", "31(", "31(a)", "31)", "31(1)(a) and (b)", "31(1)(abcde)"]
)
def test_what_is_no_citation_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadCiteError, match=r"write it like section 31\(1\)\(a\)"):
        parse_cite(text)


@given(cite=st.sampled_from(EVERY_CITE), gap=st.sampled_from(["", " "]), upper=st.booleans())
def test_every_limb_is_found_however_it_is_spaced(cite: str, gap: str, upper: bool) -> None:
    written = f"Section {cite.replace('(', gap + '(')}"
    assert parse_cite(written.upper() if upper else written) == cite
    assert [found.cite for found in cites_in(f"We rely on {written} of the Act.")] == [cite]


@given(text=st.text(alphabet="section 31(aA)ivx,&.\n0Act of and the", max_size=120))
def test_what_is_found_in_any_text_can_be_filed_again(text: str) -> None:
    for found in cites_in(text):
        assert parse_cite(found.cite) == found.cite
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("the duty in Section 1(1) (a) of the Freedom of Information Act 2000", ["1(1)(a)"]),
        ("Section 23(5) Security Bodies\nSection 30(3) Investigations", ["23(5)", "30(3)"]),
        ("Sections 24 and 31 being qualified", ["24", "31"]),
        ("section 40(2)&(3)", ["40(2)", "40(3)"]),
        ("s31(1)(a) or (b), and s38(1)(a)", ["31(1)(a)", "31(1)(b)", "38(1)(a)"]),
        ("sections 23(5), 24(2) and 31(3) apply", ["23(5)", "24(2)", "31(3)"]),
        ("section 40(5B)(a)(i) or (ii)", ["40(5B)(a)(i)", "40(5B)(a)(ii)"]),
        ("section 36(2)(b)(i) and (ii), and (c)", ["36(2)(b)(i)", "36(2)(b)(ii)", "36(2)(c)"]),
        ("Section 40(2), (3A)(a) and (7)", ["40(2)", "40(3A)(a)", "40(7)"]),
        ("we rely on section 31. Then", ["31"]),
        ("under s.12 of the Act", ["12"]),
        ("s17 FOIA", ["17"]),
        ("section 31(3) and 20 working days", ["31(3)"]),
        # Other Acts' sections are not this Act's.
        ("section 45 of the\nData Protection Act 2018 and section 40", ["40"]),
        ("section 31(1)(a) and section 39(1) of the Terrorism Act 2000", ["31(1)(a)"]),
        ("section 24(1) DPA 2018", []),
        ("section 5 Public Order Act 1986", []),
        ("section 10 of that Act", []),
        ("regulation 12(4)(b) EIR, Article 6(1)(f)", []),
        ("Section 24(2) National Security\n\nThe Terrorism Act 2000 defines", ["24(2)"]),
        # An s that only ends a word cites nothing.
        ("the authority's 20 working days", []),
        ("in 20 days", []),
    ],
)
def test_citations_are_found_in_a_letter(text: str, cites: list[str]) -> None:
    assert [found.cite for found in cites_in(text)] == cites


def test_a_citation_found_says_where_it_stands() -> None:
    text = "It is exempt: section 31(1)(a) and (b)."
    assert [text[found.start : found.end] for found in cites_in(text)] == [
        "section 31(1)(a)",
        "(b)",
    ]


def test_a_citation_is_shown_as_a_sentence_has_it() -> None:
    assert section_words("31(3)") == "section 31(3)"
    assert sections_words(["31(3)"]) == "section 31(3)"
    assert sections_words(["30(3)", "31(3)"]) == "sections 30(3) and 31(3)"
    assert sections_words(["a", "b", "c"], "or") == "sections a, b or c"
    assert section_of("22A(1)(b)") == "22A"


def test_citations_stand_in_the_order_of_the_act() -> None:
    order = (
        *("9", "22(1)", "22A(1)", "30(2)(a)(iii)", "30(2)(a)(iv)", "31(1)(h)", "31(1)(i)", "31(3)"),
        *("36(2)(b)(ii)", "36(2)(c)", "37(1)(a)", "37(1)(aa)", "37(1)(ab)", "37(1)(b)"),
        *("40(3A)(a)", "40(3B)", "40(5A)", "40(5B)(a)(i)", "40(5B)(a)(ii)", "40(5B)(b)", "44(2)"),
    )
    assert in_order(reversed(order)) == order
