"""Views across collectives that have a name: saved, shared, wanted by mail, removed."""

import pytest

from collectives.models import Role
from facilitation.models import DashboardSubscription, DashboardView
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene
from tests.make import make_collective, make_cycle, make_participant, make_school, seat


def base(scene: Scene) -> str:
    return f"/p/{scene.program.slug}/across/"


@pytest.fixture
def view(scene: Scene) -> DashboardView:
    """The coordinator's own."""
    answer = scene.client("coordinator").post(f"{base(scene)}views/new/?phase=3&page=2", {"name": "Still designing"})
    assert (answer.status_code, answer.url) == (302, f"{base(scene)}?phase=3")
    with program_scope(scene.program.pk):
        return DashboardView.objects.get()


def of(scene: Scene, view: DashboardView, tail: str = "") -> str:
    return f"{base(scene)}views/{view.pk}/{tail}"


def share(scene: Scene, view: DashboardView) -> None:
    assert scene.client("coordinator").post(of(scene, view), {"name": view.name, "shared": "on"}).status_code == 302


def test_a_saved_view_opens_what_it_was_saved_from(scene: Scene, view: DashboardView) -> None:
    page = scene.client("coordinator").get(f"{base(scene)}?phase=3")

    assert (view.filters, page.context["view"].name) == ({"phase": "3"}, "Still designing")
    assert 'href="?phase=3"' in page.text


def test_it_is_ones_own_until_it_is_shared(scene: Scene, view: DashboardView) -> None:
    before = scene.client("admin").get(of(scene, view)).status_code
    share(scene, view)

    after = scene.client("admin").get(of(scene, view))

    assert (before, after.status_code) == (404, 200)
    assert f"{scene.coordinator.name} shares it" in after.text
    assert scene.client("member").get(of(scene, view)).status_code == 404
    assert scene.client("admin").post(of(scene, view), {"name": "Mine now"}).status_code == 403
    assert scene.client("admin").post(of(scene, view, "remove/")).status_code == 403


def test_a_shared_view_shows_no_more_than_its_readers_rights(scene: Scene) -> None:
    """An admin saves a view of the coordinator's district; a coordinator of another region opens it."""
    with program_scope(scene.program.pk):
        other = make_collective("Mondays matter")
        far = make_school("Far", district="Valley", region="Inland")
        seat(other, make_participant(school=far))
        make_cycle(other)
        scene.stranger = make_participant(role=Role.COORDINATOR, region=far.district.region)
        place = scene.member.school.district_id
    data = {"name": "Of one district", "shared": "on"}
    scene.client("admin").post(f"{base(scene)}views/new/?place={place}", data)

    views = scene.client("stranger").get(base(scene)).context["views"]
    opened = scene.client("stranger").get(f"{base(scene)}?{views[0].address}")

    assert [one.name for one in views] == ["Of one district"]
    assert "Nothing fits all of this" in opened.text
    assert ("Reading with meaning" in opened.text, "Tidewater" in opened.text) == (False, False)
    assert "Tidewater" not in scene.client("stranger").get(f"{base(scene)}views/{views[0].pk}/").text


@pytest.mark.parametrize("name", ["", "x" * 81, "still DESIGNING"])
def test_a_name_that_cannot_be_kept_is_asked_for_again(scene: Scene, view: DashboardView, name: str) -> None:
    answer = scene.client("coordinator").post(f"{base(scene)}views/new/?phase=4", {"name": name, "shared": "on"})

    assert answer.status_code == 422
    assert f'value="{name}"' in answer.text or not name
    assert "checked" in answer.text


def test_changing_its_name_refuses_that_of_another(scene: Scene, view: DashboardView) -> None:
    scene.client("coordinator").post(f"{base(scene)}views/new/?phase=4", {"name": "Acting"})

    answer = scene.client("coordinator").post(of(scene, view), {"name": "Acting"})

    assert answer.status_code == 422
    assert "You have a view of this name already" in answer.text


def test_the_mail_is_asked_for_and_stopped_by_whoever_sees_the_view(scene: Scene, view: DashboardView) -> None:
    share(scene, view)
    client = scene.client("admin")

    said = []
    for press in ("on", "on", "off", "off"):
        client.post(of(scene, view, "monthly/"), {"monthly": press})
        with program_scope(scene.program.pk):
            said.append(DashboardSubscription.objects.filter(ended_at=None).count())

    assert said == [1, 1, 0, 0]
    with program_scope(scene.program.pk):
        assert DashboardSubscription.objects.count() == 1
    assert scene.client("member").post(of(scene, view, "monthly/"), {"monthly": "on"}).status_code == 404


def test_removing_it_ends_its_mails(scene: Scene, view: DashboardView) -> None:
    scene.client("coordinator").post(of(scene, view, "monthly/"), {"monthly": "on"})

    asked = scene.client("coordinator").get(of(scene, view, "remove/"))
    answer = scene.client("coordinator").post(of(scene, view, "remove/"))

    assert "“Still designing” goes away for everybody who uses it" in asked.text
    assert (answer.status_code, scene.client("coordinator").get(of(scene, view)).status_code) == (302, 404)
    with program_scope(scene.program.pk):
        assert DashboardSubscription.objects.filter(ended_at=None).count() == 0
