"""A house pack is checked by writing every kind of letter with it, and told where it is wrong."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from foi_bot.bundled import templates
from foi_bot.case import Case
from foi_bot.child import Bounds, StoppedError, in_child
from foi_bot.cli import main
from foi_bot.house_check import child, judged
from foi_bot.house_check.cases import Sample, samples
from foi_bot.house_check.report import Filed, Report
from foi_bot.house_check.watched import Watched
from foi_bot.interview.outcome import CHOSEN_LIMBS, Outcome
from foi_bot.interview.slices import limbs_of
from foi_bot.law.act import limbs_in_force
from foi_bot.law.limbs import Duty
from foi_bot.letter.compose import compose
from foi_bot.letter.problems import Problem
from tests.cases.build import practice

Pack = Callable[[dict[str, str]], Path]
Run = Callable[..., tuple[int, str, str]]

UNFINISHED = {"levels/either", "reasons/list"}
"""Passages for what an officer has not chosen yet, or for questions that nobody has written yet:
no finished letter has them."""


@cache
def every() -> tuple[Sample, ...]:
    return tuple(samples(practice()))


FEW = ("acknowledgement", "holding", "review", "disclose", "ncnd", "withhold")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all the samples, one of each kind: what is told of a letter is the same in the others."""

    def some(house: object, whole: bool = True) -> Iterator[Sample]:
        del whole
        yield from (one for one in samples(house, whole=False) if one.name in FEW)  # type: ignore[arg-type]

    monkeypatch.setattr(judged, "samples", some)


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    """A pack of one's own: the practice pack with these files written into it."""

    def made(files: dict[str, str]) -> Path:
        folder = tmp_path / "ours"
        shutil.copytree(str(templates().joinpath("house", "practice")), folder)
        for name, content in files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
        return folder

    return made


def judge(folder: Path) -> Report:
    return child.judge(str(folder), b"")


def source(passage: str) -> str:
    return templates().joinpath("letters", f"{passage}.md").read_text("utf-8")


# The sample cases


def test_the_samples_reach_every_passage_that_a_finished_letter_can_have() -> None:
    watched = Watched(practice().wording, practice().wording)
    house = practice().model_copy(update={"wording": watched})
    for sample in every():
        compose(replace(sample.case, house=house))
    of_units = {name for name in watched.passages if name.startswith("unit/")}
    assert set(watched.passages) - watched.reached == UNFINISHED | of_units


def test_the_samples_have_every_outcome_and_every_provision_that_an_officer_is_offered() -> None:
    names = {sample.name for sample in every()}
    assert set(Outcome) <= names
    for outcome, duty in (
        (Outcome.NCND, Duty.CONFIRM_OR_DENY),
        (Outcome.WITHHOLD, Duty.COMMUNICATE),
    ):
        relied_on = {
            cite
            for sample in every()
            if sample.case.value("outcome", "1") == outcome
            for cite in limbs_of(sample.case, "1")
        }
        there = {one.cite for one in limbs_in_force(every()[0].case.on, duty=duty)}
        assert len(relied_on & there) > 20, CHOSEN_LIMBS[outcome]


def test_no_two_samples_are_the_same() -> None:
    assert len({sample.name for sample in every()}) == len(every())


def test_the_samples_are_cases_of_the_house() -> None:
    cases: list[Case] = [sample.case for sample in every()]
    assert {case.house.id for case in cases} == {"practice"}
    assert cases[0].reference == "FOI2026/00001"


# What is found


@pytest.mark.usefixtures("few")
def test_a_review_clause_without_an_address_is_told_where_it_stands(pack: Pack) -> None:
    folder = pack({"wording/rights/review.md": "You can ask for a review.\n"})
    [error] = judge(folder).errors
    assert error.file == "ours/wording/rights/review.md"
    assert "Say how the decision can be reviewed" in error.expected
    assert "FOIA s17(7)(a)" in error.expected


