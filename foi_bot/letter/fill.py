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
from functools import lru_cache
from importlib.resources.abc import Traversable

from jinja2 import Environment, Template, TemplateError, TemplateSyntaxError, nodes

from foi_bot.bundled import walk
from foi_bot.letter import skeleton, template_rules, tokens
from foi_bot.letter.language import Language, english
from foi_bot.letter.nearest import nearest
from foi_bot.letter.problems import BadFile, Problem
from foi_bot.letter.template_uses import UnprintableError, Use, beyond, uses
from foi_bot.letter.tokens import Fact, Facts, Value
from foi_bot.letter.tree import Block, Span

__all__ = ["Fact", "Facts", "Value", "Wording", "WordingError", "load_wording"]

SUFFIX = ".md"


class WordingError(BadFile):
    """Wording that cannot make a letter: what to mend, in which file, on which line."""


class Wording:
    """The passages a letter is made of: read and checked once, never changed.

    `templates` maps a passage's name to its source; `files` says what to call its file when
    something is wrong with it (otherwise the passage's name); `language` is that of the passages.
    Raises WordingError with every problem found. Two wordings of the same version are equal.
    """

    def __init__(
        self,
        templates: Mapping[str, str],
        files: Mapping[str, str] | None = None,
        language: Language | None = None,
    ) -> None:
        self.language = language or english()
        self._sources = {name: _whole(templates[name]) for name in sorted(templates)}
        self._files = {name: (files or {}).get(name, name) for name in self._sources}
        self._environment = tokens.environment(self._load, self.language)
        self.version = _version({**self._sources, "": self.language.version})
        parsed = self._parsed()
        self._uses = self._used(parsed)
        self._needs = {name: _needs(self._uses[name], parsed) for name in parsed}
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

    def source(self, passage: str) -> str:
        """The passage as it was written. Raises KeyError for an unknown passage."""
        return self._sources[passage]

    def names(self, passage: str) -> frozenset[str]:
        """The values that the passage must be given. Raises KeyError for an unknown passage."""
        return frozenset(self._needs[passage])

    def place(self, passage: str, name: str) -> tuple[str, int]:
        """File and line where the passage, or a partial of it, first needs the value."""
        where, line = self._needs[passage][name]
        return self._files[where], line

    def uses(self, passage: str) -> tuple[Use, ...]:
        """What the passage does with its values. Raises KeyError for an unknown passage."""
        return self._uses[passage]

    def file(self, passage: str) -> str:
        """What to call the passage's file. Raises KeyError for an unknown passage."""
        return self._files[passage]

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
        except (TemplateError, TypeError, ValueError) as problem:
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
                found = tuple(template_rules.too_long(source))
                parsed[name] = self._environment.parse("" if found else source, name, file)
                found = found or tuple(
                    _found(self._environment, source, parsed[name], self._sources)
                )
            except TemplateSyntaxError as wrong:
                found = ((wrong.lineno, wrong.message or "is no template"),)
            except RecursionError:
                found = ((1, "is nested too deep"),)
            except ValueError:
                # Python reads no number of thousands of digits.
                found = ((1, "holds a number that is too long"),)
            problems.extend(Problem(file, line, name, rule) for line, rule in found)
        problems.extend(self._included(parsed))
        if problems:
            raise WordingError(problems)
        return parsed

    def _included(self, parsed: Mapping[str, nodes.Template]) -> Iterator[Problem]:
        """What a passage includes is one more passage: with passages that include others, a few
        lines could ask for more than any memory holds."""
        for name, template in parsed.items():
            for partial, line, looped in template_rules.included(template):
                inner = parsed.get(partial)
                if inner is None:
                    continue
                inner_ones = template_rules.partials(inner)
                if name in inner_ones:
                    yield Problem(self._files[name], line, name, "includes itself")
                elif inner_ones:
                    rule = f"`{partial}` includes others itself: include those"
                    yield Problem(self._files[name], line, name, rule)
                if looped and template_rules.has_loop(inner):
                    rule = f"`{partial}` has a loop, and so has no place in one"
                    yield Problem(self._files[name], line, name, rule)

    def _used(self, parsed: Mapping[str, nodes.Template]) -> dict[str, tuple[Use, ...]]:
        used: dict[str, tuple[Use, ...]] = {}
        problems: list[Problem] = []
        for name in parsed:
            try:
                used[name] = uses(name, parsed)
            except UnprintableError as wrong:
                problems.append(Problem(self._files[name], wrong.line, name, wrong.why))
        if problems:
            raise WordingError(problems)
        return used


