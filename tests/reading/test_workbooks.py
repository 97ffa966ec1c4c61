"""Figures from Excel workbooks: what a person sees, and nothing that a person cannot see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from openpyxl.styles import Font, PatternFill

from foi_bot.reading.cannot import CannotRead
from foi_bot.reading.grid import MOST_COLUMNS, MOST_ROWS
from foi_bot.reading.tables import read_table
from tests.reading.files import added, changed, workbook

WARDS: list[list[object]] = [["Ward", "Fines"], ["North", 12], ["South", 7]]
NUMBERS: list[list[object]] = [[n] for n in ("n", *range(MOST_ROWS + 1))]
SHEET = "xl/worksheets/sheet1.xml"

Change = Callable[[Any, Any], object]


def refused(content: bytes, name: str = "wards.xlsx") -> str:
    with pytest.raises(CannotRead) as refusal:
        read_table(name, content)
    return str(refusal.value)


def test_each_cell_comes_out_as_it_is_seen() -> None:
    def formats(_: Any, sheet: Any) -> None:
        for cell, code in zip(
            sheet[2], ("@", "#,##0", "0.0%", '"£"#,##0.00', "dd/mm/yy"), strict=True
        ):
            cell.number_format = code

    day = datetime(2018, 4, 13)  # noqa: DTZ001 - cells have no time zone
    content = workbook(
        [
            ["Code", "Fines", "Share", "Sum", "Day"],
            ["007", 1234567, 0.125, 1234.5, day],
            [None, 1234.0, "–", True, None],
        ],
        formats,
    )
    table = read_table("wards.xlsx", content)
    assert table.header == ("Code", "Fines", "Share", "Sum", "Day")
    assert table.body == (
        ("007", "1,234,567", "12.5%", "£1,234.50", "13 April 2018"),
        ("", "1234", "–", "TRUE", ""),
    )


def test_a_workbook_is_known_by_what_is_in_it_and_not_by_its_name() -> None:
    assert read_table("wards.csv", workbook(WARDS)).body == (("North", "12"), ("South", "7"))


def test_empty_sheets_do_not_count() -> None:
    content = workbook(WARDS, lambda book, _: (book.create_sheet("Sheet2"), book.create_sheet()))
    assert read_table("wards.xlsx", content).header == ("Ward", "Fines")


def test_what_is_hidden_beside_the_table_holds_nothing_and_does_not_matter() -> None:
    def hide(_: Any, sheet: Any) -> None:
        sheet.column_dimensions["G"].hidden = True
        sheet.row_dimensions[40].hidden = True

    assert len(read_table("wards.xlsx", workbook(WARDS, hide)).body) == 2


def test_words_are_found_where_excel_keeps_them() -> None:
    """Excel keeps words in a part of their own, and escapes characters that XML forbids."""
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><t>Ward</t></si><si><r><t>North</t></r><r><t> and South_x000D_</t></r></si></sst>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    content = added(workbook([["a"], ["b"]]), {"xl/sharedStrings.xml": strings.encode()})
    content = changed(
        content,
        "[Content_Types].xml",
        lambda xml: xml.replace(
            b"</Types>",
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode(),
        ),
    )
    content = changed(
        content,
        SHEET,
        lambda xml: xml.replace(b't="inlineStr"><is><t>a</t></is>', b't="s"><v>0</v>').replace(
            b't="inlineStr"><is><t>b</t></is>', b't="s"><v>1</v>'
        ),
    )
    assert read_table("wards.xlsx", content).rows == (("Ward",), ("North and South\n",))


FORMULA: list[list[object]] = [["Ward", "Fines", "Note"], ["Both", "=12+7", "–"]]


def test_the_result_of_a_formula_is_the_one_in_the_file() -> None:
    stored = changed(workbook(FORMULA), SHEET, lambda xml: xml.replace(b"<v></v>", b"<v>19</v>"))
    assert read_table("wards.xlsx", stored).body == (("Both", "19", "–"),)


def test_the_result_of_a_formula_may_be_an_empty_text() -> None:
    stored = changed(
        workbook(FORMULA), SHEET, lambda xml: xml.replace(b'<c r="B2"', b'<c r="B2" t="str"')
    )
    assert read_table("wards.xlsx", stored).body == (("Both", "", "–"),)


def _hide_sheet(state: str) -> Change:
    def change(book: Any, _: Any) -> None:
        sheet = book.create_sheet("Staff")
        sheet.append(["Olive Officer"])
        sheet.sheet_state = state

    return change


def _hide_row(_: Any, sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def _hide_column(_: Any, sheet: Any) -> None:
    sheet.column_dimensions["B"].hidden = True


def _filter(_: Any, sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:B3"
    sheet.auto_filter.add_filter_column(0, ["North"])
    sheet.row_dimensions[3].hidden = True


def _merge(_: Any, sheet: Any) -> None:
    sheet.merge_cells("A2:A3")


def _white(_: Any, sheet: Any) -> None:
    sheet["B3"].font = Font(color="FFFFFFFF")


def _no_format(_: Any, sheet: Any) -> None:
    sheet["B3"].number_format = ";;;"


def _fraction(_: Any, sheet: Any) -> None:
    sheet["B3"].number_format = "# ?/?"


def _formula(_: Any, sheet: Any) -> None:
    sheet["B3"] = "=B2*2"


def _error(_: Any, sheet: Any) -> None:
    sheet["B3"] = "#REF!"


def _no_day(_: Any, sheet: Any) -> None:
    sheet["B3"] = 99_999_999
    sheet["B3"].number_format = "dd/mm/yyyy"


def _second_sheet(book: Any, _: Any) -> None:
    book.create_sheet("Notes").append(["a note"])


def _title_above(_: Any, sheet: Any) -> None:
    sheet.insert_rows(1)
    sheet["A1"] = "Fines by ward"


def _gap(_: Any, sheet: Any) -> None:
    sheet.insert_rows(3)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_hide_sheet("hidden"), "the sheet “Staff” is hidden"),
        (_hide_sheet("veryHidden"), "the sheet “Staff” is hidden"),
        (_hide_row, "on the sheet “Figures”, row 3 is hidden"),
        (_hide_column, "on the sheet “Figures”, column B is hidden"),
        (_filter, "on the sheet “Figures”, a filter hides row 3"),
        (_merge, "on the sheet “Figures”, the cells A2:A3 are merged"),
        (_white, "what cell B3 holds cannot be seen"),
        (_no_format, "what cell B3 holds cannot be seen"),
        (_fraction, "cell B3 has the number format “# ?/?”"),
        (_formula, "the formula of cell B3 has no result in the file"),
        (_error, "cell B3 holds an error"),
        (_second_sheet, "it has 2 sheets: “Figures” and “Notes”"),
        (_title_above, "column 2 has no heading"),
        (_gap, "row 3 is empty, although rows follow it"),
    ],
)
def test_figures_are_not_taken_from_what_cannot_be_seen(change: Change, said: str) -> None:
    assert said in refused(workbook(WARDS, change))


def test_a_row_without_height_is_hidden() -> None:
    flat = changed(
        workbook(WARDS), SHEET, lambda xml: xml.replace(b'<row r="2"', b'<row r="2" ht="0"')
    )
    assert "row 2 is hidden" in refused(flat)


@pytest.mark.filterwarnings("ignore:Cell B3 is marked as a date")
def test_a_date_that_there_is_not_is_refused() -> None:
    assert "cell B3 holds a date that there is not" in refused(workbook(WARDS, _no_day))


def test_white_letters_on_a_dark_ground_are_seen() -> None:
    def heading(_: Any, sheet: Any) -> None:
        for cell in sheet[1]:
            cell.font = Font(color="FFFFFFFF", bold=True)
            cell.fill = PatternFill("solid", fgColor="FF003366")

    assert read_table("wards.xlsx", workbook(WARDS, heading)).header == ("Ward", "Fines")


def test_many_hidden_rows_are_counted_and_not_all_named() -> None:
    def hide(_: Any, sheet: Any) -> None:
        for row in range(2, 12):
            sheet.row_dimensions[row].hidden = True

    said = refused(workbook(NUMBERS[:21], hide))
    assert "rows 2, 3, 4, 5 and 6 more are hidden" in said


def test_a_workbook_too_long_for_a_letter_is_to_be_enclosed() -> None:
    assert len(read_table("n.xlsx", workbook(NUMBERS[:-1])).body) == MOST_ROWS
    assert "enclose the file" in refused(workbook(NUMBERS))


def test_a_workbook_too_wide_for_a_letter_is_to_be_enclosed() -> None:
    wide = list(range(MOST_COLUMNS + 1))
    assert f"more than {MOST_COLUMNS} columns" in refused(workbook([wide, wide]))


def test_a_cell_at_the_far_corner_is_found_without_filling_the_sheet_up_to_it() -> None:
    assert "enclose the file" in refused(
        workbook(WARDS, lambda _, sheet: sheet.cell(1_048_576, 16_384, "x"))
    )


@pytest.mark.parametrize("rows", [[], [["Ward", "Fines"]]])
def test_a_workbook_without_figures_is_refused(rows: list[list[object]]) -> None:
    assert "Put the" in refused(workbook(rows))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "old or other format"),
        ("a.ods", b"", "old or other format"),
        ("a.pdf", b"%PDF-1.7", "it is a PDF, and not a table"),
        ("a.bin", b"\1\2", "does not know, and not a table"),
        ("a.xlsx", b"PK\3\4 cut", "damaged"),
        ("a.xlsx", b"nonsense", "damaged"),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(
    name: str, content: bytes, said: str
) -> None:
    assert said in refused(content, name)


def test_an_open_document_spreadsheet_is_to_be_saved_as_another_kind() -> None:
    content = added(_zip({}), {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})
    assert ".xlsx" in refused(content, "figures")


def _zip(members: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    saved = BytesIO()
    with ZipFile(saved, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return saved.getvalue()


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused() -> None:
    content = added(workbook(WARDS), {"xl/media/image1.png": b"\0" * 100_000_001})
    assert len(content) < 200_000
    assert "too large once it is unpacked" in refused(content)


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    content = added(workbook(WARDS), {"xl/media/image1.png": b"\0" * 5_000_000})
    lying = content.replace((5_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert "damaged" in refused(lying)


def test_a_file_of_very_many_members_is_refused() -> None:
    members = {f"xl/media/{n}": b"" for n in range(5_001)}
    assert "too large once it is unpacked" in refused(added(workbook(WARDS), members))


def test_a_file_packed_as_no_office_program_does_is_refused() -> None:
    assert "damaged" in refused(_zip({"xl/workbook.xml": b"<workbook/>"}, ZIP_BZIP2))


def test_xml_that_declares_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><workbook>&b;</workbook>'
    assert "damaged" in refused(changed(workbook(WARDS), "xl/workbook.xml", lambda _: bomb))
    wide = bomb.decode().encode("utf-16")
    assert "damaged" in refused(changed(workbook(WARDS), "xl/workbook.xml", lambda _: wide))
