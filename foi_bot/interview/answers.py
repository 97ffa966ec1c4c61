"""What an answer to a question must be: how typed replies become a value, and what is wrong with a
value, told in a sentence to the officer who can mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from foi_bot.case import Case, Key, Reply, Value
from foi_bot.interview.asked import question
from foi_bot.interview.days import read_day
from foi_bot.interview.estimate import falls_short
from foi_bot.interview.other_requests import not_complied_with, too_far_apart
from foi_bot.interview.questions import Cell, Kind, Question, Rule, wordings
from foi_bot.interview.rows import rows, typed_rows, wrong_row
from foi_bot.interview.slices import limbs_of
from foi_bot.law.days_in_words import long_date

MOST_ROWS = 500
"""More lines or rows than this are a file to be enclosed, not an answer."""

_TYPED = (Kind.TEXT, Kind.LINES, Kind.DATE, Kind.ROWS)
_SOME = "There is nothing to save yet. Reply in the thread or write in the box, then press Next."


def is_typed(asked: Question) -> bool:
    """Whether replies in the thread are an answer to this question."""
    return asked.kind in _TYPED


def typed_value(asked: Question, replies: Iterable[Reply]) -> Value:
    """What these replies say together: paragraphs of one text, one line or row each, or a day."""
    return read_value(asked, [reply.text for reply in replies])


def read_value(asked: Question, texts: Iterable[str]) -> Value:
    """What was typed in these pieces, as the question keeps it. A day that cannot be read stays as
    it was typed, so that `invalid` can say so."""
    said = [text.strip("\n ") for text in texts]
    said = [text for text in said if text.strip()]
    match asked.kind:
        case Kind.LINES:
            return tuple(text.strip() for text in said)
        case Kind.ROWS:
            return typed_rows(asked, said)
        case Kind.DATE:
            typed = " ".join(text.strip() for text in said)
            day = read_day(typed)
            return day.isoformat() if day else typed
        case _:
            # A tab at either end belongs to a table: the cell before or after it is empty.
            return "\n\n".join(said)


def invalid(case: Case, key: Key, asked: Question, value: Value) -> str | None:
    """What is wrong with a value as an answer to this question, as a sentence; None where nothing
    is."""
    match asked.kind:
        case Kind.CHOICE:
            known = isinstance(value, str) and asked.option(value) is not None
            return None if known else "Choose one of the options."
        case Kind.CHOICES:
            known = isinstance(value, tuple) and all(asked.option(one) for one in value)
            return None if known and value else "Choose at least one."
        case Kind.TEXT:
            return None if isinstance(value, str) and value.strip() else _SOME
        case Kind.DATE:
            return _wrong_day(case, asked, value)
        case Kind.PARTS:
            return None if isinstance(value, tuple) and value else _SOME
        case Kind.LINES | Kind.ROWS:
            return _wrong_lines(case, key, asked, value)


def cannot_stand(case: Case, key: Key) -> str | None:
    """Why the current answer to a question can't stand as things are now, as a sentence; None where
    it can. A message that it is made of was edited, an answer on which it builds is another, or its
    day has come. What has gone out is read on the day on which it did."""
    answer = case.current.get(key)
    # The kind is the same whether the question is about withholding or not.
    if answer is None or wordings()[key.question].kind not in _CHANGING:
        return None
    dated = replace(case, on=case.went_out.on) if case.went_out else case
    return invalid(dated, key, question(dated, key), answer.value)


_CHANGING = (Kind.LINES, Kind.DATE, Kind.ROWS)
"""The kinds of answers of which one that was taken can be wrong later."""


def _wrong_lines(case: Case, key: Key, asked: Question, value: Value) -> str | None:
    if not isinstance(value, tuple) or not value or not all(line.strip() for line in value):
        return _SOME
    if len(value) < asked.fewest:
        return f"At least {asked.fewest} are needed: one reply for each."
    if len(value) > MOST_ROWS:
        return (
            f"{len(value):,} lines are too many for an answer: {MOST_ROWS} is the most. Put them "
            "into a file and enclose it with the letter."
        )
    if asked.kind is Kind.LINES:
        return None
    return wrong_row(asked, value, limbs_of(case, key.about)) or _wrong_together(case, asked, value)


def _wrong_together(case: Case, asked: Question, value: tuple[str, ...]) -> str | None:
    """What is wrong with rows that can each be read: their days, or what they come to."""
    for rule in asked.rules:
        told = _OF_TABLES[rule](case, value) if rule in _OF_TABLES else ""
        if told or (told := _wrong_cell(case, asked, rule, value)):
            return told
    return None


def _wrong_cell(case: Case, asked: Question, rule: Rule, value: tuple[str, ...]) -> str:
    """What is wrong with the first day in a table that breaks a rule about days, or ""."""
    for no, row in enumerate(rows(value), start=1):
        for column, cell in zip(asked.columns, row, strict=True):
            day = read_day(cell) if column.cell is Cell.DATE else None
            if day and (told := _broken(rule, day, case)):
                return f"Row {no}, {column.name.lower()}: {told}"
    return ""


_OF_TABLES: Mapping[Rule, Callable[[Case, tuple[str, ...]], str]] = {
    Rule.ABOVE_COST_LIMIT: falls_short,
    Rule.COMPLIED_WITH: not_complied_with,
    Rule.WITHIN_SIXTY_DAYS: too_far_apart,
}
"""The rules about a whole table: each says what is wrong with its rows, or ""."""


def _wrong_day(case: Case, asked: Question, value: Value) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return _SOME
    day = read_day(value)
    if day is None:
        return f"“{value}” is not a day that I can read. Type it like this: 3 June 2024."
    broken = (_broken(rule, day, case) for rule in asked.rules)
    return next((told for told in broken if told), None)


def _broken(rule: Rule, day: date, case: Case) -> str:
    """Why a day breaks a rule, or ""."""
    received = case.request.received
    match rule:
        case Rule.NOT_AFTER_LETTER if day > case.on:
            return (
                f"{long_date(day)} is after the letter's date, {long_date(case.on)}: it has to "
                "come before."
            )
        case Rule.AFTER_LETTER if day <= case.on:
            return (
                f"{long_date(day)} is not after the letter's date, {long_date(case.on)}: it has "
                "to be still to come."
            )
        case Rule.NOT_AFTER_REQUEST if day > received:
            return (
                f"{long_date(day)} is after the request, which was received on "
                f"{long_date(received)}."
            )
        case Rule.BEFORE_REQUEST if day >= received:
            return (
                f"{long_date(day)} is not before the request, which was received on "
                f"{long_date(received)}."
            )
        case _:
            return ""
