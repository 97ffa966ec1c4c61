"""Rate limits, on a clock that only the test and the sender move."""

from datetime import UTC, datetime

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.slack_double import SlackDouble
from tests.slack_double.limits import METHOD_TIERS, Tier
from tests.slack_double.web_api import REGISTRY


def retry_after(refused: pytest.ExceptionInfo[SlackApiError]) -> str:
    assert refused.value.response.status_code == 429
    return str(refused.value.response.headers["Retry-After"])


def test_a_second_post_within_a_second_is_refused(slack: SlackDouble, client: WebClient) -> None:
    client.chat_postMessage(channel="C01FOI", text="one")
    slack.clock.sleep(0.5)
    with slack.expecting("ratelimited"), pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="C01FOI", text="two")
    assert retry_after(refused) == "1"
    slack.clock.sleep(0.5)
    client.chat_postMessage(channel="C01FOI", text="two")


def test_each_channel_has_its_own_second(client: WebClient) -> None:
    client.chat_postMessage(channel="C01FOI", text="one")
    client.chat_postMessage(channel="C02SECOND", text="one")


def test_a_refused_post_does_not_start_a_new_second(slack: SlackDouble, client: WebClient) -> None:
    client.chat_postMessage(channel="C01FOI", text="one")
    slack.clock.sleep(0.9)
    with slack.expecting("ratelimited"), pytest.raises(SlackApiError):
        client.chat_postMessage(channel="C01FOI", text="two")
    slack.clock.sleep(0.1)
    client.chat_postMessage(channel="C01FOI", text="two")


def test_a_tier_three_method_takes_fifty_calls_a_minute(
    slack: SlackDouble, client: WebClient
) -> None:
    for _ in range(50):
        client.conversations_info(channel="C01FOI")
        slack.clock.sleep(0.1)
    with slack.expecting("ratelimited"), pytest.raises(SlackApiError) as refused:
        client.conversations_info(channel="C01FOI")
    assert retry_after(refused) == "55"
    slack.clock.sleep(55)
    client.conversations_info(channel="C01FOI")


def test_without_strict_pace_nothing_is_too_fast(slack: SlackDouble, client: WebClient) -> None:
    slack.strictness.strict_pace = False
    for _ in range(60):
        client.chat_postMessage(channel="C01FOI", text="x")


def test_every_method_of_the_double_has_a_tier() -> None:
    assert set(REGISTRY.methods) == set(METHOD_TIERS)
    assert {tier.value for tier in Tier} == {0, 1, 20, 50, 100}


def test_the_clock_can_be_moved_to_a_day(slack: SlackDouble) -> None:
    deadline = datetime(2018, 4, 13, 9, 0, tzinfo=UTC)
    slack.clock.move_to(deadline)
    assert slack.clock.reads() == deadline


def test_the_clock_does_not_go_back(slack: SlackDouble) -> None:
    with pytest.raises(ValueError, match="cannot go back"):
        slack.clock.sleep(-1)
