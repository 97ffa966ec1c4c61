"""The form before a case is opened: the request as the channel will read it, and what is masked."""

from __future__ import annotations

from collections.abc import Sequence

from foi_bot.interview.masking import Found, masked
from foi_bot.slack.blocks import (
    CHECKBOXES,
    OPTION,
    PIECE,
    Block,
    checkboxes,
    context,
    divider,
    fitting,
    input_,
    modal,
    option,
    quoted_all,
    section,
    text_input,
)

TICKS = 200
"""More finds than this are masked together: nobody ticks them one by one, and a form holds 100
blocks."""

SHOWN = 40 * PIECE
"""This much of the request is shown: more than a message of Slack's holds."""


def render(channel: str, intake: str, text: str, found: Sequence[Found]) -> Block:
    """The request as it will be posted, and everything found to be ticked if it may stay. It is
    shown where nothing was found, too: no finding is complete."""
    blocks = [
        section(_told(len(found))),
        *_ticks(found if len(found) <= TICKS else ()),
        input_(
            "Other words to mask, separated by semicolons",
            "more",
            text_input("value"),
            optional=True,
        ),
        divider(),
        section("*The request as it will be posted*"),
        *_posted(masked(text, found)),
    ]
    about = {"channel": channel, "intake": intake}
    return modal("mask", "Mask the applicant", "Open the case", blocks, about)


def _told(count: int) -> str:
    if not count:
        return (
            "*Nothing was found that says who the applicant is.* Read the request below once more, "
            "and name any word that does: everybody in the channel will see the rest."
        )
    told = (
        "*These words may say who the applicant is.* They will be masked before anybody else sees "
        "the request. The original is kept."
        if count <= TICKS
        else f"*{count:,} words or lines may say who the applicant is.* That is too many to choose "
        "from, so all of them will be masked. The original is kept."
    )
    return f"{told} {'Tick only what may stay. ' if count <= TICKS else ''}Then read what is left."


def _ticks(found: Sequence[Found]) -> list[Block]:
    options = [
        option(str(i), fitting(" ".join(one.text.split()), OPTION), one.why)
        for i, one in enumerate(found)
    ]
    return [
        input_(
            "May stay visible",
            f"keep{at // CHECKBOXES}",
            checkboxes("value", options[at : at + CHECKBOXES]),
            optional=True,
        )
        for at in range(0, len(options), CHECKBOXES)
    ]


def _posted(text: str) -> list[Block]:
    if len(text) <= SHOWN:
        return quoted_all(text, SHOWN)
    left = (
        f"{len(text) - SHOWN:,} more characters do not fit here. They are masked in the same way."
    )
    return [*quoted_all(text[:SHOWN], SHOWN), context(f"*The text is cut here.* {left}")]
