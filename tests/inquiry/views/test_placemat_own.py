"""A leader's own placemat: private until shown, and taken back when its leader wants it back."""

from django.test import Client
from django.utils import timezone

from ilc.tenancy.scope import program_scope
from inquiry.models import Placemat
from tests.inquiry.setting import Setting, person_named
from tests.make import make_placemat


def sign_in(client: Client, setting: Setting, who: str) -> None:
    client.force_login(person_named(setting, who).user)


def test_a_leaders_own_placemat_is_for_its_leader_until_shown(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member)
    url = setting.url("placemat", own.pk)
    everybody = ["member", "other_member", "facilitator", "admin", "coordinator", "stranger"]

    def seen_by_everybody() -> list[int]:
        answers = []
        for who in everybody:
            sign_in(client, setting, who)
            answers.append(client.get(url).status_code)
        return answers

    private = seen_by_everybody()
    sign_in(client, setting, "member")
    client.post(setting.url("placemat-show", own.pk), {"show": "yes"})
    shown = seen_by_everybody()
    sign_in(client, setting, "member")
    client.post(setting.url("placemat-show", own.pk))
    private_again = seen_by_everybody()

    assert private == [200, 404, 404, 404, 404, 404]
    assert shown == [200, 200, 200, 404, 404, 404]
    assert private_again == private


def test_only_its_leader_writes_and_shows_an_own_placemat(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member, shown_at=timezone.now())
    answers = []
    for who in ("facilitator", "other_member", "admin"):
        sign_in(client, setting, who)
        answers.append(client.post(setting.url("placemat", own.pk), {"text-then": "x"}).status_code)
        answers.append(client.post(setting.url("placemat-show", own.pk)).status_code)

    assert answers == [403, 403, 403, 403, 404, 404]


def test_an_own_placemat_is_made_when_asked_for_and_never_by_looking(setting: Setting, client: Client) -> None:
    sign_in(client, setting, "member")
    url = setting.url("placemat-mine", setting.collective.pk)

    looked = client.get(url)
    with program_scope(setting.program.pk):
        after_looking = Placemat.objects.count()
    asked = client.post(url)
    again = client.get(url)

    with program_scope(setting.program.pk):
        own = Placemat.objects.get(leader=setting.member)
    assert (looked.status_code, after_looking) == (200, 1)
    assert [asked["Location"], again["Location"]] == [setting.url("placemat", own.pk)] * 2


def test_only_who_sits_there_has_an_own_placemat(setting: Setting, client: Client) -> None:
    answers = []
    for who in ("facilitator", "admin", "stranger"):
        sign_in(client, setting, who)
        answers.append(client.get(setting.url("placemat-mine", setting.collective.pk)).status_code)

    assert answers == [403, 403, 404]
