"""The sample letters as pictures: every case file of a folder, written as PDF and drawn again.

    python -m scripts.contact_sheet tests/cases docs/letters.png
    python -m scripts.contact_sheet tests/cases docs/letters.png --pages some/folder

pypdfium2 draws the pages, which is another program than wrote them: what is drawn is what a reader
sees. The sheet shows the first page of each letter; `--pages` writes every page in full besides.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from foi_bot.casefile import load_case
from foi_bot.letter.compose import compose
from foi_bot.letter.house import load_houses
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
    parser.add_argument("cases", type=Path)
    parser.add_argument("sheet", type=Path)
    parser.add_argument("--pages", type=Path, help="a folder for every page of every letter")
    asked = parser.parse_args()
    first: list[tuple[str, Image.Image]] = []
    for path in sorted(asked.cases.glob("*.yaml")):
        pages = drawn(path)
        first.append((f"{path.stem} ({_count(len(pages))})", pages[0]))
        if asked.pages:
            asked.pages.mkdir(parents=True, exist_ok=True)
            for no, page in enumerate(pages, start=1):
                page.save(asked.pages / f"{path.stem}-{no}.png")
    # Letters are black on white: 32 shades keep the file small.
    sheet(first).quantize(32).save(asked.sheet, optimize=True)


def drawn(path: Path) -> list[Image.Image]:
    """The pages of the letter of one case file."""
    case = load_case(path, load_houses())
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
