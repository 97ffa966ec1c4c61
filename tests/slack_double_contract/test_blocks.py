"""Shapes that Slack refuses, and shapes that the practice Slack cannot draw."""

import pytest

from tests.slack_double.blocks import NOT_RENDERABLE, check_blocks
from tests.slack_double.json_types import Json
from tests.slack_double.surfaces import Surface
from tests.slack_double.view_objects import check_view

from .building import (
    actions,
    asking,
    button,
    choices,
    confirm,
    home,
    modal,
    mrkdwn,
    option,
    plain,
    section,
    select,
    text_input,
)

REFUSED_IN_A_MESSAGE: dict[str, Json] = {
    "a type nobody knows": {"type": "paragraph"},
    "no type at all": {"text": mrkdwn("x")},
    "a misspelt key": section(blockid="x"),
    "a misspelt key in a text": {"type": "section", "text": {**mrkdwn("x"), "txt": "y"}},
    "a section that says nothing": {"type": "section"},
    "an empty text": section(""),
    "a text that is no object": {"type": "section", "text": "x"},
    "a text of an unknown type": {"type": "section", "text": {"type": "html", "text": "x"}},
    "emoji on mrkdwn": {"type": "section", "text": {**mrkdwn("x"), "emoji": True}},
    "verbatim on plain text": {"type": "section", "text": {**plain("x"), "verbatim": True}},
    "a header in mrkdwn": {"type": "header", "text": mrkdwn("x")},
    "a button in mrkdwn": actions({**button(), "text": mrkdwn("x")}),
    "a button without words": actions({"type": "button", "action_id": "a"}),
    "a style nobody knows": actions(button(style="green")),
    "an element nobody knows": actions({"type": "slider", "action_id": "a"}),
    "an unknown key on a button": actions(button(colour="red")),
    "no elements": actions(),
    "a text input outside an input block": section(accessory=text_input()),
    "an image among actions": actions(
        {"type": "image", "image_url": "http://x.org/a.png", "alt_text": "A"}
    ),
    "an image without alt text": {"type": "image", "image_url": "http://x.org/a.png"},
    "an image without a source": {"type": "image", "alt_text": "A"},
    "a menu without options": section(accessory={"type": "static_select", "action_id": "a"}),
    "a menu with options and groups": section(
        accessory=select(option_groups=[{"label": plain("G"), "options": [option()]}])
    ),
    "two options of one value": section(accessory=select(options=[option(), option()])),
    "an option in mrkdwn in a menu": section(
        accessory=select(options=[{"text": mrkdwn("x"), "value": "v"}])
    ),
    "a first option that is none of them": section(accessory=select(initial_option=option(9))),
    "a first option almost like one": section(
        accessory=select(initial_option={"text": plain("Other words"), "value": "v0"})
    ),
    "a url on a menu's option": section(accessory=select(options=[option(url="http://x.org")])),
    "an overflow menu of one": section(accessory=choices("overflow", 1)),
    "a date that is none": actions({"type": "datepicker", "initial_date": "14 March 2018"}),
    "a thirteenth month": actions({"type": "datepicker", "initial_date": "2018-13-01"}),
    "a confirmation without a way out": actions(
        button(confirm={k: v for k, v in confirm().items() if k != "deny"})
    ),
    "two equal action_ids in one block": actions(button(), button("Back")),
    "a file input": asking({"type": "file_input", "action_id": "f"}),
    "a value that is a number": actions(button(value=7)),
}


@pytest.mark.parametrize("name", REFUSED_IN_A_MESSAGE)
def test_slack_refuses_a_message_with(name: str) -> None:
    problems = check_blocks([REFUSED_IN_A_MESSAGE[name]], Surface.MESSAGE)
    assert any(problem.refused for problem in problems)


def test_equal_action_ids_may_stand_in_different_blocks() -> None:
    assert check_blocks([actions(button()), actions(button())], Surface.MESSAGE) == []


def test_block_ids_are_unique_in_a_message() -> None:
    assert check_blocks([section(block_id="a"), section(block_id="a")], Surface.MESSAGE)
    assert check_blocks([section(block_id="a"), section(block_id="b")], Surface.MESSAGE) == []


def test_blocks_must_be_a_list() -> None:
    assert check_blocks({"type": "divider"}, Surface.MESSAGE)


