"""Six thousand hostile deliveries to a whole case; `python -m faults.hostile` brings 100,000. The
seed is another each day, is told where anything is wrong, and makes the same run again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from faults.hostile import run
from faults.hostile_scenes import SCENES
from foi_bot import logs
from foi_bot.letter.house import load_houses

COUNT = int(os.environ.get("HOSTILE", "6000"))
SEED = int(os.environ.get("HOSTILE_SEED", f"{datetime.now(UTC):%Y%m%d}"))


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """House packs never change while tests run, so each is read once."""
    logs.configure("CRITICAL")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("foi_bot.slack.program.load_houses", cache(load_houses))
        yield


@pytest.mark.parametrize("scene", range(len(SCENES)), ids=[scene.name for scene in SCENES])
def test_nothing_comes_of_hostile_deliveries_but_what_somebody_did_who_may(
    scene: int, tmp_path: Path
) -> None:
    report = run(scene, COUNT // len(SCENES), SEED, tmp_path)
    assert not report.wrong, f"seed {SEED}:\n" + "\n".join(map(str, report.wrong[:20]))
    assert report.is_flat, f"seed {SEED}: {report.growth:+.1f} MB, {report.living:+.1%} objects"
    # It is not that nothing was let in: most of it was, and some of it was somebody's deed.
    assert report.statuses[200] > report.count / 2
    assert report.deeds
