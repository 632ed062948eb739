"""Making a long document: told page by page, held as long as it takes, and stopped in the middle."""

from collections.abc import Callable
from datetime import timedelta
from time import sleep
from typing import NamedTuple

import pytest
from django.conf import settings
from django.utils import timezone

from collectives.engine.paper import Paper
from collectives.models import Program, Rendering, RenderingState, User
from collectives.operations.pdf import PdfJob, ask_pdf
from collectives.operations.rendering import stop_rendering
from collectives.tasks import rendering as rendering_tasks
from collectives.tasks.rendering import LEASE, make_rendering
from ilc.due import Due, claim
from ilc.pdf import Tell, lay_out, write
from ilc.stamp import stamp_title
from ilc.tenancy.scope import program_scope
from tests.make import make_participant, make_program

KIND, PAGES = "report", 12


class Pdf(NamedTuple):
    """What comes of it."""

    data: bytes
    pages: int


def read(_program: Program, rendering: Rendering) -> PdfJob[str]:
    """A document of twelve pages, the same whenever it is read."""
    body = "".join(f'<h1 style="break-after:page">Page {number}</h1>' for number in range(1, PAGES))
    html = f'<html lang="en"><title>Report</title>{body}<p>The end</p></html>'
    return PdfJob(KIND, rendering.subject, "Report", html, rendering.language, "letter", rendering.digest)


def render(sheet: str, *, language: str, paper: Paper, tell: Tell) -> Pdf:
    """Its PDF."""
    tell("fit")
    layout = lay_out(sheet, stylesheets=[], on_page=lambda page: tell("fit", page=page))
    tell("write")
    return Pdf(write(layout).data, layout.pages)


@pytest.fixture
def rendering(program: Program, monkeypatch: pytest.MonkeyPatch) -> Rendering:
    """One that waits to be made, and of which every page is told."""
    monkeypatch.setattr(rendering_tasks, "TELL_EVERY", 0.0)
    return asked(program)


def asked(program: Program) -> Rendering:
    with program_scope(program.pk):
        job = PdfJob(KIND, "report:1", "Report", "", "en", "letter", "d1")
        return ask_pdf(job, by=make_participant(), now=timezone.now())


def look(rendering: Rendering) -> Rendering:
    with program_scope(rendering.program_id):
        return Rendering.objects.get(pk=rendering.pk)


def file_of(rendering: Rendering) -> bool:
    return bool((settings.MEDIA_ROOT / f"p{rendering.program_id}/renderings/{rendering.digest}.pdf").exists())


def made(rendering: Rendering, *, meanwhile: Callable[[str, int], None]) -> list[tuple[str, int]]:
    """Make it, let something happen before each thing that is told, and say what was."""
    heard: list[tuple[str, int]] = []

    def listened(sheet: str, *, language: str, paper: Paper, tell: Tell) -> Pdf:
        def both(step: str, /, *, page: int = 0) -> None:
            meanwhile(step, page)
            tell(step, page=page)
            heard.append((step, page))

        return render(sheet, language=language, paper=paper, tell=both)

    make_rendering(rendering.program_id, KIND, str(rendering.pk), read=read, render=listened)
    return heard


def test_every_page_is_told_to_those_who_wait_and_the_work_is_held_meanwhile(rendering: Rendering) -> None:
    told: list[tuple[str, int | None]] = []
    held = []

    def watch(_step: str, page: int) -> None:
        if page:
            now = look(rendering)
            told.append((now.step, now.pages))
            held.append(Due.objects.get(kind=KIND).leased_until)

    made(rendering, meanwhile=watch)

    done = look(rendering)
    assert told == [("fit", None), *(("fit", page) for page in range(1, PAGES))]
    assert held == sorted(set(held))
    assert (done.state, done.pages, file_of(rendering)) == (RenderingState.DONE, PAGES, True)


def test_stopped_in_the_middle_no_further_page_is_set(rendering: Rendering) -> None:
    def stop(_step: str, page: int) -> None:
        if page == 5:
            with program_scope(rendering.program_id):
                stop_rendering(rendering, now=timezone.now())

    heard = made(rendering, meanwhile=stop)

    stopped = look(rendering)
    assert heard[-1] == ("fit", 4)
    assert (stopped.state, stopped.pages, stopped.trouble, file_of(rendering)) == ("stopped", None, "", False)
    assert not Due.objects.filter(kind=KIND, done_at=None).exists()


def test_stopped_while_it_is_written_nothing_is_stored(rendering: Rendering, monkeypatch: pytest.MonkeyPatch) -> None:
    def written(sheet: str, *, language: str, paper: Paper, tell: Tell) -> Pdf:
        pdf = render(sheet, language=language, paper=paper, tell=tell)
        with program_scope(rendering.program_id):
            stop_rendering(rendering, now=timezone.now())
        return pdf

    make_rendering(rendering.program_id, KIND, str(rendering.pk), read=read, render=written)

    assert (look(rendering).state, file_of(rendering)) == ("stopped", False)


def test_who_lost_the_work_to_another_sets_no_further_page(rendering: Rendering) -> None:
    def lose(_step: str, page: int) -> None:
        if page == 5:
            later = timezone.now() + timedelta(minutes=5)
            assert claim(rendering.program_id, KIND, str(rendering.pk), now=later, lease=timedelta(minutes=9))

    heard = made(rendering, meanwhile=lose)

    assert heard[-1] == ("fit", 4)
    assert (look(rendering).state, file_of(rendering)) == ("working", False)


@pytest.mark.usefixtures("committed")
def test_it_is_held_while_nothing_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering_tasks, "HOLD_EVERY", 0.05)
    rendering = asked(make_program("slow"))
    others: list[object] = []

    def slow(_sheet: str, **_options: object) -> Pdf:
        began = timezone.now()
        until = began + timedelta(seconds=10)
        while Due.objects.get(kind=KIND).leased_until <= began + LEASE and timezone.now() < until:
            sleep(0.05)
        others.append(claim(rendering.program_id, KIND, str(rendering.pk), now=began + LEASE, lease=LEASE))
        return Pdf(b"%PDF-1.7", 1)

    make_rendering(rendering.program_id, KIND, str(rendering.pk), read=read, render=slow)

    assert (others, look(rendering).state) == ([None], RenderingState.DONE)


def test_after_a_stop_it_can_be_asked_for_and_made_again(rendering: Rendering) -> None:
    with program_scope(rendering.program_id):
        stop_rendering(rendering, now=timezone.now())
        again = ask_pdf(read(rendering.program, rendering), by=rendering.asked_by, now=timezone.now())

    make_rendering(rendering.program_id, KIND, str(again.pk), read=read, render=render)

    assert (again.pk != rendering.pk, look(again).state) == (True, RenderingState.DONE)


@pytest.mark.parametrize("rehearsed", [False, True])
def test_what_a_rehearsal_prints_says_so(rendering: Rendering, rehearsed: bool) -> None:
    if rehearsed:
        user = User.objects.create_user("rehearses@example.org", name="Who rehearses", language="en")
        Program.objects.filter(pk=rendering.program_id).update(rehearsal_of=user)
    said: list[str] = []

    made(rendering, meanwhile=lambda _step, _page: said.append(stamp_title("<title>")))

    assert set(said) == {"<title>Rehearsal: all of it is made up – " if rehearsed else "<title>"}
