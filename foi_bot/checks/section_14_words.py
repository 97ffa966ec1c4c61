"""Sentences of a refusal under section 14: of whom or what "vexatious" is said, with which reason,
which request is repeated, and what is made of an earlier notice (FOIA s14, s17(5), (6))."""

from __future__ import annotations

import re

from foi_bot.checks.words import phrases


def calls_the_person_vexatious(sentence: str) -> str:
    """The words by which an applicant is called vexatious, and not their request; "" for none."""
    found = _PERSON.search(sentence)
    if found is None or _NOT_THE_PERSON.search(sentence):
        return ""
    return found[0]


def gives_a_reason(sentence: str) -> bool:
    """Whether a sentence says something of what a request costs, is worth, means or does."""
    return _REASON.search(sentence) is not None and not _DEFINES.search(sentence)


def names_an_earlier_request(text: str) -> bool:
    """Whether a text says which request this one repeats: its day, its reference or its words."""
    return any(
        _DAY_OR_REFERENCE.search(text[found.start() :][:_NEAR])
        or _DAY_OR_REFERENCE.search(text[max(0, found.start() - _NEAR) : found.start()])
        for found in _EARLIER.finditer(text)
    )


def says_it_was_complied_with(text: str) -> bool:
    """Whether a text says that an earlier request was answered."""
    return _COMPLIED.search(text) is not None


def says_it_was_refused(sentence: str) -> bool:
    """Whether a sentence says that the earlier request was refused, and so never complied with."""
    return _REFUSED.search(sentence) is not None and not _COMPLIED.search(sentence)


def spares_itself_a_notice(sentence: str) -> bool:
    """Whether a sentence relies on section 17(6) for this very letter. To say that later requests
    may stay unanswered is a warning, and no reliance."""
    found = _NO_NOTICE.search(sentence)
    if found is None or not _17_6.search(sentence):
        return False
    supposed = _SUPPOSED.search(sentence[: found.start()]) or _IF.search(sentence[found.end() :])
    return not _LATER.search(found[0]) and not supposed


def cites_17_6(sentence: str) -> bool:
    """Whether a sentence names section 17(6)."""
    return _17_6.search(sentence) is not None


def tells_of_an_earlier_notice(sentence: str) -> bool:
    """Whether a sentence says that a notice under section 14 was given before."""
    return _NOTICE_BEFORE.search(sentence) is not None and not _FIRST.search(sentence)


