"""A headless Chromium for the tests that act in the practice workspace's page.

    with chromium() as browser:
        page = british_page(browser)

It is the system's own Chromium (Debian's package `chromium`), driven by Playwright: nothing is
downloaded, and Chromium's own connections to the outside are switched off.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_PLACES = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
)


def executable() -> str | None:
    """The path of Chromium: what the variable CHROMIUM names, else what the system has."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    found = (shutil.which(name) for name in NAMES)
    on_mac = (str(place) for place in MAC_PLACES if place.is_file())
    return next((path for path in (*found, *on_mac) if path), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A fresh browser. Skips the test under SKIP_BROWSER=1, and fails it where there is none."""
    if os.environ.get("SKIP_BROWSER") == "1":
        pytest.skip("SKIP_BROWSER=1: left out on purpose")
    path = executable()
    if path is None:
        pytest.fail("no Chromium found: install the package chromium, or set SKIP_BROWSER=1")
    # Chromium refuses to build its sandbox for root.
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            headless=True,
            args=[*QUIET, *as_root],
        )
        try:
            yield browser
        finally:
            browser.close()


def british_page(browser: Browser) -> Page:
    """A page for one person, in British English and British time."""
    return browser.new_page(
        locale="en-GB",
        timezone_id="Europe/London",
        viewport={"width": 1280, "height": 860},
    )


if __name__ == "__main__":
    sys.exit(executable() is None)
