"""The page of exports and their files: asked for, awaited, stopped, fetched in parts."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from collectives.models import Collective, Participant, Program, Rendering, RenderingState, Role
from facilitation.operations.export import ask_export
from facilitation.queries.export import KIND, ExportFormat, ExportSubject, ExportWhat
from ilc.tenancy.scope import program_scope
from tests.make import give_role, make_collective, make_participant, make_school, seat
from tests.world_file import store


@pytest.fixture
def collective(program: Program) -> Collective:
    """One with a member."""
    with program_scope(program.pk):
        return make_collective("Reading together")


@pytest.fixture
def member(program: Program, collective: Collective) -> Participant:
    """Somebody with a seat and an account."""
    with program_scope(program.pk):
        person = make_participant("Noor Haddad")
        seat(collective, person)
        return person


@pytest.fixture
def client(member: Participant) -> Client:
    """Their browser."""
    browser = Client()
    assert member.user
    browser.force_login(member.user)
    return browser


@pytest.fixture
def address(program: Program, collective: Collective) -> str:
    """The page of the collective's exports."""
    return reverse("facilitation:collective-exports", args=[program.slug, collective.pk])


def made(member: Participant, collective: Collective) -> Rendering:
    """One that is ready, with a thousand bytes in its file."""
    with program_scope(member.program_id):
        rendering = Rendering.objects.create(
            kind=KIND,
            subject=f"collective:{collective.pk}:json",
            digest="1" * 32,
            title="Reading together",
            language="en",
            state=RenderingState.DONE,
            file=store(f"{collective.pk}.zip", b"{" + bytes(range(256)) * 4),
            asked_by=member,
            asked_at=timezone.now(),
            done_at=timezone.now(),
        )
        return Rendering.objects.get(digest=rendering.digest)


def file_of(rendering: Rendering, program: Program) -> str:
    return reverse("facilitation:export-file", args=[program.slug, rendering.pk])


def test_an_export_is_asked_for_awaited_and_stopped(client: Client, member: Participant, address: str) -> None:
    asked = client.post(address, {"form": "csv"})
    with program_scope(member.program_id):
        rendering = Rendering.objects.get()
    waiting = client.get(address).content.decode()
    client.post(address, {"stop": rendering.pk})

    assert (asked.status_code, asked["Location"]) == (302, address)
    assert "It waits its turn" in waiting
    with program_scope(member.program_id):
        rendering.refresh_from_db()
    assert (rendering.state, rendering.subject.rpartition(":")[2]) == (RenderingState.STOPPED, "csv")
    assert "Nothing was kept of it" in client.get(address).content.decode()


def test_without_news_a_waiting_page_is_told_nothing(client: Client, address: str) -> None:
    client.post(address, {"form": "csv"})
    page = client.get(address, headers={"HX-Request": "true"}).content.decode()
    news = page.partition('hx-get="')[2].partition('"')[0]

    assert client.get(news, headers={"HX-Request": "true"}).status_code == 204


def test_an_unknown_format_is_refused_and_nothing_is_made(client: Client, member: Participant, address: str) -> None:
    answer = client.post(address, {"form": "pdf"})

    with program_scope(member.program_id):
        assert (answer.status_code, Rendering.objects.count()) == (422, 0)


def test_nobody_stops_what_another_asked_for(
    client: Client, program: Program, collective: Collective, address: str
) -> None:
    subject = ExportSubject(ExportWhat.COLLECTIVE, ExportFormat.JSON, collective.pk)
    with program_scope(program.pk):
        other = make_participant("Another")
        seat(collective, other)
        rendering = ask_export(subject, by=other, language="en", now=timezone.now())

    assert client.post(address, {"stop": rendering.pk}).status_code == 404


def test_admins_choose_between_the_program_and_its_collectives(
    client: Client, program: Program, member: Participant
) -> None:
    with program_scope(program.pk):
        give_role(member, Role.ADMIN)
    address = reverse("facilitation:exports", args=[program.slug])

    client.post(address, {"place": "program", "form": "json"})

    with program_scope(program.pk):
        assert Rendering.objects.get().subject == "program:json"


def test_a_coordinator_who_names_the_whole_program_gets_what_is_theirs(
    client: Client, program: Program, member: Participant
) -> None:
    with program_scope(program.pk):
        give_role(member, Role.COORDINATOR, region=make_school().district.region)
    address = reverse("facilitation:exports", args=[program.slug])

    client.post(address, {"place": "program", "form": "json"})

    with program_scope(program.pk):
        assert Rendering.objects.get().subject == "collectives:json"


def test_a_download_that_broke_off_goes_on_where_it_was(
    client: Client, program: Program, member: Participant, collective: Collective
) -> None:
    rendering = made(member, collective)
    url, size = file_of(rendering, program), default_storage.size(rendering.file)

    whole = client.get(url)
    body = whole.getvalue()
    first = client.get(url, headers={"Range": "bytes=0-99"})
    rest = client.get(url, headers={"Range": "bytes=100-", "If-Range": whole["ETag"]})

    assert (whole.status_code, len(body), whole["Accept-Ranges"]) == (200, size, "bytes")
    assert (first.status_code, first["Content-Range"]) == (206, f"bytes 0-99/{size}")
    assert first.getvalue() + rest.getvalue() == body
    assert client.get(url, headers={"Range": "bytes=-5"}).getvalue() == body[-5:]


@pytest.mark.parametrize("wanted", ["bytes=9999999-", "bytes=5-4", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused_with_the_size(
    client: Client, program: Program, member: Participant, collective: Collective, wanted: str
) -> None:
    rendering = made(member, collective)

    answer = client.get(file_of(rendering, program), headers={"Range": wanted})

    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{default_storage.size(rendering.file)}")


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=0-9", "If-Range": '"another"'},
        {"Range": "rows=0-9"},
        {"Range": "bytes=0-1,3-4"},
        {"Range": f"bytes={9:09999}-"},
    ],
)
def test_what_we_do_not_know_or_what_changed_comes_whole(
    client: Client, program: Program, member: Participant, collective: Collective, headers: dict[str, str]
) -> None:
    answer = client.get(file_of(made(member, collective), program), headers=headers)

    assert (answer.status_code, answer.getvalue()[:1]) == (200, b"{")


def test_a_file_that_is_no_longer_kept_or_no_longer_theirs_is_not_there(
    client: Client, program: Program, member: Participant, collective: Collective
) -> None:
    rendering = made(member, collective)
    url = file_of(rendering, program)
    with program_scope(program.pk):
        collective.seats.update(left_at=timezone.now())
    left = client.get(url).status_code
    with program_scope(program.pk):
        collective.seats.update(left_at=None)
    default_storage.delete(rendering.file)

    assert (left, client.get(url).status_code) == (404, 404)
