"""What a text is about, by its words; and an officer's reasons held against the case's request."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.checks.names import days, kind, proper_names, years
from foi_bot.checks.subjects import WEAK, hits, subjects
from tests.checks.letters import LOOK_AGAIN, MUST_FIX, findings, guarded
from tests.checks.test_foreign_matter import RULE


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("a cyberattack", "computers"),
        ("cyber-attacks", "computers"),
        ("Cyber attack", "computers"),
        ("networks being hacked", "computers"),
        ("Windows XP/7", "computers"),
        ("the pupils' parents", "schools"),
        ("policies on slurry", "farming"),
        ("unmanned-aircraft", "drones"),
        ("looked after children", "childrens-services"),
    ],
)
def test_a_subject_is_known_by_its_words_however_they_are_written(words: str, subject: str) -> None:
    assert subject in {hit.subject for hit in hits(words) if hit.weight > WEAK}


def test_every_subject_is_near_subjects_that_there_are() -> None:
    every = subjects()
    assert {name for one in every.values() for name in one.near} <= set(every)


def test_no_word_tells_two_different_things_about_one_subject() -> None:
    for one in subjects().values():
        assert not set(one.sure) & set(one.words)
        assert not set(one.words) & set(one.weak)
        assert not set(one.sure) & set(one.weak)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("We shall visit the Oxmere Harvest Fair on 26 August.", ["Oxmere Harvest Fair"]),
        ("Whether it uses the Kestrel X4 is not said.", ["Kestrel X4"]),
        ("The Fraud Act 2006 and Smith v Jones say so.", []),
        ("Nobody knows.", []),
        ("See section 31(1)(a) and Article 8.", []),
    ],
)
def test_names_are_told_from_laws_days_and_first_words(sentence: str, names: list[str]) -> None:
    assert [name.text for name in proper_names(sentence)] == names


def test_days_years_and_kinds_of_things_are_read() -> None:
    assert days("on 26th August and May 3, 2019") == {"26 august"[:6], "3 may"}
    assert years("2021/22 to 2024") == {2021, 2022, 2024}
    assert (kind("Oakfield Primary School"), kind("Acme Holdings Ltd"), kind("Nothing")) == (
        "school",
        "company",
        "",
    )


@given(st.text(max_size=300))
def test_any_text_can_be_read_for_subjects_and_names(text: str) -> None:
    assert all(hit.words in text for hit in hits(text))
    assert all(name.text in text for name in proper_names(text))
    assert isinstance(days(text) | {""}, frozenset | set)
    assert isinstance(years(text), frozenset)


def test_an_officer_s_reason_about_another_request_has_to_be_mended() -> None:
    words = "Hackers would install ransomware on the computer systems."
    [finding] = findings(guarded({"consequence@31(1)(a)": words}), RULE)
    assert (finding.severity, finding.answer) == (MUST_FIX, "consequence@31(1)(a)")
    assert "ransomware" in finding.advice


def test_an_officer_s_reason_with_one_strange_word_is_looked_at_again() -> None:
    words = "The pupils would be seen leaving."
    [finding] = findings(guarded({"consequence@31(1)(a)": words}), RULE)
    assert finding.severity is LOOK_AGAIN


def test_an_officer_s_reason_about_the_request_is_in_order() -> None:
    words = "Thieves would come to the vehicle yards on the nights without a guard."
    assert findings(guarded({"consequence@31(1)(a)": words}), RULE) == []
