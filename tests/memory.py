"""Temporary files of the tests lie in memory, where the system has enough of it.

Each test has a database of its own, and waits for the disk with every commit, though what a power
cut leaves there is not under test. Whoever names a folder (TMPDIR) has it used.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path("/dev/shm")
ENOUGH = 4_000_000_000
"""Bytes, for all processes together. A whole run writes a fraction of it."""


def memory() -> Path | None:
    """A folder for files that is in memory; None where the system has none with enough room."""
    there = FOLDER.is_dir() and os.access(FOLDER, os.W_OK | os.X_OK)
    return FOLDER if there and shutil.disk_usage(FOLDER).free > ENOUGH else None


def temporary_files_in_memory() -> None:
    """To be called before anybody asks for one. Programs that a test writes are to be run, which
    some systems forbid there."""
    folder = memory()
    if folder is None or "TMPDIR" in os.environ or os.statvfs(folder).f_flag & os.ST_NOEXEC:
        return
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None
