"""Wording is checked when it is loaded: what a house pack may replace, and what it may not say."""

from __future__ import annotations

from pathlib import Path

import pytest

from foi_bot.letter.fill import Fact, WordingError, load_wording


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    write(folder, "ncnd/no-inference.md", "No inference, says {{ authority }}.\n")
    write(folder, "ncnd/reason.md", "Because {{ harm }}.\n")
    write(folder, "README.md", "For people: {{ this is }} no template.\n")
    return folder


def test_a_house_pack_replaces_one_sentence_and_no_other(bundled: Path, tmp_path: Path) -> None:
    pack = tmp_path / "wording"
    write(pack, "ncnd/no-inference.md", "Peidiwch \u00e2 chasglu dim, medd {{ authority }}.\n")
    ours, theirs = load_wording(bundled), load_wording(bundled, pack)
    values = {"authority": "X", "harm": "delay"}
    assert ours.passages == theirs.passages == ("ncnd/no-inference", "ncnd/reason")
    assert theirs.text("ncnd/no-inference", values) == "Peidiwch \u00e2 chasglu dim, medd X."
    assert theirs.text("ncnd/reason", values) == "Because delay."
    assert ours.version != theirs.version
    assert ours == load_wording(bundled)


def test_a_replacement_that_replaces_nothing_is_refused(bundled: Path, tmp_path: Path) -> None:
    write(tmp_path / "wording", "ncnd/no-inferrence.md", "x")
    with pytest.raises(
        WordingError, match=r"no-inferrence\.md, line 1.*did you mean `ncnd/no-inference`"
    ):
        load_wording(bundled, tmp_path / "wording")


def test_a_replacement_uses_only_what_the_passage_is_given(bundled: Path, tmp_path: Path) -> None:
    write(tmp_path / "wording", "ncnd/reason.md", "Because {{ harm }},\nsays {{ authority }}.")
    with pytest.raises(WordingError, match=r"line 2.*`authority`"):
        load_wording(bundled, tmp_path / "wording")
    assert load_wording(bundled, tmp_path / "wording", common={"authority"})


GIVEN = (
    "{% for reference, came in earlier %}{{ reference }} of {{ came }}. {% endfor %}"
    "{{ parts|listed }}{% if telephone %} {{ telephone }}{% endif %}{% if late %} Late.{% endif %}"
    "{% if days > 1 %}{{ days }}{% endif %}{{ email }}"
)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ telephone }}", "`telephone` can be empty: ask first"),
        ("{% if not telephone %}{{ telephone }}{% endif %}", "can be empty"),
        ("{{ late }}", "`late` cannot be printed"),
        ("{{ earlier }}", "`earlier` cannot be printed"),
        ("{{ parts }}", "`parts` cannot be printed"),
        ("{% for a in earlier %}{% endfor %}", "each of `earlier` has 2 parts, not 1"),
        ("{% for a, b, c in earlier %}{% endfor %}", "each of `earlier` has 2 parts, not 3"),
        ("{% for a in email %}{% endfor %}", "`email` cannot be gone over"),
        ("{{ earlier|listed }}", "`earlier` cannot be listed"),
        ("{{ email|length }}", "`email` cannot be counted"),
        ("{% if email > 1 %}{% endif %}", "`email` cannot be compared as a number"),
        ("{% for a in parts %}{% endfor %}{{ a }}", "`a` is not a value that it is given"),
        ("{{ emial }}", "did you mean `email`?"),
    ],
)
def test_a_replacement_does_with_a_value_what_can_be_done_with_it(
    bundled: Path, tmp_path: Path, source: str, told: str
) -> None:
    write(bundled, "whole.md", GIVEN)
    write(tmp_path / "wording", "whole.md", f"\n{source}")
    with pytest.raises(WordingError) as refused:
        load_wording(bundled, tmp_path / "wording")
    [problem] = refused.value.errors
    assert told in problem.expected
    assert (problem.file, problem.line) == ("wording/whole.md", 2)


@pytest.mark.parametrize(
    "source",
    [
        "{% if telephone %}{{ telephone }}{% endif %}",
        "{% if late and telephone %}{{ telephone }}{% endif %}",
        "{% if not telephone %}None.{% else %}{{ telephone }}{% endif %}",
        "{{ telephone if telephone else email }}",
        "{% for a, b in earlier %}{{ loop.index }} {{ b }}{% endfor %}",
        "{% for part in parts %}{{ part|capital }}{% endfor %}{{ parts|length }}",
        "{% if earlier|length == 1 %}One.{% endif %}",
    ],
)
def test_a_replacement_says_it_in_its_own_way(bundled: Path, tmp_path: Path, source: str) -> None:
    write(bundled, "whole.md", GIVEN)
    write(tmp_path / "wording", "whole.md", source)
    values: dict[str, Fact] = {
        "earlier": [("a", "b")],
        "parts": ["c"],
        "late": True,
        "days": 2,
        "email": "e",
    }
    for telephone in (None, "01632"):
        made = load_wording(bundled, tmp_path / "wording")
        assert made.blocks("whole", {**values, "telephone": telephone}) is not None


def test_wording_that_is_not_utf_8_is_told_with_its_line(bundled: Path, tmp_path: Path) -> None:
    file = tmp_path / "wording" / "ncnd" / "reason.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"Because.\nCaf\xe9\n")
    with pytest.raises(WordingError, match=r"reason\.md, line 2: expected text saved as UTF-8"):
        load_wording(bundled, tmp_path / "wording")


def test_wording_saved_on_windows_is_the_same_wording(bundled: Path, tmp_path: Path) -> None:
    file = tmp_path / "wording" / "ncnd" / "reason.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xef\xbb\xbfBecause {{ harm }}.\r\n")
    assert load_wording(bundled, tmp_path / "wording") == load_wording(bundled)


def test_a_replacement_is_checked_like_any_template(bundled: Path, tmp_path: Path) -> None:
    write(tmp_path / "wording", "ncnd/reason.md", "{{ harm.__class__ }}")
    with pytest.raises(WordingError, match=r"wording/ncnd/reason\.md, line 1"):
        load_wording(bundled, tmp_path / "wording")
