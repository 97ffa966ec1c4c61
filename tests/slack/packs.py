"""House packs for tests: the practice pack with some of it changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from foi_bot.bundled import templates, walk


def write_pack(folder: Path, changes: Mapping[str, object], name: str = "practice") -> Path:
    """Write the practice pack, changed, into a folder of packs, and return that folder."""
    text = (templates() / "house" / "practice" / "pack.yaml").read_text("utf-8")
    pack: dict[str, Any] = yaml.safe_load(text)
    for key, value in changes.items():
        pack[key] = {**pack[key], **value} if isinstance(value, Mapping) else value
    place = folder / name
    place.mkdir(parents=True)
    for path, file in walk(templates() / "house" / "practice"):
        if path != "pack.yaml":
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(file.read_bytes())
    (place / "pack.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True), "utf-8")
    return folder


def write_unit(folder: Path) -> Path:
    """Write the pack of the practice unit as somebody's own, `ours`, whose cases are opened in any
    channel, and return the folder of packs."""
    text = (templates() / "house" / "practice-unit" / "pack.yaml").read_text("utf-8")
    pack: dict[str, Any] = yaml.safe_load(text) | {"id": "ours", "channels": []}
    # The logo is a file beside it, which says nothing here.
    pack.pop("logo_text", None)
    place = folder / "ours"
    place.mkdir(parents=True)
    (place / "pack.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True), "utf-8")
    return folder
