"""Figures from CSV files and from what was pasted."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.grid import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Grid, grid
from foi_bot.reading.tables import from_tsv, read_table, to_tsv

YEARS = (("Year", "Cost"), ("2018", "£1,234.50"), ("2019", "–"))
CSV = 'Year,Cost\r\n2018,"£1,234.50"\r\n2019,–\r\n'


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"], ids=lambda name: name
)
def test_a_csv_file_is_read_in_the_encoding_that_it_was_saved_in(encoding: str) -> None:
    assert read_table("costs.csv", CSV.encode(encoding)).rows == YEARS


def test_a_csv_file_may_be_big_endian_with_its_mark() -> None:
    assert read_table("costs.csv", b"\xfe\xff" + CSV.encode("utf-16-be")).rows == YEARS


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("Name,Place\nZoë,Café\nRené,Móstoles\n", "cp1252"),
        ("الاسم,العدد\nمحمد,5\nفاطمة,7\nعبد الرحمن,8\n", "cp1256"),
        ("Имя,Число\nИван,5\nПётр,6\n", "cp1251"),
    ],
)
def test_a_name_comes_out_of_the_code_page_that_it_was_saved_in(words: str, encoding: str) -> None:
    table = read_table("names.csv", words.encode(encoding))
    assert table.rows == tuple(tuple(line.split(",")) for line in words.splitlines())


def test_a_euro_alone_is_no_reason_to_guess() -> None:
    assert read_table("cost.csv", "Item,Cost\nA,€5\n".encode("cp1252")).body == (("A", "€5"),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_stands_between_the_cells_is_found_out(delimiter: str) -> None:
    lines = (("Ward", "Fines", "Sum"), ("North", "1", "10.5"), ("South", "2", "7"))
    content = "\n".join(delimiter.join(row) for row in lines).encode()
    assert read_table("wards.csv", content).rows == lines


def test_commas_within_figures_do_not_hide_the_semicolons() -> None:
    assert read_table("a.csv", b"Year;Cost\n2018;1,5\n2019;2,5\n").header == ("Year", "Cost")


def test_a_csv_file_may_say_itself_what_stands_between_its_cells() -> None:
    table = read_table("a.csv", b"sep=|\r\nYear|a,b\r\n2018|1,2\r\n")
    assert table.rows == (("Year", "a,b"), ("2018", "1,2"))


def test_commas_do_not_part_the_cells_of_a_file_that_is_tab_separated_by_name() -> None:
    assert read_table("a.tsv", b"Surname, first name\nOfficer, Olive\n").body == (
        ("Officer, Olive",),
    )


def test_a_text_file_with_tabs_is_a_table() -> None:
    assert read_table("a.txt", b"Ward\tFines\nNorth\t12\n").body == (("North", "12"),)


def test_figures_keep_their_noughts_and_spaces() -> None:
    assert read_table("a.csv", b"Code,Note\n007, as is \n").body == (("007", " as is "),)


def test_empty_lines_at_the_end_and_empty_columns_on_the_right_are_no_part_of_a_table() -> None:
    assert read_table("a.csv", b"Ward,Fines,\nNorth,1,\n,,\n\n").rows == (
        ("Ward", "Fines"),
        ("North", "1"),
    )


def test_the_corner_above_the_first_column_may_be_empty() -> None:
    assert read_table("a.csv", b",2018\nNorth,1\n").header == ("", "2018")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"\xef\xbb\xbf", "it is empty"),
        (b"\n\n\n", "it is empty"),
        (b"Ward,Fines\n", "no rows below the headings"),
        (b"Ward,Fines\nNorth,1\nSouth,2,3\n", "line 3 has 3 cells and the headings have 2"),
        (b"Ward,Fines\nNorth,1\nSouth\n", "line 3 has 1 cell and the headings have 2"),
        (b'Ward,Fines\n"North,1\nSouth,2\n', "around a cell of line 2 do not match"),
        (b'Ward,Fines\nNorth,"1"0\n', "around a cell of line 2 do not match"),
        (b"Ward\n" + b"x" * 140_000, "of line 2 do not match, or it is far too long"),
        (b'Ward,Fines\n"a\nb",1\n"North,1\n', "around a cell of line 4 do not match"),
        (b"Ward,Fines\nNorth,1\nSou\0th,2\n", "line 3 holds bytes that are no text"),
        (b"\xff\xfeW\0,\0F\0\n\0N\0\0\0,\x001\0", "line 2 holds null characters"),
        (b"\xff\xfeW\0,\0F\0\n\0\x00\xd8", "line 2 holds bytes that are no text"),
        (b"Ward,Fines\nNorth,1\n\nSouth,2\n", "line 3 is empty, although rows follow it"),
        (b"\nWard,Fines\nNorth,1\n", "line 1 is empty, although rows follow it"),
        (b"Fines by ward,\nWard,Fines\nNorth,1\n", "column 2 has no heading"),
        (b"Place,Cost\nCaf\xc3\xa9,5\nBistr\xf3,6\n", "line 3 is in another encoding"),
    ],
)
def test_a_broken_csv_file_is_refused_with_the_line(content: bytes, said: str) -> None:
    with pytest.raises(CannotRead, match=said):
        read_table("wards.csv", content)


def test_a_text_file_without_tabs_is_no_table() -> None:
    with pytest.raises(CannotRead, match="no tabs"):
        read_table("request.txt", b"Dear Sir,\nhow many?\n")


def test_a_table_too_long_for_a_letter_is_to_be_enclosed() -> None:
    assert len(read_table("a.csv", b"n\n" + b"1\n" * MOST_ROWS).body) == MOST_ROWS
    with pytest.raises(CannotRead, match=f"more than {MOST_ROWS} rows.*enclose the file"):
        read_table("a.csv", b"n\n" + b"1\n" * (MOST_ROWS + 1))


def test_a_table_too_wide_for_a_letter_is_to_be_enclosed() -> None:
    wide = ",".join("abcdefghijklmnopqrstu")
    with pytest.raises(CannotRead, match=f"more than {MOST_COLUMNS} columns.*enclose the file"):
        read_table("a.csv", f"{wide}\n{wide}\n".encode())


def test_a_table_with_whole_essays_in_its_cells_is_to_be_enclosed() -> None:
    content = f"n\n{'x' * 100_000}\n{'y' * 100_000}\n".encode()
    with pytest.raises(CannotRead, match=f"more than {MOST_CHARACTERS:,} characters"):
        read_table("a.csv", content)


def test_a_csv_file_of_a_hundred_thousand_rows_is_refused_without_reading_it_all() -> None:
    content = b"Ward,Fines,Sum\n" + b"North,12,144\n" * 100_000
    tracemalloc.start()
    with pytest.raises(CannotRead, match="enclose the file"):
        read_table("wards.csv", content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < len(content)


@pytest.mark.parametrize(
    "text",
    ['Ward\tNote\nNorth\t"two\nlines"', 'Ward\tNote\r\nNorth\t"two\nlines"\r\n'],
    ids=["as-typed", "from-the-clipboard"],
)
def test_a_table_is_read_as_spreadsheets_put_it_on_the_clipboard(text: str) -> None:
    assert from_tsv(text).rows == (("Ward", "Note"), ("North", "two\nlines"))


def test_a_pasted_table_that_cannot_be_used_has_no_file_name() -> None:
    with pytest.raises(CannotRead, match=r"^What you pasted cannot be used: line 2"):
        from_tsv("a\tb\n1")


def _fitting(rows: list[list[str]]) -> Grid | None:
    try:
        return grid("", [(f"line {at}", row) for at, row in enumerate(rows, start=1)])
    except CannotRead:
        return None


CELLS = st.text(st.sampled_from("a1£ \t\n\r\"',\u00a0\x0b\x1c\u2028é"), max_size=6)
GRIDS = (
    st.integers(1, 4)
    .flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2))
    .map(_fitting)
    .filter(lambda made: made is not None)
)


@given(GRIDS)
def test_a_table_that_is_stored_as_text_comes_back_as_it_was(made: Grid) -> None:
    stored = to_tsv(made)
    assert from_tsv(stored) == made
    assert from_tsv(stored.strip()) == made


@given(st.text())
def test_whatever_is_pasted_is_a_table_or_refused(text: str) -> None:
    try:
        made = from_tsv(text)
    except CannotRead:
        return
    assert {len(row) for row in made.rows} == {len(made.header)}
