"""A question as it is asked in one case, and what an answer to it must be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from foi_bot.case import Case, Key, Reply, Value, once_per_case
from foi_bot.interview.parts import Part, from_value, split
from foi_bot.interview.questions import Group, Kind, Option, Question, wordings
from foi_bot.law.act import LawError, exemption, limb, limbs_in_force
from foi_bot.law.limbs import Body, Choices, Duty, Limb

OPTION_WIDTH = 75
"""Slack shows at most this many characters of an option (Block Kit, option object)."""

_BODIES = {"department": Body.GOVERNMENT_DEPARTMENT}


def question(case: Case, key: Key) -> Question:
    """The question of this key, its places filled for this case. Raises KeyError for none."""
    wording = wordings()[key.question]
    places = {"part": part_name(case, key.about), "limb": limb_name(key.about)}

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
    )


def heading(case: Case, key: Key) -> str:
    """What a question is about, for lists: "Part 2", "Section 30(3)" or "The request"."""
    name = part_name(case, key.about) if _is_part(case, key.about) else limb_name(key.about)
    name = name or "the request"
    return name[0].upper() + name[1:]


@once_per_case
def parts(case: Case) -> tuple[Part, ...]:
    """The parts of the request: as the officer set them, else as the request splits."""
    value = case.value("parts")
    return from_value(value) if isinstance(value, tuple) else split(case.request.text).parts


def part_name(case: Case, about: str) -> str:
    """ "part 2", or "the request" where there is only one part without a label."""
    found = next((part for part in parts(case) if part.id == about), None)
    if found is None:
        return "the request"
    if found.name and len(parts(case)) > 1:
        return found.name
    return f"part {found.id}" if len(parts(case)) > 1 else "the request"


def limb_name(about: str) -> str:
    """ "section 30(3)" """
    return f"section {about}" if about else ""


def body(case: Case) -> Body:
    """The kind of authority, as far as Part II makes a difference."""
    return _BODIES.get(str(case.house.body), Body.ANY)


def is_typed(asked: Question) -> bool:
    """Whether replies in the thread are an answer to this question."""
    return asked.kind in (Kind.TEXT, Kind.LINES)


def typed_value(asked: Question, replies: Iterable[Reply]) -> Value:
    """What these replies say together: paragraphs of one text, or one line each."""
    texts = [reply.text.strip() for reply in replies]
    texts = [text for text in texts if text]
    return tuple(texts) if asked.kind is Kind.LINES else "\n\n".join(texts)


def invalid(asked: Question, value: Value) -> str | None:
    """The name of the wording that says what is wrong with a value, or None."""
    match asked.kind:
        case Kind.CHOICE:
            known = isinstance(value, str) and asked.option(value) is not None
            return None if known else "choose-one"
        case Kind.CHOICES:
            known = isinstance(value, tuple) and all(asked.option(one) for one in value)
            return None if known and value else "choose-some"
        case Kind.TEXT:
            return None if isinstance(value, str) and value.strip() else "nothing-typed"
        case Kind.LINES:
            lines = isinstance(value, tuple) and all(line.strip() for line in value)
            return None if lines and value else "nothing-typed"
        case Kind.PARTS:
            return None if isinstance(value, tuple) and value else "nothing-typed"


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
        case _:
            return value if isinstance(value, str) else "\n".join(f"• {line}" for line in value)


def undone_by(case: Case, key: Key, value: Value) -> tuple[Key, ...]:
    """The answers that this answer takes the ground from, itself among them: they are asked again.

    "No, a plain yes or no would reveal nothing" ends an NCND, for example.
    """
    if not isinstance(value, str):
        return ()
    option = question(case, key).option(value)
    if option is None or not option.undoes:
        return ()
    abouts = [key.about] if _is_part(case, key.about) else _parts_relying_on(case, key.about)
    undone = [Key(option.undoes, about) for about in abouts]
    return tuple(found for found in (*undone, key) if found in {*case.current, key})


def _parts_relying_on(case: Case, cite: str) -> list[str]:
    return [part.id for part in parts(case) if cite in (case.value("limbs", part.id) or ())]


def _is_part(case: Case, about: str) -> bool:
    return any(part.id == about for part in parts(case))


def _groups(case: Case, key: Key) -> tuple[Group, ...]:
    wording = wordings()[key.question]
    if wording.families:
        return tuple(
            Group(family.label, _limb_options(case, frozenset(family.sections)))
            for family in wording.families
        )
    if wording.options:
        return (Group("", wording.fixed_options()),)
    choices = law_choices(case, key)
    return (Group("", _choice_options(choices)),) if choices else ()


def law_choices(case: Case, key: Key) -> Choices | None:
    """The paragraphs among which the law makes this question choose, or None."""
    if not key.about or _is_part(case, key.about):
        return None
    try:
        relied_on = limb(key.about, on=case.on)
    except LawError:
        # An old question about a provision that is no longer law: there is nothing to choose.
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


def _limb_options(case: Case, sections: frozenset[str]) -> tuple[Option, ...]:
    found = [
        one
        for one in limbs_in_force(case.on, duty=Duty.CONFIRM_OR_DENY)
        if one.section in sections and one.open_to(body(case))
    ]
    return tuple(Option(one.cite, _fitting(_limb_label(one, found))) for one in found)


def _limb_label(one: Limb, among: Sequence[Limb]) -> str:
    """A limb by its section's heading; where a section has several, by what each of them says."""
    alone = sum(other.section == one.section for other in among) == 1
    return f"{one.cite} {exemption(one.section).heading if alone else one.gist}"


def _fitting(label: str) -> str:
    return label if len(label) <= OPTION_WIDTH else f"{label[: OPTION_WIDTH - 1].rstrip()}…"
