"""A blank placemat with guiding questions, for a table in a room: its words in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from collectives.models import Collective, Program
from inquiry.models import DataType, Phase, PlacematField
from inquiry.queries.indicator import ABOUT, QUESTIONS
from inquiry.queries.placemat import People, collective_people, open_cycle
from inquiry.queries.placemat_face import FOOTER_DOT, LONG_NAME, LONGER_NAME, Fact, Segment, one_line
from inquiry.queries.placemat_sheet import DATA_TYPES

type Words = str | Promise

IF_LINES = (1, 2, 3, 4)
MUCH = 160  # letters of names, from which on they get the whole width
GUIDING: Mapping[str, tuple[Words, ...]] = {
    "problem": (
        gettext_lazy("Which students are you concerned about, and what do you see?"),
        gettext_lazy("Which local number shows it, and from when is it?"),
    ),
    "priority": (gettext_lazy("Which one thing would you work on first?"),),
    "goal": (gettext_lazy("Which goal of the wider plan does it serve?"),),
    "if": (
        gettext_lazy("What is in your hands, as leaders? Begin each line with a verb."),
        gettext_lazy("Would somebody see it in a month?"),
    ),
    "then": (gettext_lazy("What will adults do differently because of it?"),),
    "so": (gettext_lazy("What will students experience, and what will they be able to do?"),),
    "well": (gettext_lazy("What would you do again, and how do you know that it helped?"),),
    "not": (gettext_lazy("What surprised you, and what did it teach you?"),),
    "adjust": (gettext_lazy("What will you try next, and from which day on?"),),
}


@dataclass(frozen=True)
class BlankSheet:
    """What is printed of the collective itself. `phase` is None before its first cycle; `members` may be left out."""

    program: str
    collective: str
    theme: str
    cycle: str
    phase: int | None
    facilitators: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True)
class BlankBox:
    """A box to write in, with one or two questions. `lines` are the numbers of its lines, if they have any."""

    id: str
    title: str
    hint: str
    questions: tuple[str, ...]
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class BlankRow:
    """One of the four types of data, and a question for each kind of indicator."""

    id: str
    title: str
    hint: str
    leading: str
    lagging: str


@dataclass(frozen=True)
class BlankFace:
    """What the template prints; the masthead is that of a written placemat."""

    language: str
    name: str
    name_length: str
    owner: str
    footer: str
    facts: tuple[Fact, ...]
    phase: str
    ruler: tuple[Segment, ...]
    top: tuple[BlankBox, ...]
    theory: tuple[BlankBox, ...]
    rows: tuple[BlankRow, ...]
    base: tuple[BlankBox, ...]


def blank_subject(collective: Collective, *, names: bool) -> str:
    """How a stored document of it is found: with members' names or without."""
    return f"blank:{collective.pk}:{'names' if names else 'open'}"


def with_names(subject: str) -> bool:
    """Whether a stored document has its members' names."""
    return subject.endswith(":names")


def read_blank_sheet(collective: Collective, *, program: Program, names: bool) -> BlankSheet:
    """From the collective as it is now, with its members' names if one wants. Three SQL queries."""
    cycle, people = open_cycle(collective), collective_people(collective)
    return blank_sheet(collective, people, program=program, cycle=cycle.name if cycle else "", names=names)


def blank_sheet(collective: Collective, people: People, *, program: Program, cycle: str, names: bool) -> BlankSheet:
    """The same from what was read before. No SQL."""
    return BlankSheet(
        program=program.name,
        collective=collective.name,
        theme=collective.theme.name,
        cycle=cycle,
        phase=Phase.DESIGNING.value if cycle else None,
        facilitators=people.facilitators if names else (),
        members=people.members if names else (),
    )


def blank_face(sheet: BlankSheet) -> BlankFace:
    """The whole face, in the active language. No SQL."""
    name = one_line(sheet.collective)
    return BlankFace(
        language=translation.get_language() or "en",
        name=name,
        name_length="longer" if len(name) > LONGER_NAME else "long" if len(name) > LONG_NAME else "",
        owner=_("A blank sheet to write on together"),
        footer=FOOTER_DOT.join(one_line(part) for part in (sheet.program, sheet.collective, sheet.cycle) if part),
        facts=_facts(sheet),
        phase="",
        ruler=(),
        top=(
            _box("problem", _("Problem of practice"), _("what, for whom, from which local data")),
            _box("priority", _("Priority"), _("the one thing chosen")),
            _box("goal", _("System goal"), _("what of the wider plan it serves")),
        ),
        theory=(
            _box("if", _("If we"), _("what we, as leaders, do"), lines=IF_LINES),
            _box("then", _("Then"), _("what adults will do differently")),
            _box("so", _("So that"), _("what students will experience")),
        ),
        rows=tuple(
            BlankRow(
                name,
                str(DataType(name).label),
                str(ABOUT[name]),
                str(QUESTIONS[name, "leading"]),
                str(QUESTIONS[name, "lagging"]),
            )
            for name in DATA_TYPES
        ),
        base=(
            _box("well", str(PlacematField.WENT_WELL.label), ""),
            _box("not", str(PlacematField.WENT_LESS_WELL.label), ""),
            _box("adjust", str(PlacematField.WILL_ADJUST.label), ""),
        ),
    )


def _facts(sheet: BlankSheet) -> tuple[Fact, ...]:
    """Names where they are known; a line to write on where they are not."""
    facilitators = ngettext("Facilitator", "Facilitators", max(len(sheet.facilitators), 1))
    facts = (
        Fact(_("Theme"), (sheet.theme,), "third"),
        Fact(_("Cycle"), (sheet.cycle,), "third"),
        Fact(_("Date"), (), "third"),
        Fact(facilitators, sheet.facilitators, "third"),
        Fact(_("Members"), sheet.members, "wide" if sum(map(len, sheet.members)) > MUCH else "two-thirds"),
    )
    clean = ((fact, tuple(one_line(value) for value in fact.values if value)) for fact in facts)
    return tuple(replace(fact, values=values) for fact, values in clean)


def _box(name: str, title: str, hint: str, *, lines: tuple[int, ...] = ()) -> BlankBox:
    return BlankBox(name, title, hint, tuple(str(question) for question in GUIDING[name]), lines)