TAKEN_IN_A_MESSAGE: dict[str, Json] = {
    "a divider": {"type": "divider"},
    "a section with fields alone": {"type": "section", "fields": [mrkdwn("a"), plain("b")]},
    "a section that expands": section(expand=True),
    "a button with a confirmation": actions(button(confirm=confirm(style="danger"))),
    "a menu with a first option": section(accessory=select(initial_option=option(1))),
    "a menu of people": actions({"type": "users_select", "action_id": "who"}),
    "a menu of conversations": actions(
        {
            "type": "conversations_select",
            "action_id": "where",
            "filter": {"include": ["public"], "exclude_bot_users": True},
        }
    ),
    "a date picker": actions({"type": "datepicker", "initial_date": "2018-03-14"}),
    "an overflow menu with a link": section(
        accessory={
            "type": "overflow",
            "action_id": "more",
            "options": [option(0, url="http://x.org"), option(1)],
        }
    ),
    "a picture beside the words": section(
        accessory={"type": "image", "image_url": "http://x.org/a.png", "alt_text": "A"}
    ),
}


@pytest.mark.parametrize("name", TAKEN_IN_A_MESSAGE)
def test_slack_and_the_practice_slack_take(name: str) -> None:
    assert check_blocks([TAKEN_IN_A_MESSAGE[name]], Surface.MESSAGE) == []


NOT_DRAWN_IN_A_MESSAGE: dict[str, Json] = {
    "markdown": {"type": "markdown", "text": "**x**"},
    "rich text": {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
    },
    "checkboxes": actions(choices("checkboxes")),
    "radio buttons": actions(choices("radio_buttons")),
    "a time picker": actions({"type": "timepicker", "action_id": "t"}),
    "a menu of several": section(accessory={**select(), "type": "multi_static_select"}),
    "an input block": asking(text_input()),
}


@pytest.mark.parametrize("name", NOT_DRAWN_IN_A_MESSAGE)
def test_the_practice_slack_draws_no(name: str) -> None:
    blocks = [NOT_DRAWN_IN_A_MESSAGE[name]]
    problems = check_blocks(blocks, Surface.MESSAGE)
    assert {problem.rule for problem in problems} == {NOT_RENDERABLE}
    assert not any(problem.refused for problem in problems)
    assert check_blocks(blocks, Surface.MESSAGE, renderable_everywhere=False) == []


NOT_DRAWN_IN_A_MODAL: dict[str, Json] = {
    "a menu of several": asking({**select(), "type": "multi_static_select"}),
    "a file input": asking({"type": "file_input", "action_id": "f"}),
    "a menu of people": asking({"type": "users_select", "action_id": "u"}),
    "a button that does something": actions(button()),
    "rich text": NOT_DRAWN_IN_A_MESSAGE["rich text"],
}


@pytest.mark.parametrize("name", NOT_DRAWN_IN_A_MODAL)
def test_in_a_modal_the_practice_slack_has_no(name: str) -> None:
    problems = check_view(modal(NOT_DRAWN_IN_A_MODAL[name]), Surface.MODAL)
    assert {problem.rule for problem in problems} == {NOT_RENDERABLE}


@pytest.mark.parametrize("kind", ["checkboxes", "radio_buttons", "static_select"])
def test_choices_stand_in_the_input_blocks_of_a_modal(kind: str) -> None:
    assert check_view(modal(asking(choices(kind))), Surface.MODAL) == []


REFUSED_VIEWS: dict[str, object] = {
    "no view": None,
    "a home view as a modal": home(section()),
    "a modal without a title": {"type": "modal", "blocks": [section()]},
    "a title in mrkdwn": modal(section(), title=mrkdwn("x")),
    "an input without a submit button": {
        "type": "modal",
        "title": plain("T"),
        "blocks": [asking(text_input())],
    },
    "a key that only Slack sets": modal(section(), state={}),
    "an unknown key": modal(section(), subtitle=plain("x")),
    "two inputs of one block_id": modal(
        asking(text_input(), block_id="a"), asking(text_input(), block_id="a")
    ),
    "two inputs that want the focus": modal(
        asking(text_input(focus_on_load=True)), asking(text_input(focus_on_load=True))
    ),
    "markdown": modal({"type": "markdown", "text": "x"}),
    "a mrkdwn label": modal({"type": "input", "label": mrkdwn("x"), "element": text_input()}),
    "a button as an input": modal({"type": "input", "label": plain("x"), "element": button()}),
}


@pytest.mark.parametrize("name", REFUSED_VIEWS)
def test_slack_refuses_to_open(name: str) -> None:
    problems = check_view(REFUSED_VIEWS[name], Surface.MODAL)
    assert any(problem.refused for problem in problems)


def test_a_home_tab_has_no_submit_button() -> None:
    assert check_view(home(section(), submit=plain("Send")), Surface.HOME)
    assert check_view(home(section(), actions(button())), Surface.HOME) == []
