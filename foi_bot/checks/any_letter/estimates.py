"""The estimate of a refusal for cost as a letter states it: its lines, its total, the limit that it
is held against, and where they contradict each other (FOIA s12; SI 2004/3244 reg 3, reg 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice

from foi_bot.checks.any_letter.estimate_lines import (
    LIMITS,
    RATE,
    Line,
    contradicts_itself,
    hours_of,
    limit_in,
    lines,
)
from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.any_letter.spoken import MOST
from foi_bot.checks.section_12_words import activity, kind_of_body, uncountable
from foi_bot.checks.words import phrases
from foi_bot.checks.work_in_words import Money, Time, counts, sums_of_money
from foi_bot.law.cost import Kind
from foi_bot.letter.read.written import Place


@dataclass(frozen=True, slots=True)
class Wrong:
    """A contradiction: the words that show it, where, what is wrong, and if that is certain."""

    line: Line
    quote: str
    why: str
    certain: bool = True


class Stated:
    """What a letter says of its estimate and of the limit."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.lines = tuple(islice(lines(sheet), MOST))

    @cached_property
    def work(self) -> tuple[Line, ...]:
        """The lines that state a time or a cost of work."""
        return tuple(
            line
            for line in self.lines
            if line.piece.place is not Place.HELP
            and (line.times or line.money or line.hours_said is not None)
        )

    @cached_property
    def body(self) -> Kind | None:
        """On which side of the limit the authority is, by its name."""
        letter = self._sheet.letter
        names = [letter.authority]
        names += [piece.text for piece in letter.pieces if piece.place in _NAMED_AT]
        known = (kind_of_body(name) for name in names if name)
        return next((one for one in known if one is not None), None)

    @cached_property
    def limit_lines(self) -> tuple[tuple[Line, frozenset[Kind]], ...]:
        """The lines that state a limit, with the bodies for which that is the limit."""
        found = ((line, limit_in(line)) for line in self.lines)
        return tuple((line, kinds) for line, kinds in found if kinds)

    @cached_property
    def limit(self) -> float:
        """The limit in hours that the estimate has to pass: this body's; where that is not known,
        the one that the letter states; else the lower."""
        stated = frozenset(kind for _, kinds in self.limit_lines for kind in kinds)
        one = next(iter(stated)) if len(stated) == 1 else None
        return LIMITS[self.body or one or Kind.OTHER]

    @cached_property
    def total(self) -> Line | None:
        """The line that states what all the work comes to."""
        found = [
            line
            for line in self.work
            if line.is_total and hours_of(line) is not None and not _SAMPLE.search(line.text)
        ]
        return max(found, key=lambda line: hours_of(line) or 0.0) if found else None

    def wrong_limit(self) -> Iterator[Wrong]:
        """A limit that is not this body's, or that contradicts itself."""
        everywhere = frozenset(kind for _, kinds in self.limit_lines for kind in kinds)
        for line, kinds in self.limit_lines:
            if len(kinds) == 2 and contradicts_itself(line):
                yield Wrong(
                    line, line.text, "These are not the same limit: £450 is 18 hours, £600 is 24."
                )
                return
        if self.body is None or len(everywhere) != 1 or self.body in everywhere:
            return
        line, _ = self.limit_lines[0]
        hours = LIMITS[self.body]
        yield Wrong(
            line,
            line.text,
            f"For a body such as this the limit is £{hours * RATE:.0f}, or {hours:.0f} hours.",
        )

    def wrong_rate(self) -> Iterator[Wrong]:
        """An hour of work that counts for another sum than £25 (reg 4(4))."""
        for line in self.lines:
            for one in sums_of_money(line.text):
                said = _AN_HOUR.search(line.text[one.start : one.end + 40])
                if one.an_hour and said and one.pounds != RATE and line.speaks_of_a_limit:
                    why = f"An hour of anybody's work counts as £25, not £{one.pounds:g}."
                    yield Wrong(line, line.text, why)
                    return

    def wrong_sums(self) -> Iterator[Wrong]:
        """Sums and products that do not come out."""
        found = (*self._hours_and_pounds(), *self._products(), *self._lines_and_total())
        seen: set[int] = set()
        for one in found:
            if one.line.piece.line not in seen:
                seen.add(one.line.piece.line)
                yield one

    def within_the_limit(self) -> Iterator[Wrong]:
        """A total that does not pass the limit."""
        total = self.total or self._only_estimate
        if total is None or self._greatest > self.limit + _TINY:
            return
        hours = hours_of(total)
        if hours is None:
            return
        yield Wrong(
            total,
            total.text,
            f"This comes to {hours:g} hours, and the limit of {self.limit:g} hours is not passed.",
        )

    def not_countable(self) -> Iterator[tuple[Wrong, bool]]:
        """Work that may not be counted, and whether the estimate depends on it."""
        for line in self.lines:
            what = uncountable(line.text)
            counted = line.hours is not None or (
                _COUNTS.search(line.text) and line.piece.place is not Place.HELP
            )
            if not what or not counted or _IN_GENERAL.search(line.text):
                continue
            total = hours_of(self.total) if self.total else None
            own = line.hours if not line.is_total else None
            needed = total is not None and own is not None and total - own <= self.limit
            yield Wrong(line, line.text, what), needed

    @property
    def _greatest(self) -> float:
        """The greatest number of hours that any line could be about."""
        made = [one.high / 60 for line in self.work for one in line.whole]
        made += [one.pounds / RATE for line in self.work for one in line.money]
        made += [line.hours_said for line in self.work if line.hours_said is not None]
        each = [
            one.high for line in self.lines for one in line.times if one.each or one.unit == "m"
        ]
        number = [one.number for line in self.lines for one in counts(line.text)]
        made += [max(each) * max(number) / 60] if each and number and self.total is None else []
        return max(made, default=0.0)

    @cached_property
    def _only_estimate(self) -> Line | None:
        """The one line that estimates a time, where no line is a total."""
        found = [
            line
            for line in self.work
            if line.whole and _ESTIMATES.search(line.text) and not _SAMPLE.search(line.text)
        ]
        return found[0] if len(found) == 1 else None

    def _hours_and_pounds(self) -> Iterator[Wrong]:
        for line in self.work:
            hours = [one for one in line.whole if one.unit == "h" and not one.is_range]
            if len(hours) != 1 or len(line.money) != 1:
                continue
            stated, pounds = hours[0].minutes / 60, line.money[0].pounds
            slack = 0.51 if stated == int(stated) else 0.06
            if abs(pounds / RATE - stated) > max(slack, 0.02 * stated) and _SAME.fullmatch(
                _between(line.text, hours[0], line.money[0])
            ):
                why = f"{stated:g} hours at £25 come to £{stated * RATE:,.0f}, not £{pounds:,.0f}."
                yield Wrong(line, line.text, why)

    def _products(self) -> Iterator[Wrong]:
        """So many files at so many minutes each, and what they are said to make, in one line."""
        for line in self.work:
            each = [one for one in line.times if one.each and one.unit in "ms"]
            whole = [one for one in line.whole if one.unit == "h" and not one.is_range]
            number = counts(line.text)
            if not (len(each) == len(whole) == len(number) == 1) or each[0].is_range:
                continue
            made = number[0].number * each[0].minutes / 60
            said = whole[0].minutes / 60
            if abs(made - said) > max(0.6, 0.06 * max(made, said)):
                why = (
                    f"{number[0].number:,.0f} times {each[0].minutes:g} minutes come to "
                    f"{made:,.1f} "
                    f"hours, not {said:g}."
                )
                yield Wrong(line, line.text, why)

    def _lines_and_total(self) -> Iterator[Wrong]:
        """The lines of the estimate against its total."""
        if self.total is None:
            return
        said = hours_of(self.total)
        at = self.work.index(self.total)
        items = [line for line in self.work[:at] if not line.is_total and line.hours is not None]
        listed = [line for line in items if line.is_item]
        if said is None or any(line.is_total for line in self.work[:at]):
            return
        hours = [line.hours or 0.0 for line in (listed or items)]
        if not listed:
            hours = [one.minutes / 60 for line in items for one in line.whole if one.unit == "h"]
            own = [one.minutes / 60 for one in self.total.whole if one.unit == "h"]
            hours += [one for one in own if one != said]
        if len(hours) < 2 or any(line.is_item != bool(listed) for line in items if listed):
            return
        if not all(activity(line.text) for line in (listed or items)):
            return
        made = sum(hours)
        slack = max(0.55 * len(hours) if _rounded(hours) else 0.06, 0.02 * said)
        if abs(made - said) <= slack or (not listed and _some_make(hours, said, slack)):
            return
        # In one sentence, what each of many takes may make hours that are not stated.
        apart = bool(listed) or not any(one.each for one in self.total.times)
        why = (
            f"The lines come to {made:g} hours (£{made * RATE:,.0f}), and the total says {said:g}."
        )
        yield Wrong(
            self.total,
            self.total.text,
            why,
            certain=apart and (bool(listed) or self._in_a_row(items)),
        )

    def _in_a_row(self, items: Sequence[Line]) -> bool:
        """Whether nothing stands between these lines and the total: then nothing else is in it."""
        at = [self.lines.index(line) for line in (*items, self.total) if line]
        return at[-1] - at[0] == len(at) - 1


