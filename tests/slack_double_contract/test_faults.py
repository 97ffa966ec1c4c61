"""Mishaps on demand: refusals, silence, broken connections, before and after the effect."""

import threading

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler
from slack_sdk.http_retry.builtin_interval_calculators import FixedValueRetryIntervalCalculator

from tests.slack_double import ANY_METHOD, UPLOAD, SlackDouble
from tests.slack_double.server import Asked, Reply

FOI = "C01FOI"
BROKEN = (ConnectionError, OSError)


def post(client: WebClient, text: str = "x") -> None:
    client.chat_postMessage(channel=FOI, text=text)


def test_a_rate_limit_says_how_long_to_wait(slack: SlackDouble, client: WebClient) -> None:
    slack.faults.rate_limit("chat.postMessage", retry_after=30)
    with pytest.raises(SlackApiError) as refused:
        post(client)
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "30"
    post(client)
    assert len(slack.messages()) == 1


def test_a_server_error_comes_so_many_times(slack: SlackDouble, client: WebClient) -> None:
    slack.faults.server_error("chat.postMessage", times=2, status=500)
    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            post(client)
        assert refused.value.response.status_code == 500
    post(client)


@pytest.mark.parametrize(
    "error", ["invalid_auth", "token_revoked", "account_inactive", "internal_error"]
)
def test_any_error_of_slacks_can_be_had(slack: SlackDouble, client: WebClient, error: str) -> None:
    slack.faults.refuse(ANY_METHOD, error)
    with pytest.raises(SlackApiError) as refused:
        client.auth_test()
    assert refused.value.response["error"] == error


def test_a_dropped_connection_leaves_nothing_behind(slack: SlackDouble, client: WebClient) -> None:
    slack.faults.drop("chat.postMessage")
    with pytest.raises(BROKEN):
        post(client)
    assert slack.messages() == []


def test_a_lost_reply_leaves_the_message_behind(slack: SlackDouble, client: WebClient) -> None:
    slack.faults.lose_reply("chat.postMessage")
    with pytest.raises(BROKEN):
        post(client, "Posted all the same")
    assert slack.message("Posted all the same")
    (call,) = slack.calls_to("chat.postMessage")
    assert call.reply is None


def test_the_sdks_own_retry_posts_twice_after_a_lost_reply(slack: SlackDouble) -> None:
    slack.strictness.strict_pace = False
    at_once = ConnectionErrorRetryHandler(interval_calculator=FixedValueRetryIntervalCalculator(0))
    slack.faults.lose_reply("chat.postMessage")
    post(WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[at_once]), "Twice")
    assert [message.text for message in slack.messages()] == ["Twice", "Twice"]


def test_silence_ends_with_the_clients_own_timeout(slack: SlackDouble) -> None:
    taken = threading.Event()

    def answer(asked: Asked) -> Reply:
        reply = slack.counter.answer(asked)
        taken.set()
        return reply

    slack.answer_with(answer)
    slack.faults.say_nothing("chat.postMessage", after_effect=True)
    impatient = slack.client()
    impatient.timeout = 0.05  # type: ignore[assignment]  # whole seconds would be a real wait
    with pytest.raises(BROKEN):
        post(impatient)
    # A client so impatient may be gone before a busy computer has got round to its call.
    assert taken.wait(60)
    assert len(slack.messages()) == 1


def test_an_effect_can_come_before_an_error(slack: SlackDouble, client: WebClient) -> None:
    slack.faults.refuse("chat.postMessage", "fatal_error", after_effect=True)
    with pytest.raises(SlackApiError):
        post(client)
    assert len(slack.messages()) == 1


@pytest.mark.parametrize("status", [503, None])
def test_an_outage_lasts_until_it_is_over(
    slack: SlackDouble, client: WebClient, status: int | None
) -> None:
    with slack.faults.during_outage(status):
        for _ in range(3):
            with pytest.raises((SlackApiError, *BROKEN)):
                post(client)
    post(client)
    assert len(slack.messages()) == 1


def test_recovery_forgets_what_lay_ahead(slack: SlackDouble, client: WebClient) -> None:
    slack.faults.outage()
    slack.faults.server_error("chat.postMessage", times=5)
    slack.faults.recover()
    post(client)


def test_the_upload_of_bytes_can_fail_too(slack: SlackDouble, client: WebClient) -> None:
    slack.faults.server_error(UPLOAD)
    with pytest.raises(Exception, match="503"):
        client.files_upload_v2(channel=FOI, filename="a.txt", content="hello")


def test_no_fault_counts_as_a_violation(slack: SlackDouble, client: WebClient) -> None:
    slack.faults.refuse("auth.test", "invalid_auth")
    with pytest.raises(SlackApiError):
        client.auth_test()
    assert slack.violations.found == ()
