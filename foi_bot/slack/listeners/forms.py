"""Forms that were sent: opening a request, masking, written answers, choices, reasons.

A refused form stays open with the message at its field, and its key is not used up: mended and
sent again it goes through.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from slack_bolt import Ack, App, BoltContext

from foi_bot.case import Case, Value, london
from foi_bot.casework import deeds
from foi_bot.casework.people import Person
from foi_bot.casework.perform import Delivery, Done, NotDone, Outcome, open_case
from foi_bot.interview import masking
from foi_bot.interview.answers import read_value
from foi_bot.interview.asked import question
from foi_bot.interview.parts import cut, ids_used, to_value
from foi_bot.interview.parts import typed as typed_parts
from foi_bot.interview.parts import written as written_parts
from foi_bot.interview.questions import Kind
from foi_bot.interview.slices import parts
from foi_bot.letter.characters import printable
from foi_bot.slack.blocks import INPUT
from foi_bot.slack.delivery import Told
from foi_bot.slack.desk import Desk
from foi_bot.slack.listeners.commands import NO_HOUSE_HERE, houses_here
from foi_bot.slack.typed import unescaped
from foi_bot.slack.views import forms, mask
from foi_bot.slack.words import said, say
from store.intake import Intake, find, keep

ACT_IN_FORCE = date(2005, 1, 1)
"""The Act's right of access came into force on this day (FOIA s87(3))."""

_BULLET = re.compile(r"^[ \t]*[-*•–](?:[ \t]+|$)")

Doing = Callable[[Told, Person, str], deeds.CaseDeed]

REASONS: dict[str, Doing] = {
    "overrule": lambda told, by, ts: deeds.Overrule(
        by, told.number("draft"), str(told.about.get("finding") or ""), _reason(told), ts
    ),
    "waiver": lambda told, by, ts: deeds.WaiveFourEyes(by, _reason(told), ts),
    "what_to_change": lambda told, by, ts: deeds.SayWhatToChange(
        by, told.number("draft"), _reason(told), ts
    ),
    "close": lambda told, by, ts: deeds.CloseCase(by, _reason(told), ts),
    "review": lambda told, by, ts: deeds.StartReview(by, ts, _reason(told)),
}
"""Forms that ask for a reason, by callback id."""

DayDoing = Callable[[Told, Person, date, str], deeds.CaseDeed]

DAYS: dict[str, DayDoing] = {
    "sent": lambda told, by, on, ts: deeds.MarkSent(by, told.number("draft"), on, ts),
    "answered": lambda told, by, on, ts: deeds.ApplicantAnswers(
        by, _part(told), on, printable(told.entered("words")).strip("\n "), ts
    ),
    "fees_notice": lambda _, by, on, ts: deeds.GiveFeesNotice(by, on, ts),
    "fee": lambda _, by, on, ts: deeds.ReceiveFee(by, on, ts),
}
"""Forms that ask on which day something happened, by callback id."""


def register(app: App, desk: Desk) -> None:
    """Every form."""
    # The commonest first: Bolt asks one listener after another whether it is meant.
    app.view("write")(_answer(desk, written))
    app.view("choices")(_answer(desk, lambda told, _: told.ticked("group")))
    app.view("parts")(_answer(desk, _parts))
    app.view("request")(_request(desk))
    app.view("mask")(_masking(desk))
    for callback, doing in REASONS.items():
        app.view(callback)(_with_reason(desk, doing))
    for callback, day_doing in DAYS.items():
        app.view(callback)(_with_day(desk, day_doing))
    app.view("lift")(_lifting(desk))

    @app.view(re.compile(".*"))
    def unknown(ack: Ack) -> None:
        ack()

    @app.view_closed(re.compile(".*"))
    def closed(ack: Ack) -> None:
        ack()


