"""Asking for the evidence chain on paper, and having it: everybody who sees the placemat."""

import pytest
from django.test import Client
from django.utils.timezone import now

from collectives.models import Rendering, RenderingState
from evidence.operations.release import release_days
from evidence.tasks.chain_pdf import render_chain_pdf, sweep_chain_pdfs
from ilc.tenancy.scope import program_scope
from tests.evidence.setting import ON, Shared
from tests.make_evidence import make_measure

HTMX = {"HX-Request": "true"}


@pytest.fixture
def linked(shared: Shared) -> Shared:
    """Its indicator has one figure."""
    with program_scope(shared.program.pk):
        make_measure(shared.indicator, by=shared.member)
        shared.bring(ON, numerator=20, denominator=80)
        release_days(shared.indicator.pk, [ON], now=now())
    return shared


def asked(shared: Shared, client: Client) -> Rendering:
    """The rendering that a press on the button leaves."""
    here = shared.url("chain-pdf", shared.placemat.pk)
    answer = client.post(here)
    assert (answer.status_code, answer["Location"]) == (302, here)
    with program_scope(shared.program.pk):
        return Rendering.objects.latest("asked_at", "pk")


def test_it_is_made_once_for_everybody_and_opened_from_its_page(linked: Shared, client: Client) -> None:
    client.force_login(linked.member.user)
    here = linked.url("chain-pdf", linked.placemat.pk)
    before = client.get(here).text
    rendering = asked(linked, client)
    waiting = client.get(here, headers=HTMX).text

    render_chain_pdf(program_id=rendering.program_id, rendering_pk=str(rendering.pk))

    client.force_login(linked.colleague.user)
    again = asked(linked, client)
    ready = client.get(here).text
    file = client.get(linked.url("chain-pdf-file", linked.placemat.pk, rendering.pk))
    assert ("Make the PDF" in before, 'hx-trigger="every 1s"' in waiting, "<html" in waiting) == (True, True, False)
    assert again.pk == rendering.pk
    assert again.state == RenderingState.DONE
    assert "Open the PDF" in ready
    assert (file["Content-Type"], file.content[:8]) == ("application/pdf", b"%PDF-1.7")


def test_a_figure_that_came_meanwhile_is_on_it(linked: Shared, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[dict[str, object]] = []
    client.force_login(linked.member.user)
    first = asked(linked, client)
    with program_scope(linked.program.pk):
        linked.bring(ON.replace(day=20), numerator=40, denominator=80)
        release_days(linked.indicator.pk, [ON.replace(day=20)], now=now())
    monkeypatch.setattr(render_chain_pdf, "delay", lambda **arguments: rung.append(arguments))

    render_chain_pdf(program_id=first.program_id, rendering_pk=str(first.pk))

    assert [one["rendering_pk"] != str(first.pk) for one in rung] == [True]


def test_its_twin_prints_the_shared_view_without_a_worker(linked: Shared, client: Client) -> None:
    client.force_login(linked.member.user)
    whole = client.get(linked.url("chain-print", linked.placemat.pk)).text
    piece = client.get(linked.url("chain-print", linked.placemat.pk), headers=HTMX).text
    page = client.get(linked.url("chain-pdf", linked.placemat.pk)).text

    assert [words for words in ("Visits each week", "25 %", "The shared view", "<svg") if words not in whole] == []
    assert [words for words in ("<script", "<style", 'style="') if words in whole] == []
    assert "<html" not in piece
    assert linked.url("chain-print", linked.placemat.pk) in page


@pytest.mark.parametrize(("who", "status"), [("facilitator", 200), ("admin", 200), ("stranger", 404)])
def test_whoever_sees_the_placemat_may_have_it(linked: Shared, client: Client, who: str, status: int) -> None:
    client.force_login(getattr(linked, who).user)

    answers = {client.get(linked.url(name, linked.placemat.pk)).status_code for name in ("chain-pdf", "chain-print")}

    assert answers == {status}


def test_a_lost_bell_is_rung_again(linked: Shared, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[object] = []
    client.force_login(linked.member.user)
    rendering = asked(linked, client)
    monkeypatch.setattr(render_chain_pdf, "apply_async", lambda **arguments: rung.append(arguments["kwargs"]))

    sweep_chain_pdfs()

    assert rung == [{"program_id": linked.program.pk, "rendering_pk": str(rendering.pk)}]
