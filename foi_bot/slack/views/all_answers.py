"""All answers of a case in one place, each with a Change button; what is still to come; and what an
officer may record or write besides. Shown to whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foi_bot import approval
from foi_bot.case import Case, Key, State, london
from foi_bot.interview.asked import heading, question, shown
from foi_bot.interview.plan import offered, plan
from foi_bot.law.days_in_words import long_date
from foi_bot.slack.blocks import (
    Block,
    actions,
    button,
    context,
    divider,
    escaped,
    fitting,
    header,
    quoted,
    section,
)
from foi_bot.slack.views import Shown, enclosures

ANSWER = 1200
"""So much is shown of one answer."""

PAGE = 8000
"""Characters of answers that one message holds: a whole post fails near 13,000."""

BLOCKS = 44
"""Blocks of one message, of Slack's 50, with room for its title and its end."""


@dataclass(frozen=True, slots=True)
class _Item:
    """What stands together on a page: its blocks, under a heading, so many characters long."""

    heading: str
    blocks: tuple[Block, ...]
    size: int


def render(case: Case) -> tuple[Shown, ...]:
    """The answers, in as many messages as they need; then the enclosures, if there are any."""
    pages = list(_pages(_items(case)))
    answers = (_page(case, page, no, len(pages)) for no, page in enumerate(pages, start=1))
    return (*answers, *enclosures.listed(case))


def _items(case: Case) -> list[_Item]:
    """What was answered, by what it is about; then what is to come; then what may be added."""
    keys = plan(case)
    grouped: dict[str, list[Key]] = {}
    for key in sorted((key for key in keys if key in case.current), key=lambda one: _rank(one)):
        grouped.setdefault(_about(case, key), []).append(key)
    to_come = [key for key in keys if key not in case.current]
    return [
        *(_answered(case, group, key) for group, found in grouped.items() for key in found),
        *(_missing(case, key) for key in to_come),
        *(_optional(case, key) for key in offered(case)),
        *_besides(case),
    ]


def _rank(key: Key) -> int:
    """The request first, then its parts and limbs in the order of the interview, then the whole."""
    return 0 if key.question in _REQUEST else 2 if not key.about else 1


def _about(case: Case, key: Key) -> str:
    if not key.about and key.question not in _REQUEST:
        return "The letter as a whole"
    return heading(case, key)


def _answered(case: Case, group: str, key: Key) -> _Item:
    answer = case.current[key]
    asked = question(case, key)
    goes = "in the letter" if asked.goes == "letter" else "on record only"
    told = f"*{escaped(asked.short)}* ({goes}, by <@{answer.by}> on {long_date(london(answer.at))})"
    words = fitting(shown(case, key, answer.value), ANSWER)
    return _Item(group, (context(told), quoted(words, _button(case, "Change", key))), len(words))


def _missing(case: Case, key: Key) -> _Item:
    name = f"{_about(case, key)} · {question(case, key).short.removesuffix('?')}"
    block = quoted(f"{name}: not answered yet", _button(case, "Answer", key))
    return _Item(TO_COME, (block,), len(name))


def _optional(case: Case, key: Key) -> _Item:
    if key in case.current:
        return _answered(case, MORE, key)
    asked = question(case, key)
    label = "Write" if key.question == "letter" else "Record"
    block = quoted(f"{asked.short.removesuffix('?')}: {asked.ask}", _button(case, label, key))
    return _Item(MORE, (block,), len(asked.ask))


def _besides(case: Case) -> Iterator[_Item]:
    """What comes from outside, and is no answer of the officer's."""
    if case.closure or approval.state(case) in (State.ANSWERED, State.OUTSIDE):
        return
    about = {"case": case.id}
    made = actions(
        [
            button("A fees notice was given", "open_fees_notice", about),
            button("The fee came", "open_fee", about),
        ]
    )
    yield _Item(MORE, (made,), 0)


def _button(case: Case, label: str, key: Key) -> Block | None:
    if case.closure:
        return None
    return button(label, "change_answer", {"case": case.id, "key": str(key)})


def _pages(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    page: list[_Item] = []
    for item in items:
        blocks = sum(len(one.blocks) for one in (*page, item))
        headings = len({one.heading for one in (*page, item)})
        if page and (blocks + headings > BLOCKS or sum(one.size for one in (*page, item)) > PAGE):
            yield page
            page = []
        page.append(item)
    yield page


def _page(case: Case, items: list[_Item], no: int, pages: int) -> Shown:
    title = f"All answers in {case.reference}" + (f" ({no} of {pages})" if pages > 1 else "")
    blocks: list[Block] = [header(title)]
    under = ""
    for item in items:
        if item.heading != under:
            under = item.heading
            blocks.append(section(f"*{escaped(under)}*"))
        blocks += item.blocks
    sent = case.went_out
    if no == pages and sent is not None and approval.state(case) is State.ANSWERED:
        told = f"The letter went out on {long_date(sent.on)}: a changed answer makes another one."
        blocks.append(context(told))
    blocks.append(divider())
    return Shown(escaped(title), tuple(blocks))


TO_COME = "Still to come"

MORE = "More you can record or write"

_REQUEST = ("letter", "parts")
