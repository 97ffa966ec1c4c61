"""The estimate of what it would cost to answer (section 12; SI 2004/3244), added up and held
against the limit. Sums are exact: what falls a minute short of the limit falls short."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from foi_bot.case import Case
from foi_bot.interview.rows import number, rows
from foi_bot.law.cost import CostLimit, Kind, NoLimitError, cost_limit

FINDING_OUT = "finding out"
"""The one activity that counts towards section 12(2)."""


@dataclass(frozen=True, slots=True)
class Work:
    """One line of an estimate: so many things of one kind, so many minutes each."""

    activity: str
    what: str
    how_many: Fraction
    minutes_each: Fraction

    @property
    def minutes(self) -> Fraction:
        """What the line comes to."""
        return self.how_many * self.minutes_each


@dataclass(frozen=True, slots=True)
class Estimate:
    """Every line that counts, beside the limit for this authority on the letter's date."""

    work: tuple[Work, ...]
    limit: CostLimit

    @property
    def minutes(self) -> Fraction:
        """What all lines come to."""
        return sum((one.minutes for one in self.work), Fraction(0))

    @property
    def pounds(self) -> Fraction:
        """What that counts for (reg 4(4))."""
        return self.minutes / 60 * self.limit.pounds_an_hour

    @property
    def exceeds(self) -> bool:
        """Whether it is more than the limit; exactly the limit is not."""
        return self.pounds > self.limit.pounds

    @property
    def apart(self) -> Fraction:
        """How many pounds lie between it and the limit, either way."""
        return abs(self.pounds - self.limit.pounds)


def estimate(case: Case) -> Estimate | None:
    """The case's estimate; None before it is answered, and for days without a limit. Under section
    12(2) only the cost of finding out counts."""
    return _estimate(case, case.value("estimate"))


def falls_short(case: Case, value: tuple[str, ...]) -> str:
    """Why these rows do not carry section 12, as a sentence for the officer; "" where they do."""
    if _is_finding_out_alone(case):
        others = [no for no, row in enumerate(rows(value), 1) if row[0] != FINDING_OUT]
        if others:
            return (
                f"Row {others[0]}: you rely on section 12(2), for which only finding out counts. "
                "Take the row out, or say that you can tell within the limit whether it is held."
            )
    found = _estimate(case, value)
    if found is None or found.exceeds:
        return ""
    limit = found.limit
    short = f"{pounds(found.apart)} short of" if found.apart else "exactly"
    return (
        f"This comes to {time(found.minutes)}, which is {pounds(found.pounds)} and {short} the "
        f"limit of {pounds(Fraction(limit.pounds))} ({limit.hours:g} hours). Section 12 does not "
        "apply unless the limit is passed: add the work that is missing, or change the outcome."
    )


def pounds(sum_: Fraction) -> str:
    """Money as letters write it: "£5,750", "£12.50"."""
    pence = round(sum_ * 100)
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02d}" if rest else f"£{whole:,}"


def time(minutes: Fraction) -> str:
    """Working time: "230 hours", "1 hour 40 minutes", "45 minutes"."""
    hours, rest = hours_and_minutes(minutes)
    said = [f"{hours:,} hour{'' if hours == 1 else 's'}"] if hours else []
    if rest != "0" or not hours:
        said.append(f"{rest} minute{'' if rest == '1' else 's'}")
    return " ".join(said)


def hours_and_minutes(minutes: Fraction) -> tuple[int, str]:
    """Whole hours, and the minutes beyond them as they are printed."""
    hours, rest = divmod(minutes, 60)
    return int(hours), plain_number(rest)


def plain_number(count: Fraction) -> str:
    """A count as letters write it: "2,300", "2.5"."""
    written = f"{round(count * 10_000) / 10_000:,.4f}"
    return written.rstrip("0").rstrip(".")


def _estimate(case: Case, value: object) -> Estimate | None:
    lines = [_work(row) for row in rows(value)]
    work = tuple(one for one in lines if one is not None)
    if _is_finding_out_alone(case):
        work = tuple(one for one in work if one.activity == FINDING_OUT)
    kind = Kind.CENTRAL if case.house.is_central else Kind.OTHER
    try:
        return Estimate(work, cost_limit(kind, case.on)) if work else None
    except NoLimitError:
        return None


def _is_finding_out_alone(case: Case) -> bool:
    return case.value("cost-limb") == "12(2)"


def _work(row: tuple[str, ...]) -> Work | None:
    """A row as it adds up; None for one that was kept under another shape of the table."""
    if len(row) != 4:
        return None
    activity, what, how_many, each = row[0], row[1], number(row[2]), number(row[3])
    if how_many is None or each is None:
        return None
    return Work(activity, what, Fraction(how_many), Fraction(each))
