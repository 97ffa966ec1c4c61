"""What a letter says for and against under each provision that it relies on: sentence by sentence,
found by their words more than by their headings, since letters put them under any."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.any_letter.standings import is_same, standing_of
from foi_bot.checks.side_words import may_speak_for, speaks_against, speaks_for, turns
from foi_bot.checks.silence_words import denies
from foi_bot.checks.weighing_words import compares, concludes, names_the_test
from foi_bot.checks.words import phrases
from foi_bot.interview.outcome import Outcome
from foi_bot.law.cites import section_of
from foi_bot.law.limbs import Duty, Standing
from foi_bot.letter.read.grounds import grounds_in
from foi_bot.letter.read.written import Piece, Place

DECIDING = frozenset({Outcome.WITHHOLD, Outcome.NCND, Outcome.PUBLISH_LATER})
"""What is decided under an exemption once its public interest has been weighed."""


@dataclass(frozen=True, eq=False)
class Stated:
    """A sentence of a letter, its piece, and what the sentence does; each looked up once."""

    piece: Piece
    text: str

    @property
    def place(self) -> Place:
        return self.piece.place

    @property
    def is_law(self) -> bool:
        """Whether it says what the law is, of whatever request."""
        return self.piece.place is Place.LAW

    @property
    def is_weighed(self) -> bool:
        """Whether it stands where sides are weighed."""
        return self.piece.place in _SIDES

    @cached_property
    def names_the_test(self) -> bool:
        return names_the_test(self.text)

    @cached_property
    def is_conclusion(self) -> bool:
        """Whether it says where the public interest lies. Within one side's own list only what
        holds it against the other does."""
        if self.is_law or not concludes(self.text):
            return False
        aside = self.place in (Place.FOR, Place.AGAINST)
        return not aside or bool(_ON_BALANCE.search(self.text))

    @cached_property
    def is_for(self) -> bool:
        """Whether it gives something for answering."""
        if self.is_law or not _WORDS.search(self.text):
            return False
        if self.place is Place.FOR or (self.is_weighed and speaks_for(self.piece.heading)):
            return True
        granted = _GRANTED.match(self.text)
        if granted and speaks_for(granted[0]) and not concludes(granted[0]):
            return True
        return speaks_for(self.text) and not concludes(self.text)

    @cached_property
    def may_be_for(self) -> bool:
        return self.place in _ARGUED and may_speak_for(self.text) and not concludes(self.text)

    @cached_property
    def is_against(self) -> bool:
        """Whether it gives something against: on that side, or as harm or reason."""
        if self.is_law:
            return False
        argued = self.place in _GROUNDS or self.place is Place.AGAINST
        return argued or speaks_against(self.text)


Told = tuple[Stated, ...]


@dataclass(frozen=True, eq=False)
class Balance:
    """What is weighed under provisions that one text weighs together.

    cites: as the letter has them. duty: the one refused. told: the sentences that can be about
    them.
    """

    cites: tuple[str, ...]
    duty: Duty
    told: Told

    @cached_property
    def conclusions(self) -> Told:
        """The sentences that say where the public interest lies."""
        return tuple(one for one in self.told if one.is_conclusion)

    @cached_property
    def weighed(self) -> Told:
        """The sentences that weigh, conclusions aside."""
        return tuple(one for one in self.told if one.is_weighed and not one.is_conclusion)

    @cached_property
    def weighing(self) -> Told:
        """The sentences that weigh or conclude, or speak of doing so."""
        return tuple(
            one for one in self.told if one.is_weighed or one.is_conclusion or one.names_the_test
        )

    @cached_property
    def has_for(self) -> bool:
        """Whether something is given, or granted, for answering: on that side, under a heading that
        says so, by its words, or before the text turns to the other side."""
        return any(one.is_for for one in self.told) or self._turns

    @property
    def _turns(self) -> bool:
        pairs = zip(self.told, self.told[1:], strict=False)
        return any(one.may_be_for and turns(after.text) for one, after in pairs)

    @cached_property
    def may_have_for(self) -> bool:
        """Whether some words may be meant for answering."""
        return any(one.may_be_for for one in self.told)

    @cached_property
    def is_unsettled(self) -> bool:
        """Whether something is said among what is weighed of which nobody can tell on which side it
        is."""
        at = [no for no, one in enumerate(self.told) if one.names_the_test or one.is_weighed]
        if not at:
            return False
        return any(
            _OF_THE_PUBLIC.search(one.text)
            and not (one.is_conclusion or one.names_the_test or one.is_law)
            and not speaks_against(one.text)
            and one.place is not Place.AGAINST
            for one in self.told[at[0] : at[-1]]
        )

    @cached_property
    def has_against(self) -> bool:
        """Whether something is given against answering."""
        return any(one.is_against for one in self.told)

    @cached_property
    def is_there(self) -> bool:
        """Whether anything is weighed at all, and not only said to have been."""
        if self.conclusions or self.weighed:
            return True
        return self.has_for and any(one.names_the_test and not one.is_law for one in self.told)

    @property
    def is_whole(self) -> bool:
        """Whether there are both sides and a conclusion."""
        return bool(self.conclusions and self.has_for and self.has_against)

    @property
    def is_compared(self) -> bool:
        """Whether the two sides are held against each other somewhere, however that is put."""
        return any(one.is_weighed and compares(one.text) for one in self.told)


class Balances:
    """All that one letter weighs, provision by provision."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @cached_property
    def told(self) -> Told:
        """Every sentence in which something can be weighed."""
        every = (Stated(piece, sentence) for piece, sentence in self._sheet.sentences)
        return tuple(one for one in every if one.place not in _ASIDE or one.names_the_test)

    @cached_property
    def decided_by(self) -> dict[str, Duty]:
        """The provisions by which the letter refuses now, and the duty that it refuses under each,
        whichever that provision would excuse."""
        denied = any(denies(sentence) for _, sentence in self._sheet.sentences)
        silent = Duty.CONFIRM_OR_DENY if denied else Duty.COMMUNICATE
        decided = self._sheet.letter.decisions
        # A denial that names no limb bears on the one that is named beside it, if wrongly.
        bare = {one.part for one in decided if one.kind is Outcome.NCND and not one.limbs}
        return {
            cite: silent if one.kind is Outcome.NCND or one.part in bare else Duty.COMMUNICATE
            for one in decided
            if one.kind in DECIDING
            for cite in one.limbs
        }

    @cached_property
    def qualified(self) -> tuple[Balance, ...]:
        return self._of(Standing.QUALIFIED)

    @cached_property
    def varying(self) -> tuple[Balance, ...]:
        """Those for which practice varies."""
        return self._of(Standing.PRACTICE_VARIES)

    @cached_property
    def absolute(self) -> tuple[Balance, ...]:
        return self._of(Standing.ABSOLUTE)

    def _of(self, standing: Standing) -> tuple[Balance, ...]:
        """What is weighed under the provisions of that standing, those that are weighed together as
        one.

        A test that stands below the last of several provisions is read as that of all, unless its
        words name others alone.
        """
        found: dict[tuple[Duty, Told], list[Balance]] = {}
        for cite, duty in self.decided_by.items():
            if standing_of(self._sheet, cite) is standing:
                one = self._balance(cite, duty)
                found.setdefault((duty, one.weighing), []).append(one)
        return tuple(_joined(each) for each in found.values())

    def _balance(self, cite: str, duty: Duty) -> Balance:
        own = Balance((cite,), duty, tuple(one for one in self.told if self._is_about(one, cite)))
        if own.is_whole:
            return own
        every = Balance((cite,), duty, self.told)
        return own if not own.conclusions and self._leaves_out(every, cite) else every

    def _is_about(self, one: Stated, cite: str) -> bool:
        """Whether a sentence can be about a provision: none is that names only others."""
        if one.is_conclusion and _names(one.text, cite) is False:
            return False
        if not one.piece.cites or any(is_same(named, cite) for named in one.piece.cites):
            return True
        others = [other for other in self._sheet.letter.cites if not is_same(other, cite)]
        named_another = any(is_same(cited, other) for other in others for cited in one.piece.cites)
        return not named_another or bool(_ALL.search(one.text))

    def _leaves_out(self, every: Balance, cite: str) -> bool:
        """Whether all that is weighed is plainly about other provisions than this one: it says so,
        or this one is argued only when the weighing is over."""
        naming = (_names(f"{one.text} {one.piece.heading}", cite) for one in every.conclusions)
        if every.conclusions and all(names is False for names in naming):
            return True
        order = {id(piece): at for at, piece in enumerate(self._sheet.letter.pieces)}
        last = max((order[id(one.piece)] for one in every.weighing), default=-1)
        own = [order[id(p)] for p in self._sheet.ours if p.is_heading and cite in p.cites]
        return bool(own) and 0 <= last < min(own)


