"""Starting a cycle."""

from django.test import Client

from ilc.tenancy.scope import program_scope
from inquiry.models import Cycle, Placemat
from tests.inquiry.setting import Setting, person_named

SCHOOL_YEAR = {"name": "2027–28", "starts_on": "2027-09-01", "ends_on": "2028-06-30"}


def close_cycle(setting: Setting) -> None:
    with program_scope(setting.program.pk):
        Cycle.objects.update(closed_at="2027-07-01T00:00Z")


def test_a_facilitator_starts_the_next_cycle_and_its_placemat_comes_with_it(setting: Setting, client: Client) -> None:
    close_cycle(setting)
    client.force_login(setting.facilitator.user)

    response = client.post(setting.url("cycle-new", setting.collective.pk), SCHOOL_YEAR)

    with program_scope(setting.program.pk):
        cycles = list(Cycle.objects.order_by("number").values_list("number", "name", "phase"))
        placemats = Placemat.objects.filter(cycle__number=2, leader=None).count()
    assert response.status_code == 302
    assert cycles == [(1, "2026–27", 3), (2, "2027–28", 3)]
    assert placemats == 1


def test_a_cycle_that_is_open_is_finished_first(setting: Setting, client: Client) -> None:
    client.force_login(setting.facilitator.user)

    response = client.post(setting.url("cycle-new", setting.collective.pk), SCHOOL_YEAR)

    page = response.content.decode()
    assert response.status_code == 422
    assert "is in its cycle 2026–27" in page
    assert "2027–28" in page


def test_turned_and_odd_dates_are_asked_about(setting: Setting, client: Client) -> None:
    close_cycle(setting)
    client.force_login(setting.facilitator.user)
    url = setting.url("cycle-new", setting.collective.pk)

    turned = client.post(url, SCHOOL_YEAR | {"ends_on": "2027-01-01"})
    odd = client.post(url, SCHOOL_YEAR | {"starts_on": "0027-09-01"})

    assert [turned.status_code, odd.status_code] == [422, 422]
    assert "look at the two dates again" in turned.content.decode()
    assert "look at the year again" in odd.content.decode()


def test_who_may_start_a_cycle(setting: Setting, client: Client) -> None:
    answers = {}
    for who in ("facilitator", "admin", "member", "coordinator", "stranger"):
        client.force_login(person_named(setting, who).user)
        answers[who] = client.get(setting.url("cycle-new", setting.collective.pk)).status_code

    assert answers == {"facilitator": 200, "admin": 200, "member": 403, "coordinator": 403, "stranger": 404}
