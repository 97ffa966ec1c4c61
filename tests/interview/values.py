"""Values that a question takes: any of them, or the plainest one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import strategies as st

from foi_bot.case import Case, Key, Value
from foi_bot.interview.answers import invalid
from foi_bot.interview.asked import question
from foi_bot.interview.parts import split, to_value
from foi_bot.interview.plan import unanswered
from foi_bot.interview.questions import Cell, Column, Kind, Option, Question, Rule
from foi_bot.interview.slices import limbs_of, slices
from foi_bot.law.act import limbs_in_force
from foi_bot.law.limbs import Duty
from tests.cases.build import answered


def cites(on: date, duty: Duty) -> list[str]:
    """Every limb of a duty that is law on a day."""
    return [limb.cite for limb in limbs_in_force(on, duty=duty)]


def valid(case: Case, key: Key, asked: Question) -> st.SearchStrategy[Value]:
    """Any value that the question takes here."""
    values = [option.value for option in asked.options]
    match asked.kind:
        case Kind.CHOICE:
            return st.sampled_from(values)
        case Kind.CHOICES:
            some = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)
            return some.map(tuple)
        case _:
            return st.just(plainest(case, key, asked))


def onward(case: Case, key: Key, data: st.DataObject) -> Value:
    """A valid value that does not take the ground from an earlier answer."""
    asked = question(case, key)
    value = data.draw(valid(case, key, asked))
    option = asked.option(value) if isinstance(value, str) else None
    return value if option is None or not option.undoes else harmless(asked)[0].value


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


def answered_to_the_end(
    case: Case, choose: Callable[[Case, Key], Value] | None = None, most: int = 400
) -> Case:
    """The case with its plan answered; `choose` gives the values (otherwise the plainest). Raises
    AssertionError where the plan does not come to an end or refuses what it asked for."""
    for _ in range(most):
        left = unanswered(case)
        if not left:
            return case
        asked = question(case, left[0])
        value = choose(case, left[0]) if choose else plainest(case, left[0], asked)
        assert invalid(case, left[0], asked, value) is None, (left[0], value)
        case = answered(case, left[0], value)
    raise AssertionError(f"still asked after {most} answers: {unanswered(case)[:3]}")


def chooser(wanted: dict[str, Value]) -> Callable[[Case, Key], Value]:
    """A way of choosing: what is wanted of a question by its name, else the plainest value."""

    def choose(case: Case, key: Key) -> Value:
        return wanted.get(key.question) or plainest(case, key, question(case, key))

    return choose


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
