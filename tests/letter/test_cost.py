"""A refusal for cost: the limit, the estimate and what goes with it, and nothing about harm."""

from __future__ import annotations

import re

import pytest

from foi_bot.case import Case
from foi_bot.letter.compose import compose
from foi_bot.letter.house import House
from foi_bot.letter.text import write
from foi_bot.letter.tree import Heading, Letter, Table
from tests.cases.build import answered, case_file, changed, opened, practice

ONE_ROW = ("extracting\tcustody records\t2,300\t6",)


def words(letter: Letter) -> str:
    return write(letter, {})


def headings(letter: Letter) -> list[str]:
    found = [block for block in letter.blocks if isinstance(block, Heading)]
    return ["".join(span.text for span in block.spans) for block in found]


def refused(house: House | None = None, **answers: str) -> Case:
    """A request of one part, refused under section 12."""
    case = changed(opened(house=house), {"outcome@1": "cost", "cost-limb": "12(1)"})
    case = changed(case, {"cost-with": "no", "estimate": ONE_ROW})
    return changed(case, {name.replace("_", "-"): value for name, value in answers.items()})


def test_the_letter_shows_the_estimate_row_by_row_and_what_it_adds_up_to() -> None:
    letter = compose(case_file("cost-aggregated"))
    [table] = [block for block in letter.blocks if isinstance(block, Table)]
    assert table.header == ("Work", "What is handled", "How many", "Minutes each", "Time")
    assert [row[-1] for row in table.rows] == [
        "32 hours 30 minutes",
        "130 hours",
        "27 hours 30 minutes",
        "190 hours",
    ]
    assert table.rows[-1] == ("Total", "", "", "", "190 hours")
    assert table.origin == "estimate"
    assert "At £25 an hour, 190 hours would cost £4,750. That is £4,300 above" in words(letter)


def test_one_row_is_its_own_sum() -> None:
    [table] = [b for b in compose(refused()).blocks if isinstance(b, Table)]
    assert table.rows == (("Extracting it", "custody records", "2,300", "6", "230 hours"),)


@pytest.mark.parametrize(
    ("body", "central", "limit", "hours"),
    [("police", False, "£450", "18"), ("department", False, "£600", "24"),
     ("other", True, "£600", "24")],
)  # fmt: skip
def test_the_limit_is_that_of_the_body(body: str, central: bool, limit: str, hours: str) -> None:
    house = practice().model_copy(update={"body": body, "central": central})
    letter = words(compose(refused(house)))
    assert f"is {limit}." in letter
    assert f"therefore {hours} hours of work" in letter
    assert ("Part I of Schedule 1" in letter) is (limit == "£600")


def test_under_12_1_the_letter_says_that_the_information_is_held() -> None:
    letter = words(compose(refused()))
    assert "We hold information that would answer your request. Under section 12(1) of" in letter
    assert "12(2)" not in letter


def test_under_12_2_the_letter_says_neither_that_it_is_held_nor_that_it_is_not() -> None:
    letter = words(compose(case_file("cost-finding-out")))
    assert "We cannot say whether we hold the information" in letter
    assert "Under section 12(2) of the Act we do not have to find out" in letter
    assert "12(1)" not in letter
    assert not re.search(r"[Ww]e (do not )?hold information", letter)


@pytest.mark.parametrize("name", ["cost-aggregated", "cost-finding-out"])
def test_a_refusal_for_cost_weighs_no_harm_and_no_public_interest(name: str) -> None:
    letter = words(compose(case_file(name)))
    assert not re.search(r"(?i)public interest|prejudice|exempt|harm|outweigh", letter)


def test_every_request_whose_cost_is_counted_is_named_and_none_has_to_be_answered() -> None:
    letter = words(compose(case_file("cost-aggregated")))
    assert re.search(r"added up the cost of parts? 2 .*\b3 of your request", letter)
    for told in (
        "Why we count these requests together",
        "FOI2024/00118, received on 4 June 2024",
        "within 60 working days in a row",
        "The cost of each of them is then the cost of all of them, which is above the limit.",
        "All of them ask for what was written about each theft",
    ):
        assert told in letter


def test_why_costs_are_counted_together_leaves_the_letter_with_its_question() -> None:
    case = case_file("cost-aggregated")
    alone = changed(case, {"cost-with": "no", "outcome@2": "disclose", "answer@2": "Tools."})
    letter = words(compose(alone))
    assert case.words("cost-alike")
    assert case.words("cost-alike") not in letter
    assert "FOI2024/00118" not in letter


def test_people_who_act_together_are_not_called_one_person() -> None:
    letter = words(compose(answered(case_file("cost-aggregated"), "cost-with", "concert")))
    assert "requests from people who appear to be acting together with you" in letter
    assert "from one person" not in letter


def test_what_is_given_as_a_courtesy_is_marked_as_outside_the_act() -> None:
    letter = compose(case_file("cost-aggregated"))
    at = headings(letter).index("Given as a courtesy, outside the Act")
    assert headings(letter)[at + 1] == "If you are not satisfied"
    assert "section 78 of the Act" in words(letter)
    without = refused(courtesy="no", courtesy_given="In all there were 2,300.")
    assert "2,300." not in words(compose(without))


def test_a_charge_is_offered_only_where_it_was_decided_to() -> None:
    assert "For £4,450 we would look" in words(compose(case_file("cost-finding-out")))
    kept = refused(charge="no", charge_offered="For £5,750 we would do it.")
    assert "charge" not in words(compose(kept))


def test_the_letter_says_how_the_request_could_be_changed() -> None:
    for name in ("cost-aggregated", "cost-finding-out"):
        letter = words(compose(case_file(name)))
        assert "How we can help" in letter
        assert case_file(name).words("within-limit") in letter


def test_a_letter_without_an_estimate_yet_is_still_a_letter() -> None:
    case = changed(opened(), {"outcome@1": "cost"})
    letter = compose(case)
    assert "Under section 12(1) of the Act" in words(letter)
    assert not [block for block in letter.blocks if isinstance(block, Table)]
