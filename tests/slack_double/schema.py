"""Small checks that compose into the shape of a block, an element or a view.

A check looks at a value and yields a `Problem` for whatever Slack would not take. Unknown keys
are problems too: Slack answers a misspelt key with `invalid_blocks`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from .limits import Limit


@dataclass(frozen=True)
class Problem:
    """Something wrong at `path`. `rule` is None where the surface's usual refusal applies.

    `refused` says whether Slack itself would refuse the call; where it is False Slack would take
    it, and a person would be the one to suffer.
    """

    path: str
    what: str
    document: str = ""
    rule: str | None = None
    refused: bool = True

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


Check = Callable[[object, str], Iterator[Problem]]


def string(limit: Limit) -> Check:
    """Text whose length in characters is within `limit`."""

    def check(value: object, path: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(path, f"must be a string, not {value!r}", limit.document)
        elif not limit.at_least <= len(value) <= limit.at_most:
            yield Problem(path, _out_of(limit, len(value), "characters"), limit.document)

    return check


def whole_number(limit: Limit) -> Check:
    def check(value: object, path: str) -> Iterator[Problem]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Problem(path, f"must be a whole number, not {value!r}", limit.document)
        elif not limit.at_least <= value <= limit.at_most:
            yield Problem(path, _out_of(limit, value, ""), limit.document)

    return check


def boolean(value: object, path: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(path, f"must be true or false, not {value!r}")


def one_of(*allowed: str) -> Check:
    def check(value: object, path: str) -> Iterator[Problem]:
        if value not in allowed:
            yield Problem(path, f"must be one of {', '.join(allowed)}, not {value!r}")

    return check


def matching(pattern: str, description: str, document: str) -> Check:
    """Text of which `pattern` matches the whole."""

    def check(value: object, path: str) -> Iterator[Problem]:
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            yield Problem(path, f"must be {description}, not {value!r}", document)

    return check


def list_of(item: Check, limit: Limit) -> Check:
    """A list whose length is within `limit` and whose items all pass `item`."""

    def check(value: object, path: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(path, f"must be a list, not {value!r}", limit.document)
            return
        if not limit.at_least <= len(value) <= limit.at_most:
            yield Problem(path, _out_of(limit, len(value), "items"), limit.document)
        for index, each in enumerate(value):
            yield from item(each, f"{path}[{index}]")

    return check


def fields(
    document: str, required: Mapping[str, Check], optional: Mapping[str, Check] | None = None
) -> Check:
    """An object with exactly these keys, `type` apart (whoever dispatches has looked at it)."""
    known = {**required, **(optional or {})}

    def check(value: object, path: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(path, f"must be an object, not {value!r}", document)
            return
        for key in required:
            if key not in value:
                yield Problem(path, f"lacks {key}", document)
        for key, each in value.items():
            if key in known:
                yield from known[key](each, f"{path}.{key}")
            elif key != "type":
                yield Problem(f"{path}.{key}", "is not a key that Slack knows here", document)

    return check


def all_of(*checks: Check) -> Check:
    """Each check in turn; later ones see only an object (a list, a string) and never fail."""

    def check(value: object, path: str) -> Iterator[Problem]:
        for each in checks:
            yield from each(value, path)

    return check


def by_type(table: Mapping[str, Check], document: str) -> Check:
    """An object whose `type` chooses its check."""

    def check(value: object, path: str) -> Iterator[Problem]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            yield Problem(path, f"must be an object with a type, not {value!r}", document)
        elif kind not in table:
            yield Problem(path, f"{kind} is not a type that Slack knows here", document)
        else:
            yield from table[kind](value, path)

    return check


def _out_of(limit: Limit, actual: int, unit: str) -> str:
    return (
        f"is {actual:,} {unit}".rstrip()
        + f"; {limit.what} must be {limit.at_least:,} to {limit.at_most:,}"
    )
