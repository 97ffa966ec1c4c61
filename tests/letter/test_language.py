"""Letters in any language: what a house pack says in its own, and what it leaves as bundled."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from foi_bot.case import Case, Key
from foi_bot.letter import docx as word
from foi_bot.letter import pdf, slack
from foi_bot.letter.compose import compose
from foi_bot.letter.fill import Wording
from foi_bot.letter.house import House, load_house
from foi_bot.letter.language import english, load_language
from foi_bot.letter.language_gaps import language_gaps, words_of_the_law
from foi_bot.letter.passages import long_date
from foi_bot.letter.problems import BadFile
from foi_bot.letter.tree import HOUSE, Letter, Reference, Slot, Table, spans
from tests.cases.build import HERE, case_file, houses

ROOT = Path(__file__).parent.parent.parent
WORDED = ("schedule", "estimate", "complaint")
"""The tables whose headings are the house's."""

SAMPLES = sorted(path.stem for path in HERE.glob("*.yaml"))


def welsh() -> House:
    """The practice authority that writes in Welsh."""
    return houses()["practice-cymru"]


def in_welsh(name: str) -> Case:
    """A sample case as the Welsh authority would have it, of whatever kind its own authority is."""
    case = case_file(name)
    kind = {"body": case.house.body, "central": case.house.central}
    return replace(case, house=welsh().model_copy(update=kind))


def said_by_the_house(letter: Letter) -> set[str]:
    """The words of a letter that nobody typed for the case."""
    found = {span.text for span in spans(letter) if span.origin == HOUSE}
    for block in letter.blocks:
        match block:
            case Slot(_, until_then):
                found.add(until_then)
            case Reference(label, _):
                found.add(label)
            case Table(_, header, _, origin) if Key.parse(origin).question in WORDED:
                found |= set(header)
            case _:
                pass
    return {one for one in found if any(character.isalpha() for character in one)}


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2018, 4, 13), "13 Ebrill 2018"),
        (date(2024, 1, 1), "1 Ionawr 2024"),
        (date(2024, 2, 29), "29 Chwefror 2024"),
        (date(2025, 12, 31), "31 Rhagfyr 2025"),
    ],
)
def test_a_welsh_letter_writes_days_in_welsh(day: date, written: str) -> None:
    assert welsh().wording.language.date(day) == written


def test_the_bundled_words_are_english() -> None:
    assert english().date(date(2018, 4, 13)) == "13 April 2018"
    assert english().is_bundled


@pytest.mark.parametrize(
    ("items", "together"),
    [
        (["adran 30(3)"], "adran 30(3)"),
        (["adran 23(5)", "adran 30(3)", "adran 31(3)"], "adran 23(5), adran 30(3) ac adran 31(3)"),
        (["rhan 1 o'ch cais", "rhan 2 o'ch cais"], "rhan 1 o'ch cais a rhan 2 o'ch cais"),
        (["2", "3"], "2 a 3"),
        (["7", "8"], "7 ac 8"),
        (["9", "10", "11"], "9, 10 ac 11"),
        (["9", "10"], "9 a 10"),
        (["un", "wyth"], "un ac wyth"),
        (["adran 1", "Ŵyl"], "adran 1 ac Ŵyl"),
        (["79", "80 o feiciau"], "79 ac 80 o feiciau"),
        (["x", "(ii)"], "x a (ii)"),
    ],
)
def test_a_list_is_joined_by_the_sound_of_what_follows(items: list[str], together: str) -> None:
    wording = Wording({"p": "{{ items | listed }}"}, language=welsh().wording.language)
    assert wording.text("p", {"items": items}) == together


def test_nothing_of_the_welsh_pack_is_left_in_english() -> None:
    assert not language_gaps(welsh())


