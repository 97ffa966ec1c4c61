"""Where a letter relies on a provision, and what kind of letter it is: what the rules `limb` and
`reason` look up."""

from __future__ import annotations

from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.words import phrases
from foi_bot.interview.outcome import Outcome
from foi_bot.letter.read.grounds import grounds_in
from foi_bot.letter.read.written import Piece, Place

DENIES = phrases(
    r"neither (?:to )?(?:confirm\w*|den\w+)",
    r"confirm(?:ing|ed|s)?,? (?:or|nor|and|/) ?den\w+",
    r"(?:confirmation|confirm\w*) (?:or|nor) (?:denial|den\w+)",
    "confirm/deny",
    "NCND",
    r"duty (?:in|under|imposed by|to comply with|of) (?:section|s\.?) ?1 ?\(1\) ?\(a\)[^.;]{0,120}"
    r"(?:not (?:arise|apply)|disappl\w*|lifted|excluded)",
    "not (?:obliged|required|able|going) to (?:say|confirm|state) whether",
)
"""Words by which an authority neither confirms nor denies."""

WITHHOLDS = phrases(
    r"withh\w+",
    r"redact\w*",
    "exempt(?:ed)? from (?:disclosure|release|publication|being)",
    r"(?:not|cannot|unable to|decline\w* to|refus\w+ to)(?: be| going to)? (?:disclos\w+|releas\w+"
    r"|provid\w+|suppl\w+|giv\w+|shar\w+)",
    "is exempt",
    "are exempt",
    r"remov\w+",
    r"(?:black|str(?:uck|ik))\w* out",
    r"blank\w*",
)
"""Words by which it keeps back what it holds."""

RELIES = phrases(
    r"rel(?:y|ies|ied|ying|iance)",
    r"exempt\w*",
    r"engag\w+",
    r"appl(?:y|ies|ied)",
    r"withh\w+",
    r"refus\w+",
    "by virtue of",
    "under",
    r"redact\w*",
    r"cover\w*",
)
"""Words by which a sentence relies on a provision."""

_RULED_OUT = phrases(
    "former(?:ly)?",
    "previous(?:ly)?",
    "until",
    "repealed",
    "replaced",
    "superseded",
    "no longer",
    r"(?:not|nor|never|neither)(?: \w+){0,3} (?:rel(?:y|ied|ying)|engaged?|appl(?:y|ied|icable))",
    r"(?:do|does|did|was|were|is|are|has|have)(?: not|n[’']t)(?: \w+){0,2} (?:rel(?:y|ied)|engaged?"
    r"|appl(?:y|ied))",
    r"disregard\w*",
    r"withdraw\w*",
    r"withdrew",
    r"overturn\w*",
    "set aside",
)
# That the duty does not apply is what a refusal to confirm or deny says.
_DUTY_IS_NONE = phrases(
    r"duty\b[^.;]{0,200}?(?:not (?:arise|apply)|not (?:\w+ )?(?:required|obliged)|disappl\w+)"
)


def ruled_out(sentence: str) -> bool:
    """Whether a sentence speaks of a provision that is not relied on, or not any more."""
    return bool(_RULED_OUT.search(_DUTY_IS_NONE.sub("", sentence)))


def only_supposed(sheet: Sheet, cite: str) -> bool:
    """Whether a provision is named, and only as one that might come into question some time."""
    naming = [one for _, one in sheet.sentences if cite in grounds_in(one)]
    return bool(naming) and all(_SUPPOSED.search(one) for one in naming)


def has_denial(sheet: Sheet) -> bool:
    """Whether anything in the letter, the law aside, neither confirms nor denies."""
    apart = {Place.LAW, Place.HOUSE}
    return any(DENIES.search(one) for piece, one in sheet.sentences if piece.place not in apart)


def is_extension(sheet: Sheet) -> bool:
    """Whether the letter takes more time, and refuses nothing yet."""
    refusing = {Outcome.WITHHOLD, Outcome.NCND}
    if Outcome.EXTEND in sheet.outcomes and not sheet.outcomes & refusing:
        return True
    return any(_MORE_TIME.search(one) for _, one in sheet.sentences)


