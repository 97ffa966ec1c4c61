"""Numbered and bulleted lists in Word: real numbering, whatever file the letter is written on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_LEVELS = {"List Number": ("decimal", "%1."), "List Bullet": ("bullet", "\u2022")}
_INDENT = 360
"""In twentieths of a point: how far the words of an item stand in."""


def ensure_lists(document: Document) -> int:
    """See to it that "List Number" and "List Bullet" number and mark; the first's definition."""
    numbering = _part(document).element
    made = {name: _definition(document, numbering, name) for name in _LEVELS}
    return made["List Number"]


def restarted(document: Document, definition: int) -> int:
    """Numbers that start again at 1: Word would count on through all lists of one style."""
    num = document.part.numbering_part.element.add_num(definition)
    num.add_lvlOverride(ilvl=0).add_startOverride(1)
    made: int = num.numId
    return made


def _part(document: Document) -> Any:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml
    from docx.parts.numbering import NumberingPart

    try:
        return document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        part = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f"<w:numbering {nsdecls('w')}/>"),
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part


def _definition(document: Document, numbering: Any, name: str) -> int:
    """The definition that numbers a style's lists: its own, if it has one that is there."""
    properties = document.styles[name].element.get_or_add_pPr()
    used = properties.xpath("w:numPr/w:numId/@w:val")
    found = numbering.xpath(f"w:num[@w:numId='{used[0]}']/w:abstractNumId/@w:val") if used else []
    if found and numbering.xpath(f"w:abstractNum[@w:abstractNumId='{found[0]}']/w:lvl"):
        return int(found[0])
    definition = _add_definition(numbering, name)
    num = numbering.add_num(definition)
    properties.get_or_add_numPr().get_or_add_numId().val = num.numId
    return definition


def _add_definition(numbering: Any, name: str) -> int:
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml

    taken = [int(each) for each in numbering.xpath("w:abstractNum/@w:abstractNumId")]
    free = max(taken, default=-1) + 1
    kind, text = _LEVELS[name]
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{free}"><w:multiLevelType '
        f'w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_INDENT}" '
        f'w:hanging="{_INDENT}"/></w:pPr></w:lvl></w:abstractNum>'
    )
    # Definitions come before whatever uses them (ECMA-376, 17.9.16).
    uses = numbering.xpath("w:num")
    if uses:
        uses[0].addprevious(definition)
    else:
        numbering.append(definition)
    return free
