"""What a sentence does in a letter, told by its words, where no heading says it.

Each pattern is a way in which English letters under the Act put one thing. None asks for more than
one sentence, and each is tried once on it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from foi_bot.letter.read.grounds import named
from foi_bot.letter.read.phrases import Phrases
from foi_bot.letter.read.sentences import sentences
from foi_bot.letter.read.written import Place


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


NO_INFERENCE = Phrases(
    "infer taken read regard construe interpret seen cymryd",
    r"\bni ddylid cymryd\b.{0,80}\bdal\b",
    r"\bno inference\b",
    r"\binfer(?:ence|red)?\b.{0,80}\b(?:held|hold|exist)",
    r"\b(?:not|nothing|none|nobody|no one)\b.{0,120}\b(?:taken|read|regarded|construed"
    r"|interpreted|seen) (?:to|as"
    r"|that)\b"
    r".{0,120}\b(?:hold|held|exist|evidence|indicat|confirm|conclusive)",
)
GREETING = re.compile(
    r"(?:Dear|Annwyl|Good (?:morning|afternoon|evening|day)|Hello|Hi|To whom it may concern)\b"
    r".{0,80}\Z",
    re.IGNORECASE,
)
CLOSING = _any(
    r"\A(?:(?:yours (?:sincerely|faithfully|truly|ever)"
    r"|(?:with )?(?:all |very )?(?:(?:my|our) )?(?:kind|best|warm|good)(?:est)? (?:regards|wishes)"
    r"|(?:with )?regards|yours|yn gywir|yr eiddoch yn (?:gywir|ffyddlon)|sincerely|many thanks"
    r"|all the best|best|thanks|with thanks|cofion(?: gorau)?|gyda diolch|diolch)\b"
    r"(?:\s*(?:/|,|\band\b)\s*(?=\w))?)+[\s,.]*\Z",
)
SIGNED = _any(
    r"\A(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm)(?:est)? regards)\b[\s,.]",
)
HOUSE = Phrases(
    "blind publish caveat world log licence use using copyright thank survey hope trust",
    r"\b(?:blind|applicant[- ]blind|motive[- ]blind|purpose[- ]blind)\b",
    r"\bregarded as (?:being )?published\b",
    r"\bpublic domain\b.{0,30}\bcaveat\b",
    r"\b(?:disclosed|release[ds]?|disclosure) .{0,60}\b(?:world at large|disclosure log)\b",
    r"\bdisclosure log\b",
    r"\bopen government licence\b",
    r"\bre-?us(?:e|ing)\b",
    r"\bcopyright\b",
    r"\A(?:i |we )?(?:would like to )?thank you (?:again )?for (?:your )?(?:interest|patience)\b",
    r"\bsatisfaction survey\b",
    r"\bi (?:hope|trust) (?:that )?th(?:is|e (?:above|information))\b",
)
CONTACT = Phrases(
    "if should hesitate contact quot cysylltwch",
    r"\bcysylltwch â (?:ni|mi)\b",
    r"\A(?:if|should) you (?:(?:have|require|need|wish|would like) (?:any |further |to )?.{0,60}"
    r"(?:quer|question|enquir|discuss|information|clarification|contact|concern))",
    r"\bdo not hesitate to (?:contact|get in touch|write)",
    r"\bplease (?:do )?contact (?:me|us|the (?:undersigned|above))\b",
    r"\bquot(?:e|ing) the (?:above )?(?:case |request )?(?:reference|number)",
    r"\bplease (?:remember to )?quote (?:the|this|our)\b",
)
REVIEW = Phrases(
    "review afresh again reconsider satisf happy content complain appeal adolyg",
    r"\badolyg(?:u|iad)\b",
    r"\binternal reviews?\b",
    r"\bindependent review\b",
    r"\breview (?:of )?(?:what we have decided|(?:this|our|the|my) (?:decision|response|handling"
    r"|answer))",
    r"\breview (?:procedure|process)\b",
    r"\bask (?:us|me|for|that) .{0,40}\b(?:review|look(?:ed)? (?:at|into) (?:it )?again"
    r"|reconsider)",
    r"\bdecision (?:to be )?(?:looked at|considered) again\b",
    r"\b(?:not|un|dis)\s?(?:satisfied|happy|content)\b.{0,80}\b(?:response|decision|handl|answer"
    r"|deal"
    r"|reply|outcome|way)",
    r"\bcomplain(?:t|ts)?\b(?: procedure| process| about| to us| in writing| should)",
    r"\b(?:right|wish|want|like) (?:of|to) (?:appeal|complain)\b",
    r"\blook at it afresh\b",
)
REVIEW_ASKED = Phrases(
    "review",
    r"\byou asked us to review\b",
    r"\byou (?:have )?(?:asked|requested|sought)\b.{0,30}\breview",
    r"\breview of your\b",
    r"\brequest(?:ed|ing)? (?:for )?an? internal review\b.{0,60}\b(?:received|on|dated|of)\b",
)
REGULATOR = Phrases(
    "commission ico wycliffe comisiynydd",
    r"\bcomisiynydd gwybodaeth\b",
    r"\binformation commission(?:er)?(?:'s|’s)?\b.{0,200}\b(?:office|decision|complain|appl"
    r"|contact|"
    r"wycliffe|write|review|right|independent|website)",
    r"\b(?:apply|complain|appeal|write|complaint|application|contact|directly)\b.{0,80}\b(?:to"
    r"|with) the"
    r" (?:information commission|ICO\b)",
    r"\bwycliffe house\b",
    r"\bico\.(?:org|gov|gsi)\b",
    r"\bcasework@ico",
)
LAW = Phrases(
    "legislat parliament exempt section s. absolute qualified test interest prejudice harm "
    "evidence duties obligations duty cover protect applies allows provides says gives requires "
    "obliges creates places sets also lets withhold right regulation limit authorit means",
    r"\blegislators?\b|\bparliament (?:intended|has)",
    r"\b(?:is|are|being|as)(?: an?| both)? (?:class|prejudice|harm|necessity|absolute|qualified)"
    r"(?:[- ]based)?\b.{0,60}\bexemptions?\b",
    r"\bexemptions? (?:is|are|being|as)(?: an?| both| therefore)? (?:class|prejudice|harm|absolute"
    r"|qualified)\b",
    r"\b(?:exemption|section \S+|it|this) is (?:an? )?(?:absolute|qualified)\b",
    r"\b(?:require(?:s|d|ment)?|need(?:s|ed)?|subject|necessary|obliged|have) (?:to|for|the|a"
    r"|both)\b"
    r".{0,60}\b(?:harm|prejudice|public interest) (?:test|consideration|to be)",
    r"\bno (?:need|requirement|public interest test)\b.{0,80}\b(?:test|evidence|harm"
    r"|public interest)",
    r"\basks? for no public interest\b",
    r"\b(?:is|are) exempt (?:information )?(?:if|where|when|to the extent)\b",
    r"\A(?:it |this |which |the exemption )?(?:exempts?|covers?|protects?|applies where|applies to"
    r"|allows us|provides|removes the duty) \b",
    r"\A(?:under )?(?:the )?(?:exemption (?:in|at|under) )?(?:s\.?"
    r"|sections?) ?\d\S*(?: ?\([^)]*\)){0,4}"
    r"(?: of (?:the )?(?:act|freedom of information act|foia)(?: 2000)?)?(?: \([^)]{0,60}\))?,?"
    r" (?:-|–|exempts?|provides?|states?|says|sets out|is an exemption|allows|permits|relates|means"
    r"|covers|requires?|places|gives|lets|protects|enables|concerns|applies (?:to|where|if|when))",
    r"\bwe may withhold (?:the |this )?information only if\b",
    r"\bit frees us from that duty only if\b",
    r"\b(?:the|this) act (?:provides|says|gives|requires|obliges|creates|places|sets|also|lets"
    r"|allows)\b",
    r"\b(?:two|separate) (?:duties|obligations)\b",
    r"\b(?:creates|provides|gives|has) a (?:statutory |general )?right (?:of|to)\b",
    r"\bwhich covers information\b",
    r"\bthe (?:regulations|appropriate limit|fees regulations)\b.{0,60}\b(?:is|are|set|count"
    r"|specif)",
    r"\bwhen applying (?:this|the) exemption\b",
    r"\bsection 17\b.{0,60}\brequires\b",
    r"\A(?:this|it) means that (?:the legislat|a public|public auth|information|unless)",
    r"\bpublic authorit(?:y|ies)\b.{0,80}\b(?:must|is not|are not|may|should|has|have|to)\b",
)
_OUTWEIGHS = Phrases(
    "weigh balanc circumstances heavier greater reasons conclu determined find served lies "
    "favour falls stronger weightier maintained upheld",
    r"\boutweigh",
    r"\bis (?:therefore )?(?:by far )?the (?:stronger|weightier|greater)\b",
    r"\bexemption (?:is|should be|must be) (?:therefore )?(?:maintained|upheld)\b",
    r"\bon balance\b",
    r"\bbalanc(?:e|ing)(?: test| of the public interest)?\b.{0,40}\b(?:lies|lay|favou?rs?|falls"
    r"|is|made out"
    r"|rests|tips|weighs|comes down|firmly)\b",
    r"\b(?:weigh(?:s|ed|ing)?|weight)\b.{0,80}\b(?:favour|more|most|heav|together|against)",
    r"\bin all the circumstances\b",
    r"\b(?:decidedly|clearly|plainly|much) the heavier\b",
    r"\bgreater (?:public )?interest\b",
    r"\bfar greater\b",
    r"\bfor these reasons\b",
    r"\b(?:we|i) (?:have )?(?:therefore )?(?:conclude|determined|find that the public interest)",
    r"\bpublic interest\b.{0,80}\b(?:is|are) (?:therefore )?(?:better|best|not) served\b",
    r"\bpublic interest (?:therefore )?(?:lies|favou?rs|falls)\b",
)
_ONLY_ASKS = _any(
    r"\b(?:whether|only if|unless|must|if, in all|requires? (?:us|me) to|have to|had to|need(?:s"
    r"|ed)? to"
    r"|in order to|required)\b"
)
_FOR = Phrases(
    "interest favour favor better-informed informed transparen accountab debate "
    "understanding confidence trust openness awareness recogni acknowledg accept appreciat "
    "account public",
    r"\binterest in (?:the |greater |full |having |being |our |public )?(?:disclos|releas"
    r"|transparen"
    r"|accountab|open|confirm|know|understand|saying|publi|see|inform|how|whether|scrutin)",
    r"\bin favou?r of (?:the )?(?:disclos|releas|confirm|openness|publi|giving|provid|supply)",
    r"\bfavou?r(?:s|ing)? (?:of )?(?:the )?(?:disclosure|release|confirm)",
    r"\bbetter[- ]informed\b",
    r"\b(?:increase|promote|improve|enhance|greater|demonstrate|further)\w*\b.{0,40}\b(?:transparen"
    r"|accountab|public (?:debate|understanding|confidence|trust)|openness|awareness)",
    r"\badd to (?:the )?(?:public )?(?:understanding|debate|knowledge)\b",
    r"\bspeaks? for (?:the )?(?:disclos|releas|confirm)",
    r"\b(?:recognis|acknowledg|accept|appreciat)\w* (?:that )?(?:there (?:is|are|may|will|would)"
    r"|the"
    r" (?:importance|public|legitimate|general|strong)|openness|transparen|a )",
    r"\blegitimate (?:public )?interest\b",
    r"\bhold (?:us|the \w+|public bodies) to account\b",
    r"\bpublic (?:are|is|have|has) (?:entitled|a right|an interest)\b",
)
_AGAINST = Phrases(
    "interest favour favor against contrary",
    r"\A(?:weighed |set |placed )?against(?:,| (?:all )?(?:that|this|them|these|those|it)\b)",
    r"\bspeaks? against\b",
    r"\binterest in (?:the )?(?:maintain|withh|not |non|protect|preserv|avoid|prevent|ensuring"
    r"|safeguard"
    r"|keeping|refus|neither|effective)",
    r"\bin favou?r of (?:the )?(?:maintain|withh|non|not|neither|refus|exempt)",
    r"\bagainst (?:the )?(?:disclos|releas|confirm|publi)",
    r"\bnot (?:be )?in the public interest\b",
    r"\bfavou?r(?:s|ing)? (?:of )?(?:the )?(?:non|withh|maintain|neither"
    r"|exempt|exclusion|refus)",
    r"\bcontrary to the public interest\b",
)
HARM = Phrases(
    "prejudic undermin harm endanger compromis inhibit damag impair hinder imped jeopardis "
    "weaken expos assist enabl allow risk advantage target evad disrupt destroy deter "
    "distress threat suppose yes no detriment",
    r"\b(?:would|could|may|might|can|will)\b(?:,? or would)?.{0,120}?\b(?:prejudic|undermin|harm"
    r"|endanger"
    r"|compromis|inhibit|damag|impair|hinder|imped|jeopardis|weaken|expos|assist|enabl|allow|risk"
    r"|advantage"
    r"|target|evad|disrupt|destroy|deter|distress|threat)",
    r"\bsuppose that we (?:confirmed|denied|said)\b",
    r"\bthis (?:prejudice|harm|risk|endangerment)\b",
    r"\b(?:a|an answer of) (?:yes|no)\b.{0,40}\bwould\b",
    r"\bprejudicial\b|\bdetriment",
    r"\blikely to (?:prejudice|harm|endanger|inhibit)",
)
PRIVACY = Phrases(
    "legitimate personal principle",
    r"\blegitimate interests?\b",
    r"\bpersonal data\b.{0,200}\b(?:unfair|fair|unlawful|lawful|expect)",
    r"\bdata protection principle\b",
)
STRICT_CAVEAT = Phrases(
    "audited interpretation figure data statistic",
    r"\bun-?audited\b",
    r"\bsubject to (?:the )?interpretation\b",
    r"\b(?:figures?|data|statistics) (?:presented|provided|given|contained|supplied) in this\b",
)
CAVEAT = Phrases(
    "audited snapshot interpretation figure data statistic number total nought zero blank "
    "dash asterisk n/a comparable noted note aware decision",
    r"\bun-?audited\b",
    r"\bsnapshot\b",
    r"\binterpretation of (?:the|your) (?:original )?request\b",
    r"\b(?:figures?|data|statistics|numbers?|totals?)\b.{0,60}\b(?:drawn|extracted|taken|sourced|"
    r"subject to|correct as|accurate|may (?:not|differ|change|vary)|include|exclude|counts?"
    r"|are from|is"
    r" from|should be|relate)\b",
    r"\b(?:nought|zero|blank|dash|asterisk|n/a)\b.{0,60}\b(?:means|indicates|denotes|represents)",
    r"\bnot (?:quite |directly )?comparable\b",
    r"\bit should be noted\b",
    r"\bplease (?:note|be aware) that\b.{0,80}\b(?:figure|data|record|number|count"
    r"|information provided)",
    r"\bdecisions? should not be\b",
)
HELP = Phrases(
    "16 advi refin narrow reduc request outside courtesy goodwill you helpful useful of",
    r"\bsection 16\b",
    r"\badvi[cs]e and assist",
    r"\b(?:refin|narrow|reduc)\w*\b.{0,40}\b(?:request|scope|period|question)",
    r"\b(?:new|revised|refined|narrower) request\b",
    r"\boutside (?:of )?the (?:act|scope)\b",
    r"\bas a (?:courtesy|gesture of goodwill)\b",
    r"\byou may (?:wish|find|like|be interested)\b",
    r"\bmay be (?:of|helpful|useful)\b",
)
REQUEST_CAME = Phrases(
    "request mail letter enquiry correspondence received asked diolch",
    r"\b(?:thank you for|i write|i am writing|we write|we are writing|further to|i refer"
    r"|with (?:regards?|"
    r"reference) to|in (?:reply|response) to|re:)\b.{0,80}\b(?:request|e-?mail|letter|enquiry|"
    r"correspondence)",
    r"\byour? (?:freedom of information |foi |information )?(?:request|e-?mail|letter|enquiry"
    r"|correspondence)"
    r"\b.{0,60}\b(?:received|dated|of|reached|was)\b",
    r"\b(?:we|i|which was|was|were) received\b.{0,60}",
    r"\breceived (?:a|your) request\b",
    r"\banswers? (?:this|your|the) request\b",
    r"\byou asked (?:us|for|whether|about|how)\b",
    r"\bdiolch am eich\b",
)
HANDLED = Phrases(
    "request dealing dealt consider handling treating answer",
    r"\brequest\b.{0,60}\b(?:has been|have been|is being|was|been|we have|i have|dealt|treated"
    r"|handled"
    r"|considered|processed)\b.{0,60}\b(?:under|considered|accordance|handled|dealt|processed"
    r"|terms)",
    r"\b(?:dealing with|dealt with|considered|handling|treating|answer(?:ed"
    r"|ing)?)\b.{0,30}\b(?:it|request"
    r"|this)\b.{0,30}\b(?:under|in accordance|as a request)",
)


def is_law(text: str) -> bool:
    """Whether every sentence says only what the law is, of whatever request."""
    found = sentences(text)
    return bool(found) and all(_is_law_sentence(one) for one in found)


_THIS_CASE = _any(
    r"\b(?:you|your|yours)\b(?! (?:have|has|must|may|are) (?:a )?(?:right|entitled))",
    r"\bin this (?:case|instance)\b",
    r"\b(?:has|have) been (?:applied|engaged)\b",
    r"\b(?:has|have) decided\b",
    r"\bwe (?:went on|are (?:withholding|relying|refusing)|withhold|have (?:considered|weighed))\b",
)


@lru_cache(maxsize=512)
def _is_law_sentence(sentence: str) -> bool:
    return bool(LAW.search(sentence)) and not _THIS_CASE.search(sentence)


@lru_cache(maxsize=512)
def side(sentence: str) -> Place | None:
    """The side of the public interest on which a sentence stands; BALANCE where it concludes."""
    if _OUTWEIGHS.search(sentence) and not _ONLY_ASKS.search(sentence):
        return Place.BALANCE
    against, favour = _AGAINST.search(sentence), _FOR.search(sentence)
    if against and favour:
        return Place.BALANCE
    if against:
        return Place.AGAINST
    return Place.FOR if favour else None


def concludes(text: str) -> bool:
    """Whether a paragraph says how the public interest comes out."""
    return any(side(one) is Place.BALANCE for one in sentences(text))


def names_ground(text: str) -> bool:
    return bool(named(text))
