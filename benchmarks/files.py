"""The files of a letter, and what their libraries take for the same words without us.

The bare Word file is python-docx by its documented calls: a paragraph or a table for each block, on
the same empty file. The bare PDF is Typst with the words written out in a document of its own:
headings, paragraphs, lists, tables, with the same looks but the logo, and to the same standard.
Both are warm, as ours are, and each time another title is set, so that nothing can be remembered
whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import as_file
from io import BytesIO
from time import perf_counter

import docx as python_docx
from docx.document import Document
from typst import Compiler, Fonts

from foi_bot.bundled import templates
from foi_bot.case import Case
from foi_bot.letter import docx, pdf
from foi_bot.letter.compose import compose
from foi_bot.letter.docx_template import template
from foi_bot.letter.house import load_houses
from foi_bot.letter.shown import Grid, Items, Lines, Quoted, Run, Runs, Shown, Title, Words, shown
from foi_bot.letter.stationery import Stationery
from foi_bot.letter.tree import Letter
from tests.cases.build import case_file

LETTERS = {"mixed": 3, "withheld-30-and-40": 3, "partial-with-schedule": 4}
"""Sample letters, and how many pages they have."""

BLOCK, WARMING = 10, 2

Work = Callable[[Letter], object]


def files(times: int) -> Iterator[tuple[str, list[float], list[float]]]:
    """Each kind of file of each letter in each pack: its name, the seconds of `times` runs of ours,
    and those of the bare library, taken by turns."""
    for name, pages in LETTERS.items():
        for house in load_houses().values():
            letter = compose(_as(case_file(name), house.id))
            on = house.stationery
            what = f"{name} ({pages} pages), {house.id}"
            yield f"DOCX: {what}", *_by_turns(letter, _our_docx(on), _bare_docx(on), times)
            yield f"PDF: {what}", *_by_turns(letter, _our_pdf(on), _bare_pdf(letter, on), times)


def _as(case: Case, house: str) -> Case:
    return replace(case, house=load_houses()[house])


def _by_turns(
    letter: Letter, ours: Work, bare: Work, times: int
) -> tuple[list[float], list[float]]:
    """Blocks of runs by turns: what else the machine does meets both, and neither throws the
    other's fonts and shapes out of the memory that Typst keeps of them."""
    taken: tuple[list[float], list[float]] = ([], [])
    for first in range(0, times, BLOCK):
        for seconds, work in zip(taken, (ours, bare), strict=True):
            for number in range(first - WARMING, min(first + BLOCK, times)):
                titled = replace(letter, title=f"{letter.title} {number}")
                began = perf_counter()
                work(titled)
                if number >= first:
                    seconds.append(perf_counter() - began)
    return taken


def _our_docx(on: Stationery) -> Work:
    return lambda letter: docx.write(letter, {}, on)


def _our_pdf(on: Stationery) -> Work:
    return lambda letter: pdf.write(letter, {}, on)


def _bare_docx(on: Stationery) -> Work:
    empty = template(on).content

    def write(letter: Letter) -> None:
        document = python_docx.Document(BytesIO(empty))
        document.core_properties.title = letter.title
        for block in shown(letter, {}).blocks:
            _add(document, block)
        document.save(BytesIO())

    return write


def _add(document: Document, block: Shown) -> None:
    match block:
        case Lines(_, lines):
            document.add_paragraph("\n".join(lines))
        case Title(level, text):
            document.add_heading(text, level - 1)
        case Words(runs):
            _add_runs(document, "Normal", runs)
        case Quoted(paragraphs):
            for runs in paragraphs:
                _add_runs(document, "Quote", runs)
        case Items(ordered, items):
            for runs in items:
                _add_runs(document, "List Number" if ordered else "List Bullet", runs)
        case Grid(caption, header, rows):
            document.add_paragraph(caption, "Caption")
            table = document.add_table(0, len(header), "Table Grid")
            for texts in (header, *rows):
                for cell, text in zip(table.add_row().cells, texts, strict=True):
                    cell.text = text


def _add_runs(document: Document, style: str, runs: Runs) -> None:
    paragraph = document.add_paragraph(style=style)
    for run in runs:
        paragraph.add_run(run.text).bold = run.strong or None


def _bare_pdf(letter: Letter, on: Stationery) -> Work:
    folder = templates().joinpath("typst")
    # The rules for how a letter looks, without what turns our tree into headings and tables.
    _, looks = folder.joinpath("letter.typ").read_text("utf-8").split(_READ, 1)
    looks, _ = looks.split(_BUILD, 1)
    look = {**pdf.look_of(on), "logo": None}
    said = f"json(bytes({json.dumps(json.dumps(look))}))"
    body = "\n".join(_markup(block) for block in shown(letter, {}).blocks)
    source = (
        f'#let letter = (title: sys.inputs.title, lang: "en", region: "GB", look: {said})\n'
        f"{looks}\n{body}"
    ).encode()
    with as_file(folder.joinpath("fonts")) as files:
        fonts = Fonts(include_system_fonts=False, font_paths=[str(files)])
        typst = Compiler(font_paths=fonts, ignore_system_fonts=True)

    def write(titled: Letter) -> None:
        inputs = {"title": titled.title}
        typst.compile(input=source, format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"])

    return write


_READ, _BUILD = "#let letter = json(bytes(sys.inputs.letter))\n", "\n// A word too long for a line"


def _markup(block: Shown) -> str:
    match block:
        case Lines(_, lines):
            return f"#par[{_text(chr(10).join(lines))}]"
        case Title(level, text):
            return f"#heading(level: {level})[{_text(text)}]"
        case Words(runs):
            return f"#par[{_runs(runs)}]"
        case Quoted(paragraphs):
            return f"#quote(block: true)[{''.join(f'#par[{_runs(each)}]' for each in paragraphs)}]"
        case Items(ordered, items):
            return (
                f"#{'enum' if ordered else 'list'}{''.join(f'[{_runs(each)}]' for each in items)}"
            )
        case Grid(caption, header, rows):
            head = "".join(f"[{_text(cell)}]," for cell in header)
            cells = "".join(f"[{_text(cell)}]," for row in rows for cell in row)
            return (
                f"#par[{_text(caption)}]\n"
                f"#table(columns: {len(header)}, table.header({head}), {cells})"
            )


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = f"#strong[{_text(run.text)}]" if run.strong else _text(run.text)
    return text if run.link is None else f"#link({json.dumps(run.link)})[{text}]"


def _text(words_of: str) -> str:
    return f"#{json.dumps(words_of, ensure_ascii=False)};"
