"""Each block in its place: by the heading that it stands under, else by its words.

One walk from the first block to the last. What it remembers between blocks is where in the letter
it is: before the letter's first sentence, within it, or after the signature; under which heading;
and of which provisions and parts the headings above speak.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foi_bot.letter.read import said
from foi_bot.letter.read.decided import decided
from foi_bot.letter.read.furniture import is_furniture
from foi_bot.letter.read.grounds import is_named_alone
from foi_bot.letter.read.head import NAMELESS, greeting_in, in_head, is_prose
from foi_bot.letter.read.headings import MOST_WORDS, Saying, saying
from foi_bot.letter.read.lines import Block
from foi_bot.letter.read.paragraphs import paragraph
from foi_bot.letter.read.request import Quoted
from foi_bot.letter.read.walk import SIDES, WEIGHED, Placed, Walk, Zone, put
from foi_bot.letter.read.written import ARGUMENT, Place

_TOGETHER = re.compile(r"\b(?:exemptions|overall|both|together|sections)\b", re.IGNORECASE)
_RUN_IN = re.compile(r"(?P<heading>[^:.?!]{3,80}?)\s*(?P<mark>:|\s[–—]\s)\s*(?=\S)")
_IS_SAID = re.compile(
    r"\b(?:is|are|was|were|applies|apply|exempts?|provides?|covers?|protects?|says?|means?|has|have)\b",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"(?:annex|appendix|schedule|atodiad)\b[^.]{0,60}\Z", re.IGNORECASE)
_CITED = re.compile(r"(?:s\.?\s?|sections?\s)\d[^.:]{0,90}[.:]\s+(?=[A-Z“])", re.IGNORECASE)


def place(blocks: Sequence[Block], request: Quoted | None) -> tuple[Placed, ...]:
    """Every block as one piece or several, in order."""
    walk = Walk()
    greeting = greeting_in(blocks)
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        walk.before_greeting = at < greeting
        if is_furniture(block):
            put(walk, block, Place.FURNITURE)
        elif request and request.first <= at < request.end:
            walk.zone, walk.place, walk.scope, walk.parts = Zone.BODY, Place.INTRODUCTION, (), ()
            walk.heading = walk.heading or ""
            put(walk, block, Place.REQUEST)
        elif walk.zone is Zone.HEAD and in_head(walk, block, announces=_is_announcer(at, request)):
            pass
        elif said.CLOSING.match(block.text) or (block.is_line and said.SIGNED.match(block.text)):
            walk.zone, walk.place, walk.scope, walk.parts = Zone.END, Place.SIGN_OFF, (), ()
            walk.heading, walk.weighs = "", False
            put(walk, block, Place.SIGN_OFF)
        else:
            _in_body(walk, block, after)
    return tuple(walk.made)


def _is_announcer(at: int, request: Quoted | None) -> bool:
    return request is not None and at == request.first - 1


def _in_body(walk: Walk, block: Block, after: Block | None) -> None:
    if _is_listed(walk, block, after):
        walk.in_list, walk.announced = True, True
        put(walk, block, Place.DECISION, is_listed=True)
        return
    walk.in_list = False
    known = saying(block.text) if _is_short(block) else Saying()
    if _is_heading(walk, block, after, known):
        _under(walk, block, known)
        walk.announced = False
        return
    if walk.zone is Zone.END and _ANNEX.match(block.text) and _is_short(block):
        walk.zone, walk.place, walk.level = Zone.BODY, None, 2
        put(walk, block, Place.UNPLACED, level=2)
        walk.heading = block.text
        return
    if walk.zone is Zone.END and _is_signature(walk, block):
        put(walk, block, Place.SIGN_OFF)
        return
    if rest := _run_in(walk, block):
        block = rest
    paragraph(walk, block)
    walk.announced = (
        bool(
            re.search(
                r"(?:[:;]|\b(?:exemptions?|following|sections?|because of))\s*[:;.–-]?\s*\Z",
                block.text[-60:],
                re.I,
            )
        )
        and walk.place not in SIDES
    )


def _is_short(block: Block) -> bool:
    """Whether a block is short enough for a heading."""
    return len(block.text) <= 160 and block.text.count(" ") < MOST_WORDS + 8 and not block.rows


def _is_listed(walk: Walk, block: Block, after: Block | None) -> bool:
    """Whether a block is one of several provisions in a list that the text before announced."""
    if not walk.announced or len(block.text) > 200 or block.rows:
        return False
    known = saying(block.text)
    if not known.cites or known.place or known.weighs:
        return False
    if block.label in "•-–*·▪●" and block.label:
        return True
    if walk.in_list:
        return not block.gap_before or len(block.text.split()) <= 12
    return after is not None and bool(saying(after.text[:160]).cites) and len(after.text) < 160


def _is_heading(walk: Walk, block: Block, after: Block | None, known: Saying) -> bool:
    text = block.text
    words = text.split()
    if block.rows or block.quoted or len(words) > MOST_WORDS + 8 or block.end - block.line > 2:
        return False
    if block.label in ("•", "-", "–", "*", "·", "▪", "●", "o"):
        return False
    if text.rstrip().endswith((".", ",", ";", "!", ".”", '."')) and not (
        known.cites and len(words) <= 6 and not _IS_SAID.search(text)
    ):
        return False
    if after is None:
        return False
    if not known.says_nothing and len(words) <= MOST_WORDS + 4:
        return _stands_out(walk, block, known)
    if walk.zone is Zone.END and walk.place is Place.SIGN_OFF:
        return False
    return (
        block.gap_before
        and (block.gap_after or block.label[:1].isdigit())
        and len(words) <= 12
        and (text[:1].isupper() or text[:1] in "“\"'‘")
        and not text.rstrip().endswith((":", "?"))
        and not NAMELESS.search(text)
        and not text[:1].isdigit()
        and not decided(text)
        and walk.place is not Place.ANSWER
        and len(text) > 2
    )


def _stands_out(walk: Walk, block: Block, known: Saying) -> bool:
    """Whether a line whose words would do for a heading is one."""
    text = block.text.rstrip()
    if text.endswith("?") and known.place not in (Place.REVIEW, Place.REASON, Place.HELP):
        return False
    if known.place is Place.REQUEST and walk.zone is not Zone.HEAD and len(text.split()) > 8:
        return False
    if known.place is Place.DECISION and not known.cites and decided(text):
        return False
    short = len(text.split()) <= 10
    if text.endswith(":"):
        return short or known.place in WEIGHED or bool(known.cites)
    if (
        re.search(r"\b(?:is|are|was|were|has|have|must|will)\b", text)
        and not short
        and not block.is_item
        and known.place not in SIDES
    ):
        return False
    return block.gap_before or walk.last_is_heading or short


def _depth(label: str) -> int:
    """How deep a numbered heading is: 1 for "4.", 2 for "4.1"; 0 where it has no number."""
    numbers = re.findall(r"\d+", label)
    return len(numbers) if numbers else 0


def _under(walk: Walk, block: Block, known: Saying) -> None:
    """Take a heading in: what follows is read under it."""
    depth = _depth(block.label)
    if said.CLOSING.match(block.text):
        return
    if walk.zone is Zone.END and known.place is not None:
        walk.place = known.place
    if known.cites:
        walk.scope, walk.scope_depth = known.cites, depth
        walk.weighs = known.weighs
        walk.place = known.place
    elif known.place in ARGUMENT or known.weighs:
        new_section = bool(depth and walk.scope_depth and depth <= walk.scope_depth)
        reasons = known.place is Place.REASON
        if new_section or reasons or _TOGETHER.search(block.text):
            walk.scope = ()
        walk.weighs = known.weighs or (known.place in WEIGHED and walk.weighs)
        walk.place = known.place
    elif known.place or known.parts:
        walk.scope, walk.weighs = (), False
        walk.place = known.place
    elif walk.place in WEIGHED:
        walk.place, walk.weighs = None, False
    elif walk.place in (
        Place.REVIEW,
        Place.REGULATOR,
        Place.CONTACT,
        Place.REQUEST,
        Place.INTRODUCTION,
    ):
        walk.place, walk.scope, walk.weighs = None, (), False
    if known.parts:
        walk.parts = known.parts
    elif not (known.place in ARGUMENT or known.weighs or known.cites) and known.place:
        walk.parts = ()
    walk.after_items = walk.concluded = False
    walk.zone = Zone.BODY if walk.zone is Zone.HEAD else walk.zone
    level = _level(walk, known)
    walk.level = level
    if walk.zone is Zone.END and walk.place is Place.SIGN_OFF:
        walk.place = known.place
    put(walk, block, walk.place or _place_of_heading(known), level=level)
    walk.heading = f"{block.label} {block.text}".strip() if depth else block.text


def _place_of_heading(known: Saying) -> Place:
    if known.weighs:
        return Place.BALANCE
    return Place.REASON if known.cites else Place.UNPLACED


def _level(walk: Walk, known: Saying) -> int:
    if known.cites and not (known.place or known.weighs):
        return 2
    if known.place in SIDES or (walk.scope and (known.place in ARGUMENT or known.weighs)):
        return 3
    if known.place is Place.BALANCE:
        return 3
    return 2


def _is_signature(walk: Walk, block: Block) -> bool:
    if walk.place is not Place.SIGN_OFF or len(block.text) > 110 or block.is_item:
        return False
    return not is_prose(block.text) or bool(NAMELESS.search(block.text))


def _run_in(walk: Walk, block: Block) -> Block | None:
    """Take in a heading that opens its own paragraph ("For disclosure: ..."); what is left."""
    if block.rows:
        return None
    named = _named_alone(block.text)
    found = _RUN_IN.match(block.text)
    if named and named < len(block.text):
        head = block.text[:named].strip()
        _under(walk, replace(block, text=head), saying(head))
        return replace(block, text=block.text[named:].strip(), label="", gap_before=False)
    if not found or found.end() >= len(block.text):
        return None
    words = found["heading"]
    if len(words.split()) > 9:
        return None
    known = saying(words)
    label_only = known.place in (*WEIGHED, Place.HARM) or known.weighs
    if not label_only and not (known.place is Place.DECISION and len(words.split()) <= 3):
        return None
    head = block.text[: found.end()].strip()
    _under(walk, replace(block, text=head), known)
    return replace(block, text=block.text[found.end() :], label="", gap_before=False)


def _named_alone(text: str) -> int:
    """Where the paragraph begins behind a provision that opens it as its heading ("Section 31(3).
    Whoever ..."); 0 if none does."""
    found = _CITED.match(text)
    if not found or len(found[0].split()) > 14:
        return 0
    head = found[0].strip()
    if _IS_SAID.search(head):
        return 0
    return found.end() if is_named_alone(head.rstrip(".:–— ")) == "" else 0
