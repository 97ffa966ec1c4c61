"""A table that is pasted into an answer is a table in the letter, and nothing of it is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import docx as word
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from foi_bot.case import Case, Key
from foi_bot.interview.answers import read_value
from foi_bot.interview.asked import question
from foi_bot.letter import docx, markdown, pdf, slack, text
from foi_bot.letter.characters import one_line, printable
from foi_bot.letter.compose import compose
from foi_bot.letter.shown import Grid
from foi_bot.letter.stationery import Stationery
from foi_bot.letter.table_layout import figures, layout
from foi_bot.letter.tables import apart
from foi_bot.letter.tree import Letter, Paragraph, Span, Table, spans
from foi_bot.reading.tables import Grid as FileGrid
from foi_bot.reading.tables import to_tsv
from tests.cases.build import case_file, changed
from tests.letter.texts import HOSTILE, anything

PLAIN = "Year\tStolen\tFound\n2021\t1,412\t97\n2022\t386\t41"


def table(typed: str) -> Table:
    """The one table of a text."""
    (found,) = [piece for piece in apart(typed) if isinstance(piece, Table)]
    return found


def tables(case: Case) -> list[Table]:
    """The tables of the case's letter."""
    return [block for block in compose(case).blocks if isinstance(block, Table)]


def disclosing(*answers: str) -> Case:
    """A case of as many parts as there are answers, each of them given."""
    case = replace(case_file("disclose-table-free"), answers=())
    parts = "\n".join(f"{no}) What is the answer?" for no in range(1, len(answers) + 1))
    case = replace(case, request=replace(case.request, text=parts))
    given_ = {f"answer@{no}": answer for no, answer in enumerate(answers, start=1)}
    return changed(case, {**{f"outcome@{no}": "disclose" for no in range(1, 9)}, **given_})


def test_what_a_spreadsheet_puts_on_the_clipboard_is_a_table_between_the_paragraphs() -> None:
    before, found, after = apart(f"We counted.\n\n{PLAIN}\n\nThat is all.")
    assert (before, after) == ("We counted.", "That is all.")
    assert found == Table(
        "", ("Year", "Stolen", "Found"), (("2021", "1,412", "97"), ("2022", "386", "41"))
    )


def test_a_cell_may_hold_what_stands_between_cells() -> None:
    found = table('Place\tWhat\n"Mill Lane,\nAnytown"\t"a ""bait""\tbicycle"')
    assert found.rows == (("Mill Lane,\nAnytown", 'a "bait"\tbicycle'),)


@pytest.mark.parametrize(
    ("above", "caption", "words"),
    [
        ("Bicycles\n", "Bicycles", ()),
        ("We counted.\n\nBicycles\n", "Bicycles", ("We counted.",)),
        ("Bicycles\n\n", "", ("Bicycles",)),
        ("We counted\nthem all.\n", "", ("We counted\nthem all.",)),
        ("", "", ()),
    ],
)
def test_a_line_alone_directly_above_a_table_is_its_caption(
    above: str, caption: str, words: tuple[str, ...]
) -> None:
    *before, found = apart(above + PLAIN)
    assert isinstance(found, Table)
    assert (tuple(before), found.caption) == (words, caption)


@pytest.mark.parametrize(
    "typed",
    [
        "Name\tOlive Officer",
        "a\tb\tc\n1\t2\nx\ty\tz",
        "a\tb\n1\t2\t3\nx\ty",
        'a\tb\n1\t"never closed',
        'a\tb\n1\t"closed" too early',
        "a\t\n1\t\n2\t",
    ],
)
def test_what_makes_no_table_stays_text_to_the_last_character(typed: str) -> None:
    assert "".join(str(piece) for piece in apart(typed)) == typed


@pytest.mark.parametrize(
    ("typed", "width"),
    [
        ("a\tb\t\n1\t2\t\n3\t4\t", 2),
        ("a\tb\n1\t2\t\t\n3\t4", 2),
        ("a\tb\tc\n1\t2\t3\nAll\t2", 3),
        ("a\tb\tc\n1\t\t3\n2\t\t", 3),
    ],
)
def test_rows_may_differ_by_empty_cells_at_their_ends(typed: str, width: int) -> None:
    found = table(typed)
    assert {len(row) for row in (found.header, *found.rows)} == {width}


def test_the_corner_of_a_table_may_be_empty_where_the_answer_begins_with_it() -> None:
    asked = question(disclosing("x"), Key("answer", "1"))
    value = read_value(asked, ["\n\t2022\t2023\nAnytown\t1\t2\n"])
    assert table(str(value)) == Table("", ("", "2022", "2023"), (("Anytown", "1", "2"),))


