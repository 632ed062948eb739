"""Placemats: finding them, everything that stands on one, and the sheet that its page, print and PDF are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from collectives.models import Collective, Participant, Program
from inquiry.models import Cycle, IfAction, Indicator, Placemat, PlacematField, PlacematText
from inquiry.permissions.placemat import visible_placemats
from inquiry.queries.placemat_sheet import DATA_TYPES, PlacematSheet, SheetClause, SheetIndicator, SheetLeader

SUBJECT = "placemat:{}"


@dataclass(frozen=True)
class Content:
    """What stands on a placemat, in order, and what was taken off it."""

    placemat: Placemat
    texts: Mapping[str, PlacematText]
    if_actions: Sequence[IfAction]
    removed_if_actions: Sequence[IfAction]
    indicators: Sequence[Indicator]
    removed_indicators: Sequence[Indicator]

    def text(self, field: str) -> str:
        """The words of a field; empty when nobody has written any."""
        return self.texts[field].text if field in self.texts else ""

    @property
    def numbers(self) -> dict[UUID, int]:
        """By which number people call each if-action."""
        return {action.pk: number for number, action in enumerate(self.if_actions, start=1)}

    @property
    def updated_at(self) -> datetime:
        """When somebody last changed words on it."""
        texts = [text.changed_at for text in self.texts.values()]
        actions = [action.changed_at for action in (*self.if_actions, *self.removed_if_actions)]
        indicators = [one.changed_at for one in (*self.indicators, *self.removed_indicators)]
        return max((at for at in (*texts, *actions, *indicators) if at), default=self.placemat.made_at)


@dataclass(frozen=True)
class People:
    """Who sits in a collective and who guides it, by name, and from how many districts they come."""

    members: tuple[str, ...]
    facilitators: tuple[str, ...]
    districts: int
    seated: frozenset[UUID]


def readable_placemats(participant: Participant) -> QuerySet[Placemat]:
    """Those the participant may see, each with its cycle, collective, theme, leader and document."""
    rows = visible_placemats(participant).select_related("cycle__collective__theme", "leader__school", "document")
    return rows.defer("document__snapshot")


def open_cycle(collective: Collective) -> Cycle | None:
    """The collective's cycle that is not closed; else the last one. One SQL query."""
    return collective.cycles.order_by("-number").first()


def collective_placemat(collective: Collective) -> Placemat | None:
    """The collective's own placemat of the cycle it is in. One SQL query."""
    rows = Placemat.objects.filter(cycle__collective=collective, leader=None).select_related("cycle")
    return rows.order_by("-cycle__number").first()


def placemat_content(placemat: Placemat) -> Content:
    """Three SQL queries, however much stands there."""
    return placemat_contents([placemat])[0]


def placemat_contents(placemats: Sequence[Placemat]) -> list[Content]:
    """What stands on each, in the same order. Three SQL queries for all of them."""
    texts = list(PlacematText.objects.filter(placemat__in=placemats).select_related("changed_by"))
    actions = list(
        IfAction.objects.filter(placemat__in=placemats).select_related("changed_by").order_by("position", "pk")
    )
    indicators = list(
        Indicator.objects.filter(placemat__in=placemats).select_related("if_action").order_by("kind", "position")
    )
    return [_content(placemat, texts, actions, indicators) for placemat in placemats]


def _content(
    placemat: Placemat,
    texts: Sequence[PlacematText],
    actions: Sequence[IfAction],
    indicators: Sequence[Indicator],
) -> Content:
    mine = [action for action in actions if action.placemat_id == placemat.pk]
    shown = [one for one in indicators if one.placemat_id == placemat.pk]
    return Content(
        placemat,
        {text.field: text for text in texts if text.placemat_id == placemat.pk},
        [action for action in mine if action.removed_at is None],
        [action for action in mine if action.removed_at],
        [one for one in shown if one.removed_at is None],
        [one for one in shown if one.removed_at],
    )


def collective_people(collective: Collective) -> People:
    """Two SQL queries."""
    seats = collective.seats.filter(left_at=None).select_related("participant__school")
    members = [seat.participant for seat in seats.order_by("number")]
    facilitators = collective.facilitators.filter(left_at=None).select_related("participant").order_by("named_at")
    districts = {one.school.district_id if one.school else one.district_id for one in members} - {None}
    names = tuple(one.participant.name for one in facilitators)
    return People(tuple(one.name for one in members), names, len(districts), frozenset(one.pk for one in members))


def placemat_sheet(content: Content, people: People, *, program: Program) -> PlacematSheet:
    """The sheet of a placemat that was read with its collective, theme and leader. No SQL."""
    placemat = content.placemat
    cycle, leader, numbers = placemat.cycle, placemat.leader, content.numbers
    position = str(leader.get_position_display()) if leader else ""
    return PlacematSheet(
        program=program.name,
        collective=cycle.collective.name,
        theme=cycle.collective.theme.name,
        cycle=cycle.name,
        phase=int(cycle.phase),
        facilitators=people.facilitators,
        members=people.members,
        updated_at=content.updated_at,
        time_zone=program.time_zone,
        words_language=cycle.collective.language,
        leader=SheetLeader(name=leader.name, position=position, school=str(leader.school or "")) if leader else None,
        problem=content.text(PlacematField.PROBLEM_OF_PRACTICE),
        system_goal=content.text(PlacematField.SYSTEM_GOAL),
        priority=content.text(PlacematField.PRIORITY),
        if_actions=tuple(
            SheetClause(number=numbers[action.pk], text=action.text) for action in content.if_actions if action.text
        ),
        then=content.text(PlacematField.THEN),
        so_that=content.text(PlacematField.SO_THAT),
        indicators=tuple(_sheet_indicator(one, numbers) for one in content.indicators),
        went_well=content.text(PlacematField.WENT_WELL),
        went_less_well=content.text(PlacematField.WENT_LESS_WELL),
        adjust=content.text(PlacematField.WILL_ADJUST),
    )


def read_sheet(placemat: Placemat, *, program: Program) -> PlacematSheet:
    """Everything for a sheet, from the rows as they are now. Five SQL queries."""
    return placemat_sheet(placemat_content(placemat), collective_people(placemat.cycle.collective), program=program)


def _sheet_indicator(one: Indicator, numbers: Mapping[UUID, int]) -> SheetIndicator:
    return SheetIndicator(
        kind="leading" if one.kind == "leading" else "lagging",
        name=one.text,
        data_types=tuple(name for name in DATA_TYPES if name in one.data_types),
        aligned_to="if" if one.clause == "if" else "then" if one.clause == "then" else "so_that",
        if_number=numbers.get(one.if_action_id) if one.if_action_id else None,
        unit=one.unit,
        baseline=one.baseline,
        target=one.target,
        direction="rise" if one.direction == "rise" else "fall" if one.direction == "fall" else "hold",
        how_often=one.how_often,
    )
