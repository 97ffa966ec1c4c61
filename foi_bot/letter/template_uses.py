"""What a passage does with its values: prints them, goes over them, asks whether they are there.

A house's own passage is given exactly what the bundled one is given, and may do with a value what
the bundled one does. So a passage that was loaded can be written for any case: nothing is printed
that can be empty or is no words, and no loop takes apart what is not in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from jinja2 import nodes

from foi_bot.letter.template_rules import LOOP_FACTS, targets


class How(StrEnum):
    """What is done with a value, as a problem says it."""

    PRINTED = "is printed"
    LOOPED = "is gone over"
    LISTED = "is listed"
    COUNTED = "is counted"
    COMPARED = "is compared"
    MEASURED = "is compared as a number"
    ASKED = "is asked for"
    """A condition on it alone, which any value can stand."""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a value. `value` is its name, or for what a loop gives where it comes from:
    "earlier[2]". `parts` is into how many a loop takes each apart. `guarded`: only where the value
    was found to be there. `passage` and `line` say where it stands."""

    value: str
    how: How
    passage: str
    line: int
    guarded: bool = False
    parts: int = 0


Inside: TypeAlias = Mapping[str, str]
"""What the loops around something give it: their names, and where each comes from."""


@dataclass(frozen=True)
class _Place:
    """Where a template is being read."""

    passage: str
    inside: Inside
    sure: frozenset[str] = frozenset()
    """The values that were found to be there."""


