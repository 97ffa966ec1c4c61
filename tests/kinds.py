"""Which kinds of database a test is for. What needs no database is done once all the same.

pytestmark = kinds.BOTH
"""

from __future__ import annotations

import pytest

BOTH = pytest.mark.databases("sqlite", "postgresql")
"""Once with each. The tests of `tests/store` are so unless they say otherwise."""

SQLITE = pytest.mark.databases("sqlite")
"""What is told of SQLite's files, locks and pragmas."""

POSTGRESQL = pytest.mark.databases("postgresql")
"""What is told of several replicas and of a server."""
