"""Asking for the session pack, having it, printing it from the browser: everybody who sees the session."""

import pytest
from django.conf import settings
from django.utils import timezone

from collectives.models import Program, Rendering, RenderingState
from facilitation.operations.agenda import Item, add_items
from facilitation.operations.session_pack import ask_session_pack
from facilitation.tasks.session_pack import render_session_pack, sweep_session_packs
from ilc.tenancy.scope import program_scope
from tests.facilitation.views.conftest import Scene

HTMX = {"HX-Request": "true"}


def asked(scene: Scene, *, who: str = "member") -> Rendering:
    """The rendering that a press on the button leaves."""
    answer = scene.client(who).post(scene.url("pack/"))
    assert (answer.status_code, answer["Location"]) == (302, scene.url("pack/"))
    with program_scope(scene.program.pk):
        return Rendering.objects.latest("asked_at", "pk")


def make(rendering: Rendering) -> Rendering:
    render_session_pack(program_id=rendering.program_id, rendering_pk=str(rendering.pk))
    with program_scope(rendering.program_id):
        return Rendering.objects.get(pk=rendering.pk)


def test_it_is_made_once_for_everybody_and_opened_from_its_page(scene: Scene) -> None:
    before = scene.client("member").get(scene.url("pack/")).text
    rendering = asked(scene)
    waiting = scene.client("member").get(scene.url("pack/"), headers=HTMX).text

    done = make(rendering)
    again = asked(scene, who="facilitator")

    ready = scene.client("member").get(scene.url("pack/")).text
    file = scene.client("member").get(scene.url(f"pack/{done.pk}/"))
    kept = scene.client("member").get(scene.url(f"pack/{done.pk}/?keep"))
    assert "Make the PDF" in before
    assert 'hx-trigger="every 1s"' in waiting
    assert "<html" not in waiting
    assert (done.state, done.pages, again.pk) == (RenderingState.DONE, 2, rendering.pk)
    assert "Open the PDF" in ready
    assert (file["Content-Type"], file.content[:8]) == ("application/pdf", b"%PDF-1.7")
    assert "attachment" in kept["Content-Disposition"]
    assert "Session%20pack" in kept["Content-Disposition"]


def test_an_agenda_changed_meanwhile_is_on_it(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[dict[str, object]] = []
    first = asked(scene)
    with program_scope(scene.program.pk):
        add_items(scene.session, [Item("Arrive", 10)], by=scene.facilitator, now=timezone.now())
    monkeypatch.setattr(render_session_pack, "delay", lambda **arguments: rung.append(arguments))

    stopped = make(first)

    with program_scope(scene.program.pk):
        other = Rendering.objects.get(state=RenderingState.WAITING)
    assert stopped.state == RenderingState.STOPPED
    assert rung == [{"program_id": scene.program.pk, "rendering_pk": str(other.pk)}]
    assert make(other).state == RenderingState.DONE


def test_each_language_has_its_own(scene: Scene, program: Program) -> None:
    with program_scope(program.pk):
        english, french = (
            ask_session_pack(scene.session, program=program, language=one, by=scene.member, now=timezone.now())
            for one in ("en", "fr")
        )

    assert english.pk != french.pk
    assert english.subject == french.subject == f"session:{scene.session.pk}"


def test_the_sweep_rings_for_it(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    rendering = asked(scene)

    rung: list[str] = []
    monkeypatch.setattr(render_session_pack, "apply_async", lambda **bell: rung.append(bell["kwargs"]["rendering_pk"]))
    sweep_session_packs()

    assert rung == [str(rendering.pk)]


def test_what_could_not_be_made_says_so_and_offers_the_browsers_print(scene: Scene) -> None:
    asked(scene)
    with program_scope(scene.program.pk):
        Rendering.objects.update(state=RenderingState.FAILED, trouble="The printer of PDFs rests.")

    text = scene.client("member").get(scene.url("pack/")).text

    assert "The printer of PDFs rests." in text
    assert "Try again" in text
    assert scene.url("pack/print/") in text


def test_its_twin_prints_from_the_browser(scene: Scene) -> None:
    with program_scope(scene.program.pk):
        items = [Item("Arrive", 10), Item("Notice", 30, protocol="notice-and-wonder")]
        add_items(scene.session, items, by=scene.facilitator, now=timezone.now())

    whole = scene.client("member").get(scene.url("pack/print/")).text
    piece = scene.client("member").get(scene.url("pack/print/"), headers=HTMX).text

    assert [
        words for words in ("Arrive", "15:40", "Notice and wonder", "What we take on now") if words not in whole
    ] == []
    assert "<script" not in whole
    assert "<html" not in piece


@pytest.mark.parametrize(
    ("who", "status"), [("member", 200), ("facilitator", 200), ("admin", 200), ("coordinator", 200), ("stranger", 404)]
)
def test_whoever_sees_the_session_may_have_it(scene: Scene, who: str, status: int) -> None:
    client = scene.client(who)

    assert {client.get(scene.url(tail)).status_code for tail in ("pack/", "pack/print/")} == {status}


@pytest.mark.parametrize("tail", ["", "agenda/", "run/"])
def test_the_ways_to_it(scene: Scene, tail: str) -> None:
    assert scene.url("pack/") in scene.client("facilitator").get(scene.url(tail)).text


def test_members_find_the_way_to_it_too(scene: Scene) -> None:
    assert scene.url("pack/") in scene.client("member").get(scene.url()).text


def test_a_file_that_is_gone_answers_as_what_does_not_exist(scene: Scene) -> None:
    done = make(asked(scene))
    (settings.MEDIA_ROOT / done.file).unlink()

    assert scene.client("member").get(scene.url(f"pack/{done.pk}/")).status_code == 404