def _joined(each: list[Balance]) -> Balance:
    told = tuple(dict.fromkeys(stated for one in each for stated in one.told))
    return Balance(tuple(cite for one in each for cite in one.cites), each[0].duty, told)


def _names(text: str, cite: str) -> bool | None:
    """Whether words name the section of this provision; None where they name none, or all."""
    named = grounds_in(text)
    if not named or _ALL.search(text):
        return None
    return any(section_of(one) == section_of(cite) for one in named)


_WORDS = phrases(r"[a-z]{3,}")
_SIDES = frozenset({Place.FOR, Place.AGAINST, Place.BALANCE})
_GROUNDS = frozenset({Place.HARM, Place.REASON})
_ARGUED = (_SIDES | _GROUNDS | {Place.LAW, Place.DECISION, Place.ANSWER}) - {Place.AGAINST}
"""Where a factor for answering can stand, unnamed."""
_ASIDE = frozenset(
    {
        Place.LETTERHEAD,
        Place.ADDRESSEE,
        Place.DATE,
        Place.REFERENCE,
        Place.TITLE,
        Place.GREETING,
        Place.CAVEAT,
        Place.NO_INFERENCE,
        Place.CONTACT,
        Place.SIGN_OFF,
        Place.REVIEW,
        Place.REGULATOR,
    }
)
"""Where nobody weighs anything, unless in so many words."""
_GRANTED = phrases(
    r"(?:while|whilst|although|though|even though|despite|notwithstanding|much as)\b[^.;]{10,300}?,"
)
"""What is granted at the head of a sentence that goes on to the other side."""
_OF_THE_PUBLIC = phrases(
    r"people|public|residents|tax-?payers|citizens|voters|electors|parents|patients|pupils|famil\w+"
    r"|neighbours|drivers|customers|users|passengers|press|journalists|communit\w+|tenants|anybody"
    r"|readers|applicants?|campaigners|survivors|victims|relatives",
    r"know\w*|learn\w*|see|understand\w*|inform(?:ed|ing|s)?|open\w*|transpar\w*|account\w*"
    r"|scrutin\w*|debate\w*|trust|concern\w*|aware\w*|rights?|reassur\w*|spen[dt]\w*"
    r"|money|critici\w+|controvers\w*|fair\w*|curious\w*|lessons|answerable|examin\w*",
)
"""What whoever argues for an answer can hardly do without."""
_ALL = phrases(r"both|each|all (?:of )?(?:the|these|three|four)|every|either|exemptions|provisions")
_ON_BALANCE = phrases(
    r"on balance|outweigh\w*|conclu\w+|therefore|overall|accordingly|decided|satisfied|our view"
    r"|having (?:weighed|considered|regard)|taking|stronger|greater|heavier|exemption"
    r"|not (?:be )?in the public interest"
)
