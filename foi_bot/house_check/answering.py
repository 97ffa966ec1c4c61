"""A case answered to its end: with what its questions themselves hold up as good, else plainly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from foi_bot.case import Answer, Case, Key, Value
from foi_bot.interview.answers import invalid, read_value
from foi_bot.interview.asked import question, undone_by
from foi_bot.interview.parts import split, to_value
from foi_bot.interview.plan import unanswered
from foi_bot.interview.questions import Cell, Column, Kind, Option, Question, Rule
from foi_bot.interview.slices import limbs_of, slices

MOST_ANSWERS = 400


class NoEndError(RuntimeError):
    """A case's plan does not come to an end, or refuses what it asked for."""


def answered(case: Case, key: Key, value: Value) -> Case:
    """The case after an answer of its officer's, and after what the answer takes the ground from
    was reopened."""
    undone = undone_by(case, key, value)
    new = Answer(len(case.answers) + 1, key, value, case.officer, case.opened_at)
    answers = (*case.answers, new)
    latest = {answer.key: answer.no for answer in answers}
    return replace(
        case,
        answers=tuple(
            replace(one, reopened=True) if one.key in undone and latest[one.key] == one.no else one
            for one in answers
        ),
    )


def answered_to_the_end(case: Case, choose: Callable[[Case, Key], Value]) -> Case:
    """The case with its plan answered; `choose` gives the values. Raises NoEndError."""
    for _ in range(MOST_ANSWERS):
        left = unanswered(case)
        if not left:
            return case
        value = choose(case, left[0])
        why_not = invalid(case, left[0], question(case, left[0]), value)
        if why_not is not None:
            raise NoEndError(f"{left[0]} does not take {value!r}: {why_not}")
        case = answered(case, left[0], value)
    raise NoEndError(f"still asked after {MOST_ANSWERS} answers: {unanswered(case)[:3]}")


def chooser(wanted: Mapping[str, Value]) -> Callable[[Case, Key], Value]:
    """A way of choosing: what is wanted of a question by its name, where that can be answered; else
    the question's own example of a good answer; else the plainest value."""

    def choose(case: Case, key: Key) -> Value:
        asked = question(case, key)
        if key.question in wanted:
            value = wanted[key.question]
            if invalid(case, key, asked, value) is None:
                return value
        if asked.kind in (Kind.TEXT, Kind.LINES, Kind.ROWS, Kind.DATE):
            good = read_value(asked, (asked.good,) * asked.fewest)
            if invalid(case, key, asked, good) is None:
                return good
        return plainest(case, key, asked)

    return choose


def harmless(asked: Question) -> list[Option]:
    """The options after which what was answered before still stands."""
    return [option for option in asked.options if not option.undoes]


def plainest(case: Case, key: Key, asked: Question) -> Value:
    """One value that the question takes, and that undoes nothing."""
    match asked.kind:
        case Kind.CHOICE:
            return harmless(asked)[0].value
        case Kind.CHOICES:
            return (asked.options[0].value,)
        case Kind.PARTS:
            return to_value(split(case.request.text).parts)
        case Kind.LINES:
            return tuple(f"Line {no} of some weight." for no in range(1, max(asked.fewest, 1) + 1))
        case Kind.ROWS:
            row = "\t".join(_cell(case, key, column) for column in asked.columns)
            return (row,) * max(asked.fewest, 1)
        case Kind.DATE:
            return _day(case, asked).isoformat()
        case _:
            return "Somebody would learn something, and act on it."


def _day(case: Case, asked: Question) -> date:
    if Rule.AFTER_LETTER in asked.rules:
        return case.on + timedelta(days=20)
    return case.request.received - timedelta(days=1)


def _cell(case: Case, key: Key, column: Column) -> str:
    match column.cell:
        case Cell.NUMBER:
            # Enough to pass any limit on cost, and little enough to be one person's work.
            return "600"
        case Cell.DATE:
            return case.request.received.isoformat()
        case Cell.ONE_OF:
            return column.among[0]
        case Cell.LIMB:
            mine = limbs_of(case, key.about)
            return mine[0] if mine else next(c for s in slices(case) for c in limbs_of(case, s.id))
        case _:
            return "Something"
