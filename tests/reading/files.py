"""Files as officers share them, made in the test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook


def workbook(
    rows: Iterable[Sequence[object]], change: Callable[[Any, Any], object] | None = None
) -> bytes:
    """A workbook of one sheet, "Figures", with these rows; `change` is called with the workbook
    and the sheet before it is saved."""
    book = Workbook()
    del book["Sheet"]
    sheet = book.create_sheet("Figures")
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(book, sheet)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def changed(container: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The zip with one member changed."""
    saved = BytesIO()
    with ZipFile(BytesIO(container)) as old, ZipFile(saved, "w", ZIP_DEFLATED) as new:
        for one in old.infolist():
            content = old.read(one)
            new.writestr(one.filename, change(content) if one.filename == member else content)
    return saved.getvalue()


def added(container: bytes, members: dict[str, bytes]) -> bytes:
    """The zip with more members."""
    saved = BytesIO(container)
    with ZipFile(saved, "a", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return saved.getvalue()
