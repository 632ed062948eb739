"""Asking for the PDF, waiting for it, having it."""

import html
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from collectives.models import Rendering, RenderingState
from ilc.due import Due
from ilc.tenancy.scope import program_scope
from inquiry.models import PlacematText
from inquiry.tasks.placemat import render_placemat_pdf
from tests.inquiry.setting import Setting, person_named
from tests.make import make_placemat

HTMX = {"HX-Request": "true"}


def asked(setting: Setting, client: Client, *, who: str = "member") -> Rendering:
    """The rendering that a press on the button leaves."""
    client.force_login(person_named(setting, who).user)
    response = client.post(setting.url("placemat-pdf", setting.placemat.pk))
    assert response.status_code == 302
    with program_scope(setting.program.pk):
        return Rendering.objects.latest("asked_at")


def made(setting: Setting, client: Client) -> Rendering:
    """The same, made."""
    rendering = asked(setting, client)
    render_placemat_pdf(program_id=setting.program.pk, rendering_pk=str(rendering.pk))
    with program_scope(setting.program.pk):
        return Rendering.objects.get(pk=rendering.pk)


def page_of(setting: Setting, client: Client) -> str:
    return client.get(setting.url("placemat-pdf", setting.placemat.pk)).content.decode()


def test_asking_leaves_a_row_that_no_bell_is_needed_for(setting: Setting, client: Client) -> None:
    rendering = asked(setting, client)

    assert rendering.state == RenderingState.WAITING
    assert [due.key for due in Due.objects.filter(kind="placemat_pdf", done_at=None)] == [str(rendering.pk)]
    assert "It waits its turn" in page_of(setting, client)


def test_a_long_wait_is_explained(setting: Setting, client: Client) -> None:
    asked(setting, client)
    with program_scope(setting.program.pk):
        Rendering.objects.update(asked_at=timezone.now() - timedelta(minutes=2))

    assert "It has waited longer than usual" in page_of(setting, client)


def test_the_waiting_piece_asks_again_and_the_finished_one_does_not(setting: Setting, client: Client) -> None:
    url = setting.url("placemat-pdf", setting.placemat.pk)
    rendering = asked(setting, client)
    waiting = client.get(url, headers=HTMX).content.decode()
    render_placemat_pdf(program_id=setting.program.pk, rendering_pk=str(rendering.pk))

    ready = client.get(url, headers=HTMX).content.decode()

    assert ['hx-trigger="every 1s"' in waiting, 'hx-trigger="every 1s"' in ready] == [True, False]
    assert "It is ready" in ready
    assert "<html" not in ready


def test_the_pdf_is_served_to_those_who_see_the_placemat(setting: Setting, client: Client) -> None:
    rendering = made(setting, client)
    url = setting.url("placemat-file", setting.placemat.pk, rendering.pk)

    shown = client.get(url)
    kept = client.get(f"{url}?keep")

    assert shown.content.startswith(b"%PDF")
    assert shown["Content-Type"] == "application/pdf"
    assert shown["Cache-Control"] == "private, max-age=3600"
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Disposition"].startswith("inline; filename")
    assert kept["Content-Disposition"].startswith("attachment; filename")


@pytest.mark.parametrize(
    ("who", "status"), [("facilitator", 200), ("admin", 200), ("coordinator", 200), ("stranger", 404)]
)
def test_who_may_have_the_collectives_pdf(setting: Setting, client: Client, who: str, status: int) -> None:
    rendering = made(setting, client)
    client.force_login(person_named(setting, who).user)
    names = [("placemat-pdf", ()), ("placemat-print", ()), ("placemat-file", (rendering.pk,))]

    answers = [client.get(setting.url(name, setting.placemat.pk, *more)) for name, more in names]

    assert [response.status_code for response in answers] == [status] * 3


def test_a_pdf_is_not_served_under_another_placemat(setting: Setting, client: Client) -> None:
    rendering = made(setting, client)
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member)

    assert client.get(setting.url("placemat-file", own.pk, rendering.pk)).status_code == 404


def test_an_unfinished_pdf_or_a_lost_file_is_not_found(setting: Setting, client: Client) -> None:
    rendering = asked(setting, client)
    url = setting.url("placemat-file", setting.placemat.pk, rendering.pk)
    unfinished = client.get(url).status_code
    render_placemat_pdf(program_id=setting.program.pk, rendering_pk=str(rendering.pk))
    with program_scope(setting.program.pk):
        file = settings.MEDIA_ROOT / Rendering.objects.get().file
    file.unlink()

    assert [unfinished, client.get(url).status_code] == [404, 404]


def test_nothing_changed_nothing_made(setting: Setting, client: Client) -> None:
    first = made(setting, client)

    again = asked(setting, client, who="facilitator")

    assert again.pk == first.pk
    assert Due.objects.filter(kind="placemat_pdf", done_at=None).count() == 0


def test_changed_words_are_another_pdf_and_both_are_listed(setting: Setting, client: Client) -> None:
    made(setting, client)
    with program_scope(setting.program.pk):
        PlacematText.objects.create(placemat=setting.placemat, field="priority", text="Routines", version=1)
    made(setting, client)

    assert page_of(setting, client).count(", for Amara Okafor") == 2


