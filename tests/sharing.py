"""How the tests are shared out among several processes (pytest-xdist), so that none stands idle.

A file stays with one process, as its tests share fixtures. What is played in a browser waits most
of its time, for Slack's pace: all of it goes to one process, and there is one process more than
there are cores. The longest go first, or everybody would wait for them at the end.
"""

from __future__ import annotations

import os

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling, Scheduling

IN_A_BROWSER = "tests/end_to_end/"
LONGEST = (
    IN_A_BROWSER,
    "tests/store/test_load.py",
    "tests/casework/machine/",
    "tests/hostile/",
    "tests/slack/test_approval.py",
    "tests/slack/test_twice_late_and_out_of_order.py",
    "tests/faults/",
    "tests/terminal/test_letters.py",
    "tests/store/test_migrate.py",
    "tests/test_wheel.py",
    "tests/house_check/",
)


class Sharing(LoadFileScheduling):
    """By file, but for what is played in a browser. Needs `--no-loadscope-reorder`."""

    def _split_scope(self, nodeid: str) -> str:
        return IN_A_BROWSER if nodeid.startswith(IN_A_BROWSER) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Ours, where `--dist loadfile` is asked for."""
    return Sharing(config, log) if config.option.dist == "loadfile" else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One for each core, and one that waits."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After they have been shuffled: the longest first, otherwise as they are."""
    items.sort(key=lambda item: _turn(item.nodeid))


def _turn(nodeid: str) -> int:
    turns = (turn for turn, path in enumerate(LONGEST) if nodeid.startswith(path))
    return next(turns, len(LONGEST))