def test_two_tables_may_follow_each_other() -> None:
    assert [type(piece) for piece in apart(f"{PLAIN}\n\n{PLAIN}\nNote\n{PLAIN}")] == [Table] * 3


cells = st.one_of(anything, st.sampled_from(["1", "2,300", "5%", "£3.50", ""]))
grids = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(cells, min_size=width, max_size=width).map(tuple), min_size=2, max_size=6
    )
)


@given(grids)
def test_a_table_from_a_file_is_the_same_table_in_the_letter(rows: list[tuple[str, ...]]) -> None:
    shown = [tuple(printable(cell) for cell in row) for row in rows]
    full = [(f"r{no}", *row[1:-1], "end") for no, row in enumerate(shown)]
    found = table(f"Words.\n\n{to_tsv(FileGrid('figures.csv', tuple(full)))}\n\nWords.")
    assert [found.header, *found.rows] == full


@given(st.lists(st.one_of(anything, st.sampled_from(["\t", '"', "\n", "a\tb"])), max_size=12))
def test_no_word_is_lost_however_tabs_and_quotes_fall(typed: list[str]) -> None:
    told = "".join(typed)
    found = [
        "".join([piece.caption, *piece.header, *(c for row in piece.rows for c in row)])
        if isinstance(piece, Table)
        else piece
        for piece in apart(told)
    ]
    assert bare("".join(found)) == bare(printable(told))


def bare(words: str) -> str:
    """The characters without white space, and without the quotes that only set a cell off."""
    return re.sub(r'[\s"]', "", words)


@settings(deadline=None, max_examples=30)
@given(grids)
def test_every_cell_is_in_the_letter_in_its_order(rows: list[tuple[str, ...]]) -> None:
    full = [(f"r{no}", *row[1:-1], "end") for no, row in enumerate(rows)]
    shown = [tuple(printable(cell) for cell in row) for row in full]
    case = disclosing(to_tsv(FileGrid("", tuple(shown))))
    (found,) = tables(case)
    assert found.origin == "answer@1"
    assert [found.header, *found.rows] == shown
    lines = [one_line(cell) for row in shown for cell in row]
    written = text.write(compose(case), {})
    at = 0
    for line in lines:
        at = written.index(line, at) + len(line)


def test_the_basis_follows_the_table() -> None:
    blocks = compose(case_file("disclosure-with-table")).blocks
    kinds = [type(block) for block in blocks]
    at = kinds.index(Table)
    rest = [span.text for span in spans(Letter("en-GB", "", blocks[at:]))]
    assert rest[0] == "The spreadsheet that we enclose gives the same figures for each street."
    assert rest[1].startswith("The figures are from our parking enforcement system")


def test_a_table_without_a_caption_is_called_by_its_number_in_the_letter() -> None:
    case = disclosing(f"Bicycles\n{PLAIN}\n\n{PLAIN}", PLAIN)
    assert [found.caption for found in tables(case)] == ["Bicycles", "Table 2", "Table 3"]


def test_what_is_given_outside_the_act_may_be_a_table() -> None:
    case = changed(
        case_file("cost-aggregated"), {"courtesy": "yes", "courtesy-given": f"So far:\n\n{PLAIN}"}
    )
    assert tables(case)[-1].header == ("Year", "Stolen", "Found")


def grid(*columns: tuple[str, ...]) -> Grid:
    header, *rows = zip(("Name", "a", "b"), *columns, strict=True)
    return Grid("", tuple(header), tuple(tuple(row) for row in rows))


@pytest.mark.parametrize(
    "cells",
    [
        ("2021", "2022"),
        ("1,412", "–"),
        ("£1,120,310.50", "n/a"),
        ("-37.8%", "+4 %"),
        ("(12)", "<5"),
        ("10 000", ""),
    ],
)
def test_figures_stand_to_the_right(cells: tuple[str, str]) -> None:
    assert figures(grid(("x", *cells))) == (False, True)


@pytest.mark.parametrize(
    "cells",
    [("May", "3"), ("", "–"), ("3 June 2024", "4 June 2024"), ("12:30", "1"), ("1,23", "4")],
)
def test_words_and_dates_stand_to_the_left(cells: tuple[str, str]) -> None:
    assert figures(grid(("x", *cells))) == (False, False)


def test_the_first_column_stands_to_the_left_even_where_it_holds_years() -> None:
    assert figures(Grid("", ("Year", "n"), (("2021", "1"), ("2022", "2")))) == (False, True)


def sized(columns: int, rows: int, cell: str = "12,345") -> Table:
    head = tuple(f"Month {no}" for no in range(columns))
    return Table("Big", head, ((cell,) * columns,) * rows)


BIG = Letter("en-GB", "Title", (Paragraph((Span("Before."),)), sized(20, 500)))


