"""docs/operations.md names every metric that there is, and none that there is not."""

from __future__ import annotations

import re
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from tests.web.conftest import Web

OPERATIONS = Path(__file__).parents[2] / "docs/operations.md"
_NAMED = re.compile(r"`(foi_[a-z_]+)`")


def test_every_metric_is_explained_and_every_metric_explained_is_there(web: Web) -> None:
    web.metrics.look_at_waiting(lambda: 0)
    web.office.open_case()
    told = web.get("/metrics").body.decode()
    there = {
        f"{one.name}_total" if one.type == "counter" else one.name
        for one in text_string_to_metric_families(told)
        if one.name.startswith("foi_") and not one.name.endswith("_created")
    }
    there = {"foi_build_info" if name == "foi_build" else name for name in there}
    rows = [
        line for line in OPERATIONS.read_text("utf-8").splitlines() if line.startswith("| `foi")
    ]
    named = {name for row in rows for name in _NAMED.findall(row.split("|")[1])}
    assert named == there
