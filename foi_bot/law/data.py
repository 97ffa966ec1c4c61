"""Reading the law's YAML strictly: whatever is wrong is said with its file and its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from foi_bot.law.days_in_words import listed

HERE = Path(__file__).parent

_Choice = TypeVar("_Choice", bound=StrEnum)
_Item = TypeVar("_Item")
_REQUIRED: Any = object()


class LawDataError(ValueError):
    """A file of law data does not say what it should. The message names file and field."""


class Fields:
    """The fields of one item, taken by name; `done` refuses any that nobody took."""

    def __init__(self, raw: object, where: str) -> None:
        if not isinstance(raw, Mapping):
            raise LawDataError(f"{where}: expected fields, found {raw!r}")
        self._raw = raw
        self._where = where
        self._taken: set[str] = set()

    def wrong(self, name: str, problem: str) -> LawDataError:
        """The error for one field, to be raised."""
        return LawDataError(f"{self._where}: '{name}' {problem}")

    def has(self, name: str) -> bool:
        """Whether the item has that field."""
        return name in self._raw

    def text(self, name: str, default: str = _REQUIRED) -> str:
        """A field of words, never empty; `default` where it may be absent."""
        value: str = self._take(name, str, "words", default)
        if value == "" and self.has(name):
            raise self.wrong(name, "is empty")
        return value

    def number(self, name: str) -> int:
        """A whole number."""
        value = self.text(name)
        if not value.isdecimal():
            raise self.wrong(name, f"must be a whole number, found {value!r}")
        return int(value)

    def number_if_any(self, name: str) -> int | None:
        """A whole number that may be absent."""
        return self.number(name) if self.has(name) else None

    def flag(self, name: str) -> bool:
        """Yes or no; absent is no."""
        value = self.text(name, "false")
        if value not in ("true", "false"):
            raise self.wrong(name, f"must be true or false, found {value!r}")
        return value == "true"

    def day(self, name: str) -> date:
        """A date."""
        value = self.text(name)
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            problem = f"must be a date such as 2018-05-25, found {value!r}"
            raise self.wrong(name, problem) from error

    def day_if_any(self, name: str) -> date | None:
        """A date that may be absent."""
        return self.day(name) if self.has(name) else None

    def words(self, name: str) -> tuple[str, ...]:
        """A list of words; absent is empty."""
        listing: Sequence[object] = self._take(name, list, "a list", [])
        for item in listing:
            if not isinstance(item, str):
                raise self.wrong(name, f"must hold words only, found {item!r}")
        return tuple(str(item) for item in listing)

    def one_of(self, name: str, kind: type[_Choice], default: _Choice = _REQUIRED) -> _Choice:
        """A member of an enumeration, by its value."""
        if not self.has(name) and default is not _REQUIRED:
            return default
        return self._member(name, kind, self.text(name))

    def some_of(self, name: str, kind: type[_Choice]) -> tuple[_Choice, ...]:
        """Members of an enumeration, each once; absent is none."""
        found = tuple(self._member(name, kind, value) for value in self.words(name))
        if len(set(found)) < len(found):
            raise self.wrong(name, "says the same thing twice")
        return found

    def inner(self, name: str) -> Fields | None:
        """The fields under one name, or None where it is absent."""
        raw = self._take(name, dict, "fields", None)
        return None if raw is None else Fields(raw, f"{self._where}, {name}")

    def rows(self, name: str, label: str = "cite") -> tuple[Fields, ...]:
        """A list of items, each named in messages by its place and its `label` field."""
        return rows(self._take(name, list, "a list", []), f"{self._where}, {name}", label)

    def under(self, name: str) -> Mapping[str, Fields]:
        """Named items; absent is none."""
        raw: Mapping[str, object] = self._take(name, dict, "fields", {})
        return {key: Fields(item, f"{self._where}, {name}, {key}") for key, item in raw.items()}

    def done(self) -> None:
        """Raise for fields that mean nothing here (a misspelt one, most likely)."""
        strangers = [str(name) for name in self._raw if name not in self._taken]
        if strangers:
            raise self.wrong(strangers[0], "is not a field of this item")

    def _take(self, name: str, kind: type, expected: str, default: Any) -> Any:
        self._taken.add(name)
        if name not in self._raw:
            if default is _REQUIRED:
                raise self.wrong(name, "is missing")
            return default
        value = self._raw[name]
        if not isinstance(value, kind):
            raise self.wrong(name, f"must be {expected}, found {value!r}")
        return value

    def _member(self, name: str, kind: type[_Choice], value: str) -> _Choice:
        member = kind._value2member_map_.get(value)
        if isinstance(member, kind):
            return member
        allowed = listed([member.value for member in kind], "or")
        raise self.wrong(name, f"must be {allowed}, found {value!r}")


def rows(raw: object, where: str, label: str = "cite") -> tuple[Fields, ...]:
    """The items of a list, each with its place for messages ("s31.yaml, limbs, 3rd...")."""
    if not isinstance(raw, list):
        raise LawDataError(f"{where}: expected a list, found {raw!r}")
    return tuple(Fields(item, _place(where, label, no, item)) for no, item in enumerate(raw, 1))


def read_yaml(path: Path) -> object:
    """What a YAML file says, every scalar as words. Raises LawDataError where it cannot be read."""
    # Imported here because it is slow to import, and many who name a limb never read a file.
    import yaml

    # Words only: `Fields` knows which are dates and numbers, and 30 is a section before a number.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return yaml.load(path.read_bytes(), Loader=loader)
    except (OSError, yaml.YAMLError) as error:
        raise LawDataError(f"{path.name}: cannot be read: {error}") from error


def read_rows(path: Path, label: str, make: Callable[[Fields], _Item]) -> tuple[_Item, ...]:
    """Every item of a file that is one list, made by `make`, which must take all its fields."""
    made = []
    for fields in rows(read_yaml(path), path.name, label):
        made.append(make(fields))
        fields.done()
    return tuple(made)


def _place(where: str, label: str, no: int, item: object) -> str:
    name = item.get(label) if isinstance(item, Mapping) else None
    return f"{where}, item {no}" + (f" ({name})" if name else "")
