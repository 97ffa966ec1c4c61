"""Each block in its place: by the heading that it stands under, else by its words.

One walk from the first block to the last. What it remembers between blocks is where in the letter
it is: before the letter's first sentence, within it, or after the signature; under which heading;
and of which provisions and parts the headings above speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read import said
from foi_bot.letter.read.dates import days_in
from foi_bot.letter.read.decided import decided, speaks_of_cost
from foi_bot.letter.read.furniture import is_furniture
from foi_bot.letter.read.grounds import grounds_in, is_named_alone
from foi_bot.letter.read.headings import MOST_WORDS, Saying, saying
from foi_bot.letter.read.lines import Block
from foi_bot.letter.read.parts_named import parts_named
from foi_bot.letter.read.request import Quoted
from foi_bot.letter.read.sentences import sentences
from foi_bot.letter.read.written import ARGUMENT, Piece, Place

_SIDES = frozenset({Place.FOR, Place.AGAINST})
_WEIGHED = frozenset({Place.FOR, Place.AGAINST, Place.BALANCE})
_TOGETHER = re.compile(r"\b(?:exemptions|overall|both|together|sections)\b", re.IGNORECASE)
_RUN_IN = re.compile(r"(?P<heading>[^:.?!]{3,80}?)\s*(?P<mark>:|\s[–—]\s)\s*(?=\S)")
_CITED = re.compile(r"(?:s\.?\s?|sections?\s)\d[^.:]{0,90}[.:]\s+(?=[A-Z“])", re.IGNORECASE)
_REFERENCE = re.compile(r"\b(?:ref|reference|rhif|cyfeirnod)\b\.?", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"\A(?:date|dated|dyddiad|request date|response date)\b.{0,40}\Z", re.IGNORECASE
)
_FOI_TITLE = re.compile(
    r"\b(?:freedom of information|FOIA?|request|internal review|environmental information"
    r"|gwybodaeth"
    r"|disclosure|EIR|refusal notice)\b",
    re.IGNORECASE,
)
_MOST_OF_A_HEAD = 60
_NAMELESS = re.compile(
    r"[@]|\bwww\.|https?:|\btel(?:ephone)?\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.I
)


class _Zone(Enum):
    HEAD = auto()
    BODY = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece, and the provisions of the headings over it: () where they speak of all."""

    piece: Piece
    scope: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    is_listed: bool = False
    """Whether it is a provision in a list of those relied on."""


@dataclass(slots=True)
class _Walk:
    """What is remembered from one block to the next."""

    zone: _Zone = _Zone.HEAD
    heading: str = ""
    place: Place | None = None
    weighs: bool = False
    scope: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    scope_depth: int = 0
    level: int = 2
    after_items: bool = False
    concluded: bool = False
    greeted: bool = False
    before_greeting: bool = False
    announced: bool = False
    """Whether the text before announced a list of provisions."""
    in_list: bool = False
    last_is_heading: bool = False
    seen: set[Place] = field(default_factory=set)
    """The places of the blocks before."""
    relies: bool = False
    """Whether a provision has been listed, or has had a heading."""
    made: list[Placed] = field(default_factory=list)


def place(blocks: Sequence[Block], request: Quoted | None) -> tuple[Placed, ...]:
    """Every block as one piece or several, in order."""
    walk = _Walk()
    greeting = _greeting(blocks)
    for at, block in enumerate(blocks):
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        walk.before_greeting = at < greeting
        if is_furniture(block):
            _put(walk, block, Place.FURNITURE)
        elif request and request.first <= at < request.end:
            walk.zone, walk.place, walk.scope, walk.parts = _Zone.BODY, Place.INTRODUCTION, (), ()
            walk.heading = walk.heading or ""
            _put(walk, block, Place.REQUEST)
        elif walk.zone is _Zone.HEAD and _in_head(
            walk, block, announces=_is_announcer(at, request)
        ):
            pass
        elif said.CLOSING.match(block.text) or (block.is_line and said.SIGNED.match(block.text)):
            walk.zone, walk.place, walk.scope, walk.parts = _Zone.END, Place.SIGN_OFF, (), ()
            walk.heading, walk.weighs = "", False
            _put(walk, block, Place.SIGN_OFF)
        else:
            _in_body(walk, block, after)
    return tuple(walk.made)