def test_a_lost_file_is_made_again(setting: Setting, client: Client) -> None:
    first = made(setting, client)
    (settings.MEDIA_ROOT / first.file).unlink()

    again = made(setting, client)

    assert (again.pk, again.state) == (first.pk, RenderingState.DONE)
    assert (settings.MEDIA_ROOT / again.file).exists()


def stop(setting: Setting, client: Client, rendering: Rendering) -> int:
    """A press on Stop, and how it is answered."""
    answer = client.post(setting.url("placemat-pdf", setting.placemat.pk), {"stop": str(rendering.pk)})
    return answer.status_code


def test_stopping(setting: Setting, client: Client) -> None:
    rendering = asked(setting, client)

    answer = stop(setting, client, rendering)

    with program_scope(setting.program.pk):
        rendering.refresh_from_db()
    assert (answer, rendering.state) == (302, RenderingState.STOPPED)
    assert "Stopped." in page_of(setting, client)
    assert "Make the PDF after all" in page_of(setting, client)
    client.force_login(setting.stranger.user)
    assert stop(setting, client, rendering) == 404


@pytest.mark.parametrize(
    ("who", "status"), [("member", 302), ("facilitator", 302), ("admin", 302), ("coordinator", 403)]
)
def test_only_who_asked_and_who_leads_the_collective_may_stop(
    setting: Setting, client: Client, who: str, status: int
) -> None:
    rendering = asked(setting, client)
    client.force_login(person_named(setting, who).user)

    offered = f'name="stop" value="{rendering.pk}"' in page_of(setting, client).replace("\n", " ")
    answer = stop(setting, client, rendering)

    with program_scope(setting.program.pk):
        rendering.refresh_from_db()
    stops = status == 302
    assert (offered, answer, rendering.state == RenderingState.STOPPED) == (stops, status, stops)


@pytest.mark.parametrize("key", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_what_is_not_there_cannot_be_stopped(setting: Setting, client: Client, key: str) -> None:
    asked(setting, client)

    assert client.post(setting.url("placemat-pdf", setting.placemat.pk), {"stop": key}).status_code == 404


def test_a_pdf_is_not_stopped_under_another_placemat(setting: Setting, client: Client) -> None:
    rendering = asked(setting, client)
    with program_scope(setting.program.pk):
        own = make_placemat(setting.cycle, leader=setting.member)

    assert client.post(setting.url("placemat-pdf", own.pk), {"stop": str(rendering.pk)}).status_code == 404


def test_without_news_nothing_is_sent_again(setting: Setting, client: Client) -> None:
    rendering = asked(setting, client)
    news = html.unescape(re.findall(r'hx-get="([^"]+seen=[^"]+)"', page_of(setting, client))[0])
    same = client.get(news, headers=HTMX).status_code
    with program_scope(setting.program.pk):
        Rendering.objects.filter(pk=rendering.pk).update(state=RenderingState.WORKING, step="fit", pages=37)

    other = client.get(news, headers=HTMX)

    assert (same, other.status_code) == (204, 200)
    assert "37 pages so far" in other.text


def test_a_try_that_went_wrong_says_that_it_is_tried_again(setting: Setting, client: Client) -> None:
    rendering = asked(setting, client)
    with program_scope(setting.program.pk):
        Rendering.objects.filter(pk=rendering.pk).update(trouble="Something came between.")

    assert "It is tried again by itself" in page_of(setting, client)


def test_what_went_wrong_is_told_with_a_way_on(setting: Setting, client: Client) -> None:
    rendering = asked(setting, client)
    with program_scope(setting.program.pk):
        Rendering.objects.filter(pk=rendering.pk).update(state=RenderingState.FAILED, trouble="apt install pango")

    page = page_of(setting, client)
    again = asked(setting, client)

    assert all(words in page for words in ("apt install pango", "Print from the browser", "Try again"))
    assert setting.url("placemat-print", setting.placemat.pk) in page
    assert (again.pk != rendering.pk, again.state) == (True, RenderingState.WAITING)


def test_the_big_form_can_ask_for_the_pdf_of_what_was_just_typed(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)

    response = client.post(
        setting.url("placemat", setting.placemat.pk),
        {"text-priority": "Routines", "version-priority": "0", "act": "pdf"},
    )

    assert response["Location"] == setting.url("placemat-pdf", setting.placemat.pk)
    assert setting.text("priority") == "Routines"


def test_the_sheet_prints_without_any_worker(setting: Setting, client: Client) -> None:
    client.force_login(setting.member.user)
    with program_scope(setting.program.pk):
        PlacematText.objects.create(placemat=setting.placemat, field="priority", text="Routines", version=1)

    url = setting.url("placemat-print", setting.placemat.pk)
    page, piece = client.get(url).content.decode(), client.get(url, headers=HTMX).content.decode()

    assert "Routines" in page
    assert "Routines" in piece
    assert "<html" not in piece
