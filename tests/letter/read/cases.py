"""What a letter of the sample cases says, told from the case: what reading the letter must give."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from foi_bot.case import Case, Key
from foi_bot.interview.kind import letter_kind
from foi_bot.interview.outcome import FIXED_LIMBS, Outcome
from foi_bot.interview.slices import limbs_of, outcome, slices
from foi_bot.letter import docx, pdf, text
from foi_bot.letter.characters import printable
from foi_bot.letter.compose import compose
from foi_bot.letter.passages import long_date
from foi_bot.letter.tree import HOUSE, Letter, ListBlock, Paragraph, Span
from foi_bot.reading.texts import read_letter_text
from tests.cases.build import HERE, case_file

NAMES = tuple(sorted(path.stem for path in HERE.glob("*.yaml")))
SECTION_OF_GROUND = {
    Outcome.COST: "12",
    Outcome.VEXATIOUS: "14",
    Outcome.REPEATED: "14",
}
FACTORS = {"pit-for": "factors_for", "pit-against": "factors_against"}
BALANCE = frozenset({"pit-decisive", "weighing-together"})


@cache
def composed(name: str) -> Letter:
    return compose(case_file(name))


def slots(case: Case) -> dict[str, str]:
    return {"date": long_date(case, case.on)}


@cache
def as_text(name: str, kind: str) -> str:
    """The text of the letter of a case, as it comes out of that kind of file."""
    case, letter = case_file(name), composed(name)
    match kind:
        case "txt":
            return text.write(letter, slots(case))
        case "docx":
            content = docx.write(letter, slots(case), case.house.stationery)
        case _:
            content = pdf.render(letter, slots(case), case.house.stationery).content
    return read_letter_text(f"letter.{kind}", content).text


def decided(case: Case) -> set[Outcome]:
    """The outcomes that the letter tells of."""
    return {found for one in slices(case) if (found := outcome(case, one.id))}


def limbs(case: Case) -> set[str]:
    """The provisions of Part II that the case relies on."""
    fixed = {cite for found in decided(case) for cite in FIXED_LIMBS.get(found, ())}
    return fixed | {cite for one in slices(case) for cite in limbs_of(case, one.id)}


def paragraphs(letter: Letter) -> Iterator[tuple[str, set[Key]]]:
    """Each paragraph and item of the letter, and the answers that its words come from."""
    for block in letter.blocks:
        match block:
            case Paragraph(spans):
                yield _words(spans), _keys(spans)
            case ListBlock(_, items):
                yield from ((_words(item), _keys(item)) for item in items)
            case _:
                pass


def argued(name: str, cite: str) -> Iterator[tuple[str, str]]:
    """Each paragraph in which the officer argues for a limb, and where a reader must find it: a
    field of `Argued`, or "reason or harm" where the letter has no heading to tell them apart."""
    for words, keys in paragraphs(composed(name)):
        for key in keys:
            if key.about == cite:
                yield words, _field(key.question)


def _field(question: str) -> str:
    if question in BALANCE:
        return "balance"
    return FACTORS.get(question, "reason or harm")


def _words(spans: tuple[Span, ...]) -> str:
    return " ".join(printable("".join(span.text for span in spans)).split())


def _keys(spans: tuple[Span, ...]) -> set[Key]:
    return {Key.parse(span.origin) for span in spans if span.origin not in (HOUSE, "request")}


__all__ = ["NAMES", "argued", "as_text", "case_file", "composed", "decided", "letter_kind", "limbs"]