_NEAR = 160
_YOU = r"(?:you|the (?:applicant|requester|requestor|complainant|correspondent|individual))"
_PERSON = phrases(
    rf"{_YOU} (?:are|is|have been|has been|were|was|remain|have become) (?:\w+ ){{0,3}}?(?:an? )?"
    r"(?:\w+ )?vexatious(?! requests?)",
    rf"(?:consider|deem|regard|treat|treating|find|believe|designate|class|classify|label|view|"
    rf"declare|judge)(?:s|ed|ing)? {_YOU} (?:to be |as |as being )?(?:an? )?(?:\w+ )?"
    r"vexatious(?! requests?)",
    r"(?:as|are|is|being|you|be) (?:an? )?(?:\w+ )?vexatious (?:applicant|requester|requestor"
    r"|person"
    r"|individual|complainant|correspondent|litigant)",
)
_NOT_THE_PERSON = phrases(
    r"(?:not|never|n[’']t|rather than|nor|without|no suggestion|whether|if)\b[^.]{0,80}?vexatious"
)
_REASON = phrases(
    r"burden\w*|oppress\w*|disrupt\w*|distress\w*|harass\w*|irritat\w*|annoy\w*|threat\w*|abus\w*",
    r"insult\w*|accus\w*|alleg\w*|offensive\w*|hostil\w*|obsess\w*|persist\w*|disproportion\w*",
    r"campaign\w*|motive|grievance|grudge|reopen\w*|re-open\w*|relitigat\w*|resolved|settled"
    r"|purpose",
    r"volume|frequen\w*|pattern|previous(?:ly)?|earlier|history|fourteen|since (?:\w+ )?(?:19"
    r"|20)\d\d"
    r"|\d+ (?:\w+ ){0,2}?(?:requests|e-?mails|letters|complaints|hours|weeks|days|pages|documents)",
    r"(?:little|no|limited|lacks?|wider|serious|public) (?:\w+ )?(?:value|interest|purpose)"
    r"|futil\w*"
    r"|frivolous\w*|trivial\w*|unreasonabl\w*|fishing|random|scattergun|diver\w+|strain|resources",
    r"weeks|months of work|staff time|hours",
)
_DEFINES = phrases(
    r"section 14(?:\(1\))? (?:of [\w ]+ )?(?:says|states|provides|allows|means|does not|is "
    r"designed)"
    r"|(?:is|be|means|defined as|considered) (?:\w+ ){0,2}?(?:the )?(?:manifestly unjustified|"
    r"“?manifestly)|(?:upper tribunal|dransfield|dictionary|ICO[’']?s?|commissioner[’']s) "
    r"(?:\w+ ){0,6}?(?:guidance|defin\w+|held|case)"
)
_EARLIER = phrases(
    r"(?:earlier|previous(?:ly)?|prior|first|original|last|same) (?:\w+ ){0,4}?(?:requests?|asked|"
    r"request(?:ed)?|response|reply|letter|answer\w*)|requests? (?:of|dated|made on|received on|"
    r"that you made|we received)|you (?:\w+ )?(?:asked|requested|made|wrote)|"
    r"(?:answered|replied|responded|complied|supplied|provided|sent)"
)
_DAY_OR_REFERENCE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8}\b|\b[A-Z][a-z]{2,8} (?:19|20)\d\d\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b[A-Za-z]{0,6}[/ -]?\d[\d./-]{2,}\d\b|\b(?:19|20)\d\d\b"
    r"|[“\"‘']\w"
)
_COMPLIED = phrases(
    r"complied|answered|(?:provided|supplied|sent|gave|given|disclosed|released|furnished) (?:\w+ )"
    r"{0,4}?(?:you|to you|it|them|the (?:\w+ )?(?:information|list|figures?|documents?|answer"
    r"|data)|"
    r"this|in full|then|on|information|with)|responded|replied|our (?:response|reply|answer)|"
    r"(?:was|were|been) (?:\w+ )?(?:provided|supplied|sent|given|disclosed|released)|told you|"
    r"compliance|answer was given|not held|did not hold"
)
_REFUSED = phrases(
    r"(?:earlier|previous|prior|first|last|original|that|it) (?:\w+ ){0,3}?(?:was|were|had been|"
    r"has been|we)(?: \w+)? (?:refused|rejected|declined)|(?:we|i|which we|was|were)(?: \w+)? "
    r"(?:refused|rejected|declined)"
)
_17_6 = re.compile(r"(?<![\w.])17 ?\(6\)")
_NO_NOTICE = phrases(
    r"(?:not|n[’']t|no (?:duty|need|obligation|requirement)|without|relieved|excused?|exempt\w*|"
    r"dispens\w+|need not|never)(?: [\w,/]+){0,9}? (?:notices?)"
)
_LATER = phrases("further|future|another|again|subsequent|more|new|fresh|second|later|additional")
_SUPPOSED = phrases(
    r"if|should you|were you to|in future|in the future|from now on|henceforth|any (?:further"
    r"|future)"
    r"|future (?:requests?|correspondence)|further (?:requests?|correspondence)|may|might|would"
    r"|could"
)
_IF = phrases(r"if you|should you|when(?:ever)? you|each time")
_NOTICE_BEFORE = phrases(
    r"(?:earlier|previous(?:ly)?|already|prior|last|first) (?:\w+ ){0,5}?(?:notice|refus\w+"
    r"|section 14)"
    r"|(?:refused|notice|refusal)(?: \w+){0,6}? (?:under|relying on|citing) (?:s\.? ?|section )14"
    r"|notice (?:of|dated|given|issued|sent|served) (?:on )?\d|(?:we|i) (?:gave|sent|issued|served|"
    r"wrote|told|informed|notified|refused)(?: \w+){0,8}? (?:notice|vexatious|section 14|repeated)"
    r"|in our (?:letter|notice|response|reply) (?:of|dated)|on \d{1,2} \w+ (?:19|20)\d\d(?: "
    r"\w+){0,8}?"
    r" (?:notice|vexatious|section 14|refus\w+)"
)
_FIRST = phrases(
    r"(?:is|was|being) (?:the|our|your) first|first (?:of your requests|time|request (?:of yours )?"
    r"(?:that|which))|never (?:before|previously)|not (?:before|previously|until now)|no "
    r"(?:earlier|"
    r"previous|prior)"
)
