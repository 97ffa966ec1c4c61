"""Reading `part_ii/*.yaml` into exemptions, strictly. README.md there describes the fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from foi_bot.law.cites import BadCiteError, in_order, parse_cite, section_of
from foi_bot.law.data import Fields, LawDataError, read_yaml
from foi_bot.law.limbs import (
    Beside,
    Body,
    Choice,
    Choices,
    Duty,
    Effect,
    Exemption,
    How,
    Lapse,
    Limb,
    Provision,
    Span,
    Standing,
    Status,
    Stem,
    Test,
)
from foi_bot.law.needs import Need

_FOR_NOW = Span(date.min)
_HARM = (Need.ACTOR_AND_ACT, Need.CONSEQUENCE)
_HARMFUL = frozenset({Test.PREJUDICE, Test.ENDANGER, Test.MIXED})
_NOT_A_START = ("the applicant", "we ", "our ", "you ")


def read_exemption(path: Path) -> Exemption:
    """One section's file. Raises LawDataError, naming file and field, for anything amiss."""
    fields = Fields(read_yaml(path), path.name)
    section = fields.text("section")
    lists: dict[str, _Listed] = {}
    for name, row in fields.under("lists").items():
        lists[name] = _Listed(row, name, lists)
    limbs = _limbs(fields.rows("limbs"), section, lists)
    also = tuple(read_provision(row) for row in fields.rows("also"))
    exemption = Exemption(section, fields.text("title"), fields.text("heading"), limbs, also)
    fields.done()
    spans = [(limb.cite, limb.in_force) for limb in limbs]
    spans += [(item.cite, item.in_force) for item in also]
    _once_a_day(spans, path.name)
    for cite, _ in spans:
        if section_of(cite) != section:
            raise LawDataError(f"{path.name}: {cite} is not in section {section}")
    return exemption


def read_provision(row: Fields) -> Provision:
    """A provision that is cited but is no limb: an item of `also`, or of `duties.yaml`."""
    provision = Provision(
        cite=_cite(row, "cite"),
        gist=_gist(row, Stem.INFORMATION),
        in_force=_span(row),
        source=row.text("source"),
        status=row.one_of("status", Status),
        replaced_by=_cites(row, "replaced_by"),
    )
    row.done()
    return provision


class _Listed:
    """A list of choices that several limbs of a file share; its span is each limb's own. An option
    may rest in turn on a list that stands above it."""

    def __init__(self, row: Fields, name: str, before: Mapping[str, _Listed]) -> None:
        self.name = name
        self._need = row.one_of("need", Need)
        self._stem = row.one_of("stem", Stem)
        self._options = [_option(item, self._stem, before) for item in row.rows("options")]
        row.done()
        if not self._options:
            raise row.wrong("options", "has nothing to choose from")

    def over(self, span: Span) -> Choices:
        """The choices, law as long as the limb that rests on them."""
        options = tuple(
            replace(option, in_force=span, choices=deeper.over(span) if deeper else None)
            for option, deeper in self._options
        )
        return Choices(self._need, self._stem, options)


def _option(row: Fields, stem: Stem, lists: Mapping[str, _Listed]) -> tuple[Choice, _Listed | None]:
    deeper = _list_named(row, "choices", lists) if row.has("choices") else None
    option = Choice(
        cite=_cite(row, "cite"),
        gist=_gist(row, stem),
        in_force=_FOR_NOW,
        standing=row.one_of("standing", Standing) if row.has("standing") else None,
        needs=row.some_of("needs", Need),
    )
    row.done()
    return option, deeper


def _list_named(row: Fields, field: str, lists: Mapping[str, _Listed]) -> _Listed:
    name = row.text(field)
    if name not in lists:
        raise row.wrong(field, f"is no list of this file: {name!r}")
    return lists[name]


def _limbs(rows: Iterable[Fields], section: str, lists: Mapping[str, _Listed]) -> tuple[Limb, ...]:
    limbs: list[Limb] = []
    for row in rows:
        limbs.append(_limb(row, section, lists, limbs))
        row.done()
    return tuple(limbs)


def _limb(row: Fields, section: str, lists: Mapping[str, _Listed], before: list[Limb]) -> Limb:
    span = _span(row)
    test = row.one_of("test", Test)
    stem = row.one_of("stem", Stem)
    standing = row.one_of("standing", Standing)
    status = row.one_of("status", Status)
    needs = row.some_of("needs", Need)
    choices = _choices(row, span, stem, standing, lists, before)
    duty = row.one_of("duty", Duty)
    _agree(row, duty, test, stem, needs, choices)
    return Limb(
        cite=_cite(row, "cite"),
        section=section,
        duty=duty,
        test=test,
        standing=standing,
        stem=stem,
        gist=_gist(row, stem),
        in_force=span,
        source=row.text("source"),
        status=status,
        dates_status=row.one_of("dates", Status, status),
        needs=needs,
        choices=choices,
        beside=tuple(_beside(item) for item in row.rows("beside")),
        not_if_exempt_under=_cites(row, "not_if_exempt_under"),
        not_if_exempt_for=row.some_of("not_if_exempt_for", Body),
        only_for=row.some_of("only_for", Body),
        absolute_for=row.some_of("absolute_for", Body),
        lapse=_lapse(row),
        replaced_by=_cites(row, "replaced_by"),
        note=row.text("note", ""),
    )


