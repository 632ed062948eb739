"""The home page through the client: whole, as a piece, and closed to strangers."""

from django.test import Client

from collectives.models import Participant, Program
from ilc.tenancy.scope import program_scope
from tests.make import make_collective, make_cycle, make_participant, make_placemat, name_facilitator, seat
from tests.make_session import make_run


def make_leader(program: Program) -> Participant:
    with program_scope(program.pk):
        leader = make_participant("Amara Okafor")
        collective = make_collective("Reading with meaning")
        seat(collective, leader)
        make_placemat(make_cycle(collective))
    return leader


def test_home_greets_and_names_the_collectives(client: Client, program: Program) -> None:
    client.force_login(make_leader(program).user)

    response = client.get(f"/p/{program.slug}/")

    assert response.status_code == 200
    assert "Hello, Amara Okafor" in response.text
    assert "Reading with meaning" in response.text
    assert "<html" in response.text


def test_home_answers_htmx_with_its_piece(client: Client, program: Program) -> None:
    client.force_login(make_leader(program).user)

    response = client.get(f"/p/{program.slug}/", headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div id="home">')
    assert "HX-Request" in response.headers["Vary"]


def test_home_says_first_that_a_session_is_on_and_the_lists_mark_it(client: Client, program: Program) -> None:
    leader = make_leader(program)
    with program_scope(program.pk):
        guide, collective = make_participant("Renée Thériault"), leader.seats.get().collective
        name_facilitator(collective, guide)
        run = make_run(guide, collective=collective)
    client.force_login(leader.user)

    page, listed = client.get(f"/p/{program.slug}/").text, client.get(f"/p/{program.slug}/sessions/").text
    client.force_login(guide.user)
    guided, theirs = client.get(f"/p/{program.slug}/").text, client.get(f"/p/{program.slug}/sessions/").text

    here, sheet = (f'href="/p/{program.slug}/sessions/{run.session_id}/{face}/"' for face in ("here", "run"))
    assert page.index("On now, since") < page.index("The session of Reading with meaning is on") < page.index(here)
    assert [page.count(here), guided.count(sheet), listed.count(here), theirs.count(sheet)] == [1, 1, 1, 1]
    assert ["on now" in text for text in (page, guided, listed, theirs)] == [True] * 4


def test_a_stranger_gets_the_same_404_as_for_no_program(
    client: Client, program: Program, other_program: Program
) -> None:
    client.force_login(make_leader(program).user)

    foreign = client.get(f"/p/{other_program.slug}/")
    nothing = client.get("/p/no-such-program/")

    assert (foreign.status_code, nothing.status_code) == (404, 404)
    assert foreign.content == nothing.content


def test_who_is_not_signed_in_is_asked_to(client: Client, program: Program) -> None:
    response = client.get(f"/p/{program.slug}/")

    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"?next=/p/{program.slug}/")
