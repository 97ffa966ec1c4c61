"""The words in which exemptions are defined and explained to anybody: the Act's, the courts' and
the regulator's. A sentence that has no others says nothing of a request. Part of the rule `reason`
on any letter.
"""

from __future__ import annotations

from functools import cache

from foi_bot.checks.substance import stems, vocabulary, words_of_its_own
from foi_bot.law.act import exemption


@cache
def defining(section: str) -> frozenset[str]:
    """The stems of the words that define a section, those of the Act among them."""
    return vocabulary(section) | stems(_DEFINING.get(section, "")) | stems(_OF_ANY)


@cache
def distinctive(section: str) -> frozenset[str]:
    """Those of them by which one knows what is of the section's kind: "solicitor", "tender"."""
    common = stems(exemption(section).title) | stems(_OF_ANY)
    words = stems(" ".join(words_of_its_own(_DEFINING.get(section, ""))))
    return words - common


_OF_ANY = (
    "absolute qualified class prejudice based engaged applies covers protects protection designed "
    "intended purpose exists ensure recognises allows permits enables authorities authority public "
    "person persons individual individuals anyone organisation body bodies whether otherwise would "
    "likely certain types kind described falls within scope meaning defined follows where broad "
    "made carried used include including various between other others party parties"
)
_DEFINING = {
    "21": "reasonably accessible available publicly elsewhere means applicant already obtain",
    "22": "intended future publication publish published date determined time view already settled",
    "23": "security bodies supplied directly indirectly relates dealing service intelligence"
    " listed",
    "24": "national security required safeguard safeguarding purpose threat protection state",
    "26": "defence british islands colony capability effectiveness security relevant forces armed",
    "27": "relations state international organisation court interests abroad promotion protection",
    "28": "relations administration administrations united kingdom government scottish welsh",
    "29": "economic financial interests united kingdom administration economy",
    "30": (
        "investigation investigations conducted ascertain charged offence guilty criminal "
        "proceedings institute duty power held time purposes confidential sources charge"
    ),
    "31": (
        "prevention detection crime apprehension prosecution offenders administration justice tax "
        "duty assessment collection immigration controls security good order prisons exercise "
        "functions law enforcement agencies ascertaining failed comply responsible conduct improper"
    ),
    "32": "court documents filed placed custody proceedings inquiry arbitration virtue contained",
    "33": "audit accounts examination economy efficiency effectiveness use resources functions",
    "34": "parliamentary privilege infringement either house parliament required avoid",
    "35": (
        "formulation development government policy ministerial communications advice law officers "
        "operation private office safe space"
    ),
    "36": (
        "effective conduct public affairs inhibit free frank provision advice exchange views "
        "deliberation qualified person reasonable opinion"
    ),
    "37": "communications sovereign heir throne royal family household honour honours dignity"
    " crown",
    "38": "physical mental health safety endanger endangered individual individuals",
    "40": (
        "personal data living identified identifiable relating third party parties fair unfair"
        " fairly "
        "lawful lawfully processing processed principle principles contravene breach condition"
        " first "
        "transparent subject protection people somebody else applicant"
    ),
    "41": (
        "confidence confidential obtained another actionable breach court duty quality necessary "
        "obligation detriment unauthorised use imparted circumstances importing confider common "
        "trivial succeed legal"
    ),
    "42": (
        "legal professional privilege privileged lawyer lawyers client clients solicitor barrister "
        "counsel adviser advisers advice communication communications confidential confidentiality "
        "dominant purpose litigation seeking giving obtaining contemplated pending proposed "
        "proceedings common rule principle frank full open candid consult documents"
    ),
    "43": (
        "trade secret secrets commercial commercially interests ability participate competitively "
        "competitive activity purchase sale goods services marketplace environment holding company"
    ),
    "44": "prohibited prohibition enactment incompatible obligation contempt court disclosure law",
}
