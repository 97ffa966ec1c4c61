"""What a template of a letter may contain: a whitelist, checked when wording is loaded.

A sandbox alone does not stop `'a'*10**9`, nested `range`, `|safe` or the attributes of objects, so
nothing is allowed that is not named here: values, conditions, loops over values, partials of our
own, and three filters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jinja2 import nodes

FILTERS = frozenset({"listed", "length", "capital"})
TESTS = frozenset({"defined"})
LOOP_FACTS = frozenset({"index", "first", "last", "length"})
DEEPEST_LOOP = 2

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


def broken(template: nodes.Template, partials: Collection[str]) -> Iterator[tuple[int, str]]:
    """Line (from 1) and rule for everything the whitelist does not hold. `partials` are the names
    that `include` may take."""
    for node in _all(template):
        if not isinstance(node, _ALLOWED):
            yield node.lineno or 1, f"`{type(node).__name__.lower()}` has no place in a letter"
        elif found := _broken(node, partials):
            yield node.lineno or 1, found
    yield from _too_deep(template, 0)


def _broken(node: nodes.Node, partials: Collection[str]) -> str:
    match node:
        case nodes.Name(name=name) if name.startswith("_") or name in _INNER_NAMES:
            return f"`{name}` is not a value of a letter"
        case nodes.Getattr() if not _is_loop_fact(node):
            return f"`.{node.attr}`: only `loop` has facts: {', '.join(sorted(LOOP_FACTS))}"
        case nodes.Filter(name=name) if name not in FILTERS:
            return f"no filter `{name}`: there are {', '.join(sorted(FILTERS))}"
        case nodes.Filter(args=args) if not _plain(args) or node.kwargs or node.dyn_args:
            return "a filter takes written-out words only"
        case nodes.Test(name=name) if name not in TESTS or not isinstance(node.node, nodes.Name):
            return "the only test is `is defined`, of a value"
        case nodes.For() if node.recursive or not _loops_over_values(node):
            return "a loop goes over one value: `{% for part in parts %}`"
        case nodes.Include(template=nodes.Const(value=name)) if name in partials:
            return ""
        case nodes.Include():
            return "`include` takes the written-out name of a passage that exists"
        case _:
            return ""


def _is_loop_fact(node: nodes.Getattr) -> bool:
    return (
        isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in LOOP_FACTS
    )


def _plain(args: list[nodes.Expr]) -> bool:
    return all(isinstance(arg, nodes.Const) and isinstance(arg.value, str) for arg in args)


def _loops_over_values(node: nodes.For) -> bool:
    targets = node.target.items if isinstance(node.target, nodes.Tuple) else [node.target]
    return isinstance(node.iter, nodes.Name) and all(isinstance(t, nodes.Name) for t in targets)


def _too_deep(node: nodes.Node, depth: int) -> Iterator[tuple[int, str]]:
    for child in node.iter_child_nodes():
        inner = depth + isinstance(child, nodes.For)
        if inner > DEEPEST_LOOP:
            yield child.lineno, "loops go no deeper than two"
        else:
            yield from _too_deep(child, inner)


def names(template: nodes.Template) -> dict[str, int]:
    """The values that the template cannot do without, each with the line that first uses it.

    A name that the template asks about with `is defined` may be absent.
    """
    own = given(template) | {"loop"}
    asked = {t.node.name for t in template.find_all(nodes.Test) if isinstance(t.node, nodes.Name)}
    needed: dict[str, int] = {}
    for node in template.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in own | asked:
            needed[node.name] = min(node.lineno, needed.get(node.name, node.lineno))
    return needed


def given(template: nodes.Template) -> frozenset[str]:
    """The values that the template's own loops give to what stands inside them."""
    return frozenset(n.name for n in template.find_all(nodes.Name) if n.ctx == "store")


def partials(template: nodes.Template) -> frozenset[str]:
    """The passages that the template includes."""
    included = (node.template for node in template.find_all(nodes.Include))
    return frozenset(str(name.value) for name in included if isinstance(name, nodes.Const))


def _all(template: nodes.Template) -> Iterator[nodes.Node]:
    yield template
    yield from template.find_all(nodes.Node)
