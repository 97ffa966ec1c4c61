"""Each documented limit: what stands at its edge is taken, and one more is refused."""

from collections.abc import Callable

import pytest

from tests.slack_double import limits
from tests.slack_double.blocks import check_blocks
from tests.slack_double.json_types import Json
from tests.slack_double.limits import Limit
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
    options,
    plain,
    section,
    select,
    text_input,
)

Build = Callable[[int], Json]


def in_button(key: str, make: Callable[[int], object]) -> Build:
    return lambda n: actions({**button(), key: make(n)})


def text_of(n: int) -> str:
    return "x" * n


def many_buttons(n: int) -> Json:
    return actions(*(button(action_id=f"a{i}") for i in range(n)))


def one_option(**parts: object) -> Json:
    return section(accessory=select(options=[{**option(), **parts}]))


def groups(n: int) -> Json:
    several = [{"label": plain(f"G{i}"), "options": [option(i)]} for i in range(n)]
    return section(accessory={"type": "static_select", "action_id": "p", "option_groups": several})


def one_group(label: str = "G", count: int = 1) -> Json:
    group = {"label": plain(label), "options": options(count)}
    return section(accessory={"type": "static_select", "action_id": "p", "option_groups": [group]})


def image(**more: object) -> Json:
    return {"type": "image", "image_url": "http://x.org/a.png", "alt_text": "A", **more}


IN_A_MESSAGE: list[tuple[Limit, Build]] = [
    (limits.SECTION_TEXT, lambda n: section(text_of(n))),
    (limits.SECTION_FIELDS, lambda n: {"type": "section", "fields": [mrkdwn("f")] * n}),
    (limits.SECTION_FIELD, lambda n: {"type": "section", "fields": [plain(text_of(n))]}),
    (limits.HEADER_TEXT, lambda n: {"type": "header", "text": plain(text_of(n))}),
    (limits.CONTEXT_ELEMENTS, lambda n: {"type": "context", "elements": [mrkdwn("c")] * n}),
    (limits.TEXT, lambda n: {"type": "context", "elements": [mrkdwn(text_of(n))]}),
    (limits.ACTIONS_ELEMENTS, many_buttons),
    (limits.BLOCK_ID, lambda n: section(block_id=text_of(n))),
    (limits.ACTION_ID, in_button("action_id", text_of)),
    (limits.BUTTON_TEXT, lambda n: actions(button(text_of(n)))),
    (limits.BUTTON_VALUE, in_button("value", text_of)),
    (limits.BUTTON_URL, in_button("url", text_of)),
    (limits.BUTTON_LABEL, in_button("accessibility_label", text_of)),
    (limits.CONFIRM_TITLE, in_button("confirm", lambda n: confirm(title=plain(text_of(n))))),
    (limits.CONFIRM_TEXT, in_button("confirm", lambda n: confirm(text=plain(text_of(n))))),
    (limits.CONFIRM_BUTTON, in_button("confirm", lambda n: confirm(deny=plain(text_of(n))))),
    (limits.SELECT_OPTIONS, lambda n: section(accessory=select(n))),
    (limits.SELECT_GROUPS, groups),
    (limits.OPTION_GROUP_LABEL, lambda n: one_group(label=text_of(n))),
    (limits.OPTIONS_IN_GROUP, lambda n: one_group(count=n)),
    (limits.PLACEHOLDER, lambda n: section(accessory=select(placeholder=plain(text_of(n))))),
    (limits.OPTION_TEXT, lambda n: one_option(text=plain(text_of(n)))),
    (limits.OPTION_VALUE, lambda n: one_option(value=text_of(n))),
    (limits.OPTION_DESCRIPTION, lambda n: one_option(description=plain(text_of(n)))),
    (limits.OVERFLOW_OPTIONS, lambda n: section(accessory=choices("overflow", n))),
    (limits.IMAGE_URL, lambda n: image(image_url=text_of(n))),
    (limits.IMAGE_ALT_TEXT, lambda n: image(alt_text=text_of(n))),
    (limits.IMAGE_TITLE, lambda n: image(title=plain(text_of(n)))),
]

IN_A_MODAL: list[tuple[Limit, Build]] = [
    (limits.INPUT_LABEL, lambda n: modal(asking(text_input(), label=text_of(n)))),
    (limits.INPUT_HINT, lambda n: modal(asking(text_input(), hint=plain(text_of(n))))),
    (limits.CHECKBOX_OPTIONS, lambda n: modal(asking(choices("checkboxes", n)))),
    (limits.RADIO_OPTIONS, lambda n: modal(asking(choices("radio_buttons", n)))),
    (
        limits.TEXT_INPUT_LENGTH,
        lambda n: modal(asking(text_input(initial_value=text_of(n)))),
    ),
    (limits.VIEW_BLOCKS, lambda n: modal(*[section()] * n)),
    (limits.VIEW_TITLE, lambda n: modal(section(), title=plain(text_of(n)))),
    (limits.VIEW_BUTTON, lambda n: modal(section(), close=plain(text_of(n)))),
    (limits.PRIVATE_METADATA, lambda n: modal(section(), private_metadata=text_of(n))),
    (limits.CALLBACK_ID, lambda n: modal(section(), callback_id=text_of(n))),
    (limits.EXTERNAL_ID, lambda n: modal(section(), external_id=text_of(n))),
]


