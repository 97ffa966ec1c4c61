"""A question in the thread: open, with what the law wants and how to answer; or, once answered,
shrunk to its answer."""

from __future__ import annotations

from foi_bot.case import Answer, Asking, Case, Ending, Place, london
from foi_bot.interview.answers import cannot_stand, is_typed, typed_value
from foi_bot.interview.asked import heading, law_choices, question, shown
from foi_bot.interview.parts import holes
from foi_bot.interview.plan import answered_before
from foi_bot.interview.progress import progress
from foi_bot.interview.questions import Kind, Question
from foi_bot.interview.rows import shape
from foi_bot.interview.slices import parts
from foi_bot.law.days_in_words import long_date
from foi_bot.slack.blocks import (
    Block,
    actions,
    button,
    context,
    escaped,
    fitting,
    quoted,
    quoted_all,
    section,
    select,
)
from foi_bot.slack.views import Shown

BUTTONS = 4
"""More options than this are a menu: a wall of buttons is no choice."""

REPEATED = 120
"""This much is repeated of an answer whose replies stand in the thread below its question."""


PARTS = 8000
"""The most characters of the request's parts that the question about them shows."""


def render(case: Case, asking: int) -> Shown:
    """The message of asking number `asking`."""
    put = case.asking(asking)
    if put.ending is Ending.OPEN and not case.closure:
        return _open(case, put)
    return _closed(case, put)


def _open(case: Case, put: Asking) -> Shown:
    asked, found = question(case, put.key), progress(case)
    about = heading(case, put.key)
    blocks: list[Block] = [
        context(f"{escaped(about)} · question {found.place} of {found.total} so far{_since(case)}"),
        section(f"*{escaped(asked.ask)}*"),
        *_parts_found(case, asked),
        context(f"{escaped(asked.why)} ({escaped(asked.source)})"),
        *_now(case, put),
        *_how(asked),
        *_paragraphs(case, put),
        *_choices(case, put, asked),
        actions(_usual(case, put, asked)),
    ]
    return Shown(escaped(f"{about}: {asked.ask}"), tuple(blocks))


def _since(case: Case) -> str:
    """When the last answer was given: whoever comes back after a week sees where they were."""
    last = progress(case).last
    return f" · last answered on {long_date(london(last.at))}" if last else ""


def _closed(case: Case, put: Asking) -> Shown:
    asked = question(case, put.key)
    told = f"{heading(case, put.key)} · {asked.short}"
    answer = _answer_of(case, put)
    if answer is None:
        left = f"{told.removesuffix('?')}: {_left(case, put)}"
        return Shown(escaped(left), (context(escaped(left)),))
    words = _in_full(case, put, answer)
    if _stands_below(case, put, asked, answer):
        words = fitting(words, REPEATED)
    option = asked.option(answer.value) if isinstance(answer.value, str) else None
    then = [context(escaped(option.then))] if option and option.then else []
    blocks = (context(f"*{escaped(told)}*"), *quoted_all(words), *then)
    return Shown(escaped(f"{told.removesuffix('?')}: {fitting(words, 200)}"), blocks)


def _in_full(case: Case, put: Asking, answer: Answer) -> str:
    """The answer as people read it; a paragraph of the Act in full, not as a menu cuts it."""
    choices = law_choices(case, put.key)
    chosen = choices.pick(answer.value) if choices and isinstance(answer.value, str) else None
    return f"{chosen.cite}: {chosen.gist}" if chosen else shown(case, put.key, answer.value)


def _stands_below(case: Case, put: Asking, asked: Question, answer: Answer) -> bool:
    """Whether the answer is what the replies below say, so that the thread need not say it twice.

    Words that were deleted in Slack and kept in the answer are to be read nowhere else, nor is the
    table of a file.
    """
    replies = case.replies_to(put.no)
    there = bool(replies) and all(
        reply.place is Place.ANSWER and not reply.is_table for reply in replies
    )
    return there and typed_value(asked, replies) == answer.value


def _left(case: Case, put: Asking) -> str:
    """Why a question that is no longer open has no answer of its own."""
    if put.ending is Ending.SKIPPED:
        return "skipped for now"
    before = [a for a in case.answers if a.key == put.key and a.at <= put.at]
    return "left as it was" if before and not before[-1].reopened else "not answered here"


def _answer_of(case: Case, put: Asking) -> Answer | None:
    """The newest answer that this asking got."""
    given = [answer for answer in case.answers if answer.asking == put.no]
    return given[-1] if given else None


