"""The evidence plan: indicators by kind and by the four types of data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from inquiry.models import DataType, Direction, IfAction, Indicator, IndicatorKind
from inquiry.queries.placemat_sheet import DATA_TYPES

type Words = str | Promise

ABOUT: Mapping[str, Words] = {
    "learning": _("classroom work, assessments"),
    "perceptions": _("surveys, interviews, voice"),
    "processes": _("programs, instruction, practice"),
    "demographic": _("who is served, who is not"),
}
QUESTIONS: Mapping[tuple[str, str], Words] = {
    ("learning", "leading"): _("What would students show in class, within weeks?"),
    ("learning", "lagging"): _("Which results would move by the end of the cycle?"),
    ("perceptions", "leading"): _("Whom would you ask, and what would they say differently?"),
    ("perceptions", "lagging"): _("What would students, families or staff say at the end?"),
    ("processes", "leading"): _("What would a visitor see happening?"),
    ("processes", "lagging"): _("What would have become the way things are done?"),
    ("demographic", "leading"): _("Who gets the extra support, and who does not?"),
    ("demographic", "lagging"): _("For which group should the gap be smaller?"),
}


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator as the plan shows it. `number` is its if-action's; `adrift`: that if-action was removed."""

    pk: UUID
    text: str
    kind: str
    clause: str
    number: int | None
    if_action: UUID | None
    adrift: bool
    also: tuple[Words, ...]
    baseline: str
    target: str
    unit: str
    direction: Words
    how_often: str
    first: bool
    last: bool

    @property
    def part(self) -> str:
        """How changes and comments name it."""
        return f"indicator:{self.pk}"


@dataclass(frozen=True)
class Cell:
    """The indicators of one kind and one type of data. `also` stand under another type first."""

    kind: str
    type: str
    rows: tuple[IndicatorRow, ...]
    also: tuple[IndicatorRow, ...]
    question: Words


@dataclass(frozen=True)
class EvidenceRow:
    """One of the four types of data."""

    type: str
    about: Words
    leading: Cell
    lagging: Cell


def evidence_rows(indicators: Sequence[Indicator], if_actions: Sequence[IfAction]) -> list[EvidenceRow]:
    """The plan as a table, every indicator under the first of its types. No SQL."""
    numbers = {action.pk: number for number, action in enumerate(if_actions, start=1)}
    cells = {
        (name, kind): _cell(name, kind, indicators, numbers) for name in DATA_TYPES for kind in IndicatorKind.values
    }
    return [EvidenceRow(name, ABOUT[name], cells[name, "leading"], cells[name, "lagging"]) for name in DATA_TYPES]


def first_type(indicator: Indicator) -> str:
    """The type of data under which an indicator stands."""
    return next(name for name in DATA_TYPES if name in indicator.data_types)


def indicator_beside(indicator: Indicator, *, up: bool) -> Indicator | None:
    """The one before or after it in its cell of the plan; None at the end, or once it was taken away. One query."""
    kin = indicator.placemat.indicators.filter(kind=indicator.kind, removed_at=None).order_by("position")
    cell = [one for one in kin if first_type(one) == first_type(indicator)]
    order = [one.pk for one in cell]
    if indicator.pk not in order:
        return None
    there = order.index(indicator.pk) + (-1 if up else 1)
    return cell[there] if 0 <= there < len(cell) else None


def _cell(name: str, kind: str, indicators: Sequence[Indicator], numbers: Mapping[UUID, int]) -> Cell:
    here = [one for one in indicators if one.kind == kind and name in one.data_types]
    own = [one for one in here if first_type(one) == name]
    rows = tuple(
        indicator_row(one, numbers, first=place == 0, last=place == len(own) - 1) for place, one in enumerate(own)
    )
    also = tuple(indicator_row(one, numbers) for one in here if one not in own)
    return Cell(kind, name, rows, also, QUESTIONS[name, kind])


def indicator_row(
    one: Indicator, numbers: Mapping[UUID, int], *, first: bool = True, last: bool = True
) -> IndicatorRow:
    """One indicator in words. No SQL."""
    number = numbers.get(one.if_action_id) if one.if_action_id else None
    others = [name for name in DATA_TYPES if name in one.data_types][1:]
    return IndicatorRow(
        pk=one.pk,
        text=one.text,
        kind=one.kind,
        clause={"if": "if", "then": "then", "so_that": "so"}[one.clause],
        number=number,
        if_action=one.if_action_id,
        adrift=one.clause == "if" and number is None,
        also=tuple(DataType(name).label for name in others),
        baseline=one.baseline,
        target=one.target,
        unit=one.unit,
        direction=Direction(one.direction).label,
        how_often=one.how_often,
        first=first,
        last=last,
    )


def indicator_values(indicator: Indicator) -> dict[str, str]:
    """What an indicator that was read with its if-action says, by name, as its history keeps it. No SQL."""
    action = indicator.if_action
    return {
        "text": indicator.text,
        "clause": indicator.clause,
        "if_action": str(action.pk) if action else "",
        "if_action_text": action.text if action else "",
        "data_types": ",".join(indicator.data_types),
        "unit": indicator.unit,
        "baseline": indicator.baseline,
        "target": indicator.target,
        "direction": indicator.direction,
        "how_often": indicator.how_often,
    }