UNDRAWN: list[tuple[Limit, Surface, Build]] = [
    (limits.MARKDOWN_TEXT, Surface.MESSAGE, lambda n: {"type": "markdown", "text": text_of(n)}),
    (
        limits.OPTION_URL,
        Surface.MESSAGE,
        lambda n: section(
            accessory={
                "type": "overflow",
                "action_id": "more",
                "options": [option(0, url=text_of(n)), option(1)],
            }
        ),
    ),
    (
        limits.INPUT_FILES,
        Surface.MODAL,
        lambda n: asking({"type": "file_input", "action_id": "f", "max_files": n}),
    ),
]
"""Limits on what the practice Slack does not draw, or that stand in another table's way."""


def name_of(case: object) -> str:
    return case.what if isinstance(case, Limit) else ""


@pytest.mark.parametrize(("limit", "build"), IN_A_MESSAGE, ids=name_of)
def test_a_block_at_its_limit_is_taken(limit: Limit, build: Build) -> None:
    assert check_blocks([build(limit.at_most)], Surface.MESSAGE) == []


@pytest.mark.parametrize(("limit", "build"), IN_A_MESSAGE, ids=name_of)
def test_a_block_past_its_limit_is_refused(limit: Limit, build: Build) -> None:
    problems = check_blocks([build(limit.at_most + 1)], Surface.MESSAGE)
    assert [problem.document for problem in problems] == [limit.document]


@pytest.mark.parametrize(("limit", "build"), IN_A_MESSAGE, ids=name_of)
def test_a_block_below_its_least_is_refused(limit: Limit, build: Build) -> None:
    problems = check_blocks([build(limit.at_least - 1)], Surface.MESSAGE) if limit.at_least else []
    assert len(problems) == (1 if limit.at_least else 0)


@pytest.mark.parametrize(("limit", "build"), IN_A_MODAL, ids=name_of)
def test_a_modal_at_its_limit_is_taken(limit: Limit, build: Build) -> None:
    assert check_view(build(limit.at_most), Surface.MODAL) == []


@pytest.mark.parametrize(("limit", "build"), IN_A_MODAL, ids=name_of)
def test_a_modal_past_its_limit_is_refused(limit: Limit, build: Build) -> None:
    problems = check_view(build(limit.at_most + 1), Surface.MODAL)
    assert limit.document in [problem.document for problem in problems]


@pytest.mark.parametrize(("limit", "surface", "build"), UNDRAWN, ids=name_of)
def test_limits_hold_for_what_slack_alone_draws(
    limit: Limit, surface: Surface, build: Build
) -> None:
    def problems(size: int) -> list[str]:
        found = check_blocks([build(size)], surface, renderable_everywhere=False)
        return [problem.document for problem in found]

    assert problems(limit.at_most) == []
    assert problems(limit.at_most + 1) == [limit.document]


@pytest.mark.parametrize(("count", "refused"), [(50, False), (51, True)])
def test_a_message_holds_fifty_blocks(count: int, refused: bool) -> None:
    assert bool(check_blocks([section()] * count, Surface.MESSAGE)) is refused


@pytest.mark.parametrize(("count", "refused"), [(100, False), (101, True)])
def test_a_home_tab_holds_a_hundred_blocks(count: int, refused: bool) -> None:
    assert bool(check_view(home(*[section()] * count), Surface.HOME)) is refused


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    blocks = [section("é" * 3_000) for _ in range(50)]
    problems = check_view(modal(*blocks), Surface.MODAL)
    assert [problem.rule for problem in problems] == ["view_too_large"]


def test_the_prose_of_a_whole_post_stays_below_thirteen_thousand_characters() -> None:
    assert check_blocks([section("x" * 2_600)] * 5, Surface.MESSAGE) == []
    problems = check_blocks([section("x" * 2_601)] * 5, Surface.MESSAGE)
    assert [problem.rule for problem in problems] == ["msg_blocks_too_long"]


def test_the_labels_of_menus_do_not_count_as_prose() -> None:
    menus = [section(accessory=select(100)) for _ in range(20)]
    assert check_blocks(menus, Surface.MESSAGE) == []


@pytest.mark.parametrize(
    "element",
    [
        text_input(min_length=3_001),
        text_input(max_length=0),
        text_input(max_length=3_001),
        text_input(min_length=5, max_length=4),
        text_input(max_length=3, initial_value="four"),
        text_input(placeholder=plain("x" * 151)),
    ],
)
def test_a_text_input_with_impossible_lengths_is_refused(element: Json) -> None:
    assert check_view(modal(asking(element)), Surface.MODAL)


def test_every_limit_names_the_page_that_states_it() -> None:
    assert [limit.what for limit in limits.ALL_LIMITS if not limit.document] == []
    assert all(limit.at_least <= limit.at_most for limit in limits.ALL_LIMITS)


def test_every_limit_on_blocks_and_views_is_tried_at_its_edge() -> None:
    elsewhere = {
        limits.ANSWER_SECONDS,
        limits.ATTACHMENTS,
        limits.MESSAGE_BLOCKS,
        limits.MESSAGE_TEXT,
        limits.MESSAGE_TEXT_CUT,
        limits.RESPONSE_URL_SECONDS,
        limits.RESPONSE_URL_USES,
        limits.SECONDS_BETWEEN_POSTS,
        limits.TRIGGER_SECONDS,
        limits.UPDATED_TEXT,
        limits.VIEW_BYTES,
        limits.VIEW_STACK,
        limits.WHOLE_POST,
    }
    tried = {limit for limit, *_ in [*IN_A_MESSAGE, *IN_A_MODAL, *UNDRAWN]}
    assert set(limits.ALL_LIMITS) - tried == elsewhere
