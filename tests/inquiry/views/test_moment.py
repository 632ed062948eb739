"""Naming a moment of a placemat."""

from django.test import Client

from ilc.tenancy.scope import program_scope
from inquiry.models import Moment
from inquiry.queries.moment import instant_key
from tests.inquiry.setting import Setting, person_named
from tests.make_history import agree, day, write

HTMX = {"HX-Request": "true"}


def names(setting: Setting) -> list[str]:
    with program_scope(setting.program.pk):
        return list(Moment.objects.filter(removed_at=None).order_by("at").values_list("name", flat=True))


def test_what_stands_there_now_or_stood_there_once_gets_a_name(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        write(setting.placemat, "priority", "routines", by=setting.member, at=day(1))
    client.force_login(setting.member.user)
    url = setting.url("moment-new", setting.placemat.pk)

    past = f"{url}?at={instant_key(day(2))}"
    asked = client.get(past).content.decode()
    client.post(past, {"name": "in October"})
    page = client.post(url, {"name": "as agreed\x07 today"}, follow=True).content.decode()

    assert "3 October 2026, 12:00" in asked
    assert names(setting) == ["in October", "as agreed today"]
    assert "This moment has a name." in page


def test_a_name_that_is_taken_or_missing_is_asked_for_again(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        agree(setting.placemat, "as agreed", by=setting.member, at=day(1))
        other = agree(setting.placemat, "later", by=setting.member, at=day(2))
    client.force_login(setting.member.user)
    url = setting.url("moment-new", setting.placemat.pk)

    answers = [
        client.post(url, {"name": " "}, headers=HTMX),
        client.post(url, {"name": "as agreed"}),
        client.post(setting.url("moment", other.pk), {"name": "as agreed"}),
        client.get(f"{url}?at=never"),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 404]
    assert "Another moment is called “as agreed” already." in answers[1].content.decode()
    assert 'value="as agreed"' in answers[2].content.decode()
    assert "<html" not in answers[0].content.decode()


def test_a_moment_gets_another_name_loses_it_and_gets_it_back(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        moment = agree(setting.placemat, "as agreed", by=setting.member, at=day(1))
    client.force_login(setting.facilitator.user)

    form = client.get(setting.url("moment", moment.pk)).content.decode()
    client.post(setting.url("moment", moment.pk), {"name": "as agreed in October"})
    with program_scope(setting.program.pk):
        renamed = Moment.objects.get(removed_at=None)
    away = client.post(setting.url("moment-remove", renamed.pk), follow=True).content.decode()
    without = names(setting)
    client.post(setting.url("moment-bring-back", renamed.pk))

    assert "Another name for this moment" in form
    assert ("The name is taken away." in away, "Undo" in away, without) == (True, True, [])
    assert names(setting) == ["as agreed in October"]


def test_a_name_that_somebody_else_took_meanwhile_is_not_brought_back(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        moment = agree(setting.placemat, "as agreed", by=setting.member, at=day(1))
    client.force_login(setting.member.user)
    client.post(setting.url("moment-remove", moment.pk))
    client.post(setting.url("moment-new", setting.placemat.pk), {"name": "as agreed"})

    page = client.post(setting.url("moment-bring-back", moment.pk), follow=True).content.decode()

    assert "Another moment is called “as agreed” already." in page


def test_only_who_writes_the_placemat_names_its_moments(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        moment = agree(setting.placemat, "as agreed", by=setting.member, at=day(1))
    answers = {}
    for who in ("coordinator", "stranger"):
        client.force_login(person_named(setting, who).user)
        answers[who] = [
            client.get(setting.url("moment-new", setting.placemat.pk)).status_code,
            client.get(setting.url("moment", moment.pk)).status_code,
            client.post(setting.url("moment-remove", moment.pk)).status_code,
            client.post(setting.url("moment-bring-back", moment.pk)).status_code,
        ]

    assert answers == {"coordinator": [403] * 4, "stranger": [404] * 4}
