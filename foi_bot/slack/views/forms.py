"""The forms: opening a request, masking, writing an answer, choosing, giving a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from foi_bot.case import Asking, Case
from foi_bot.interview.asked import parts, question
from foi_bot.interview.parts import written
from foi_bot.interview.questions import Kind
from foi_bot.slack.blocks import (
    CHECKBOXES,
    INPUT,
    Block,
    checkboxes,
    context,
    datepicker,
    escaped,
    fitting,
    input_,
    modal,
    option,
    quoted,
    section,
    select,
    text_input,
)

if TYPE_CHECKING:
    from foi_bot.interview.masking import Found
    from foi_bot.letter.house import House


def request(houses: Mapping[str, House], channel: str, intake: str, text: str = "") -> Block:
    """Open a request. `text` is that of a forwarded message, whose request it is."""
    about = {"channel": channel, "intake": intake}
    blocks: list[Block] = []
    if len(houses) > 1:
        choice = select(
            "Choose the authority", "value", [(h.id, h.authority) for h in houses.values()]
        )
        blocks.append(input_("Authority", "house", choice))
    blocks += _request_text(text)
    blocks += [
        input_(
            "Received on",
            "received",
            datepicker("value"),
            hint="The day on which anybody in the authority received it. "
            "The day it was forwarded to you does not count.",
        ),
        input_("Applicant's name", "name", text_input("value"), optional=True),
        input_(
            "Applicant's e-mail or postal address",
            "contact",
            text_input("value"),
            optional=True,
            hint="Name and address are kept apart and never shown in the channel.",
        ),
    ]
    return modal("request", "Open a request", "Continue", blocks, about)


def _request_text(text: str) -> list[Block]:
    if len(text) > INPUT:
        return [
            section(f"*The request* is the message that you chose, all {len(text):,} characters."),
            quoted(fitting(text, 500)),
        ]
    box = text_input("value", multiline=True, initial=text)
    return [
        input_(
            "The request, word for word",
            "text",
            box,
            optional=bool(text),
            hint="For a request of more than 3,000 characters, post it in the channel and choose "
            "“Open as FOI request” from the message's menu.",
        )
    ]


def mask(channel: str, intake: str, found: Iterable[Found]) -> Block:
    """What may say who the applicant is. Everything found is masked unless it is ticked."""
    options = [
        option(str(i), fitting(" ".join(one.text.split()), 75), one.why)
        for i, one in enumerate(found)
    ]
    groups = [options[at : at + CHECKBOXES] for at in range(0, len(options), CHECKBOXES)]
    blocks: list[Block] = [
        section(
            "*These words may say who the applicant is.* They will be masked before anybody else "
            "sees the request. The original is kept. Tick only what may stay."
        ),
        *(
            input_(
                "May stay visible",
                f"keep{i}",
                checkboxes("value", group),
                optional=True,
            )
            for i, group in enumerate(groups)
        ),
        input_(
            "Other words to mask, separated by semicolons",
            "more",
            text_input("value"),
            optional=True,
        ),
    ]
    about = {"channel": channel, "intake": intake}
    return modal("mask", "Mask the applicant", "Open the case", blocks, about)


def write(case: Case, put: Asking) -> Block:
    """The "Write here" box."""
    asked = question(case, put.key)
    so_far = case.words(*put.key)
    lines = asked.kind is Kind.LINES
    box = text_input("value", multiline=True, initial=so_far if len(so_far) <= INPUT else "")
    hint = "One factor on each line." if lines else ""
    blocks = [
        section(f"*{escaped(asked.ask)}*"),
        context(f"{escaped(asked.why)} ({escaped(asked.source)})"),
        input_("Your answer", "answer", box, hint=hint),
    ]
    return modal("write", "Write here", "Save", blocks, {"case": case.id, "asking": put.no})


def choices(case: Case, put: Asking) -> Block:
    """Grouped checkboxes."""
    asked = question(case, put.key)
    current = case.value(*put.key) or ()
    blocks: list[Block] = [section(f"*{escaped(asked.ask)}*"), context(escaped(asked.why))]
    for i, group in enumerate(asked.groups):
        for at in range(0, len(group.options), CHECKBOXES):
            some = group.options[at : at + CHECKBOXES]
            made = [option(one.value, one.label) for one in some]
            ticked = [o for o in made if o["value"] in current]
            label = group.label + (" (continued)" if at else "")
            boxes = checkboxes("value", made, ticked)
            blocks.append(input_(label, f"group{i}.{at}", boxes, optional=True))
    return modal("choices", "Choose", "Save", blocks, {"case": case.id, "asking": put.no})


def change_parts(case: Case, put: Asking) -> Block:
    """The parts of the request, to be corrected."""
    now = written(parts(case))
    box = text_input("value", multiline=True, initial=now if len(now) <= INPUT else "")
    blocks = [
        input_(
            "The parts",
            "parts",
            box,
            hint="Each part begins on a line of its own with the applicant's label, such as 2) or "
            "(b).",
        )
    ]
    return modal("parts", "The parts", "Save", blocks, {"case": case.id, "asking": put.no})


def reason(
    callback_id: str, title: str, label: str, submit: str, about: dict[str, object]
) -> Block:
    """A box for a reason that everybody will see."""
    box = text_input("value", multiline=True)
    return modal(callback_id, title, submit, [input_(label, "reason", box)], about)
