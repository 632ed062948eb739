"""What an indicator's pages show of its figures, day by day: the shared view, or the full figures of one's district."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from evidence.engine.suppression import Shown, Told
from evidence.models import MeasureKind
from evidence.queries.shared import SharedFigure, say_shown, say_waiting

MOST_DAYS = 60  # of a chart; earlier ones are a page of their own


@dataclass(frozen=True)
class Figure:
    """One cell. `value` is on the axis of the measure; None where it is protected, where there is nobody, or for words.

    `ends`: where only a range is told. `shares`: percents by level of a scale. `short` is what a chart has room for.
    `point` is the data point behind it, for its own district, where it is one.
    """

    told: Told
    says: str
    short: str = ""
    value: float | None = None
    ends: tuple[float, float] | None = None
    shares: tuple[float, ...] = ()
    point: UUID | None = None

    @property
    def protected(self) -> bool:
        """Whether nothing is told of it. Not the same as none."""
        return self.told is Told.PROTECTED


@dataclass
class FigureRow:
    """A place, or a group of students, with its figures by day."""

    name: str
    level: str
    kind: str = ""
    mine: bool = False
    by_day: dict[date, Figure] = field(default_factory=dict)


@dataclass
class FigureTable:
    """An indicator's figures. `whole` is all of it together; `earlier`: there are days before these.

    `waiting`: days of which newer figures cannot be shown yet, and since when the shown ones are.
    """

    days: Sequence[date] = ()
    whole: Mapping[date, Figure] = field(default_factory=dict)
    places: Sequence[FigureRow] = ()
    groups: Sequence[FigureRow] = ()
    earlier: bool = False
    notes: Mapping[date, str] = field(default_factory=dict)
    waiting: Mapping[date, date | None] = field(default_factory=dict)

    @property
    def waits(self) -> str:
        """Why newer figures are not shown, and as of when the days are; empty where none waits."""
        return say_waiting(self.waiting)

    @property
    def protects(self) -> bool:
        """Whether anything here is protected."""
        rows = [self.whole, *(row.by_day for row in (*self.places, *self.groups))]
        return any(one.protected for row in rows for one in row.values())


def shared_table(kind: str, figures: Sequence[SharedFigure], *, mine: UUID | None = None) -> FigureTable:
    """What everybody may see. `mine` marks the reader's school. All of it was decided together; nothing is added up.

    Of numbers there is no sum: where no figure of all is told, the mean of the places that are shown stands for it.
    """
    days = sorted({one.on for one in figures})
    whole: dict[date, Figure] = {}
    places: dict[tuple[str, UUID | None], FigureRow] = {}
    groups: dict[UUID, FigureRow] = {}
    for one in figures:
        figure = shown_figure(kind, one.shown, value=one.value)
        if one.level == "program" and one.group is None:
            whole[one.on] = figure
        elif one.level == "program" and one.group is not None:
            groups.setdefault(one.group, FigureRow(one.group_name, "group", one.group_kind)).by_day[one.on] = figure
        elif one.level in {"school", "district"} and one.group is None:
            row = FigureRow(one.name, one.level, mine=one.place == mine)
            places.setdefault((one.level, one.place), row).by_day[one.on] = figure
    rows = sorted(places.values(), key=lambda row: (row.level != "school", row.name))
    if kind == MeasureKind.VALUE:
        whole |= {day: mean_of([row.by_day[day] for row in finest]) for day in days if (finest := _finest(rows, day))}
    waiting = {one.on: one.as_of for one in figures if one.waiting}
    by_kind = sorted(groups.values(), key=lambda row: (row.kind, row.name))
    return FigureTable(days, whole, rows, by_kind, waiting=waiting)


def shown_figure(kind: str, shown: Shown, *, value: float | None = None) -> Figure:
    """One cell of the shared view. No more is in it than was decided."""
    if shown.told is not Told.FIGURE:
        return Figure(shown.told, say_shown(shown))
    if kind == MeasureKind.VALUE:
        said = number_words(value or 0.0)
        return Figure(shown.told, _of_people(said, shown.people), said, value)
    middles = shown.middles
    if kind == MeasureKind.SCALE:
        level = mean_level(middles)
        said = number_words(level)
        if shown.width:
            said = _("about %(number)s") % {"number": said}
        return Figure(shown.told, _of_people(said, shown.people), said, level, shares=middles)
    said = say_shown(shown)
    ends = None if shown.band is None else (float(shown.band[0]), float(shown.band[1]))
    return Figure(shown.told, _of_people(said, shown.people), said, middles[0], ends)


def mean_of(figures: Sequence[Figure]) -> Figure:
    """The mean of those that are shown; protected where none is."""
    known = [one.value for one in figures if one.value is not None]
    if not known:
        told = Told.PROTECTED if any(one.protected for one in figures) else Told.NOBODY
        return Figure(told, say_shown(Shown(told)))
    if len(figures) == 1:
        return figures[0]
    mean = sum(known) / len(known)
    said = number_words(mean)
    says = _("%(number)s (mean of %(count)s)") % {"number": said, "count": number_format(len(known))}
    return Figure(Told.FIGURE, says, said, mean)


def mean_level(shares: Sequence[float]) -> float:
    """The mean level of a scale, the lowest being 1, from shares or counts by level."""
    whole = sum(shares)
    return sum(level * share for level, share in enumerate(shares, start=1)) / whole if whole else 0.0


def number_words(value: float) -> str:
    """A number with as many digits as say something, in the reader's language."""
    digits = 0 if value == int(value) or abs(value) >= 100 else 1  # noqa: PLR2004  hundreds need no tenths
    return number_format(round(value, digits) if digits else round(value), decimal_pos=digits)


def _finest(rows: Sequence[FigureRow], day: date) -> list[FigureRow]:
    """The schools that have a figure of this day; without any, the districts."""
    found = [row for row in rows if day in row.by_day]
    return [row for row in found if row.level == "school"] or found


def _of_people(said: str, people: int | None) -> str:
    if people is None:
        return said
    return _("%(figure)s of %(people)s") % {"figure": said, "people": number_format(people)}
