"""Every letter's PDF can be read by a screen reader: PDF/UA-1, by another program than wrote it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from foi_bot.case import Case
from foi_bot.letter.compose import compose
from foi_bot.letter.house import load_houses
from foi_bot.letter.pdf import write
from foi_bot.letter.tree import Heading, Letter, Paragraph, Quotation, Span, Table
from tests.cases.build import case_file
from tests.letter.sample import NCND, SENT
from tests.letter.texts import HOSTILE
from tests.letter.verapdf import broken_rules, rule_count

CASES = sorted(path.stem for path in (Path(__file__).parents[1] / "cases").glob("*.yaml"))

FEW = ("partial-with-schedule", "ncnd-fraud", "acknowledgement")
"""As every other authority would send them. A pack changes the look, the letterhead and words; the
blocks that there are, tables and lists within lists, are the same in all."""


def pdf(case: Case) -> bytes:
    return write(compose(case), SENT, case.house.stationery)


def hostile(typed: str) -> Letter:
    """A letter with the same words everywhere."""
    spans = (Span(typed, link="https://example.org/a"), Span(typed, strong=True))
    blocks = (
        Heading(1, (Span(typed),)),
        Quotation((Paragraph(spans),)),
        Table(typed, (typed, "b"), ((typed, "1"),)),
    )
    return Letter("en-GB", typed, blocks)


def test_every_sample_letter_and_some_of_every_authority_keep_all_rules(tmp_path: Path) -> None:
    letters = {name: pdf(case_file(name)) for name in CASES}
    for house in load_houses().values():
        letters |= {
            f"{house.id}-{name}": pdf(replace(case_file(name), house=house)) for name in FEW
        }
    letters |= {f"hostile-{at}": write(hostile(typed), SENT) for at, typed in enumerate(HOSTILE)}
    found = broken_rules(letters, tmp_path)
    assert found == {name: [] for name in letters}
    assert len(CASES) >= 25
    assert rule_count() == 106


def test_a_letter_whose_pdf_breaks_a_rule_is_found(tmp_path: Path) -> None:
    whole = write(NCND, SENT)
    broken = {
        "unmarked": whole.replace(b"/Marked true", b"/Marked fals"),
        "nameless": whole.replace(b"/DisplayDocTitle true", b"/DisplayDocTitle fals"),
    }
    found = broken_rules(broken, tmp_path)
    assert "6.2-1" in " ".join(found["unmarked"])
    assert "7.1-10" in " ".join(found["nameless"])
