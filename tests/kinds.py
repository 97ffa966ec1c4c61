"""Which kinds of database a test is for.

pytestmark = kinds.BOTH
"""

from __future__ import annotations

import pytest

BOTH = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)
"""Once with each. The tests of `tests/store` are so unless they say otherwise."""

SQLITE = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
"""What is told of SQLite's files, locks and pragmas."""

POSTGRESQL = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
"""What is told of several replicas and of a server."""
