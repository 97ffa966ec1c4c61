"""What is weighed under each of the two duties, and the words by which one can tell which of them a
text weighs (FOIA s2(1)(b), (2)(b))."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from foi_bot.checks.words import phrases
from foi_bot.law.limbs import Duty


@dataclass(frozen=True, slots=True)
class Weighed:
    """The balance for one duty, in the words in which an officer is told of it.

    sides: what speaks for and against, by question. this: what is asked for, as a noun. excuses:
    what has to outweigh what. conclusion, passage: what the letter says then, as a clause and in
    the house's words; concluded: words to its effect. other_weighed: what to tell whoever weighs
    the other duty. other, own: words that weigh that one, unless words of this one are beside them.
    """

    sides: Mapping[str, str]
    this: str
    excuses: str
    conclusion: str
    passage: str
    other_weighed: str
    source: str
    other: re.Pattern[str]
    own: re.Pattern[str]
    concluded: re.Pattern[str]

    def is_wrong(self, text: str) -> bool:
        """Whether a text weighs the other duty, and not a word of it this one."""
        return bool(self.other.search(text)) and not self.own.search(text)


_DATA = "(?:information|details?|data|figures?|documents?|numbers?)"
_CONTENT = "(?:names?|identit(?:y|ies)|locations?|addresses|records?|reports?|contents?|lists?)"
_HELD = "(?:hold|holds|held)(?! (?:in confidence|securely|safely))"

_SILENCE = Weighed(
    sides={
        "pit-for": "in favour of confirming or denying",
        "pit-against": "in favour of neither confirming nor denying",
    },
    this="this yes or no",
    excuses="not answering outweighs the other",
    conclusion=(
        "the public interest in maintaining the exclusion of the duty to confirm or deny outweighs "
        "that in saying whether the information is held"
    ),
    passage="public-interest/conclusion",
    other_weighed=(
        "This weighs giving or withholding the information. Weigh what is asked here: whether to "
        "say that it is held."
    ),
    source="FOIA s2(1)(b), s17(3)(a)",
    other=phrases(
        "non-?disclosure",
        # Not "to provide information": that is what witnesses do.
        r"(?:disclos|releas|withhold|publish)(?:e|es|ed|ing|ure of)?\s+(?:of\s+)?"
        rf"(?:the|this|that|these|those|such|any|requested)\s+(?:requested\s+)?(?:{_DATA}|{_CONTENT})",
    ),
    own=phrases(
        r"confirm\w*|deny|denying|denial|acknowledg\w+|exist\w*|yes|a no",
        "answers?|answering|silence|silent|say(?:ing)? (?:so|nothing|that|whether|which)",
        r"(?:know|knowing|told|tell|telling|learn\w*) whether",
    ),
    concluded=phrases(
        r"outweigh\w*[^.]{0,300}(?:confirm\w*|whether[^.]{0,200}h[eo]ld)",
        r"(?:confirm\w*|duty)[^.]{0,300}outweigh\w*",
    ),
)

_GIVING = Weighed(
    sides={
        "pit-for": "in favour of giving the information",
        "pit-against": "in favour of withholding it",
    },
    this="this information",
    excuses="withholding outweighs that in giving the information",
    conclusion=(
        "the public interest in maintaining the exemption outweighs that in disclosing the "
        "information"
    ),
    passage="public-interest/conclusion-withheld",
    other_weighed=(
        "This weighs whether to say that the information is held, and the letter says that it is. "
        "Weigh what is asked here: whether to give it."
    ),
    source="FOIA s2(2)(b), s17(3)(b)",
    other=phrases(
        r"confirm\w*(?: (?:or|nor|and) |/)den\w+",
        "exclusion of the duty",
        "(?:a )?(?:plain )?yes or (?:a )?no",
        rf"whether (?:or not )?(?:(?:we|the (?:force|council|trust|department|authority)) {_HELD}"
        rf"|(?:it|this|that|(?:the|such|any|this) {_DATA}) (?:is|are) held)",
    ),
    own=phrases(
        r"disclos\w*(?! whether)|non-?disclosure|releas\w+|withh\w+|publish\w*|publication",
        r"giv(?:e|es|en|ing)|gave|maintain\w* the exemption|see|seeing|know what|details",
    ),
    concluded=phrases(
        r"outweigh\w*[^.]{0,300}(?:disclos\w*|releas\w*|giving|publish\w*|publication|knowing)",
        r"(?:exemption|withh\w+)[^.]{0,300}outweigh\w*",
    ),
)

_WEIGHED = {Duty.CONFIRM_OR_DENY: _SILENCE, Duty.COMMUNICATE: _GIVING}


def weighed(duty: Duty) -> Weighed:
    """What is weighed under a limb that excuses this duty."""
    return _WEIGHED[duty]
