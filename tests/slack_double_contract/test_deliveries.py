"""How things reach the app: signed, retried, held back, doubled, mixed up, lost."""

from collections.abc import Callable

import pytest
from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk.errors import SlackApiError

from tests.slack_double import InlineExecutor, SlackDouble, Sort

from .building import actions, button, modal, section

NewApp = Callable[[], App]


def texts_heard(app: App) -> list[str]:
    """Registers a listener for plain messages; returns the list it appends to."""
    heard: list[str] = []

    @app.event("message")
    def hear(event: dict[str, str]) -> None:
        if "bot_id" not in event:
            heard.append(event["text"])

    return heard


def test_listeners_really_run_before_the_act_is_over(slack: SlackDouble, new_app: NewApp) -> None:
    heard = texts_heard(new_app())
    slack.person("U01OFFICER").say("Hello")
    assert heard == ["Hello"]
    assert slack.deliveries[-1].status == 200


def test_an_app_that_acknowledges_first_is_waited_for_too(slack: SlackDouble) -> None:
    app = App(
        client=slack.client(),
        signing_secret=slack.signing_secret,
        listener_executor=InlineExecutor(),
    )
    heard = texts_heard(app)
    slack.connect(app)
    slack.person("U01OFFICER").say("Hello")
    assert heard == ["Hello"]


def test_a_request_with_another_signature_is_refused(slack: SlackDouble, new_app: NewApp) -> None:
    app = new_app()
    heard = texts_heard(app)
    headers = slack.post_office.signed("{}", "application/json")
    answer = app.dispatch(BoltRequest(body='{"type": "event_callback"}', headers=headers))
    assert (answer.status, heard) == (401, [])


def test_the_apps_own_posts_come_back_as_events(slack: SlackDouble, new_app: NewApp) -> None:
    new_app()
    slack.client().chat_postMessage(channel="C01FOI", text="Mine")
    slack.deliver_all()
    (event,) = slack.events("message")
    assert event["bot_id"] == "B0BOT"
    assert slack.deliveries[-1].status == 200


def test_an_event_type_outside_the_manifest_is_not_sent(
    slack: SlackDouble, new_app: NewApp
) -> None:
    new_app()
    slack.subscribed.discard("reaction_added")
    officer = slack.person("U01OFFICER")
    officer.react(officer.say("x"), "eyes")
    assert slack.events("reaction_added") == []


@pytest.mark.parametrize(
    ("seconds", "attempts"), [(0, 2), (59, 2), (60, 3), (299, 3), (300, 4), (10_000, 4)]
)
def test_a_failed_event_comes_again_at_once_after_one_and_after_five_minutes(
    slack: SlackDouble, new_app: NewApp, seconds: int, attempts: int
) -> None:
    app = new_app()
    headers: list[tuple[object, object]] = []

    @app.event("message")
    def fail(request: BoltRequest) -> None:
        number = request.headers.get("x-slack-retry-num")
        headers.append((number, request.headers.get("x-slack-retry-reason")))
        raise RuntimeError("not today")

    slack.person("U01OFFICER").say("x")
    slack.wait(seconds)
    assert len(headers) == attempts
    assert headers[:2] == [(None, None), (["1"], ["http_error"])]
    (delivery,) = slack.deliveries
    assert delivery.lost is (attempts == 4)
    assert len({a.status for a in delivery.answers}) == 1


def test_a_retry_carries_the_same_event_id(slack: SlackDouble, new_app: NewApp) -> None:
    app = new_app()
    ids: list[str] = []

    @app.event("message")
    def fail_once(body: dict[str, str]) -> None:
        ids.append(body["event_id"])
        if len(ids) == 1:
            raise RuntimeError("not today")

    slack.person("U01OFFICER").say("x")
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert not slack.deliveries[0].lost


def test_an_answer_after_three_seconds_counts_as_none(slack: SlackDouble, new_app: NewApp) -> None:
    app = new_app()
    reasons: list[object] = []

    @app.event("message")
    def slow(request: BoltRequest) -> None:
        reasons.append(request.headers.get("x-slack-retry-reason"))
        if len(reasons) == 1:
            slack.clock.sleep(3.1)

    slack.person("U01OFFICER").say("x")
    assert reasons == [None, ["http_timeout"]]


def test_an_app_can_ask_for_no_retry(slack: SlackDouble, new_app: NewApp) -> None:
    app = new_app()

    @app.event("message")
    def refuse() -> BoltResponse:
        return BoltResponse(status=500, headers={"X-Slack-No-Retry": "1"})

    slack.person("U01OFFICER").say("x")
    assert len(slack.deliveries[0].answers) == 1


def test_commands_clicks_and_forms_are_never_retried(slack: SlackDouble, new_app: NewApp) -> None:
    new_app()
    officer = slack.person("U01OFFICER")
    slack.client().chat_postMessage(
        channel="C01FOI", text="x", blocks=[section(), actions(button())]
    )
    sent = [officer.command("/foi"), officer.click(slack.message("Words"), "Next")]
    slack.wait(1_000)
    assert [(d.status, len(d.answers), d.lost) for d in sent] == [(404, 1, True)] * 2


