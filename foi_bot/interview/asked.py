"""A question as it is asked in one case: its words filled, its options as the law has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from foi_bot.case import Case, Key, Value
from foi_bot.interview.deadlines import undecided
from foi_bot.interview.kind import INTERIM
from foi_bot.interview.outcome import Outcome
from foi_bot.interview.parts import from_value
from foi_bot.interview.questions import (
    Column,
    Group,
    Kind,
    Option,
    Question,
    Wording,
    withheld_wordings,
    wordings,
)
from foi_bot.interview.rows import rows
from foi_bot.interview.slices import (
    ground_of,
    outcome,
    parts,
    relying_on,
    slice_of,
    slices_with,
)
from foi_bot.law.act import LawError, exemption, limb, limbs_in_force
from foi_bot.law.cites import BadCiteError, sections_words
from foi_bot.law.days_in_words import long_date
from foi_bot.law.limbs import Body, Choices, Duty, Limb, Standing

FILE_OPENED = "file-opened"
"""The question about each enclosure: its `about` is the enclosure's number, not a part's."""

OPTION_WIDTH = 75
"""Slack shows at most this many characters of an option (Block Kit, option object)."""

PIECE_WIDTH = 300
"""Characters by which a piece is called in a question: the question itself has to find room."""

_BODIES = {
    "department": Body.GOVERNMENT_DEPARTMENT,
    "welsh-government": Body.WELSH_GOVERNMENT,
    "house-of-commons": Body.HOUSE_OF_COMMONS,
    "house-of-lords": Body.HOUSE_OF_LORDS,
    "auditor": Body.AUDITOR,
}


def question(case: Case, key: Key) -> Question:
    """The question of this key, its places filled for this case. Raises KeyError for none."""
    wording = wording_of(case, key)
    places = {
        "part": part_name(case, key.about),
        "limb": limb_name(key.about),
        **_of_the_limb(case, key.about),
    }

    def fill(text: str) -> str:
        return text.format_map(places)

    groups = _groups(case, key)
    # Some limbs name an interest and leave no paragraphs to choose from: then it is written.
    written = wording.kind is Kind.CHOICE and not groups
    return Question(
        id=key.question,
        kind=Kind.TEXT if written else wording.kind,
        goes=wording.goes,
        short=fill(wording.short),
        ask=fill(wording.ask),
        why=fill(wording.why),
        source=wording.source,
        good=wording.good,
        bad=wording.bad,
        groups=groups,
        columns=tuple(Column(c.name, c.cell, c.among, c.unless) for c in wording.columns),
        rules=wording.rules,
        fewest=wording.fewest,
    )


def _of_the_limb(case: Case, about: str) -> dict[str, str]:
    """What the law says of a limb that a question can name: at what age it lapses, and which
    provisions go before it."""
    try:
        relied_on = limb(about, on=case.on)
    except (LawError, BadCiteError):
        return {"age": "", "other": ""}
    other = relied_on.not_if_exempt_under
    return {
        "age": str(relied_on.lapse or ""),
        "other": sections_words(other, "or") if other else "",
    }


def wording_of(case: Case, key: Key) -> Wording:
    """The words of a question: those for withholding, where its limb withholds information or its
    slice is withheld. Raises KeyError for no question."""
    return (withheld_wordings() if withholds(case, key.about) else wordings())[key.question]


def withholds(case: Case, about: str) -> bool:
    """Whether a limb, or the outcome of a slice, is about giving information rather than about
    saying whether it is held."""
    if slice_of(case, about) is not None:
        return outcome(case, about) is not Outcome.NCND
    try:
        return bool(about) and not limb(about, on=case.on).is_ncnd
    except (LawError, BadCiteError):
        return False


def heading(case: Case, key: Key) -> str:
    """What a question is about, for lists: "Part 2", "Section 30(3)", "The request" or a file."""
    if key.question == FILE_OPENED:
        return next((f"“{one.name}”" for one in case.enclosures if str(one.no) == key.about), "")
    name = part_name(case, key.about) if _is_part(case, key.about) else limb_name(key.about)
    name = name or "the request"
    return name[0].upper() + name[1:]


def part_name(case: Case, about: str) -> str:
    """ "part 2", "the request" where there is only one part without a label, or a piece of either:
    "the pilots' names (part 2)"."""
    piece = slice_of(case, about)
    if piece is not None and piece.text:
        whole = _whole_name(case, piece.part.id)
        name = _fitting(" ".join(piece.text.split()), PIECE_WIDTH)
        return name if whole == "the request" else f"{name} ({whole})"
    return _whole_name(case, about)


def _whole_name(case: Case, about: str) -> str:
    found = next((part for part in parts(case) if part.id == about), None)
    if found is None:
        return "the request"
    if found.name and len(parts(case)) > 1:
        return found.name
    return f"part {found.id}" if len(parts(case)) > 1 else "the request"


def part_number(case: Case, about: str) -> str:
    """The number or letter by which a part is told from the others: the applicant's own, else its
    place; "" where the request is one whole."""
    found = next((part for part in parts(case) if part.id == about), None)
    return found.number or found.id if found and len(parts(case)) > 1 else ""


def limb_name(about: str) -> str:
    """ "section 30(3)" """
    return f"section {about}" if about else ""


def body(case: Case) -> Body:
    """The kind of authority, as far as Part II makes a difference."""
    return _BODIES.get(str(case.house.body), Body.ANY)


def shown(case: Case, key: Key, value: Value) -> str:
    """An answer's value as people read it: labels for choices, words as they are."""
    asked = question(case, key)
    match asked.kind:
        case Kind.CHOICE | Kind.CHOICES:
            values = (value,) if isinstance(value, str) else value
            found = [(asked.option(one), one) for one in values]
            labels = [option.label if option else one for option, one in found]
            return "\n".join(labels if len(labels) == 1 else (f"• {label}" for label in labels))
        case Kind.PARTS:
            return "\n".join(
                f"{part.label} {part.text}".strip() for part in from_value(tuple(value))
            )
        case Kind.DATE:
            return _as_day(value)
        case Kind.ROWS:
            return "\n".join(f"• {' | '.join(_row(asked, row))}" for row in rows(value))
        case _:
            return value if isinstance(value, str) else "\n".join(f"• {line}" for line in value)


