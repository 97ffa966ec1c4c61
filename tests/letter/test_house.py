"""A house pack is read whole or told, line by line, what is wrong with it."""

from __future__ import annotations

import shutil
from functools import cache
from importlib.resources import as_file
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.bundled import templates
from foi_bot.letter.house import House, load_house, load_houses
from foi_bot.letter.pack import ApprovalRules, Contact, Pack, Review, Spoken, UnitPack
from foi_bot.letter.problems import BadFile

PRACTICE = templates().joinpath("house", "practice", "pack.yaml").read_text("utf-8")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "packs" / "elsewhere"
    with as_file(templates().joinpath("house", "practice")) as practice_pack:
        shutil.copytree(practice_pack, folder)
    (folder / "pack.yaml").write_text(PRACTICE.replace("id: practice", "id: elsewhere"), "utf-8")
    return folder


def change(pack: Path, old: str, new: str) -> int:
    """Change the pack, and say on which line."""
    text = (pack / "pack.yaml").read_text("utf-8")
    line = line_of(pack, old)
    (pack / "pack.yaml").write_text(text.replace(old, new, 1), "utf-8")
    return line


def line_of(pack: Path, words: str) -> int:
    text = (pack / "pack.yaml").read_text("utf-8")
    return text[: text.index(words)].count("\n") + 1


@cache
def practice() -> House:
    return load_houses()["practice"]


def test_the_practice_authority_is_bundled() -> None:
    house = practice()
    assert house.authority == house.letterhead[0] == "Anytown Police Authority"
    assert house.body == "police"
    assert house.reference(2026, 42) == "FOI2026/00042"
    assert (house.review.window_days, house.review.answer_days) == (40, 20)
    assert house.approval.needed == 1
    assert house.approval.four_eyes
    assert house.contact.telephone == "01632 960123"


def test_a_house_is_a_value() -> None:
    again = load_houses()["practice"]
    assert practice() == again
    assert hash(practice()) == hash(again)


def test_an_authority_s_own_pack_stands_beside_the_bundled_ones(pack: Path) -> None:
    assert set(load_houses(pack.parent)) == {*load_houses(), "elsewhere"}


def test_a_practice_workspace_has_one_authority_so_nobody_is_asked_to_choose() -> None:
    anywhere = [house.id for house in load_houses().values() if not house.channels]
    assert anywhere == ["practice"]


def test_an_authority_s_own_pack_replaces_a_bundled_one_of_the_same_id(pack: Path) -> None:
    change(pack, "id: elsewhere", "id: practice")
    change(pack, "short_name: Anytown Police", "short_name: The Force")
    assert load_houses(pack.parent)["practice"].short_name == "The Force"


def test_only_the_packs_that_came_with_the_program_are_for_practice(pack: Path) -> None:
    """It is known from where they were read: wordings on the disk may change under a program."""
    bundled = {house.id for house in load_houses(pack.parent).values() if house.bundled}
    assert bundled == set(load_houses())
    change(pack, "id: elsewhere", "id: practice")
    assert not load_houses(pack.parent)["practice"].bundled


def test_two_packs_of_one_id_are_refused(pack: Path) -> None:
    shutil.copytree(pack, pack.parent / "second")
    with pytest.raises(BadFile, match="elsewhere is another pack's id"):
        load_houses(pack.parent)


def test_the_version_changes_with_any_byte_of_the_pack(pack: Path) -> None:
    first = load_house(pack).version
    assert load_house(pack).version == first
    (pack / "pack.yaml").write_text((pack / "pack.yaml").read_text("utf-8") + "# \n", "utf-8")
    assert load_house(pack).version != first


def test_a_sentence_in_the_pack_replaces_the_bundled_one(pack: Path) -> None:
    first = load_house(pack)
    name = first.wording.passages[0]
    (pack / "wording" / name).parent.mkdir(parents=True)
    (pack / "wording" / f"{name}.md").write_text("Our own sentence.\n", "utf-8")
    second = load_house(pack)
    assert second.wording.text(name, dict.fromkeys(first.wording.names(name), "x")) == (
        "Our own sentence."
    )
    assert second.version != first.version


def test_a_sentence_that_replaces_nothing_is_refused(pack: Path) -> None:
    (pack / "wording").mkdir()
    (pack / "wording" / "no-such-passage.md").write_text("x", "utf-8")
    with pytest.raises(BadFile, match="replaces no passage"):
        load_house(pack)


def test_a_file_that_no_letter_would_use_is_refused(pack: Path) -> None:
    (pack / "no-inference.md").write_text("x", "utf-8")
    with pytest.raises(BadFile, match=r"elsewhere/no-inference\.md"):
        load_house(pack)


