"""The program at a glance: every figure is what an independent count says, thirty collectives cost what one does."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collectives.models import (
    Collective,
    InvitationState,
    Notice,
    NoticeState,
    Participant,
    Program,
    Role,
    WaitingState,
)
from collectives.queries.membership import find_participant
from evidence.models import About
from facilitation.models import FlagRule, SupportFlag
from facilitation.queries.cockpit import Cockpit, cockpit_of
from ilc.tenancy.scope import program_scope
from inquiry.models import Phase
from tests.make import (
    give_role,
    make_collective,
    make_cycle,
    make_participant,
    make_placemat,
    make_school,
    name_facilitator,
    seat,
)
from tests.make_evidence import make_measure
from tests.make_history import promise
from tests.make_invitation import make_formed, make_invitation, make_open_collective, wait

MOST_QUERIES = 9


@pytest.fixture
def admin(program: Program) -> Iterator[Participant]:
    with program_scope(program.pk):
        admin = find_participant(make_participant("Inès Arsenault", role=Role.ADMIN).user)
        assert admin is not None
        yield admin


def look(admin: Participant) -> Cockpit:
    return cockpit_of(admin, Program.objects.get(), today=timezone.localdate(), now=timezone.now())


def sql(statement: str) -> Any:
    """What a statement counts; it sees what the application's role sees."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall()
    return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows


def make_busy_program(admin: Participant) -> None:
    """Something to count for every figure, and beside it something that must not be counted."""
    guide = make_participant("Renée Thériault", role=Role.FACILITATOR, position="coach")
    shore, valley = make_school("Pictou Road"), make_school("Valley", district="Annapolis", region="West")
    make_school("Second", district="Tidewater")
    make_school("Far", district="Nobody's", region="West")
    people = [make_participant(f"Person {n}", school=shore, position="principal") for n in range(5)]
    make_participant("At home", school=valley, position="coach")
    in_office = make_participant("In the office", district=valley.district, position="central_office")
    gone = make_participant("Gone", school=valley)
    Participant.objects.filter(pk=gone.pk).update(left_at=timezone.now())
    give_role(people[0], Role.COORDINATOR, region=shore.district.region)
    here = make_open_collective("Reading", guide, *people[:3])
    over = make_open_collective("Grading", guide, in_office)
    formation = make_formed(admin, here, most=6)
    closed = make_collective("Closed", theme="Old")
    seat(closed, people[4])
    Collective.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    own = make_collective("Guides", theme="Guiding", for_facilitators=True)
    seat(own, guide)
    make_collective("Empty", theme="New")
    make_invitation(here, people[3], state=InvitationState.SENT)
    make_invitation(over, people[4], state=InvitationState.ASKED_OTHER)
    make_invitation(closed, people[1], state=InvitationState.SENT)
    for place in ({"collective": here}, {"collective": over}, {"formation": formation}):
        wait(in_office, **place)
    wait(people[1], closed)
    wait(people[2], over, state=WaitingState.LEFT)
    long_ago = timezone.localdate() - timedelta(days=400)
    make_cycle(here, phase=Phase.ACTING)
    past = make_cycle(over, starts_on=long_ago, ends_on=long_ago + timedelta(days=300))
    make_cycle(closed)
    books = promise(make_placemat(past), "Books on shelves", by=guide, at=timezone.now())
    make_measure(books, by=guide, about=About.THINGS)
    for flagged in (here, closed):
        SupportFlag.objects.create(collective=flagged, rule=FlagRule.BY_HAND, raised_at=timezone.now())
    days = {"sent": 3, "failed": 2, "waiting": 0}
    for number, (state, ago) in enumerate([*days.items(), ("sent", 40), ("failed", 40), ("waiting", 1)]):
        at = timezone.now() - timedelta(days=ago)
        Notice.objects.create(
            recipient=in_office, kind="test", key=str(number), email="a@example.org", language="en", subject="S",
            text="T", html="", message_id=f"<{number}@x>", state=state, written_at=at,
            sent_at=at if state == NoticeState.SENT else None,
        )  # fmt: skip


def test_every_figure_is_what_an_independent_count_says(admin: Participant) -> None:
    make_busy_program(admin)
    open_seats = """FROM seat JOIN collective c ON c.id = seat.collective_id
        WHERE seat.left_at IS NULL AND c.closed_at IS NULL"""

    found = look(admin)

    assert {
        "collectives": found.collectives,
        "cycles": found.cycles,
        "taken": found.seats.taken,
        "free": found.seats.free,
        "waiting": found.seats.waiting,
        "people": found.people.total.people,
        "seated": found.people.total.seated,
        "mail": (found.mail.waiting, found.mail.late, found.mail.sent, found.mail.failed),
        "districts": found.districts.number,
        "reached": found.districts.reached,
    } == {
        "collectives": sql("SELECT count(*) FROM collective WHERE closed_at IS NULL"),
        "cycles": sql("""SELECT count(*) FROM cycle JOIN collective c ON c.id = collective_id
            WHERE cycle.closed_at IS NULL AND c.closed_at IS NULL"""),
        "taken": sql(f"SELECT count(*) {open_seats} AND NOT c.for_facilitators"),
        "free": sql("""SELECT sum(greatest(0, room - taken)) FROM (
            SELECT coalesce((SELECT f.most FROM proposed_collective p JOIN proposal q ON q.id = p.proposal_id
                JOIN formation f ON f.id = q.formation_id WHERE p.collective_id = c.id LIMIT 1), 10) AS room,
            (SELECT count(*) FROM seat WHERE collective_id = c.id AND left_at IS NULL) AS taken
            FROM collective c WHERE closed_at IS NULL AND NOT for_facilitators) AS rooms"""),
        "waiting": sql("""SELECT count(DISTINCT w.participant_id) FROM waiting_place w
            LEFT JOIN collective c ON c.id = w.collective_id WHERE w.state = 'waiting' AND c.closed_at IS NULL"""),
        "people": sql("SELECT count(*) FROM participant WHERE left_at IS NULL"),
        "seated": sql(f"SELECT count(DISTINCT seat.participant_id) {open_seats}"),
        "mail": sql("""SELECT count(*) FILTER (WHERE state = 'waiting'),
            count(*) FILTER (WHERE state = 'waiting' AND written_at < now() - interval '1 hour'),
            count(*) FILTER (WHERE state = 'sent' AND sent_at > now() - interval '30 days'),
            count(*) FILTER (WHERE state = 'failed' AND written_at > now() - interval '30 days') FROM notice""")[0],
        "districts": sql("SELECT count(*) FROM district"),
        "reached": sql(f"""SELECT count(DISTINCT d.id) FROM district d LEFT JOIN school s ON s.district_id = d.id
            JOIN participant p ON p.school_id = s.id OR p.district_id = d.id
            WHERE p.id IN (SELECT seat.participant_id {open_seats})"""),
    }
    assert (found.seats, found.districts.reached, found.mail.late) == (type(found.seats)(6, 20, 1), 2, 1)


