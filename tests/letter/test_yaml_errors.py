"""A file that somebody wrote is read, or every mistake in it is told with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from foi_bot.letter.yaml_errors import BadFile, load_yaml_model


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid")
    label: Annotated[str, Field(min_length=1)]
    outcome: Literal["disclose", "ncnd"] = "disclose"


class Held(BaseModel):
    kind: Literal["held"]
    number: int


class Closed(BaseModel):
    kind: Literal["ncnd"]
    limb: str


class Example(BaseModel):
    model_config = ConfigDict(extra="forbid")
    received: date
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    telephone: str | None = None
    late: bool = False
    answer: Annotated[Held | Closed, Field(discriminator="kind")] | None = None


GOOD = """\
received: 2018-03-13
parts:
  - label: 1)
  - label: no
    outcome: ncnd
telephone: 0300 123 1113
late: yes
answer:
  kind: held
  number: 012
"""


def test_a_value_is_the_text_that_stands_in_the_file() -> None:
    read = load_yaml_model(GOOD, Example)
    assert read.received == date(2018, 3, 13)
    assert [part.label for part in read.parts] == ["1)", "no"]
    assert read.telephone == "0300 123 1113"
    assert read.late
    assert read.answer == Held(kind="held", number=12)


def test_nothing_written_is_nothing_given() -> None:
    read = load_yaml_model("received: 2018-03-13\nparts: [{label: '~'}]\ntelephone:\n", Example)
    assert read.telephone is None
    assert read.parts[0].label == "~"


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("\ufeffreceived: 13 March\nparts: []\n", "utf-8")
    with pytest.raises(BadFile) as bad:
        load_yaml_model(path, Example)
    assert [str(problem) for problem in bad.value.errors] == [
        "case.yaml, line 1, received: expected a date such as 2018-04-13",
        "case.yaml, line 2, parts: expected at least 1 of them",
    ]


@pytest.mark.parametrize(
    ("text", "line", "field", "expected"),
    [
        ("parts:\n  - label: a\n", 1, "received", "is missing"),
        ("received: 2018-03-13\nparts:\n  - label: a\n  - outcome: ncnd\n", 4, "parts[2].label",
         "is missing"),
        ("received: 2018-03-13\nparts:\n  - label: a\n    outcome: other\n", 4, "parts[1].outcome",
         "expected 'disclose' or 'ncnd'"),
        ("received: 2018-03-13\nparts:\n  - label: a\n    lable: b\n", 4, "parts[1].lable",
         "no field"),
        ("received: 2018-03-13\nparts: a\n", 2, "parts", "expected a list"),
        ("received: 2018-03-13\nparts:\n  - a\n", 3, "parts[1]", "expected fields"),
        ("received: 2018-03-13\nparts: [{label: a}]\nlate: perhaps\n", 3, "late", "yes or no"),
        ("received: 2018-03-13\nparts: [{label: a}]\nanswer:\n  kind: held\n  number: few\n", 5,
         "answer.held.number", "a whole number"),
        ("received: 2018-03-13\nparts: [{label: a}]\nanswer:\n  kind: lost\n", 3, "answer",
         "one of 'held', 'ncnd'"),
        ("received: 2018-03-13\nparts: [{label: [a]}]\n", 2, "parts[1].label", "expected text"),
        ("received: 1\nreceived: 2\n", 2, "received", "line 1 already"),
        ("{a: 1, a: 2}", 1, "a", "line 1 already"),
        ("a: &x 1\nb: *x\n", 2, "*x", "write it out"),
        ("[a]: 1\n", 1, "", "field's name"),
        ("a: 1\n\tb: 2\n", 2, "", "is not YAML"),
        ("a: 'x\n", 2, "", "is not YAML"),
        ("a: 1\n---\nb: 2\n", 2, "", "is not YAML"),
        ("ok: 1\nbad: \x00\n", 2, "", "YAML forbids"),
        ("", 1, "", "is empty"),
        ("# only a comment\n", 1, "", "is empty"),
        ("a\n", 1, "", "expected fields"),
        ("[" * 30, 1, "", "too deep"),
        ("- " * 100_000, 1, "", "too deep"),
    ],
)  # fmt: skip
def test_each_mistake_is_told_with_its_line_and_what_belongs_there(
    text: str, line: int, field: str, expected: str
) -> None:
    with pytest.raises(BadFile) as bad:
        load_yaml_model(text, Example, "case.yaml")
    found = [p for p in bad.value.errors if p.field == field and expected in p.expected]
    assert found, bad.value
    assert (found[0].file, found[0].line) == ("case.yaml", line)


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"a: 1\nb: \xa3\n")
    with pytest.raises(BadFile, match=r"case\.yaml, line 2: expected text saved as UTF-8"):
        load_yaml_model(path, Example)


@given(st.text(st.sampled_from("ab:-[]{}'\"&*!|>\n\t #%@`,?~0\x00\ufeff")))
def test_whatever_stands_in_a_file_it_is_told_to_be_bad(text: str) -> None:
    with pytest.raises(BadFile) as bad:
        load_yaml_model(text, Example)
    assert bad.value.errors
