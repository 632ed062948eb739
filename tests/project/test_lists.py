"""A list costs the same number of SQL queries for one row and for three."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collectives.models import Collective, GatheringQuestion, Notice, Participant, RosterImport
from facilitation.models import AgendaItem, NotesChange
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle, IfAction, IfActionOrigin
from tests.addresses import addresses_in_program, find_address
from tests.make import (
    make_collective,
    make_participant,
    make_placemat,
    make_school,
    make_session,
    name_facilitator,
    seat,
)
from tests.make_gathering import make_gathering
from tests.world import World, make_world
from tests.world_analysis import more_analyses
from tests.world_board import more_on_the_board
from tests.world_certificate import more_certificates
from tests.world_coding import more_coding
from tests.world_comment import more_comments
from tests.world_commitment import more_commitments
from tests.world_dashboard import more_dashboards
from tests.world_evidence import more_evidence
from tests.world_export import more_exports
from tests.world_formation import more_in_formation
from tests.world_history import more_history
from tests.world_invitation import more_invitations
from tests.world_learning import more_learning
from tests.world_library import more_in_library
from tests.world_proposal import more_in_proposal
from tests.world_pulse import more_pulse
from tests.world_renewal import more_renewal
from tests.world_report import more_reports
from tests.world_support import more_support

MOST = {"facilitation:sessions": 12, "facilitation:collective-sessions": 12, "inquiry:placemat": 22}


@pytest.fixture
def world(db: None) -> World:
    return make_world("fundy-shore")


def here(world: World) -> Collective:
    return Collective.objects.get(pk=world.things["collective"])


def person_of(world: World, relation: str) -> Participant:
    return Participant.objects.get(user=world.users[relation])


def more_collectives(world: World, number: int) -> None:
    collective = make_collective(f"More {number}", theme=f"More theme {number}")
    for relation in ("member", "coordinator", "admin"):
        seat(collective, person_of(world, relation))
    name_facilitator(collective, person_of(world, "facilitator"))
    more_sessions(world, number, collective)


def more_sessions(world: World, number: int, collective: Collective | None = None) -> None:
    day = (timezone.now() + timedelta(days=20 + number)).date()
    session = make_session(collective or here(world), on=day)
    AgendaItem.objects.create(session=session, position=1, title="One", minutes=5, made_at=timezone.now())


def more_people(world: World, number: int) -> None:
    school = make_school(f"School {number}", district=f"District {number}", region=f"Region {number}")
    seat(here(world), make_participant(school=school))


def more_notes(world: World, number: int) -> None:
    NotesChange.objects.create(
        session_id=world.things["session"],
        version=number + 2,  # the world has the first
        text=f"Note {number}",
        by=person_of(world, "member"),
        also_by=[person_of(world, "colleague").pk],
        at=timezone.now(),
    )
    AgendaItem.objects.create(
        session_id=world.things["session"], position=number + 10, title="More", minutes=5, made_at=timezone.now()
    )


def more_mail(world: World, number: int) -> None:
    Notice.objects.create(
        recipient=person_of(world, "colleague"), kind="invitation", key=f"more {number}", email="a@example.org",
        language="en", subject="More", text="More", html="", message_id=f"<{number}@x>", written_at=timezone.now(),
    )  # fmt: skip


def more_rosters(world: World, number: int) -> None:
    RosterImport.objects.create(
        file_name=f"{number}.csv", file="none", uploaded_by=person_of(world, "admin"), uploaded_at=timezone.now()
    )


def more_gatherings(world: World, number: int) -> None:
    maker = person_of(world, "facilitator")
    for state in ("draft", "open", "closed"):
        make_gathering(
            maker, kinds=("open_text", "choice"), anonymous=False, title={"en": f"More {number}"}, state=state
        )
    GatheringQuestion.objects.create(gathering_id=world.things["gathering"], number=number + 20, kind="scale")


def more_shown(world: World, number: int) -> None:
    leader = make_participant(f"Shows {number}")
    cycle = Cycle.objects.get(pk=world.things["cycle"])
    own = make_placemat(cycle, leader, shown_at=timezone.now())
    mine = IfAction.objects.create(placemat=own, position=f"a{number}", text="Mine", changed_at=timezone.now())
    origin = IfAction.objects.get(pk=world.things["if_action"])
    IfActionOrigin.objects.create(if_action=mine, origin=origin, text="x", carried_by=leader, carried_at=timezone.now())


def more_of_everything(world: World, number: int) -> None:
    for more in (
        more_collectives,
        more_sessions,
        more_people,
        more_notes,
        more_mail,
        more_rosters,
        more_gatherings,
    ):
        more(world, number)
    more_evidence(world.things, person_of(world, "member"), number)
    more_coding(world.things, person_of(world, "member"), number)
    more_learning(world.things, person_of(world, "member"), number)
    more_analyses(world.things, person_of(world, "member"), number)
    more_reports(world.things, person_of(world, "member"), number)
    more_renewal(world.things, person_of(world, "member"), number)
    more_pulse(world.things, person_of(world, "facilitator"), number)
    more_history(world.things, person_of(world, "member"), number)
    more_commitments(world.things, person_of(world, "member"), number)
    more_shown(world, number)
    more_on_the_board(world.things, number)
    more_comments(world.things, person_of(world, "member"), number)
    more_in_library(world.things, person_of(world, "admin"), person_of(world, "facilitator"), number)
    more_in_formation(world.things, person_of(world, "admin"), number)
    more_invitations(world.things, person_of(world, "admin"), number)
    more_in_proposal(world.things, person_of(world, "admin"), number)
    more_support(here(world), person_of(world, "facilitator"), number)
    more_certificates(here(world), person_of(world, "member"), number)
    more_dashboards(person_of(world, "admin"), number)
    more_exports(here(world), person_of(world, "member"), number)


def queries(client: Client, url: str) -> int | None:
    """How many SQL queries the page costs; None when this person gets no page there."""
    with CaptureQueriesContext(connection) as captured:
        answer: Any = client.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, url
    own = [one for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
    return len(own) if answer.status_code == HTTPStatus.OK else None


def cost_of_every_page(world: World) -> dict[tuple[str, str], int]:
    costs = {}
    for relation in ("admin", "coordinator", "facilitator", "member"):
        client = world.client(relation)
        client.get(f"/p/{world.program.slug}/")  # what a session notes only once
        client.get(f"/p/{world.program.slug}/placemats/{world.things['placemat']}/")  # its document is made once
        client.get(f"/p/{world.program.slug}/sessions/{world.things['session']}/")  # and that of its notes
        for address in addresses_in_program():
            cost = queries(client, address.url(world.program.slug, world.things))
            if cost is not None:
                costs[address.name, relation] = cost
    return costs


def test_every_page_costs_the_same_for_one_row_and_for_three(world: World) -> None:
    with program_scope(world.program.pk):
        more_of_everything(world, 1)
    one = cost_of_every_page(world)

    with program_scope(world.program.pk):
        more_of_everything(world, 2)
        more_of_everything(world, 3)
    three = cost_of_every_page(world)

    assert {page: (one.get(page), cost) for page, cost in three.items() if cost != one.get(page)} == {}
    assert len(three) > 100


def test_the_pages_people_open_most_stay_cheap(world: World) -> None:
    with program_scope(world.program.pk):
        for number in range(5):
            more_of_everything(world, number)
    costs: dict[tuple[str, str], int | None] = {}
    for relation in ("admin", "coordinator", "facilitator", "member"):
        client = world.client(relation)
        for name in MOST:
            url = find_address(name).url(world.program.slug, world.things)
            client.get(url)
            costs[name, relation] = queries(client, url)

    dear = {page: cost for page, cost in costs.items() if cost is None or cost > MOST[page[0]]}
    assert dear == {}
