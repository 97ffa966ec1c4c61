"""Nothing must be fixed in a letter that foi-bot wrote, whatever file it is read from."""

from __future__ import annotations

from itertools import product

import pytest

from foi_bot.checks.any_letter.run import check_letter
from foi_bot.checks.any_letter.sheet import Sheet
from foi_bot.checks.finding import Severity
from foi_bot.letter.read import read
from tests.letter.read.cases import NAMES, as_text, case_file


@pytest.mark.parametrize(("name", "kind"), list(product(NAMES, ("txt", "docx", "pdf"))))
def test_nothing_must_be_fixed_in_a_letter_of_our_own(name: str, kind: str) -> None:
    case, letter = case_file(name), read(as_text(name, kind))
    judged = check_letter(Sheet(letter, case.on))
    assert [one for one in judged.findings if one.severity is Severity.MUST_FIX] == []
