"""Formations as a list, and the settings of one as its pages need them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from collectives.engine.weekly_times import candidate_slots, slots_made, window
from collectives.models import Ballot, District, Formation, Offer, Participant, Theme
from collectives.permissions.formation import visible_formations

FEWEST_DISTRICTS = 4  # with fewer a cap on each leaves no way to fill a collective


@dataclass(frozen=True)
class FormationRow:
    """One formation in the list. `asked` and `answered` count ballots and offers."""

    pk: UUID
    title: str
    state: str
    state_words: str
    themes: int
    asked: int
    answered: int
    answers_by: datetime | None
    made_at: datetime


def list_formations(participant: Participant) -> list[FormationRow]:
    """Every formation, the latest first. One SQL query, where the reader's grants were prefetched."""
    rows = visible_formations(participant).annotate(
        open_themes=Count("themes", filter=Q(themes__withdrawn_at=None)),
        ballots_asked=_count(Ballot, Q()),
        offers_asked=_count(Offer, Q()),
        ballots_answered=_count(Ballot, Q(answered_at__isnull=False)),
        offers_answered=_count(Offer, Q(answered_at__isnull=False)),
    )
    return [
        FormationRow(
            row.pk,
            row.title,
            row.state,
            row.get_state_display(),
            row.open_themes,
            row.ballots_asked + row.offers_asked,
            row.ballots_answered + row.offers_answered,
            row.answers_by,
            row.made_at,
        )
        for row in rows.order_by("-made_at")
    ]


def open_themes(formation: Formation) -> QuerySet[Theme]:
    """The themes one may choose in a formation, by name. One SQL query."""
    return Theme.objects.filter(pk__in=formation.themes.filter(withdrawn_at=None).values("theme")).order_by("name")


def usual_district_most() -> int | None:
    """How many of one district a new formation allows in a collective: three, or as many as come when there are few
    districts. One SQL query.
    """
    return 3 if District.objects.count() >= FEWEST_DISTRICTS else None


def slots_of(formation: Formation) -> list[int]:
    """The half-hours of the week, in the formation's zone, at which its sessions may begin. No SQL."""
    return candidate_slots(formation.weekdays, earliest=formation.earliest, latest=formation.latest)


def window_of(formation: Formation, *, zone: str) -> list[int]:
    """The half-hours that some session could take up, on the clocks of a zone. No SQL."""
    slots = slots_of(formation)
    return window(slots, minutes=formation.minutes, zone=formation.zone, shown_in=zone, on=formation.starts_on)


def slots_made_by(formation: Formation, *, half_hours: Iterable[int], zone: str) -> set[int]:
    """Those of its slots that somebody can make who is free in these half-hours of their own zone. No SQL."""
    return slots_made(
        half_hours,
        zone or formation.zone,
        candidates=slots_of(formation),
        minutes=formation.minutes,
        formation_zone=formation.zone,
        on=formation.starts_on,
    )


def _count(model: type[Ballot | Offer], narrowed: Q) -> Coalesce:
    rows = model.objects.filter(narrowed, formation=OuterRef("pk")).order_by().values("formation")
    return Coalesce(Subquery(rows.annotate(many=Count("pk")).values("many")), 0)
