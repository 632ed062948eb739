"""What changed across collectives since the last visit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from collectives.models import Role
from evidence.models import Release
from facilitation.models import Attendance, DashboardVisit, Help, SupportFlag
from facilitation.operations.dashboard import NOTED_EVERY, SAME_VISIT, note_visit
from facilitation.operations.support_flag import raise_flag
from facilitation.queries.dashboard_head import dashboard_head
from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle, Phase
from inquiry.operations.phase import move_phase
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_participant, make_placemat, make_school, make_session, seat
from tests.make_history import promise

NOW = timezone.now()
AN_HOUR = timedelta(hours=1)


def base(scene: Scene) -> str:
    return f"/p/{scene.program.slug}/across/"


def test_a_visit_lasts_until_four_hours_pass_without_a_look(scene: Scene) -> None:
    looks = [NOW, NOW + AN_HOUR, NOW + 2 * AN_HOUR, NOW + 2 * AN_HOUR + SAME_VISIT + AN_HOUR]
    looks.append(looks[-1] + NOTED_EVERY + AN_HOUR)

    with program_scope(scene.program.pk):
        since = [note_visit(scene.admin, last=dashboard_head(scene.admin).visit, now=look) for look in looks]

    assert since == [None, None, None, looks[2], looks[2]]


@pytest.fixture
def happened(scene: Scene) -> None:
    """The coordinator was here two days ago; since then one thing of most kinds happened, and some before."""
    two_days = NOW - timedelta(days=2)
    with program_scope(scene.program.pk):
        DashboardVisit.objects.create(participant=scene.coordinator, at=two_days)
        cycle = Cycle.objects.get(collective=scene.collective)
        move_phase(cycle, to_phase=Phase.ACTING, reason="Ready", by=scene.facilitator, now=NOW - AN_HOUR)
        for days in (1, 5):
            held = make_session(scene.collective, on=(NOW - timedelta(days=days)).date())
            Attendance.objects.create(session=held, participant=scene.member, came="room")
        make_session(scene.collective, on=(NOW - timedelta(days=1)).date())  # nobody marked, nobody began it
        indicator = promise(make_placemat(cycle), "Reads alone", by=scene.member, at=two_days)
        for number, made_at in ((1, two_days - AN_HOUR), (2, NOW - AN_HOUR), (3, NOW - AN_HOUR)):
            Release.objects.create(
                indicator=indicator,
                on=NOW.date() - timedelta(days=number),
                number=1,
                cells=[],
                behind=[],
                made_at=made_at,
            )
        by_admin = raise_flag(scene.collective, words="A reason", kinds=[], by=scene.admin, now=NOW - AN_HOUR)
        raise_flag(scene.collective, words="My own", kinds=[], by=scene.coordinator, now=NOW - AN_HOUR)
        for who, at in ((scene.admin, NOW - AN_HOUR), (scene.coordinator, NOW - AN_HOUR)):
            Help.objects.create(
                collective=scene.collective, flag=by_admin, kind="visit", text="I come", given_on=NOW, by=who, at=at
            )


@pytest.mark.usefixtures("happened")
def test_it_counts_and_lists_what_others_did_since_then(scene: Scene) -> None:
    client = scene.client("coordinator")

    page, behind = client.get(base(scene)), client.get(f"{base(scene)}changes/")

    said = sorted(str(line.said) for line in behind.context["lines"])
    assert said == ["has a hand up", "has new evidence:", "is in another phase:", "met", "was offered help"]
    assert page.context["changed"] == len(said)
    assert "5 things" in " ".join(page.text.split())
    assert "Acting, leading data" in behind.text
    assert "A reason" not in behind.text


@pytest.mark.usefixtures("happened")
def test_of_another_region_nothing_is_told(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        far = make_school("Far", district="Valley", region="Inland")
        other = make_collective("Mondays matter")
        seat(other, make_participant(school=far))
        scene.stranger = make_participant(role=Role.COORDINATOR, region=far.district.region)
        DashboardVisit.objects.create(participant=scene.stranger, at=NOW - timedelta(days=2))
        SupportFlag.objects.create(collective=other, rule="not_held", raised_at=NOW - AN_HOUR)

    behind = scene.client("stranger").get(f"{base(scene)}changes/")

    assert [line.collective for line in behind.context["lines"]] == ["Mondays matter"]
    assert "Reading with meaning" not in behind.text


def test_where_nothing_changed_it_asks(scene: Scene) -> None:
    text = scene.client("admin").get(f"{base(scene)}changes/?q=nowhere").text

    assert "Nothing changed since then" in text


@pytest.mark.parametrize("who", ["member", "facilitator", "stranger"])
def test_it_is_for_program_staff(scene: Scene, who: str) -> None:
    assert scene.client(who).get(f"{base(scene)}changes/").status_code == 403