def load_wording(
    folder: Traversable,
    over: Traversable | None = None,
    common: Collection[str] = (),
    language: Language | None = None,
    called: str = "",
) -> Wording:
    """The wording in a folder, with the passages replaced that `over` has files for; `called` is
    what problems call the folder `over` (otherwise its name).

    A passage is a file whose name ends in `.md`; its name is its path without that. A replacement
    may use the values that the replaced passage is given, and those in `common`. `language` is
    that of the merged passages. Raises WordingError with every problem, among them a replacement of
    nothing.
    """
    bundled = _sources(folder, folder.name)
    ours = _ours(tuple((name, *found) for name, found in bundled.items()))
    replaced = _sources(over, called or over.name) if over else {}
    if not replaced and language in (None, ours.language):
        return ours
    problems = [
        Problem(file, 1, name, f"replaces no passage: {nearest(name, bundled)}")
        for name, (_, file) in replaced.items()
        if name not in bundled
    ]
    if problems:
        raise WordingError(problems)

    merged = bundled | replaced
    sources = {name: source for name, (source, _) in merged.items()}
    made = Wording(sources, _files(merged), language)
    _refuse_unknown_names(made, ours, replaced, common)
    return made


@lru_cache(maxsize=4)
def _ours(bundled: tuple[tuple[str, str, str], ...]) -> Wording:
    """The bundled passages: name, source and file of each. Read once for every house."""
    sources = {name: source for name, source, _ in bundled}
    return Wording(sources, {name: file for name, _, file in bundled})


def _refuse_unknown_names(
    made: Wording, ours: Wording, replaced: Iterable[str], common: Collection[str]
) -> None:
    problems = [
        Problem(
            *made.place(name, unknown),
            name,
            f"`{unknown}` is not a value that it is given: {nearest(unknown, known)}",
        )
        for name in replaced
        for known in [ours.names(name) | _asked(ours.uses(name)) | set(common)]
        for unknown in made.names(name) - known
    ]
    problems += [
        Problem(made.file(use.passage), use.line, name, told)
        for name in replaced
        for use, told in beyond(made.uses(name), ours.uses(name))
    ]
    if problems:
        raise WordingError(problems)


def _asked(used: Iterable[Use]) -> set[str]:
    return {use.value for use in used if "[" not in use.value}


def _sources(folder: Traversable, called: str) -> dict[str, tuple[str, str]]:
    """Each passage's source and file, which begins with what the folder is called. A README is for
    people."""
    found: dict[str, tuple[str, str]] = {}
    problems: list[Problem] = []
    for path, file in walk(folder):
        if path.endswith(SUFFIX) and file.name != "README.md":
            name = f"{called}/{path}"
            content = file.read_bytes()
            try:
                found[path.removesuffix(SUFFIX)] = _as_text(content), name
            except UnicodeDecodeError as wrong:
                line = content.count(b"\n", 0, wrong.start) + 1
                problems.append(Problem(name, line, "", "expected text saved as UTF-8"))
    if problems:
        raise WordingError(problems)
    return found


def _as_text(content: bytes) -> str:
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


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
    environment: Environment, source: str, template: nodes.Template, passages: Collection[str]
) -> Iterator[tuple[int, str]]:
    yield from template_rules.broken(template, passages)
    for at, text in enumerate(source.splitlines(), start=1):
        if tokens.PRIVATE_USE.search(text):
            yield at, "private-use characters have no place in a letter's wording"
    lexed = list(environment.lex(source))
    for at, kind, _ in lexed:
        if kind == "raw_begin":
            yield at, "`raw` has no place in a letter"
    for at, what in skeleton.not_expressible(skeleton.outline(lexed, tokens.ANY_TOKEN)):
        yield at, f"no place in a letter for {what}"


def _needs(used: Iterable[Use], parsed: Mapping[str, nodes.Template]) -> dict[str, tuple[str, int]]:
    """Each value that the passage or its partials need, with the passage and line that need it. A
    name that a template asks about with `is defined` may be absent."""
    needs: dict[str, tuple[str, int]] = {}
    optional: set[str] = set()
    for use in used:
        if "[" not in use.value:
            needs.setdefault(use.value, (use.passage, use.line))
            optional |= template_rules.optional(parsed[use.passage])
    return {name: where for name, where in needs.items() if name not in optional}


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
