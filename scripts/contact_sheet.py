"""The sample letters as pictures: every case file of a folder, written as PDF and drawn again.

    python -m scripts.contact_sheet tests/cases docs/letters.png
    python -m scripts.contact_sheet tests/cases docs/letters.png --pages some/folder
    python -m scripts.contact_sheet tests/cases/ncnd-fraud.yaml docs/house-packs.png \\
        --packs practice practice-council practice-cymru=tests/cases/ncnd-cymraeg.yaml

pypdfium2 draws the pages, which is another program than wrote them: what is drawn is what a reader
sees. The sheet shows the first page of each letter; `--pages` writes every page in full besides.
With `--packs` one case file is drawn once for each of these house packs; a pack in another language
can have a case file of its own.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from foi_bot.case import Case
from foi_bot.casefile import load_case
from foi_bot.letter.compose import compose
from foi_bot.letter.house import House, load_houses
from foi_bot.letter.passages import long_date
from foi_bot.letter.pdf import write

ACROSS = 5
WIDTH = 560
MARGIN = 24
LINE = 30
PAPER = 297 / 210
GREY = (214, 214, 214)


def main() -> None:
    """Draw what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_KEPT)
    parser.add_argument("cases", type=Path, help="a folder of case files, or one case file")
    parser.add_argument("sheet", type=Path)
    parser.add_argument("--packs", nargs="+", help="house packs: ID, or ID=CASE", default=[])
    parser.add_argument("--pages", type=Path, help="a folder for every page of every letter")
    asked = parser.parse_args()
    first: list[tuple[str, Image.Image]] = []
    for name, case in wanted(asked.cases, asked.packs):
        pages = drawn(case)
        first.append((f"{name} ({_count(len(pages))})", pages[0]))
        if asked.pages:
            asked.pages.mkdir(parents=True, exist_ok=True)
            for no, page in enumerate(pages, start=1):
                page.save(asked.pages / f"{name}-{no}.png")
    # Letters are black on white with a little colour: 128 shades keep the file small.
    sheet(first).quantize(128).save(asked.sheet, optimize=True)


def wanted(cases: Path, packs: Sequence[str]) -> Iterator[tuple[str, Case]]:
    """Each case to draw, with what to call it: as its own file has it, or as these packs would."""
    houses = load_houses()
    if not packs:
        for path in sorted(cases.glob("*.yaml")) if cases.is_dir() else [cases]:
            yield path.stem, load_case(path, houses)
    for pack in packs:
        id_, _, own = pack.partition("=")
        case = load_case(Path(own) if own else cases, houses)
        yield id_, replace(case, house=houses[id_], reference=_reference(case, houses[id_]))


def _reference(case: Case, house: House) -> str:
    """A reference as that house gives them: with the year and the number of the case's own."""
    number = re.findall(r"\d+", case.reference)[-1]
    return house.reference(case.request.received.year, int(number))


def drawn(case: Case) -> list[Image.Image]:
    """The pages of the letter of a case."""
    written = write(compose(case), {"date": long_date(case, case.on)}, case.house.stationery)
    with pypdfium2.PdfDocument(written) as document:
        return [page.render(scale=2).to_pil().convert("RGB") for page in document]


def sheet(letters: Iterable[tuple[str, Image.Image]]) -> Image.Image:
    """First pages beside and below each other, each under its name."""
    letters = list(letters)
    high = round(WIDTH * PAPER)
    down = -(-len(letters) // ACROSS)
    across = min(ACROSS, len(letters))
    made = Image.new(
        "RGB",
        (across * (WIDTH + MARGIN) + MARGIN, down * (high + LINE + MARGIN) + MARGIN),
        GREY,
    )
    pen = ImageDraw.Draw(made)
    for at, (name, page) in enumerate(letters):
        left = MARGIN + at % ACROSS * (WIDTH + MARGIN)
        top = MARGIN + at // ACROSS * (high + LINE + MARGIN)
        pen.text((left, top), name, fill=(0, 0, 0), font_size=20)
        made.paste(page.resize((WIDTH, high), Image.Resampling.LANCZOS), (left, top + LINE))
    return made


def _count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"


_KEPT = argparse.RawDescriptionHelpFormatter

if __name__ == "__main__":
    main()
