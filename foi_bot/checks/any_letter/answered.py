"""Whether every question of a request is answered, and none of them was lost (FOIA s1(1)). Part of
the rule `completeness`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from foi_bot.checks.any_letter.sheet import CannotTell, Sheet, finding
from foi_bot.checks.any_letter.spoken import LONGEST, spoken
from foi_bot.checks.finding import Finding, Severity
from foi_bot.checks.substance import own_words, stems
from foi_bot.checks.words import phrases
from foi_bot.interview.outcome import REFUSALS, Outcome
from foi_bot.interview.parts import Part, holes, split
from foi_bot.letter.read.parts_named import parts_named
from foi_bot.letter.read.written import Piece, Place

RULE = "completeness"
EVERY_PART = "FOIA s1(1)"


class Answers:
    """The questions of a request, and what of the letter answers each."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @cached_property
    def asked(self) -> tuple[Part, ...]:
        """The request's questions: only numbered or bulleted ones can be told apart."""
        request = self._sheet.request or (self.asking.text if self.asking else "")
        found = split(request).parts if request else ()
        return found if len(found) > 1 else ()

    @cached_property
    def asking(self) -> Piece | None:
        """The paragraph that tells the questions in the letter's own words, with labels, where the
        request is not quoted: "You asked for (a) ..., (b) ... and (c) ..."."""
        first = [one for one in self._sheet.ours if one.place not in _ABOVE][:_OPENING]
        told = (one for one in first if len(one.text) <= LONGEST and _ASKS.search(one.text))
        return next((one for one in told if len(split(one.text).parts) > 1), None)

    @cached_property
    def said(self) -> tuple[Piece, ...]:
        """What could be an answer: everything but how a letter begins and ends, and whatever bears
        the label of a question."""
        return tuple(
            one
            for one in self._sheet.ours
            if (one.place not in _NO_ANSWER or _is_labelled(one))
            and len(one.text) <= LONGEST
            and (one is not self.asking or bool(self._sheet.request))
        )

    @cached_property
    def own(self) -> frozenset[Piece]:
        """What is said of one question alone: what bears its label, and what stands below that
        where the label is that of a heading."""
        found: set[Piece] = set()
        below = False
        for one in self.said:
            if _is_labelled(one) or one.label or _AT_START.match(one.text):
                below = one.is_heading or (len(one.text) < _SHORT and one.text[-1:] not in ".!;")
                found.add(one)
            elif below and not one.is_heading:
                found.add(one)
            else:
                below = False
        return frozenset(found)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The labels of the questions that the letter speaks of, one by one."""
        found: set[str] = set()
        for piece in self.said:
            found |= {_bare(one) for one in piece.parts}
            found |= {_bare(piece.label)} if piece.label else set()
            found |= {_bare(match["n"]) for match in _AT_START.finditer(piece.text)}
            found |= {
                str(no) for no, word in enumerate(_ORDINALS, start=1) if word in piece.text.lower()
            }
        return frozenset(found)

    @cached_property
    def speaks_of_all(self) -> bool:
        """Whether the letter deals with all questions, or all others, at once."""
        general = [piece for piece in self.said if piece not in self.own]
        return (
            any(
                _ALL.search(piece.text) and not _ONE_BY_ONE.search(piece.text)
                for piece in self.said
            )
            or any(_ELSEWHERE.search(piece.text) for piece in general)
            or (self._decides_all and any(one.place is Place.DECISION for one in general))
        )

    @property
    def _decides_all(self) -> bool:
        return any(not one.part and one.kind in _WHOLE for one in self._sheet.letter.decisions)

    def repeats(self, part: Part) -> bool:
        """Whether the letter takes up a question in its own words."""
        wanted = stems(part.text)
        return bool(wanted) and any(
            len(stems(piece.text) & wanted) >= _MOST * len(wanted)
            for piece in self.said
            if piece not in self.own
        )


def unanswered(sheet: Sheet) -> Iterator[Finding | CannotTell]:
    """The questions that a letter answers one by one, but for one."""
    answers = Answers(sheet)
    if not answers.asked:
        return
    if all(part.number for part in answers.asked):
        asked = {part.number.lower(): part for part in answers.asked}
        there = [label for label in asked if label in answers.labels]
        missing = [label for label in asked if label not in answers.labels]
        if len(there) >= max(2, len(missing) + 1):
            yield from _missing(answers, [asked[label] for label in missing])
            return
        if there and missing:
            return
    yield from _one_item_each(answers)


def skipped(sheet: Sheet) -> Iterator[Finding]:
    """Answers that are numbered as questions are ("Question 1", "Question 2", "Question 4"), with a
    hole, where nobody knows the questions."""
    answers = Answers(sheet)
    if answers.asked or answers.speaks_of_all:
        return
    numbers = [
        int(found["n"])
        for piece in answers.said
        if (found := _WORDED.match(f"{piece.label} {piece.text}".strip()))
    ]
    numbers = list(dict.fromkeys(numbers))
    missing = [no for no in range(1, max(numbers, default=0)) if no not in numbers]
    if len(numbers) <= len(missing) or len(numbers) < 2 or numbers != sorted(numbers):
        return
    said = [text for _, text in spoken(sheet)] + [one.text for one in sheet.ours]
    named = frozenset(label for text in said for label in parts_named(text[:LONGEST]))
    left = [str(no) for no in missing if str(no) not in named]
    if left and not any(_CHOSEN.search(text) for text in said):
        which = " and ".join(left)
        advice = (
            f"The answers go on from one question to another and leave out {which}. Answer it, or "
            "say why it is refused or not held."
        )
        yield finding(RULE, Severity.MUST_FIX, EVERY_PART, None, "", advice)


def _is_labelled(piece: Piece) -> bool:
    """Whether a piece begins with the label of a question, in so many words."""
    return _WORDED.match(f"{piece.label} {piece.text[:_SHORT]}".strip()) is not None


def _missing(answers: Answers, missing: Sequence[Part]) -> Iterator[Finding]:
    left = [part for part in missing if not answers.repeats(part)]
    if left and not answers.speaks_of_all:
        yield _not_answered(left)


def _not_answered(left: Sequence[Part], severity: Severity = Severity.MUST_FIX) -> Finding:
    named = " and ".join(part.number or f"“{_short(part.text)}”" for part in left)
    many = "s" if len(left) > 1 else ""
    advice = (
        f"Question{many} {named} of the request ({_short(left[0].text)}) {'are' if many else 'is'} "
        "not answered. Answer it, or say why it is refused or not held."
    )
    return finding(RULE, severity, EVERY_PART, None, "", advice)


def _one_item_each(answers: Answers) -> Iterator[Finding | CannotTell]:
    """A list of answers without numbers, one item shorter than the list of questions."""
    items = [one for one in answers.said if one.label and not _NUMBERED.search(one.label)]
    if answers.speaks_of_all or len(items) < 2 or len(items) != len(answers.asked) - 1:
        return
    wanted = [stems(" ".join(own_words(part.text))) for part in answers.asked]
    taken: set[int] = set()
    for item in items:
        has = stems(item.text)
        scores = [(len(has & words), -no) for no, words in enumerate(wanted)]
        best, no = max(scores)
        if best < 2 or -no in taken:
            return
        taken.add(-no)
    left = [part for no, part in enumerate(answers.asked) if no not in taken]
    if left:
        yield _not_answered(left)


def repeated_without_answer(sheet: Sheet) -> Iterator[Finding]:
    """A question that the letter repeats, as it does the others, with no answer below it."""
    answers = Answers(sheet)
    asked = answers.asked
    at: dict[int, int] = {}
    for place, piece in enumerate(answers.said):
        for no, part in enumerate(asked):
            if no not in at and _same(piece.text, part.text):
                at[no] = place
                break
    if len(at) < 3 or len(at) < len(asked) - 1:
        return
    places = sorted(at.values())
    empty = [no for no, place in at.items() if place + 1 in places]
    if len(empty) == 1 and not answers.speaks_of_all:
        yield _not_answered([asked[empty[0]]])


def lost(sheet: Sheet) -> Iterator[Finding]:
    """Numbering with a hole in the request as the letter quotes it: a question was lost there."""
    quoted = sheet.letter.request
    parts = split(quoted).parts if quoted else ()
    labels = [part.label for part in parts if part.label]
    there = {_bare(one.label) for one in sheet.letter.at(Place.REQUEST) if one.label}
    missing = holes(labels) if len(labels) > 1 and len(labels) == len(parts) else ()
    missing = tuple(label for label in missing if label not in there)
    if not missing or len(missing) > len(labels):
        return
    given = {part.number.lower() for part in split(sheet.given).parts} if sheet.given else None
    if given is not None and not given & set(missing):
        severity = Severity.NOTE
    else:
        chosen = any(_CHOSEN.search(text) for _, text in spoken(sheet))
        severity = Severity.LOOK_AGAIN if chosen else Severity.MUST_FIX
    named = " and ".join(missing)
    piece = next(
        (one for one in sheet.letter.at(Place.REQUEST) if one.label and _bare(one.label)), None
    )
    if severity is Severity.NOTE:
        advice = f"The request has no question {named}: ask the applicant if one was lost."
    else:
        advice = (
            f"The request as the letter quotes it has no question {named}. If it was asked, quote "
            "and answer it; if it was not, say so."
        )
    quote = f"{piece.label} {piece.text}".split("\n")[0] if piece and piece.label else ""
    yield finding(RULE, severity, EVERY_PART, None, _verbatim(quote, quoted), advice)


def _verbatim(quote: str, text: str) -> str:
    """The first words of a quotation that stand in the text."""
    while quote and quote not in text:
        quote = quote.rpartition(" ")[0]
    return quote


def _bare(label: str) -> str:
    return re.sub(r"^q(?:uestion)?s?\.?\s*|[^\w]", "", label.lower())


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:12]) + ("…" if len(words) > 12 else "")


def _same(text: str, question: str) -> bool:
    """Whether a text is a question over again, and nothing else."""
    one, other = set(re.findall(r"\w+", text.lower())), set(re.findall(r"\w+", question.lower()))
    return bool(other) and len(one & other) >= 0.8 * len(one | other)


_MOST = 0.7
_WHOLE = (REFUSALS | {Outcome.NOT_HELD, Outcome.CLARIFY}) - {Outcome.ACCESSIBLE}
_NO_ANSWER = frozenset(
    {
        Place.LETTERHEAD,
        Place.ADDRESSEE,
        Place.DATE,
        Place.REFERENCE,
        Place.GREETING,
        Place.INTRODUCTION,
        Place.CONTACT,
        Place.SIGN_OFF,
        Place.REVIEW,
        Place.REGULATOR,
        Place.HOUSE,
    }
)
_ABOVE = frozenset({Place.LETTERHEAD, Place.ADDRESSEE, Place.DATE, Place.REFERENCE, Place.TITLE})
_ORDINALS = (
    "first question",
    "second question",
    "third question",
    "fourth question",
    "fifth question",
    "sixth question",
    "seventh question",
    "eighth question",
)
_AT_START = re.compile(
    r"^\(?(?:q(?:uestion)?s?\.?\s*)?(?P<n>\d{1,2}|[a-z])\s?(?:[).:]|[-–]\s)", re.IGNORECASE | re.M
)
_NUMBERED = re.compile(r"\d|^\W*[a-z]\W*$", re.IGNORECASE)
_ALL = phrases(
    r"(?:all|each|every|both|any|none|remaining|other|rest) (?:of )?(?:the |your |these |of )*"
    r"(?:\w+ )?(?:questions?|parts?|points?|requests?|queries|items|information)|rest of (?:your"
    r"|the)"
    r"|remainder|the other questions|combined|question \d+ (?:onwards|to)|"
    r"your (?:whole|entire) request"
)
_ONE_BY_ONE = phrases(
    r"(?:set out|given|answered|replied|repl(?:y|ies)|respon\w+|answers?|taken|dealt with|listed)"
    r"(?: \w+){0,5}? (?:each|every|your|the)(?: of)?(?: your| the)? (?:\w+ )?(?:questions?|parts?"
    r"|points?) (?:\w+ ){0,2}?(?:is|are)?(?:below|follows?|in turn|set out|beneath|here|one by one)"
    r"|against (?:each|every)|in (?:turn|order)|one by one|below each|under each"
)
"""Words with which a letter begins to answer question by question."""
_ELSEWHERE = phrases(r"as above|see above|attached|enclosed|spreadsheet|annex|appendix|in full")
_OPENING = 6
"""How many pieces below the greeting may tell what was asked."""
_SHORT = 90
_ASKS = phrases(
    r"you (?:have |had )?(?:\w+ )?(?:asked|sought|requested|wanted|wished|enquired)|your (?:\w+ )?"
    r"(?:request|e-?mail|letter|enquiry|questions?)"
)
_WORDED = re.compile(
    r"\(?(?:q|question|part|point|item|request|query)s?\.?(?: no\.?| number)?\s?(?P<n>\d{1,2})"
    r"(?![\w.]\d|\w)",
    re.IGNORECASE,
)
_CHOSEN = phrases(
    r"(?:you|your request) (?:\w+ ){0,3}?(?:narrowed|refined|clarified|withdrew|limited|revised|"
    r"amended|asked us to answer)|your (?:\w+ )?(?:narrowed|refined|clarified|revised|amended) "
    r"request"
    r"|(?:remaining|other|rest of (?:the|your)) (?:questions?|parts?)|(?:questions?|parts?) "
    r"(?:\w+ )"
    r"{0,4}?(?:separate(?:ly)?|already|withdrawn|transferred|answered on|dealt with)|numbering|"
    r"as (?:you )?numbered|begins? (?:at|with) (?:question )?\d|only (?:to )?(?:questions?|parts?)"
)
