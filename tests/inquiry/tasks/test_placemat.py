"""PDFs made by real workers, some of which are killed."""

import random
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation

from collectives.models import Position, Program, Rendering, RenderingState
from collectives.operations.rendering import stop_rendering
from ilc.due import Due, claim
from ilc.pdf import PdfUnavailable
from ilc.tenancy.scope import program_scope
from inquiry.models import PlacematField, PlacematText
from inquiry.operations.placemat_pdf import KIND, ask_placemat_pdf
from inquiry.tasks import placemat as placemat_tasks
from inquiry.tasks.placemat import render_placemat_pdf, sweep_placemat_renderings
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_program
from tests.processes import wait_until
from tests.workers import workshop


def ask(program: Program, *, words: str) -> Rendering:
    """A placemat with these words, and a PDF asked for."""
    with program_scope(program.pk):
        asker = make_participant()
        placemat = make_placemat(make_cycle(make_collective()))
        PlacematText.objects.create(placemat=placemat, field=PlacematField.PRIORITY, text=words, version=1)
        return ask_placemat_pdf(placemat, program=program, language="en", by=asker, now=timezone.now())


def look(rendering: Rendering) -> Rendering:
    with program_scope(rendering.program_id):
        return Rendering.objects.get(pk=rendering.pk)


def stored_files(program: Program) -> list[str]:
    folder = settings.MEDIA_ROOT / f"p{program.pk}" / "renderings"
    return sorted(path.name for path in folder.glob("[!.]*")) if folder.exists() else []


def test_a_pdf_is_made_stored_and_not_made_again(program: Program) -> None:
    rendering = ask(program, words="Structured routines")

    render_placemat_pdf(program_id=program.pk, rendering_pk=str(rendering.pk))
    render_placemat_pdf(program_id=program.pk, rendering_pk=str(rendering.pk))

    done = look(rendering)
    assert (done.state, done.pages) == (RenderingState.DONE, 1)
    assert stored_files(program) == [f"{done.digest}.pdf"]
    assert (settings.MEDIA_ROOT / done.file).read_bytes().startswith(b"%PDF-1.7")


def test_words_that_changed_since_are_what_is_printed(program: Program, monkeypatch) -> None:
    rung: list[dict[str, object]] = []
    monkeypatch.setattr(render_placemat_pdf, "delay", lambda **arguments: rung.append(arguments))
    rendering = ask(program, words="Structured routines")
    with program_scope(program.pk):
        PlacematText.objects.update(text="Shared routines", version=2)

    render_placemat_pdf(program_id=program.pk, rendering_pk=str(rendering.pk))

    with program_scope(program.pk):
        states = list(Rendering.objects.order_by("asked_at").values_list("state", flat=True))
        newer = Rendering.objects.latest("asked_at")
    assert states == [RenderingState.STOPPED, RenderingState.WAITING]
    assert rung == [{"program_id": program.pk, "rendering_pk": str(newer.pk)}]


def test_a_leaders_own_placemat_is_printed_in_the_language_it_was_asked_for_in(program: Program) -> None:
    with program_scope(program.pk), translation.override("fr"):
        leader = make_participant(name="Zoë Lefèvre", position=Position.PRINCIPAL)
        placemat = make_placemat(make_cycle(make_collective()), leader=leader)
        rendering = ask_placemat_pdf(placemat, program=program, language="fr", by=leader, now=timezone.now())

    render_placemat_pdf(program_id=program.pk, rendering_pk=str(rendering.pk))

    done = look(rendering)
    assert (done.state, done.title.split(" – ")[:2]) == (RenderingState.DONE, ["Napperon", "Zoë Lefèvre"])


def test_a_stopped_pdf_is_not_made(program: Program) -> None:
    rendering = ask(program, words="Structured routines")
    with program_scope(program.pk):
        stop_rendering(rendering, now=timezone.now())

    render_placemat_pdf(program_id=program.pk, rendering_pk=str(rendering.pk))

    assert look(rendering).state == RenderingState.STOPPED
    assert stored_files(program) == []


def test_who_lost_the_lease_stores_nothing_more(program: Program, monkeypatch) -> None:
    rendering = ask(program, words="Structured routines")
    render = placemat_tasks.render_placemat

    def render_slowly(*arguments, **options):
        later = timezone.now() + timedelta(minutes=5)
        assert claim(program.pk, KIND, str(rendering.pk), now=later, lease=timedelta(minutes=1))
        return render(*arguments, **options)

    monkeypatch.setattr(placemat_tasks, "render_placemat", render_slowly)

    render_placemat_pdf(program_id=program.pk, rendering_pk=str(rendering.pk))

    assert look(rendering).state == RenderingState.WORKING


def test_trouble_is_tried_again_three_times_and_then_told_kindly(program: Program, monkeypatch) -> None:
    def fail(*arguments, **options):
        raise ZeroDivisionError

    monkeypatch.setattr(placemat_tasks, "render_placemat", fail)
    rendering = ask(program, words="Structured routines")
    states = []

    for _attempt in range(3):
        Due.objects.update(due_at=timezone.now())
        render_placemat_pdf(program_id=program.pk, rendering_pk=str(rendering.pk))
        states.append(look(rendering).state)

    assert states == [RenderingState.WAITING, RenderingState.WAITING, RenderingState.FAILED]
    assert "safe" in look(rendering).trouble


def test_two_killed_workers_lose_nothing_and_make_nothing_twice(committed: None, tmp_path: Path) -> None:
    program = make_program("killed")
    renderings = [ask(program, words=f"Routine number {number}") for number in range(3)]
    with workshop(tmp_path) as place:
        for _kill in range(2):
            worker = place.start()
            place.ring(sweep_placemat_renderings)
            wait_until(lambda: any(look(one).state == RenderingState.WORKING for one in renderings))
            time.sleep(random.uniform(0, 0.2))
            worker.kill()
            Due.objects.filter(done_at=None).update(leased_until=timezone.now())  # the lease runs out

        place.start()
        place.ring(sweep_placemat_renderings)
        wait_until(lambda: all(look(one).state == RenderingState.DONE for one in renderings))

    assert stored_files(program) == sorted(f"{look(one).digest}.pdf" for one in renderings)
    assert Due.objects.filter(kind=KIND, done_at=None).count() == 0


def test_what_a_computer_lacks_is_told_at_once(program: Program, monkeypatch) -> None:
    def explain(*arguments, **options):
        raise PdfUnavailable("Making a PDF needs system libraries.\nsudo apt install libpango-1.0-0")

    monkeypatch.setattr(placemat_tasks, "render_placemat", explain)
    rendering = ask(program, words="Structured routines")

    render_placemat_pdf(program_id=program.pk, rendering_pk=str(rendering.pk))

    assert look(rendering).state == RenderingState.FAILED
    assert "apt install" in look(rendering).trouble
