"""The practice workspace's page, in a real browser: a person reads and writes in it."""

from __future__ import annotations

import pytest

from foi_bot.practice.workspace import OFFICER
from tests.browser import british_page, chromium
from tests.practice.pigeon import CARD, Pigeon


@pytest.mark.browser
@pytest.mark.local_slack
def test_a_person_presses_a_button_on_the_page_and_sees_the_answer(pigeon: Pigeon) -> None:
    slack = pigeon.slack
    card = pigeon.say("A question", blocks=CARD)
    with chromium() as browser:
        page = british_page(browser)
        page.goto(slack.page_url)
        page.get_by_label("Act as").select_option(OFFICER)
        page.get_by_text("Which outcome?").wait_for()
        page.get_by_role("button", name="Next", exact=True).click()
        slack.wait_for_message(f"{OFFICER} pressed question-1", thread=card)
        page.get_by_text("1 reply").click()
        page.get_by_text(f"{OFFICER} pressed question-1").wait_for()
