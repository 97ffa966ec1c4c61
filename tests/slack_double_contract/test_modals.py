"""Forms: how they open, what their state says, and what an answer does to them."""

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack_double import NothingToUseError, SlackDouble
from tests.slack_double.acts import Person
from tests.slack_double.json_types import Json

from .building import (
    actions,
    asking,
    button,
    choices,
    home,
    modal,
    option,
    plain,
    section,
    select,
    text_input,
)

NewApp = Callable[[], App]
Answers = dict[str, Any]


def trigger(slack: SlackDouble, who: str = "U01OFFICER") -> str:
    """A fresh trigger, from a command that nobody answers."""
    return str(slack.person(who).command("/foi").payload["trigger_id"])


def opened(slack: SlackDouble, *blocks: Json, **more: object) -> Person:
    slack.client().views_open(trigger_id=trigger(slack), view=modal(*blocks, **more))
    return slack.person("U01OFFICER")


def form_app(new_app: NewApp, **answer: object) -> list[Json]:
    """An app that answers every form named "form" so; returns the payloads it saw."""
    app = new_app()
    payloads: list[Json] = []

    @app.view("form")
    def take(ack: Callable[..., None], body: Json) -> None:
        payloads.append(body)
        ack(**answer)

    @app.view_closed("form")
    def give_up(ack: Callable[[], None], body: Json) -> None:
        payloads.append(body)
        ack()

    return payloads


# Triggers


@pytest.mark.parametrize(("seconds", "refused"), [(3.0, False), (3.1, True)])
def test_a_trigger_lives_three_seconds(
    slack: SlackDouble, client: WebClient, seconds: float, refused: bool
) -> None:
    trigger_id = trigger(slack)
    slack.clock.sleep(seconds)
    if not refused:
        client.views_open(trigger_id=trigger_id, view=modal(section()))
        return
    with slack.expecting("expired_trigger_id"), pytest.raises(SlackApiError):
        client.views_open(trigger_id=trigger_id, view=modal(section()))


def test_a_trigger_works_once(slack: SlackDouble, client: WebClient) -> None:
    trigger_id = trigger(slack)
    client.views_open(trigger_id=trigger_id, view=modal(section()))
    with slack.expecting("exchanged_trigger_id"), pytest.raises(SlackApiError):
        client.views_open(trigger_id=trigger_id, view=modal(section()))


def test_a_made_up_trigger_opens_nothing(slack: SlackDouble, client: WebClient) -> None:
    with slack.expecting("invalid_trigger_id"), pytest.raises(SlackApiError):
        client.views_open(trigger_id="1.2.abc", view=modal(section()))


def test_a_refused_view_leaves_the_trigger_unused(slack: SlackDouble, client: WebClient) -> None:
    trigger_id = trigger(slack)
    with slack.expecting("invalid_arguments"), pytest.raises(SlackApiError):
        client.views_open(trigger_id=trigger_id, view=modal(section(), title=plain("x" * 25)))
    client.views_open(trigger_id=trigger_id, view=modal(section()))


# Opening, pushing, updating


def test_a_modal_holds_three_views(slack: SlackDouble, client: WebClient) -> None:
    slack.strictness.renderable_everywhere = False
    officer = opened(slack, actions(button("Deeper")))
    for _ in range(2):
        trigger_id = officer.click(officer.view, "Deeper").payload["trigger_id"]
        client.views_push(trigger_id=trigger_id, view=modal(actions(button("Deeper"))))
    trigger_id = officer.click(officer.view, "Deeper").payload["trigger_id"]
    with slack.expecting("push_limit_reached"), pytest.raises(SlackApiError):
        client.views_push(trigger_id=trigger_id, view=modal(section()))
    views = slack.screens.stacks["U01OFFICER"]
    assert [view.previous_id for view in views] == [None, views[0].id, views[1].id]
    assert {view.root_id for view in views} == {views[0].id}


def test_a_view_is_pushed_only_from_a_modal(slack: SlackDouble, client: WebClient) -> None:
    with slack.expecting("not_found"), pytest.raises(SlackApiError):
        client.views_push(trigger_id=trigger(slack), view=modal(section()))


def test_an_update_keeps_what_was_typed_where_the_input_stays(
    slack: SlackDouble, client: WebClient
) -> None:
    kept = asking(text_input(), block_id="kept")
    officer = opened(slack, kept, asking(text_input(), block_id="gone"))
    view = officer.fill({"kept": "Still here", "gone": "Away"})
    client.views_update(view_id=view.id, view=modal(section(), kept))
    values = view.payload(slack.workspace.app)["state"]["values"]
    assert values == {"kept": {"typed": {"type": "plain_text_input", "value": "Still here"}}}


