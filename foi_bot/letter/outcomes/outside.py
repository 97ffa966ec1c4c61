"""The words for what is not answered under the Act, in a letter that answers something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foi_bot.case import Case, Key
from foi_bot.interview.slices import Slice
from foi_bot.law.act import limbs_in_force
from foi_bot.law.count import due
from foi_bot.law.limbs import Duty
from foi_bot.letter.fill import Facts
from foi_bot.letter.passages import label_of, limb_name, long_date, passage, said
from foi_bot.letter.tree import Block


@dataclass(frozen=True)
class Elsewhere:
    """An outcome by which a slice is dealt with elsewhere: its passage, and the question whose
    answer that passage is given."""

    name: str
    question: str = ""

    def decision(self, case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
        """Where each of these slices is dealt with instead."""
        for one in some:
            given = {"answer": said(case, Key(self.question, one.id))} if self.question else {}
            facts = {"part": label_of(case, one), **self.times(case), **given}
            yield from passage(case, f"outside/{self.name}", facts)

    def section(self, case: Case, some: tuple[Slice, ...]) -> Iterator[Block]:
        """Nothing more is said of it."""
        del case, some
        return iter(())

    def times(self, case: Case) -> Facts:
        """The day of receipt, from which every regime counts."""
        return {"received": long_date(case, case.request.received)}


class Environmental(Elsewhere):
    """Information that is answered under the Environmental Information Regulations 2004."""

    def times(self, case: Case) -> Facts:
        """The last day for the answer (reg 5(2)), "" where it has passed, and within how many
        working days a review can be asked for (reg 11(2))."""
        count = due(case.request.received)
        return {
            **super().times(case),
            "until": long_date(case, count.last) if count.last >= case.on else "",
            "days": count.days,
            "review_days": REPRESENTATIONS,
        }


class OwnData(Elsewhere):
    """The applicant's own personal data, for which they have a right of their own."""

    def times(self, case: Case) -> Facts:
        """And the limb by which nothing is said under the Act of whether any is held."""
        limbs = limbs_in_force(case.on, duty=Duty.CONFIRM_OR_DENY)
        silence = next(one.cite for one in limbs if one.cite in _SILENCE)
        return {**super().times(case), "silence": limb_name(case, silence)}


_SILENCE = ("40(5)(a)", "40(5A)")
"""Until 24 May 2018, and since."""

REPRESENTATIONS = 40
"""Working days: Environmental Information Regulations 2004, regulation 11(2)."""

environmental = Environmental("environmental", "why-environmental")
own_data = OwnData("own-data")
business = Elsewhere("business", "business-route")
elsewhere = Elsewhere("another-authority", "other-authority")
