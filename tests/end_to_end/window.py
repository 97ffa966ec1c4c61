"""The practice workspace's page, used as a person uses it: what is read is what the page shows,
and what is done is a click or a key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PATIENCE = 60_000
"""Milliseconds within which the page is expected to show something."""

_PLACE = re.compile(r"(?P<about>.+) · question \d+ of \d+ so far")


@dataclass(frozen=True)
class Open:
    """An open question as the page shows it."""

    ts: str
    about: str
    ask: str
    message: Locator

    def has(self, label: str) -> bool:
        """Whether there is a button with this label."""
        return self.message.get_by_role("button", name=label, exact=True).count() > 0


@dataclass(frozen=True)
class Window:
    """One browser window, in which somebody acts as anybody."""

    page: Page

    def enter(self, address: str) -> None:
        """Open the page and wait until it is connected."""
        self.page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.page.goto(address)
        self.page.get_by_text("ui live").wait_for()

    def act_as(self, name: str) -> None:
        """Be somebody else from now on."""
        self.page.locator(".actas select").select_option(label=name)

    # The channel

    def command(self, text: str) -> None:
        """Type a slash command into the channel."""
        self._type(self.page.locator(".main .composer-input"), text)

    @property
    def card(self) -> Locator:
        """The newest message in the channel."""
        return self.page.locator(".main .msg").last

    def open_thread(self) -> Locator:
        """Open the newest message's thread, the pane drawn wide enough to read in."""
        self.card.locator(".thread-summary").click()
        self.thread.wait_for()
        handle = self.page.locator(".thread-resize-handle")
        box = handle.bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + 2, box["y"] + 300)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] - 180, box["y"] + 300)
        self.page.mouse.up()
        return self.thread

    # The thread

    @property
    def thread(self) -> Locator:
        return self.page.locator(".thread-pane")

    def newest(self, text: str) -> Locator:
        """The newest message of the thread with these words, once it is there."""
        found = self.thread.locator(".thread-body > .msg", has_text=text).last
        found.wait_for()
        return self._named(found)

    def wait_for_one_question(self) -> None:
        """Until every question that has been answered is shrunk to its answer."""
        expect(self.thread.get_by_role("button", name="Examples")).to_have_count(1)

    def reply(self, text: str) -> None:
        """Write into the thread, and see it there."""
        self._type(self.thread.locator(".composer-input"), text)
        # The page breaks lines without a space between them.
        self.newest(text.splitlines()[-1])

    def question(self, after: str) -> Open | None:
        """The question that is newer than the message with timestamp `after`, or None once a
        draft stands there instead."""
        newest = self.thread.locator(".thread-body > .msg").filter(
            has_text=re.compile(r"question \d+ of \d+ so far|is ready for approval|is held back")
        )
        self.page.wait_for_function(
            """after => [...document.querySelectorAll(".thread-body > .msg")].some(m =>
                m.dataset.ts > after &&
                /question \\d+ of \\d+ so far|is ready for approval|is held back/
                    .test(m.textContent))""",
            arg=after,
        )
        message = self._named(newest.last)
        place = _PLACE.search(message.locator(".bk-context").first.inner_text())
        if place is None:
            expect(message).not_to_contain_text("is held back")
            return None
        ask = message.locator(".bk-section").first.inner_text()
        return Open(message.get_attribute("data-ts") or "", place["about"], ask, message)

    def react(self, message: Locator, emoji: str) -> None:
        """Click on a reaction that is there."""
        message.get_by_role("button", name=emoji).click()

    def download(self, message: Locator, into: Path) -> Path:
        """Download the file of a message."""
        with self.page.expect_download() as started:
            message.locator(".file-card-download").click()
        path = into / started.value.suggested_filename
        started.value.save_as(path)
        return path

    # Forms

    def form(self, title: str) -> Locator:
        """The open form, once the one with this title is open."""
        modal = self.page.locator(".modal")
        expect(modal.locator(".modal-title")).to_have_text(title)
        return modal

    def fill(self, title: str, **inputs: str) -> None:
        """Fill in inputs of the open form, each named by the beginning of its label."""
        for label, text in inputs.items():
            beginning = re.compile(rf"^{re.escape(label.replace('_', ' '))}")
            field = (
                self.form(title)
                .locator(".bk-input")
                .filter(has=self.page.locator(".bk-label", has_text=beginning))
            )
            field.locator("input").fill(text)

    def tick(self, title: str, labels: Iterable[str]) -> None:
        """Tick boxes of the open form."""
        for label in labels:
            self.form(title).get_by_label(label, exact=True).check()

    def send(self, title: str) -> None:
        """Send the open form, and wait until it is taken or another takes its place."""
        self.form(title).locator(".modal-btn.primary").click()
        expect(self.page.locator(".modal-title", has_text=title)).to_have_count(0)

    def _named(self, message: Locator) -> Locator:
        """The message by its timestamp: what is newest, and what it says, changes."""
        return self.thread.locator(f'.msg[data-ts="{message.get_attribute("data-ts")}"]')

    def _type(self, box: Locator, text: str) -> None:
        box.fill(text)
        box.press("Enter")
