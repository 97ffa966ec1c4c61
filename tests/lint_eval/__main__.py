"""`make lint-eval`: precision and recall of every rule on any letter, what was held back apart.

ARGS="--open" tells every miss and every false finding of the letters that the rules were written
with; "--opened-later" those of the first third that was held back, which has been opened since;
"--held-back" those of the second set, which is for the end: a rule mended after it has seen them.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from tests.lint_eval.letters import EvalLetter, letters
from tests.lint_eval.score import Judgement, false_must_fix, judged, table


def main(arguments: list[str]) -> None:
    """Print the tables, and what was missed where that was asked for."""
    for title, some in _sets().items():
        judgements = {name: judged(name, one) for name, one in some.items()}
        clean = sum(one.is_clean for one in judgements.values())
        print(f"\n## {title}: {len(judgements)} letters, {clean} of them clean\n")
        print(table(judgements))
        on_clean = [name for name, _ in false_must_fix(judgements) if judgements[name].is_clean]
        print(f"\nFalse must-fix findings: {len(false_must_fix(judgements))}", end=", ")
        print(f"of which on clean letters: {len(on_clean)}.")
        if f"--{title.lower().replace(' ', '-')}" in arguments:
            _tell(judgements)


def _sets() -> Mapping[str, Mapping[str, EvalLetter]]:
    """The letters that the rules were written with, those opened later, and those held back."""
    back = letters(held_back=True)
    return {
        "Open": letters(held_back=False),
        "Opened later": {name: one for name, one in back.items() if not name.startswith("d")},
        "Held back": {name: one for name, one in back.items() if name.startswith("d")},
    }


def _tell(judgements: Mapping[str, Judgement]) -> None:
    for one in judgements.values():
        for fault in one.missed:
            print(f"\n{one.name}: missed {fault.rule} ({fault.severity}): {fault.words!r}")
            print(f"    {fault.why}")
        for fault in one.elsewhere:
            print(f"\n{one.name}: another rule found {fault.rule}: {fault.words!r}")
        for finding in one.wrong:
            print(f"\n{one.name}: false {finding.rule} ({finding.severity}): {finding.quote!r}")
            print(f"    {finding.advice}")


if __name__ == "__main__":
    main(sys.argv[1:])
