"""Every sentence of the bundled letters stands in docs/wording.md with what it answers to."""

from __future__ import annotations

import re
from datetime import date

import pytest

from foi_bot.law.act import InexactLimbError, LawError, look_up
from foi_bot.law.cites import cites_in
from scripts.wording import PAGE, Row, bundled, gone, rows, sentences, without_row, written

TEXT = PAGE.read_text("utf-8")
ROWS = tuple(rows(TEXT))
SOURCES = tuple(
    name
    for name in re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", TEXT.split("## `")[0], re.M)
    if name != "begins with"
)
"""What the page says that a source can begin with."""

DAYS = (date(2026, 11, 22), date(2018, 5, 1))
"""A day of the Act as it is, and one before it was changed for the data protection law of 2018."""


def test_every_sentence_has_a_row_in_its_passage_s_table() -> None:
    assert [written(row) for row in without_row(TEXT, bundled())] == []


def test_no_row_is_about_a_sentence_that_is_gone() -> None:
    assert [written(row) for row in gone(TEXT, bundled())] == []


def test_no_sentence_has_two_rows() -> None:
    told = [(row.passage, sentence) for row in ROWS for sentence in row.sentences]
    assert sorted(set(told)) == sorted(told)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.passage}: {row.sentences[0][:40]}")
def test_a_row_names_a_source_that_the_page_describes_and_law_that_there_is(row: Row) -> None:
    assert row.answers_to
    for source in row.answers_to.split("; "):
        assert source.startswith(SOURCES)
        if source.startswith("FOIA"):
            assert cites_in(source)
            for found in cites_in(source):
                assert any(_is_law(found.cite, on) for on in DAYS), found.cite


def _is_law(cite: str, on: date) -> bool:
    try:
        look_up(cite, on)
    except InexactLimbError:
        return True
    except LawError:
        return False
    return True


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("We are late. We are sorry.\n", ("We are late.", "We are sorry.")),
        ("{{ answer }}\n", ()),
        ("Suppose that we did. {{ answer }}\n", ("Suppose that we did.",)),
        (
            "You ask for it. {{ answer }} The law is another.\n",
            ("You ask for it.", "The law is another."),
        ),
        (
            "{% if part %}{{ part | capital }}: we{% else %}We{% endif %} hold it.\n",
            ("{part}: we hold it.", "We hold it."),
        ),
        (
            "We hold {{ held }}{% if not stopped %}.{% endif %} We give it.\n",
            ("We hold {held}.", "We give it."),
        ),
        ("{{ days }} day{% if days != 1 %}s{% endif %} late\n", ("{days} day(s) late",)),
        (
            "{% if a == 1 %}One.{% elif a == 2 %}Two.{% else %}More.{% endif %}\n",
            ("One.", "Two.", "More."),
        ),
        (
            "{% if due %}By {{ due }}.{% endif %} Never{% if due %} later{% endif %}.\n",
            ("By {due}.", "Never later.", "Never."),
        ),
        (
            "Under these:\n\n{% for one in every %}\n- {{ one }}\n{% endfor %}\n",
            ("Under these:",),
        ),
        (
            '{{ names | listed("or") }} will do.\n',
            ("{names, the last after “or”} will do.",),
        ),
        ("**How we looked.** {{ answer }}\n", ("How we looked.",)),
        ("See [the licence](https://example.org/).\n", ("See the licence.",)),
    ],
)
def test_a_passage_says_what_its_conditions_can_make_of_it(
    source: str, said: tuple[str, ...]
) -> None:
    assert sentences(source) == said


def test_a_row_is_read_as_it_is_written() -> None:
    row = Row("cost/decision", ("We hold it.", "We do not give it."), "FOIA s12(1)")
    assert list(rows(f"## `cost/`: section 12\n\n{written(row)}\n")) == [row]
    above = Row("title", ("Your request",), "FOIA s1(1)")
    assert list(rows(f"## `/`\n\n{written(above)}\n\n## Elsewhere\n\n| a | b | c |\n")) == [above]


def test_what_is_missing_and_what_is_gone_is_told_sentence_by_sentence() -> None:
    page = "## `cost/`\n\n| `help` | Ask again.<br>Ask us. | FOIA s16(1) |\n"
    said = {"cost/help": ("Ask us.", "Please ask."), "late/why": ("We are sorry.",)}
    assert [written(row) for row in without_row(page, said)] == [
        "| `help` | Please ask. |  |",
        "| `why` | We are sorry. |  |",
    ]
    assert [row.sentences for row in gone(page, said)] == [("Ask again.",)]


def test_a_row_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="three cells"):
        list(rows("## `cost/`\n\n| `help` | Ask us. |\n"))
