"""Cases for tests: read from the case files beside this one, or made in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from foi_bot.case import Answer, Case, Key, Request, Tenure, Value
from foi_bot.casefile import load_case
from foi_bot.interview.asked import undone_by
from foi_bot.letter.house import House, load_houses

HERE = Path(__file__).parent
OFFICER = "UOFFICER"
AT = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)


@cache
def houses() -> Mapping[str, House]:
    """The practice authorities, plainly made up: a police force and a council."""
    return load_houses()


def practice() -> House:
    """The practice police force."""
    return houses()["practice"]


@cache
def case_file(name: str) -> Case:
    """The case in tests/cases/NAME.yaml."""
    return load_case(HERE / f"{name}.yaml", houses())


def opened(
    request: str = "How many bicycles were reported stolen in 2023?",
    on: date = date(2024, 6, 17),
    house: House | None = None,
) -> Case:
    """A case on which nothing has been answered yet."""
    return Case(
        id="c1",
        workspace="T1",
        channel="C1",
        thread=None,
        reference="FOI2024/00001",
        house=house or practice(),
        request=Request(request, on),
        opened_by=OFFICER,
        opened_at=AT,
        on=on,
        tenures=(Tenure(OFFICER, "1.0"),),
    )


def answered(case: Case, key: Key | str, value: Value, by: str = OFFICER) -> Case:
    """The case after an answer, and after what the answer takes the ground from was reopened."""
    about = Key.parse(key) if isinstance(key, str) else key
    undone = undone_by(case, about, value)
    no = len(case.answers) + 1
    answers = (*case.answers, Answer(no, about, value, by, AT))
    latest = {answer.key: answer.no for answer in answers}
    return replace(
        case,
        answers=tuple(
            replace(a, reopened=True) if a.key in undone and latest[a.key] == a.no else a
            for a in answers
        ),
    )


def changed(case: Case, answers: Mapping[str, Value]) -> Case:
    """The case with these answers given, or given anew: `{"if-no@30(3)": "..."}`."""
    for key, value in answers.items():
        case = answered(case, key, value)
    return case


def without(case: Case, *keys: str) -> Case:
    """The case as if these questions had never been answered."""
    gone = {Key.parse(key) for key in keys}
    return replace(case, answers=tuple(a for a in case.answers if a.key not in gone))
