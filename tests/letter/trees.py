"""Letters of every shape, as hypothesis makes them, and one that reads like a real one."""

from __future__ import annotations

from hypothesis import strategies as st

from foi_bot.letter.tree import (
    Block,
    Heading,
    Letter,
    Letterhead,
    ListBlock,
    Paragraph,
    Quotation,
    Reference,
    SignOff,
    Slot,
    Span,
    Table,
)

LINKS = (
    None,
    None,
    None,
    "https://example.org/foi?a=1&b=(2)_*x*",
    "mailto:foi@example.org",
    "javascript:alert(1)",
    "https://example.org/a b",
    "",
)


def spans(text: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Span, ...]]:
    """Runs of up to four spans in any style."""
    span = st.builds(
        Span,
        text,
        origin=st.sampled_from(["house", "q-harm"]),
        strong=st.booleans(),
        link=st.sampled_from(LINKS),
    )
    return st.lists(span, max_size=4).map(tuple)


def letters(text: st.SearchStrategy[str], language: str = "en-GB") -> st.SearchStrategy[Letter]:
    """Any letter whose words are drawn from `text`."""
    lines = st.lists(text, max_size=3).map(tuple)
    run = spans(text)
    blocks: st.SearchStrategy[Block] = st.one_of(
        st.builds(Letterhead, lines),
        st.builds(Slot, st.sampled_from(["date", "applicant"])),
        st.builds(Reference, text, text),
        st.builds(Heading, st.sampled_from([1, 2, 3]), run),
        st.builds(Paragraph, run),
        st.builds(Quotation, st.lists(st.builds(Paragraph, run), max_size=3).map(tuple)),
        st.builds(ListBlock, st.booleans(), st.lists(run, max_size=3).map(tuple)),
        st.builds(Table, text, lines, st.lists(lines, max_size=3).map(tuple)),
        st.builds(SignOff, lines),
    )
    return st.builds(Letter, st.just(language), text, st.lists(blocks, max_size=6).map(tuple))
