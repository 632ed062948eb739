"""The face of a placemat: its sheet in the reader's language, ready for `_sheet.html`, shortened where a plan says so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import formats, timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ilc.pdf import printable
from inquiry.engine.texts import NO_BREAK_SPACE, cut_parts, direction, length, no_break_spaces, parts
from inquiry.queries.placemat_sheet import DATA_TYPES, DataType, PlacematSheet, SheetIndicator

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
    """A titled place for words. `more` is the number under which it goes on, on page two."""

    id: str
    title: str
    hint: str = ""
    blocks: tuple[Block, ...] = ()
    more: int | None = None


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
    name = _line(sheet.leader.name if sheet.leader else sheet.collective)
    placed = _placed(sheet.indicators)
    return Face(
        language=translation.get_language() or "en",
        name=name,
        name_length="longer" if len(name) > LONGER_NAME else "long" if len(name) > LONG_NAME else "",
        owner=_owner(sheet),
        footer=" · ".join(_line(part) for part in (sheet.program, sheet.collective, sheet.cycle) if part),
        facts=_facts(sheet),
        phase=_("Phase %(number)s of 6: %(name)s") % {"number": sheet.phase, "name": sheet.phase_name},
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
        rows=tuple(_row(sheet, name, placed[name]) for name in DATA_TYPES),
        base=(
            _box(sheet, "well", _("What went well"), "", sheet.went_well),
            _box(sheet, "not", _("What did not"), "", sheet.did_not),
            _box(sheet, "adjust", _("What we will adjust"), "", sheet.adjust),
        ),
    )


def shortened(face: Face, budgets: Mapping[str, int], *, spread: bool) -> Face:
    """The face with the boxes named in `budgets` cut, and what they lose numbered for page two. No word is lost."""
    later: list[Box] = [*face.side, *face.base] if spread else []
    cut: dict[str, Box] = {}
    rests: list[Box] = []
    for box in [box for box in face.boxes if box.id in budgets and box not in later]:
        kept, rest = _cut_blocks(box.blocks, budgets[box.id])
        if rest:
            cut[box.id] = replace(box, blocks=kept, more=len(rests) + 1)
            rests.append(Box(f"more-{len(rests) + 1}", _rest_title(face, box), "", rest, len(rests) + 1))
    return replace(
        face,
        theory=tuple(cut.get(box.id, box) for box in face.theory),
        side=() if spread else tuple(cut.get(box.id, box) for box in face.side),
        rows=tuple(
            replace(row, leading=cut.get(row.leading.id, row.leading), lagging=cut.get(row.lagging.id, row.lagging))
            for row in face.rows
        ),
        base=() if spread else tuple(cut.get(box.id, box) for box in face.base),
        spread=spread,
        later=(*later, *rests),
    )


def _cut_blocks(blocks: Sequence[Block], room: int) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    kept, rest = [], []
    for block, (stays, goes) in zip(blocks, cut_parts([block.text for block in blocks], room), strict=True):
        if stays:
            kept.append(replace(block, text=stays))
        if goes and stays:
            rest.append(replace(block, text=f"… {goes}", kind="paragraph", figures="", also="", tag="", number=None))
        elif goes:
            rest.append(block)
    return tuple(kept), tuple(rest)


def _rest_title(face: Face, box: Box) -> str:
    row = next((row for row in face.rows if box in (row.leading, row.lagging)), None)
    return f"{box.title} · {row.title}" if row else box.title


def _owner(sheet: PlacematSheet) -> str:
    if sheet.leader is None:
        return ""
    parts_of = [sheet.leader.position, sheet.leader.school]
    return " · ".join(_line(part) for part in parts_of if part)


def _facts(sheet: PlacematSheet) -> tuple[Fact, ...]:
    day = timezone.localtime(sheet.updated_at, ZoneInfo(sheet.time_zone)).date()
    facilitators = translation.ngettext("Facilitator", "Facilitators", len(sheet.facilitators))
    facts = (
        Fact(_("Collective"), (sheet.collective,) if sheet.leader else (), "wide"),
        Fact(_("Theme"), (sheet.theme,), "third"),
        Fact(_("Cycle"), (sheet.cycle,), "third"),
        Fact(pgettext("date of a placemat", "As of"), (formats.date_format(day, "DATE_FORMAT"),), "third"),
        Fact(facilitators, sheet.facilitators, "third"),
        Fact(_("Members"), sheet.members, "two-thirds"),
    )
    clean = (replace(fact, values=tuple(_line(value) for value in fact.values if _line(value))) for fact in facts)
    return tuple(fact for fact in clean if fact.values)


def _theory(sheet: PlacematSheet) -> tuple[Box, ...]:
    actions = tuple(
        replace(_words(sheet, action.text), kind="action", number=action.number)
        for action in sheet.if_actions
        if _line(action.text)
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


def _row(sheet: PlacematSheet, name: DataType, mine: Sequence[SheetIndicator]) -> Row:
    title, hint = _data_type(name)
    leading = tuple(_indicator(sheet, one, under=name) for one in mine if one.kind == "leading")
    lagging = tuple(_indicator(sheet, one, under=name) for one in mine if one.kind == "lagging")
    return Row(
        name,
        title,
        hint,
        Box(f"leading-{name}", _("Leading indicators"), "", leading),
        Box(f"lagging-{name}", _("Lagging indicators"), "", lagging),
    )


def _data_type(name: DataType) -> tuple[str, str]:
    return {
        "learning": (_("Student learning"), _("classroom work, assessments")),
        "perceptions": (_("Perceptions"), _("surveys, interviews, voice")),
        "processes": (_("School processes"), _("programs, instruction, practice")),
        "demographic": (_("Demographic"), _("who is served, who is not")),
    }[name]


def _indicator(sheet: PlacematSheet, one: SheetIndicator, *, under: DataType) -> Block:
    tags = {"if": _("If"), "then": _("Then"), "so_that": _("So that")}
    others = [name for name in DATA_TYPES if name in one.data_types and name != under]
    return replace(
        _words(sheet, one.name),
        kind="indicator",
        tag=f"{tags[one.aligned_to]} {one.if_number}" if one.if_number else tags[one.aligned_to],
        clause={"if": "if", "then": "then", "so_that": "so"}[one.aligned_to],
        figures=_figures(one),
        also=_("also %(types)s") % {"types": ", ".join(_data_type(name)[0] for name in others)} if others else "",
    )


def _figures(one: SheetIndicator) -> str:
    """From where to where, in words: "from 38% to 60%"."""
    baseline, target = _quantity(one.baseline, one), _quantity(one.target, one)
    if not target:
        rising = _("should rise") if one.direction == "up" else _("should fall")
        return _("now %(baseline)s") % {"baseline": baseline} if baseline else rising
    if baseline:
        words = _("from {baseline} to {target}")
    else:
        words = _("at least {target}") if one.direction == "up" else _("at most {target}")
    return format_html(words, baseline=baseline, target=format_html("<b>{}</b>", target))


def _quantity(value: Decimal | None, one: SheetIndicator) -> str:
    """A number as this language writes it, both of an indicator's with as many decimals; a unit in words only once."""
    if value is None:
        return ""
    written = [f"{number.normalize():f}" for number in (one.baseline, one.target) if number is not None]
    number = formats.number_format(value, decimal_pos=max(len(text.partition(".")[2]) for text in written))
    unit = _line(one.unit)
    if not unit or (unit != "%" and value is one.baseline and one.target is not None):
        return number
    gap = "" if unit == "%" and (translation.get_language() or "en").startswith("en") else NO_BREAK_SPACE
    return f"{number}{gap}{unit}"


def _box(sheet: PlacematSheet, name: str, title: str, hint: str, text: str) -> Box:
    pieces = parts(printable(text))
    blocks = (replace(_words(sheet, part.text), kind="bullet" if part.bullet else "paragraph") for part in pieces)
    return Box(name, title, hint, tuple(blocks))


def _words(sheet: PlacematSheet, text: str) -> Block:
    line = _line(text)
    spaced = no_break_spaces(line) if sheet.words_language.startswith("fr") else line
    return Block(spaced, sheet.words_language, direction=direction(line))


def _line(text: str) -> str:
    return WHITE_SPACE.sub(" ", printable(str(text))).strip()
