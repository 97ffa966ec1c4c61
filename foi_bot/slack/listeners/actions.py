"""Buttons and menus under questions, drafts, notices and the card."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext

from foi_bot.case import Case, Key
from foi_bot.casework import deeds, reviewing
from foi_bot.casework.decision import words
from foi_bot.casework.people import Person
from foi_bot.enclosures import Use
from foi_bot.interview.parts import to_value
from foi_bot.interview.slices import parts
from foi_bot.slack.blocks import Block
from foi_bot.slack.delivery import Told
from foi_bot.slack.desk import Desk, sentence
from foi_bot.slack.views import all_answers, examples, forms, whereabouts
from foi_bot.slack.words import said, say

Doing = Callable[[Told, Person, str], deeds.CaseDeed]
"""What a button makes of a delivery, the person and the timestamp: a deed."""

DOINGS: dict[str, Doing] = {
    "next": lambda told, by, ts: deeds.Next(by, told.number("asking"), ts),
    "skip": lambda told, by, ts: deeds.Skip(by, told.number("asking"), ts),
    "back": lambda told, by, ts: deeds.Back(by, told.number("asking"), ts),
    "choose": lambda told, by, ts: deeds.Choose(
        by, told.number("asking"), str(told.about.get("value") or ""), ts
    ),
    "choose_from": lambda told, by, ts: deeds.Choose(
        by, told.number("asking"), _selected(told.action), ts
    ),
    "change_answer": lambda told, by, ts: deeds.Change(
        by, Key.parse(str(told.about.get("key") or "")), ts
    ),
    "take_over": lambda told, by, ts: deeds.TakeOver(by, str(told.about.get("officer") or ""), ts),
    "deleted_keep": lambda told, by, ts: deeds.KeepDeleted(by, _about(told), True, ts),
    "deleted_remove": lambda told, by, ts: deeds.KeepDeleted(by, _about(told), False, ts),
    "place_reply": lambda told, by, ts: _placed(told, by, ts),
    "use_file": lambda told, by, ts: _used(told, by, ts),
    "leave_file": lambda told, by, ts: deeds.LeaveFile(by, _numbered(told), ts),
    "take_words": lambda told, by, ts: deeds.TakeWords(by, *_comparison(told), ts),
    "leave_words": lambda told, by, ts: deeds.LeaveWords(by, *_comparison(told), ts),
    "take_table_out": lambda told, by, ts: deeds.TakeTableOut(by, _numbered(told), ts),
    "remove_enclosure": lambda told, by, ts: deeds.RemoveEnclosure(by, _numbered(told), ts),
}
"""Every button that does something to a case at once. Slack wants the actions of one block to
differ: what follows a colon ("choose:2") tells like ones apart."""

FORMS: dict[str, Callable[[Case, Told], Block]] = {
    "write_here": lambda case, told: forms.write(case, case.asking(told.number("asking"))),
    "open_choices": lambda case, told: forms.choices(case, case.asking(told.number("asking"))),
    "open_parts": lambda case, told: forms.change_parts(case, case.asking(told.number("asking"))),
    "open_overrule": lambda case, told: forms.reason(
        "overrule",
        "Let it stand",
        "Why may this finding stand? Everybody sees the reason.",
        "Let it stand",
        {
            "case": case.id,
            "draft": told.number("draft"),
            "finding": str(told.about.get("finding") or ""),
        },
    ),
    "open_waiver": lambda case, _: forms.reason(
        "waiver",
        "Nobody else can",
        "Why can nobody else approve this letter? Everybody sees the reason.",
        "Record it",
        {"case": case.id},
    ),
    "say_what_to_change": lambda case, told: forms.reason(
        "what_to_change",
        "What should change?",
        "What should change before this letter goes out?",
        "Send",
        {"case": case.id, "draft": _numbered(told)},
    ),
    "close_case": lambda case, _: forms.reason(
        "close",
        "Close the case",
        "Why is the case closed without a letter? Everybody sees the reason.",
        "Close it",
        {"case": case.id},
    ),
    "open_sent": lambda case, told: forms.day(
        "sent",
        "Mark as sent",
        "On which day did the letter go out?",
        "Save",
        {"case": case.id, "draft": told.number("draft")},
        "The day on which it was posted, or sent by e-mail. It can't be undone.",
    ),
    "open_answered": lambda case, _: forms.applicant_answered(case),
    "open_fees_notice": lambda case, _: forms.day(
        "fees_notice",
        "A fees notice",
        "On which day was the fees notice given?",
        "Save",
        {"case": case.id},
        "The time stands still from that day until the fee comes (s9, s10(2)).",
    ),
    "open_fee": lambda case, _: forms.day(
        "fee", "The fee came", "On which day did the fee come?", "Save", {"case": case.id}
    ),
}
"""Every button that opens a form."""

SENDING = frozenset({"open_sent", "open_answered", "open_fees_notice", "open_fee"})
"""Forms about what went out and what came back: the officer's."""

