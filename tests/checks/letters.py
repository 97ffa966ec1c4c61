"""Letters for the checks: composed from a case, then changed as somebody might change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from foi_bot.case import Case, Key, Value
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.run import check
from foi_bot.interview.answers import invalid, read_value
from foi_bot.interview.asked import question
from foi_bot.interview.outcome import CHOSEN_LIMBS, Outcome
from foi_bot.interview.questions import Kind
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import Block, Heading, Letter, ListBlock, Paragraph, Span, spans
from tests.cases.build import answered, case_file, changed, opened, practice
from tests.interview.values import answered_to_the_end, plainest

MUST_FIX, LOOK_AGAIN, NOTE = Severity.MUST_FIX, Severity.LOOK_AGAIN, Severity.NOTE


def fraud(answers: Mapping[str, Value] = MappingProxyType({})) -> Case:
    """The case of the named person's alleged fraud, with these answers given anew."""
    return changed(case_file("ncnd-fraud"), answers)


def worked(case: Case, wanted: Mapping[str, Value] = MappingProxyType({})) -> Case:
    """The case answered to its end with the examples that the questions themselves hold up as good,
    but for what is wanted of a question by its name."""

    def choose(then: Case, key: Key) -> Value:
        asked = question(then, key)
        if key.question in wanted:
            return wanted[key.question]
        if asked.kind in (Kind.TEXT, Kind.LINES, Kind.ROWS, Kind.DATE):
            good = read_value(asked, (asked.good,) * asked.fewest)
            if invalid(then, key, asked, good) is None:
                return good
        return plainest(then, key, asked)

    return answered_to_the_end(case, choose)


GUARDED = "Which of your vehicle yards are guarded at night, and by how many officers?"


@cache
def relying(outcome: str, *cites: str, asked: str = GUARDED, body: str = "") -> Case:
    """A case whose only part has one outcome and relies on these limbs, argued to the end."""
    house = practice().model_copy(update={"body": body}) if body else practice()
    case = answered(opened(asked, house=house), "outcome@1", outcome)
    return worked(case, {CHOSEN_LIMBS[Outcome(outcome)]: cites})


def guarded(answers: Mapping[str, Value] = MappingProxyType({})) -> Case:
    """The case of the vehicle yards, withheld under section 31(1)(a), with these answers given
    anew."""
    return changed(relying("withhold", "31(1)(a)"), answers)


def beside(openly: Mapping[str, Value]) -> Case:
    """A case of two parts, both argued to the end: the first told openly, with these answers by
    question, and the second neither confirmed nor denied."""
    asked = "1) How many drones do you own?\n2) Is Robin Example watched with one of them?"
    answers: dict[str, Value] = {f"{name}@1": value for name, value in openly.items()}
    return worked(changed(opened(asked), {**answers, "outcome@2": "ncnd", "limbs@2": ("30(3)",)}))


def findings(case: Case, rule: str, letter: Letter | None = None) -> list[Finding]:
    """What one rule finds in the case's letter."""
    found = check(case, compose(case) if letter is None else letter)
    return [finding for finding in found if finding.rule == rule]


def worst(case: Case, rule: str, letter: Letter | None = None) -> Severity | None:
    """The gravest finding of a rule, None where it finds nothing."""
    found = findings(case, rule, letter)
    return found[0].severity if found else None


def text(block: Block) -> str:
    """The words of a block of running text."""
    return "".join(span.text for span in spans(Letter("en-GB", "", (block,))))


def without(letter: Letter, words: str) -> Letter:
    """The letter without the blocks in which these words stand."""
    kept = tuple(block for block in letter.blocks if words not in text(block))
    assert kept != letter.blocks, f"the letter never said {words!r}"
    return replace(letter, blocks=kept)


def reworded(letter: Letter, old: str, new: str) -> Letter:
    """The letter with some words put differently, wherever they stand."""
    blocks = tuple(_reworded(block, old, new) for block in letter.blocks)
    assert blocks != letter.blocks, f"the letter never said {old!r}"
    return replace(letter, blocks=blocks)


def with_paragraph(letter: Letter, words: str) -> Letter:
    """The letter with a paragraph of the house's at its end."""
    return replace(letter, blocks=(*letter.blocks, Paragraph((Span(words),))))


def _reworded(block: Block, old: str, new: str) -> Block:
    match block:
        case Heading(level, found):
            return Heading(level, _new(found, old, new))
        case Paragraph(found):
            return Paragraph(_new(found, old, new))
        case ListBlock(ordered, items):
            return ListBlock(ordered, tuple(_new(item, old, new) for item in items))
        case _:
            return block


def _new(found: tuple[Span, ...], old: str, new: str) -> tuple[Span, ...]:
    return tuple(replace(span, text=span.text.replace(old, new)) for span in found)
