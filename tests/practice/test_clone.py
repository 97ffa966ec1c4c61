"""A clone can be set up anywhere: the locks are complete, and nothing points at one machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from foi_bot.practice.fetch import NPM_LOCK
from scripts.check_repository import committed, finds
from scripts.setup import LOCK, ROOT, locked

REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)")


def packages(lock: Path) -> dict[str, str]:
    """Name to the lines of its entry."""
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    return {entry.split("==")[0]: entry for entry in entries}


def wanted() -> set[str]:
    """The names of everything that pyproject.toml asks for, in any extra or to build."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for extra in project["project"]["optional-dependencies"].values():
        asked += extra
    return {re.split(r"[<>=!~;\[ ]", name)[0].lower() for name in asked}


def test_the_lock_holds_everything_that_the_project_asks_for() -> None:
    assert wanted() <= set(packages(LOCK))


@pytest.mark.parametrize("lock", [LOCK, NPM_LOCK], ids=lambda lock: lock.name)
def test_every_locked_package_has_one_version_and_its_hashes(lock: Path) -> None:
    for name, entry in packages(lock).items():
        assert REQUIREMENT.match(entry), name
        assert "--hash=sha256:" in entry, name


def test_one_package_can_be_taken_out_of_the_lock_with_its_hashes() -> None:
    entry = locked("uv")
    assert entry.startswith("uv==")
    assert entry.strip() == packages(LOCK)["uv"].strip()
    assert entry.count("--hash=sha256:") > 1


# The examples are put together here, so that they are no finds themselves.
ROOT_HOME, REGISTRY = "/" + "root/", "py" + "pi.org"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("README.md", f"Run {ROOT_HOME}checkout/foi-bot"),
        ("setup.py", f"open('/{'home'}/olive/case.yaml')"),
        ("README.md", f"see https://{REGISTRY}/project/foi-bot"),
        ("package-lock.json", '"' + 'resolved": "somewhere"'),
        ("uv.lock", 'url = "https' + '://somewhere/foi_bot.whl"'),
        ("requirements-docs.txt", "--index" + "-url somewhere"),
        ("settings.py", "TOKEN = 'xo" + "xb-123456789012-abc'"),
    ],
)
def test_what_belongs_to_one_machine_or_to_nobody_is_found(name: str, line: str) -> None:
    assert len(list(finds(name, f"harmless\n{line}\n"))) == 1
    assert next(finds(name, f"harmless\n{line}\n")).startswith(f"{name}:2: ")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("README.md", "https://www.legislation.gov.uk/ukpga/2000/36/section/30"),
        ("README.md", "See docs/work/home.md and ../tmp/notes"),
        ("test_app.py", "BOT_TOKEN = 'xoxb-practice'"),
        ("requirements.lock", "httpx==0.28.1 \\"),
        ("setup.py", "'--index" + "-url' in options"),
    ],
)
def test_what_any_machine_understands_is_left_alone(name: str, line: str) -> None:
    assert list(finds(name, line)) == []


def test_nothing_of_the_kind_is_committed() -> None:
    assert [find for name, text in committed(ROOT) for find in finds(name, text)] == []