def _greeting(blocks: Sequence[Block]) -> int:
    """Where the letter greets its reader; 0 if it does not."""
    head = enumerate(blocks[:_MOST_OF_A_HEAD])
    return next((at for at, block in head if said.GREETING.match(block.text)), 0)


def _is_announcer(at: int, request: Quoted | None) -> bool:
    return request is not None and at == request.first - 1


def _put(
    walk: _Walk,
    block: Block,
    place_: Place,
    *,
    level: int = 0,
    text: str | None = None,
    label: str | None = None,
    rows: bool = True,
    is_listed: bool = False,
) -> None:
    words = block.text if text is None else text
    heading = "" if level and level <= walk.level else walk.heading
    walk.made.append(
        Placed(
            Piece(
                words,
                place_,
                heading=walk.heading if not level else heading,
                label=block.label if label is None else label,
                level=level,
                rows=block.rows if rows else (),
                line=block.line + 1,
            ),
            scope=walk.scope,
            parts=parts_named(words[:200]) or walk.parts,
            is_listed=is_listed,
        )
    )
    walk.last_is_heading = level > 0
    walk.seen.add(place_)
    walk.relies = walk.relies or is_listed or bool(walk.scope)


# --- before the letter's first sentence


def _in_head(walk: _Walk, block: Block, *, announces: bool) -> bool:
    """Place a block of the letter's head; False where the body begins with it."""
    text = block.text
    if said.GREETING.match(text):
        walk.greeted = True
        _put(walk, block, Place.GREETING)
        return True
    if announces or block.rows or _is_prose(text):
        walk.zone = _Zone.BODY
        return False
    known = Saying() if walk.before_greeting else saying(text)
    if (
        known.cites
        or known.weighs
        or (known.place and known.place not in (Place.REVIEW,) and not _REFERENCE.search(text))
    ):
        walk.zone = _Zone.BODY
        return False
    if _DATE_LABEL.match(text) or _is_only_date(text):
        _put(walk, block, Place.DATE)
    elif _REFERENCE.search(text) and any(c.isdigit() for c in text) and not _is_title(block):
        _put(walk, block, Place.REFERENCE)
    elif _is_title(block) or walk.greeted:
        _put(walk, block, Place.TITLE, level=1)
    elif walk.seen & {Place.DATE, Place.REFERENCE}:
        _put(walk, block, Place.DATE if _has_full_day(text) else Place.ADDRESSEE)
    elif _has_full_day(text):
        _put(walk, block, Place.DATE)
    else:
        _put(walk, block, Place.LETTERHEAD)
    return True


def _is_prose(text: str) -> bool:
    """Whether these are sentences, and not lines of a letter's head."""
    if len(text.split()) < 7:
        return False
    if text.rstrip().endswith((".", ":", ";", "?", "!", "”")) and not _NAMELESS.search(text):
        return True
    return len(text) > 110 or bool(said.REQUEST_CAME.search(text) and len(text.split()) > 9)


def _is_only_date(text: str) -> bool:
    days = list(days_in(text))
    return (
        len(days) == 1
        and days[0].year is not None
        and len(text) - (days[0].end - days[0].start) < 14
    )


def _has_full_day(text: str) -> bool:
    return any(day.year is not None for day in days_in(text))


def _is_title(block: Block) -> bool:
    text = block.text
    return (
        bool(_FOI_TITLE.search(text))
        and not _NAMELESS.search(text)
        and (block.gap_before or text.isupper())
        and len(text.split()) >= 3
        and not text[:4].lower().startswith(("our ", "your", "ref", "foi ", "case"))
    )


# --- the letter's body, and what comes after the signature


def _in_body(walk: _Walk, block: Block, after: Block | None) -> None:
    if _is_listed(walk, block, after):
        walk.in_list, walk.announced = True, True
        _put(walk, block, Place.DECISION, is_listed=True)
        return
    walk.in_list = False
    known = saying(block.text) if _is_short(block) else Saying()
    if _is_heading(walk, block, after, known):
        _under(walk, block, known)
        walk.announced = False
        return
    if walk.zone is _Zone.END and _is_signature(walk, block):
        _put(walk, block, Place.SIGN_OFF)
        return
    if rest := _run_in(walk, block):
        block = rest
    _paragraph(walk, block)
    walk.announced = (
        bool(
            re.search(
                r"(?:[:;]|\b(?:exemptions?|following|sections?|because of))\s*[:;.–-]?\s*\Z",
                block.text[-60:],
                re.I,
            )
        )
        and walk.place not in _SIDES
    )


