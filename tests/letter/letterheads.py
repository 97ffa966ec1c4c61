"""Word files as authorities have them: with a header, without the styles that letters need."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm, Pt

LINES = ("Anytown Harbour Board", "1 Quay Street, Anytown AN3 3CC", "foi@harbour.example.org")
KEPT = ("Normal", "Header", "Footer", "Default Paragraph Font", "Normal Table", "No List")


def letterhead(
    change: Callable[[Document], object] | None = None, lines: tuple[str, ...] = LINES
) -> bytes:
    """A letterhead file that has hardly a style: no lists, headings, quotations, tables."""
    document = docx.Document()
    for style in list(document.styles):
        if style.name not in KEPT:
            style.delete()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(12)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(40)
    section.different_first_page_header_footer = True
    header = section.first_page_header.paragraphs[0]
    header.text = lines[0]
    for line in lines[1:]:
        section.first_page_header.add_paragraph(line)
    section.footer.paragraphs[0].text = "Anytown Harbour Board"
    relations = document.part.rels.items()
    (numbering,) = (k for k, each in relations if each.reltype == RELATIONSHIP_TYPE.NUMBERING)
    del document.part.rels[numbering]
    if change is not None:
        change(document)
    return saved(document)


def saved(document: Document) -> bytes:
    """The document as a file."""
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def with_members(whole: bytes, changed: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """The file with some members changed, or added, by name."""
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(whole)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            change = changed.get(entry.filename)
            target.writestr(entry.filename, change(content) if change else content)
        for name in changed.keys() - set(source.namelist()):
            target.writestr(name, changed[name](b""))
    return made.getvalue()


def related(kind: str, target: str, *, external: bool = True) -> Callable[[bytes], bytes]:
    """Add a relationship of this kind to a .rels member."""
    mode = ' TargetMode="External"' if external else ""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    added = f'<Relationship Id="rX" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'
    empty = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b"</Relationships>"
    )
    return lambda old: (old or empty).replace(b"</Relationships>", added.encode())