OF_QUESTION = frozenset({"write_here", "open_choices", "open_parts"})
"""Forms that only the officer can use, and only while their question is open."""


def register(app: App, desk: Desk) -> None:
    """Every button and menu; what is unknown is acknowledged and told about."""
    app.action(_DOES)(_doer(desk))
    app.action("parts_right")(_parts_right(desk))
    for action, form in FORMS.items():
        app.action(action)(_opener(desk, action, form))
    app.action("all_answers")(_all_answers(desk))
    app.action("where_was_i")(_whereabouts(desk))
    app.action("start_review")(_start_review(desk))
    app.action("open_lift")(_open_lift(desk))
    app.action("examples")(_examples(desk))

    @app.action(re.compile(".*"))
    def unknown(ack: Ack, context: BoltContext) -> None:
        desk.whisper(context["told"], sentence(say("question-moved-on")))
        ack()


_DOES = re.compile(rf"^(?P<doing>{'|'.join(DOINGS)})(?::\w+)?$")
"""One pattern for all of `DOINGS`. Bolt asks each listener anew whether it is meant, and takes its
time: a press of the sixteenth of sixteen would wait for fifteen that are not."""


def _doer(desk: Desk) -> Callable[..., None]:
    def act(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        found = _DOES.search(told.action["action_id"])
        assert found is not None
        doing = DOINGS[found["doing"]]
        desk.act(told, doing(told, desk.person(told), told.ts or desk.now_ts()))
        ack()

    return act


def _opener(desk: Desk, action: str, form: Callable[[Case, Told], Block]) -> Callable[..., None]:
    def open_form(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        case = desk.case(told)
        refusal = _why_no_form(case, told, action)
        if refusal is not None or case is None:
            desk.whisper(told, sentence(refusal or say("case-unknown")))
        else:
            desk.open_form(told, form(case, told))
        ack()

    return open_form


def _why_no_form(case: Case | None, told: Told, action: str) -> str | None:
    """Why a form would be of no use to this person now: said before they type anything."""
    if case is None:
        return say("case-unknown")
    if case.closure:
        return say("case-closed", reference=case.reference)
    officers = OF_QUESTION | SENDING | {"open_overrule", "open_waiver", "open_lift", "close_case"}
    if action in officers and told.user != case.officer:
        return said(words("not-the-officer", officer=case.officer))
    open_ = case.open_asking
    if action in OF_QUESTION and (open_ is None or open_.no != told.number("asking")):
        return say("question-moved-on")
    return None


def _parts_right(desk: Desk) -> Callable[..., None]:
    """ "Yes, these are the parts": what was shown becomes the answer."""

    def act(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        case = desk.case(told)
        value = to_value(parts(case)) if case else ()
        ts = told.ts or desk.now_ts()
        desk.act(told, deeds.Choose(desk.person(told), told.number("asking"), value, ts))
        ack()

    return act


def _all_answers(desk: Desk) -> Callable[..., None]:
    def show(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        case = desk.case(told)
        if case is None:
            desk.whisper(told, sentence(say("case-unknown")))
        else:
            # Pressed on the card, the answers belong into the thread under it.
            there = told if told.thread else _in_thread(told, case)
            for shown in all_answers.render(case):
                desk.whisper(there, shown)
        ack()

    return show


def _whereabouts(desk: Desk) -> Callable[..., None]:
    def show(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        case = desk.case(told)
        if case is None:
            desk.whisper(told, sentence(say("case-unknown")))
        else:
            desk.whisper(told, whereabouts.render(case, open_link=desk.question_link(case)))
        ack()

    return show


def _start_review(desk: Desk) -> Callable[..., None]:
    """Begin an internal review. Whoever took part in the first decision is asked why nobody else
    can make a fresh one."""

    def act(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        case = desk.case(told)
        took_part = case is not None and told.user in reviewing.took_part(case)
        if case is not None and took_part and case.house.approval.fresh_review:
            desk.open_form(
                told,
                forms.reason(
                    "review",
                    "Internal review",
                    "You took part in the first decision. Why does nobody else review it? "
                    "Everybody sees the reason.",
                    "Begin the review",
                    {"case": case.id},
                ),
            )
        else:
            ts = told.ts or desk.now_ts()
            desk.act(told, deeds.StartReview(desk.person(told), ts))
        ack()

    return act


def _open_lift(desk: Desk) -> Callable[..., None]:
    """Lift the hold of somebody who has left; those who have not are to be asked themselves."""

    def act(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        case, of = desk.case(told), str(told.about.get("of") or "")
        refusal = _why_no_form(case, told, "open_lift")
        if refusal is None and desk.person_now(told, of).may_act:
            refusal = say("can-lift-it-themselves", of=of)
        if refusal is not None or case is None:
            desk.whisper(told, sentence(refusal or say("case-unknown")))
        else:
            about = {"case": case.id, "draft": told.number("draft"), "of": of}
            label = "Why is this hold lifted? Everybody sees the reason."
            desk.open_form(told, forms.reason("lift", "Lift this hold", label, "Lift it", about))
        ack()

    return act


def _in_thread(told: Told, case: Case) -> Told:
    return Told(
        told.workspace, told.key, told.user, told.channel, told.ts, thread=case.thread or ""
    )


def _examples(desk: Desk) -> Callable[..., None]:
    def show(ack: Ack, context: BoltContext) -> None:
        told: Told = context["told"]
        case = desk.case(told)
        known = case is not None and any(a.no == told.number("asking") for a in case.askings)
        if case is None or not known:
            desk.whisper(told, sentence(say("question-moved-on")))
        else:
            desk.whisper(told.in_thread_of(case), examples.render(case, told.number("asking")))
        ack()

    return show


def _placed(told: Told, by: Person, ts: str) -> deeds.CaseDeed:
    reply, _, asking = _about(told).rpartition(":")
    return deeds.PlaceReply(by, reply, int(asking) if asking.isdigit() else None, ts)


def _used(told: Told, by: Person, ts: str) -> deeds.CaseDeed:
    no, _, use = _about(told).partition(":")
    return deeds.UseFile(by, int(no) if no.isdigit() else -1, Use(use), ts)


def _comparison(told: Told) -> tuple[int, int]:
    """The file and the number of its comparison that a notice's button carries."""
    no, _, comparison = _about(told).partition(":")
    return (int(no), int(comparison)) if no.isdigit() and comparison.isdigit() else (-1, -1)


def _about(told: Told) -> str:
    return str(told.about.get("about") or "")


def _numbered(told: Told) -> int:
    """The number that a notice's button carries; -1 where it carries none, which no case has."""
    about = _about(told)
    return int(about) if about.isdigit() else -1


def _selected(action: dict[str, Any]) -> str:
    return str((action.get("selected_option") or {}).get("value") or "")
