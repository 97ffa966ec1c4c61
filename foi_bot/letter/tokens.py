"""Tokens: what stands for a value while a template is rendered and parsed, and what becomes of it.

While Jinja2 renders, `finalize` puts a token of private-use characters wherever a value would be
printed. The rendered text, which then holds the template's words and tokens alone, is parsed into
blocks (`skeleton`); only then do tokens become literal spans, each with its value's origin.

A token cannot be forged: templates that hold private-use characters are refused when wording is
loaded, and the characters of a value are never in the text that is searched for tokens. For the
same reason tokens may be plain numbers, and a passage parsed once is parsed for all cases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    Template,
    nodes,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from foi_bot.letter import skeleton
from foi_bot.letter.characters import address, one_line, printable
from foi_bot.letter.language import Language, english
from foi_bot.letter.tree import HOUSE, Block, Heading, ListBlock, Paragraph, Quotation, Span


@dataclass(frozen=True, slots=True)
class Value:
    """Words with their origin: `HOUSE`, or the question that they answer. False when empty."""

    text: str
    origin: str = HOUSE

    def __bool__(self) -> bool:
        return bool(self.text)


Fact: TypeAlias = "str | Value | int | Sequence[Fact] | None"
"""What a template may be given. A plain string is the house's own; a truth value, None and a
sequence are for conditions and loops and cannot be printed."""

Facts: TypeAlias = Mapping[str, Fact]


class _Listed(tuple[Value, ...]):
    """Several values that print one after another."""

    __slots__ = ()


_VALUES = "_values"
_OPEN, _CLOSE, _DIGIT = "\ue000", "\ue001", 0xE100
_TOKEN = re.compile(f"{_OPEN}([{chr(_DIGIT)}-{chr(_DIGIT + 0xFF)}]+){_CLOSE}")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")

PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""What a template must not contain."""

ANY_TOKEN = f"{_OPEN}{chr(_DIGIT)}{_CLOSE}"
"""A token for looking at a template without values."""


def environment(
    load: Callable[[str], tuple[str, str, Callable[[], bool]]], language: Language | None = None
) -> Environment:
    """The Jinja2 environment that renders values as tokens; `load` as for FunctionLoader. Lists are
    joined as the language joins them: that of the bundled words, if none is given."""
    made = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        finalize=_as_token,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        cache_size=-1,
        auto_reload=False,
    )
    made.globals.clear()
    listing = partial(listed, language or english())
    made.filters = {"listed": listing, "length": len, "capital": capital}
    made.tests = {"defined": made.tests["defined"]}
    return made


def render(template: Template, facts: Facts) -> tuple[str, list[Value]]:
    """The template's words with tokens, and the values that the tokens stand for, by number.

    Raises TemplateError or TypeError where the facts do not suit the template.
    """
    values: list[Value] = []
    return template.render({**facts, _VALUES: values}), values


@dataclass(frozen=True, slots=True)
class Flat:
    """A template that prints values and nothing else: its words with tokens are the same whatever
    the values are, so it needs no rendering. `names` are its values, in the order of the tokens."""

    text: str
    names: tuple[str, ...]

    def values(self, facts: Facts) -> list[Value]:
        """The values that the tokens stand for. Raises TypeError for what cannot be printed."""
        return [_value(facts[name]) for name in self.names]


def flat(template: nodes.Template) -> Flat | None:
    """The template without Jinja2, or None where it decides or repeats something."""
    words: list[str] = []
    names: list[str] = []
    for statement in template.body:
        if not isinstance(statement, nodes.Output):
            return None
        for piece in statement.nodes:
            if isinstance(piece, nodes.TemplateData):
                words.append(piece.data)
            elif isinstance(piece, nodes.Name):
                words.append(_token(len(names)))
                names.append(piece.name)
            else:
                return None
    return Flat("".join(words), tuple(names))


# pass_context keeps Jinja2 from folding a printed constant into the template's own words.
@pass_context
def _as_token(context: Context, printed: object) -> str:
    values: list[Value] = context[_VALUES]
    parts = printed if isinstance(printed, _Listed) else (_value(printed),)
    tokens = "".join(_token(len(values) + at) for at in range(len(parts)))
    values.extend(parts)
    return tokens


def _value(printed: object) -> Value:
    match printed:
        case Value():
            return printed
        case str():
            return Value(printed)
        case int() if not isinstance(printed, bool):
            return Value(str(printed))
        case StrictUndefined():
            str(printed)
    raise TypeError(
        f"{type(printed).__name__} cannot be printed in a letter: only words and numbers"
    )


def _token(number: int) -> str:
    high, low = divmod(number, 256)
    digits = chr(_DIGIT + low)
    while high:
        high, low = divmod(high, 256)
        digits = chr(_DIGIT + low) + digits
    return f"{_OPEN}{digits}{_CLOSE}"


