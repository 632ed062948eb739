"""Asking for a blank placemat, having it, printing it from the browser; before a cycle too."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from collectives.models import Program, Rendering, RenderingState
from ilc.tenancy.scope import program_scope
from inquiry.operations.blank_pdf import KIND, ask_blank_pdf
from inquiry.tasks.blank import render_blank_pdf
from inquiry.tasks.placemat import sweep_placemat_renderings
from tests.inquiry.setting import Setting, person_named
from tests.make import make_participant, seat

HTMX = {"HX-Request": "true"}


def asked(setting: Setting, client: Client, *, who: str = "member", **data: str) -> Rendering:
    """The rendering that a press on the button leaves."""
    client.force_login(person_named(setting, who).user)
    assert client.post(setting.url("placemat-blank", setting.collective.pk), data).status_code == 302
    with program_scope(setting.program.pk):
        return Rendering.objects.latest("asked_at", "pk")


def look(rendering: Rendering) -> Rendering:
    with program_scope(rendering.program_id):
        return Rendering.objects.get(pk=rendering.pk)


def make(rendering: Rendering) -> Rendering:
    render_blank_pdf(program_id=rendering.program_id, rendering_pk=str(rendering.pk))
    return look(rendering)


def test_it_is_made_once_and_opened_from_its_page(setting: Setting, client: Client) -> None:
    url = setting.url("placemat-blank", setting.collective.pk)
    rendering = asked(setting, client)
    waiting = client.get(url, headers=HTMX).content.decode()

    done = make(rendering)
    again = asked(setting, client)

    ready = client.get(url).content.decode()
    file = client.get(setting.url("blank-file", setting.collective.pk, done.pk))
    assert 'hx-trigger="every 1s"' in waiting
    assert "<html" not in waiting
    assert (done.state, done.pages, again.pk) == (RenderingState.DONE, 2, rendering.pk)
    assert "Open the PDF" in ready
    assert 'hx-trigger="every 1s"' not in ready
    assert (file["Content-Type"], file.content[:8]) == ("application/pdf", b"%PDF-1.7")
    assert "attachment" in client.get(f"{file.request['PATH_INFO']}?keep")["Content-Disposition"]


def test_with_names_it_is_another_document(setting: Setting, client: Client) -> None:
    bare, named = asked(setting, client), asked(setting, client, names="yes")

    assert (bare.subject, named.subject) == (
        f"blank:{setting.collective.pk}:open",
        f"blank:{setting.collective.pk}:names",
    )


def test_the_one_with_names_is_stopped_by_itself(setting: Setting, client: Client) -> None:
    bare, named = asked(setting, client), asked(setting, client, names="yes")
    url = setting.url("placemat-blank", setting.collective.pk)
    page = client.get(f"{url}?names=yes").text

    stopped = client.post(f"{url}?names=yes", {"stop": str(named.pk)})

    assert f'action="{url}?names=yes"' in page
    assert stopped["Location"] == f"{url}?names=yes"
    assert [look(one).state for one in (bare, named)] == [RenderingState.WAITING, RenderingState.STOPPED]


def test_somebody_who_joined_meanwhile_is_on_it(
    setting: Setting, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[dict[str, object]] = []
    with program_scope(program.pk):
        rendering = ask_blank_pdf(
            setting.collective, program=program, names=True, language="fr", by=setting.member, now=timezone.now()
        )
        seat(setting.collective, make_participant("Mateo Núñez"))
    monkeypatch.setattr(render_blank_pdf, "delay", lambda **arguments: rung.append(arguments))
    first = make(rendering)

    with program_scope(program.pk):
        other = Rendering.objects.get(kind=KIND, state=RenderingState.WAITING)
    assert first.state == RenderingState.STOPPED
    assert rung == [{"program_id": program.pk, "rendering_pk": str(other.pk)}]
    assert (other.language, make(other).state) == ("fr", RenderingState.DONE)


def test_what_nobody_waits_for_is_not_made(setting: Setting, client: Client) -> None:
    rendering = asked(setting, client)
    with program_scope(setting.program.pk):
        Rendering.objects.update(state=RenderingState.STOPPED)

    assert make(rendering).state == RenderingState.STOPPED


def test_the_sweep_rings_for_blank_ones_too(setting: Setting, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rendering = asked(setting, client)

    rung: list[str] = []
    monkeypatch.setattr(render_blank_pdf, "apply_async", lambda **bell: rung.append(bell["kwargs"]["rendering_pk"]))
    sweep_placemat_renderings()

    assert rung == [str(rendering.pk)]


def test_its_twin_prints_from_the_browser_in_the_readers_language(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    url = setting.url("blank-print", setting.collective.pk)

    bare = client.get(url).content.decode()
    named = client.get(f"{url}?names=yes", headers=HTMX).content.decode()
    french = client.get(url, headers={"Accept-Language": "fr"}).content.decode()

    assert "What will adults do differently because of it?" in bare
    assert ["Amara Okafor" in page for page in (bare, named)] == [False, True]
    assert "<html" not in named
    assert "fr" in french


@pytest.mark.parametrize(
    ("who", "status"), [("member", 200), ("facilitator", 200), ("admin", 200), ("coordinator", 200), ("stranger", 404)]
)
def test_whoever_sees_the_collective_may_have_one(setting: Setting, client: Client, who: str, status: int) -> None:
    client.force_login(person_named(setting, who).user)

    answers = {
        client.get(setting.url(name, setting.collective.pk)).status_code for name in ("placemat-blank", "blank-print")
    }

    assert answers == {status}


def test_before_the_first_cycle_it_is_offered_and_made(setting: Setting, client: Client) -> None:
    with program_scope(setting.program.pk):
        setting.placemat.delete()
        setting.cycle.delete()
    client.force_login(setting.member.user)

    none = client.get(setting.url("collective-placemat", setting.collective.pk)).content.decode()
    done = make(asked(setting, client, names="yes"))

    assert setting.url("placemat-blank", setting.collective.pk) in none
    assert done.state == RenderingState.DONE


def test_a_file_that_is_gone_answers_as_what_does_not_exist(setting: Setting, client: Client) -> None:
    done = make(asked(setting, client))
    (settings.MEDIA_ROOT / done.file).unlink()

    assert client.get(setting.url("blank-file", setting.collective.pk, done.pk)).status_code == 404
