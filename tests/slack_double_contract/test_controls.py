"""Buttons, menus, shortcuts, and the short-lived addresses that answer them."""

from collections.abc import Callable

import pytest
from slack_bolt import App, Respond
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient

from tests.slack_double import Message, NothingToUseError, SlackDouble
from tests.slack_double.json_types import Json

from .building import actions, asking, button, choices, section, select, text_input

NewApp = Callable[[], App]


def posted(slack: SlackDouble, *blocks: Json, thread_ts: str | None = None) -> Message:
    answer = slack.client().chat_postMessage(
        channel="C01FOI", text="Card", blocks=list(blocks), thread_ts=thread_ts
    )
    message = slack.workspace.find("C01FOI", answer["ts"])
    assert message is not None
    return message


def test_a_click_tells_who_where_and_which(slack: SlackDouble) -> None:
    card = posted(slack, actions(button("Next", value="q1:r2")))
    payload = slack.person("U01OFFICER").click(card, "Next").payload
    assert payload["type"] == "block_actions"
    assert payload["user"] == {
        "id": "U01OFFICER",
        "username": "officer",
        "name": "officer",
        "team_id": "T01PRACTICE",
    }
    assert payload["team"] == {"id": "T01PRACTICE", "domain": "practice"}
    assert payload["channel"] == {"id": "C01FOI", "name": "foi-requests"}
    assert payload["container"]["message_ts"] == payload["message"]["ts"] == card.ts
    (action,) = payload["actions"]
    assert (action["action_id"], action["value"]) == ("next", "q1:r2")
    assert action["text"]["text"] == "Next"


@pytest.mark.parametrize("name", ["Next", "next", "q1:r2"])
def test_a_button_is_found_by_words_action_or_value(slack: SlackDouble, name: str) -> None:
    card = posted(slack, actions(button("Next", value="q1:r2"), button("Back", "back")))
    assert slack.person("U01OFFICER").click(card, name).payload["actions"][0]["value"] == "q1:r2"


def test_words_count_before_action_ids(slack: SlackDouble) -> None:
    card = posted(slack, actions(button("Next", "back"), button("back", "other")))
    assert card.button("back").action_id == "other"


def test_a_button_that_is_not_there_is_named_with_those_that_are(slack: SlackDouble) -> None:
    card = posted(slack, actions(button("Next"), button("Back", "back")))
    assert card.buttons == ["Next", "Back"]
    with pytest.raises(NothingToUseError, match=r"no 'Send'.*'Next' \(next\), 'Back' \(back\)"):
        card.button("Send")


def test_two_equal_buttons_are_told_apart_by_action(slack: SlackDouble) -> None:
    card = posted(slack, actions(button("Change", "a")), actions(button("Change", "b")))
    with pytest.raises(NothingToUseError, match="2 controls"):
        card.button("Change")
    assert card.button("b").action_id == "b"


def test_a_choice_from_a_menu_carries_the_option_and_the_state(slack: SlackDouble) -> None:
    card = posted(slack, {**actions(select()), "block_id": "m"})
    payload = slack.person("U01OFFICER").choose(card, "pick", "Option 1").payload
    assert payload["actions"][0]["selected_option"]["value"] == "v1"
    assert payload["state"]["values"]["m"]["pick"]["selected_option"]["value"] == "v1"


@pytest.mark.parametrize(
    ("element", "entry", "key", "value"),
    [
        ({"type": "datepicker", "action_id": "d"}, "2018-04-13", "selected_date", "2018-04-13"),
        ({"type": "users_select", "action_id": "d"}, "U02LEAD", "selected_user", "U02LEAD"),
        (
            {"type": "conversations_select", "action_id": "d"},
            "C01FOI",
            "selected_conversation",
            "C01FOI",
        ),
    ],
)
def test_other_menus_carry_what_was_picked(
    slack: SlackDouble, element: Json, entry: str, key: str, value: str
) -> None:
    card = posted(slack, actions(element))
    payload = slack.person("U01OFFICER").choose(card, "d", entry).payload
    assert payload["actions"][0][key] == value


def test_an_overflow_menu_carries_its_option(slack: SlackDouble) -> None:
    card = posted(slack, section(accessory=choices("overflow")))
    payload = slack.person("U01OFFICER").choose(card, "pick", "Option 0").payload
    assert payload["actions"][0]["selected_option"]["value"] == "v0"


def test_a_click_in_a_thread_names_the_thread(slack: SlackDouble) -> None:
    card = posted(slack, section())
    slack.wait(1)
    question = posted(slack, actions(button()), thread_ts=card.ts)
    payload = slack.person("U01OFFICER").click(question, "Next").payload
    assert payload["container"]["thread_ts"] == payload["message"]["thread_ts"] == card.ts


