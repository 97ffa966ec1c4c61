"""The one type that every payload in this package has."""

from typing import Any

Json = dict[str, Any]