def test_an_update_with_an_old_hash_is_refused(slack: SlackDouble, client: WebClient) -> None:
    officer = opened(slack, section())
    view = officer.view
    old = view.hash
    client.views_update(view_id=view.id, hash=old, view=modal(section("New")))
    with slack.expecting("hash_conflict"), pytest.raises(SlackApiError):
        client.views_update(view_id=view.id, hash=old, view=modal(section("Newer")))


def test_a_closed_view_cannot_be_updated(slack: SlackDouble, client: WebClient) -> None:
    officer = opened(slack, section())
    view = officer.view
    officer.close()
    with slack.expecting("not_found"), pytest.raises(SlackApiError):
        client.views_update(view_id=view.id, view=modal(section()))


def test_an_external_id_belongs_to_one_view(slack: SlackDouble, client: WebClient) -> None:
    opened(slack, section(), external_id="case-1")
    client.views_update(external_id="case-1", view=modal(section("x"), external_id="case-1"))
    trigger_id = trigger(slack, "U02LEAD")
    with slack.expecting("duplicate_external_id"), pytest.raises(SlackApiError):
        client.views_open(trigger_id=trigger_id, view=modal(section(), external_id="case-1"))


def test_a_home_tab_is_published_and_looked_at(slack: SlackDouble, client: WebClient) -> None:
    officer = slack.person("U01OFFICER")
    client.views_publish(user_id="U01OFFICER", view=home(section("Due soon")))
    officer.open_home()
    (event,) = slack.events("app_home_opened")
    assert event["view"]["blocks"][0]["text"]["text"] == "Due soon"
    assert officer.home.blocks == event["view"]["blocks"]
    with slack.expecting("hash_conflict"), pytest.raises(SlackApiError):
        client.views_publish(user_id="U01OFFICER", hash="old", view=home(section()))


# State


EVERY_INPUT = [
    asking(text_input(initial_value="First"), block_id="text", optional=True),
    asking(text_input(), block_id="empty", optional=True),
    asking(select(initial_option=option(1)), block_id="menu", optional=True),
    asking(choices("radio_buttons"), block_id="radio", optional=True),
    asking(choices("checkboxes"), block_id="boxes", optional=True),
    asking({"type": "datepicker", "action_id": "day"}, block_id="date", optional=True),
]


def test_initial_values_are_submitted_although_nobody_touched_them(
    slack: SlackDouble, new_app: NewApp
) -> None:
    payloads = form_app(new_app)
    opened(slack, *EVERY_INPUT, callback_id="form").submit()
    values = payloads[0]["view"]["state"]["values"]
    chosen = values["menu"]["pick"]["selected_option"]
    assert (chosen["value"], chosen["text"]["text"]) == ("v1", "Option 1")
    assert {block: next(iter(state.values())) for block, state in values.items()} == {
        "text": {"type": "plain_text_input", "value": "First"},
        "empty": {"type": "plain_text_input", "value": None},
        "menu": {"type": "static_select", "selected_option": chosen},
        "radio": {"type": "radio_buttons", "selected_option": None},
        "boxes": {"type": "checkboxes", "selected_options": []},
        "date": {"type": "datepicker", "selected_date": None},
    }


def test_what_a_person_fills_in_is_submitted(slack: SlackDouble, new_app: NewApp) -> None:
    payloads = form_app(new_app)
    officer = opened(slack, *EVERY_INPUT, callback_id="form")
    officer.submit(
        values={
            "text": "",
            "empty": "Now full",
            "menu": "Option 0",
            "radio": "v1",
            "boxes": ["v0", "Option 1"],
            "date": "2018-03-14",
        }
    )
    values = payloads[0]["view"]["state"]["values"]
    assert values["text"]["typed"]["value"] is None
    assert values["empty"]["typed"]["value"] == "Now full"
    assert values["menu"]["pick"]["selected_option"]["value"] == "v0"
    assert values["radio"]["pick"]["selected_option"]["value"] == "v1"
    assert [o["value"] for o in values["boxes"]["pick"]["selected_options"]] == ["v0", "v1"]
    assert values["date"]["day"]["selected_date"] == "2018-03-14"


def test_an_input_is_found_by_its_label_too(slack: SlackDouble) -> None:
    officer = opened(slack, asking(text_input(), label="Request", block_id="b1"))
    view = officer.fill({"Request": "How many?"})
    assert view.touched[("b1", "typed")]["value"] == "How many?"


@pytest.mark.parametrize(
    ("element", "entry", "said"),
    [
        (text_input(max_length=3), "four", "characters"),
        (text_input(min_length=3), "no", "characters"),
        (text_input(), "two\nlines", "one line"),
        (select(), "Option 7", "no option"),
        (text_input(), None, "must be filled in"),
        (choices("checkboxes"), [], "must be filled in"),
    ],
)
def test_nobody_can_submit_what_the_client_would_not_take(
    slack: SlackDouble, element: Json, entry: str | None, said: str
) -> None:
    officer = opened(slack, asking(element, block_id="b"))
    with pytest.raises(NothingToUseError, match=said):
        officer.submit(values={"b": entry})


