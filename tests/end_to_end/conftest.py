"""The practice workspace with the bot in it, and a browser window on its page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from foi_bot.letter.house import load_houses
from foi_bot.practice.chips import chips
from foi_bot.practice.script import Script, practice_script
from foi_bot.practice.stage import Stage, stage
from tests.browser import british_page, chromium
from tests.end_to_end.window import Window


@pytest.fixture
def script() -> Script:
    return practice_script(load_houses())


@pytest.fixture
def window() -> Iterator[Window]:
    with chromium() as browser:
        yield Window(british_page(browser))


@pytest.fixture
def here(window: Window, tmp_path: Path) -> Iterator[Stage]:
    """Workspace and bot; after `window`, so that nothing starts where there is no browser."""
    with stage(tmp_path / "stage") as started, chips(started.slack):
        window.enter(started.slack.page_url)
        yield started


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Where screenshots go: the folder that SCREENSHOTS names, else one that is thrown away."""
    folder = Path(os.environ.get("SCREENSHOTS") or tmp_path / "screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