def test_a_pack_with_a_link_to_itself_has_an_end(pack: Path) -> None:
    (pack / "fonts").mkdir()
    for name in ("a", "b", "c"):
        (pack / "fonts" / name).symlink_to(pack, target_is_directory=True)
    with pytest.raises(BadFile):
        load_house(pack)


def test_a_pack_of_too_many_files_or_a_file_too_large_is_refused(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foi_bot.letter.house.LARGEST", 50)
    with pytest.raises(BadFile, match="more than 50 bytes"):
        load_house(pack)
    monkeypatch.undo()
    monkeypatch.setattr("foi_bot.letter.house.MOST_FILES", 1)
    with pytest.raises(BadFile, match="more than 1 files"):
        load_house(pack)


def test_a_folder_without_a_pack_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadFile, match=r"empty/pack\.yaml, line 1: is missing"):
        load_houses(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "field", "expected"),
    [
        ("body: police", "body: force", "body", "expected 'police', 'council'"),
        ("id: elsewhere", "id: Else Where", "id", "of the form"),
        ("authority: Anytown Police Authority", "authority:", "authority", "expected text"),
        ("window_days: 40", "window_days: forty", "review.window_days", "a whole number"),
        ("answer_days: 20", "answer_days: 0", "review.answer_days", "1 or more"),
        ("needed: 1", "needed: 0", "approval.needed", "1 or more"),
        ("approvers: []", "approvers: [Olive]", "approval.approvers[1]", "of the form"),
        ("approvers: []", "approvers: [U01ABC, U01ABC]", "approval", "each approver once"),
        ("[]\n  needed: 1", "[U01ABC]\n  needed: 2", "approval", "no more approvals"),
        (
            "four_eyes: true",
            "outcomes: {refuse: {needed: 2}}",
            "approval.outcomes.refuse.[key]",
            "'ncnd'",
        ),
        (
            "four_eyes: true",
            "outcomes: {ncnd: {approvers: [U01ABC], needed: 2}}",
            "approval.outcomes.ncnd",
            "no more approvals",
        ),
        ("four_eyes: true", "four_eyes: mostly", "approval.four_eyes", "yes or no"),
        ("channels: []", "channels: [general]", "channels[1]", "of the form"),
        (
            "foi.review@anytown-police.example.org",
            "the office",
            "review.email",
            "an e-mail address",
        ),
        ("FOI{year}/{number:05d}", "FOI{year}", "references", "{number}"),
        ("FOI{year}/{number:05d}", "{number.__class__}", "references", "{number}"),
        ("FOI{year}/{number:05d}", "{number:99999999d}", "references", "{number}"),
        ("FOI{year}/{number:05d}", "{number!r}", "references", "{number}"),
        ("FOI{year}/{number:05d}", "{number}{", "references", "{number}"),
        ("language: en-GB", "language: english", "language", "of the form"),
        ("short_name:", "shortname:", "shortname", "no field"),
        ("  - Yours sincerely", '  - "Yours\\nsincerely"', "sign_off[1]", "one line"),
    ],
)
def test_each_mistake_is_told_with_its_line(
    pack: Path, old: str, new: str, field: str, expected: str
) -> None:
    line = change(pack, old, new)
    with pytest.raises(BadFile) as bad:
        load_house(pack)
    found = [p for p in bad.value.errors if p.field == field and expected in p.expected]
    assert found, bad.value
    assert found[0].file == "elsewhere/pack.yaml"
    assert found[0].line == (line_of(pack, "approval:") if field == "approval" else line)


def test_the_readme_says_what_every_field_of_a_pack_is() -> None:
    readme = templates().joinpath("house", "README.md").read_text("utf-8")
    parts = (Pack, UnitPack, Spoken, Contact, Review, ApprovalRules)
    fields = {name for part in parts for name in part.model_fields}
    assert [name for name in sorted(fields) if f"`{name}`" not in readme] == ["unit"]
    assert "\nunit: " in readme


def test_a_folder_of_packs_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="is no folder"):
        load_houses(tmp_path / "nowhere")


def test_all_packs_mistakes_are_told_at_once(pack: Path) -> None:
    shutil.copytree(pack, pack.parent / "second")
    change(pack, "body: police", "body: force")
    change(pack.parent / "second", "language: en-GB", "language: english")
    with pytest.raises(BadFile) as bad:
        load_houses(pack.parent)
    assert [problem.file for problem in bad.value.errors] == [
        "elsewhere/pack.yaml",
        "second/pack.yaml",
    ]


@given(st.integers(1900, 2200), st.integers(0, 10**7))
def test_references_of_different_numbers_differ(year: int, number: int) -> None:
    house = practice()
    assert house.reference(year, number) != house.reference(year, number + 1)