def names_enactment(sheet: Sheet) -> bool:
    """Whether the letter names another law, as section 44 has to."""
    return any(
        _ENACTMENT.search(said) or _OF_A_LAW.search(said)
        for piece, one in sheet.sentences
        if piece.place not in _NOT_ARGUED
        for said in (_THIS_ACT.sub(" ", one[:_LONG]),)
    )


def where(sheet: Sheet, cite: str) -> tuple[Piece | None, str]:
    """The sentence, or else the heading, that relies on a provision: the decision's first."""
    naming = [(piece, one) for piece, one in sheet.sentences if cite in grounds_in(one)]
    for wanted in (_in_the_decision, _relies, _any):
        for piece, sentence in naming:
            if wanted(piece, sentence):
                return piece, sentence
    for piece in sheet.ours:
        if piece.is_heading and cite in grounds_in(piece.text):
            return piece, piece.text
    return None, ""


def _in_the_decision(piece: Piece, _: str) -> bool:
    return piece.place is Place.DECISION


def _relies(_: Piece, sentence: str) -> bool:
    return bool(RELIES.search(sentence))


def _any(_: Piece, __: str) -> bool:
    return True


_MORE_TIME = phrases(
    r"(?:requir\w*|need\w*|take) (?:further|more|additional|extra) time",
    r"extend\w* (?:the|our|this) (?:\w+ ){0,3}(?:time|deadline|period|limit)",
    r"(?:still|yet|continuing to|currently) (?:\w+ ){0,3}consider\w*(?:\W+\w+){0,8}?\W+"
    "public interest",
)
_SUPPOSED = phrases(
    r"(?:may|might|could|would)(?: (?:well|also|then|therefore|in any event))? (?:have|apply|engage"
    r"|become|be (?:engaged|exempt|considered|relevant|subject))",
    r"(?:may|might|could) (?:turn out|prove)",
    "had (?:we|it|this|the|you)",
    "were (?:you|we) to",
    "for example",
)
_LONG = 3_000
"""What is read of a sentence, however long it is."""
_NOT_ARGUED = frozenset({Place.REVIEW, Place.REGULATOR, Place.HOUSE, Place.CONTACT})
_THIS_ACT = phrases(
    r"(?:the )?(?:freedom of information(?: \(?FOIA?\)?)?|FOIA?|FOI)(?: act)?(?: 2000)?(?:"
    r" \(FOIA?\))?"
    r"(?: \(.{0,20}act.{0,5}\))?",
    r"(?:the )?environmental information regulations(?: 2004)?",
)
# "section 18 of the Commissioners for Revenue and Customs Act", "s348 FSMA", "Article 15 of".
_OF_A_LAW = phrases(
    r"(?:sections?|ss?\.?|articles?|regulations?|rules?|paragraphs?) ?\d[\w()]*"
    r"(?: (?:and|to|or) [\d()\w]+)? (?:of|to|in) (?:the |that |an? )?(?-i:[A-Z](?!ct\b"
    r"|CT\b))[\w’']+",
    r"(?:sections?|ss?\.?|articles?|regulations?|rules?) ?\d[\w()]* (?-i:[A-Z]{3,})",
    r"the (?-i:[A-Z](?!ct\b)[\w’']+)(?: (?:(?-i:[A-Z])[\w’']+|of|and|the|for|in|\([^)]{1,30}\)))* "
    r"(?-i:Act|Order|Regulations?|Directive|Rules|Convention|Charter)",
    r"article \d+|(?:EU|EC|assimilated|retained) (?:regulation|directive|law|obligation)",
)
_ENACTMENT = phrases(
    r"(?-i:[A-Z][\w’']+)(?:[ ,&()-]+(?:(?-i:[A-Z][\w’']+)|of|and|the|for|in|etc))*[ )]"
    r"+(?:Act|Order|Regulations?|Measure|Directive|Rules)(?: \(\w+(?: \w+)?\))? (?:19|20|18)\d\d",
    r"(?:contempt of|rules of|order of (?:the|a)|court’s|court's) court",
    "contempt",
)