class UnprintableError(ValueError):
    """A template prints what is no words: on which line, and why not."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


def uses(name: str, parsed: Mapping[str, nodes.Template]) -> tuple[Use, ...]:
    """What a passage and those that it includes do with their values, in order.

    The templates keep to `template_rules`. Raises UnprintableError for a printed condition.
    """
    return tuple(_in_body(parsed[name].body, _Place(name, {}), parsed))


def _in_body(
    body: list[nodes.Node], at: _Place, parsed: Mapping[str, nodes.Template]
) -> Iterator[Use]:
    for node in body:
        match node:
            case nodes.Output(nodes=pieces):
                for piece in pieces:
                    yield from _printed(piece, at)
            case nodes.If():
                yield from _in_if(node, at, parsed)
            case nodes.For():
                yield from _in_loop(node, at, parsed)
            case nodes.Include(template=nodes.Const(value=other)):
                there = _Place(str(other), at.inside, at.sure)
                yield from _in_body(parsed[str(other)].body, there, parsed)
            case _:
                pass


def _in_if(node: nodes.If, at: _Place, parsed: Mapping[str, nodes.Template]) -> Iterator[Use]:
    for branch in (node, *node.elif_):
        yield from _asked(branch.test, at)
        yes, no = _known(branch.test, at)
        yield from _in_body(branch.body, _Place(at.passage, at.inside, at.sure | yes), parsed)
        at = _Place(at.passage, at.inside, at.sure | no)
    yield from _in_body(node.else_, at, parsed)


def _in_loop(node: nodes.For, at: _Place, parsed: Mapping[str, nodes.Template]) -> Iterator[Use]:
    assert isinstance(node.iter, nodes.Name)
    over = _value(node.iter, at)
    given = [target.name for target in targets(node) if isinstance(target, nodes.Name)]
    yield _use(node.iter, How.LOOPED, at, parts=len(given))
    whole = len(given) == 1
    inner = {name: f"{over}[{'' if whole else no}]" for no, name in enumerate(given, start=1)}
    there = _Place(at.passage, {**at.inside, **inner}, at.sure)
    yield from _in_body(node.body, there, parsed)
    yield from _in_body(node.else_, at, parsed)


def _printed(node: nodes.Node, at: _Place) -> Iterator[Use]:
    match node:
        case nodes.TemplateData():
            return
        case nodes.Const(value=value) if isinstance(value, bool) or value is None:
            raise UnprintableError(node.lineno, "only words and numbers are printed")
        case nodes.Const():
            return
        case nodes.Getattr(attr="index" | "length"):
            return
        case nodes.Filter(name="listed" | "length" as name, node=nodes.Name() as value):
            yield _use(value, How.LISTED if name == "listed" else How.COUNTED, at)
        case nodes.Filter(name="capital", node=inner) if not isinstance(inner, nodes.Filter):
            yield from _printed(inner, at) if inner else ()
        case nodes.Name():
            yield _use(node, How.PRINTED, at)
        case nodes.CondExpr(test=test, expr1=one, expr2=other) if other is not None:
            yield from _asked(test, at)
            yes, no = _known(test, at)
            yield from _printed(one, _Place(at.passage, at.inside, at.sure | yes))
            yield from _printed(other, _Place(at.passage, at.inside, at.sure | no))
        case _:
            raise UnprintableError(
                node.lineno or 1, "prints what is neither a value nor one put by a filter"
            )


def _asked(node: nodes.Node, at: _Place) -> Iterator[Use]:
    """What a condition does with values."""
    match node:
        case nodes.Name():
            yield _use(node, How.ASKED, at)
        case nodes.Test(node=nodes.Name() as value):
            yield _use(value, How.ASKED, at, sure=True)
        case nodes.Compare(expr=first, ops=ops):
            measured = any(op.op not in ("eq", "ne") for op in ops)
            how = How.MEASURED if measured else How.COMPARED
            for side in (first, *(op.expr for op in ops)):
                yield from _compared(side, how, at)
        case nodes.Filter(name="length", node=nodes.Name() as value):
            yield _use(value, How.COUNTED, at)
        case nodes.Const():
            return
        case nodes.Getattr(attr=fact) if fact in LOOP_FACTS:
            return
        case nodes.Not(node=inner):
            yield from _asked(inner, at)
        case nodes.And(left=left, right=right):
            yield from _asked(left, at)
            yield from _asked(right, _Place(at.passage, at.inside, at.sure | _known(left, at)[0]))
        case nodes.Or(left=left, right=right):
            yield from _asked(left, at)
            yield from _asked(right, _Place(at.passage, at.inside, at.sure | _known(left, at)[1]))
        case _:
            raise UnprintableError(
                node.lineno or 1, "a condition asks for a value, counts it or compares it"
            )


def _compared(node: nodes.Node, how: How, at: _Place) -> Iterator[Use]:
    match node:
        case nodes.Name():
            yield _use(node, how, at)
        case nodes.Const(value=value) if how is How.MEASURED and not isinstance(value, int):
            raise UnprintableError(node.lineno, "only numbers are more or less than another")
        case nodes.Compare():
            raise UnprintableError(node.lineno, "a comparison compares values")
        case _:
            yield from _asked(node, at)


def _known(node: nodes.Node, at: _Place) -> tuple[frozenset[str], frozenset[str]]:
    """The values that are there if the condition holds, and those that are if it does not."""
    nothing: frozenset[str] = frozenset()
    match node:
        case nodes.Name() | nodes.Test(node=nodes.Name()):
            named = node if isinstance(node, nodes.Name) else node.node
            assert isinstance(named, nodes.Name)
            return frozenset({_value(named, at)}), nothing
        case nodes.Not(node=inner):
            yes, no = _known(inner, at)
            return no, yes
        case nodes.And(left=left, right=right):
            return _known(left, at)[0] | _known(right, at)[0], nothing
        case nodes.Or(left=left, right=right):
            return nothing, _known(left, at)[1] | _known(right, at)[1]
        case _:
            return nothing, nothing


def _value(name: nodes.Name, at: _Place) -> str:
    return at.inside.get(name.name, name.name)


def _use(name: nodes.Name, how: How, at: _Place, parts: int = 0, sure: bool = False) -> Use:
    value = _value(name, at)
    return Use(value, how, at.passage, name.lineno, sure or value in at.sure, parts)


def beyond(theirs: tuple[Use, ...], ours: tuple[Use, ...]) -> Iterator[tuple[Use, str]]:
    """Each use that a house's own passage makes of a value and the bundled one, `ours`, does not
    allow, and what to do. A name that the bundled passage does not have is not among them."""
    known = {use.value for use in ours}
    for use in theirs:
        if use.value.partition("[")[0] in {value.partition("[")[0] for value in known}:
            told = _beyond(use, [one for one in ours if one.value == use.value], ours)
            if told:
                yield use, told


def _beyond(use: Use, same: list[Use], ours: tuple[Use, ...]) -> str:
    hows = {one.how for one in same}
    listed = any(one.how is How.LISTED and f"{one.value}[]" == use.value for one in ours)
    many = hows & {How.LOOPED, How.LISTED, How.COUNTED}
    match use.how:
        case How.PRINTED if listed or (How.COMPARED in hows and not many):
            return ""
        case How.PRINTED if How.PRINTED not in hows:
            return _cannot(use, "printed")
        case How.PRINTED if not use.guarded and all(
            one.guarded for one in same if one.how is How.PRINTED
        ):
            return f"`{use.value}` can be empty: ask first, {{% if {use.value} %}}"
        case How.LOOPED if {(How.LOOPED, use.parts)} & {(o.how, o.parts) for o in same}:
            return ""
        case How.LOOPED if use.parts == 1 and How.LISTED in hows:
            return ""
        case How.LOOPED if How.LOOPED in hows:
            parts = " or ".join(str(o.parts) for o in same if o.how is How.LOOPED)
            return f"each of `{use.value}` has {parts} parts, not {use.parts}"
        case How.LOOPED:
            return _cannot(use, "gone over")
        case How.LISTED if How.LISTED in hows or _has_words(use.value, ours):
            return ""
        case How.LISTED:
            return _cannot(use, "listed")
        case How.COUNTED if not many:
            return _cannot(use, "counted")
        case How.MEASURED if How.MEASURED not in hows:
            return _cannot(use, "compared as a number")
        case _:
            return ""


def _has_words(value: str, ours: tuple[Use, ...]) -> bool:
    """Whether the bundled passage prints each of the several as a whole."""
    return any(use.value == f"{value}[]" and use.how is How.PRINTED for use in ours)


def _cannot(use: Use, done: str) -> str:
    return f"`{use.value}` cannot be {done}: the bundled passage does not do it either"
