"""Whether figures were confirmed to be about things, by whom, and where that is awaited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from collectives.models import Participant
from collectives.permissions.collective import overseen_collectives
from evidence.models import About, Confirmation, Measure, MeasureKind, Release
from inquiry.models import Indicator

MOST_AWAITED = 20


@dataclass(frozen=True)
class ConfirmationSheet:
    """What stands of an indicator. `things`: it is counted as being about things. `standing` is what nobody took back;
    it `holds` while the indicator says what it said then. `shown`: something was shown as it is. `before` was taken
    back, the newest first.
    """

    things: bool
    standing: Confirmation | None
    holds: bool
    shown: bool
    before: Sequence[Confirmation]


@dataclass(frozen=True)
class Awaited:
    """A measure that waits for somebody to confirm that it is about things."""

    indicator: UUID
    text: str
    language: str
    collective: str
    said_by: str
    said_at: datetime


def confirmed(indicator: str = "") -> Exists:
    """That somebody confirmed that an indicator, as it reads now, is about things.

    A condition on rows; `indicator` is the way from them to it, such as "indicator__".
    """
    said = {name: OuterRef(f"{indicator}{name}") for name in ("text", "unit")}
    return Exists(Confirmation.objects.filter(indicator=OuterRef(f"{indicator}pk"), taken_back_at=None, **said))


def protects_people(measure: Measure) -> bool:
    """Whether small groups are protected in its figures. No SQL for what is about people, else one query."""
    if measure.about != About.THINGS:
        return True
    return not Indicator.objects.filter(confirmed(), pk=measure.indicator_id).exists()


def protects_things(measure: Measure) -> bool:
    """Whether it is said to be about things, and nobody confirmed that. One SQL query at most."""
    return waits_for_confirmation(measure, confirmed=False) and protects_people(measure)


def waits_for_confirmation(measure: Measure, *, confirmed: bool) -> bool:
    """Whether it is said to be about things, and figures are protected because nobody confirmed it. No SQL."""
    return measure.about == About.THINGS and measure.kind != MeasureKind.WORDS and not confirmed


def read_confirmation(indicator: Indicator, measure: Measure | None) -> ConfirmationSheet:
    """All that was decided of an indicator. Two SQL queries."""
    rows = list(Confirmation.objects.filter(indicator=indicator).select_related("by", "taken_back_by").order_by("-at"))
    standing = next((one for one in rows if one.taken_back_at is None), None)
    return ConfirmationSheet(
        things=measure is not None and measure.about == About.THINGS and measure.kind != MeasureKind.WORDS,
        standing=standing,
        holds=standing is not None and (standing.text, standing.unit) == (indicator.text, indicator.unit),
        shown=was_shown_as_it_is(indicator),
        before=[one for one in rows if one.taken_back_at is not None],
    )


def was_shown_as_it_is(indicator: Indicator) -> bool:
    """Whether the shared view has shown anything of it without protection. One SQL query."""
    return Release.objects.filter(indicator=indicator, protects=False).exclude(cells=[]).exists()


def awaited_confirmations(participant: Participant) -> tuple[Sequence[Awaited], int]:
    """What waits in the collectives one looks after, the oldest first, and how much of it is left out. Two queries."""
    rows = measures_to_confirm(participant)
    shown = rows.select_related("indicator__placemat__cycle__collective", "set_by").order_by("set_at", "pk")
    found = [_awaited_row(one) for one in shown[:MOST_AWAITED]]
    return found, (rows.count() - len(found) if len(found) == MOST_AWAITED else 0)


def measures_to_confirm(participant: Participant) -> QuerySet[Measure]:
    """Measures said to be about things that nobody confirmed yet, in the collectives one looks after."""
    collectives = overseen_collectives(participant).filter(closed_at=None).values("pk")
    return Measure.objects.filter(
        ~confirmed("indicator__"),
        about=About.THINGS,
        indicator__removed_at=None,
        indicator__placemat__leader=None,
        indicator__placemat__cycle__closed_at=None,
        indicator__placemat__cycle__collective__in=collectives,
    ).exclude(kind=MeasureKind.WORDS)


def _awaited_row(measure: Measure) -> Awaited:
    collective = measure.indicator.placemat.cycle.collective
    return Awaited(
        indicator=measure.indicator_id,
        text=measure.indicator.text,
        language=collective.language,
        collective=collective.name,
        said_by=measure.set_by.name,
        said_at=measure.set_at,
    )
