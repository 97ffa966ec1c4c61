"""Where a letter is silent: whether it neither confirms nor denies all of what was asked, or some
of it, and which of its words are about that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.any_letter.standings import is_same
from foi_bot.checks.silence_words import denies
from foi_bot.checks.words import phrases
from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read.written import ARGUMENT, Decision, Piece, Place


class Silence:
    """What a letter neither confirms nor denies, and what it says of that."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @cached_property
    def denials(self) -> tuple[tuple[Piece, str], ...]:
        """The sentences by which it neither confirms nor denies."""
        apart = (Place.LAW, Place.HOUSE)
        return tuple(
            (piece, one)
            for piece, one in self._sheet.sentences
            if piece.place not in apart and _DENIES.search(one)
        )

    @cached_property
    def is_kept(self) -> bool:
        """Whether the letter is silent about anything: it decides so, and says so."""
        spoken = self.denials or any(denies(one) for _, one in self._sheet.sentences)
        return self._sheet.is_silent and bool(spoken)

    @cached_property
    def speaks_too(self) -> bool:
        """Whether it plainly answers, or withholds, something else."""
        if any(_LIMITED.search(self._context(*one)) for one in self.denials):
            return True
        asked = {one.number for one in self._sheet.letter.parts}
        denied = {part for piece, _ in self.denials for part in _parts(piece)} & asked
        if denied and denied != asked:
            return True
        silent = {one.part for one in self._decisions if one.kind is Outcome.NCND}
        spoken = {one.part for one in self._decisions if one.kind is not Outcome.NCND}
        return bool(spoken) and not silent & spoken

    def _context(self, piece: Piece, sentence: str) -> str:
        """A denial with its heading and the sentence before it, which may say of what it is."""
        every = self._sheet.sentences
        at = every.index((piece, sentence))
        before = every[at - 1][1] if at and every[at - 1][0].place not in _ASIDE else ""
        return f"{piece.heading}. {before} {sentence}"

    @property
    def _decisions(self) -> tuple[Decision, ...]:
        return self._sheet.letter.decisions

    @cached_property
    def may_speak_too(self) -> bool:
        """Whether it may do so: something else is decided, or answered beside several questions, of
        what nobody can tell."""
        if self.speaks_too or self._sheet.outcomes - {Outcome.NCND}:
            return True
        return len(self._sheet.letter.parts) > 1 and bool(self._sheet.letter.at(Place.ANSWER))

    @cached_property
    def limbs(self) -> tuple[str, ...]:
        """The provisions by which it is silent."""
        silent = (one.limbs for one in self._decisions if one.kind is Outcome.NCND)
        return tuple(dict.fromkeys(cite for limbs in silent for cite in limbs))

    def pieces(self) -> Iterator[Piece]:
        """The pieces about what is not to be told: all that say anything where nothing else is
        answered, and otherwise the reasons for silence alone."""
        for piece in self._sheet.ours:
            if piece.is_heading or piece.place in _ASIDE:
                continue
            if not self.may_speak_too or self._argues_silence(piece):
                yield piece

    def _argues_silence(self, piece: Piece) -> bool:
        if piece.place not in ARGUMENT or not piece.cites:
            return False
        return all(any(is_same(one, limb) for limb in self.limbs) for one in piece.cites)


def _parts(piece: Piece) -> tuple[str, ...]:
    """The questions that a piece is about, or that it is marked with."""
    return (*piece.parts, *re.findall(r"\w+", piece.label))


_DENIES = phrases(
    r"neither (?:confirm(?:s|ed)?|den(?:y|ies|ied)) n?or (?:to )?(?:den(?:y|ies|ied)|confirm\w*)",
    r"(?:will|can|do|does|would|shall|may)(?:not| not|n[’']t) (?:\w+ )?confirm (?:n?or) deny",
    r"(?:not|decline\w*|refus\w+|unable|not able) (?:\w+ )?to (?:confirm or deny|say whether)",
)
_LIMITED = phrases(
    r"any (?:other|further|additional)|(?:other|further|additional|more|remaining) information",
    r"(?:the )?(?:rest|remainder|balance) of|whether any (?:other|further)|the (?:second|third|last"
    r"|latter|former|first|remaining)",
    r"(?:questions?|parts?|points?|items?|paragraphs?|Q) ?\(?(?:\d+|[a-h])\)?",
    r"(?:other|more|anything) (?:than|else|beyond)",
)
_ASIDE = frozenset(
    {
        Place.LETTERHEAD,
        Place.ADDRESSEE,
        Place.DATE,
        Place.REFERENCE,
        Place.TITLE,
        Place.GREETING,
        Place.INTRODUCTION,
        Place.LAW,
        Place.HELP,
        Place.NO_INFERENCE,
        Place.CAVEAT,
        Place.CONTACT,
        Place.SIGN_OFF,
        Place.REVIEW,
        Place.REGULATOR,
        Place.HOUSE,
    }
)
"""What is in any letter, whatever is asked."""