def _is_short(block: Block) -> bool:
    """Whether a block is short enough for a heading."""
    return len(block.text) <= 160 and block.text.count(" ") < MOST_WORDS + 8 and not block.rows


def _is_listed(walk: _Walk, block: Block, after: Block | None) -> bool:
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


def _is_heading(walk: _Walk, block: Block, after: Block | None, known: Saying) -> bool:
    text = block.text
    words = text.split()
    if block.rows or block.quoted or len(words) > MOST_WORDS + 8 or block.end - block.line > 2:
        return False
    if block.label in ("•", "-", "–", "*", "·", "▪", "●", "o"):
        return False
    if text.rstrip().endswith((".", ",", ";", "!", ".”", '."')) and not (
        known.cites and len(words) <= 6
    ):
        return False
    if after is None:
        return False
    if not known.says_nothing and len(words) <= MOST_WORDS + 4:
        return _stands_out(walk, block, known)
    if walk.zone is _Zone.END and walk.place is Place.SIGN_OFF:
        return False
    return (
        block.gap_before
        and (block.gap_after or block.label[:1].isdigit())
        and len(words) <= 12
        and (text[:1].isupper() or text[:1] in "“\"'‘")
        and not text.rstrip().endswith((":", "?"))
        and not _NAMELESS.search(text)
        and not text[:1].isdigit()
        and not decided(text)
        and walk.place is not Place.ANSWER
        and len(text) > 2
    )


def _stands_out(walk: _Walk, block: Block, known: Saying) -> bool:
    """Whether a line whose words would do for a heading is one."""
    text = block.text.rstrip()
    if text.endswith("?") and known.place not in (Place.REVIEW, Place.REASON, Place.HELP):
        return False
    if known.place is Place.REQUEST and walk.zone is not _Zone.HEAD and len(text.split()) > 8:
        return False
    if known.place is Place.DECISION and not known.cites and decided(text):
        return False
    short = len(text.split()) <= 10
    if text.endswith(":"):
        return short or known.place in _WEIGHED or bool(known.cites)
    if (
        re.search(r"\b(?:is|are|was|were|has|have|must|will)\b", text)
        and not short
        and not block.is_item
        and known.place not in _SIDES
    ):
        return False
    return block.gap_before or walk.last_is_heading or short


def _depth(label: str) -> int:
    """How deep a numbered heading is: 1 for "4.", 2 for "4.1"; 0 where it has no number."""
    numbers = re.findall(r"\d+", label)
    return len(numbers) if numbers else 0


def _under(walk: _Walk, block: Block, known: Saying) -> None:
    """Take a heading in: what follows is read under it."""
    depth = _depth(block.label)
    if said.CLOSING.match(block.text):
        return
    if walk.zone is _Zone.END and known.place is not None:
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
        walk.weighs = known.weighs or (known.place in _WEIGHED and walk.weighs)
        walk.place = known.place
    elif known.place or known.parts:
        walk.scope, walk.weighs = (), False
        walk.place = known.place
    elif walk.place in _WEIGHED:
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
    walk.zone = _Zone.BODY if walk.zone is _Zone.HEAD else walk.zone
    level = _level(walk, known)
    walk.level = level
    if walk.zone is _Zone.END and walk.place is Place.SIGN_OFF:
        walk.place = known.place
    _put(walk, block, walk.place or _place_of_heading(known), level=level)
    walk.heading = f"{block.label} {block.text}".strip() if depth else block.text


def _place_of_heading(known: Saying) -> Place:
    if known.weighs:
        return Place.BALANCE
    return Place.REASON if known.cites else Place.UNPLACED


def _level(walk: _Walk, known: Saying) -> int:
    if known.cites and not (known.place or known.weighs):
        return 2
    if known.place in _SIDES or (walk.scope and (known.place in ARGUMENT or known.weighs)):
        return 3
    if known.place is Place.BALANCE:
        return 3
    return 2


def _is_signature(walk: _Walk, block: Block) -> bool:
    if walk.place is not Place.SIGN_OFF or len(block.text) > 110 or block.is_item:
        return False
    return not _is_prose(block.text) or bool(_NAMELESS.search(block.text))


