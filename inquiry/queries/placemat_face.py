"""The face of a placemat: its sheet in the reader's language, ready for `_sheet.html`."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ilc.pdf import printable
from ilc.zones import date_words
from inquiry.engine.texts import NO_BREAK_SPACE, direction, length, no_break_spaces, parts
from inquiry.models.cycle import Phase
from inquiry.models.indicator import DataType as DataTypeName
from inquiry.models.indicator import Direction
from inquiry.queries.placemat_sheet import DATA_TYPES, DataType, PlacematSheet, SheetIndicator

FOOTER_DOT = "\u200e · \u200e"  # the marks keep a right-to-left name from pulling its neighbours around
type Placed = Mapping[DataType, Sequence[SheetIndicator]]

LONG_NAME, LONGER_NAME = 24, 34
WHITE_SPACE = re.compile(r"[ \t\n]+")  # a no-break space somebody typed stays


@dataclass(frozen=True)
class Block:
    """A paragraph, bullet, numbered if-action or indicator. `lang` is the language of its words."""

    text: str
    lang: str
    kind: str = "paragraph"
    direction: str = "ltr"
    number: int | None = None
    tag: str = ""
    clause: str = ""
    figures: str = ""
    also: str = ""


@dataclass(frozen=True)
class Box:
    """A titled place for words. `more` is the number under which it goes on, on page two; `elsewhere` says, in a cell
    that is empty, where an indicator stands that shows this type of data too.
    """

    id: str
    title: str
    hint: str = ""
    blocks: tuple[Block, ...] = ()
    more: int | None = None
    elsewhere: str = ""


@dataclass(frozen=True)
class Row:
    """One of the four types of data, with its leading and its lagging indicators."""

    id: DataType
    title: str
    hint: str
    leading: Box
    lagging: Box


@dataclass(frozen=True)
class Fact:
    """A labelled line of the masthead. `width` is a class that says how much room it gets."""

    label: str
    values: tuple[str, ...]
    width: str


@dataclass(frozen=True)
class Segment:
    """One of the six phases on the ruler."""

    state: str


@dataclass(frozen=True)
class Face:
    """What the template prints. `later` is what page two carries: whole boxes of a spread, then numbered rests."""

    language: str
    name: str
    name_length: str
    owner: str
    footer: str
    facts: tuple[Fact, ...]
    phase: str
    ruler: tuple[Segment, ...]
    theory: tuple[Box, ...]
    side: tuple[Box, ...]
    rows: tuple[Row, ...]
    base: tuple[Box, ...]
    spread: bool = False
    later: tuple[Box, ...] = field(default=())

    @property
    def boxes(self) -> list[Box]:
        """Every box of page one, in reading order."""
        cells = [cell for row in self.rows for cell in (row.leading, row.lagging)]
        return [*self.side, *self.theory, *cells, *self.base]

    @property
    def lengths(self) -> dict[str, int]:
        """How many characters each box holds, for the fitter."""
        return {box.id: length([block.text for block in box.blocks]) for box in self.boxes}


def placemat_face(sheet: PlacematSheet) -> Face:
    """The whole face, in the active language. No SQL."""
    name = one_line(sheet.leader.name if sheet.leader else sheet.collective)
    placed = _placed(sheet.indicators)
    return Face(
        language=translation.get_language() or "en",
        name=name,
        name_length="longer" if len(name) > LONGER_NAME else "long" if len(name) > LONG_NAME else "",
        owner=_owner(sheet),
        footer=FOOTER_DOT.join(one_line(part) for part in (sheet.program, sheet.collective, sheet.cycle) if part),
        facts=_facts(sheet),
        phase=_("Phase %(number)s of 6: %(name)s") % {"number": sheet.phase, "name": Phase(sheet.phase).label},
        ruler=tuple(
            Segment("now" if number == sheet.phase else "done" if number < sheet.phase else "to-come")
            for number in range(1, 7)
        ),
        theory=_theory(sheet),
        side=(
            _box(sheet, "problem", _("Problem of practice"), _("what, for whom, from which local data"), sheet.problem),
            _box(sheet, "priority", _("Priority"), _("the one thing chosen"), sheet.priority),
            _box(sheet, "goal", _("System goal"), _("what of the wider plan it serves"), sheet.system_goal),
        ),
        rows=tuple(_row(sheet, name, placed) for name in DATA_TYPES),
        base=(
            _box(sheet, "well", _("What went well"), "", sheet.went_well),
            _box(sheet, "not", _("What did not"), "", sheet.went_less_well),
            _box(sheet, "adjust", _("What we will adjust"), "", sheet.adjust),
        ),
    )


def _owner(sheet: PlacematSheet) -> str:
    if sheet.leader is None:
        return ""
    parts_of = [sheet.leader.position, sheet.leader.school]
    return " · ".join(one_line(part) for part in parts_of if part)


def _facts(sheet: PlacematSheet) -> tuple[Fact, ...]:
    day = timezone.localtime(sheet.updated_at, ZoneInfo(sheet.time_zone)).date()
    facilitators = translation.ngettext("Facilitator", "Facilitators", len(sheet.facilitators))
    facts = (
        Fact(_("Collective"), (sheet.collective,) if sheet.leader else (), "wide"),
        Fact(_("Theme"), (sheet.theme,), "third"),
        Fact(_("Cycle"), (sheet.cycle,), "third"),
        Fact(pgettext("date of a placemat", "As of"), (date_words(day),), "third"),
        Fact(facilitators, sheet.facilitators, "third"),
        Fact(_("Members"), sheet.members, "two-thirds"),
    )
    clean = (replace(fact, values=tuple(one_line(value) for value in fact.values if one_line(value))) for fact in facts)
    return tuple(fact for fact in clean if fact.values)


def _theory(sheet: PlacematSheet) -> tuple[Box, ...]:
    actions = tuple(
        replace(_words(sheet, action.text), kind="action", number=action.number)
        for action in sheet.if_actions
        if one_line(action.text)
    )
    return (
        Box("if", _("If we"), _("what we, as leaders, do"), actions),
        _box(sheet, "then", _("Then"), _("what adults will do differently"), sheet.then),
        _box(sheet, "so", _("So that"), _("what students will experience"), sheet.so_that),
    )


def _placed(indicators: Sequence[SheetIndicator]) -> dict[DataType, list[SheetIndicator]]:
    """Each indicator under one of its types: where it has several, under the one that shows least so far."""
    placed: dict[DataType, list[SheetIndicator]] = {name: [] for name in DATA_TYPES}
    for one in sorted(indicators, key=lambda one: len(one.data_types)):
        types = sorted(one.data_types, key=DATA_TYPES.index)
        beside = [sum(other.kind == one.kind for other in placed[name]) for name in types]
        placed[types[beside.index(min(beside))]].append(one)
    return placed


def _row(sheet: PlacematSheet, name: DataType, placed: Placed) -> Row:
    return Row(
        name,
        str(DataTypeName(name).label),
        _about(name),
        _cell(sheet, name, "leading", _("Leading indicators"), placed),
        _cell(sheet, name, "lagging", _("Lagging indicators"), placed),
    )


def _cell(sheet: PlacematSheet, name: DataType, kind: str, title: str, placed: Placed) -> Box:
    blocks = tuple(_indicator(sheet, one, under=name) for one in placed[name] if one.kind == kind)
    return Box(f"{kind}-{name}", title, "", blocks, elsewhere="" if blocks else _elsewhere(name, kind, placed))


def _elsewhere(name: DataType, kind: str, placed: Placed) -> str:
    there = [
        str(DataTypeName(other).label)
        for other in DATA_TYPES
        if any(one.kind == kind and name in one.data_types for one in placed[other])
    ]
    return _("see %(types)s") % {"types": ", ".join(there)} if there else ""


def _about(name: DataType) -> str:
    return {
        "learning": _("classroom work, assessments"),
        "perceptions": _("surveys, interviews, voice"),
        "processes": _("programs, instruction, practice"),
        "demographic": _("who is served, who is not"),
    }[name]


def _indicator(sheet: PlacematSheet, one: SheetIndicator, *, under: DataType) -> Block:
    tags = {"if": _("If"), "then": _("Then"), "so_that": _("So that")}
    others = [name for name in DATA_TYPES if name in one.data_types and name != under]
    return replace(
        _words(sheet, one.name),
        kind="indicator",
        tag=f"{tags[one.aligned_to]} {one.if_number}" if one.if_number else tags[one.aligned_to],
        clause={"if": "if", "then": "then", "so_that": "so"}[one.aligned_to],
        figures=_figures(sheet, one),
        also=_("also %(types)s") % {"types": ", ".join(str(DataTypeName(name).label) for name in others)}
        if others
        else "",
    )


def _figures(sheet: PlacematSheet, one: SheetIndicator) -> str:
    """From where to where, in words: "from 38% to 60%, monthly"."""
    baseline, target, unit, often = (
        _spaced(sheet, text) for text in (one.baseline, one.target, one.unit, one.how_often)
    )
    if unit and target and unit not in target:
        target = f"{target}{NO_BREAK_SPACE}{unit}"
    if target and baseline:
        words = _("from {baseline} to {target}")
    elif target:
        words = {"rise": _("at least {target}"), "fall": _("at most {target}"), "hold": _("stay at {target}")}[
            one.direction
        ]
    elif baseline:
        words = _("now {baseline}")
    else:
        words = str(Direction(one.direction).label)
    figures = format_html(words, baseline=baseline, target=format_html("<b>{}</b>", target))
    return format_html("{}, {}", figures, often) if often else figures


def _box(sheet: PlacematSheet, name: str, title: str, hint: str, text: str) -> Box:
    pieces = parts(printable(text))
    blocks = (replace(_words(sheet, part.text), kind="bullet" if part.bullet else "paragraph") for part in pieces)
    return Box(name, title, hint, tuple(blocks))


def _words(sheet: PlacematSheet, text: str) -> Block:
    line = _spaced(sheet, text)
    return Block(line, sheet.words_language, direction=direction(line))


def _spaced(sheet: PlacematSheet, text: str) -> str:
    line = one_line(text)
    return no_break_spaces(line) if sheet.words_language.startswith("fr") else line


def one_line(text: str) -> str:
    """What people typed, on one line and without what no page can show."""
    return WHITE_SPACE.sub(" ", printable(str(text))).strip()