@pytest.mark.usefixtures("few")
def test_regulator_words_that_would_not_pass_are_told_where_they_stand(pack: Pack) -> None:
    words = source("rights/regulator").replace("section 50 of the Act", "the Act")
    [error] = judge(pack({"wording/rights/regulator.md": words})).errors
    assert (error.file, error.line) == ("ours/wording/rights/regulator.md", 1)
    assert "section 50" in error.expected


@pytest.mark.usefixtures("few")
def test_an_address_of_the_regulator_s_that_is_out_of_date_is_told_with_its_line(
    pack: Pack,
) -> None:
    words = f"{source('rights/regulator').strip()}\n\nOr write to help@ico.org.uk.\n"
    [error] = judge(pack({"wording/rights/regulator.md": words})).errors
    assert (error.file, error.line) == ("ours/wording/rights/regulator.md", 3)


@pytest.mark.usefixtures("few")
def test_headings_that_skip_a_level_are_told_where_they_stand(pack: Pack) -> None:
    words = f"### Hello\n\n{source('opening')}"
    [error] = judge(pack({"wording/opening.md": words})).errors
    assert (error.file, error.line) == ("ours/wording/opening.md", 1)
    assert "write ## and not ###" in error.expected


@pytest.mark.usefixtures("few")
def test_a_heading_without_words_is_told_where_it_stands(pack: Pack) -> None:
    [error] = judge(pack({"wording/rights/heading.md": "\n"})).errors
    assert error.file == "ours/wording/rights/heading.md"
    assert "no words" in error.expected


@pytest.mark.usefixtures("few")
def test_an_answer_that_a_passage_leaves_out_is_pointed_to(pack: Pack) -> None:
    report = judge(pack({"wording/opening.md": "Thank you for writing. You asked:\n"}))
    assert report.errors == ()
    assert report.hints == (
        Problem(
            "ours/wording/opening.md",
            1,
            "opening",
            "no longer says `received`, as the bundled passage does: is that meant?",
        ),
    )


@pytest.mark.usefixtures("few")
def test_what_is_replaced_what_is_no_different_and_what_is_never_reached_is_told(
    pack: Pack,
) -> None:
    files = {name: source(name) for name in ("contact", "levels/either")}
    report = judge(
        pack(
            {
                **{f"wording/{name}.md": words for name, words in files.items()},
                "wording/opening.md": source("opening").replace("Thank you", "Many thanks"),
            }
        )
    )
    assert report.errors == ()
    assert report.replaced == ("contact", "levels/either", "opening")
    assert report.unchanged == ("contact", "levels/either")
    assert report.unreached == ("levels/either",)


# Packs that cannot be read


@pytest.mark.parametrize(
    ("name", "content", "line", "told"),
    [
        ("pack.yaml", "id: [", 1, "is not YAML"),
        ("wording/contact.md", "\n{{ nobody }}", 2, "`nobody` is not a value"),
        ("wording/contact.md", "{{ emial }}", 1, "did you mean `email`?"),
        ("wording/contact.md", "{% for a in range(10**9) %}{% endfor %}", 1, "one value"),
        (
            "wording/contact.md",
            "{% for a in email %}{% for b in email %}{% endfor %}{% endfor %}",
            1,
            "what the outer one gives",
        ),
        ("wording/contact.md", "{% include 'contact' %}", 1, "includes itself"),
        ("wording/contact.md", "{{ email.__class__ }}", 1, "`.__class__`"),
        ("wording/contact.md", "{{ email|attr('x') }}", 1, "no filter `attr`"),
        ("wording/contact.md", "{{ 'a'*10**9 }}", 1, "`mul`"),
        ("wording/contact.md", "{% autoescape false %}{% endautoescape %}", 1, "no place"),
        ("wording/contcat.md", "x", 1, "did you mean `contact`?"),
        ("wording/ncnd/no-inferrence.md", "x", 1, "did you mean `ncnd/no-inference`?"),
        ("no-inference.md", "x", 1, "is neither pack.yaml"),
    ],
)
def test_a_bad_pack_is_told_with_its_file_its_line_and_what_to_do(
    pack: Pack, name: str, content: str, line: int, told: str
) -> None:
    report = judge(pack({name: content}))
    assert report.letters == ()
    found = [one for one in report.errors if told in one.expected]
    assert found, report.errors
    assert found[0].file == f"ours/{name}"
    assert found[0].line == line


