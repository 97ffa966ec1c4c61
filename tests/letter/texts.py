"""What people paste into requests and answers, the worst of it included."""

from __future__ import annotations

from hypothesis import strategies as st

HOSTILE = (
    "{{ 7*7 }}",
    "{% include 'secret' %}",
    "{# gone #}",
    "<b>bold</b> & <!channel> <@U01OFFICER>",
    "*x* **y** _z_ ~s~ `c` ```d```",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "# x\n## y #",
    "- a\n- b\n1. c\n2) d",
    "> quoted\n>> twice",
    "[text](javascript:alert(1)) ![image](x) <https://example.org>",
    "&amp; &lt; &#0; &nbsp;",
    "\\ \\* \\n \\",
    "\ue000\ue100\ue001 \uf8ff \U000f0000 \U0010fffd",
    "\u202eevird\u202c \u200b\u200d\u2066x\u2069",
    "\U0001f600" * 50,
    '#set page(width: 1pt) #read("/etc/passwd") $x$ @ref',
    "a\n\n\nb\n \nc",
    "line one\nline two",
    "tab\there",
    ":smile: @here #general",
    "--- *** ___\n===",
    "    four spaces\n\ttab",
    "w\u0302 \u0175\u0177 na\u00efve \u4e2d\u6587 \u05d0\u05d1 \u0639\u0631\u0628\u064a",
    "trailing  \nspaces\\\n",
)

hostile = st.sampled_from(HOSTILE)
printed = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=40)
anything = st.one_of(hostile, printed, st.text(max_size=40), st.builds("".join, st.lists(hostile)))
"""Any string at all, lone surrogates and controls among them."""
