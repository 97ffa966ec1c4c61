"""Whatever anybody types comes out as those very characters, and wording is checked when loaded."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foi_bot.letter.characters import printable
from foi_bot.letter.fill import Value, Wording, WordingError
from foi_bot.letter.template_uses import beyond
from foi_bot.letter.tree import HOUSE, Heading, ListBlock, Paragraph, Quotation, Span
from tests.letter.texts import HOSTILE, anything

WORDING = Wording(
    {
        "reason": "## Section {{ limb }}\n\nThe harm is **this**: {{ harm }}, we say.\n",
        "quote": "You wrote:\n\n> {{ request }}\n",
        "alone": "{{ reasoning }}\n",
        "list": "{% for item in items %}\n- {{ loop.index }} of {{ items|length }}: {{ item }}\n"
        "{% endfor %}\n",
        "numbered": "1. {{ a }}\n2. {{ b }}\n",
        "limbs": "We rely on {{ limbs|listed }}.\n",
        "either": "{% if note is defined %}Note: {{ note }}.{% else %}No note.{% endif %}\n",
        "pairs": "{% for label, text in parts %}\n{{ label }}: {{ text }}\n\n{% endfor %}\n",
        "whole": "Before.\n\n{% include 'alone' %}\n\nAfter.\n",
        "office": "Write to [{{ email }}](mailto:{{ email }}) or see <https://example.org/foi>.\n",
        "label": "# Request {{ reference }}\n",
        "twice": "({{ x }}) [{{ x }}]\n",
        "start": "{{ words|capital }}\n",
        "wrapped": "One sentence that the file\nwraps, and a break\\\nafter it.\n",
    }
)


def paragraph(*spans: Span) -> Paragraph:
    return Paragraph(spans)


def test_a_passage_becomes_blocks_whose_spans_know_their_origin() -> None:
    assert WORDING.blocks("reason", {"limb": "31(3)", "harm": Value("delay", "q-harm")}) == (
        Heading(2, (Span("Section 31(3)"),)),
        paragraph(
            Span("The harm is "),
            Span("this", strong=True),
            Span(": "),
            Span("delay", "q-harm"),
            Span(", we say."),
        ),
    )


def test_a_value_standing_alone_becomes_a_paragraph_for_each_of_its_own() -> None:
    value = Value("First\nline.\n\n \nSecond.\r\n\r\nThird.\n", "q")
    assert WORDING.blocks("alone", {"reasoning": value}) == (
        paragraph(Span("First\nline.", "q")),
        paragraph(Span("Second.", "q")),
        paragraph(Span("Third.", "q")),
    )


def test_a_request_with_blank_lines_stays_one_quotation() -> None:
    (_, quotation) = WORDING.blocks("quote", {"request": Value("1) a\n\n2) b", "request")})
    assert quotation == Quotation(
        (paragraph(Span("1) a", "request")), paragraph(Span("2) b", "request")))
    )


def test_a_loop_makes_one_list_with_an_item_for_each_value() -> None:
    blocks = WORDING.blocks("list", {"items": [Value("x\n\ny", "q1"), Value("z", "q2")]})
    assert blocks == (
        ListBlock(
            ordered=False,
            items=(
                (Span("1 of 2: "), Span("x\ny", "q1")),
                (Span("2 of 2: "), Span("z", "q2")),
            ),
        ),
    )


def test_a_numbered_list_is_written_with_its_numbers() -> None:
    (block,) = WORDING.blocks("numbered", {"a": "x", "b": "y"})
    assert block == ListBlock(ordered=True, items=((Span("x"),), (Span("y"),)))


@pytest.mark.parametrize(
    ("limbs", "words"),
    [
        (["s23(5)"], "We rely on s23(5)."),
        (["s23(5)", "s30(3)"], "We rely on s23(5) and s30(3)."),
        (["s23(5)", "s30(3)", "s31(3)"], "We rely on s23(5), s30(3) and s31(3)."),
    ],
)
def test_values_are_listed_as_a_sentence_lists_them(limbs: list[str], words: str) -> None:
    assert WORDING.text("limbs", {"limbs": limbs}) == words


def test_an_optional_value_may_be_absent() -> None:
    assert WORDING.names("either") == frozenset()
    assert WORDING.text("either", {}) == "No note."
    assert WORDING.text("either", {"note": "late"}) == "Note: late."


def test_a_loop_may_take_pairs_apart() -> None:
    blocks = WORDING.blocks("pairs", {"parts": [("Part 1", Value("a", "q")), ("Part 2", "b")]})
    assert blocks == (paragraph(Span("Part 1: "), Span("a", "q")), paragraph(Span("Part 2: b")))


def test_a_partial_stands_among_the_words_around_it() -> None:
    assert WORDING.names("whole") == {"reasoning"}
    blocks = WORDING.blocks("whole", {"reasoning": "Between."})
    assert blocks == (
        paragraph(Span("Before.")),
        paragraph(Span("Between.")),
        paragraph(Span("After.")),
    )


def test_a_link_leads_where_its_value_says() -> None:
    line = WORDING.line("office", {"email": "foi@example.org"})
    assert line[1] == Span("foi@example.org", link="mailto:foi@example.org")
    assert line[3] == Span("https://example.org/foi", link="https://example.org/foi")


@pytest.mark.parametrize("address", ["a b", "x>y", '"x"', "a\nb", ""])
def test_a_value_that_is_no_address_makes_no_link(address: str) -> None:
    assert all(
        span.link != f"mailto:{address}" for span in WORDING.line("office", {"email": address})
    )


def test_a_heading_is_one_line() -> None:
    (heading,) = WORDING.blocks("label", {"reference": Value("A\nB", "q")})
    assert heading == Heading(1, (Span("Request "), Span("A B", "q")))


def test_a_sentence_may_start_with_a_value() -> None:
    assert WORDING.line("start", {"words": Value("the force", "q")}) == (Span("The force", "q"),)


def test_a_line_that_the_file_wraps_is_one_line_of_the_letter() -> None:
    (block,) = WORDING.blocks("wrapped", {})
    assert block == paragraph(Span("One sentence that the file wraps, and a break\nafter it."))


def test_an_empty_value_leaves_no_empty_block() -> None:
    assert WORDING.blocks("alone", {"reasoning": ""}) == ()
    assert WORDING.blocks("quote", {"request": " \n\n "}) == (paragraph(Span("You wrote:")),)
    assert WORDING.blocks("list", {"items": []}) == ()


@given(anything)
def test_no_value_can_be_anything_but_words_of_a_line(typed: str) -> None:
    shown = printable(typed)
    assert WORDING.text("twice", {"x": typed}) == f"({shown}) [{shown}]"


@given(
    st.text(st.characters(exclude_characters="\n\r\v\f\x85\u2028\u2029"), min_size=1).filter(
        str.strip
    )
)
def test_a_value_of_one_line_is_one_span_of_those_very_characters(typed: str) -> None:
    (block,) = WORDING.blocks("alone", {"reasoning": Value(typed, "q")})
    assert block == paragraph(Span(printable(typed), "q"))


@given(anything)
def test_the_words_of_a_value_are_all_there_whatever_its_line_breaks(typed: str) -> None:
    blocks = WORDING.blocks("alone", {"reasoning": Value(typed, "q")})
    assert all(isinstance(block, Paragraph) for block in blocks)
    spans = [span for block in blocks if isinstance(block, Paragraph) for span in block.spans]
    assert "".join(s.text for s in spans).split() == printable(typed).split() or len(blocks) > 1
    assert " ".join(s.text for s in spans).split() == printable(typed).split()
    assert {span.origin for span in spans} <= {"q"}


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_change_nothing_around_them(typed: str) -> None:
    plain = WORDING.blocks("reason", {"limb": "1", "harm": Value("x", "q")})
    hostile = WORDING.blocks("reason", {"limb": "1", "harm": Value(f"x{typed.strip()}x", "q")})
    assert hostile[0] == plain[0]
    first, last = hostile[1], hostile[-1]
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert isinstance(plain[1], Paragraph)
    assert first.spans[:3] == plain[1].spans[:3]
    assert last.spans[-1] == plain[1].spans[-1]


def test_a_value_of_40_000_characters_is_a_value_like_any_other() -> None:
    typed = "".join(HOSTILE).replace("\n", " ") * 80
    assert len(typed) > 40_000
    (block,) = WORDING.blocks("alone", {"reasoning": Value(typed, "q")})
    assert block == paragraph(Span(printable(typed), "q"))


def test_more_values_than_one_digit_can_number_keep_their_places() -> None:
    items = [f"<{n}>" for n in range(70_000)]
    (block,) = WORDING.blocks("limbs", {"limbs": items})
    assert isinstance(block, Paragraph)
    assert block.spans[0].text.endswith("<69998> and <69999>.")


def test_the_words_around_a_value_are_the_house_s() -> None:
    line = WORDING.line("limbs", {"limbs": [Value("a", "q1"), Value("b", "q2")]})
    assert [span.origin for span in line] == [HOUSE, "q1", HOUSE, "q2", HOUSE]


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("a\n{{ x.y }}", 2, "`.y`"),
        ("{{ x['y'] }}", 1, "`getitem`"),
        ("{{ x() }}", 1, "`call`"),
        ("\n\n{{ x|safe }}", 3, "no filter `safe`"),
        ("{{ 'a' * 10 }}", 1, "`mul`"),
        ("{{ 'a' ~ x }}", 1, "`concat`"),
        ("{% for a in range(9) %}{% endfor %}", 1, "`call`"),
        ("{% for a in x recursive %}{% endfor %}", 1, "goes over one value"),
        ("{% set a = 1 %}", 1, "`assign`"),
        ("{% macro m() %}{% endmacro %}", 1, "`macro`"),
        ("{% import 'other' as o %}", 1, "`import`"),
        ("{% extends 'other' %}", 1, "`extends`"),
        ("{% include 'nowhere' %}", 1, "name of a passage"),
        ("{% include x %}", 1, "name of a passage"),
        ("{% include ['a', 'b'] %}", 1, "name of a passage"),
        ("{% autoescape false %}{% endautoescape %}", 1, "`scope`"),
        ("{% filter upper %}x{% endfilter %}", 1, "`filterblock`"),
        ("{{ self }}", 1, "`self`"),
        ("{{ _values }}", 1, "`_values`"),
        ("{{ x is string }}", 1, "`is defined`"),
        ("{{ x|listed(y) }}", 1, "written-out words"),
        ("a\n{% if x %}", 2, "end of template"),
        ("{{ x", 1, "end of"),
        ("a\n\ue000", 2, "private-use"),
        ("a\n\n*slanted* words", 3, "one asterisk"),
        ("**Label:**{{ x }}", 1, "mark nothing"),
        ("- a\n  - b", 2, "more than words within a list"),
        ("> # a", 1, "more than paragraphs within a quotation"),
        ("\n{% raw %}{{ x }}{% endraw %}", 2, "`raw`"),
        ("{{ '}} # {{' }}\n\n#### a", 3, "below level 3"),
        ("{% include 'other' without context %}", 1, "a name and nothing else"),
        ("{% include 'nowhere' ignore missing %}", 1, "a name and nothing else"),
        ("{% include 'p' %}", 1, "includes itself"),
        ("{{ loop.index }}", 1, "within a loop only"),
        ("{% for a in x %}{% else %}{{ loop.index }}{% endfor %}", 1, "within a loop only"),
        ("{% for a in x %}{{ loop }}{% endfor %}", 1, "facts only"),
        ("{% for loop in x %}{% endfor %}", 1, "over one value"),
        ("{% for a in x if a %}{% endfor %}", 1, "over one value"),
        ("{% for a in x %}{% for b in y %}{% endfor %}{% endfor %}", 1, "what the outer one gives"),
        ("{% if 'a' in x %}{% endif %}", 1, "compared with"),
        ("{{ 1.5 }}", 1, "only words and numbers"),
        ("{{ true }}", 1, "only words and numbers"),
        ("{{ 1000000000000 }}", 1, "only words and numbers"),
        ("{{ 'a'|length|length }}", 1, "neither a value"),
        ("{{ ('a', 'b')|listed }}", 1, "neither a value"),
        ("{{ x == 'a' }}", 1, "neither a value"),
        ("{{ 'a' if x }}", 1, "neither a value"),
        ("{% if (x, y) %}{% endif %}", 1, "asks for a value"),
        ("{% if x < 'a' %}{% endif %}", 1, "only numbers"),
        ("{{ \u017felf }}", 1, "is not a value of a letter"),
        ("#### a", 1, "below level 3"),
        (
            "{% for a in x %}{% for b in x %}{% for c in x %}{% endfor %}{% endfor %}{% endfor %}",
            1,
            "no deeper",
        ),
    ],
)
def test_what_a_letter_has_no_place_for_is_refused_with_file_and_line(
    source: str, line: int, words: str
) -> None:
    with pytest.raises(WordingError) as refused:
        Wording({"other": "x", "p": source}, {"p": "pack/p.md"})
    found = [problem for problem in refused.value.errors if words in problem.expected]
    assert found, refused.value
    assert (found[0].file, found[0].line) == ("pack/p.md", line)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ " + "1" * 5000 + " }}", "a number that is too long"),
        ("{{ 0x" + "f" * 6000 + " }}", "only words and numbers"),
        ("{{ " + "(" * 150 + "x" + ")" * 150 + " }}", "nested too deep"),
        ("{% if " + "not " * 300 + "x %}a{% endif %}", "no deeper than 16"),
        ("{% if x %}" * 150 + "{% endif %}" * 150, "no deeper than 16"),
        ("{% if x %}" + "{% elif x %}" * 500 + "{% endif %}", "no deeper than 16"),
        ("x" * 8_001, "8,000 is the most"),
        ("[" * 4_000, "more than 300"),
        ("{{ x }}" * 101, "no more than 100 values"),
        ("{% include 'q' %}" * 11, "no more than 10"),
        ("{% include 'r' %}", "`r` includes others itself"),
        ("{% for a in x %}{% include 's' %}{% endfor %}", "`s` has a loop"),
    ],
)
def test_a_template_that_would_keep_the_program_busy_is_refused_unwritten(
    source: str, words: str
) -> None:
    others = {"q": "a", "r": "{% include 'q' %}", "s": "{% for b in y %}{{ b }}{% endfor %}"}
    with pytest.raises(WordingError, match=words):
        Wording({**others, "p": source})


def test_passages_that_double_one_another_are_refused_unwritten() -> None:
    doubling = {f"p{no}": f"{{% include 'p{no + 1}' %}}" * 2 for no in range(60)}
    with pytest.raises(WordingError, match="includes others itself"):
        Wording({**doubling, "p60": "a"})


EXPRESSIONS = st.recursive(
    st.sampled_from(["x", "y", "'a'", "1", "loop.index", "true", "items", "pairs"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["listed", "length", "capital", "safe"])).map("|".join),
        st.tuples(inner, st.sampled_from(["==", "<", "and", "or", "~", "*", "in"]), inner).map(
            " ".join
        ),
        inner.map("not {}".format),
        inner.map("({})".format),
    ),
    max_leaves=4,
)
STATEMENTS = st.recursive(
    st.one_of(EXPRESSIONS.map("{{{{ {} }}}}".format), st.just("words ")),
    lambda inner: st.one_of(
        st.tuples(EXPRESSIONS, inner).map(lambda t: f"{{% if {t[0]} %}}{t[1]}{{% endif %}}"),
        inner.map("{{% for x in items %}}{}{{% endfor %}}".format),
        inner.map("{{% for x, y in pairs %}}{}{{% endfor %}}".format),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=4,
)
BUNDLED = (
    "{{ x }} {{ items|listed }} {% for x, y in pairs %}{{ x }}{{ y }}{% endfor %}"
    "{% for x in items %}{{ x }}{% endfor %}{% if y %}{{ y }}{% endif %}{% if late %}{% endif %}"
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STATEMENTS, st.sampled_from([None, "y"]))
def test_a_house_s_passage_that_was_loaded_can_be_written_whatever_it_is_given(
    source: str, y: str | None
) -> None:
    ours = Wording({"p": BUNDLED})
    try:
        theirs = Wording({"p": source})
    except WordingError:
        return
    if list(beyond(theirs.uses("p"), ours.uses("p"))) or theirs.names("p") - ours.names("p"):
        return
    values = {"x": "x", "y": y, "items": ["a"], "pairs": [("a", "b")], "late": True}
    assert theirs.blocks("p", values) is not None


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(WordingError) as refused:
        Wording({"a": "{{ x.y }}", "b": "ok", "c": "\n{{ x() }}"})
    assert [(problem.file, problem.line) for problem in refused.value.errors] == [
        ("a", 1),
        ("c", 2),
    ]


def test_partials_that_include_each_other_are_refused() -> None:
    with pytest.raises(WordingError, match="includes itself"):
        Wording({"a": "{% include 'b' %}", "b": "{% include 'a' %}"})


def test_a_missing_value_is_named_with_the_line_that_needs_it() -> None:
    wording = Wording({"p": "x\n\n{% include 'q' %}", "q": "a\n{{ harm }}"}, {"q": "pack/q.md"})
    with pytest.raises(WordingError) as refused:
        wording.blocks("p", {})
    (problem,) = refused.value.errors
    assert (problem.file, problem.line) == ("pack/q.md", 2)
    assert "`harm`" in problem.expected


@pytest.mark.parametrize("unfit", [None, True, ["a"], 1.5, b"x", object()])
def test_what_is_no_words_cannot_be_printed(unfit: object) -> None:
    with pytest.raises(WordingError, match="p, line 2"):
        Wording({"p": "x\n{{ x }}"}).blocks("p", {"x": unfit})  # type: ignore[dict-item]


def test_a_value_cannot_ask_for_a_template() -> None:
    wording = Wording({"p": "{{ x }}", "secret": "the secret"})
    assert wording.text("p", {"x": "{% include 'secret' %}"}) == "{% include 'secret' %}"