_TINY = 1e-6
_NAMED_AT = (Place.LETTERHEAD, Place.SIGN_OFF)


def _between(text: str, one: Time, other: Money) -> str:
    low, high = sorted(((one.start, one.end), (other.start, other.end)))
    return text[low[1] : high[0]]


def _rounded(hours: Sequence[float]) -> bool:
    return all(one == int(one) for one in hours)


def _some_make(hours: Sequence[float], said: float, slack: float) -> bool:
    """Whether some of these times make the total: in prose one of them may be something else."""
    few = hours[:_MANY]
    return any(
        abs(sum(some) - said) <= slack
        for size in range(2, len(few) + 1)
        for some in combinations(few, size)
    )


_MANY = 10
_SAMPLE = phrases(
    r"sampl\w+|so far|already|spent|tested|trial|pilot|to date|dip[- ]?sampl\w+|took|taken|within"
    r"|could|narrow\w*|you (?:may|might|can)"
)
_ESTIMATES = phrases(
    r"estimat\w+|would (?:\w+ )?(?:take|require|need|cost|involve)|will (?:take|require)|requir\w+"
)
_SAME = re.compile(r"[^.;\d]{0,60}")
_AN_HOUR = re.compile(r"\b(?:hour|hr|ph|p/h)\b", re.IGNORECASE)
_AN_HOUR = re.compile(r"\b(?:hour|hr|ph|p/h)\b", re.IGNORECASE)
_COUNTS = phrases(
    r"includ\w+|also|further|additional\w*|in addition|would (?:then |also )?(?:need|have)|"
    r"requir\w+|tak\w+ into account|taking account|as well as"
)
_IN_GENERAL = phrases(
    r"regulations?|permitted|allowed|entitled|only (?:count|take|include)|may be (?:counted|taken)|"
    r"can (?:only )?(?:be )?(?:count|take|include)\w*|guidance|commissioner|you (?:may|can|will"
    r"|could)"
)
_IN_GENERAL = phrases(
    r"regulations?|permitted|allowed|entitled|only (?:count|take|include)|may be (?:counted|taken)|"
    r"can (?:only )?(?:be )?(?:count|take|include)\w*|guidance|commissioner|you (?:may|can|will"
    r"|could)"
)
