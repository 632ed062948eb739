"""Taking an if-action away, and putting it back."""

from django.test import Client

from ilc.tenancy.scope import program_scope
from inquiry.models import IfAction
from tests.inquiry.setting import Setting, person_named, promise_indicator, write_if_action


def with_indicator(setting: Setting) -> IfAction:
    with program_scope(setting.program.pk):
        action = write_if_action(setting, "visit classrooms")
        promise_indicator(setting, "Classrooms visited", if_action=action)
    return action


def test_an_if_action_with_indicators_is_asked_about_and_they_are_kept(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    action = with_indicator(setting)
    placemat_url = setting.url("placemat", setting.placemat.pk)
    confirm_url = setting.url("if-action-remove", setting.placemat.pk, action.pk)

    pressed = client.post(placemat_url, {"act": f"remove:{action.pk}"})
    question = client.get(confirm_url).content.decode()
    client.post(confirm_url)

    assert pressed["Location"] == confirm_url
    assert "Classrooms visited" in question
    assert "The if-action of these was removed." in client.get(placemat_url).content.decode()


def test_it_can_be_put_back(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    action = with_indicator(setting)
    client.post(setting.url("if-action-remove", setting.placemat.pk, action.pk))

    response = client.post(setting.url("if-action-restore", setting.placemat.pk, action.pk))

    with program_scope(setting.program.pk):
        action.refresh_from_db()
    assert response.status_code == 302
    assert action.removed_at is None


def test_it_cannot_come_back_as_the_thirteenth(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    action = with_indicator(setting)
    client.post(setting.url("if-action-remove", setting.placemat.pk, action.pk))
    with program_scope(setting.program.pk):
        for position in range(2, 14):
            write_if_action(setting, f"action {position}")

    response = client.post(setting.url("if-action-restore", setting.placemat.pk, action.pk), follow=True)

    assert "holds 12 if-actions" in response.content.decode()


def test_only_who_writes_the_placemat_may(setting: Setting, client: Client) -> None:
    action = with_indicator(setting)
    answers = {}
    for who in ("facilitator", "admin", "stranger"):
        client.force_login(person_named(setting, who).user)
        answers[who] = [
            client.get(setting.url("if-action-remove", setting.placemat.pk, action.pk)).status_code,
            client.post(setting.url("if-action-restore", setting.placemat.pk, action.pk)).status_code,
        ]

    assert answers == {"facilitator": [200, 302], "admin": [403, 403], "stranger": [404, 404]}
