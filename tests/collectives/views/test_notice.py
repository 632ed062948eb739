"""The mail that a program sent, and the demonstration's outbox."""

import re
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from collectives.models import Notice, NoticeState, Participant, Program, Role
from collectives.operations.notice import write_notice
from ilc.tenancy.scope import program_scope
from tests.make import make_participant

LIST = "/p/fundy-shore/setup/mail/"


@pytest.fixture
def admin(program: Program) -> Participant:
    """Who runs the program."""
    with program_scope(program.pk):
        return make_participant("Inès Arsenault", role=Role.ADMIN)


def write(program: Program, person: Participant, *, key: str = "1", state: str = NoticeState.WAITING) -> Notice:
    """A notice in some state."""
    with program_scope(program.pk):
        context = {"door_url": "https://example.org/", "by": person, "until": now()}
        notice = write_notice(person, kind="invitation", key=key, template="invitation", context=context, now=now())
        Notice.objects.filter(pk=notice.pk).update(
            state=state, trouble="550 no such person" if state == "failed" else ""
        )
        notice.refresh_from_db()
    return notice


def test_an_admin_sees_what_waits_what_went_out_and_what_did_not(
    client: Client, program: Program, admin: Participant
) -> None:
    for number, state in enumerate(NoticeState.values):
        write(program, admin, key=str(number), state=state)
    client.force_login(admin.user)

    everything, failed = client.get(LIST), client.get(f"{LIST}?state=failed")

    counts = everything.context["counts"]
    assert (counts.waiting, counts.sent, counts.failed) == (1, 1, 1)
    assert len(everything.context["listed"]) == len(NoticeState)
    assert [notice.state for notice in failed.context["listed"]] == ["failed"]


def test_mail_is_found_by_person(client: Client, program: Program, admin: Participant) -> None:
    with program_scope(program.pk):
        other = make_participant("Maëlle Comeau", email="maelle@example.org")
    write(program, admin)
    mine = write(program, other, key="2")
    client.force_login(admin.user)

    for words in ("comeau", "maelle@example.org", "MAËLLE invited"):
        listed = client.get(LIST, {"q": words}).context["listed"]
        assert [notice.pk for notice in listed] == [mine.pk]


def test_a_search_with_a_mangled_character_finds_as_without_it(
    client: Client, program: Program, admin: Participant
) -> None:
    write(program, admin)
    client.force_login(admin.user)

    response = client.get(f"{LIST}?q=In%C3%A8s%00")

    assert len(response.context["listed"]) == 1


def test_a_piece_of_the_list_answers_htmx(client: Client, admin: Participant) -> None:
    client.force_login(admin.user)

    response = client.get(LIST, HTTP_HX_REQUEST="true")

    assert response.content.decode().lstrip().startswith("<section")


def test_the_list_costs_the_same_with_one_and_three(client: Client, program: Program, admin: Participant) -> None:
    client.force_login(admin.user)
    write(program, admin)
    client.get(LIST)  # the first request also begins the session
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for key in ("2", "3"):
        write(program, admin, key=key)

    with CaptureQueriesContext(connection) as three:
        client.get(LIST)

    assert len(three) == len(one)


@pytest.mark.parametrize(
    ("method", "words"), [("REQUEST", "makes or changes an entry"), ("CANCEL", "takes an entry back")]
)
def test_a_message_says_what_its_calendar_file_does(
    client: Client, program: Program, admin: Participant, method: str, words: str
) -> None:
    notice = write(program, admin)
    client.force_login(admin.user)
    without = client.get(f"{LIST}{notice.pk}/").text
    with program_scope(program.pk):
        Notice.objects.filter(pk=notice.pk).update(calendar="BEGIN:VCALENDAR", calendar_method=method)

    page = client.get(f"{LIST}{notice.pk}/").text

    assert ("Calendar file" in without, words in page) == (False, True)


def test_what_could_not_be_sent_is_sent_again(client: Client, program: Program, admin: Participant) -> None:
    notice = write(program, admin, state=NoticeState.FAILED)
    client.force_login(admin.user)

    page = client.get(f"{LIST}{notice.pk}/").content.decode()
    response = client.post(f"{LIST}{notice.pk}/")

    with program_scope(program.pk):
        notice.refresh_from_db()
    assert "550 no such person" in page
    assert response["Location"] == f"{LIST}{notice.pk}/"
    assert notice.state == NoticeState.WAITING


def test_what_went_out_is_not_sent_again(client: Client, program: Program, admin: Participant) -> None:
    notice = write(program, admin, state=NoticeState.SENT)
    client.force_login(admin.user)

    assert client.post(f"{LIST}{notice.pk}/").status_code == 422


def test_the_html_twin_may_use_its_own_style_and_nothing_else(
    client: Client, program: Program, admin: Participant
) -> None:
    notice = write(program, admin)
    client.force_login(admin.user)

    response = client.get(f"{LIST}{notice.pk}/html/")

    policy = response["Content-Security-Policy"]
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; frame-ancestors 'none'; sandbox", policy
    )
    assert response.content.decode() == notice.html


@pytest.mark.parametrize("role", [Role.LEADER, Role.FACILITATOR])
def test_mail_is_for_admins(client: Client, program: Program, admin: Participant, role: str) -> None:
    notice = write(program, admin)
    with program_scope(program.pk):
        person = make_participant(role=role)
    client.force_login(person.user)

    statuses = [client.get(LIST + rest).status_code for rest in ("", f"{notice.pk}/", f"{notice.pk}/html/")]

    assert statuses == [403, 404, 404]


def test_mail_of_another_program_is_not_there(
    client: Client, program: Program, other_program: Program, admin: Participant
) -> None:
    with program_scope(other_program.pk):
        person = make_participant()
    notice = write(other_program, person)
    client.force_login(admin.user)

    assert client.get(f"{LIST}{notice.pk}/").status_code == 404


def test_the_demonstration_shows_its_mail_and_the_codes_in_it(client: Client, db: None, tmp_path: Path) -> None:
    files = {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": str(tmp_path)}}
    with override_settings(MAILERS={"default": files}, DEMO_MAIL_FOLDER=tmp_path):
        for number in (1, 2):
            message = EmailMultiAlternatives(
                f"AB{number}D-EFGH is your code", "Zoé, type AB1D-EFGH.", to=["zoe@example.org"]
            )
            message.attach_alternative("<p>AB1D-EFGH</p>", "text/html")
            message.send()

        outbox = client.get("/demo/outbox/")
        first = next(mail for mail in outbox.context["mails"] if mail.subject.startswith("AB1D"))
        page = client.get(f"/demo/outbox/{first.key}/").content.decode()
        unknown = client.get("/demo/outbox/nothing/").status_code

    assert sorted(mail.subject for mail in outbox.context["mails"]) == [
        "AB1D-EFGH is your code",
        "AB2D-EFGH is your code",
    ]
    assert "Zoé, type AB1D-EFGH." in page
    assert unknown == 404