def _parts_found(case: Case, asked: Question) -> list[Block]:
    if asked.kind is not Kind.PARTS:
        return []
    found = parts(case)
    whole = "\n".join(f"{part.label or '•'} {part.text}" for part in found)
    missing = holes([part.label for part in found])
    hole = (
        [section(f"*The numbering has a hole: {', '.join(missing)} is missing.*")]
        if missing
        else []
    )
    if len(whole) <= PARTS:
        return [*quoted_all(whole, PARTS), *hole]
    share = max(PARTS // len(found) - 8, 20)
    short = "\n".join(f"{part.label or '•'} {fitting(part.text, share)}" for part in found)
    told = context("Long parts are cut here. Press *Change the parts* to read them in full.")
    return [*quoted_all(short, PARTS), told, *hole]


def _now(case: Case, put: Asking) -> list[Block]:
    """What the answer is so far: the one to be changed, and replies gathered before."""
    current = case.current.get(put.key)
    told: list[Block] = []
    # The parts as they stand are what the question itself shows.
    if current is not None and question(case, put.key).kind is not Kind.PARTS:
        told += [context("The answer now:"), quoted(shown(case, put.key, current.value))]
    why_not = cannot_stand(case, put.key)
    if why_not:
        told.append(section(escaped(why_not)))
    gathered = case.replies_to(put.no)
    if gathered:
        count = "1 reply" if len(gathered) == 1 else f"{len(gathered)} replies"
        told.append(context(f"{count} of yours already count towards this answer."))
    return told


def _how(asked: Question) -> list[Block]:
    if not is_typed(asked):
        return []
    discuss = "To discuss instead, begin your reply with a space and //."
    match asked.kind:
        case Kind.DATE:
            how = "Reply with the day, such as 3 June 2024, or pick it, then press Next."
        case Kind.ROWS:
            return [context(escaped(_table(asked))), context(discuss)]
        case Kind.LINES:
            fewest = f" (at least {asked.fewest})" if asked.fewest > 1 else ""
            how = f"Answer in this thread, one reply for each{fewest}, then press Next."
        case _:
            how = "Answer in this thread, as many replies as you like, then press Next."
    return [context(f"{how} {discuss}")]


def _table(asked: Question) -> str:
    """How the rows of a small table are typed."""
    return (
        f"Reply with one line for each row, its cells apart by | like this: `{shape(asked)}`. "
        f"For example: `{asked.good}`. You can paste rows from a spreadsheet. Then press Next."
    )


def _paragraphs(case: Case, put: Asking) -> list[Block]:
    """The paragraphs that the law offers, in full: a menu shows only the beginning of each."""
    choices = law_choices(case, put.key)
    if choices is None:
        return []
    return quoted_all("\n".join(f"• {one.cite}: {one.gist}" for one in choices.options))


def _choices(case: Case, put: Asking, asked: Question) -> list[Block]:
    about = {"case": case.id, "asking": put.no}
    match asked.kind:
        case Kind.CHOICES:
            return [actions([button("Choose", "open_choices", about, "primary")])]
        case Kind.PARTS:
            return [
                actions(
                    [
                        button("Yes, these are the parts", "parts_right", about, "primary"),
                        button("Change the parts", "open_parts", about),
                    ]
                )
            ]
        case Kind.CHOICE if len(asked.options) <= BUTTONS:
            return [
                actions(
                    [
                        button(
                            option.label,
                            f"choose:{i}",
                            {**about, "value": option.value},
                        )
                        for i, option in enumerate(asked.options)
                    ]
                )
            ]
        case Kind.CHOICE:
            options = [
                (option.value, f"{group.label}: {option.label}" if group.label else option.label)
                for group in asked.groups
                for option in group.options
            ]
            return [
                actions(
                    [select("Choose one", "choose_from", options)], block_id=f"{case.id}:{put.no}"
                )
            ]
        case _:
            return []


def _usual(case: Case, put: Asking, asked: Question) -> list[Block]:
    about = {"case": case.id, "asking": put.no}
    typed = [
        button("Next", "next", about, "primary"),
        button("Pick the day" if asked.kind is Kind.DATE else "Write here", "write_here", about),
    ]
    keeps = put.key in case.current and not cannot_stand(case, put.key)
    skip = "Keep it as it is" if keeps else "Skip for now"
    back = [button("Back", "back", about)] if answered_before(case, put.key) else []
    return [
        *(typed if is_typed(asked) else []),
        button(skip, "skip", about),
        *back,
        button("Examples", "examples", about),
    ]
