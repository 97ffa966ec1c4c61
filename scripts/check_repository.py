"""Look through what is committed for things that belong to one machine or to nobody's eyes.

A repository can be cloned and set up anywhere only if no file in it holds the path of somebody's
machine, or the address of the registry that a package came from; and a token once committed is
a token given away. Prints one line for each find, and fails if there was any.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

EVERYWHERE = {
    "a machine's path": re.compile(r"(?<![\w.~$})-])/(?:home|root|tmp|work|Users)/[\w.]"),
    "a registry's address": re.compile(
        r"\b(?:pypi\.org|pythonhosted\.org|(?:registry\.)?npmjs\.(?:org|com)|deb\.debian\.org)\b"
    ),
    "a Slack token": re.compile(r"\bx(?:ox[abeprs]|app)-\d[\w-]{9,}"),
}
IN_LOCKS = {
    "an address in a lock": re.compile(r"://|\"resolved\"|--(?:extra-)?index-url|--find-links"),
}


def finds(name: str, text: str) -> Iterator[str]:
    """What should not stand in a file of this name, as "file:line: what: the line"."""
    rules = EVERYWHERE | (IN_LOCKS if is_lock(name) else {})
    for number, line in enumerate(text.splitlines(), start=1):
        for what, pattern in rules.items():
            if pattern.search(line):
                yield f"{name}:{number}: {what}: {line.strip()[:120]}"


def is_lock(name: str) -> bool:
    """Whether a file pins packages: a `.lock`, npm's lock, pip's requirements."""
    file = Path(name).name
    return file.endswith((".lock", "-lock.json", "lock.yaml")) or file.startswith("requirements")


def committed(root: Path) -> Iterable[tuple[str, str]]:
    """Name and text of every text file that git knows in `root`; binaries are passed over."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        path = root / name
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            if b"\0" not in content:
                yield name, content.decode("utf-8", errors="replace")


def main() -> int:
    found = [find for name, text in committed(ROOT) for find in finds(name, text)]
    for find in found:
        sys.stdout.write(f"{find}\n")
    sys.stdout.write(f"repository: {len(found)} found that should not be committed\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
