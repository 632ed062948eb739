"""What a person's home page shows: what is next, their collectives, their placemats, what happened lately."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from collectives.models import Collective, Facilitator, Participant, Role
from collectives.permissions.collective import belongs, visible_collectives
from collectives.permissions.program import is_admin, is_staff, roles_of
from facilitation.queries.home_evidence import evidence_steps
from facilitation.queries.home_learning import learning_steps
from facilitation.queries.home_renewal import closing_steps, moving_steps
from facilitation.queries.home_session import HomeSession, coming_steps, home_sessions, present_steps
from facilitation.queries.home_step import Step, asked_steps, board_steps, joining_steps, proposal_steps
from facilitation.queries.self_reflection import reflection_steps
from facilitation.queries.support_flag import flag_steps
from inquiry.models import Cycle, Phase, Placemat, PlacematChange, PlacematField, PlacematText
from inquiry.permissions.placemat import visible_placemats

SHOWN_SESSIONS = 5
SHOWN_COLLECTIVES = 12
LATELY = timedelta(days=30)
SHOWN_NEWS = 4


@dataclass(frozen=True)
class HomeCollective:
    """A collective one belongs to, guides, or looks after."""

    pk: UUID
    name: str
    theme: str
    taken: int
    facilitators: Sequence[str]
    phase: int | None
    guides: bool
    next_session: HomeSession | None


@dataclass(frozen=True)
class HomePlacemat:
    """A placemat one may write. `problem` is the beginning of its problem of practice."""

    pk: UUID
    collective: str
    own: bool
    shown: bool
    phase: int
    problem: str
    changed_at: datetime | None


@dataclass(frozen=True)
class News:
    """Somebody wrote in a placemat."""

    at: datetime
    by: str
    collective: str
    placemat_pk: UUID


@dataclass(frozen=True)
class Home:
    """Everything on the page."""

    steps: Sequence[Step]
    collectives: Sequence[HomeCollective]
    looked_after: Sequence[HomeCollective]
    sessions: Sequence[HomeSession]
    placemats: Sequence[HomePlacemat]
    news: Sequence[News]


def home_of(participant: Participant, *, otherwise: str, now: datetime) -> Home:
    """The home page of a participant. Seventeen SQL queries, for staff a few more, however much they belong to.

    What others wrote for everybody is in the reader's language, else in `otherwise`, the program's.
    """
    mine = _my_collectives(participant)
    sessions = home_sessions(participant, now)
    collectives = [_collective_row(one, sessions) for one in mine]
    placemats = _placemats(participant)
    return Home(
        steps=[
            *present_steps(sessions, now=now),
            *asked_steps(participant, otherwise=otherwise, now=now),
            *(flag_steps(participant) if is_staff(participant) else []),
            *coming_steps(sessions, now=now),
            *_steps(participant, collectives, placemats),
            *([] if collectives or Role.LEADER not in roles_of(participant) else joining_steps(participant)),
            *learning_steps(participant),
            *evidence_steps(participant, today=localdate()),
            *reflection_steps(participant, now=now),
            *closing_steps(participant, today=localdate()),
            *proposal_steps(participant),
            *(board_steps(participant) if is_admin(participant) else []),
            *(moving_steps(now=now) if is_admin(participant) else []),
        ],
        collectives=collectives,
        looked_after=_looked_after(participant) if is_staff(participant) else [],
        sessions=sessions[:SHOWN_SESSIONS],
        placemats=placemats,
        news=_news(participant, now),
    )


def _described(collectives: QuerySet[Collective], participant: Participant) -> QuerySet[Collective]:
    facilitators = Facilitator.objects.filter(collective=OuterRef("pk"), left_at=None).order_by("named_at")
    cycles = Cycle.objects.filter(collective=OuterRef("pk"), closed_at=None)
    return (
        collectives.filter(closed_at=None)
        .select_related("theme")
        .annotate(
            taken=Count("seats", filter=Q(seats__left_at=None)),
            facilitator_names=ArraySubquery(facilitators.values("participant__name")),
            phase=Subquery(cycles.values("phase")[:1]),
            guides=Exists(facilitators.filter(participant=participant)),
        )
        .order_by("name")
    )


def _my_collectives(participant: Participant) -> QuerySet[Collective]:
    return _described(Collective.objects.filter(belongs(participant)), participant)


def _looked_after(participant: Participant) -> list[HomeCollective]:
    others = visible_collectives(participant).exclude(belongs(participant))
    return [_collective_row(one, []) for one in _described(others, participant)[:SHOWN_COLLECTIVES]]


def _collective_row(collective: Any, sessions: Sequence[HomeSession]) -> HomeCollective:
    return HomeCollective(
        collective.pk,
        collective.name,
        collective.theme.name,
        collective.taken,
        collective.facilitator_names,
        collective.phase,
        collective.guides,
        next((session for session in sessions if session.collective_pk == collective.pk), None),
    )


def _placemats(participant: Participant) -> list[HomePlacemat]:
    problems = PlacematText.objects.filter(placemat=OuterRef("pk"), field=PlacematField.PROBLEM_OF_PRACTICE)
    rows = (
        Placemat.objects.filter(belongs(participant, "cycle__collective"))
        .filter(cycle__closed_at=None, cycle__collective__closed_at=None)
        .filter(Q(leader=None) | Q(leader=participant))
        .select_related("cycle__collective")
        .annotate(problem=Subquery(problems.values("text")[:1]), changed_at=Max("changes__at"))
        .order_by("cycle__collective__name", F("leader").asc(nulls_first=True))
    )
    return [
        HomePlacemat(
            row.pk,
            row.cycle.collective.name,
            row.leader_id is not None,
            row.shown_at is not None,
            row.cycle.phase,
            row.problem or "",
            row.changed_at,
        )
        for row in rows
    ]


def _news(participant: Participant, now: datetime) -> list[News]:
    """The last change by each person to each placemat, latest first."""
    changes = (
        PlacematChange.objects.filter(placemat__in=visible_placemats(participant).values("pk"))
        .filter(belongs(participant, "placemat__cycle__collective"), at__gte=now - LATELY, by__isnull=False)
        .exclude(by=participant)
        .values("by__name", "placemat__cycle__collective__name", "placemat")
        .annotate(last=Max("at"))
        .order_by("-last")[:SHOWN_NEWS]
    )
    return [
        News(row["last"], row["by__name"], row["placemat__cycle__collective__name"], row["placemat"]) for row in changes
    ]


def _steps(
    participant: Participant,
    collectives: Sequence[HomeCollective],
    placemats: Sequence[HomePlacemat],
) -> Iterator[Step]:
    """What the person could begin: a placemat, the program."""
    for placemat in placemats:
        if placemat.phase == Phase.DESIGNING and not placemat.own and not placemat.problem:
            yield Step(
                _("Begin the placemat of %(collective)s") % {"collective": placemat.collective},
                _("It starts with the problem of practice: what, for whom, and from which local data."),
                _("Write"),
                "inquiry:placemat",
                placemat.pk,
                None,
            )
    if is_admin(participant) and not collectives:
        yield Step(
            _("See what the program still needs"),
            _("Places, participants, themes, collectives: what is there, and what comes next."),
            _("Open the program"),
            "collectives:setup",
            None,
            None,
        )