def test_each_district_and_position_is_counted_as_sql_counts_it(admin: Participant) -> None:
    make_busy_program(admin)

    found = look(admin)

    assert [
        (region.name, one.name, one.people, one.seated, one.schools, one.reached)
        for region in found.districts.regions
        for one in region.districts
    ] == sql("""
        WITH sits AS (SELECT DISTINCT t.participant_id FROM seat t JOIN collective c ON c.id = t.collective_id
            WHERE t.left_at IS NULL AND c.closed_at IS NULL),
        here AS (SELECT p.id, p.school_id, coalesce(s.district_id, p.district_id) AS district_id FROM participant p
            LEFT JOIN school s ON s.id = p.school_id WHERE p.left_at IS NULL)
        SELECT r.name, d.name, (SELECT count(*) FROM here WHERE district_id = d.id),
            (SELECT count(*) FROM here JOIN sits ON participant_id = here.id WHERE district_id = d.id),
            (SELECT count(*) FROM school WHERE district_id = d.id),
            (SELECT count(DISTINCT school_id) FROM here JOIN sits ON participant_id = here.id WHERE district_id = d.id)
        FROM district d JOIN region r ON r.id = d.region_id ORDER BY r.name, d.name""")
    assert [one.name for one in found.districts.not_reached] == ["Nobody's"]
    by_role = {str(words): count for words, count in found.people.total.roles}
    assert list(by_role.values()) == [
        sql(f"""SELECT count(DISTINCT participant_id) FROM role_grant g JOIN participant p ON p.id = g.participant_id
            WHERE role = '{role.value}' AND taken_at IS NULL AND left_at IS NULL""")
        for role in Role
    ]
    assert {str(row.words): row.people for row in found.people.rows} == {
        "instructional coach": 2, "principal": 5, "central-office leader": 1, "no position yet": 1,
    }  # fmt: skip


def test_what_waits_is_named_with_one_way_each_and_nothing_twice(admin: Participant) -> None:
    make_busy_program(admin)

    found = look(admin)

    assert [(step.title, step.url_name, step.query) for step in [*found.decisions, *found.mail_steps]] == [
        ("Find another collective for 1 person who asked for one", "collectives:invitations", ""),
        ("Find a seat for 1 person who waits for one", "collectives:invitations", ""),
        ("Remind 1 person who has not answered an invitation", "collectives:invitations", ""),
        ("See where a hand would help: 1 collective", "facilitation:support", ""),
        ("Confirm that 1 indicator is about things", "evidence:overview", ""),
        ("1 message has waited longer than an hour", "collectives:notices", "?state=waiting"),
        ("1 message could not be sent", "collectives:notices", "?state=failed"),
    ]
    assert found.decisions[1].text == "Longest of all: In the office."
    assert [step.key for step in found.ahead[2].steps] == ["facilitators", "rhythms", "cycles", "closings"]
    assert [step.stands for step in found.ahead[2].steps[2:]] == [
        "1 collective has none.",
        "The last day of 1 cycle has passed.",
    ]


def test_a_program_where_nothing_waits_says_what_is_still_to_set_up(admin: Participant) -> None:
    found = look(admin)

    assert (list(found.decisions), list(found.mail_steps), found.next_step) == ([], [], None)
    assert found.next_setup is not None
    assert (found.next_setup.key, found.seats.number, found.districts.number) == ("settings", 0, 0)


def test_thirty_collectives_cost_what_one_does(admin: Participant) -> None:
    def more(number: int) -> None:
        guide = make_participant(role=Role.FACILITATOR)
        school = make_school(f"School {number}", district=f"District {number}", region=f"Region {number % 3}")
        collective = make_collective(f"Collective {number}", theme=f"Theme {number}")
        name_facilitator(collective, guide)
        make_invitation(collective, make_participant(school=school, position="coach"))
        make_cycle(collective)
        wait(make_participant(school=school), collective)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            look(admin)
        return len(captured)

    more(0)
    one = cost()
    for number in range(1, 30):
        more(number)
    thirty = cost()

    assert thirty == one
    assert one - 1 <= MOST_QUERIES  # look() reads the program with one of its own