def _run_in(walk: _Walk, block: Block) -> Block | None:
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
    label_only = known.place in (*_WEIGHED, Place.HARM) or known.weighs
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
    return found.end() if is_named_alone(head.rstrip(".:–— ")) == "" else 0


def _paragraph(walk: _Walk, block: Block) -> None:
    """Place a paragraph, an item or a table; a paragraph that argues both sides is told apart."""
    if block.rows:
        place_ = walk.place if walk.place in ARGUMENT else Place.ANSWER
        _put(walk, block, place_ or Place.ANSWER)
        walk.after_items = True
        return
    where = _where(walk, block)
    if where in (Place.REVIEW, Place.REGULATOR) and not block.is_item:
        _put_apart(walk, block, _rights(block.text))
        return
    if where is None:
        _put_apart(walk, block, _sides(block.text))
        return
    if where is Place.BALANCE and walk.place in _SIDES:
        walk.concluded = True
    walk.after_items = block.is_item or (walk.after_items and where is not Place.BALANCE)
    _put(walk, block, where)


def _put_apart(walk: _Walk, block: Block, apart: Sequence[tuple[str, Place]]) -> None:
    for at, (text, where) in enumerate(apart):
        _put(walk, block, where, text=text, label=block.label if at == 0 else "")


def _where(walk: _Walk, block: Block) -> Place | None:
    """The place of a paragraph; None where it argues more than one side of the public interest."""
    text = block.text
    if said.NO_INFERENCE.search(text) and len(text) < 700 and not block.is_item:
        return Place.NO_INFERENCE
    if said.STRICT_CAVEAT.search(text) and not block.is_item:
        return Place.CAVEAT
    if walk.place not in _WEIGHED or not walk.scope:
        if fixed := _fixed(walk, text):
            return fixed
    elif said.CONTACT.search(text) and len(text) < 400:
        return Place.CONTACT
    if walk.place in (Place.REVIEW, Place.REGULATOR):
        return (
            Place.REGULATOR
            if said.REGULATOR.search(text) and not said.REVIEW.search(text)
            else walk.place
        )
    if walk.zone is _Zone.END:
        return _after_signature(walk, text)
    if walk.place in _SIDES:
        return _on_side(walk, block)
    if walk.place in (Place.BALANCE, Place.HARM):
        return Place.LAW if said.is_law(text) and walk.place is Place.HARM else walk.place
    if walk.weighs:
        return Place.LAW if said.is_law(text) else _weighing(text)
    return _by_words(walk, text)


def _fixed(walk: _Walk, text: str) -> Place | None:
    """The places that words give whatever the heading says."""
    is_house = said.HOUSE.search(text) and not grounds_in(text)
    if is_house and not walk.weighs and walk.place not in ARGUMENT:
        return Place.HOUSE
    review, regulator = said.REVIEW.search(text), said.REGULATOR.search(text)
    rights = bool(regulator) or bool(
        review and re.search(r"\b(?:you|your|yours)\b|\Ainternal review|\bwrite\b", text, re.I)
    )
    here = walk.place not in ARGUMENT or (regulator and review)
    late = bool(walk.made) and (walk.place is not Place.DECISION or bool(regulator))
    if Place.DECISION not in walk.seen and said.REQUEST_CAME.search(text) and not regulator:
        rights = False
    if rights and here and late and not grounds_in(text) and not said.REVIEW_ASKED.search(text):
        return Place.REVIEW if review else Place.REGULATOR
    if said.CONTACT.search(text) and len(text) < 400 and not grounds_in(text):
        return Place.CONTACT
    return None


def _after_signature(walk: _Walk, text: str) -> Place:
    if walk.place in (None, Place.SIGN_OFF):
        if said.HOUSE.search(text):
            return Place.HOUSE
        if said.is_law(text):
            return Place.LAW
        return Place.UNPLACED if len(text) > 110 else Place.SIGN_OFF
    return walk.place


def _on_side(walk: _Walk, block: Block) -> Place:
    """FOR or AGAINST, as the heading says, until the paragraphs come to a conclusion."""
    assert walk.place is not None
    if walk.concluded:
        return Place.BALANCE
    if block.is_item:
        return walk.place
    if walk.after_items:
        return Place.BALANCE
    return Place.BALANCE if _comes_out(block.text) else walk.place


