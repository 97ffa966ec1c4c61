"""YAML files that people write, read into pydantic models; every error with its line.

A value is what it looks like: every scalar is taken as the text in the file, and the model says
what it becomes. So "no" stays a word, `0300 123 1113` a telephone number and `1:30` a time of day,
which YAML's own guesses would turn into false, an octal number and ninety.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from typing import Any, Final, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from foi_bot.letter.problems import BadFile, Problem

__all__ = ["BadFile", "Problem", "load_yaml_model"]

ModelT = TypeVar("ModelT", bound=BaseModel)

DEEPEST: Final = 20
"""How deep lists and mappings may be nested: beyond it no file of ours goes."""

_NOTHING = ("", "~", "null")

_EXPECTED: Mapping[str, str] = {
    "missing": "is missing: please add it",
    "extra_forbidden": "is no field of this file",
    "string_type": "expected text",
    "string_too_short": "expected some text",
    "string_too_long": "expected at most {max_length} characters",
    "string_pattern_mismatch": "expected text of the form {pattern}",
    "int_parsing": "expected a whole number",
    "int_type": "expected a whole number",
    "int_from_float": "expected a whole number",
    "bool_parsing": "expected yes or no",
    "bool_type": "expected yes or no",
    "date_from_datetime_parsing": "expected a date such as 2018-04-13",
    "date_parsing": "expected a date such as 2018-04-13",
    "date_type": "expected a date such as 2018-04-13",
    "literal_error": "expected {expected}",
    "enum": "expected {expected}",
    "greater_than_equal": "expected {ge} or more",
    "less_than_equal": "expected {le} or less",
    "greater_than": "expected more than {gt}",
    "tuple_type": "expected a list, one `- ` a line",
    "list_type": "expected a list, one `- ` a line",
    "too_short": "expected at least {min_length} of them",
    "too_long": "expected at most {max_length} of them",
    "model_type": "expected fields, one `name: value` a line",
    "model_attributes_type": "expected fields, one `name: value` a line",
    "dict_type": "expected fields, one `name: value` a line",
    "union_tag_invalid": "expected {discriminator} to be one of {expected_tags}",
    "union_tag_not_found": "needs the field {discriminator}",
    "value_error": "{error}",
}
"""pydantic's kinds of error, said to somebody who knows FOI and has never seen pydantic."""


def load_yaml_model(source: Traversable | str, model: type[ModelT], file: str = "") -> ModelT:
    """The model that a YAML file holds. `source` is the file, or its text; `file` is what to call
    it in errors (otherwise its name). Raises BadFile with every problem found."""
    name = file or ("text" if isinstance(source, str) else source.name)
    root = _root(_text(source, name), name)
    try:
        return model.model_validate(_plain(root))
    except ValidationError as wrong:
        raise BadFile(_problem(error, root, name) for error in wrong.errors()) from wrong


def fields_of(source: Traversable | str, file: str = "") -> tuple[str, ...]:
    """The fields that stand at the left of a YAML file, to tell kinds of file apart. Raises BadFile
    where the file is not YAML."""
    name = file or ("text" if isinstance(source, str) else source.name)
    root = _root(_text(source, name), name)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    return tuple(key.value for key, _ in pairs)


def _text(source: Traversable | str, file: str) -> str:
    if isinstance(source, str):
        return source
    try:
        return source.read_text("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = wrong.object[: wrong.start].count(b"\n") + 1
        raise BadFile([Problem(file, line, "", "expected text saved as UTF-8")]) from wrong


_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Several times as quick, where PyYAML came with it; its errors are told in other words."""


def _root(text: str, file: str) -> yaml.Node:
    try:
        root = _composed(text, file, _QUICK)
    except yaml.YAMLError:
        root = _told(text, file)
    if root is None:
        raise BadFile([Problem(file, 1, "", "is empty")])
    if problems := tuple(_doubled(root, file)):
        raise BadFile(problems)
    return root


def _composed(text: str, file: str, loader: Any) -> yaml.Node | None:
    if problems := tuple(_unwanted(text, file, loader)):
        raise BadFile(problems)
    return yaml.compose(text, Loader=loader)


def _told(text: str, file: str) -> yaml.Node | None:
    """The same by the reader whose errors are told."""
    try:
        return _composed(text, file, yaml.SafeLoader)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = mark.line + 1 if mark else 1
        raise BadFile([Problem(file, line, "", f"is not YAML: {wrong.problem}")]) from wrong
    except yaml.reader.ReaderError as wrong:
        line = text.count("\n", 0, wrong.position) + 1
        raise BadFile([Problem(file, line, "", "holds a character that YAML forbids")]) from wrong


def _unwanted(text: str, file: str, loader: Any) -> Iterator[Problem]:
    """What would let a small file become a huge one, and what no reader expects."""
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            yield Problem(file, line, f"*{event.anchor}", "write it out: aliases are not read")
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                yield Problem(file, line, "", "is nested too deep")
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _doubled(node: yaml.Node, file: str) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                yield Problem(file, line, "", "expected a field's name before the colon")
            elif key.value in seen:
                yield Problem(file, line, key.value, f"stands on line {seen[key.value]} already")
            else:
                seen[key.value] = line
            yield from _doubled(value, file)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _doubled(item, file)


def _plain(node: yaml.Node) -> Any:
    match node:
        case yaml.MappingNode(value=pairs):
            return {key.value: _plain(value) for key, value in pairs}
        case yaml.SequenceNode(value=items):
            return [_plain(item) for item in items]
        case yaml.ScalarNode(style=None | "", value=value) if value in _NOTHING:
            return None
        case _:
            return node.value


def _problem(error: ErrorDetails, root: yaml.Node, file: str) -> Problem:
    node, field = root, ""
    mark = root.start_mark
    for step in error["loc"]:
        found = _child(node, step)
        field += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if field else str(step)
        if found is not None:
            mark, node = found
    return Problem(file, mark.line + 1, field, _expected(error))


def _child(node: yaml.Node, step: int | str) -> tuple[yaml.Mark, yaml.Node] | None:
    """Where the step leads; None where it leads nowhere in the file (a field that is missing, the
    name of a variant)."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark, node.value[step]
    return None


def _expected(error: ErrorDetails) -> str:
    words = _EXPECTED.get(error["type"])
    context = error.get("ctx", {})
    return words.format_map(context) if words else f"expected otherwise: {error['msg']}"
