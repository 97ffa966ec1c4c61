"""What a template of a letter may contain: a whitelist, checked when wording is loaded.

A sandbox alone does not stop `'a'*10**9`, nested `range`, `|safe` or the attributes of objects, so
nothing is allowed that is not named here: values, conditions, loops over values, passages included
whole, and three filters. What is allowed is bounded too, in length and depth, so that no template
keeps the program busy or fills its memory: a loop can only go over what it was given, and a loop
within it over what that gives, so that no template does more than its case has values.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from jinja2 import nodes

FILTERS = frozenset({"listed", "length", "capital"})
TESTS = frozenset({"defined"})
LOOP_FACTS = frozenset({"index", "first", "last", "length"})
DEEPEST_LOOP = 2

LONGEST: Final = 8_000
"""In characters: eight times the longest passage there is."""
DEEPEST: Final = 16
"""How deep conditions and brackets may be nested; each `elif` counts, as it does to Python."""
MOST_VALUES: Final = 100
MOST_INCLUDED: Final = 10
MOST_MARKS: Final = 300
"""Brackets, asterisks and the like, which Markdown has to find the other half of."""

_MARKS = re.compile(r"[][()<>*_\\!`]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,60}")
_LARGEST_NUMBER: Final = 10**9
_COMPARED = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.For,
    nodes.Tuple,
    nodes.Test,
    nodes.Filter,
    nodes.Getattr,
    nodes.Include,
)
_INNER_NAMES = frozenset({"self", "super", "caller", "varargs", "kwargs"})


def too_long(source: str) -> Iterator[tuple[int, str]]:
    """Line and rule for a source that is not even to be parsed."""
    if len(source) > LONGEST:
        yield 1, f"has {len(source):,} characters, and {LONGEST:,} is the most"
    elif len(_MARKS.findall(source)) > MOST_MARKS:
        yield 1, f"has more than {MOST_MARKS} brackets, asterisks and other marks"


def broken(template: nodes.Template, partials: Collection[str]) -> Iterator[tuple[int, str]]:
    """Line (from 1) and rule for everything the whitelist does not hold. `partials` are the names
    that `include` may take."""
    for node in _all(template):
        if not isinstance(node, _ALLOWED):
            yield node.lineno or 1, f"`{type(node).__name__.lower()}` has no place in a letter"
        elif found := _broken(node, partials):
            yield node.lineno or 1, found
    yield from _too_many(template)
    if line := _too_deep(template):
        yield line, f"conditions and brackets go no deeper than {DEEPEST}"
    else:
        yield from _loops(template.body, ())


def _broken(node: nodes.Node, partials: Collection[str]) -> str:
    match node:
        case nodes.Name(name=name) if not _NAME.fullmatch(name) or name in _INNER_NAMES:
            return f"`{name[:60]}` is not a value of a letter"
        case nodes.Const(value=value) if not _is_plain(value):
            return "only words and numbers are written out"
        case nodes.Getattr() if not _is_loop_fact(node):
            return f"`.{node.attr}`: only `loop` has facts: {', '.join(sorted(LOOP_FACTS))}"
        case nodes.Filter(name=name) if name not in FILTERS:
            return f"no filter `{name}`: there are {', '.join(sorted(FILTERS))}"
        case nodes.Filter(args=args) if not _words(args) or node.kwargs or node.dyn_args:
            return "a filter takes written-out words only"
        case nodes.Test(name=name) if name not in TESTS or not isinstance(node.node, nodes.Name):
            return "the only test is `is defined`, of a value"
        case nodes.Operand(op=op) if op not in _COMPARED:
            return "values are compared with `==` and `!=` only, and numbers with `<` and `>`"
        case nodes.For() if node.recursive or node.test or not _loops_over_values(node):
            return "a loop goes over one value: `{% for part in parts %}`"
        case nodes.Include() if not node.with_context or node.ignore_missing:
            return "`include` takes a name and nothing else"
        case nodes.Include(template=nodes.Const(value=name)) if name in partials:
            return ""
        case nodes.Include():
            return "`include` takes the written-out name of a passage that exists"
        case _:
            return ""


def _is_plain(value: object) -> bool:
    """Whether it is words, or a number that anybody would write. Python refuses to write out a
    number of thousands of digits."""
    if isinstance(value, bool) or value is None:
        return True
    return isinstance(value, str) or (isinstance(value, int) and abs(value) < _LARGEST_NUMBER)


def _is_loop_fact(node: nodes.Getattr) -> bool:
    return (
        isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in LOOP_FACTS
    )


def _words(args: list[nodes.Expr]) -> bool:
    return all(isinstance(arg, nodes.Const) and isinstance(arg.value, str) for arg in args)


def _loops_over_values(node: nodes.For) -> bool:
    return isinstance(node.iter, nodes.Name) and all(
        isinstance(target, nodes.Name) and target.name != "loop" for target in targets(node)
    )


def targets(node: nodes.For) -> list[nodes.Node]:
    """What a loop calls each of its values, or the parts of each."""
    return list(node.target.items) if isinstance(node.target, nodes.Tuple) else [node.target]


def _too_many(template: nodes.Template) -> Iterator[tuple[int, str]]:
    printed = [
        piece
        for output in template.find_all(nodes.Output)
        for piece in output.nodes
        if not isinstance(piece, nodes.TemplateData)
    ]
    if len(printed) > MOST_VALUES:
        yield printed[MOST_VALUES].lineno, f"a passage prints no more than {MOST_VALUES} values"
    included = list(template.find_all(nodes.Include))
    if len(included) > MOST_INCLUDED:
        yield included[MOST_INCLUDED].lineno, f"a passage includes no more than {MOST_INCLUDED}"


def _too_deep(template: nodes.Template) -> int:
    """The line on which something is nested too deep, or 0."""
    todo: list[tuple[nodes.Node, int]] = [(template, 0)]
    while todo:
        node, depth = todo.pop()
        if depth > DEEPEST:
            return node.lineno or 1
        otherwise = node.elif_ if isinstance(node, nodes.If) else []
        todo += [(one, depth + no) for no, one in enumerate(otherwise, start=1)]
        todo += [(one, depth + 1) for one in node.iter_child_nodes(exclude=("elif_",))]
    return 0


def _loops(some: Iterable[nodes.Node], around: tuple[nodes.For, ...]) -> Iterator[tuple[int, str]]:
    """What is wrong with the loops: how many stand in each other, what the inner ones go over, and
    that `loop` is spoken of where there is none."""
    for node in some:
        match node:
            case nodes.For():
                yield from _loop(node, around)
                yield from _loops(node.body, (*around, node))
                yield from _loops(node.else_, around)
            case nodes.Getattr():
                if _is_loop_fact(node) and not around:
                    yield node.lineno, "`loop` is there within a loop only"
            case nodes.Name(name="loop"):
                yield node.lineno, "`loop` has facts only, such as `loop.index`"
            case _:
                yield from _loops(node.iter_child_nodes(), around)


def _loop(node: nodes.For, around: tuple[nodes.For, ...]) -> Iterator[tuple[int, str]]:
    if len(around) >= DEEPEST_LOOP:
        yield node.lineno, "loops go no deeper than two"
    given = {t.name for t in targets(around[-1]) if isinstance(t, nodes.Name)} if around else set()
    if around and isinstance(node.iter, nodes.Name) and node.iter.name not in given:
        yield node.lineno, "a loop within a loop goes over what the outer one gives"


def partials(template: nodes.Template) -> frozenset[str]:
    """The passages that the template includes."""
    return frozenset(name for name, _, _ in included(template))


def included(template: nodes.Template) -> Iterator[tuple[str, int, bool]]:
    """Each passage that the template includes, on which line, and whether within a loop."""
    looped = {id(n) for loop in template.find_all(nodes.For) for n in loop.find_all(nodes.Include)}
    for node in template.find_all(nodes.Include):
        if isinstance(node.template, nodes.Const):
            yield str(node.template.value), node.lineno, id(node) in looped


def optional(template: nodes.Template) -> frozenset[str]:
    """The values that the template asks about with `is defined`: they may be absent."""
    asked = (test.node for test in template.find_all(nodes.Test))
    return frozenset(name.name for name in asked if isinstance(name, nodes.Name))


def has_loop(template: nodes.Template) -> bool:
    """Whether the template repeats anything."""
    return next(template.find_all(nodes.For), None) is not None


def _all(template: nodes.Template) -> Iterator[nodes.Node]:
    yield template
    yield from template.find_all(nodes.Node)