_COMES_OUT = re.compile(
    r"\b(?:for these reasons|on balance|having (?:considered|weighed)|in all the circumstances"
    r"|(?:we|i) (?:have |am"
    r" |are )?(?:therefore )?(?:conclude|decided|find|consider|of the (?:view|opinion))"
    r"|i therefore|we therefore"
    r"|balance)\b",
    re.IGNORECASE,
)


def _comes_out(text: str) -> bool:
    return said.concludes(text) and bool(_COMES_OUT.search(text))


def _weighing(text: str) -> Place | None:
    """Under a heading that only says "public interest": the side, None for several."""
    sides = {side for one in sentences(text) if (side := said.side(one))}
    if len(sides) > 1:
        return None
    return next(iter(sides), Place.BALANCE)


def _by_words(walk: _Walk, text: str) -> Place | None:
    """The place of a paragraph that no heading settles."""
    if walk.made and not walk.scope and _introduces(walk, text):
        return Place.INTRODUCTION
    made = [one for sentence in sentences(text) for one in decided(sentence)]
    if re.search(r"\brefusal notice\b", text, re.I) and len(text) < 300:
        return Place.DECISION
    costs_only = made == [(Outcome.COST, ())] and Place.DECISION in walk.seen
    if made and not costs_only and not walk.scope and walk.place not in (Place.REASON, Place.HELP):
        if said.is_law(text):
            return Place.LAW
        return (
            Place.DECISION if len(text) < 900 or walk.place is Place.DECISION else _reasoned(text)
        )
    if said.is_law(text):
        return Place.LAW
    if walk.scope or walk.place is Place.REASON:
        return _reasoned(text)
    if walk.place is Place.HELP or (said.HELP.search(text) and not grounds_in(text)):
        return Place.HELP
    if said.CAVEAT.search(text):
        return Place.CAVEAT
    if walk.place in (Place.ANSWER, Place.CAVEAT, Place.HOUSE, Place.LAW, Place.CONTACT):
        return walk.place
    if re.search(r"\bpublic interest\b", text, re.I):
        return _weighing(text)
    if grounds_in(text) or speaks_of_cost(text):
        return _reasoned(text)
    if said.HARM.search(text) and walk.relies:
        return Place.HARM
    if walk.place is Place.DECISION or walk.place is Place.INTRODUCTION:
        return Place.ANSWER
    return Place.UNPLACED


def _introduces(walk: _Walk, text: str) -> bool:
    if walk.seen & {Place.DECISION, *ARGUMENT}:
        return False
    if (
        said.HANDLED.search(text)
        and len(text) < 500
        and not any(decided(one) for one in sentences(text))
    ):
        return True
    return bool(said.REQUEST_CAME.search(text)) and not grounds_in(text)


def _reasoned(text: str) -> Place | None:
    """REASON or HARM, or the public interest where it is weighed in running text."""
    if re.search(r"\bpublic interest\b|\bon balance\b", text, re.I):
        sides = {side for one in sentences(text) if (side := said.side(one))}
        if len(sides) > 1:
            return None
        if sides:
            return next(iter(sides))
    return Place.HARM if said.HARM.search(text) else Place.REASON


def _sides(text: str) -> list[tuple[str, Place]]:
    """A paragraph that argues several sides, told apart at its sentences."""
    apart: list[tuple[list[str], Place]] = []
    where = Place.LAW
    for sentence in sentences(text):
        side = said.side(sentence)
        if side is None and not apart:
            side = (
                Place.LAW
                if said.is_law(sentence)
                else (Place.HARM if said.HARM.search(sentence) else Place.REASON)
            )
        where = side or where
        if apart and apart[-1][1] is where:
            apart[-1][0].append(sentence)
        else:
            apart.append(([sentence], where))
    return [(" ".join(its), place_) for its, place_ in apart]


def _rights(text: str) -> list[tuple[str, Place]]:
    """How to complain to the authority, told apart from how to complain to the regulator."""
    found = sentences(text)
    at = next(
        (i for i, one in enumerate(found) if re.search(r"\bcommission|\bICO\b", one, re.I)),
        len(found),
    )
    own, theirs = " ".join(found[:at]), " ".join(found[at:])
    if own and not said.REVIEW.search(own):
        own, theirs = "", text
    return [
        (words, place_)
        for words, place_ in ((own, Place.REVIEW), (theirs, Place.REGULATOR))
        if words
    ]


def listed(placed: Sequence[Placed]) -> Iterator[Placed]:
    """The provisions in lists of those relied on."""
    return (one for one in placed if one.is_listed)
