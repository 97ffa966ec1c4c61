"""House packs for tests: the practice pack with some of it changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from foi_bot.bundled import templates


def write_pack(folder: Path, changes: Mapping[str, object], name: str = "practice") -> Path:
    """Write the practice pack, changed, into a folder of packs, and return that folder."""
    text = (templates() / "house" / "practice" / "pack.yaml").read_text("utf-8")
    pack: dict[str, Any] = yaml.safe_load(text)
    for key, value in changes.items():
        pack[key] = {**pack[key], **value} if isinstance(value, Mapping) else value
    place = folder / name
    place.mkdir(parents=True)
    (place / "pack.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True), "utf-8")
    return folder
