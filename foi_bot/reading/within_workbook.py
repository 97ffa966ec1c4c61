"""What an Excel workbook holds that is not seen (ECMA-376 part 1, 18).

Source: Information Commissioner's advisory note to public authorities on disclosing spreadsheets
(September 2023): hidden sheets, rows and columns, and the data that a pivot table keeps of what it
adds up, are how personal data of thousands has gone out with an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from foi_bot.law.days_in_words import listed
from foi_bot.reading.cannot import quoted
from foi_bot.reading.container import Container, local, open_container
from foi_bot.reading.sheets import Sheet, sheets, styles, survey, workbook
from foi_bot.reading.unseen import Unseen, counted
from foi_bot.reading.within_office import within_office

MOST_NAMED: Final = 5

_STORES: Final = {
    "xl/pivotCache/": "the data under a pivot table, which anybody can open by clicking on it",
    "xl/model/": "a data model, which holds tables of its own",
    "xl/externalLinks/": "links to other workbooks, with values out of them",
    "xl/connections.xml": "connections to databases or other sources",
    "xl/revisions/": "the history of what was changed",
}


def within_workbook(name: str, content: bytes) -> Iterator[Unseen]:
    """All that is found, sheet by sheet. Raises CannotRead."""
    container = open_container(name, content)
    listed_sheets = sheets(container)
    hidden = [sheet for sheet in listed_sheets if sheet.state != "visible"]
    for sheet in hidden:
        even = " that Excel does not even list" if sheet.state == "veryHidden" else ""
        yield Unseen(f"a hidden sheet{even}", f"sheet {quoted(sheet.name)}")
    unseen = styles(container)
    for sheet in listed_sheets:
        if sheet not in hidden and sheet.kind == "worksheet":
            found = survey(container, sheet, unseen, for_a_letter=False)
            yield from _of_lines(sheet, "row", [str(row) for row in found.hidden_rows])
            yield from _of_lines(sheet, "column", _in_order(found.hidden_columns))
            if found.invisible:
                yield Unseen(
                    "cells whose colour or format shows nothing of what they hold",
                    f"sheet {quoted(sheet.name)}: {found.invisible} and perhaps more",
                )
            if found.masked:
                yield Unseen(
                    "cells whose number format shows other words than the figure they hold",
                    f"sheet {quoted(sheet.name)}: {found.masked} and perhaps more",
                )
        yield from _comments(container, sheet)
    yield from _stores(container)
    yield from _names(container, hidden)
    yield from within_office(container, "xl/")


def _in_order(columns: set[str]) -> list[str]:
    return sorted(columns, key=lambda letters: (len(letters), letters))


def _of_lines(sheet: Sheet, what: str, lines: Sequence[str]) -> Iterator[Unseen]:
    if lines:
        shown = [*lines[:MOST_NAMED], *(["more"] if len(lines) > MOST_NAMED else [])]
        yield Unseen(
            counted(len(lines), f"hidden {what}"),
            f"sheet {quoted(sheet.name)}: {what}{'s' if len(lines) > 1 else ''} {listed(shown)}",
        )


def _comments(container: Container, sheet: Sheet) -> Iterator[Unseen]:
    # A threaded comment is kept a second time as a plain one, so the larger number is the number.
    count = 0
    for relation in container.relations(sheet.member):
        if relation.kind in ("comments", "threadedComment"):
            tree = container.tree(relation.target)
            elements = tree.iter() if tree is not None else ()
            kinds = [local(element.tag) for element in elements]
            count = max(count, kinds.count("comment"), kinds.count("threadedComment"))
    if count:
        yield Unseen(counted(count, "comment or note", "comments or notes"), _sheet(sheet))


def _sheet(sheet: Sheet) -> str:
    return f"sheet {quoted(sheet.name)}"


def _stores(container: Container) -> Iterator[Unseen]:
    for folder, what in _STORES.items():
        if container.under(folder):
            yield Unseen(what, "whole file")


def _names(container: Container, hidden: Sequence[Sheet]) -> Iterator[Unseen]:
    """Names of cells that lie on hidden sheets."""
    for element in workbook(container).iter():
        if local(element.tag) == "definedName":
            meant = element.text or ""
            if any(f"{sheet.name}!" in meant or f"{sheet.name}'!" in meant for sheet in hidden):
                yield Unseen(
                    "a name for cells of a hidden sheet", f"name {quoted(element.get('name', ''))}"
                )