def _as_day(value: Value) -> str:
    try:
        return long_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _row(asked: Question, row: tuple[str, ...]) -> list[str]:
    kinds = [column.cell for column in asked.columns]
    return [
        _as_day(cell) if kind == "date" else cell for kind, cell in zip(kinds, row, strict=False)
    ]


def undone_by(case: Case, key: Key, value: Value) -> tuple[Key, ...]:
    """The answers that this answer takes the ground from, itself among them: they are asked again.

    "No, a plain yes or no would reveal nothing" ends an NCND, for example.
    """
    if not isinstance(value, str):
        return ()
    offered = (option for group in _groups(case, key) for option in group.options)
    option = next((one for one in offered if one.value == value), None)
    if option is None or not option.undoes:
        return ()
    if option.undoes == "limbs":
        undone = [ground_of(case, one.id) for one in relying_on(case, key.about)]
    elif option.undoes in set(Outcome):
        undone = [Key("outcome", one.id) for one in slices_with(case, Outcome(option.undoes))]
    else:
        undone = [Key(option.undoes, key.about)]
    return tuple(found for found in (*undone, key) if found in {*case.current, key})


def _is_part(case: Case, about: str) -> bool:
    return slice_of(case, about) is not None or any(part.id == about for part in parts(case))


def _groups(case: Case, key: Key) -> tuple[Group, ...]:
    wording = wording_of(case, key)
    if wording.families:
        found = (
            Group(family.label, _limb_options(case, key, wording.duty, frozenset(family.sections)))
            for family in wording.families
        )
        return tuple(group for group in found if group.options)
    if wording.options:
        return wording.fixed_groups() if key.question != "letter" else _letters(case, wording)
    choices = law_choices(case, key)
    return (Group("", _choice_options(choices)),) if choices else ()


def _letters(case: Case, wording: Wording) -> tuple[Group, ...]:
    """The letters that can be written now: what has been answered is neither acknowledged nor held
    over."""
    answered = bool(case.sent) and not undecided(case)
    return tuple(
        Group(
            group.label,
            tuple(one for one in group.options if not (answered and one.value in set(INTERIM))),
        )
        for group in wording.fixed_groups()
    )


def law_choices(case: Case, key: Key) -> Choices | None:
    """The paragraphs among which the law makes this question choose, or None."""
    if not key.about or _is_part(case, key.about):
        return None
    try:
        relied_on = limb(key.about, on=case.on)
    except (LawError, BadCiteError):
        # An old question about a provision that is no longer law, or about a piece or a part that
        # the request no longer has: there is nothing to choose.
        return None
    return _choices_for(case, relied_on, key)


def _choices_for(case: Case, relied_on: Limb, key: Key) -> Choices | None:
    choices = relied_on.choices
    while choices is not None and str(choices.need) != key.question:
        chosen = choices.pick(case.words(str(choices.need), key.about))
        choices = chosen.choices if chosen else None
    return choices


def _choice_options(choices: Choices) -> tuple[Option, ...]:
    return tuple(Option(one.cite, _fitting(f"{one.cite}: {one.gist}")) for one in choices.options)


def _limb_options(case: Case, key: Key, duty: Duty, sections: frozenset[str]) -> tuple[Option, ...]:
    """The limbs that are law for this authority. More time for the public interest can only be
    taken under those that have one (s10(3))."""
    weighed_only = outcome(case, key.about) is Outcome.EXTEND
    found = [
        one
        for one in limbs_in_force(case.on, duty=duty)
        if one.section in sections and one.open_to(body(case))
        if not (weighed_only and _is_absolute(case, one))
    ]
    return tuple(Option(one.cite, _fitting(_limb_label(one, found))) for one in found)


def _is_absolute(case: Case, one: Limb) -> bool:
    by_choice = one.choices.options if one.choices else ()
    standings = {option.standing or one.standing for option in by_choice} or {one.standing}
    return body(case) in one.absolute_for or standings == {Standing.ABSOLUTE}


def _limb_label(one: Limb, among: Sequence[Limb]) -> str:
    """A limb by its section's heading; where a section has several, by what each of them says."""
    alone = sum(other.section == one.section for other in among) == 1
    return f"{one.cite} {exemption(one.section).heading if alone else one.gist}"


def _fitting(label: str, width: int = OPTION_WIDTH) -> str:
    return label if len(label) <= width else f"{label[: width - 1].rstrip()}…"