def test_a_pack_in_the_language_of_the_bundled_words_has_no_gaps() -> None:
    assert not language_gaps(houses()["practice"])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the Welsh pack."""
    there = ROOT / "templates" / "house" / "practice-cymru"
    return Path(shutil.copytree(there, tmp_path / "copy"))


def test_a_passage_that_nobody_translated_is_told(pack: Path) -> None:
    (pack / "wording" / "ncnd" / "decision.md").unlink()
    assert language_gaps(load_house(pack)).passages == ("ncnd/decision",)


def test_a_month_or_a_word_of_the_law_that_nobody_translated_is_told(pack: Path) -> None:
    (pack / "wording" / "language.yaml").write_text(
        'law: {"Law enforcement": Gorfodi, "Law and order": Trefn}', "utf-8"
    )
    gaps = language_gaps(load_house(pack))
    assert gaps.fields == ("beginnings", "date", "list", "months", "numbered")
    assert set(gaps.law) == set(words_of_the_law()) - {"Law enforcement"}
    assert gaps.stale == ("Law and order",)


def test_a_pack_without_a_word_of_its_language_says_everything_as_bundled(pack: Path) -> None:
    shutil.rmtree(pack / "wording")
    house = load_house(pack)
    assert "opening" in language_gaps(house).passages
    case = replace(case_file("ncnd-fraud"), house=house)
    assert "17 June 2024" not in said_by_the_house(compose(case))
    assert case.house.wording.language.tag == "cy"


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sentence_of_a_welsh_letter_is_the_english_one(name: str) -> None:
    case = case_file(name)
    ours = said_by_the_house(compose(replace(case, house=houses()["practice"])))
    theirs = said_by_the_house(compose(in_welsh(name)))
    files = {one for one in ours if any(file.name in one for file in case.enclosed)}
    assert ours & theirs - files == set()


@pytest.mark.parametrize(
    ("words", "line", "field"),
    [
        ("months:\n  - Ionawr", 1, "months"),
        ('date: "{day} {month}"', 1, "date"),
        ('date: "{day!r} {month} {year}"', 1, "date"),
        (
            "list:\n  between: ','\n  last:\n    - letters: a",
            4,
            "list.last[1].word",
        ),
        ("weekdays: [Llun]", 1, "weekdays"),
    ],
)
def test_a_mistake_in_the_language_is_told_with_its_line(
    pack: Path, words: str, line: int, field: str
) -> None:
    (pack / "wording" / "language.yaml").write_text(words, "utf-8")
    with pytest.raises(BadFile) as wrong:
        load_house(pack)
    (problem,) = wrong.value.errors
    assert (problem.line, problem.field) == (line, field)


def test_the_version_changes_with_any_word_of_the_language(tmp_path: Path) -> None:
    other = tmp_path / "language.yaml"
    other.write_text('date: "{day}. {month} {year}"', "utf-8")
    assert load_language("en", other).version != load_language("en").version
    assert load_language("en", other).date(date(2018, 4, 13)) == "13. April 2018"


@pytest.mark.parametrize("name", ["ncnd-cymraeg", "datgelu-tabl"])
def test_files_say_that_they_are_in_welsh_and_show_every_welsh_letter(name: str) -> None:
    case = case_file(name)
    letter, slots = compose(case), {"date": long_date(case, case.on)}
    made = pdf.render(letter, slots, case.house.stationery)
    read = PdfReader(BytesIO(made.content))
    assert str(read.root_object["/Lang"]) == "cy"
    assert made.unshown == ()
    words = "".join(page.extract_text() for page in read.pages)
    assert "Ffordd Dŵr y Tŷ" in words
    assert "ŷ" in words
    document = docx.Document(BytesIO(word.write(letter, slots, case.house.stationery)))
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["cy"]
    assert document.core_properties.language == "cy"


def test_a_draft_says_in_welsh_what_is_filled_in_when_it_is_sent() -> None:
    told = str(slack.split(compose(case_file("ncnd-cymraeg"))))
    assert "[dyddiad anfon]" in told
    assert "[enw a chyfeiriad y ceisydd]" in told
    assert "date of sending" not in told
