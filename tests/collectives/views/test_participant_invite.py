"""Inviting participants: one, a selection, everyone."""

from collectives.models import Notice, Participant
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, plain

INVITE = "setup/participants/invite/"


def newcomers(shore) -> list[Participant]:
    with program_scope(shore.program_pk):
        return [Participant.objects.create(name=f"New {n}", email=f"new{n}@example.org") for n in range(3)]


def test_only_an_admin_invites(shore):
    answers = shore.answers(INVITE)

    assert answers == {
        "admin": 200,
        "coordinator": 403,
        "other_coordinator": 403,
        "facilitator": 403,
        "member": 403,
        "outsider": 403,
        "stranger": 404,
    }


def test_the_page_says_how_many_mails_go_out_before_any_does(shore):
    chosen = [person.pk for person in newcomers(shore)[:2]]

    response = shore.sign_in("admin").get(shore.url(INVITE), {"participants": chosen}, headers=HTMX)

    assert "Send 2 invitations" in plain(response)
    assert "<html" not in plain(response)
    with program_scope(shore.program_pk):
        assert not Notice.objects.exists()


def test_a_selection_is_invited(shore):
    chosen = [person.pk for person in newcomers(shore)[:2]]

    response = shore.sign_in("admin").post(shore.url(INVITE), {"participants": chosen})

    assert response["Location"] == shore.url("setup/participants/?entry=invited")
    with program_scope(shore.program_pk):
        assert set(Notice.objects.values_list("recipient__name", flat=True)) == {"New 0", "New 1"}


def test_everyone_not_invited_yet_is_invited_once(shore):
    newcomers(shore)
    with program_scope(shore.program_pk):
        waiting = Participant.objects.filter(invited_at=None).count()
    client = shore.sign_in("admin")

    first = client.post(shore.url(INVITE), {"everyone": "on"}, follow=True)
    client.post(shore.url(INVITE), {"everyone": "on"})

    assert f"{waiting} invitations are on their way." in plain(first)
    assert "still to be invited" not in plain(first)
    with program_scope(shore.program_pk):
        assert Notice.objects.count() == waiting


def test_of_a_whole_province_a_part_is_invited_with_each_press(shore, monkeypatch):
    monkeypatch.setattr("collectives.forms.participant.INVITED_AT_ONCE", 2)
    newcomers(shore)
    client = shore.sign_in("admin")

    asked = client.get(shore.url(INVITE), {"everyone": "on"})
    answer = client.post(shore.url(INVITE), {"everyone": "on"}, follow=True)
    with program_scope(shore.program_pk):
        first = Notice.objects.count()
        waiting = Participant.objects.filter(invited_at=None).count()
    client.post(shore.url(INVITE), {"everyone": "on"})

    assert "Send 2 invitations" in plain(asked)
    assert f"{waiting} people are still to be invited." in plain(answer)
    with program_scope(shore.program_pk):
        assert (first, Notice.objects.count()) == (2, 4)


def test_nobody_chosen_is_said(shore):
    response = shore.sign_in("admin").post(shore.url(INVITE), {})

    assert response.status_code == 422
    assert "Tick the people to invite" in plain(response)


def test_somebody_of_another_program_cannot_be_invited(shore):
    response = shore.sign_in("admin").post(shore.url(INVITE), {"participants": [shore.stranger.pk]})

    assert response.status_code == 422


def test_one_person_is_invited_from_their_page(shore):
    (person, *_) = newcomers(shore)

    response = shore.sign_in("admin").post(shore.url(f"participants/{person.pk}/invite/"), follow=True)

    assert "An invitation to New 0 is on its way to new0@example.org." in plain(response)


def test_a_second_mail_the_same_day_is_not_sent(shore):
    (person, *_), client = newcomers(shore), shore.sign_in("admin")
    client.post(shore.url(f"participants/{person.pk}/invite/"))

    response = client.post(shore.url(f"participants/{person.pk}/invite/"), follow=True)

    assert "No new mail to New 0" in plain(response)
    with program_scope(shore.program_pk):
        assert Notice.objects.count() == 1


def test_others_invite_nobody(shore):
    path = shore.url(f"participants/{shore.member.pk}/invite/")

    assert [shore.sign_in(name).post(path).status_code for name in ("facilitator", "stranger")] == [403, 404]
