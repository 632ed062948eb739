"""Asking for a settled judgement on paper, and having it: everybody who may read what was settled."""

import pytest
from django.test import Client
from django.utils.timezone import now

from collectives.models import Rendering, RenderingState
from evidence.models import THEORY, Settlement
from evidence.operations.judgement import settle_judgement, take_up_judgement
from evidence.queries.clause import theory_clauses
from evidence.tasks.judgement_pdf import render_judgement_pdf, sweep_judgement_pdfs
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make_analysis import make_judged

HTMX = {"HX-Request": "true"}


@pytest.fixture
def settled(shared: Shared) -> Settlement:
    """What the group agreed on."""
    with program_scope(shared.program.pk):
        make_judged(shared.placemat, THEORY, by=shared.member, speaks_for="Teachers met weekly")
        clauses = theory_clauses(shared.placemat)
        return settle_judgement(shared.placemat, clauses=clauses, on=ON, by=shared.member, now=now())


def asked(shared: Shared, settled: Settlement, client: Client) -> Rendering:
    """The rendering that a press on the button leaves."""
    here = shared.url("judgement-pdf", settled.pk)
    answer = client.post(here)
    assert (answer.status_code, answer["Location"]) == (302, here)
    with program_scope(shared.program.pk):
        return Rendering.objects.latest("asked_at", "pk")


def test_it_is_made_once_for_everybody_and_opened_from_its_page(
    shared: Shared, settled: Settlement, client: Client
) -> None:
    client.force_login(shared.member.user)
    here = shared.url("judgement-pdf", settled.pk)
    before = client.get(here).text
    rendering = asked(shared, settled, client)
    waiting = client.get(here, headers=HTMX).text

    render_judgement_pdf(program_id=rendering.program_id, rendering_pk=str(rendering.pk))

    client.force_login(shared.admin.user)
    again = asked(shared, settled, client)
    ready = client.get(here).text
    file = client.get(shared.url("judgement-pdf-file", settled.pk, rendering.pk))
    assert ("Make the PDF" in before, 'hx-trigger="every 1s"' in waiting, "<html" in waiting) == (True, True, False)
    assert (again.pk, again.state) == (rendering.pk, RenderingState.DONE)
    assert "Open the PDF" in ready
    assert (file["Content-Type"], file.content[:8]) == ("application/pdf", b"%PDF-1.7")


def test_one_that_is_on_its_way_is_stopped(shared: Shared, settled: Settlement, client: Client) -> None:
    client.force_login(shared.member.user)
    rendering = asked(shared, settled, client)

    client.post(shared.url("judgement-pdf", settled.pk), {"stop": str(rendering.pk)})

    with program_scope(shared.program.pk):
        rendering.refresh_from_db()
    assert rendering.state == RenderingState.STOPPED


def test_taken_up_again_meanwhile_it_says_so(
    shared: Shared, settled: Settlement, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[dict[str, object]] = []
    client.force_login(shared.member.user)
    first = asked(shared, settled, client)
    with program_scope(shared.program.pk):
        take_up_judgement(settled.judgement, why="Spring brought more", by=shared.member, now=now())
    monkeypatch.setattr(render_judgement_pdf, "delay", lambda **arguments: rung.append(arguments))

    render_judgement_pdf(program_id=first.program_id, rendering_pk=str(first.pk))

    assert [one["rendering_pk"] != str(first.pk) for one in rung] == [True]


def test_a_lost_bell_is_rung_again(
    shared: Shared, settled: Settlement, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[object] = []
    client.force_login(shared.member.user)
    rendering = asked(shared, settled, client)
    monkeypatch.setattr(render_judgement_pdf, "apply_async", lambda **arguments: rung.append(arguments["kwargs"]))

    sweep_judgement_pdfs()

    assert rung == [{"program_id": shared.program.pk, "rendering_pk": str(rendering.pk)}]


def test_its_twin_prints_from_the_browser(shared: Shared, settled: Settlement, client: Client) -> None:
    client.force_login(shared.member.user)
    whole = client.get(shared.url("judgement-print", settled.pk)).text
    piece = client.get(shared.url("judgement-print", settled.pk), headers=HTMX).text

    assert [words for words in ("Teachers met weekly", "The whole theory") if words not in whole] == []
    assert [words for words in ("<script", "<style", "<svg") if words in whole] == []
    assert "<html" not in piece


@pytest.mark.parametrize("name", ["judgement", "settlement"])
def test_the_ways_to_it(shared: Shared, settled: Settlement, client: Client, name: str) -> None:
    client.force_login(shared.member.user)
    pk = settled.pk if name == "settlement" else shared.placemat.pk

    assert shared.url("judgement-pdf", settled.pk) in client.get(shared.url(name, pk)).text


@pytest.mark.parametrize(("who", "status"), [("facilitator", 200), ("admin", 200), ("stranger", 404)])
def test_whoever_may_read_it_may_have_it(
    shared: Shared, settled: Settlement, client: Client, who: str, status: int
) -> None:
    client.force_login(getattr(shared, who).user)

    answers = {client.get(shared.url(name, settled.pk)).status_code for name in ("judgement-pdf", "judgement-print")}

    assert answers == {status}