def test_a_click_on_an_ephemeral_message_carries_no_message(
    slack: SlackDouble, client: WebClient
) -> None:
    client.chat_postEphemeral(
        channel="C01FOI", user="U01OFFICER", text="Psst", blocks=[actions(button())]
    )
    (message,) = slack.person("U01OFFICER").ephemerals
    payload = slack.person("U01OFFICER").click(message, "Next").payload
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    with pytest.raises(NothingToUseError, match="cannot see"):
        slack.person("U02LEAD").click(message, "Next")


def test_nobody_clicks_what_is_deleted(slack: SlackDouble, client: WebClient) -> None:
    card = posted(slack, actions(button()))
    client.chat_delete(channel="C01FOI", ts=card.ts)
    with pytest.raises(NothingToUseError, match="deleted"):
        slack.person("U01OFFICER").click(card, "Next")


def test_a_shortcut_on_a_message_carries_it(slack: SlackDouble) -> None:
    said = slack.person("U02LEAD").say("Forwarded e-mail")
    payload = slack.person("U01OFFICER").shortcut("open_request", said).payload
    assert payload["type"] == "message_action"
    assert payload["message"]["text"] == "Forwarded e-mail"
    assert payload["message_ts"] == said.ts
    anywhere = slack.person("U01OFFICER").shortcut("open_request").payload
    assert anywhere["type"] == "shortcut"
    assert "channel" not in anywhere


def test_a_command_carries_its_words(slack: SlackDouble) -> None:
    payload = slack.person("U01OFFICER").command("/foi", " status  ").payload
    assert (payload["command"], payload["text"]) == ("/foi", "status")
    assert payload["trigger_id"]
    assert payload["response_url"]


# Answers to commands and clicks


def test_what_comes_with_the_acknowledgement_is_seen_by_one_person(
    slack: SlackDouble, new_app: NewApp
) -> None:
    app = new_app()

    @app.command("/foi")
    def answer(ack: Callable[..., None]) -> None:
        ack("Type /foi in a channel, not in a thread")

    officer = slack.person("U01OFFICER")
    officer.command("/foi")
    assert [m.text for m in officer.ephemerals] == ["Type /foi in a channel, not in a thread"]


def test_invalid_blocks_with_an_acknowledgement_fail_the_test(
    slack: SlackDouble, new_app: NewApp
) -> None:
    app = new_app()

    @app.command("/foi")
    def answer(ack: Callable[..., None]) -> None:
        ack(text="x", blocks=[section("x" * 3_001)])

    with slack.expecting("invalid_blocks"):
        slack.person("U01OFFICER").command("/foi")


def test_respond_shows_replaces_and_deletes(slack: SlackDouble, new_app: NewApp) -> None:
    app = new_app()

    @app.action("next")
    def answer(ack: Callable[[], None], respond: Respond, action: Json) -> None:
        ack()
        if action["value"] == "show":
            respond(text="For you alone", replace_original=False)
        elif action["value"] == "replace":
            respond(text="Replaced", replace_original=True)
        else:
            respond(delete_original=True)

    officer = slack.person("U01OFFICER")
    card = posted(slack, actions(button(value="show")))
    officer.click(card, "Next")
    assert [m.text for m in officer.ephemerals] == ["For you alone"]
    other = posted(slack, actions(button(value="replace")))
    officer.click(other, "Next")
    assert other.text == "Replaced"
    third = posted(slack, actions(button(value="delete")))
    officer.click(third, "Next")
    assert third.deleted


def address(slack: SlackDouble) -> WebhookClient:
    payload = slack.person("U01OFFICER").command("/foi").payload
    return WebhookClient(payload["response_url"])


def test_an_address_works_five_times(slack: SlackDouble) -> None:
    url = address(slack)
    statuses = [url.send(text="x").status_code for _ in range(5)]
    assert statuses == [200] * 5
    with slack.expecting("used_url"):
        assert url.send(text="x").status_code == 404


def test_an_address_works_for_half_an_hour(slack: SlackDouble) -> None:
    url = address(slack)
    slack.wait(1_800)
    assert url.send(text="x").status_code == 200
    slack.wait(1)
    with slack.expecting("expired_url"):
        url.send(text="x")


def test_an_answer_in_the_channel_is_seen_by_all(slack: SlackDouble) -> None:
    address(slack).send(text="For everybody", response_type="in_channel")
    assert slack.message("For everybody").only_for is None


def test_an_answer_needs_words(slack: SlackDouble) -> None:
    with slack.expecting("no_text"):
        address(slack).send(text="")


def test_an_input_in_a_message_takes_text(slack: SlackDouble) -> None:
    slack.strictness.renderable_everywhere = False
    card = posted(slack, asking(text_input(), dispatch_action=True))
    payload = slack.person("U01OFFICER").choose(card, "typed", "My words").payload
    assert payload["actions"][0]["value"] == "My words"
