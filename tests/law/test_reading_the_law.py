"""The data is read strictly: what is wrong is said with its file and its field."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from foi_bot.law.data import HERE, LawDataError
from foi_bot.law.read_part_ii import check_references, read_exemption
from foi_bot.law.working_days import read_overrides

AGAIN = "{cite: 31(2), gist: the list, from: 2006-01-01, source: FOIA 2000 s31(2), status: read}"


@pytest.fixture
def s31(tmp_path: Path) -> Path:
    return Path(shutil.copy(HERE / "part_ii" / "s31.yaml", tmp_path))


def broken(path: Path, right: str, wrong: str) -> Path:
    """The file with the first `right` turned `wrong`."""
    text = path.read_text()
    assert right in text
    path.write_text(text.replace(right, wrong, 1))
    return path


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            "test: prejudice",
            "test: predjudice",
            r"s31\.yaml, limbs, item 1 \(31\(1\)\(a\)\): 'test' must be class, prejudice, "
            r"endanger, necessity, opinion or mixed, found 'predjudice'",
        ),
        ("    standing: qualified\n", "", r"item 1 \(31\(1\)\(a\)\): 'standing' is missing"),
        ("stem: would", "stem: would\n    stern: no", "'stern' is not a field of this item"),
        ("from: 2005-01-01", "from: 1 January", "'from' must be a date such as 2018-05-25"),
        ("from: 2005-01-01", "from: 2005-01-01\n    to: 2004-01-01", "'to' must be later"),
        ("cite: 31(1)(a)\n    duty", "cite: 31(1)(A)\n    duty", r"written '31\(1\)\(a\)'"),
        ("cite: 31(1)(a)\n    duty", "cite: crime\n    duty", "'cite' is no citation: 'crime'"),
        (
            "cite: 31(1)(a)\n    duty",
            "cite: 31(1)(z)\n    duty",
            r"'31\(1\)\(a\)', which is no limb",
        ),
        ("also:\n", f"also:\n  - {AGAIN}\n", r"31\(2\) stands twice for the same days"),
        ("- cite: 31(2)\n", "- cite: 30(9)\n", r"s31\.yaml: 30\(9\) is not in section 31"),
        ("[actor-and-act, consequence, level,", "[actor-and-act, consequence,", "must name level"),
        ("[actor-and-act, consequence,", "[consequence,", "must name actor-and-act"),
        ("known-already, ", "level, ", "'needs' says the same thing twice"),
        ("known-already, ", "hearsay, ", "found 'hearsay'"),
        ("gist: prejudice the prevention", "gist: we prejudice the prevention", "say who writes"),
        ("detection of crime", "detection of crime.", "'gist' must be a bare clause"),
        ("detection of crime", "detection of crime\n    note: ''", "'note' is empty"),
        ("stem: would", "stem: required", "must be required for a test of necessity"),
        ("stem: would", "stem: information", "must be would where the test has a level"),
        ("gist: finding out whether anybody", "gist: to find out if anybody", "the purpose of"),
        ("known-already, evidence]", "known-already]", "must name evidence where the harm is"),
        (
            "carry: [whose-function]\n",
            "carry: [statute]\n",
            "none of the limbs needs",
        ),
        ("list: purposes", "list: porpoises", "is no list of this file: 'porpoises'"),
        ("years: 100", "years: a hundred", "'years' must be a whole number, found 'a hundred'"),
        ("        - 31(1)(a)\n", "        - 31(1)(z)\n", r"names '31\(1\)\(z\)', which is no limb"),
        ("limbs:\n", "limbs: none\nmore:\n", "'limbs' must be a list, found 'none'"),
        ("heading: Law enforcement", "heading: [", r"s31\.yaml: cannot be read"),
    ],
)
def test_a_mistake_in_the_law_data_is_named(
    s31: Path, right: str, wrong: str, message: str
) -> None:
    with pytest.raises(LawDataError, match=message):
        read_exemption(broken(s31, right, wrong))


def test_the_copy_that_is_broken_above_is_right(s31: Path) -> None:
    assert len(read_exemption(s31).limbs) == 10


def test_a_companion_that_no_section_has_is_found_across_the_files(s31: Path) -> None:
    other = read_exemption(broken(s31, "- cite: 30\n", "- cite: 99\n"))
    with pytest.raises(LawDataError, match=r"s31\.yaml: 31\(1\)\(a\) names 99: no limb"):
        check_references({"31": other})


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(LawDataError, match=r"s99\.yaml: cannot be read"):
        read_exemption(tmp_path / "s99.yaml")


def test_a_proclaimed_day_must_say_where_it_is_one(tmp_path: Path) -> None:
    file = tmp_path / "days.yaml"
    file.write_text(
        "- {date: 2030-05-03, nations: [], change: added, name: A day, source: X, status: read}"
    )
    with pytest.raises(LawDataError, match=r"item 1 \(2030-05-03\): 'nations' names none"):
        read_overrides(file)


def test_naming_the_law_reads_nothing_until_something_is_asked() -> None:
    program = "import sys, foi_bot.law.act, foi_bot.law.clock; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "foi_bot.law.act" in loaded
    assert not {"yaml", "holidays", "sqlalchemy", "slack_bolt"} & set(loaded)
