"""The practice Slack is the program that was chosen, or none."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path

import pytest

from foi_bot.practice.fetch import (
    CHOICE,
    ChecksumError,
    PracticeUnavailableError,
    Release,
    checksum,
    installed,
    local_slack,
    platform_name,
    release_for,
    unpack,
)

PROGRAM = b"#!/bin/sh\necho a very small Slack\n"


def package(
    folder: Path, member: str = "package/bin/local-slack", content: bytes = PROGRAM
) -> Path:
    """A package file as npm makes them."""
    path = folder / "package.tgz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo(member)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return path


def program_checksum(folder: Path) -> str:
    plain = folder / "plain"
    plain.write_bytes(PROGRAM)
    return checksum(plain)


@pytest.mark.parametrize(
    ("system", "machine", "name"),
    [
        ("Linux", "x86_64", "linux-x64"),
        ("Linux", "aarch64", "linux-arm64"),
        ("Darwin", "x86_64", "darwin-x64"),
        ("Darwin", "arm64", "darwin-arm64"),
        ("Windows", "AMD64", "windows-x64"),
    ],
)
def test_a_platform_has_the_name_that_its_package_bears(
    system: str, machine: str, name: str
) -> None:
    assert platform_name(system, machine) == name
    release = release_for(name)
    assert release.package == f"local-slack-{name}"
    assert release.program.endswith(".exe") == (system == "Windows")


@pytest.mark.parametrize(("system", "machine"), [("Linux", "riscv64"), ("Plan9", "x86_64")])
def test_where_it_is_not_built_for_one_line_names_the_road_without_slack(
    system: str, machine: str
) -> None:
    with pytest.raises(PracticeUnavailableError) as refused:
        platform_name(system, machine)
    assert "foi-bot letter" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_platform_that_is_not_pinned_is_not_fetched() -> None:
    with pytest.raises(PracticeUnavailableError, match="windows-arm64"):
        release_for("windows-arm64")


def test_every_checksum_that_is_pinned_is_a_sha512() -> None:
    pinned = json.loads(CHOICE.read_text(encoding="utf-8"))
    sums = [sum_ for both in pinned["platforms"].values() if both for sum_ in both.values()]
    assert sums
    assert all(sum_.startswith("sha512-") and len(sum_) == 95 for sum_ in sums)


def test_the_pinned_package_gives_its_program(tmp_path: Path) -> None:
    file = package(tmp_path)
    release = Release("linux-x64", "1.0.0", checksum(file), program_checksum(tmp_path))
    program = unpack(file, release, tmp_path / "kept")
    assert program.read_bytes() == PROGRAM
    assert program.stat().st_mode & 0o111
    assert installed(release, tmp_path / "kept") == program


def test_a_package_that_was_tampered_with_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    expected = checksum(package(tmp_path))
    release = Release("linux-x64", "1.0.0", expected, program_checksum(tmp_path))
    tampered = package(tmp_path, content=PROGRAM + b"rm -rf everything\n")
    with pytest.raises(ChecksumError, match="local-slack-linux-x64"):
        unpack(tampered, release, tmp_path / "kept")
    assert installed(release, tmp_path / "kept") is None
    assert not list(tmp_path.glob("kept/**/local-slack"))


def test_a_program_other_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    file = package(tmp_path, content=b"another program")
    release = Release("linux-x64", "1.0.0", checksum(file), program_checksum(tmp_path))
    with pytest.raises(ChecksumError, match="program"):
        unpack(file, release, tmp_path / "kept")
    assert not list(tmp_path.glob("kept/**/local-slack"))


def test_a_package_without_the_program_is_refused(tmp_path: Path) -> None:
    file = package(tmp_path, member="package/README.md")
    with pytest.raises(ChecksumError, match="holds no package/bin/local-slack"):
        unpack(file, Release("linux-x64", "1.0.0", None, None), tmp_path / "kept")


def test_a_file_that_is_no_package_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "package.tgz"
    file.write_bytes(b"<html>Please sign in to the office network</html>")
    with pytest.raises(ChecksumError):
        unpack(file, Release("linux-x64", "1.0.0", None, None), tmp_path / "kept")


@pytest.mark.parametrize("is_pinned", [True, False])
def test_a_program_changed_on_disk_counts_as_absent(tmp_path: Path, is_pinned: bool) -> None:
    file = package(tmp_path)
    sums = (checksum(file), program_checksum(tmp_path)) if is_pinned else (None, None)
    release = Release("linux-x64", "1.0.0", *sums)
    program = unpack(file, release, tmp_path / "kept")
    assert installed(release, tmp_path / "kept") == program
    program.write_bytes(PROGRAM + b"# and something else\n")
    assert installed(release, tmp_path / "kept") is None


@pytest.mark.local_slack
def test_a_program_that_is_there_is_used_without_npm(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert local_slack(program.parent.parent) == program
