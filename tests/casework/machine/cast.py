"""Who acts in the machine, under whose rules, and what is asked of them."""

from __future__ import annotations

from collections.abc import Mapping

from foi_bot.casework.people import Footing
from foi_bot.interview.outcome import Outcome
from foi_bot.letter.house import House
from foi_bot.letter.pack import ApprovalRules, OutcomeRules
from tests.cases.build import practice

OLIVE, ERIC, LEN, ANN, BEN, GUS, IDA = (
    "UOLIVE",
    "UERIC",
    "ULEN",
    "UANN",
    "UBEN",
    "UGUS",
    "UIDA",
)
"""The officer, a colleague who may take over, two who approve, a bystander, a guest, and somebody
who has left."""

PEOPLE = (OLIVE, ERIC, LEN, ANN, BEN, GUS, IDA)

FOOTINGS: Mapping[str, Footing] = {
    **dict.fromkeys(PEOPLE, Footing.MEMBER),
    GUS: Footing.GUEST,
    IDA: Footing.DEACTIVATED,
}
"""How everybody stands as a case is opened. Some leave, and some come back."""

RULES: Mapping[str, ApprovalRules] = {
    "anybody approves": ApprovalRules(),
    "three are named": ApprovalRules(approvers=(LEN, ANN, OLIVE)),
    "two of them have to": ApprovalRules(approvers=(LEN, ANN, OLIVE), needed=2),
    "outcomes have approvers of their own": ApprovalRules(
        approvers=(LEN,),
        outcomes={
            Outcome.NCND: OutcomeRules(approvers=(ANN,)),
            Outcome.WITHHOLD: OutcomeRules(approvers=(LEN, ANN, ERIC), needed=2),
        },
    ),
    "nobody minds who wrote it": ApprovalRules(four_eyes=False, fresh_review=False),
}
"""Whose approval a house wants, by what it is called in a failure."""

REQUESTS = (
    "How many bicycles were stolen in 2023?",
    "1. How many bicycles were stolen in 2023?\n2. What did your unit do about them?",
    "1) How many bicycles were stolen?\n2) Is Sam Sample a suspect?\n4) Who decides?",
)


def house_with(rules: ApprovalRules) -> House:
    """The practice authority under these rules."""
    return practice().model_copy(update={"approval": rules})
