"""The page across collectives: what it shows, to whom, and what it counts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from collectives.models import Participant, Program, Role
from evidence.operations.release import release_days
from facilitation.models import Attendance, SessionState
from facilitation.operations.support_flag import raise_flag
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle, Phase
from inquiry.operations.phase import move_phase
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_school, make_session, seat
from tests.make_evidence import make_data_point, make_measure
from tests.make_history import promise

HTMX = {"HX-Request": "true"}


def url(scene: Scene, **said: Any) -> str:
    return f"/p/{scene.program.slug}/across/?" + "&".join(f"{name}={value}" for name, value in said.items())


def names(scene: Scene, who: str = "admin", **said: Any) -> list[str]:
    return [row.name for row in scene.client(who).get(url(scene, **said)).context["board"].rows]


@pytest.fixture
def other(scene: Scene) -> Participant:
    """A leader of another region, who sits in a collective of their own on another theme, a hand up."""
    with program_scope(scene.program.pk):
        leader = make_participant("Tomás Echeverría", school=make_school("Far", district="Valley", region="Inland"))
        collective = make_collective("Mondays matter", theme="Chronic absenteeism")
        seat(collective, leader)
        make_cycle(collective, phase=Phase.ACTING)
        raise_flag(collective, words="They wait for data", kinds=[], by=scene.admin, now=timezone.now())
        return leader


def test_the_head_the_rows_and_the_hands_stand_on_one_page(scene: Scene, other: Participant) -> None:
    answer = scene.client("admin").get(url(scene))

    text = " ".join(answer.text.split())
    totals = answer.context["totals"]
    assert (totals.collectives, totals.leaders, totals.up, totals.unanswered) == (2, 2, 1, 1)
    assert "2 collectives · 2 leaders" in text
    assert "One collective would welcome a hand" in text
    assert "They wait for data" in text


def test_a_coordinator_meets_nothing_of_another_region(scene: Scene, other: Participant) -> None:
    with program_scope(scene.program.pk):
        far = other.school.district.region

    text = scene.client("coordinator").get(url(scene)).text
    asked = scene.client("coordinator").get(url(scene, place=far.pk)).text
    looked_for = scene.client("coordinator").get(url(scene, q="Mondays")).text

    assert "Reading with meaning" in text
    for words in ("Mondays", "Inland", "Valley", "Tomás", "Chronic", "wait for data"):
        assert words not in text
    assert ("Nothing fits all of this" in asked, "Mondays matter" in asked) == (True, False)
    assert "Nothing fits all of this" in looked_for


def test_where_one_sits_oneself_is_left_out(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        seat(scene.collective, scene.coordinator)

    assert "No collective is at work here yet" in scene.client("coordinator").get(url(scene)).text


def test_each_filter_narrows_and_stays_in_the_address(scene: Scene, other: Participant) -> None:
    with program_scope(scene.program.pk):
        theme = scene.collective.theme_id
        near, far = scene.member.school.district_id, other.school.district.region_id

    assert names(scene, theme=theme) == ["Reading with meaning"]
    assert names(scene, phase=Phase.ACTING) == ["Mondays matter"]
    assert (names(scene, place=near), names(scene, place=far)) == (["Reading with meaning"], ["Mondays matter"])
    assert (names(scene, help="up"), names(scene, help="open")) == (["Mondays matter"], ["Mondays matter"])
    assert (names(scene, q="ren%C3%A9e"), names(scene, q="absent")) == (["Reading with meaning"], ["Mondays matter"])
    assert names(scene, theme=theme, phase=Phase.ACTING) == []
    assert names(scene, theme="x", phase="9", place="y", help="z", page="-1", finding="0") != []
    assert 'value="3" selected' in " ".join(scene.client("admin").get(url(scene, phase=3)).text.split())


def test_filtering_in_place_answers_with_the_piece(scene: Scene) -> None:
    text = scene.client("admin").get(url(scene), headers=HTMX).text

    assert text.lstrip().startswith('<div id="across">')


def test_the_board_shows_months_of_phases_and_who_came(scene: Scene) -> None:
    today = timezone.localdate()
    with program_scope(scene.program.pk):
        cycle = Cycle.objects.get(collective=scene.collective)
        cycle.starts_on = today - timedelta(days=70)
        cycle.save()
        move_phase(cycle, to_phase=Phase.ACTING, reason="It reads well.", by=scene.facilitator, now=timezone.now())
        scene.collective.seats.update(seated_at=timezone.now() - timedelta(days=100))
        held = make_session(scene.collective, on=today - timedelta(days=1))
        Attendance.objects.create(session=held, participant=scene.member, came="room")
        make_session(scene.collective, on=today - timedelta(days=40), state=SessionState.CANCELLED)

    [row] = scene.client("coordinator").get(url(scene)).context["board"].rows

    began = [cell.began and cell.began.replace(day=1) for cell in row.cells]
    assert [cell.state for cell in row.cells] == ["done", "done", "done", "now", "later", "later"]
    assert began[2:] == [cycle.starts_on.replace(day=1), today.replace(day=1), None, None]
    assert ("1 of 2 came" in row.came, "no session took place" in row.came) == (True, True)
    assert ('class="came"' in row.calendar, 'class="none"' in row.calendar) == (True, True)


def test_findings_are_the_shared_view_alone(scene: Scene) -> None:
    """Nine of ten students stand behind a figure of one school: what is told of it is that it is protected."""
    with program_scope(scene.program.pk):
        placemat = make_placemat(Cycle.objects.get(collective=scene.collective))
        shown = promise(placemat, "Reads alone", by=scene.member, at=timezone.now())
        hidden = promise(placemat, "Missed Mondays", by=scene.member, at=timezone.now())
        for indicator, of in ((shown, 400), (hidden, 9)):
            make_measure(indicator, by=scene.member)
            for number in range(1, 4):
                on = date(2026, number, 1)
                make_data_point(
                    indicator, by=scene.member, on=on, school=scene.member.school, numerator=of // 2, denominator=of
                )
                release_days(indicator.pk, [on], now=timezone.now())

    answer = scene.client("coordinator").get(url(scene))

    found = {one.text: (one.shut, one.drawing is not None) for one in answer.context["findings"].rows}
    assert found == {"Reads alone": (False, True), "Missed Mondays": (True, False)}
    assert "Its figures stay with the districts that brought them." in answer.text
    assert "too few to say" in answer.text


def test_every_figure_equals_an_independent_count(scene: Scene, other: Participant) -> None:
    with program_scope(scene.program.pk):
        for number in range(3):
            collective = make_collective(f"More {number}", theme=f"Theme {number}")
            make_cycle(collective, phase=Phase.ACTING)
            for _ in range(number + 2):
                seat(collective, make_participant(school=scene.member.school))
            make_session(collective, on=timezone.localdate() - timedelta(days=3))
        raise_flag(collective, words="Please", kinds=[], by=scene.admin, now=timezone.now())

    answer = scene.client("coordinator").get(url(scene))

    with program_scope(scene.program.pk), connection.cursor() as cursor:
        cursor.execute(
            """
            WITH here AS (
                SELECT DISTINCT s.collective_id AS id FROM seat s JOIN participant p ON p.id = s.participant_id
                JOIN school k ON k.id = p.school_id JOIN district d ON d.id = k.district_id
                JOIN region r ON r.id = d.region_id WHERE r.name = 'Shore' AND s.left_at IS NULL
            )
            SELECT (SELECT count(*) FROM here),
                   (SELECT count(DISTINCT participant_id) FROM seat WHERE left_at IS NULL
                    AND collective_id IN (SELECT id FROM here)),
                   (SELECT count(DISTINCT collective_id) FROM support_flag WHERE lowered_at IS NULL
                    AND collective_id IN (SELECT id FROM here))
            """
        )
        counted = cursor.fetchone()
    totals = answer.context["totals"]
    assert (totals.collectives, totals.leaders, totals.up) == counted == (4, 10, 1)
    assert len(answer.context["board"].rows) == 4


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("facilitator", 403), ("stranger", 403)])
def test_it_is_for_program_staff(scene: Scene, who: str, status: int) -> None:
    assert scene.client(who).get(url(scene)).status_code == status


def test_it_says_who_would_begin_where_nobody_is_at_work(program: Program) -> None:
    with program_scope(program.pk):
        admin = make_participant(role=Role.ADMIN)
    client = Client()
    client.force_login(admin.user)

    assert "No collective is at work here yet" in client.get(f"/p/{program.slug}/across/").text


@pytest.mark.parametrize("who", ["admin", "coordinator"])
def test_it_costs_at_most_fifteen_queries_however_many_there_are(scene: Scene, who: str) -> None:
    """BEGIN and COMMIT are two of them; in a test savepoints and their settings stand in their place."""
    client, counts = scene.client(who), []
    for number in range(2):
        with program_scope(scene.program.pk):
            for one in range(20 * number):
                collective = make_collective(f"More {one}")
                seat(collective, make_participant(school=scene.member.school))
                make_cycle(collective)
                raise_flag(collective, words="Please", kinds=[], by=scene.facilitator, now=timezone.now())
        client.get(url(scene))
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(url(scene))
        around = ("SAVEPOINT", "RELEASE", "SELECT set_config")
        counts.append(2 + sum(not one["sql"].startswith(around) for one in captured))

    assert answer.context["totals"].collectives == 21
    assert (counts[1] <= 15, counts[1]) == (True, counts[0])
