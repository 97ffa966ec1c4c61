"""What is read back from the practice workspace is what a person sees there."""

from __future__ import annotations

from typing import Any

import pytest

from foi_bot.practice.shown import Message, Modal


def text(words: str) -> dict[str, str]:
    return {"type": "plain_text", "text": words}


def message(**more: Any) -> Message:
    return Message.of({"channel": "C01FOI", "ts": "1.000001", "user": "U0BOT", **more})


def test_the_blocks_are_read_where_there_are_any_and_else_the_text() -> None:
    blocks = [
        {"type": "header", "text": text("FOI 2018/1")},
        {"type": "section", "fields": [text("Due"), text("13 April 2018")]},
        {"type": "context", "elements": [text("Counted from 13 March 2018")]},
        {"type": "divider"},
    ]
    assert message(text="fallback").words == "fallback"
    assert message(text="fallback", blocks=blocks).words.splitlines() == [
        "FOI 2018/1",
        "Due",
        "13 April 2018",
        "Counted from 13 March 2018",
    ]


def test_a_message_with_nothing_in_it_says_nothing() -> None:
    empty = message()
    assert (empty.words, empty.buttons, empty.files, empty.reactions) == ("", (), (), {})
    assert not empty.edited


def test_every_element_is_found_wherever_it_stands() -> None:
    button = {"type": "button", "action_id": "change", "text": text("Change")}
    menu = {"type": "overflow", "action_id": "more", "options": []}
    shown = message(
        blocks=[
            {"type": "section", "text": text("An answer"), "accessory": button},
            {"type": "actions", "block_id": "below", "elements": [menu]},
        ]
    )
    assert [(e.block_id, e.action_id) for e in shown.elements] == [
        ("b0", "change"),
        ("below", "more"),
    ]
    assert shown.buttons == ("Change",)
    assert shown.element("Change").action_id == "change"
    assert shown.element("more").kind == "overflow"
    with pytest.raises(LookupError, match="change “Change”"):
        shown.element("approve")


def test_an_ephemeral_message_is_for_one_person() -> None:
    shown = message(ephemeral_to="U01OFFICER")
    assert shown.is_visible_to("U01OFFICER")
    assert not shown.is_visible_to("U02LEAD")
    assert message().is_visible_to("U02LEAD")


def test_a_form_shows_its_labels_and_finds_its_inputs_by_any_of_their_names() -> None:
    modal = Modal.of(
        {
            "id": "V1",
            "title": text("New request"),
            "blocks": [
                {"type": "section", "text": text("Only you see this form.")},
                {
                    "type": "input",
                    "block_id": "received",
                    "label": text("Date received"),
                    "hint": text("By anybody in the authority"),
                    "element": {"type": "datepicker", "action_id": "day"},
                },
            ],
        }
    )
    assert modal.words.splitlines() == [
        "Only you see this form.",
        "Date received",
        "By anybody in the authority",
    ]
    for which in ("received", "day", "Date received"):
        assert modal.field(which) == modal.fields[0]
    with pytest.raises(LookupError, match="received/day “Date received”"):
        modal.field("due")