def test_a_choice_in_a_view_carries_the_whole_state(slack: SlackDouble) -> None:
    slack.strictness.renderable_everywhere = False
    officer = opened(
        slack, asking(text_input(), block_id="t"), {**actions(select()), "block_id": "m"}
    )
    officer.fill({"t": "Typed before"})
    payload = officer.choose(officer.view, "pick", "Option 1").payload
    values = payload["view"]["state"]["values"]
    assert values["t"]["typed"]["value"] == "Typed before"
    assert values["m"]["pick"]["selected_option"]["value"] == "v1"
    assert payload["container"] == {"type": "view", "view_id": officer.view.id}
    assert "message" not in payload
    assert "channel" not in payload


# Answers


def test_an_empty_answer_closes_the_form(slack: SlackDouble, new_app: NewApp) -> None:
    form_app(new_app)
    officer = opened(slack, section(), callback_id="form")
    officer.submit()
    assert not officer.has_modal


def test_errors_stay_on_the_form(slack: SlackDouble, new_app: NewApp) -> None:
    errors = {"day": "That day has not come yet"}
    form_app(new_app, response_action="errors", errors=errors)
    officer = opened(slack, asking(text_input(), block_id="day"), callback_id="form")
    officer.submit(values={"day": "tomorrow"})
    assert officer.view.errors == errors
    assert "! That day has not come yet" in slack.screen(officer)


@pytest.mark.parametrize("errors", [{"nowhere": "x"}, {"words": "x"}])
def test_errors_must_name_an_input_of_the_form(
    slack: SlackDouble, new_app: NewApp, errors: dict[str, str]
) -> None:
    form_app(new_app, response_action="errors", errors=errors)
    officer = opened(slack, section(block_id="words"), callback_id="form")
    with slack.expecting("invalid_response_action"):
        officer.submit()


def test_an_answer_can_show_another_form(slack: SlackDouble, new_app: NewApp) -> None:
    form_app(new_app, response_action="update", view=modal(section("Second"), title=plain("Two")))
    officer = opened(slack, section("First"), callback_id="form")
    officer.submit()
    assert officer.view.title == "Two"


def test_a_form_on_top_of_another_goes_back_to_it_when_submitted(
    slack: SlackDouble, new_app: NewApp
) -> None:
    app = new_app()

    @app.view("first")
    def deeper(ack: Callable[..., None]) -> None:
        ack(response_action="push", view=modal(section(), callback_id="second"))

    @app.view("second")
    def done(ack: Callable[[], None]) -> None:
        ack()

    officer = opened(slack, section(), callback_id="first")
    officer.submit()
    assert officer.view.callback_id == "second"
    officer.submit()
    assert officer.view.callback_id == "first"


def test_an_answer_can_clear_everything(slack: SlackDouble, new_app: NewApp) -> None:
    form_app(new_app, response_action="clear")
    officer = opened(slack, section(), callback_id="form")
    officer.submit()
    assert not officer.has_modal


def test_an_invalid_form_in_an_answer_fails_the_test(slack: SlackDouble, new_app: NewApp) -> None:
    bad = modal(section(), title=plain("x" * 25))
    form_app(new_app, response_action="update", view=bad)
    officer = opened(slack, section(), callback_id="form")
    with slack.expecting("invalid_arguments"):
        officer.submit()


def test_a_form_whose_app_fails_stays_open(slack: SlackDouble, new_app: NewApp) -> None:
    new_app()
    officer = opened(slack, asking(text_input(), block_id="b"), callback_id="nobody-listens")
    assert officer.submit(values={"b": "My words"}).status == 404
    assert officer.view.errors
    assert officer.view.touched[("b", "typed")]["value"] == "My words"


def test_a_closed_form_is_told_only_where_the_app_asked(
    slack: SlackDouble, new_app: NewApp
) -> None:
    payloads = form_app(new_app)
    assert opened(slack, section(), callback_id="form").close() is None
    told = opened(slack, section(), callback_id="form", notify_on_close=True).close()
    assert told is not None
    assert told.status == 200
    assert payloads[0]["type"] == "view_closed"
    assert payloads[0]["is_cleared"] is False


def test_nobody_uses_a_form_that_is_not_in_front_of_them(slack: SlackDouble) -> None:
    slack.strictness.renderable_everywhere = False
    officer = opened(slack, actions(button()), close=plain("Back"))
    view = officer.view
    officer.close()
    with pytest.raises(NothingToUseError):
        officer.click(view, "Next")
    with pytest.raises(NothingToUseError):
        _ = officer.view
