"""What was left to be filled in does not go out; what only looks like it may stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from foi_bot.case import Value
from foi_bot.letter.compose import compose
from tests.cases.build import answered, case_file, changed, opened
from tests.checks.letters import (
    LOOK_AGAIN,
    MUST_FIX,
    findings,
    fraud,
    with_paragraph,
    worked,
    worst,
)

RULE = "foreign-matter"

LEFT_OPEN = [
    "The [insert name] would be warned.",
    "The fund closed on [date].",
    "The fund closed on [date of receipt], says [name of officer].",
    "The fund <name> would be warned.",
    "Ask <applicant name> about the fund.",
    "The fund has XXX donors.",
    "The fund closed on XX/XX/XXXX.",
    "The fund has xxxx donors.",
    "The fund would be warned {{ reason }}.",
    "The fund would be warned {% if x %}.",
    "The fund would be warned. Lorem ipsum dolor sit amet.",
    "The fund has ______ donors.",
    "The fund has ??? donors.",
    "The fund would/would not (delete as appropriate) be warned.",
    "Insert reason here.",
    "The fund [] would be warned.",
    "[To be completed] by the fund.",
]


@pytest.mark.parametrize("words", LEFT_OPEN)
def test_a_place_left_open_in_the_reasons_has_to_be_filled(words: str) -> None:
    found = findings(fraud({"if-yes@30(3)": words}), RULE)
    assert found
    assert {(f.severity, f.place, f.answer) for f in found} == {
        (MUST_FIX, "Section 30(3)", "if-yes@30(3)")
    }
    assert all(f.quote in words for f in found)


@pytest.mark.parametrize("words", LEFT_OPEN)
def test_a_place_left_open_in_an_answer_has_to_be_filled(words: str) -> None:
    [finding, *_] = findings(answered(case_file("disclose-table-free"), "answer@1", words), RULE)
    assert (finding.severity, finding.source) == (MUST_FIX, "FOIA s1(1)(b)")


def test_a_place_left_open_by_the_house_is_the_house_s_to_fill() -> None:
    case = fraud()
    [finding] = findings(case, RULE, with_paragraph(compose(case), "Telephone: [number]"))
    assert (finding.severity, finding.answer) == (MUST_FIX, "")
    assert "house pack" in finding.advice


@pytest.mark.parametrize("words", LEFT_OPEN)
def test_the_applicant_s_own_words_never_count(words: str) -> None:
    case = changed(opened(words), {"outcome@1": "disclose", "answer@1": "412.", "people@1": "no"})
    assert findings(case, RULE) == []


@pytest.mark.parametrize("words", LEFT_OPEN)
def test_what_an_officer_repeats_of_the_request_is_the_applicant_s_too(words: str) -> None:
    case = changed(
        opened(f"Why does your form say “{words}”?"),
        {"outcome@1": "disclose", "answer@1": f"It says “{words}” in all editions."},
    )
    assert findings(case, RULE) == []


@pytest.mark.parametrize(
    "words",
    [
        "Chapter XXX of the manual is about funds.",
        "The witness said that the fund was [inaudible] and “[sic] honest”.",
        "The passage reads: “The fund […] was closed.”",
        "There were <5 complaints about the fund, and >3 replies.",
        "See <https://www.example.org/fund> and <fund@example.org>.",
        "Was the fund closed? It was.",
        "The fund's accounts (add 10% for tax) are published.",
        "Type 2 diabetes is the subject of the fund (type 1 is not).",
        "Names are [redacted] in the fund's minutes.",
        "The fund's code is AX_12__B.",
        "The Roxxi fund and the Exxon fund were closed.",
        "Their names and dates are in the fund's annex (the form is to be completed by you).",
        "The equation is {x | x > 1}.",
    ],
)
def test_what_only_looks_like_an_open_place_is_left_alone(words: str) -> None:
    assert findings(answered(case_file("disclose-table-free"), "answer@1", words), RULE) == []


def test_what_is_to_be_confirmed_is_looked_at_again() -> None:
    case = answered(
        case_file("disclose-table-free"), "answer@1", "412; the date of opening is TBC."
    )
    assert worst(case, RULE) is LOOK_AGAIN


def test_a_body_that_is_called_tbc_is_no_open_place() -> None:
    case = case_file("disclose-table-free")
    asked = replace(case, request=replace(case.request, text="How many bicycles does TBC own?"))
    assert findings(answered(asked, "answer@1", "TBC owns 12 bicycles."), RULE) == []


OPEN = "[name]"


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        ({"outcome@1": "withhold", "what-withheld@1": f"the log of {OPEN}"}, "what-withheld@1"),
        (
            {
                "outcome@1": "withhold",
                "exemptions@1": ("31(1)(a)",),
                "redacted@1": "yes",
                "schedule@1": (f"1\t\tMinutes\t2\tnames of {OPEN}\t31(1)(a)",),
            },
            "schedule@1",
        ),
        (
            {"outcome@1": "cost", "estimate": (f"extracting\tfiles of {OPEN}\t2,300\t6",)},
            "estimate",
        ),
        (
            {
                "outcome@1": "split",
                "pieces@1": (f"the bicycles of {OPEN}", "the rest"),
                "outcome@1/1": "disclose",
                "outcome@1/2": "cost",
            },
            "pieces@1",
        ),
        ({"outcome@1": "not-held", "who-may-hold@1": f"Ask {OPEN}."}, "who-may-hold@1"),
        ({"outcome@1": "clarify", "would-identify@1": ("The day.", f"The {OPEN}.")}, None),
        ({"outcome@1": "accessible", "where-accessible@21(1)": f"See {OPEN}."}, None),
        ({"outcome@1": "vexatious", "vexatious-purpose": f"The grant to {OPEN} matters."}, None),
        ({"outcome@1": "repeated", "repeated-interval": f"The {OPEN} has not changed."}, None),
        ({"letter": "holding", "holding-why": f"Our {OPEN} is ill."}, "holding-why"),
        (
            {
                "letter": "review",
                "outcome@1": "disclose",
                "complaint": (f"That {OPEN} was not asked\tUpheld",),
            },
            "complaint",
        ),
    ],
)
def test_a_place_left_open_is_found_in_every_kind_of_answer_and_table(
    answers: dict[str, Value], key: str | None
) -> None:
    case = worked(changed(opened(), answers))
    [finding] = findings(case, RULE)
    assert (finding.severity, finding.quote) == (MUST_FIX, OPEN)
    assert finding.answer == (key or list(answers)[-1])


def test_what_is_left_open_in_the_record_is_no_matter_of_the_letter() -> None:
    case = worked(
        changed(opened(), {"outcome@1": "cost", "searched-so-far": f"Two days by {OPEN}"})
    )
    assert findings(case, RULE) == []
