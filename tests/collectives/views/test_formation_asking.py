"""Asking by mail, reminding, until when, no longer; who has answered."""

from datetime import timedelta

from django.utils.timezone import now

from collectives.models import Ballot, Notice, Theme
from collectives.operations.ballot import Said, save_ballot
from collectives.tasks.formation_mail import write_formation_mails
from ilc.tenancy.scope import program_scope
from tests.collectives.views.conftest import HTMX, plain
from tests.collectives.views.formations import Asking, asking
from tests.make import make_participant

__all__ = ["asking"]
EVERYONE = {"whom": "everyone", "facilitators": "on"}
SAID = Said("America/Halifax", [], ["en"], "online", "")


def asked(asking: Asking) -> list[str]:
    with program_scope(asking.shore.program_pk):
        rows = Ballot.objects.filter(formation=asking.pk).order_by("participant__name")
        return [row.participant.name for row in rows]


def long_ago(asking: Asking) -> None:
    with program_scope(asking.shore.program_pk):
        Ballot.objects.update(asked_at=now() - timedelta(days=3))


def test_the_page_says_how_many_mails_go_out_before_they_do(asking: Asking):
    page = plain(asking.shore.sign_in("admin").get(asking.url("ask/")))

    assert "1 mail to a member" in page
    assert "Send 1 mail" in page
    assert asked(asking) == ["Amara Okafor"]


def test_who_is_not_asked_yet_is_asked_and_the_mail_has_a_door(asking: Asking):
    client = asking.shore.sign_in("admin")

    page = plain(client.post(asking.url("ask/"), EVERYONE, follow=True))
    write_formation_mails(program_id=asking.shore.program_pk, formation_pk=str(asking.pk))

    assert "1 mail is on its way." in page
    assert asked(asking) == ["Amara Okafor", "Nguyễn Thị Hồng"]
    with program_scope(asking.shore.program_pk):
        notice = Notice.objects.get(kind="ballot", recipient=asking.shore.outsider)
    assert "/door/door-" in notice.text


def test_those_of_some_districts_are_asked(asking: Asking):
    with program_scope(asking.shore.program_pk):
        tidewater = asking.shore.school.district_id

    page = plain(asking.shore.sign_in("admin").get(asking.url("ask/"), EVERYONE | {"districts": str(tidewater)}))

    assert "Everybody among them has been asked already" in page


def test_those_who_sit_nowhere_are_asked(asking: Asking):
    with program_scope(asking.shore.program_pk):
        Ballot.objects.all().delete()

    page = plain(asking.shore.sign_in("admin").get(asking.url("ask/"), {"whom": "seatless"}, headers=HTMX))

    assert ("1 mail to a member" in page, "Send 1 mail" in page) == (True, True)


def test_asking_nobody_new_is_refused(asking: Asking):
    client = asking.shore.sign_in("admin")
    client.post(asking.url("ask/"), EVERYONE)

    assert client.post(asking.url("ask/"), EVERYONE).status_code == 422


def test_a_reminder_says_how_many_then_goes_out_once_a_day(asking: Asking):
    client = asking.shore.sign_in("admin")
    long_ago(asking)

    shown = plain(client.get(asking.url("remind/")))
    first = plain(client.post(asking.url("remind/"), follow=True))
    second = client.post(asking.url("remind/"))

    assert ("Send 1 reminder" in shown, "1 reminder is on its way." in first) == (True, True)
    assert (second.status_code, "One a day is plenty" in plain(second)) == (422, True)


def test_nobody_to_remind_is_said(asking: Asking):
    assert "asked within the last day" in plain(asking.shore.sign_in("admin").get(asking.url("remind/")))


def test_people_are_given_longer(asking: Asking):
    client, later = asking.shore.sign_in("admin"), (now() + timedelta(days=30)).date()

    client.post(asking.url("answer-by/"), {"answers_by": later.isoformat()})
    refused = client.post(asking.url("answer-by/"), {"answers_by": "2026-01-01"})

    assert asking.formation().answers_by.date() in {later, later + timedelta(days=1)}
    assert (refused.status_code, "a day that has passed" in plain(refused)) == (422, True)


def test_asking_is_closed_with_an_undo(asking: Asking):
    client = asking.shore.sign_in("admin")

    closed = plain(client.post(asking.url("close/"), follow=True))
    client.post(asking.url("reopen/"))

    assert "Members and facilitators no longer answer by themselves." in closed
    assert asking.formation().state == "asking"


def test_only_an_admin_asks_and_closes(asking: Asking):
    client = asking.shore.sign_in("coordinator")

    answers = {client.post(asking.url(path)).status_code for path in ("ask/", "remind/", "close/", "reopen/", "end/")}

    assert answers == {403}


def test_staff_see_who_has_answered_and_who_wrote_it_down(asking: Asking):
    with program_scope(asking.shore.program_pk):
        ballot, grading = asking.ballot(), Theme.objects.get(name="Grading")
        save_ballot(ballot, SAID, choices=[grading], by=asking.shore.admin, now=now())

    page = plain(asking.shore.sign_in("admin").get(asking.url("answers/")))
    piece = plain(asking.shore.sign_in("admin").get(asking.url("answers/?of=facilitators"), headers=HTMX))

    assert ("Amara Okafor" in page, "written down by Inès Arsenault" in page) == (True, True)
    assert ("Renée Thériault" in piece, "Answer for them" in piece, "<html" in piece) == (True, True, False)


def test_a_coordinator_sees_the_people_of_their_regions(asking: Asking):
    here = plain(asking.shore.sign_in("coordinator").get(asking.url("answers/")))
    far = plain(asking.shore.sign_in("other_coordinator").get(asking.url("answers/")))

    assert ("Amara Okafor" in here, "Amara Okafor" in far) == (True, False)


def test_the_list_is_narrowed(asking: Asking):
    with program_scope(asking.shore.program_pk):
        make_participant("Zoë")
        asking.shore.sign_in("admin").post(asking.url("ask/"), EVERYONE)
    client = asking.shore.sign_in("admin")

    def names(query: str) -> list[bool]:
        page = plain(client.get(asking.url(f"answers/?{query}")))
        return [name in page for name in ("Amara Okafor", "Zoë")]

    assert [names("q=amara"), names("state=answered"), names("state=waiting")] == [
        [True, False],
        [False, False],
        [True, True],
    ]
