"""An exemption is called what the Act makes it: class or prejudice, absolute or qualified."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.checks.labels import Label, called, is_right
from tests.cases.build import case_file
from tests.checks.letters import LOOK_AGAIN, findings, fraud, relying, worked

CLASS, PREJUDICE = Label.CLASS, Label.PREJUDICE
ABSOLUTE, QUALIFIED = Label.ABSOLUTE, Label.QUALIFIED
ON = date(2024, 6, 17)

CALLED: list[tuple[str, list[tuple[tuple[str, ...], Label]]]] = [
    ("Section 31(3) is a prejudice based exemption.", [(("31(3)",), PREJUDICE)]),
    (
        "Sections 24 and 31 are prejudice-based qualified exemptions.",
        [(("24", "31"), PREJUDICE), (("24", "31"), QUALIFIED)],
    ),
    (
        "Section 24(2) (National Security) and Section 31(3) (Law Enforcement) are harm based.",
        [(("24(2)", "31(3)"), PREJUDICE)],
    ),
    (
        "Section 23 is absolute and class-based, whereas sections 24 and 31 are qualified.",
        [(("23",), ABSOLUTE), (("23",), CLASS), (("24", "31"), QUALIFIED)],
    ),
    (
        "By contrast with section 31, which is prejudice based, section 30 is class-based.",
        [(("31",), PREJUDICE), (("30",), CLASS)],
    ),
    (
        "Section 23(5) - Information relating to security bodies - is an absolute exemption.",
        [(("23(5)",), ABSOLUTE)],
    ),
    (
        "Section 40(2) of the Freedom of Information Act 2000 (personal information) is absolute.",
        [(("40(2)",), ABSOLUTE)],
    ),
    ("We rely on section 24(1), a prejudice-based exemption.", [(("24(1)",), PREJUDICE)]),
    (
        "The qualified exemptions at section 26(1)(b) (Defence) and section 38(1)(b) apply.",
        [(("26(1)(b)", "38(1)(b)"), QUALIFIED)],
    ),
    ("As section 42 is also qualified, we weighed both sides.", [(("42",), QUALIFIED)]),
]


@pytest.mark.parametrize(("sentence", "told"), CALLED)
def test_a_label_belongs_to_the_provisions_that_it_is_said_of(
    sentence: str, told: list[tuple[tuple[str, ...], Label]]
) -> None:
    assert [(one.cites, one.label) for one in called(sentence)] == told


NO_LABELS = [
    "Section 24 is not a prejudice-based exemption.",
    "If section 24 were a prejudice based exemption, harm would have to be shown.",
    "Section 36 asks for the opinion of a qualified person.",
    "Section 40(2) protects the staff, who are qualified nurses.",
    "Sections 23, 24 and 31 are class-based, and prejudice-based, respectively.",
    "Section 40(2) is a qualified exemption only where the second or third condition is met.",
    "Unlike section 31, section 24 asks what is required, and is no prejudice-based exemption.",
    "There is an absolute minimum of information in section 3 of the report.",
    "Section 17 is absolute in its terms.",
]


@pytest.mark.parametrize("sentence", NO_LABELS)
def test_what_is_denied_supposed_or_said_of_something_else_is_no_label(sentence: str) -> None:
    assert list(called(sentence)) == []


@pytest.mark.parametrize(
    "sentence", ["This exemption is absolute.", "It is an absolute one.", "As it is absolute, no."]
)
def test_this_exemption_is_the_one_that_the_paragraph_is_about(sentence: str) -> None:
    assert [(one.cites, one.label) for one in called(sentence, ("31(3)",))] == [
        (("31(3)",), ABSOLUTE)
    ]
    assert list(called(sentence)) == []


RIGHT = [
    ("23(5)", CLASS),
    ("23", ABSOLUTE),
    ("30(3)", CLASS),
    ("30", QUALIFIED),
    ("31(1)(a)", PREJUDICE),
    ("35", CLASS),
    ("36(2)(c)", PREJUDICE),
    ("36", QUALIFIED),
    ("40(2)", ABSOLUTE),
    ("40(5B)(a)(i)", ABSOLUTE),
    ("40(5B)(a)(i)", QUALIFIED),
    ("41", ABSOLUTE),
    ("42", CLASS),
    ("43", CLASS),
    ("43", PREJUDICE),
    ("44", ABSOLUTE),
    ("37(1)(a)", ABSOLUTE),
    ("99", ABSOLUTE),
]
WRONG = [
    ("23", QUALIFIED),
    ("24(2)", PREJUDICE),
    ("24", CLASS),
    ("24", ABSOLUTE),
    ("30(1)(a)(i)", PREJUDICE),
    ("31", CLASS),
    ("31(3)", ABSOLUTE),
    ("36", CLASS),
    ("36(2)(c)", ABSOLUTE),
    ("37(1)(a)", QUALIFIED),
    ("38(1)(b)", PREJUDICE),
    ("41", QUALIFIED),
    ("42", PREJUDICE),
    ("42", ABSOLUTE),
    ("43(2)", CLASS),
]


@pytest.mark.parametrize(("cite", "label"), RIGHT)
def test_what_the_act_makes_of_an_exemption_is_right(cite: str, label: Label) -> None:
    assert is_right(cite, label, ON, (), parliament=False)


@pytest.mark.parametrize(("cite", "label"), WRONG)
def test_what_the_act_makes_otherwise_is_wrong(cite: str, label: Label) -> None:
    assert not is_right(cite, label, ON, (), parliament=False)


def test_the_sovereign_s_communications_were_qualified_until_january_2011() -> None:
    assert is_right("37(1)(a)", QUALIFIED, date(2011, 1, 18), (), parliament=False)
    assert not is_right("37(1)(a)", QUALIFIED, date(2011, 1, 19), (), parliament=False)


def test_section_36_is_absolute_for_the_two_houses() -> None:
    assert is_right("36(2)(c)", ABSOLUTE, ON, (), parliament=True)


@pytest.mark.parametrize("name", ["ncnd-fraud", "ncnd-cse-2018", "disclose-table-free", "mixed"])
def test_the_bundled_words_call_every_exemption_what_it_is(name: str) -> None:
    assert findings(case_file(name), "test") == []


def test_an_officer_who_calls_an_investigation_s_exemption_prejudice_based_is_told() -> None:
    words = "Section 30(3) is a prejudice based exemption. Accounts could be altered on a yes."
    [finding] = findings(fraud({"if-yes@30(3)": words}), "test")
    assert (finding.severity, finding.answer) == (LOOK_AGAIN, "if-yes@30(3)")
    assert finding.quote == "Section 30(3) is a prejudice based exemption."
    assert "class based" in finding.advice


def test_this_exemption_in_an_answer_is_the_limb_that_the_answer_argues() -> None:
    words = "This exemption is absolute. Accounts could be altered on a yes."
    [finding] = findings(fraud({"if-yes@30(3)": words}), "test")
    assert (finding.quote, finding.source) == ("This exemption is absolute.", "FOIA s2(3)")


@pytest.mark.parametrize("cite", ["24(1)", "38(1)(b)", "42(1)", "43(2)"])
def test_no_limb_is_wrongly_called_by_the_bundled_words(cite: str) -> None:
    assert findings(worked(relying("withhold", cite)), "test") == []


@given(st.text(alphabet="section 2431(5)a,.;:–-isabsolutequlifdprjcen", max_size=200))
def test_any_sentence_can_be_read_for_labels(text: str) -> None:
    assert all(one.words in text for one in called(text, ("31(3)",)))