def test_a_pack_without_its_file_is_told_so(pack: Pack) -> None:
    folder = pack({})
    (folder / "pack.yaml").unlink()
    [error] = judge(folder).errors
    assert str(error) == "ours/pack.yaml, line 1: is missing"


# The child process


def test_a_pack_that_takes_too_long_is_given_up() -> None:
    folder = str(templates().joinpath("house", "practice"))
    with pytest.raises(StoppedError) as stopped:
        in_child(child.judge, folder, b"", Bounds(seconds=0.01))
    assert stopped.value.why == "time"


def test_a_child_reads_a_pack_as_it_would_be_read_here() -> None:
    folder = str(templates().joinpath("house", "practice-unit"))
    assert in_child(child.read, folder, b"", Bounds(seconds=60)) == 3


def test_what_no_file_could_be_made_of_and_what_no_font_shows_is_told(pack: Pack) -> None:
    folder = pack({"wording/contact.md": "Write to us.\n\N{CUNEIFORM SIGN A}\n"})
    empty = Report((), (), (), 0, (), (), (), 0)
    filed = [
        Filed("ours", "ncnd", "", "", (), "first heading must be level 1"),
        Filed("ours", "disclose", "", "", ("\N{CUNEIFORM SIGN A}",)),
    ]
    report = child.with_files(empty, filed, folder)
    assert [str(error) for error in report.errors] == [
        "ours/pack.yaml, line 1: No file can be made of the letter “ncnd”: "
        "first heading must be level 1"
    ]
    assert [(hint.file, hint.line) for hint in report.hints] == [("ours/wording/contact.md", 2)]


# The command


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HOUSE_PACKS", raising=False)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_the_practice_pack_is_fine_is_summed_up_and_its_letters_are_left_to_look_at(
    run: Run, tmp_path: Path
) -> None:
    code, out, err = run("house", "check", "practice", "--write", "letters")
    assert (code, err) == (0, "")
    assert "Look at these" not in out
    assert "\n0 of " in out
    counted = re.match(r"(\d+) letters were written, (\d+) of them as Word and PDF files", out)
    assert counted
    written, filed = int(counted[1]), int(counted[2])
    assert 10 < filed < written / 4
    for kind in ("acknowledgement", "holding", "response", "review"):
        assert re.search(rf"By kind: .*\b{kind} [1-9]", out)
    left = Counter(file.suffix for file in (tmp_path / "letters").iterdir())
    assert left == {".txt": written, ".docx": filed, ".pdf": filed}
    assert (tmp_path / "letters" / "practice--acknowledgement.txt").is_file()


def test_a_bad_pack_ends_with_1_and_says_what_to_mend(run: Run, pack: Pack) -> None:
    code, out, err = run("house", "check", str(pack({"wording/contcat.md": "x"})))
    assert code == 1
    assert out.startswith(
        "ours/wording/contcat.md, line 1, contcat: replaces no passage: did you mean"
    )
    assert err.startswith("foi-bot: 1 thing to be mended in ")


def test_a_pack_that_there_is_not_is_told_with_those_there_are(run: Run) -> None:
    code, _, err = run("house", "check", "nowhere")
    assert code == 2
    assert "practice, practice-council" in err


def test_a_pack_of_the_authority_s_own_is_found_by_its_folder_s_name(
    run: Run, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = pack({"wording/contcat.md": "x"})
    monkeypatch.setenv("HOUSE_PACKS", str(folder.parent))
    assert run("house", "check", "ours")[0] == 1
