"""The words in which letters decide: what they say of having, giving, keeping, waiting, refusing.
`decided` reads sentences by them."""

from __future__ import annotations

import re

from foi_bot.letter.read.phrases import Phrases


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


ONLY_IF = re.compile(r"(?:if|should|unless|suppose|when|in case|os)\b", re.IGNORECASE)
SILENT = Phrases(
    "den duty confirm say gwadu",
    r"\bcadarnhau na(?:c yn)? gwadu\b",
    r"\bneither (?:to )?(?:confirms?|confirmed)\b.{0,40}?\bden(?:y|ies|ied)\b",
    r"\b(?:refus\w*|declin\w*|unable|not (?:obliged|required|able)) to (?:either )?(?:confirm|say)"
    r" (?:or deny|whether)\b",
    r"\bnot (?:obliged|required) to confirm or deny\b",
    r"\bcannot (?:either )?confirm or deny\b",
    r"\b(?:not|n't|n’t) have to (?:either )?(?:say|tell|confirm)\b.{0,40}\b(?:whether|or deny)\b",
    r"\bthe duty in section 1\b.{0,60}\bdoes not apply\b",
)
TELLS_OF_SILENCE = Phrases(
    "confirm den duty say tell answer gwadu",
    r"\b(?:confirm|admit)\w*(?: \w+){0,3}? (?:or|nor|and) (?:to )?den|\bden(?:y|ial|ying|ies)\b"
    r"|\bdut(?:y|ies)\b.{0,60}\bconfirm"
    r"|\b(?:confirm|say|tell)\w*(?: \w+){0,2}? (?:whether|if)\b|\bgwadu\b"
    r"|\bduty\b.{0,40}\b(?:arise|apply)",
)
HELD = Phrases(
    "hold held",
    r"\b(?:is|are|being|was|were|it's|it’s) (?:all |also |fully )?held\b"
    r"|\b(?:we|i|\w+) (?:do |can confirm that (?:we|it) )?holds?\b(?! no\b)"
    r"|\bthat (?:we|it|the \w+) holds?\b",
)
NOT_HELD = Phrases(
    "hold held found located identified information data record document dal",
    r"\bn(?:id|ad) ydym yn dal\b",
    r"\b(?:do|does|did)(?: not|n't|n’t) (?:currently |actually |now |in fact )?hold\b",
    r"\b(?:is|are|was|were) not (?:currently )?held\b",
    r"\b(?:information|data|records?)(?: is| are)? not held\b",
    r"\bno (?:relevant |recorded |such |further )?(?:information|data|records?|documents?"
    r"|correspondence)"
    r"(?: (?:is|was|are|were|has been|relevant|within|in|that|matching)\b.{0,40})? (?:held|found"
    r"|located"
    r"|identified)\b",
    r"\b(?:hold|holds|held|have|has) no (?:relevant |recorded |such )?(?:information|data|records?"
    r"|documents?|correspondence|copies|figures)\b",
)
ELSEHOW = re.compile(
    r"\bnot (?:\w+ )?h[eo]ld\w*\b.{0,20}\b(?:on|in|as) (?:a|an|this|that|the|any|one) (?:\w+ )?"
    r"(?:database|format|form|central|way|single|easily|manner|searchable)",
    re.IGNORECASE,
)
UNSURE = Phrases(
    "whether if suppose were where may might information should",
    r"\b(?:whether|if|suppose|were|where|may|might|any other information"
    r"|should)\b.{0,80}\b(?:hold|held)",
)
GIVEN = Phrases(
    "here find send let give giving provid disclos releas suppl attach enclos below set listed "
    "detailed shown follow see answer able pleased decided rhoi",
    r"\byn (?:ei|eu) rhoi i chi\b",
    r"\b(?:give|giving|provid(?:e|ing)|disclos(?:e|ing)|releas(?:e|ing)|send(?:ing)?|suppl(?:y"
    r"|ying))"
    r" (?:it|them|you|this|the|that|some|all|most|those|a|copies|what)\b",
    r"\b(?:please (?:find|see)|is|are|have been|has been|i) (?:now )?(?:attach(?:ed)?|enclos(?:e"
    r"|ed)|below"
    r"|set out|provided|listed|detailed|shown|disclosed|released|as follows)\b",
    r"\bplease (?:find|see)\b.{0,40}\b(?:attach|enclos|below|table|response|follow)",
    r"\b(?:attached|enclosed) (?:is|are|please|document|spreadsheet|table|file)",
    r"\b(?:decided|able|pleased) to (?:fully |partially |partly )?(?:disclose|provide|release"
    r"|supply"
    r"|give|send)",
    r"\b(?:information|data) (?:requested )?(?:is |was )?(?:provided|supplied|disclosed"
    r"|released)\b",
    r"\bgive you this in part\b",
    r"\b(?:i|we) (?:now |also |therefore )?(?:attach|enclose|can (?:give|provide|tell|let you have)"
    r"|(?:are|am) (?:sending|giving|providing|disclosing|releasing)|set out|send)\b",
    r"\b(?:here (?:is|are|it is)|you will find)\b",
    r"\b(?:partial|full|part) disclosure\b",
    r"\banswers? (?:to your (?:\w+ )?(?:questions?|request) )?(?:is|are) (?:now )?"
    r"(?:as follows|below|set out|in the|attached|enclosed|yes|no)\b",
)
NOT_GIVEN = Phrases(
    "give giv provid disclos releas send suppl",
    r"\byn (?:ei|eu) rhoi i chi\b",
    r"\b(?:not|cannot|unable|unwilling|could|would|refus\w*|if|how to|whether|withhold|may|right|"
    r"obliged?|required?|outweigh\w*|interests?|likely|estimate)\b.{0,60}\b(?:give|provid|disclos"
    r"|releas"
    r"|send|suppl)",
)
KEPT = Phrases(
    "with exempt refus not redact rely relies relied appl engage invok cite virtue by because "
    "pursuant accordance under do esempt oherwydd dan atal tak ground line",
    r"\b(?:esempt\w*|oherwydd|o dan|atal)\b",
    r"\bwith(?:hold(?:s|ing)?|held)\b",
    r"\bexempt(?:ed|ion|ions|s)?\b",
    r"\brefus(?:e|es|ed|al|ing)\b",
    r"\bnot (?:obliged|required|able) to (?:supply|provide|disclose|comply|release)\b",
    r"\bredact(?:ed|ions?|ing)?\b",
    r"\b(?:rely(?:ing)?|relies|relied) (?:up)?on\b",
    r"\b(?:applies|applied|applying|engaged?|invok(?:e|ed|ing)|cited?)\b",
    r"\bby (?:virtue|reason) of\b|\bbecause of\b",
    r"\b(?:takes?|taking) away\b|\bdoes not (?:arise|apply)\b|\b(?:on|under) the grounds?\b"
    r"|\bin line with\b",
    r"\bnot (?:be )?(?:disclos|releas|provid)",
    r"\bwe do not have to\b",
    r"\bpursuant to\b|\bin accordance with\b|\bunder\b",
)
TAKEN_BACK = Phrases(
    "longer not n't n’t withdr incorrect wrong error mistake should could may might would "
    "previous original had earlier",
    r"\bno longer (?:rel|appl|consider|claim|seek)",
    r"\b(?:do|does|did|has|have|are|is|was|were)(?: not|n't|n’t)(?: been)? (?:rely|relying|relied"
    r"|appl(?:y|ied"
    r"|ying) (?:section|s\.?\s?\d|the exemption|to)|engag|claim|claiming|invok|seek)",
    r"\bnot engaged\b",
    r"\bdid not (?:consider|accept|uphold|agree)",
    r"\bwithdr(?:aw|ew|awn)\b",
    r"\b(?:incorrect|wrong|error|mistaken)(?:ly)?\b",
    r"\b(?:should|could|may|might|would) (?:also )?(?:be )?(?:appl|consider|engag|rely|refuse)",
    r"\b(?:may|might|could) (?:\w+ ){0,3}(?:exempt\b(?! under)|engage)",
    r"\bprevious(?:ly)? (?:\w+ ){0,3}(?:appl|refus|relied|rely|cited|exempt|withh|decision|respon"
    r"|answer|letter|position)",
    r"\boriginally\b|\boriginal (?:response|refusal)\b|\bhad (?:been )?(?:appl|refus|relied)",
    r"\b(?:refused|answered|exempt\w*|withheld)\b.{0,40}\b(?:earlier|previous) request\b",
    r"\b(?:in|to|on|refused) (?:an?|your|the|that) (?:earlier|previous) request\b",
)
WARNS = Phrases(
    "may might can could likely some any",
    r"\b(?:may|might|could|can)\b(?! not\b).{0,40}\b(?:exempt\b(?! under)|be (?:refused|withheld"
    r"|exempted|engaged)|apply\b|turn out|fall (?:under|within) (?:an|one|the) exemptions?)",
    r"\b(?:some|any|certain|other) (?:of the )?(?:information|records|documents|requests?)\b.{0,40}"
    r"\b(?:may|might|could|can)\b",
    r"\blikely\b.{0,20}\b(?:in excess|exceed|above|over)\b",
)
GENERAL_LAW = re.compile(
    r"\bsections? \d\S*(?: of [^,.;]{3,50}?)? (?:allows?|lets?|permits?|enables?|entitles?) "
    r"(?:an?|any|public|other) ?(?:public )?(?:authorit\w+|bod\w+)?\b",
    re.IGNORECASE,
)
LATER = re.compile(
    r"\b(?:provid\w*|giv\w*|send\w*|reply)\b.{0,30}\b(?:responses?|reply|answer|opportunity"
    r"|advice|update)\b"
    r"|\b(?:exemptions?|explanatory)\b.{0,40}\b(?:shown|listed|below|set out)",
    re.IGNORECASE,
)
MAY_TAKE = re.compile(
    r"\b(?:may|might|can|could|allows?|permits?|permitted|lets?)\b.{0,60}\b(?:exten|longer"
    r"|further|more|additional)",
    re.IGNORECASE,
)
COST = Phrases(
    "exceed above over more excess beyond",
    r"\b(?:exceed|above|over|more than|in excess of|beyond)\w*\b.{0,60}\b(?:appropriate|cost"
    r"|fees?|£\s?(?:450"
    r"|600)|18[- ]hours?|24[- ]hours?)(?:['’]?s?)? ?(?:limit|threshold|ceiling)?\b",
)
WOULD = re.compile(
    r"\b(?:we|i|your|this|the) (?:\w+ ){0,4}(?:estimat|calculat|request|would|conclude|believe"
    r"|cost)",
    re.IGNORECASE,
)
THE_REQUEST = re.compile(
    r"\b(?:your|the|this|it|these) (?:\w+ )?(?:requests? )?(?:is|are|was|as|to be)\b(?! not\b)"
    r"|\bas (?:it's|it’s|a|being) (?:a )?vexatious\b|\bnot comply\b",
    re.IGNORECASE,
)
VEXATIOUS = Phrases("vexatious", r"\bvexatious\b")
PENDING = (
    r"\b(?:have|has)(?: not|n't|n’t) (?:yet )?(?:decided|done so|been decided|reached (?:a|our|any)"
    r" (?:final )?(?:decision|conclusion|view)|completed|concluded)\b",
    r"\b(?:have|has) (?:yet|still) to (?:decide|reach|complete|conclude|come to|weigh|consider)\b",
    r"\bnot yet (?:been )?(?:decided|reached|completed|concluded|done so)\b",
    r"\bno (?:final )?(?:decision|conclusion)\b.{0,30}\b(?:yet been|been (?:reached|made|taken))\b",
    r"\b(?:decision|conclusion)s? (?:has|have|is|are)(?: not|n't|n’t) (?:yet )?(?:been )?"
    r"(?:reached|made|taken|complete)",
)
LONGER = Phrases(
    "exten more further additional longer extra not n't n’t still yet no",
    r"\b(?:extend(?:ing|ed)?|extension)\b.{0,60}\b(?:time|deadline|period|response|limit|days)\b",
    r"\b(?:need|require|take|allow)s?\b.{0,20}\b(?:more|further|additional|longer"
    r"|extra)\b.{0,20}\b(?:time"
    r"|working days|to (?:consider|weigh|decide|complete))",
    r"\bstill (?:considering|weighing|assessing)\b",
    *PENDING,
)
NOT_YET = Phrases("not n't n’t yet no still", *PENDING)
REFUSED = Phrases(
    "refus comply grounds",
    r"\brequest (?:is|are|has been|must be|was) (?:therefore |hereby |accordingly )?refused\b",
    r"\b(?:we|i|the \w+) (?:must |have to |has to |therefore |hereby )*refus(?:e|es|ing)"
    r" (?:your|the|this|to comply)\b",
    r"\b(?:not|need not|unable to) (?:be )?comply(?:ing)? with (?:your|the|this|it|them)\b",
)
UNCLEAR = Phrases(
    "know clarif 1(3) locate information detail",
    r"\bneed to know\b",
    r"\b(?:require|need|seek|ask(?:ing)? (?:you )?for|provide"
    r"|would be grateful for)\b.{0,40}\b(?:further|more"
    r"|some|additional|clarif\w*)\b.{0,30}\b(?:information|details?"
    r"|clarif\w*)\b.{0,40}\b(?:from you|request"
    r"|to identify|before)",
    r"\b(?:please|could you|can you) (?:please )?clarify\b",
    r"\bsection 1\(3\)",
    r"\bin order to identify and locate\b",
    r"\blet (?:us|me) know (?:if|whether|which|what)\b.{0,20}\b(?:requests?|enquiry|questions?)"
    r" (?:relates?|refers?|is about|concerns?|covers?|are about)\b",
)
ENVIRONMENT = Phrases(
    "environmental them eir",
    r"\b(?:under|with|by) (?:them|the (?:terms of the )?environmental information regulations"
    r"|the EIRs?)\b"
    r"(?!.{0,40}\bif\b)",
)
OWN = Phrases(
    "subject own", r"\bsubject access request\b", r"\bdata protection law\b.{0,40}\bown\b"
)
BUSINESS = Phrases(
    "course business enquiry question act",
    r"\b(?:ordinary|normal|usual|business as usual)\b.{0,20}\b(?:course|business|enquiry)\b",
    r"\bas we would any question\b|\bwithout the Act\b",
)
ANOTHER = Phrases(
    "authority request",
    r"\bfor another authority\b",
    r"\b(?:transfer|pass)(?:red|ring)?\b.{0,40}\brequest\b.{0,40}\bto\b",
)