def _request(desk: Desk) -> Callable[..., None]:
    def sent(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        before = _intake(desk, told)
        if before is not None and before.opener != told.user:
            _show_error(ack, told, say("intake-gone"))
            return
        if before is not None and before.case_id is not None:
            # It is a case already: our acknowledgement was lost, and the form was sent again.
            ack(response_action="clear")
            return
        intake = _filled(desk, told, before)
        errors = _errors(intake, desk.clock()) | _house_error(desk, told, intake)
        if errors:
            ack(response_action="errors", errors=errors)
            return
        with desk.office.database.writing() as connection:
            keep(connection, intake)
        text = intake.original_text
        found = masking.find(text, intake.applicant_name, intake.applicant_contact)
        ack(response_action="update", view=mask.render(told.channel, intake.id, text, found))

    return sent


def _masking(desk: Desk) -> Callable[..., None]:
    def sent(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        intake = _intake(desk, told)
        if intake is None or intake.opener != told.user:
            _show_error(ack, told, say("intake-gone"))
            return
        text = _masked(intake, told)
        # The form before this one has the same id in Slack, so its key must differ.
        _opened(ack, desk, replace(told, key=f"{told.key}:mask"), intake, text)

    return sent


def _opened(ack: Ack, desk: Desk, told: Told, intake: Intake, text: str) -> None:
    assert intake.received is not None
    deed = deeds.OpenRequest(
        by=desk.person(told),
        house=intake.house,
        channel=intake.channel_id,
        text=text,
        received=intake.received,
        ts=desk.now_ts(),
    )
    delivery = Delivery(told.workspace, told.key)
    outcome = open_case(desk.office, delivery, deed, intake.id, desk.clock())
    desk.note(outcome)
    desk.wake()
    _acknowledge(ack, told, outcome)


def _answer(desk: Desk, value_of: Callable[[Told, Case | None], Value]) -> Callable[..., None]:
    def sent(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        value = value_of(told, desk.case(told))
        by = desk.person(told)
        outcome = desk.perform(told, deeds.Choose(by, told.number("asking"), value, desk.now_ts()))
        _acknowledge(ack, told, outcome)

    return sent


def _with_reason(desk: Desk, doing: Doing) -> Callable[..., None]:
    def sent(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        outcome = desk.perform(told, doing(told, desk.person(told), desk.now_ts()))
        _acknowledge(ack, told, outcome)

    return sent


def _with_day(desk: Desk, doing: DayDoing) -> Callable[..., None]:
    def sent(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        day = told.entered("day")
        if not _is_date(day):
            _show_error(ack, told, say("day-missing"))
            return
        deed = doing(told, desk.person(told), date.fromisoformat(day), desk.now_ts())
        _acknowledge(ack, told, desk.perform(told, deed))

    return sent


def _lifting(desk: Desk) -> Callable[..., None]:
    """Lifting a hold: whether whoever holds the draft can still act is asked of Slack now."""

    def sent(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        of = desk.person_now(told, str(told.about.get("of") or ""))
        by, draft = desk.person(told), told.number("draft")
        deed = deeds.LiftHold(by, draft, of, _reason(told), desk.now_ts())
        _acknowledge(ack, told, desk.perform(told, deed))

    return sent


def _acknowledge(ack: Ack, told: Told, outcome: Outcome) -> None:
    match outcome:
        case NotDone(why):
            _show_error(ack, told, said(why))
        case Done():
            ack()


def _show_error(ack: Ack, told: Told, words: str) -> None:
    """The words at the form's day, or else at its first field: Slack takes an error only where
    there is a field. A form without any, which none of ours is, is closed."""
    if not told.values:
        ack(response_action="clear")
        return
    field = "day" if "day" in told.values else next(iter(told.values))
    ack(response_action="errors", errors={field: plain(words)})


def plain(words: str) -> str:
    """A form shows errors as they are: no bold or code, no mention by id, no escapes."""
    bare = re.sub(r"<@\w+>", "a colleague", words).replace("*", "").replace("`", "")
    return unescaped(bare[0].upper() + bare[1:])


def _intake(desk: Desk, told: Told) -> Intake | None:
    with desk.office.database.reading() as connection:
        return find(connection, told.workspace, str(told.about.get("intake") or ""))


def _filled(desk: Desk, told: Told, before: Intake | None) -> Intake:
    """The intake as this form fills it. An untouched box of a forwarded message keeps its text."""
    forwarded = before.original_text if before else ""
    received = told.entered("received")
    return Intake(
        workspace_id=told.workspace,
        id=str(told.about.get("intake") or ""),
        opener=told.user,
        channel_id=told.channel,
        house=told.entered("house") or next(iter(houses_here(desk, told)), ""),
        original_text=printable(told.entered("text")).strip() or forwarded,
        received=date.fromisoformat(received) if _is_date(received) else None,
        applicant_name=printable(told.entered("name")).strip(),
        applicant_contact=printable(told.entered("contact")).strip(),
        at=desk.clock(),
        case_id=before.case_id if before else None,
    )


def _house_error(desk: Desk, told: Told, intake: Intake) -> dict[str, str]:
    """A house that this channel is not for, or is no longer for: packs change under open forms."""
    if intake.house in houses_here(desk, told):
        return {}
    return {"house" if "house" in told.values else "received": NO_HOUSE_HERE}


def _errors(intake: Intake, now: datetime) -> dict[str, str]:
    """What is wrong with the form, by field."""
    errors: dict[str, str] = {}
    if not intake.original_text:
        errors["text"] = say("request-missing")
    if intake.received is None:
        errors["received"] = say("received-missing")
    elif intake.received > london(now):
        errors["received"] = say("received-future")
    elif intake.received < ACT_IN_FORCE:
        errors["received"] = say("received-before-act")
    return errors


def _masked(intake: Intake, told: Told) -> str:
    text = intake.original_text
    found = masking.find(text, intake.applicant_name, intake.applicant_contact)
    kept = {int(value) for value in told.ticked("keep") if value.isdigit()}
    more = [one.strip() for one in re.split(r"[;\n]", told.entered("more"))]
    away = [one for i, one in enumerate(found) if i not in kept]
    return masking.masked(text, [*away, *masking.find_words(text, more)])


def written(told: Told, case: Case | None) -> Value:
    """What was written in the box, as its question keeps it: words, a day, a line or a row each."""
    text = printable(told.entered("answer")).strip()
    asking = (
        next((a for a in case.askings if a.no == told.number("asking")), None) if case else None
    )
    if case is None or asking is None:
        return text
    asked = question(case, asking.key)
    if asked.kind is Kind.LINES:
        lines = (_BULLET.sub("", line).strip() for line in text.split("\n"))
        return tuple(line for line in lines if line)
    return read_value(asked, [text])


def _parts(told: Told, case: Case | None) -> Value:
    known = parts(case) if case else ()
    used = ids_used(case) if case else ()
    gaps = [gap for _, gap in cut(written_parts(known), INPUT)]
    boxes = [printable(told.entered(forms.parts_box(i))) for i in range(len(gaps))]
    text = "".join(box + gap for box, gap in zip(boxes, gaps, strict=True))
    return to_value(typed_parts(text, known, used))


def _part(told: Told) -> str:
    """The part that a form is about: chosen in it, or the only one; "" for all."""
    chosen = told.entered("part") or str(told.about.get("part") or "")
    return "" if chosen == forms.ALL_PARTS else chosen


def _reason(told: Told) -> str:
    return printable(told.entered("reason")).strip()


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
