"""Letters that withhold: made for any limb from the plainest answers, and read limb by limb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from foi_bot.case import Case, Value
from foi_bot.interview.asked import question
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.plan import plan
from foi_bot.interview.questions import Kind, wordings
from foi_bot.law.act import limb, limbs_in_force
from foi_bot.law.limbs import Body, Duty
from foi_bot.letter.compose import compose
from foi_bot.letter.tree import Block, Heading, ListBlock, Paragraph
from tests.cases.build import answered, opened
from tests.interview.values import answered_to_the_end, chooser, harmless

TODAY = date(2026, 6, 17)
_OFFERED = {one for family in wordings()["exemptions"].families for one in family.sections}
CHOSEN = [
    one.cite for one in limbs_in_force(TODAY, duty=Duty.COMMUNICATE) if one.section in _OFFERED
]
"""Every limb under which an officer can withhold today."""


_KINDS = {Body.GOVERNMENT_DEPARTMENT: "department", Body.AUDITOR: "auditor"}
"""What a house pack calls the kinds of authority that alone may rely on some limbs."""


def withheld(
    *cites: str,
    request: str = "What did the review of the depot find?",
    outcome: Outcome = Outcome.WITHHOLD,
    on: date = TODAY,
    wanted: Mapping[str, Value] | None = None,
    body: str = "",
) -> Case:
    """A case whose pieces all rely on these limbs, answered to the end; `wanted` are the answers
    that matter, by question. The authority is of the kind named, or of one that may rely on
    them."""
    house = opened().house
    only_for = [one for cite in cites for one in limb(cite, on=on).only_for]
    kind = body or next((_KINDS[one] for one in only_for), str(house.body))
    house = house.model_copy(update={"body": kind})
    answers = {"outcome": outcome, "exemptions": cites, **(wanted or {})}
    return answered_to_the_end(opened(request, on=on, house=house), chooser(answers))


def every_choice(case: Case) -> Iterator[Case]:
    """The case, and for each option of each choice about a limb the case with that option."""
    yield case
    for key in plan(case):
        asked = question(case, key)
        if asked.kind is Kind.CHOICE and key.about in CHOSEN:
            for option in harmless(asked)[1:]:
                yield answered_to_the_end(answered(case, key, option.value))


def text(blocks: Sequence[Block]) -> str:
    """The running words of these blocks, one block a line."""
    return "\n".join(_words(block) for block in blocks)


def letter(case: Case) -> str:
    """The running words of the whole letter."""
    return text(compose(case).blocks)


def section(case: Case, name: str) -> str:
    """What stands under the heading that begins with these words, up to the next one of its level
    or above."""
    blocks = compose(case).blocks
    heads = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Heading)]
    for at, head in heads:
        if _words(head).startswith(name):
            later = (no for no, block in heads if no > at and block.level <= head.level)
            return text(blocks[at : next(later, len(blocks))])
    raise AssertionError(f"no heading {name!r} among {headings(case)}")


def headings(case: Case) -> list[str]:
    """Every heading of the letter, in order."""
    return [_words(block) for block in compose(case).blocks if isinstance(block, Heading)]


def of_limb(case: Case, cite: str) -> str:
    """What stands under a limb's heading."""
    return section(case, f"Section {cite}")


def _words(block: Block) -> str:
    match block:
        case Heading(_, spans) | Paragraph(spans):
            return "".join(span.text for span in spans)
        case ListBlock(_, items):
            return "\n".join("".join(span.text for span in item) for item in items)
        case _:
            return ""
