"""What somebody changed in Word comes back as whose words were changed; nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.letter.edited.compared import Edited, Fate, compared
from foi_bot.letter.edited.units import Segment, Unit, units
from foi_bot.letter.edited.words import flat, plain
from foi_bot.letter.quoted import REQUEST
from foi_bot.letter.tree import Table
from foi_bot.reading.docx_lines import Line
from tests.letter.edited.letters import NAMES, in_word, letter, line_of, lines, ours, places
from tests.letter.trees import letters

VOCABULARY = st.sampled_from(
    ["otters", "herons", "badgers", "kites", "newts", "larks", "voles", "swifts"]
)
WORDS = st.lists(VOCABULARY, min_size=3, max_size=12).map(" ".join)


@pytest.mark.parametrize("name", NAMES)
def test_the_lines_of_a_letter_are_those_of_its_word_document(name: str) -> None:
    body = [unit for unit in ours(name) if unit.kind != "furniture"]
    there = [plain(line.text) for line in in_word(name)]
    assert [line for line in there if line in {plain(unit.text) for unit in body}] == [
        plain(unit.text) for unit in body
    ]
    kinds = {plain(line.text): line.kind for line in in_word(name)}
    for unit in body:
        assert kinds[plain(unit.text)] == line_of(unit).kind


@pytest.mark.parametrize("name", NAMES)
def test_a_document_that_nobody_changed_says_nothing_new(name: str) -> None:
    edited = compared(letter(name), in_word(name))
    assert (edited.answers, edited.changes) == ((), ())
    assert set(edited.fates) <= {Fate.SAME, Fate.LEFT_OUT}


@given(letters(st.text(max_size=20)))
def test_any_letter_unchanged_says_nothing_new(any_letter) -> None:  # type: ignore[no-untyped-def]
    found = lines(units(any_letter))
    edited = compared(any_letter, found)
    assert (edited.answers, edited.changes) == ((), ())
    assert len(edited.fates) == len(found)


def answered(unit: Unit) -> bool:
    return unit.kind != "furniture" and bool(unit.answers) and not unit.is_request


def with_answer(unit: Unit, words: str, origins: set[str]) -> str:
    """The unit's text with other words in the place of these answers."""
    return "".join(
        _like(one, words) if one.origin in origins else one.text for one in unit.segments
    )


def _like(one: Segment, words: str) -> str:
    cells = one.text.split("\t")
    return "\t".join(f"{words} {no}" for no in range(len(cells))) if len(cells) > 1 else words


def new_pieces(edited: Edited, origin: str) -> list[str]:
    found = next(one for one in edited.answers if one.origin == origin)
    said = []
    for piece in found.now:
        if isinstance(piece, Table):
            said += [piece.caption, *("\t".join(row) for row in (piece.header, *piece.rows))]
        else:
            said.append(piece)
    return [one for one in said if one]


@given(st.data())
def test_new_words_of_answers_come_back_as_theirs_and_no_others(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    found = list(in_word(name))
    at = places(name)
    body = [no for no, unit in enumerate(ours(name)) if answered(unit)]
    if not body:
        return
    chosen = data.draw(st.lists(st.sampled_from(body), min_size=1, unique=True))
    touched: set[str] = set()
    expected: dict[str, list[str]] = {}
    for no in body:
        unit = ours(name)[no]
        # Of one line one answer is changed: with two of them next to each other nobody could tell.
        origin = unit.answers[0]
        words = f"{data.draw(WORDS)} {no}"
        text = with_answer(unit, words, {origin} if no in chosen else set())
        for one in unit.segments:
            if not one.is_house:
                changed = no in chosen and one.origin == origin
                kept = _like(one, words) if changed else one.text
                expected.setdefault(one.origin, []).extend(kept.split("\n\n"))
        if no in chosen:
            touched.add(origin)
            found[at[no]] = Line(text, found[at[no]].kind)
    edited = compared(letter(name), found)
    assert {one.origin for one in edited.answers} == touched
    for origin in touched:
        assert [plain(one) for one in new_pieces(edited, origin)] == [
            plain(one) for one in expected[origin] if one.strip()
        ]
    assert edited.changes == ()
    assert len(edited.fates) == len(found)


@given(st.data())
def test_new_words_of_the_house_change_no_answer(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    found = list(in_word(name))
    at = places(name)
    body = [
        no
        for no, unit in enumerate(ours(name))
        if unit.kind != "furniture"
        and any(one.is_house and " " in one.text.strip() for one in unit.segments)
    ]
    chosen = data.draw(st.lists(st.sampled_from(body), min_size=1, max_size=8, unique=True))
    changed = set()
    for no in chosen:
        unit, line = ours(name)[no], at[no]
        text = "".join(
            _one_word_changed(one.text, data) if one.is_house else one.text for one in unit.segments
        )
        found[line] = Line(text, found[line].kind)
        changed |= {flat(unit.text)} if text != unit.text else set()
    edited = compared(letter(name), found)
    assert edited.answers == ()
    assert {flat(change.was) for change in edited.changes} == changed
    assert {change.fate for change in edited.changes} <= {Fate.HOUSE}


def _one_word_changed(text: str, data: st.DataObject) -> str:
    words = text.split(" ")
    those = [no for no, word in enumerate(words) if word.isalpha()]
    if not those:
        return text
    words[data.draw(st.sampled_from(those))] = data.draw(VOCABULARY)
    return " ".join(words)


@given(st.data())
def test_whatever_is_done_to_a_document_each_of_its_lines_is_accounted_for(
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(NAMES))
    found = list(in_word(name))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(found) - 1))
        match data.draw(st.sampled_from(["drop", "double", "move", "other", "join", "cut"])):
            case "drop" if len(found) > 1:
                del found[at]
            case "double":
                found.insert(at, found[at])
            case "move":
                found.insert(data.draw(st.integers(0, len(found) - 1)), found.pop(at))
            case "join" if at + 1 < len(found):
                found[at : at + 2] = [Line(f"{found[at].text} {found[at + 1].text}")]
            case "cut":
                half = len(found[at].text) // 2
                text, kind = found[at].text, found[at].kind
                found[at : at + 1] = [Line(text[:half], kind), Line(text[half:] or "x", kind)]
            case _:
                found[at] = Line(data.draw(WORDS), found[at].kind)
    edited = compared(letter(name), found)
    assert len(edited.fates) == len(found)
    told = " ".join(flat(change.now) for change in edited.changes)
    said = " ".join(flat(one) for a in edited.answers for one in new_pieces(edited, a.origin))
    known = " ".join(flat(unit.text) for unit in ours(name))
    for line, fate in zip(found, edited.fates, strict=True):
        words = flat(line.text)
        match fate:
            case Fate.ADDED | Fate.UNCLEAR:
                assert words in told
            case Fate.HOUSE:
                assert words in told
            case Fate.ANSWER:
                assert all(word in f"{said} {told} {known}" for word in words.split())
            case Fate.SAME:
                assert words in known


def test_the_request_changed_is_told_without_what_it_says_now() -> None:
    name = "mixed"
    found = list(in_word(name))
    quoted = next(unit for unit in ours(name) if REQUEST in unit.answers)
    at = next(no for no, line in enumerate(found) if plain(line.text) == plain(quoted.text))
    found[at] = Line(f"{quoted.text} Yours, Pat Placeholder", found[at].kind)
    edited = compared(letter(name), found)
    (change,) = edited.changes
    assert (change.fate, change.now) == (Fate.REQUEST, "")
    assert edited.fates[at] is Fate.REQUEST
