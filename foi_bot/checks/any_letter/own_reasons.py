"""What a letter says of its own for each provision that it relies on, and what it says for several
at once. Part of the rule `reason` on any letter."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property

from foi_bot.checks.any_letter.definitions import defining, distinctive
from foi_bot.checks.any_letter.interests import speaks_of
from foi_bot.checks.any_letter.relied_on import DENIES
from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.any_letter.ties import is_incidental, is_tied, only_decides
from foi_bot.checks.side_words import KEEP, speaks_for
from foi_bot.checks.substance import ENOUGH, beyond, stems, vocabulary, words_of_its_own
from foi_bot.checks.weighing_words import names_the_test
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
    DEFINED = "defined"
    """What the exemption is, of whatever request."""
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
        section, is_class = section_of(cite), self._is_class(cite)
        own = [
            (piece, one)
            for piece, one, about in self._said
            if section in about and (is_class or _argues(piece, one))
        ]
        weighed = [one for piece, one in own if is_class and piece.place in _WEIGHED]
        argued = [one for piece, one in own if not (is_class and piece.place in _WEIGHED)]
        if self._is_reasoned(section, argued):
            return Given.REASON
        shared = self._shared if self._others_argued(section) else self._shared + self._weighed
        defined = self.definition(cite)
        if not defined and (
            self._is_reasoned(section, [*argued, *shared])
            or (is_class and not self._is_silent(cite) and self._is_plain_from_elsewhere(section))
        ):
            return Given.REASON
        others = [*weighed, *shared] if defined else weighed
        if self._is_reasoned(section, others) or self._is_asserted(section, argued, shared, cite):
            return Given.ASSERTED
        return Given.DEFINED if defined else Given.NOTHING

    def _is_silent(self, cite: str) -> bool:
        """Whether the provision excuses from saying what is held: nothing is described then."""
        limb = self._sheet.law.get(cite)
        return limb is not None and limb.is_ncnd

    def _is_plain_from_elsewhere(self, section: str) -> bool:
        """Whether the letter describes what it refuses, wherever, in the words of the class."""
        return section != "40" and any(
            stems(one) & distinctive(section) and not self._defines(section, one)
            for _, one, _ in self._said
        )

    @cached_property
    def by_section(self) -> dict[str, list[str]]:
        """The provisions relied on, by their sections."""
        return {
            section: [cite for cite in self._cites if section_of(cite) == section]
            for section in self._sections
        }

    def own_argument(self, section: str) -> list[tuple[Piece, str]]:
        """What argues that a section applies: its own sentences, and those for all where no other
        section is relied on; neither the law, nor what is weighed."""
        alone = len(self._sections) == 1
        return [
            (piece, one)
            for piece, one, about in self._said
            if (about == {section} or (alone and not about))
            and piece.place not in (*_WEIGHED, Place.LAW)
            and _argues(piece, one)
            and not only_decides(one)
            and not _is_law(one)
            and not (_TAKES_A_SIDE.search(one) or speaks_for(one) or names_the_test(one))
            and self._own(section, one) >= ENOUGH
        ]

    def never_speaks_of(self, section: str) -> bool:
        """Whether nothing that is argued or weighed has a word of what the section protects."""
        every = [one for piece, one in self._sheet.arguments if not _is_law(one)]
        return not speaks_of(section, every)

    def _is_asserted(self, section: str, own: list[str], shared: list[str], cite: str) -> bool:
        is_class = self._is_class(cite)
        enough = 0 if is_class else 1
        return any(
            _ASSERTS.search(one)
            and not _is_law(one)
            and not only_decides(one)
            and not self._defines(section, one)
            and self._own(section, one) >= enough
            for one in (own if is_class else [*own, *shared])
        ) or (section == "40" and any(only_decides(one) for one in own))

    def definition(self, cite: str) -> tuple[Piece, str] | None:
        """Where the letter gives, as its reason, what the exemption is and no more."""
        section = section_of(cite)
        for piece, one, about in self._said:
            if section not in about or len(words_of_its_own(one)) < _SOME:
                continue
            if _AS_A_REASON.search(one) and self._defines(section, one):
                return piece, one
        return None

    @cached_property
    def _said(self) -> tuple[tuple[Piece, str, frozenset[str]], ...]:
        """Every sentence that may be a reason, with the sections that it is given for."""
        found = []
        for piece, whole in self._sheet.sentences:
            sentence = whole[:_LONG]
            if _HANDLING.search(sentence):
                continue
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
        return any(
            self._own(section, one) >= ENOUGH
            and not self._only_law(one)
            and not self._defines(section, one)
            and (not only_decides(one) or self._is_apparent(section, one))
            for one in said
        )

    def _defines(self, section: str, sentence: str) -> bool:
        """Whether a sentence has no words but those by which the exemption is told to anybody."""
        clause = _clause_of_reason(sentence)
        if is_tied(clause) or _PROPER.search(clause) or (clause != sentence and _IT.match(clause)):
            return False
        left = beyond(defining(section), words_of_its_own(clause))
        return len(left) < ENOUGH and not stems(clause) & (self._asked_for - defining(section))

    def _is_apparent(self, section: str, sentence: str) -> bool:
        """Whether what is refused shows by its name that it is what the section describes."""
        if section == "40":
            return is_incidental(sentence)
        return bool(stems(sentence) & distinctive(section))

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


def _clause_of_reason(sentence: str) -> str:
    """What follows "because" where what is before it cites the provision; else all of it."""
    found = _AS_A_REASON.search(sentence)
    if found and grounds_in(sentence[: found.start()]):
        return sentence[found.end() :]
    return sentence


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


# How the request was dealt with, which says nothing of what it asks for.
_HANDLING = phrases(
    r"sorry|apolog\w+|regret\w* (?:the|that|this|our)|working days?|internal review|section 50"
    r"|section 10|mailbox|inbox|your (?:request|letter|e-?mail|message) (?:came|was (?:received"
    r"|sent)"
    r"|reached|arrived)|same (?:words|answer|reply|terms|response)",
    r"(?:request|letter|e-?mail) (?:that |which )?(?:you (?:sent|made|wrote)|of \d)",
)
_TAKES_A_SIDE = phrases(rf"(?:in (?:favour|support) of|against|for) (?:the )?{KEEP}\w*|on balance")
_LONG = 3_000
"""What is read of a sentence, however long it is."""
_SOME = 3
"""How many words of the exemption make a definition of it."""
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
_IT = re.compile(r"\W*(?:it|they|both|all|each|he|she)\b(?! (?:protects?|covers|exempts))", re.I)
_AS_A_REASON = re.compile(r"\b(?:because|as|since|in that|given that|due to)\b", re.I)
# A name within a sentence, and none of an Act, a court or the law's own persons.
_PROPER = re.compile(
    r"(?<=[a-z,] )(?!Act\b|Parliament|Commissioner|Information|Freedom|Tribunal|Data|Protection"
    r"|Section|United|Kingdom|State|House|Crown|Minister|Government|Court|Part|FOI|UK\b|Northern"
    r"|England|Wales|Scotland|European|I\b|Royal|Sovereign|Majesty|Police|Legal|Commercial|Personal"
    r"|Law|Public|Prejudice|Act’s|General|Regulation)[A-Z][a-z]+"
)
