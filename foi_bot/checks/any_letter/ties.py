"""What ties a sentence to the request in hand, rather than to the law or to any request at all.
Part of the rule `reason` on any letter.

A definition of an exemption speaks of "information" and "a person", in the present tense; a reason
speaks of this information, of somebody, of something that happened, or of what the request asks.
"""

from __future__ import annotations

import re

from foi_bot.checks.words import phrases
from foi_bot.letter.read.grounds import grounds_in


def is_tied(sentence: str) -> bool:
    """Whether a sentence points at something of this very case."""
    own = _OF_THE_LAW.sub(" ", sentence)
    return bool(_POINTS.search(own) or _HAPPENED.search(own) or _NAMED.search(own))


def only_decides(sentence: str) -> bool:
    """Whether a sentence tells what is held, or is refused under which provision, and gives no
    reason."""
    if not (grounds_in(sentence) and _DECIDES.search(sentence)) and not _HOLDS.search(sentence):
        return False
    return not _GIVES_A_REASON.search(_DECIDED.sub(" ", _TITLED.sub(" ", sentence)))


def is_incidental(sentence: str) -> bool:
    """Whether a sentence speaks of such personal data as come with anything that is asked for, and
    whose removal explains itself."""
    return bool(_INCIDENTAL.search(sentence))


_DECIDES = phrases(
    r"withh\w+|refus\w+|redact\w*|exempt\w*|remov\w+|(?:not|cannot|n[’']t)(?: be| being)?"
    r" (?:disclos"
    r"|releas|provid|suppl|giv|shar)\w+|(?:black|block|struck|blank)\w* out|rel(?:y|ies|ied|ying)"
    r"|engag\w+|appl(?:y|ies|ied)|omitted|edited|taken out"
)
_HOLDS = phrases(
    r"(?:we|i|the \w+|\w+ \w+) (?:do |does |can confirm that \w+ )?(?:holds?|has|have)(?: got)?"
    r" (?:the|this|that|these|some|all|it|them|information|\w+ of (?:the|these|this))",
    r"(?:is|are) (?:\w+ )?held",
)
_DECIDED = phrases(
    r"(?:(?:it|they|these|this|that|those|which|both|we|i) )?(?:(?:is|are|was|were|am|has|have"
    r"|had|can"
    r"|will|must) )?(?:(?:not|also|therefore|being|been|be|fully|wholly|both|all|partly|hereby)"
    r" ){0,4}"
    r"(?:withh\w+|refus\w+|redact\w*|exempt\w*|remov\w+|omitted|edited|rel(?:y|ies|ied|ying)"
    r"|engag\w+|appl(?:y|ies|ied)|disclos\w+|releas\w+|provid\w+|suppl\w+|taken out)"
)
# A provision with what it is called: "section 42(1) of the Act (legal professional privilege)".
_TITLED = re.compile(
    r"\([^)]{5,80}\)|[“\"‘'][^”\"’']{3,80}[”\"’']|which (?:concerns|covers|relates to|deals with"
    r"|is "
    r"about)[^.;]*|, the exemption (?:for|about)[^.;]*"
)
_GIVES_A_REASON = phrases(
    r"because|as(?! (?:well|requested|follows|amended|set out|a result|being))|since|given|owing"
    r"|due"
    r"|therefore|reasons?|grounds?|basis",
    r"being|(?:it|they|these|this|that|which|who) (?:is|are|was|were|has|have|had|contains?|would"
    r"|relates?|shows?|gives?|names?|came)",
    r"would|could|might|may|should|can|contain\w*|consist\w*|so that|in order"
    r"|to (?:protect|avoid|prevent|keep|allow|preserve|let|safeguard)",
    r"if|when|who(?:se)? (?:have|has|did|had)|not expect\w*|risk\w*|constitut\w*|amount\w*",
    r"(?:is|are|was|were) (?!(?:\w+ )?(?:also |therefore |being |fully |wholly )?(?:exempt|withheld"
    r"|refused|redacted|removed|engaged|covered|omitted|applied|relied|held|applicable|edited|taken"
    r"|not|cited|quoted))\w+",
)


_OF_THE_LAW = phrases(
    r"(?:the|this|these|that|those|an?|any|such|relevant|our|your) (?:\w+ )?(?:exemptions?"
    r"|sections?"
    r"|subsections?|provisions?|act|test|law|class|limb|engagement|right(?:s)? (?:of|to|under))",
    r"(?:this|that|which|it) (?:means|is because|includes|covers|applies|protects)",
    r"(?:the )?freedom of information act(?: 2000)?|FOIA?|(?:the )?information commissioner(?:[’']s"
    r" office)?|ICO|(?:sections?|s\.?) ?\d[\d()A-Za-z]*|(?:the )?data protection act(?: (?:19"
    r"|20)\d\d)?"
    r"|(?:the )?(?:UK )?(?:general data protection regulation|GDPR)|parliament|(?:the )?united"
    r" kingdom"
    r"|UK",
    r"we (?:are |have |do )?(?:therefore |also )?(?:rel(?:y|ied|ying)|consider(?:ed)?|believe"
    r"|appl(?:y|ied|ying)|decided|concluded|withh\w+|refus\w+|satisfied|of the (?:view|opinion))",
    r"(?:is|are) (?:therefore |being )?(?:withheld|refused|exempt(?:ed)?|engaged)",
)
_POINTS = phrases(
    r"(?:these|those|this|your?|you(?:’ve|'ve)|our|ours|us|my)",
    r"we",
    r"(?:the|its|their) (?:information|data|documents?|reports?|records?|papers?|notes?|letters?"
    r"|e-?mails?|advice|material|contents?|contracts?|agreements?|files?|minutes?|correspondence"
    r"|briefings?|drafts?|details?|names?|figures?|lists?|plans?|survey|results|statements?"
    r"|submissions?|recordings?|footage|photographs?|images?|pages?|passages?|redactions?)"
    r"(?! (?:is|are|was|were|to which|which|that|concerned|in question|has|have)? ?(?:protected by"
    r"|within the class))",
    r"(?:disclosure|releas(?:e|ing)|publication|publishing|disclosing)(?: of \w+(?: \w+){0,6})?"
    r" (?:now|here|at this|before|would (?!,? or)(?!(?:be likely to )?(?:prejudice|endanger"
    r"|inhibit|harm)))",
    r"(?:in )?this (?:case|instance)|currently|at present|still|yet|ongoing|forthcoming",
)
# Not "which was obtained", "has at any time been held": so the law speaks, too.
_HAPPENED = phrases(
    r"(?<!which )(?<!that )(?<!if )(?<!it )(?<!who )(?:was|were|had|did)(?! (?:obtained|held"
    r"|provided"
    r"|supplied|created|made|received) by (?:the|a|an) )",
    r"(?<!which )(?<!that )(?<!if )(?<!it )(?:has|have) (?:now |already |since |not |yet )?been",
    r"\w+ (?:gave|told|wrote|sent|asked|met|came|took|said)",
)
_NAMED = phrases(r"(?<!\d)\d{1,3}(?:,\d{3})*(?:\.\d+)?(?!\(|\w)|£\d\S*|(?:19|20)\d\d|https?://\S+")
_INCIDENTAL = phrases(
    r"junior|staff|officials?|employees?|officers?|colleagues?|civil servants?|contacts?|contact"
    r" details|signatures?|direct (?:lines?|dials?)|(?:tele)?phone numbers?|e-?mail addresses"
    r"|third part(?:y|ies)|home address\w*|job ?holders?|members of the public|private individuals"
)
