"""The forms: opening a request, writing an answer, choosing, giving a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from foi_bot.case import Asking, Case
from foi_bot.interview.answers import typed_value
from foi_bot.interview.asked import part_name, question
from foi_bot.interview.days import read_day
from foi_bot.interview.deadlines import waiting_parts
from foi_bot.interview.parts import cut, written
from foi_bot.interview.questions import Kind, Question
from foi_bot.interview.rows import shape
from foi_bot.interview.slices import parts
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
    from foi_bot.letter.house import House


def request(
    houses: Mapping[str, House],
    channel: str,
    intake: str,
    text: str = "",
    told: Sequence[str] = (),
) -> Block:
    """Open a request. `text` is that of a forwarded message, or of a file, whose request it is;
    `told` says where it comes from."""
    about = {"channel": channel, "intake": intake}
    blocks: list[Block] = []
    if len(houses) > 1:
        choice = select(
            "Choose the authority", "value", [(h.id, h.authority) for h in houses.values()]
        )
        blocks.append(input_("Authority", "house", choice))
    if told:
        blocks.append(quoted("\n".join(told)))
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


def reading(names: Sequence[str]) -> Block:
    """What stands there while the file of a request is read."""
    shown = ", ".join(f"“{name}”" for name in names)
    told = quoted(f"Reading {shown}. This takes a few seconds. Nothing is saved yet.")
    return modal("reading", "Open a request", "", [told], {})


def unread(told: Sequence[str]) -> Block:
    """Why no request can be opened with a file."""
    return modal("unread", "Open a request", "", [quoted("\n".join(told))], {})


def _request_text(text: str) -> list[Block]:
    if len(text) > INPUT:
        return [
            section(f"*The request* is what you chose, all {len(text):,} characters."),
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


def write(case: Case, put: Asking) -> Block:
    """The "Write here" box, with what counts so far: what is sent takes its place."""
    asked = question(case, put.key)
    gathered = typed_value(asked, case.replies_to(put.no))
    so_far = (gathered if isinstance(gathered, str) else "\n".join(gathered)) or case.words(
        *put.key
    )
    if len(so_far) > INPUT:
        return _too_long(len(so_far), bool(gathered))
    blocks = [
        section(f"*{escaped(asked.ask)}*"),
        context(f"{escaped(asked.why)} ({escaped(asked.source)})"),
        _field(asked, so_far),
    ]
    title = "Pick the day" if asked.kind is Kind.DATE else "Write here"
    return modal("write", title, "Save", blocks, {"case": case.id, "asking": put.no})


def _field(asked: Question, so_far: str) -> Block:
    """The field in which an answer of this kind is written."""
    match asked.kind:
        case Kind.DATE:
            day = read_day(so_far)
            return input_("The day", "answer", datepicker("value", day.isoformat() if day else ""))
        case Kind.LINES:
            hint = "One on each line."
        case Kind.ROWS:
            so_far = so_far.replace("\t", " | ")
            hint = f"One row on each line: {shape(asked)}. For example: {asked.good}"
        case _:
            hint = ""
    return input_(
        "Your answer", "answer", text_input("value", multiline=True, initial=so_far), hint=hint
    )


def _too_long(length: int, gathered: bool) -> Block:
    """An empty box would throw away what does not fit it."""
    how = (
        "Change it in the thread: edit or delete your replies there, or reply with more, then "
        "press Next."
        if gathered
        else "Change it in the thread: reply with the whole new answer, in as many replies as you "
        "like, then press Next."
    )
    told = (
        f"*This answer is too long for a box.* It has {length:,} characters; a box holds {INPUT:,}."
    )
    return modal("read", "Write here", "", [section(f"{told} {how}")], {})


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
    """The parts of the request, to be corrected, in as many boxes as they need."""
    hint = "Each part begins on a line of its own with the applicant's label, such as 2) or (b)."
    blocks = [
        input_(
            "The parts, continued" if i else "The parts",
            parts_box(i),
            text_input("value", multiline=True, initial=piece),
            hint="" if i else hint,
            optional=i > 0,
        )
        for i, (piece, _) in enumerate(cut(written(parts(case)), INPUT))
    ]
    return modal("parts", "The parts", "Save", blocks, {"case": case.id, "asking": put.no})


def parts_box(no: int) -> str:
    """The name of one of the boxes that hold the parts."""
    return f"parts{no or ''}"


def day(
    callback_id: str,
    title: str,
    label: str,
    submit: str,
    about: dict[str, object],
    told: str = "",
) -> Block:
    """A form for a day on which something happened."""
    blocks = [context(told)] if told else []
    blocks.append(input_(label, "day", datepicker("value")))
    return modal(callback_id, title, submit, blocks, about)


def applicant_answered(case: Case) -> Block:
    """The applicant said what they mean: for which part, on which day, and what."""
    waits = waiting_parts(case)
    blocks = []
    if len(waits) > 1:
        which = [
            (ALL_PARTS, "All of them"),
            *((id_, _capital(part_name(case, id_))) for id_ in waits),
        ]
        blocks.append(input_("For which part?", "part", select("Choose the part", "value", which)))
    blocks += [
        input_(
            "On which day did the answer come?",
            "day",
            datepicker("value"),
            hint="The day on which anybody in the authority received it. The time begins anew.",
        ),
        input_(
            "What do they say?",
            "words",
            text_input("value", multiline=True),
            optional=True,
            hint="Everybody in the channel sees this: leave out what says who the applicant is.",
        ),
    ]
    about = {"case": case.id, "part": waits[0] if len(waits) == 1 else ""}
    return modal("answered", "The applicant answered", "Save", blocks, about)


ALL_PARTS = "all"
"""The choice that stands for every part that waits: a choice can't be empty."""


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def reason(
    callback_id: str, title: str, label: str, submit: str, about: dict[str, object]
) -> Block:
    """A box for a reason that everybody will see."""
    box = text_input("value", multiline=True)
    return modal(callback_id, title, submit, [input_(label, "reason", box)], about)
