"""What a limb needs to be told before a letter may rely on it.

The interview asks by these, never by section numbers. A limb's data names its needs
(`part_ii/*.yaml`); what follows from its duty, test, standing or age is not repeated there: an NCND
limb always needs both answers argued (a yes and a no), a qualified one its public interest, and one
that lapses an answer to how old the record is.
"""

from __future__ import annotations

from enum import StrEnum


class Need(StrEnum):
    """One thing to be told; `meaning` says what, in the words of an officer."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Need:
        need = str.__new__(cls, value)
        need._value_ = value
        need.meaning = meaning
        return need

    # Which words of the Act
    INTEREST = "interest", "which of the interests that the limb protects would suffer"
    PURPOSE = "purpose-31-2", "for which purpose in section 31(2) the work is done"
    PARAGRAPH = "paragraph", "under which paragraph the information falls, or would fall if held"
    FUNCTION = "whose-function", "whose work for that purpose it is, and what Act or power gives it"
    SOURCE_PARAGRAPH = (
        "paragraph-30-2",
        "for which purpose in section 30(2)(a) it was obtained or recorded, or would have been",
    )
    CONDITION = "condition-40-2", "which condition for other people's personal data is met"
    FITS_CLASS = "fits-class", "which words of the limb this information meets, and how"
    COMPANION = "companion-limb", "whether the limb that goes with this one is cited too, and how"

    # The harm, for limbs of prejudice and endangerment
    ACTOR_AND_ACT = "actor-and-act", "who would do what with it"
    CONSEQUENCE = "consequence", "what would follow, how serious and how often"
    LEVEL = "level", "whether the harm would happen or would be likely to happen"
    KNOWN_ALREADY = "known-already", "what is public already, and why the rest still matters"
    EVIDENCE = "evidence", "how the harm is known, and who says so"
    CONSULTED = "consulted", "whose interests outside the authority are touched, and what they say"

    # Security, sections 23 and 24
    SECURITY_SUBJECT = (
        "security-subject",
        "what about the subject makes a security body's part in it likely, naming none",
    )
    SECURITY_BODY_ELSEWHERE = (
        "security-body-elsewhere",
        "where the closed note lies that says which body, never the name itself",
    )
    TERRITORY = "territory", "whether all of the subject or only a slice is security territory"
    REQUIRED_WHY = "required-why", "why the exemption is required, not merely useful"
    ROUTE = "route", "by what real route the answer could be used to cause the harm"
    MOSAIC = "mosaic", "what the answer shows when it is put beside other authorities' answers"
    CERTIFICATE = "certificate-optional", "whether a certificate has been signed, and its reference"

    # Investigations, section 30
    PARTICULAR_INVESTIGATION = (
        "particular-investigation",
        "which particular investigation or proceedings it is, or would be, about",
    )
    HELD_FOR_PURPOSE = (
        "held-for-purpose",
        "that it was at some time held for the investigation, not only mentioned in it",
    )
    STAGE = "stage", "the stage reached, and what an answer would do to a live or a closed matter"
    CONFIDENTIAL_SOURCE = "confidential-source", "whether a confidential source is concerned"

    # Personal information, section 40
    APPLICANT_OWN_DATA = "applicant-own-data", "whether it is the applicant's own personal data"
    OWN_DATA_ROUTE = "own-data-route", "how the applicant is helped to ask for their own data"
    DATA_SUBJECT = "data-subject", "whose data it is, and how that person could be recognised"
    DATA_CATEGORY = "data-category", "ordinary, special category or criminal offence data"
    EXPECTATIONS = "expectations", "how senior the person is, what they expect, what would follow"
    LEGITIMATE_INTERESTS = (
        "legitimate-interests",
        "who has which legitimate interest, whether this is necessary for it, and the balance",
    )
    CONSENT_OR_PUBLIC = "consent-or-public", "whether the person agreed, or made it public"
    OBJECTION = "objection", "the person's objection to the use of their data (Article 21)"
    DATA_PROTECTION_EXEMPTION = (
        "data-protection-exemption",
        "which exemption would keep it even from the person whose data it is",
    )
    BALANCE_OR_WAIVER = (
        "balance-or-waiver",
        "a short public interest balance, or a recorded decision to do without one",
    )

    # Confidence, privilege, prohibitions, sections 41, 42 and 44
    OBTAINED_FROM = "obtained-from", "from whom outside the authority it was obtained"
    QUALITY_OF_CONFIDENCE = "quality-of-confidence", "why it is not trivial and not public"
    DUTY_OF_CONFIDENCE = "duty-of-confidence", "how the duty of confidence arose"
    DETRIMENT = "detriment", "who would be harmed (not needed for private matters)"
    PUBLIC_INTEREST_DEFENCE = (
        "public-interest-defence",
        "whether a court would excuse the breach because the public interest required it",
    )
    PRIVILEGE_KIND = "privilege-kind", "advice or litigation, and which lawyer and client"
    PRIVILEGE_INTACT = "privilege-intact", "whether the privilege was waived or the advice shared"
    STATUTE = "statute", "which Act and section, or which obligation, bars disclosure"
    BARRED_AND_GATEWAY = "barred-and-gateway", "who is barred, and why no permission applies"
    COURT_ORDER = "court-order", "which order or proceedings would be defied"

    # Health and safety, section 38
    WHOSE_SAFETY = "whose-safety", "whose health or safety is at risk"

    # Commercial interests, section 43
    TRADE_SECRET = "trade-secret", "what makes it a trade secret"
    COMMERCIAL_PARTY = "commercial-party", "whose commercial interests, and in what trade"
    ELEMENTS = "elements", "exactly which figures or passages carry the harm"
    COMPETITION = "competition", "who competes for what, and when next"
    PARTY_VIEW = "party-view", "where the party's own view is filed, naming no one"

    # Public affairs and policy, sections 35 and 36
    STATISTICS = "statistics", "whether it is statistical information, which needs no opinion"
    QUALIFIED_PERSON = "qualified-person", "who the qualified person is, and by what authority"
    SUBMISSION = "submission", "when the case was put to the qualified person, and what it said"
    OPINION = "opinion", "the substance of the opinion, limb by limb"
    OPINION_DATE = "opinion-date", "the day of the opinion, which comes before the refusal"
    CANDOUR = "candour", "what about this information would make people less frank"
    POLICY_STAGE = "policy-stage", "which policy, and whether it has been decided"
    DECIDED_STATISTICS = (
        "decided-statistics",
        "whether any of it is statistics behind a decision that has been taken",
    )

    # Accessible already, future publication, research, sections 21 to 22A
    WHERE_ACCESSIBLE = "where-accessible", "exactly where it can be found"
    PLACE_OPENED = "place-opened", "that it was looked up there today, and that nothing is missing"
    ACCESSIBLE_TO_APPLICANT = (
        "accessible-to-applicant",
        "whether this applicant can reach it there",
    )
    ACCESS_TERMS = "access-terms", "free or for a fee, on request or open, and under what scheme"
    PUBLICATION_PLAN = "publication-plan", "who will publish what, when or after what event"
    SETTLED_INTENTION = "settled-intention", "what shows the plan existed when the request came"
    INTENTION_SINCE = "intention-since", "the day of that, which is before the request"
    COVERED_BY_PUBLICATION = "covered-by-publication", "how much of the request it will answer"
    REASONABLE_TO_WAIT = "reasonable-to-wait", "why waiting is reasonable"
    RESEARCH_PROGRAMME = "research-programme", "which continuing programme, leading to what report"

    # The remaining sections
    STATE = "which-state", "relations with which state, organisation or court"
    RELATIONS_WITH = "relations-with", "relations between which administrations"
    ADMINISTRATION = "which-administration", "the financial interests of which administration"
    CONFIDENTIAL_TERMS = "confidential-terms", "on what terms it was received in confidence"
    COURT_DOCUMENT = "court-document", "in which document, and that it is held only because of it"
    AUDIT_FUNCTION = "audit-function", "which audit or examination of which other authorities"
    ROYAL_PERSON = "royal-person", "with whom the communication was"
    ENVIRONMENTAL_REGIME = "environmental-regime", "that it is answered under the EIR instead"
