"""What a letter says of its own for each provision that it relies on, and what it says for several
at once. Part of the rule `reason` on any letter."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property

from foi_bot.checks.any_letter.relied_on import DENIES
from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.substance import ENOUGH, beyond, stems, vocabulary, words_of_its_own
from foi_bot.checks.words import phrases
from foi_bot.law.cites import section_of
from foi_bot.law.limbs import Test
from foi_bot.letter.read.grounds import grounds_in
from foi_bot.letter.read.written import ARGUMENT, Piece, Place


class Given(StrEnum):
    """What is said for a provision."""

    REASON = "reason"
    ASSERTED = "asserted"
    """That what was asked for is what the provision describes, and no more."""
    NOTHING = "nothing"


class Reasons:
    """The reasons of a letter, sorted by the section that they are given for."""

    def __init__(self, sheet: Sheet, cites: list[str]) -> None:
        self._sheet = sheet
        self._cites = tuple(cites)
        self._sections = tuple(dict.fromkeys(section_of(cite) for cite in cites))
        self._own_words: dict[str, frozenset[str]] = {}

    def given(self, cite: str) -> Given:
        """What is said for a provision: of its own, or for all of them together."""
        section = section_of(cite)
        own = [
            one
            for piece, one, about in self._said
            if section in about and (self._is_class(cite) or _argues(piece, one))
        ]
        if self._is_reasoned(section, own):
            return Given.REASON
        shared = self._shared if self._others_argued(section) else self._shared + self._weighed
        if self._is_reasoned(section, [*own, *shared]):
            return Given.REASON
        enough = 0 if self._is_class(cite) else 1
        asserted = any(
            _ASSERTS.search(one) and not _is_law(one) and self._own(section, one) >= enough
            for one in (own if self._is_class(cite) else [*own, *shared])
        )
        return Given.ASSERTED if asserted else Given.NOTHING

    @cached_property
    def _said(self) -> tuple[tuple[Piece, str, frozenset[str]], ...]:
        """Every sentence that may be a reason, with the sections that it is given for."""
        found = []
        for piece, sentence in self._sheet.sentences:
            if piece.place not in _SILENT_PLACES or _is_a_page(piece):
                found.append((piece, sentence, self._about(piece, sentence)))
        return tuple(found)

    def _about(self, piece: Piece, sentence: str) -> frozenset[str]:
        """The sections of which a sentence speaks: those it names, else the one of its paragraph.
        A paragraph that stands under several gives a reason to none of them in particular."""
        named = {section_of(cite) for cite in grounds_in(sentence)} & {*self._sections}
        above = {section_of(cite) for cite in piece.cites} & {*self._sections}
        return frozenset(named | above if len(above) == 1 else named)

    @cached_property
    def _shared(self) -> list[str]:
        return [
            one
            for piece, one, about in self._said
            if not about and piece.place not in (*_WEIGHED, Place.LAW) and _argues(piece, one)
        ]

    @cached_property
    def _weighed(self) -> list[str]:
        return [one for piece, one, about in self._said if not about and piece.place in _WEIGHED]

    def _others_argued(self, section: str) -> bool:
        """Whether another section has reasons of its own, so that what is weighed for all of them
        is none for this one."""
        return any(
            self._is_reasoned(other, [one for _, one, about in self._said if about == {other}])
            for other in self._sections
            if other != section
        )

    def _is_reasoned(self, section: str, said: list[str]) -> bool:
        return any(self._own(section, one) >= ENOUGH and not self._only_law(one) for one in said)

    def _own(self, section: str, sentence: str) -> int:
        """How many words of its own a sentence has, beside those of the section."""
        if sentence not in self._own_words:
            self._own_words[sentence] = words_of_its_own(sentence)
        return len(beyond(vocabulary(section), self._own_words[sentence]))

    def _only_law(self, sentence: str) -> bool:
        """Whether a sentence tells what the law is, and nothing of what was asked for."""
        return _is_law(sentence) and not (stems(sentence) & self._asked_for)

    @cached_property
    def _asked_for(self) -> frozenset[str]:
        return stems(" ".join(words_of_its_own(self._sheet.request)))

    def _is_class(self, cite: str) -> bool:
        limb = self._sheet.law.get(cite)
        return limb is None or limb.test in (Test.CLASS, Test.MIXED)


def _is_a_page(piece: Piece) -> bool:
    return len(piece.text) > _A_PAGE


def _argues(piece: Piece, sentence: str) -> bool:
    """Whether a sentence argues, rather than telling what is decided."""
    if piece.place in ARGUMENT:
        return True
    if DENIES.search(sentence) and "by virtue" in sentence:
        return False  # "neither confirms nor denies, as the duty does not apply by virtue of"
    return bool(_GIVES_A_REASON.search(sentence))


def _is_law(sentence: str) -> bool:
    return bool(_LAW.search(sentence)) and not _HERE.search(sentence)


_A_PAGE = 800
"""A paragraph of so many characters holds more than its place says: its line breaks were lost."""
_SILENT_PLACES = frozenset(
    {
        Place.LETTERHEAD,
        Place.ADDRESSEE,
        Place.DATE,
        Place.REFERENCE,
        Place.TITLE,
        Place.GREETING,
        Place.INTRODUCTION,
        Place.CONTACT,
        Place.SIGN_OFF,
        Place.REVIEW,
        Place.REGULATOR,
        Place.HOUSE,
        Place.NO_INFERENCE,
        Place.FOR,
    }
)
_WEIGHED = frozenset({Place.AGAINST, Place.BALANCE})

_LAW = phrases(
    r"(?:class|prejudice|harm)[- ]based",
    "(?:absolute|qualified)(?: and)? (?:class |prejudice )?"
    r"(?:based )?(?:exemption|one)",
    r"legislat(?:ors?|ion|ure)",
    "parliament (?:has|intended|decided)",
    r"(?:section|exemption|subsection|provision|act|it|which|that) (?:\d[\d()A-Za-z]* )?"
    r"(?:of the \w+ (?:act )?)?(?:states|provides|says|sets out|exempts|covers|concerns|removes"
    r"|allows|applies (?:where|if|to information)|relates to|deals with|protects"
    r"|is (?:designed|intended|about))",
    "(?:is|are) exempt(?: information)? (?:if|where|when)",
    "exempt information if",
    "public interest test",
    "no (?:need|requirement|duty) to",
    "(?:is|are) (?:not )?required to (?:evidence|show|demonstrate|carry out|conduct|consider)",
)
# What ties a sentence that tells the law to the case in hand.
_HERE = phrases(
    r"(?:in this|our|the present) (?:case|instance)",
    r"you(?:r|’ve|'ve)? (?:have )?(?:request\w*|ask\w*|seek|sought|want)",
    r"the (?:information|documents?|data|report|contract|material|details) (?:that )?"
    r"(?:you|requested|sought|concerned|held)",
    "because",
    "since",
)
_GIVES_A_REASON = phrases(
    "because",
    "since",
    r"as (?:it|this|that|these|those|they|the|to|we|there|disclos\w+|releas\w+"
    r"|publi\w+|any|such|some|its|their)",
    "would",
    "could",
    "might",
    "may",
    "will",
    "in order",
    "so that",
    "so as",
    "due to",
    "as a result",
    r"to (?:reduce|avoid|prevent|protect|ensure|safeguard|keep|minimi[sz]e)",
    "owing to",
    "otherwise",
    "lest",
    "for fear",
    r"risk\w*",
    r"harm\w*",
    r"reveal\w*",
    r"enabl\w+",
    r"allow\w*",
    r"lead\w* to",
    r"result\w* in",
    r"prevent\w*",
    "given",
    r"therefore|thus|hence|accordingly",
    "reasons?",
    r"requir(?:ed|es)",
    "necessary|needed",
    r"(?:relat|contain|concern|consist|describ|show)\w*",
    r"expect\w*",
    r"compet\w+",
    r"confiden\w+",
    r"rel(?:y|ies|ied) on (?:because|as|since)",
    r"undermin\w*",
    r"prejudic\w*",
    r"protect\w*",
)
_ASSERTS = re.compile(
    r"\b(?:because|as|since|given|due to|would|is|are|were|was|contains?|consists?|constitutes?"
    r"|relates?|falls?)\b",
    re.I,
)