def test_a_failed_command_is_told_to_the_person(slack: SlackDouble, new_app: NewApp) -> None:
    app = new_app()
    officer = slack.person("U01OFFICER")
    officer.command("/foi")

    @app.command("/slow")
    def slow(ack: Callable[[], None]) -> None:
        slack.clock.sleep(4)
        ack()

    officer.command("/slow")
    assert [m.text for m in officer.ephemerals] == [
        "/foi failed with the error “dispatch_failed”",
        "/slow failed with the error “operation_timeout”",
    ]


def test_events_of_an_unreachable_app_are_retried_and_then_lost(
    slack: SlackDouble, new_app: NewApp
) -> None:
    app = new_app()
    heard = texts_heard(app)
    officer = slack.person("U01OFFICER")
    slack.disconnect()
    officer.say("While away for a minute")
    slack.wait(30)
    slack.connect(app)
    slack.wait(60)
    assert heard == ["While away for a minute"]
    slack.disconnect()
    officer.say("While away for an hour")
    slack.wait(3_600)
    slack.connect(app)
    slack.wait(3_600)
    assert heard == ["While away for a minute"]
    assert slack.deliveries[-1].lost


def test_held_deliveries_wait_for_their_release(slack: SlackDouble, new_app: NewApp) -> None:
    heard = texts_heard(new_app())
    officer = slack.person("U01OFFICER")
    slack.hold()
    officer.say("One")
    officer.say("Two")
    assert heard == []
    assert len(slack.post_office.waiting) == 2
    slack.deliver_all()
    assert heard == ["One", "Two"]
    officer.say("Three")
    slack.release()
    officer.say("Four")
    assert heard == ["One", "Two", "Three", "Four"]


def test_events_can_be_held_while_clicks_go_through(slack: SlackDouble, new_app: NewApp) -> None:
    app = new_app()
    heard = texts_heard(app)

    @app.command("/foi")
    def acknowledge(ack: Callable[[], None]) -> None:
        ack()

    slack.hold(Sort.EVENT)
    officer = slack.person("U01OFFICER")
    officer.say("Held")
    assert officer.command("/foi").status == 200
    assert heard == []
    slack.release()


def test_everything_can_be_brought_twice(slack: SlackDouble, new_app: NewApp) -> None:
    app = new_app()
    heard = texts_heard(app)
    slack.duplicate_everything = True

    @app.command("/foi")
    def acknowledge(ack: Callable[[], None]) -> None:
        heard.append("command")
        ack()

    officer = slack.person("U01OFFICER")
    officer.say("Twice")
    delivery = officer.command("/foi")
    assert heard == ["Twice", "Twice", "command", "command"]
    assert [answer.status for answer in delivery.answers] == [200, 200]


def test_the_second_copy_of_a_command_cannot_use_its_trigger_again(
    slack: SlackDouble, new_app: NewApp
) -> None:
    app = new_app()
    slack.duplicate_everything = True
    outcomes: list[str] = []

    @app.command("/foi")
    def open_form(ack: Callable[[], None], body: dict[str, str]) -> None:
        ack()
        try:
            slack.client().views_open(trigger_id=body["trigger_id"], view=modal(section()))
            outcomes.append("opened")
        except SlackApiError as error:
            outcomes.append(error.response["error"])

    with slack.expecting("exchanged_trigger_id"):
        slack.person("U01OFFICER").command("/foi")
    assert outcomes == ["opened", "exchanged_trigger_id"]


def order_heard(seed: int) -> list[str]:
    slack = SlackDouble().start()
    app = App(
        client=slack.client(), signing_secret=slack.signing_secret, process_before_response=True
    )
    slack.connect(app)
    heard = texts_heard(app)
    slack.shuffle(seed)
    for number in range(6):
        slack.person("U01OFFICER").say(str(number))
    slack.deliver_all()
    slack.stop()
    return heard


def test_a_shuffle_mixes_the_order_and_a_seed_repeats_it() -> None:
    in_order = [str(number) for number in range(6)]
    first, again, other = order_heard(1), order_heard(1), order_heard(2)
    assert first == again
    assert sorted(first) == sorted(other) == in_order
    assert in_order != first != other


def test_a_dropped_delivery_never_arrives(slack: SlackDouble, new_app: NewApp) -> None:
    heard = texts_heard(new_app())
    slack.drop_next()
    officer = slack.person("U01OFFICER")
    officer.say("Lost")
    officer.say("Found")
    slack.wait(1_000)
    assert heard == ["Found"]
    assert slack.deliveries[0].lost


def test_what_happens_before_the_app_is_there_is_never_brought(
    slack: SlackDouble, new_app: NewApp
) -> None:
    slack.person("U01OFFICER").say("Before")
    heard = texts_heard(new_app())
    slack.deliver_all()
    assert heard == []
