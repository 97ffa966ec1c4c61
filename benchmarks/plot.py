"""The plot: each ratio that was kept beside its aim, drawn to docs/benchmark.svg."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot

from benchmarks.results import HERE

FILE = Path("docs/benchmark.svg")
MET, MISSED, AIM = "#00703c", "#d4351c", "#0b0c0c"


def main() -> int:
    """Draw what is in docs/benchmark; 0."""
    # The same picture gives the same file, and words stay words.
    mpl.rcParams |= {"svg.hashsalt": "foi-bot", "svg.fonttype": "none"}
    parts = [json.loads(file.read_text("utf-8")) for file in sorted(HERE.glob("*.json"))]
    found = [one for part in parts for one in part["figures"]]
    ratios = [one for one in found if one["unit"] == "x" and one["aim"]["value"] is not None]
    above = [one for one in ratios if one["aim"]["is_most"]]
    below = [one for one in ratios if not one["aim"]["is_most"]]
    heights = [max(len(some), 1) for some in (above, below)]
    figure, axes = pyplot.subplots(
        2, 1, figsize=(10, 0.24 * sum(heights) + 1.6), height_ratios=heights, layout="constrained"
    )
    _bars(axes[0], above, "times as long: shorter is better, the line is the aim")
    _bars(axes[1], below, "times as much: longer is better, the line is the aim")
    figure.savefig(FILE, metadata={"Date": None})
    return 0


def _bars(axes: Any, some: list[dict[str, Any]], told: str) -> None:
    names = [one["what"] for one in some]
    values = [one["figure"] for one in some]
    axes.barh(names, values, color=[MET if one["met"] else MISSED for one in some])
    for place, one in enumerate(some):
        aim = one["aim"]["value"]
        axes.plot([aim, aim], [place - 0.45, place + 0.45], color=AIM, linewidth=1.5)
    axes.invert_yaxis()
    axes.tick_params(labelsize=7)
    axes.set_xlabel(told, fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)
