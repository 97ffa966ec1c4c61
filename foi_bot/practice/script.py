"""What the people of the practice workspace have to say: the answers of a case file, found by the
words of the question that Slack shows, and a few lines besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from foi_bot.bundled import templates
from foi_bot.case import Case, Key, Value
from foi_bot.casefile import load_case
from foi_bot.interview.asked import heading, question
from foi_bot.letter.house import House
from foi_bot.letter.pack import Line
from foi_bot.letter.yaml_errors import load_yaml_model


class NoAnswerError(Exception):
    """The bot asked what the practice case has no answer to; `str` has its words."""


class Lines(BaseModel):
    """`templates/practice/play.yaml`: what is typed besides the answers, and at which question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: Line
    email_ends: str = Field(alias="e-mail-ends")
    applicant_name: Line = Field(alias="applicant-name")
    applicant_contact: Line = Field(alias="applicant-contact")
    mask_also: Line = Field(alias="mask-also")
    in_the_box: Line = Field(alias="written-in-the-box")
    skipped: Line = Field(alias="skipped-at-first")
    discussed: Line
    lead_says: Line = Field(alias="lead-says")
    officer_says: Line = Field(alias="officer-says")
    corrected: Line
    typed_at_first: Line = Field(alias="typed-at-first")


@dataclass(frozen=True)
class Script:
    """The practice case, fully answered, and the lines that go with it.

    It knows nothing of the order in which the bot asks: `key` finds an answer by the question.
    """

    case: Case
    lines: Lines

    @property
    def email(self) -> str:
        """The request as it came, with what says who the applicant is."""
        return f"{self.case.request.text}\n\n{self.lines.email_ends}".strip()

    def key(self, about: str, ask: str) -> Key:
        """The question that Slack shows under this heading and in these words.

        Raises NoAnswerError where the practice case does not answer it.
        """
        for key in self.case.current:
            if (heading(self.case, key), question(self.case, key).ask) == (about, ask):
                return key
        raise NoAnswerError(f"the practice case has no answer to “{about}: {ask}”")

    def answer(self, key: Key) -> Value:
        """The answer to a question. Raises KeyError for one that the case does not answer."""
        return self.case.current[key].value


def practice_script(houses: Mapping[str, House]) -> Script:
    """The script that the program carries. Raises letter.problems.BadFile where it is wrong."""
    folder = templates() / "practice"
    lines = load_yaml_model(folder / "play.yaml", Lines, "templates/practice/play.yaml")
    return Script(load_case(folder / lines.case, houses), lines)