def test_a_table_of_500_rows_and_20_columns_goes_into_every_file_whole() -> None:
    assert text.write(BIG, {}).count("12,345") == markdown.write(BIG, {}).count("12,345") == 10_000
    document = word.Document(BytesIO(docx.write(BIG, {})))
    (made,) = document.tables
    assert (
        sum(each.text == "12,345" for each in made._tbl.iter() if each.tag.endswith("}t")) == 10_000
    )
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf.write(BIG, {}))).pages]
    assert sum(page.count("12,345") for page in pages) == 10_000
    assert all("Month" in page for page in pages[1:])


def test_a_table_that_is_too_wide_to_stand_upright_has_pages_of_its_own_that_are_turned() -> None:
    document = word.Document(BytesIO(docx.write(BIG, {})))
    turned = [section.page_width > section.page_height for section in document.sections]  # type: ignore[operator]
    assert turned == [False, True]
    first, second = list(PdfReader(BytesIO(pdf.write(BIG, {}))).pages)[:2]
    assert first.mediabox.width < first.mediabox.height
    assert second.mediabox.width > second.mediabox.height


def test_the_pages_are_upright_again_after_it_and_none_is_empty() -> None:
    wide = sized(20, 2)
    after = Paragraph((Span("After."),))
    letter = Letter("en-GB", "Title", (Paragraph((Span("Before."),)), wide, wide, after))
    document = word.Document(BytesIO(docx.write(letter, {})))
    turned = [section.page_width > section.page_height for section in document.sections]  # type: ignore[operator]
    assert turned == [False, True, False]
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf.write(letter, {}))).pages]
    assert all(re.sub(r"\d+ / \d+", "", page).strip() for page in pages)


@pytest.mark.parametrize(("columns", "rows"), [(2, 2), (5, 3), (9, 1), (14, 1), (20, 1), (60, 1)])
@pytest.mark.parametrize("cell", ["7", "12,345", "words that need more than one line " * 4])
def test_columns_share_the_width_of_the_page(columns: int, rows: int, cell: str) -> None:
    made = sized(columns, rows, cell)
    laid_out = layout(Grid("", made.header, made.rows))
    on = Stationery().room
    room = on.landscape if laid_out.landscape else on.portrait
    assert sum(laid_out.widths) <= room + 0.01
    assert min(laid_out.widths) > 0


def test_word_keeps_figures_to_the_right_and_words_to_the_left() -> None:
    letter = Letter("en-GB", "Title", (table(PLAIN),))
    (made,) = word.Document(BytesIO(docx.write(letter, {}))).tables
    styles = [cell.paragraphs[0].style.name for cell in made.rows[1].cells]
    assert styles == ["Table Text", "Table Figures", "Table Figures"]


def test_columns_stand_below_each_other_in_plain_text() -> None:
    assert text.write(Letter("en-GB", "Title", (table(f"Bicycles\n{PLAIN}"),)), {}) == (
        "Bicycles\n"
        "Year | Stolen | Found\n"
        "2021 |  1,412 |    97\n"
        "2022 |    386 |    41\n"
    )  # fmt: skip


def posted(found: Table) -> list[str]:
    letter = Letter("en-GB", "Title", (found,))
    return [block["text"]["text"] for post in slack.split(letter) for block in post]


def test_slack_shows_a_table_in_letters_of_one_width() -> None:
    assert posted(table(f"Bicycles\n{PLAIN}")) == [
        "*Bicycles*",
        "```\n"
        "Year  Stolen  Found\n"
        "----  ------  -----\n"
        "2021   1,412     97\n"
        "2022     386     41\n"
        "```",
    ]


def test_a_long_cell_is_broken_within_its_column() -> None:
    _, typed = posted(Table("x", ("Who", "Why"), (("Olive", "a " * 30 + "b"), ("Len", "c"))))
    assert "Olive  " + "a " * 19 + "a\n       " + "a " * 10 + "b\nLen    c\n" in typed


@pytest.mark.parametrize(
    ("columns", "rows", "told"),
    [
        (3, 500, r"The first \d+ of 500 rows are shown here\."),
        (20, 3, r"The first \d+ of 20 columns are shown here\."),
        (20, 500, r"The first \d+ of 500 rows and the first \d+ of 20 columns are shown here\."),
    ],
)
def test_slack_says_what_only_the_files_show(columns: int, rows: int, told: str) -> None:
    _, typed, left_out = posted(sized(columns, rows))
    assert re.fullmatch(told + r" The whole table is in the files\.", left_out)
    assert len(typed) <= 3_000


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_in_a_table_is_an_instruction_to_slack(typed: str) -> None:
    for block in posted(Table("", (typed, "b"), (("1", typed),))):
        assert not re.search(r"<[!@#]", block) or "`" in typed
        assert block.count("`") in (0, 6) or "`" in typed
