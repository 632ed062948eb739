"""A program with many collectives at work, in bulk: seats, sessions that were held, promises, lines, hands up."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import now

from collectives.models import Collective, District, Facilitator, Participant, Region, Role, School, Seat, Theme
from evidence.models import EvidenceRollup, Measure, PlanLine, Release
from facilitation.models import Attendance, Came, DashboardVisit, Session, SessionRun, SupportFlag
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle, IfAction, Indicator, Phase, PhaseMove, Placemat
from tests.make import make_participant, make_program

SEATS, SESSIONS, INDICATORS, DAYS = 9, 8, 6, 10
A_MONTH = timedelta(days=30)


def make_at_work(slug: str, number: int) -> tuple[str, dict[str, Participant]]:
    """The program's slug; an admin and the coordinator of its first region, who were there two days ago.

    Half of the collectives sit in the first region. In one of ten a hand is up; one of ten moved on since yesterday.
    """
    program = make_program(slug)
    with program_scope(program.pk):
        regions = made(Region(name=f"Region {n}") for n in range(2))
        districts = made(District(name=f"District {n}", region=regions[n % 2]) for n in range(20))
        schools = made(School(name=f"School {n}", district=districts[n % 20]) for n in range(200))
        readers = {
            "admin": make_participant("Admin", role=Role.ADMIN),
            "coordinator": make_participant("Coordinator", role=Role.COORDINATOR, region=regions[0]),
        }
        made(DashboardVisit(participant=one, at=now() - timedelta(days=2)) for one in readers.values())
        themes = made(Theme(name=f"Theme {n}") for n in range(10))
        people = made(
            Participant(
                name=f"Leader {n}",
                email=f"{n}@{slug}.example",
                position="coach",
                school=schools[n % 2 + n // (2 * SEATS) * 2 % 200],
            )
            for n in range(number * SEATS)
        )
        collectives = made(Collective(name=f"Collective {n}", theme=themes[n % 10]) for n in range(number))
        _sit(collectives, people)
        _meet(collectives, people)
        _inquire(collectives, people)
        at, few = now() - timedelta(hours=20), collectives[::10]
        facts = {"words": "They wait for data", "kinds": []}
        made(SupportFlag(collective=one, rule="by_hand", facts=facts, raised_at=at) for one in few)
    return slug, readers


def _sit(collectives: list[Any], people: list[Any]) -> None:
    at = now() - 4 * A_MONTH
    made(
        Seat(collective=one, participant=people[n * SEATS + seat], number=seat + 1, seated_at=at)
        for n, one in enumerate(collectives)
        for seat in range(SEATS)
    )
    made(Facilitator(collective=one, participant=people[n * SEATS], named_at=at) for n, one in enumerate(collectives))


def _meet(collectives: list[Any], people: list[Any]) -> None:
    first = now() - SESSIONS * timedelta(days=12)
    times = [first + n * timedelta(days=12) for n in range(SESSIONS)]
    wall = first.time().replace(microsecond=0)
    sessions = made(
        Session(
            collective=one,
            date=at.date(),
            wall_time=wall,
            zone="UTC",
            starts_at=at,
            minutes=90,
            meeting="hybrid",
            made_at=first,
        )
        for one in collectives
        for at in times
    )
    made(
        SessionRun(
            session=one,
            started_at=one.starts_at,
            started_by=people[0],
            led_by=people[0],
            led_since=one.starts_at,
            code=f"{n}",
        )
        for n, one in enumerate(sessions)
    )
    made(
        Attendance(session=one, participant=people[n // SESSIONS * SEATS + seat], came=Came.ROOM)
        for n, one in enumerate(sessions)
        for seat in range(SEATS - n % 3)
    )


def _inquire(collectives: list[Any], people: list[Any]) -> None:
    began, at = now() - 3 * A_MONTH, now() - 2 * A_MONTH
    ends = (began + 10 * A_MONTH).date()
    cycles = made(
        Cycle(collective=one, number=1, name="2026–27", phase=Phase.ACTING, starts_on=began.date(), ends_on=ends)
        for one in collectives
    )
    moves = [(one, at if n % 10 else now() - timedelta(hours=20)) for n, one in enumerate(cycles)]
    made(
        PhaseMove(cycle=one, from_phase=3, to_phase=4, reason="It stands.", by=people[0], at=when)
        for one, when in moves
    )
    placemats = made(Placemat(cycle=one, made_at=began) for one in cycles)
    actions = made(IfAction(placemat=one, position="a", text="visit classrooms") for one in placemats)
    indicators = made(
        Indicator(
            placemat=one,
            kind="leading" if k else "lagging",
            clause="if" if k else "so_that",
            if_action=actions[n] if k else None,
            position=k,
            text=f"What we see {k}",
            data_types=["processes"],
            changed_at=began,
        )
        for n, one in enumerate(placemats)
        for k in range(INDICATORS)
    )
    made(Measure(indicator=one, kind="share", about="things", set_by=people[0], set_at=began) for one in indicators)
    made(
        PlanLine(
            indicator=one,
            participant=people[0],
            how_often="monthly",
            first_due=began.date(),
            made_by=people[0],
            made_at=began,
        )
        for one in indicators
    )
    made(
        Release(
            indicator=one,
            on=(began + day * timedelta(days=8)).date(),
            number=1,
            cells=_cells(40 + day),
            behind=[],
            made_at=at,
        )
        for one in indicators
        for day in range(DAYS)
    )
    made(
        EvidenceRollup(collective=one, month=at.date().replace(day=1), kind=kind, points=2000)
        for one in collectives
        for kind in ("leading", "lagging")
    )


def _cells(percent: int) -> list[dict[str, Any]]:
    ranges = [[percent - 0.5, percent + 0.5], [99.5 - percent, 100.5 - percent]]
    return [{"place": ["program"], "group": None, "told": "figure", "people": 400, "ranges": ranges}]


def made(rows: Any) -> list[Any]:
    """The rows with their keys."""
    made = [*rows]
    return list(type(made[0]).objects.bulk_create(made, batch_size=5000)) if made else []
