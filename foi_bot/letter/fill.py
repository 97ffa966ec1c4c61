"""Parse, then fill: the house's wording, and the case's values put into it.

A template's own words pass through Jinja2 and Markdown; a value never does (`tokens`). So nothing
that anybody types can be an instruction to either, in no format, and each span knows whose words
it holds.

A passage is one small file: `letters/ncnd/no-inference.md` is the passage `ncnd/no-inference`. A
house pack replaces a passage by a file of the same name, and nothing else can be replaced, so every
name that a replacement may use is known.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.resources.abc import Traversable

from jinja2 import Template, TemplateError, TemplateSyntaxError, nodes

from foi_bot.bundled import walk
from foi_bot.letter import skeleton, template_rules, tokens
from foi_bot.letter.problems import BadFile, Problem
from foi_bot.letter.tokens import Fact, Facts, Value
from foi_bot.letter.tree import Block, Span

__all__ = ["Fact", "Facts", "Value", "Wording", "WordingError", "load_wording"]

SUFFIX = ".md"


class WordingError(BadFile):
    """Wording that cannot make a letter: what to mend, in which file, on which line."""


class Wording:
    """The passages a letter is made of: read and checked once, never changed.

    `templates` maps a passage's name to its source; `files` says what to call its file when
    something is wrong with it (otherwise the passage's name). Raises WordingError with every
    problem found. Two wordings of the same version are equal.
    """

    def __init__(
        self, templates: Mapping[str, str], files: Mapping[str, str] | None = None
    ) -> None:
        self._sources = {name: _whole(templates[name]) for name in sorted(templates)}
        self._files = {name: (files or {}).get(name, name) for name in self._sources}
        self._environment = tokens.environment(self._load)
        self.version = _version(self._sources)
        parsed = self._parsed()
        self._needs = {name: _needs(name, parsed) for name in parsed}
        self._flat = {name: tokens.flat(template) for name, template in parsed.items()}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wording) and other.version == self.version

    def __hash__(self) -> int:
        return hash(self.version)

    def __contains__(self, passage: str) -> bool:
        return passage in self._sources

    @property
    def passages(self) -> tuple[str, ...]:
        """The names of all passages, in order."""
        return tuple(self._sources)

    def names(self, passage: str) -> frozenset[str]:
        """The values that the passage must be given. Raises KeyError for an unknown passage."""
        return frozenset(self._needs[passage])

    def place(self, passage: str, name: str) -> tuple[str, int]:
        """File and line where the passage, or a partial of it, first needs the value."""
        where, line = self._needs[passage][name]
        return self._files[where], line

    def blocks(self, passage: str, values: Facts) -> tuple[Block, ...]:
        """The passage as blocks of a letter (headings, paragraphs, quotations, lists).

        Raises KeyError for an unknown passage, WordingError if a value is missing or unfit.
        """
        return tuple(tokens.fill_blocks(*self._rendered(passage, values)))

    def line(self, passage: str, values: Facts) -> tuple[Span, ...]:
        """The passage as one run of spans, for a place inside a block. Raises as `blocks`."""
        return tokens.fill_line(*self._rendered(passage, values))

    def text(self, passage: str, values: Facts) -> str:
        """The passage as plain words, for a label or a title. Raises as `blocks`."""
        return "".join(span.text for span in self.line(passage, values))

    def _rendered(self, passage: str, values: Facts) -> tuple[str, list[Value]]:
        if missing := self._needs[passage].keys() - values.keys():
            raise WordingError(
                Problem(*self.place(passage, name), passage, f"needs a value for `{name}`")
                for name in missing
            )
        if (flat := self._flat[passage]) is not None:
            # What cannot be printed is rendered after all, which says on which line it stands.
            with suppress(TypeError):
                return flat.text, flat.values(values)
        template = self._environment.get_template(passage)
        try:
            return tokens.render(template, values)
        except (TemplateError, TypeError) as problem:
            where = _failed_at(problem, template, passage)
            raise WordingError([Problem(*where, passage, str(problem))]) from problem

    def _load(self, passage: str) -> tuple[str, str, Callable[[], bool]]:
        return self._sources[passage], self._files[passage], lambda: True

    def _parsed(self) -> dict[str, nodes.Template]:
        parsed: dict[str, nodes.Template] = {}
        problems: list[Problem] = []
        for name, source in self._sources.items():
            file = self._files[name]
            try:
                parsed[name] = self._environment.parse(source, name, file)
            except TemplateSyntaxError as wrong:
                problems.append(
                    Problem(file, wrong.lineno, name, wrong.message or "is no template")
                )
            else:
                found = _found(source, parsed[name], self._sources)
                problems.extend(Problem(file, line, name, rule) for line, rule in found)
        problems.extend(self._circles(parsed))
        if problems:
            raise WordingError(problems)
        return parsed

    def _circles(self, parsed: Mapping[str, nodes.Template]) -> Iterator[Problem]:
        for name in parsed:
            if name in _reached(template_rules.partials(parsed[name]), parsed):
                yield Problem(self._files[name], 1, name, "includes itself")


def load_wording(
    folder: Traversable, over: Traversable | None = None, common: Collection[str] = ()
) -> Wording:
    """The wording in a folder, with the passages replaced that `over` has files for.

    A passage is a file whose name ends in `.md`; its name is its path without that. A replacement
    may use the values that the replaced passage is given, and those in `common`. Raises
    WordingError with every problem, among them a replacement of nothing.
    """
    bundled = _sources(folder)
    ours = Wording({name: source for name, (source, _) in bundled.items()}, _files(bundled))
    if over is None:
        return ours
    replaced = _sources(over)
    problems = [
        Problem(file, 1, name, "replaces no passage: there is none of that name")
        for name, (_, file) in replaced.items()
        if name not in bundled
    ]
    if problems:
        raise WordingError(problems)

    merged = bundled | replaced
    made = Wording({name: source for name, (source, _) in merged.items()}, _files(merged))
    _refuse_unknown_names(made, ours, replaced, common)
    return made


def _refuse_unknown_names(
    made: Wording, ours: Wording, replaced: Iterable[str], common: Collection[str]
) -> None:
    problems = [
        Problem(*made.place(name, unknown), name, f"`{unknown}` is not a value that it is given")
        for name in replaced
        for unknown in made.names(name) - ours.names(name) - set(common)
    ]
    if problems:
        raise WordingError(problems)


def _sources(folder: Traversable) -> dict[str, tuple[str, str]]:
    """Each passage's source and file. A README is for people."""
    return {
        path.removesuffix(SUFFIX): (file.read_text("utf-8"), f"{folder.name}/{path}")
        for path, file in walk(folder)
        if path.endswith(SUFFIX) and file.name != "README.md"
    }


def _files(sources: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    return {name: file for name, (_, file) in sources.items()}


def _whole(source: str) -> str:
    """The source ending in one line break, so that a partial ends its own last line."""
    return source.rstrip("\n") + "\n"


def _version(sources: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name, source in sources.items():
        for part in (name.encode(), source.encode()):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _found(
    source: str, template: nodes.Template, passages: Collection[str]
) -> Iterator[tuple[int, str]]:
    yield from template_rules.broken(template, passages)
    for at, text in enumerate(source.splitlines(), start=1):
        if tokens.PRIVATE_USE.search(text):
            yield at, "private-use characters have no place in a letter's wording"
    for at, what in skeleton.not_expressible(skeleton.outline(source, tokens.ANY_TOKEN)):
        yield at, f"no place in a letter for {what}"


def _reached(names: Iterable[str], parsed: Mapping[str, nodes.Template]) -> set[str]:
    reached: set[str] = set()
    todo = [name for name in names if name in parsed]
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo.extend(n for n in template_rules.partials(parsed[name]) if n in parsed)
    return reached


def _needs(name: str, parsed: Mapping[str, nodes.Template]) -> dict[str, tuple[str, int]]:
    """Each value that the passage or its partials need, with the passage and line that need it."""
    own = template_rules.names(parsed[name])
    needs = {value: (name, line) for value, line in own.items()}
    given = template_rules.given(parsed[name])
    for partial in template_rules.partials(parsed[name]):
        for value, where in _needs(partial, parsed).items():
            if value not in given:
                needs.setdefault(value, where)
    return needs


def _failed_at(error: BaseException, template: Template, passage: str) -> tuple[str, int]:
    """File and line of the template where rendering failed."""
    found = template.filename or passage, 1
    traceback = error.__traceback__
    while traceback is not None:
        # Jinja2 marks the frames that it rewrites to point into templates.
        if "__jinja_exception__" in traceback.tb_frame.f_globals:
            found = traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
    return found