def _number(digits: str) -> int:
    number = 0
    for digit in digits:
        number = number * 256 + ord(digit) - _DIGIT
    return number


def listed(language: Language, items: Sequence[Fact], last: str = "") -> _Listed:
    """The filter `listed`: "a, b and c", each item keeping its origin. `last` is the word before
    the last item, where it is not the language's own. Raises TypeError for anything but words and
    numbers in a sequence."""
    if isinstance(items, (str, Value)):
        raise TypeError("`listed` takes several values")
    parts: list[Value] = []
    for at, item in enumerate(items, start=1):
        value = _value(item)
        if parts:
            parts.append(Value(language.before(value.text, at == len(items), last)))
        parts.append(value)
    return _Listed(parts)


def capital(words: Fact) -> Value:
    """The filter `capital`: the words with a capital at the front, for the start of a sentence."""
    value = _value(words)
    return Value(value.text[:1].upper() + value.text[1:], value.origin)


def fill_blocks(text: str, values: Sequence[Value]) -> Iterator[Block]:
    """The blocks that the rendered text spells, with the values in them.

    Blank lines in a value part paragraphs; every other line break stays. A block without words is
    left out.
    """
    for block in skeleton.blocks(text.strip("\n")):
        match block:
            case Heading(level, spans):
                yield from (Heading(level, line) for line in _flat(_filled(spans, values)))
            case Paragraph(spans):
                yield from _paragraphs(_filled(spans, values))
            case Quotation(paragraphs):
                quoted = [
                    part
                    for paragraph in paragraphs
                    for part in _paragraphs(_filled(paragraph.spans, values))
                ]
                if quoted:
                    yield Quotation(tuple(quoted))
            case ListBlock(ordered, items):
                filled = [item for each in items for item in _item(_filled(each, values))]
                if filled:
                    yield ListBlock(ordered, tuple(filled))


def fill_line(text: str, values: Sequence[Value]) -> tuple[Span, ...]:
    """The rendered text as one run of spans: nothing in it starts a block."""
    return _merged(_filled(skeleton.line(text), values))


def _filled(spans: Sequence[Span], values: Sequence[Value]) -> Iterator[Span]:
    for span in spans:
        link = _address(span.link, values) if span.link else None
        for at, words in enumerate(_TOKEN.split(span.text)):
            if at % 2:
                value = values[_number(words)]
                yield Span(printable(value.text), value.origin, span.strong, link)
            else:
                yield Span(words, span.origin, span.strong, link)


def _address(link: str | None, values: Sequence[Value]) -> str | None:
    """Where a link leads, if it is a place that a letter may send its reader to."""
    return address(link and _TOKEN.sub(lambda token: values[_number(token[1])].text, link))


def _paragraphs(spans: Iterator[Span]) -> Iterator[Paragraph]:
    run: list[Span] = []
    for span in spans:
        if "\n" not in span.text:
            run.append(span)
            continue
        first, *others = _BLANK_LINES.split(span.text)
        run.append(_saying(span, first))
        for other in others:
            yield from _paragraph(run)
            run = [_saying(span, other)]
    yield from _paragraph(run)


def _paragraph(run: list[Span]) -> Iterator[Paragraph]:
    if spans := _without_outer_breaks(_merged(run)):
        yield Paragraph(spans)


def _item(spans: Iterator[Span]) -> Iterator[tuple[Span, ...]]:
    closed_up = (_saying(span, _BLANK_LINES.sub("\n", span.text)) for span in spans)
    if item := _without_outer_breaks(_merged(closed_up)):
        yield item


def _flat(spans: Iterator[Span]) -> Iterator[tuple[Span, ...]]:
    line = _merged(_saying(span, span.text.replace("\n", " ")) for span in spans)
    if one_line("".join(span.text for span in line)):
        yield line


def _without_outer_breaks(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without line breaks before the first word and after the last; none if no words."""
    kept = list(spans)
    while kept and not kept[0].text.strip():
        del kept[0]
    while kept and not kept[-1].text.strip():
        del kept[-1]
    if kept and "\n" in kept[0].text:
        kept[0] = _saying(kept[0], re.sub(r"^\s*\n", "", kept[0].text))
    if kept and "\n" in kept[-1].text:
        kept[-1] = _saying(kept[-1], re.sub(r"\n\s*$", "", kept[-1].text))
    return tuple(kept)


def _merged(spans: Sequence[Span] | Iterator[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in spans:
        if not span.text:
            continue
        if merged and _style(merged[-1]) == _style(span):
            merged[-1] = _saying(span, merged[-1].text + span.text)
        else:
            merged.append(span)
    return tuple(merged)


def _style(span: Span) -> tuple[str, bool, str | None]:
    return span.origin, span.strong, span.link


def _saying(span: Span, text: str) -> Span:
    """The span with other words. `dataclasses.replace` is the larger half of a letter's time."""
    return Span(text, span.origin, span.strong, span.link)