def _agree(
    row: Fields,
    duty: Duty,
    test: Test,
    stem: Stem,
    needs: tuple[Need, ...],
    choices: Choices | None,
) -> None:
    """What duty, test, stem, needs and choices must have to do with one another."""
    if (test is Test.NECESSITY) is not (stem is Stem.REQUIRED):
        raise row.wrong("stem", "must be required for a test of necessity, and for no other")
    if test.has_level is not (Need.LEVEL in needs):
        raise row.wrong("needs", "must name level where the test has one, and only there")
    if test.has_level and stem is not Stem.WOULD:
        raise row.wrong("stem", "must be would where the test has a level")
    if test in _HARMFUL and not set(_HARM) <= set(needs):
        raise row.wrong("needs", "must name actor-and-act and consequence where harm is the test")
    if test in _HARMFUL and duty is Duty.COMMUNICATE and Need.EVIDENCE not in needs:
        raise row.wrong("needs", "must name evidence where the harm is disclosure's")
    if choices and choices.need not in needs:
        raise row.wrong("needs", f"must name {choices.need}, which the choices answer")


def _choices(
    row: Fields,
    span: Span,
    stem: Stem,
    standing: Standing,
    lists: Mapping[str, _Listed],
    before: list[Limb],
) -> Choices | None:
    inner = row.inner("choices")
    if inner is None:
        return None
    if inner.has("list"):
        listed = _list_named(inner, "list", lists)
        inner.done()
        return listed.over(span)
    need = inner.one_of("need", Need)
    carried = inner.some_of("carry", Need)
    options: list[Choice] = []
    for cite in inner.words("limbs"):
        named = [limb for limb in before if limb.cite == cite and limb.in_force.overlaps(span)]
        if not named:
            raise inner.wrong("limbs", f"names {cite!r}, which is no limb above it in this file")
        if any(limb.stem is not stem for limb in named):
            raise inner.wrong("limbs", f"names {cite!r}, whose gist continues other words")
        options += (_rests_on(limb, standing, carried) for limb in named)
    inner.done()
    if not options:
        raise inner.wrong("limbs", "has nothing to choose from")
    for need_carried in carried:
        if not any(need_carried in option.needs for option in options):
            raise inner.wrong("carry", f"names {need_carried}, which none of the limbs needs")
    return Choices(need, stem, tuple(options))


def _rests_on(limb: Limb, standing: Standing, carried: tuple[Need, ...]) -> Choice:
    """A limb as a choice: of its needs it brings those that are carried over to what rests on
    it."""
    return Choice(
        cite=limb.cite,
        gist=limb.gist,
        in_force=limb.in_force,
        standing=limb.standing if limb.standing is not standing else None,
        needs=tuple(need for need in limb.needs if need in carried),
        choices=limb.choices,
    )


def _beside(row: Fields) -> Beside:
    beside = Beside(_cite(row, "cite"), row.one_of("how", How))
    row.done()
    return beside


def _lapse(row: Fields) -> Lapse | None:
    inner = row.inner("lapse")
    if inner is None:
        return None
    lapse = Lapse(
        years=inner.number("years"),
        source=inner.text("source"),
        status=inner.one_of("status", Status),
        effect=inner.one_of("effect", Effect, Effect.GONE),
        from_creation=inner.flag("from_creation"),
        years_after_death=inner.number_if_any("years_after_death"),
        in_record_office=inner.flag("in_record_office"),
        unless=inner.text("unless", ""),
    )
    inner.done()
    return lapse


def _span(row: Fields) -> Span:
    span = Span(row.day("from"), row.day_if_any("to"))
    if span.end is not None and span.end <= span.start:
        raise row.wrong("to", "must be later than 'from'")
    return span


def _cite(row: Fields, name: str) -> str:
    return _filed(row, name, row.text(name))


def _cites(row: Fields, name: str) -> tuple[str, ...]:
    return tuple(_filed(row, name, cite) for cite in row.words(name))


def _filed(row: Fields, name: str, cite: str) -> str:
    try:
        filed = parse_cite(cite)
    except BadCiteError as error:
        raise row.wrong(name, f"is no citation: {cite!r}") from error
    if filed != cite:
        raise row.wrong(name, f"must be written {filed!r}, found {cite!r}")
    return cite


def _gist(row: Fields, stem: Stem) -> str:
    """A clause that can stand in the middle of a sentence."""
    gist = row.text("gist")
    if gist != gist.strip() or gist.endswith((".", ",", ";")) or "\n" in gist:
        raise row.wrong("gist", f"must be a bare clause, found {gist!r}")
    if gist.startswith(_NOT_A_START):
        raise row.wrong("gist", f"must not say who writes or reads, found {gist!r}")
    if stem is Stem.PURPOSE and not gist.split()[0].endswith("ing"):
        raise row.wrong("gist", f"must continue 'the purpose of', found {gist!r}")
    return gist


def _once_a_day(spans: Iterable[tuple[str, Span]], file: str) -> None:
    """Raise where one citation would mean two things on the same day."""
    seen: dict[str, list[Span]] = {}
    for cite, span in spans:
        if any(span.overlaps(other) for other in seen.setdefault(cite, [])):
            raise LawDataError(f"{file}: {cite} stands twice for the same days")
        seen[cite].append(span)


def check_references(exemptions: Mapping[str, Exemption]) -> None:
    """Raise for a citation of a limb that no section has, across all the files."""
    cites = [limb.cite for exemption in exemptions.values() for limb in exemption.limbs]
    known = [*cites, *(item.cite for exempt in exemptions.values() for item in exempt.also)]
    for exemption in exemptions.values():
        for limb in exemption.limbs:
            named = [*(beside.cite for beside in limb.beside), *limb.not_if_exempt_under]
            for cite in (*named, *limb.replaced_by):
                if not any(other == cite or other.startswith(f"{cite}(") for other in known):
                    raise LawDataError(f"s{limb.section}.yaml: {limb.cite} names {cite}: no limb")


def sections_in(folder: Path) -> tuple[str, ...]:
    """The sections that have a file, in the Act's order."""
    return in_order(path.stem.removeprefix("s") for path in folder.glob("s*.yaml"))
