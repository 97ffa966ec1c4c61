"""Build `.venv` from `requirements.lock`, then fetch the practice Slack.

Uses nothing but the standard library, because it runs before anything is installed. What was
installed is remembered in `.venv/.setup-stamp`; as long as the lock, the project's metadata,
the interpreter and the checkout's place are what they were, nothing is installed again and the
network is not touched.

Packages are installed by the `uv` that the lock itself pins, bootstrapped by pip, since it takes
a tenth of pip's time. Where pip has been told to use another index or a proxy, of which uv would
not know, or where uv fails, pip installs the same lock.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / ".setup-stamp"

# No caches: nothing is written outside the checkout, and no home folder is needed.
PIP_ENVIRONMENT = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_CACHE_DIR": "1",
    "PIP_NO_INPUT": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
}
# uv should give up soon where it cannot reach the index: pip is tried next.
UV_ENVIRONMENT = {"UV_HTTP_TIMEOUT": "20", "UV_HTTP_RETRIES": "1", "UV_NO_CACHE": "1"}


def say(line: str) -> None:
    sys.stderr.write(f"setup: {line}\n")
    sys.stderr.flush()


def run(*command: str | Path, quiet: bool = False) -> bool:
    """Run a command without a terminal; True if it succeeded."""
    return (
        subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=os.environ | PIP_ENVIRONMENT | UV_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if quiet else sys.stderr,
            stderr=subprocess.DEVNULL if quiet else None,
            check=False,
        ).returncode
        == 0
    )


def fingerprint() -> str:
    """What an installation depends on: lock, project metadata, checkout, interpreter."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    metadata = [project["build-system"], project["project"], project["tool"].get("hatch", {})]
    digest = hashlib.sha256(LOCK.read_bytes())
    digest.update(json.dumps(metadata, sort_keys=True).encode())
    digest.update(str(ROOT).encode())
    return f"{digest.hexdigest()} {venv_version()}\n"


def venv_version() -> str:
    """Version of the environment's own interpreter; empty if there is none that runs."""
    try:
        answer = subprocess.run(
            [PYTHON, "-c", "import sys; print(sys.version)"],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return ""
    return " ".join(answer.stdout.split())


def is_current() -> bool:
    return STAMP.is_file() and STAMP.read_text(encoding="utf-8") == fingerprint()


def make_environment() -> None:
    if venv_version() and run(PYTHON, "-m", "pip", "--version", quiet=True):
        return
    say("building .venv")
    venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(VENV)


def locked(name: str) -> str:
    """The lock's own lines for one package, hashes included."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = next(i for i in range(start, len(lines)) if not lines[i].endswith("\\"))
    return "\n".join(lines[start : end + 1]) + "\n"


def pip_goes_elsewhere() -> bool:
    """Whether pip is configured with an index or a proxy that uv would not follow."""
    settings = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False
    ).stdout.replace("_", "-")
    keys = [line.partition("=")[0].rpartition(".")[2] for line in settings.splitlines()]
    return "index-url" in keys or "proxy" in keys


def install_with_uv() -> bool:
    if pip_goes_elsewhere():
        return False
    own_lock = VENV / "uv.lock.txt"
    own_lock.write_text(locked("uv"), encoding="utf-8")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes")
    if not run(*pip, "--only-binary", ":all:", "-r", own_lock, quiet=True):
        return False
    uv = (UV, "pip", "install", "--quiet", "--system-certs", "--python", PYTHON)
    return run(
        *uv, "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", LOCK, quiet=True
    ) and run(*uv, "--no-deps", "--no-build-isolation", "--editable", ROOT, quiet=True)


def install_with_pip() -> bool:
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--no-deps")
    return run(
        *pip, "--no-compile", "--require-hashes", "--only-binary", ":all:", "-r", LOCK
    ) and run(*pip, "--no-build-isolation", "--editable", ROOT)


def install() -> None:
    say("installing the locked packages")
    STAMP.unlink(missing_ok=True)
    if install_with_uv():
        STAMP.write_text(fingerprint(), encoding="utf-8")
        return
    say("uv could not install them here; pip does it instead, which takes a little longer")
    if not install_with_pip():
        say(
            "the packages could not be installed (pip's own words are above): "
            "check that this machine reaches its Python package index, then run it again."
        )
        raise SystemExit(1)
    STAMP.write_text(fingerprint(), encoding="utf-8")


def main() -> int:
    if not is_current():
        make_environment()
        install()
    # The practice Slack is optional: what cannot be had is said by fetch itself, in one line.
    run(PYTHON, "-m", "foi_bot.practice.fetch")
    say("ready: .venv/bin/foi-bot")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
