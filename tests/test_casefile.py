"""A case file is the interview written down: the same questions, the same letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from foi_bot.case import Key
from foi_bot.casefile import load_case
from foi_bot.interview.plan import offered, plan, unanswered
from foi_bot.letter.problems import BadFile
from tests.cases.build import HERE, case_file, practice

FILES = sorted(path.stem for path in HERE.glob("*.yaml"))
HOUSES = {"practice": practice()}


def read(tmp_path: Path, text: str) -> list[str]:
    """What is wrong with a case file, problem by problem; nothing where it can be read."""
    path = tmp_path / "case.yaml"
    path.write_text(text, "utf-8")
    try:
        load_case(path, HOUSES)
    except BadFile as bad:
        return [str(problem) for problem in bad.errors]
    return []


def text_of(name: str) -> str:
    return (HERE / f"{name}.yaml").read_text("utf-8")


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize("name", FILES)
def test_a_case_file_answers_every_question_of_its_plan_and_no_other(name: str) -> None:
    case = case_file(name)
    assert unanswered(case) == ()
    asked, optional = set(plan(case)), set(offered(case))
    assert asked <= set(case.current) <= asked | optional


def test_a_file_says_who_answered_and_when_the_letter_is_dated() -> None:
    case = case_file("ncnd-fraud")
    assert (case.reference, case.officer) == ("FOI2024/00117", "Olive Officer")
    assert (case.request.received.isoformat(), case.on.isoformat()) == ("2024-06-03", "2024-06-17")
    assert {answer.by for answer in case.answers} == {"Olive Officer"}
    assert case.request.text.startswith("Are you investigating Sam Sample")


def test_yes_and_no_stay_the_words_that_they_are() -> None:
    case = case_file("ncnd-fraud")
    assert case.value("reveals", "1") == "yes"
    assert case.value("confirmed", "1") == "no"


def test_the_parts_are_those_of_the_request_by_the_applicant_s_numbers() -> None:
    case = case_file("mixed")
    assert Key("parts") in case.current
    assert (case.value("outcome", "1"), case.value("outcome", "2")) == ("disclose", "ncnd")


def test_a_list_may_be_one_line_and_a_citation_written_out(tmp_path: Path) -> None:
    text = text_of("ncnd-fraud").replace("[30(3), 40(5B)(a)(i)]", "[section 30(3), s.40(5b)(a)(i)]")
    text = text.replace("  30(3):\n", "  section 30 (3):\n")
    assert read(tmp_path, text) == []


MISSING = [
    ("ncnd-fraud", "    confirmed: no\n", "parts.1.confirmed", "parts", "Has anybody official"),
    ("ncnd-fraud", "    confidential-source: no\n", "limbs.30(3).confidential-source", "  30(3):",
     "could a confidential source"),
    ("disclose-table-free", "    people: no\n", "parts.1.people", "  1:", "Could anybody be"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "gone", "field", "within", "words"), MISSING)
def test_a_question_without_an_answer_is_told_with_its_words_and_its_place(
    tmp_path: Path, name: str, gone: str, field: str, within: str, words: str
) -> None:
    text = text_of(name).replace(gone, "")
    [problem, *others] = read(tmp_path, text)
    assert not others
    assert field in problem
    assert words in problem
    assert "needs an answer" in problem
    assert "line" in problem
    assert line_of(text, within) <= int(problem.split("line ")[1].split(",")[0])


def test_every_missing_answer_is_told_at_once(tmp_path: Path) -> None:
    text = text_of("disclose-table-free").replace("    people: no\n", "")
    text = text.replace("    answer: 412 bicycles were reported to us as stolen in the year to "
                        "31 March 2024.\n", "")  # fmt: skip
    assert len(read(tmp_path, text)) == 2


def test_the_choices_are_listed_where_one_is_wrong(tmp_path: Path) -> None:
    text = text_of("ncnd-fraud").replace("reveals: yes", "reveals: perhaps")
    [problem] = read(tmp_path, text)
    line = line_of(text, "reveals: perhaps")
    expected = "expected one of yes (Yes, it would), no (No, it would not)"
    assert problem.startswith(f"case.yaml, line {line}, parts.1.reveals: {expected}")


def test_a_provision_that_excuses_nobody_from_confirming_is_told_those_that_do(
    tmp_path: Path,
) -> None:
    text = text_of("ncnd-fraud").replace("limbs: [30(3), 40(5B)(a)(i)]", "limbs: [31(1)(a)]")
    [problem] = read(tmp_path, text)
    assert "parts.1.limbs: expected some of" in problem
    assert "30(3), 31(3), 32(3)" in problem
    assert "31(1)(a)" not in problem.split("expected")[1]


def test_an_answer_that_ends_the_ncnd_is_told_what_follows(tmp_path: Path) -> None:
    [problem] = read(tmp_path, text_of("ncnd-fraud").replace("confirmed: no", "confirmed: yes"))
    assert "parts.1.confirmed: takes the ground from `outcome`" in problem
    assert "nothing left to protect by silence" in problem


def test_an_answer_to_a_question_that_is_not_asked_is_refused(tmp_path: Path) -> None:
    text = text_of("disclose-table-free") + "    reveals: yes\n"
    [problem] = read(tmp_path, text)
    assert problem.startswith(
        f"case.yaml, line {line_of(text, 'reveals')}, parts.1.reveals: is not"
    )


def test_an_answer_to_no_question_is_refused(tmp_path: Path) -> None:
    [problem] = read(tmp_path, text_of("disclose-table-free") + "    anwser: 412\n")
    assert problem.endswith("parts.1.anwser: is no question")


def test_reasons_for_a_limb_that_is_not_relied_on_are_refused(tmp_path: Path) -> None:
    text = text_of("disclose-table-free") + "limbs:\n  31(3):\n    level: would\n"
    [problem] = read(tmp_path, text)
    assert "limbs.31(3): is relied on for no part" in problem


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("by: Olive Officer", "by: Olive Officer\nofficer: x", "officer: is no field of this file"),
        ("received: 2024-06-05", "received: 5 June", "received: expected a date such as"),
        ("reference: FOI2024/00121\n", "", "reference: is missing"),
        ("house: practice", "house: theory", "house: expected a house pack: practice"),
        ("dated: 2024-06-12", "dated: 2024-06-01", "dated: expected a day on which"),
        ("parts:\n  1:", "parts:\n  2:", "parts: expected the parts 1, as the request is numbered"),
        ("people: no", "people:", "parts.1.people"),
        ("answer: 412", "answer: [412]\n    was: 412", "parts.1.answer: expected text"),
    ],
)
def test_whatever_does_not_belong_is_told_with_what_does(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    problems = read(tmp_path, text_of("disclose-table-free").replace(old, new))
    assert any(told in problem and "case.yaml, line " in problem for problem in problems), problems


def test_parts_that_the_program_divides_wrongly_can_be_put_in_words(tmp_path: Path) -> None:
    text = text_of("disclose-table-free").replace(
        "parts:\n  1:\n",
        "parts:\n  a:\n    words: When were bicycles stolen?\n    outcome: disclose\n"
        "    answer: In summer.\n    basis: The log.\n    people: no\n"
        "  b:\n    words: How many bicycles were stolen?\n",
    )
    assert read(tmp_path, text) == []
    path = tmp_path / "case.yaml"
    case = load_case(path, HOUSES)
    assert (case.words("answer", "1"), case.words("outcome", "2")) == ("In summer.", "disclose")
    missing = read(tmp_path, text.replace("    words: When were bicycles stolen?\n", ""))
    assert any("needs `words`" in problem for problem in missing)


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_case(tmp_path / "gone.yaml", HOUSES)
