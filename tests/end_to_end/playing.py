"""What happens in the browser window while a case is played, question by question."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

from foi_bot.case import LONDON, Case, Key
from foi_bot.interview.asked import question
from foi_bot.interview.questions import Kind
from foi_bot.practice.people import Person
from foi_bot.practice.script import Script
from foi_bot.practice.stage import Stage
from foi_bot.practice.workspace import FOI_CHANNEL, OFFICER, TEAM
from store.lists import find_reference
from store.load import load
from tests.end_to_end.window import Open, Window

OLIVE, LEN = "Olive Officer", "Len Lead"


@dataclass
class Playing:
    """What happens in the window, question by question."""

    here: Stage
    window: Window
    script: Script
    pictures: Path
    skipped: list[Key] = field(default_factory=list)
    in_the_box: list[Key] = field(default_factory=list)
    name: str = ""
    """What the names of this play's pictures begin with."""

    def open_a_request(self) -> None:
        """ "/foi", the form, the form that masks."""
        lines = self.script.lines
        # The page's inputs have one line.
        text = " ".join(self.script.email.split())
        received = datetime.now(LONDON).date() - timedelta(days=3)
        self.window.command("/foi")
        self.window.fill(
            "Open a request",
            The_request=text,
            Received=received.isoformat(),
            **{"Applicant's_name": lines.applicant_name},
        )
        self.window.send("Open a request")
        expect(self.window.form("Mask the applicant")).to_contain_text(lines.applicant_name)
        self.window.fill("Mask the applicant", Other_words=lines.mask_also)
        self.window.send("Mask the applicant")

    def answer(self, shown: Open) -> None:
        """Answer the question that the page shows, in the way that the page offers."""
        key = self.script.key(shown.about, shown.ask)
        asked, value = question(self.script.case, key), self.script.answer(key)
        values = (value,) if isinstance(value, str) else value
        labels = [option.label for option in asked.options if option.value in values]
        if key.question == self.script.lines.skipped and key not in self.skipped:
            self.skipped.append(key)
            self.press(shown, "Skip for now")
        elif asked.kind is Kind.PARTS:
            self.press(shown, "Yes, these are the parts")
        elif asked.kind is Kind.CHOICES:
            self.press(shown, "Choose")
            self.window.tick("Choose", labels)
            self.photograph("limbs")
            self.window.send("Choose")
        elif asked.kind is Kind.CHOICE:
            self.choose(shown, labels[0])
        elif key.question == self.script.lines.in_the_box:
            self.in_the_box.append(key)
            self.press(shown, "Write here")
            self.window.fill("Write here", Your_answer=" ".join(values))
            self.window.send("Write here")
        else:
            self.reply(shown, key, values)

    def choose(self, shown: Open, label: str) -> None:
        """One of several, on a button or in a menu."""
        if shown.has(label):
            self.press(shown, label)
        else:
            menu = shown.message.locator("select")
            # A menu of several groups names each option's group before it.
            options = menu.locator("option").all_inner_texts()
            shown_as = next(one for one in options if one == label or one.endswith(f": {label}"))
            menu.select_option(label=shown_as)

    def reply(self, shown: Open, key: Key, texts: tuple[str, ...]) -> None:
        """Replies in the thread; at one question people talk first, and one is corrected."""
        lines = self.script.lines
        if key.question == lines.discussed:
            self.window.act_as(LEN)
            self.window.reply(lines.lead_says)
            self.window.act_as(OLIVE)
        if key.question == lines.corrected:
            self.window.reply(lines.typed_at_first)
            self.press(shown, "Next")
            self.correct(lines.typed_at_first, " ".join(texts))
            return
        for text in texts:
            self.window.reply(text)
        if key.question == lines.discussed:
            self.window.wait_for_one_question()
            self.photograph("question")
        self.press(shown, "Next")

    def correct(self, typed: str, right: str) -> None:
        """The page lets nobody edit in a thread, so this is done beside it."""
        said = next(m for m in self.here.slack.messages(FOI_CHANNEL) if m.text == typed)
        Person(self.here.slack, OFFICER).edit(said, right)
        self.window.newest("the answer has a new version")

    def press(self, shown: Open, label: str) -> None:
        shown.message.get_by_role("button", name=label, exact=True).click()

    def photograph(self, name: str) -> None:
        self.window.page.mouse.move(400, 700)
        self.window.page.screenshot(path=self.pictures / f"{self.name}{name}.png")


def the_case(here: Stage) -> Case:
    """The one case, as the database has it."""
    with here.bot.database.reading() as connection:
        listed = find_reference(connection, TEAM, f"FOI{datetime.now(LONDON):%Y}/00001")
        assert listed is not None
        case = load(connection, TEAM, listed.id, here.bot.houses)
    assert case is not None
    return case


def words(case: Case, key: Key) -> str:
    return " ".join(case.words(*key).split())
