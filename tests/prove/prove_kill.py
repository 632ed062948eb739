"""20 x `kill -9` of a real worker in the middle of PDFs and of ticks: is anything lost, is anything made twice?

Run: python -m tests.prove.prove_kill. In each round PDFs are asked for and rhythms are due; a worker starts, is rung
for, and is killed with its children while it works, even rounds in a PDF, odd rounds in a tick. Nobody rings again but
the sweeps. Leases that a dead worker holds are let run out by setting their end to now. Ends non-zero when something
is wrong.
"""

import tests.conftest  # noqa: F401 - sets Django up

# isort: split

import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from collectives.engine.rhythm import ONE_DAY, Kind, nominal_dates
from collectives.models import Collective, Meeting, Participant, Program, Rendering, RenderingState, Rhythm, Theme
from collectives.operations.rhythm import DUE_KIND
from collectives.queries.rhythm import rule_of
from facilitation.models import Session
from facilitation.tasks.session import make_due_sessions
from ilc.due import Due, schedule
from ilc.tenancy.scope import program_scope
from inquiry.models import PlacematField, PlacematText
from inquiry.operations.placemat_pdf import KIND, ask_placemat_pdf
from inquiry.tasks.placemat import sweep_placemat_renderings
from tests.databases import drop_database, use_database
from tests.make import make_collective, make_cycle, make_participant, make_placemat, make_program
from tests.processes import wait_until
from tests.workers import Worker, Workshop, workshop

KILLS, PDFS, RHYTHMS = 20, 2, 60
DATABASE = "prove_kill"


def main() -> int:
    """Kill, count, say."""
    use_database(DATABASE)
    try:
        program = make_program("killed")
        with program_scope(program.pk):
            asker = make_participant()
        with tempfile.TemporaryDirectory() as folder, workshop(Path(folder)) as place:
            in_pdf = in_tick = 0
            for number in range(KILLS):
                ask_for_work(program, asker, number)
                working, behind = kill_in_the_middle(program, place, pdf=number % 2 == 0)
                in_pdf += working > 0
                in_tick += behind > 0
                Due.objects.filter(done_at=None).update(leased_until=timezone.now())  # the dead worker's leases run out
            finish(place)
        return tell(program, in_pdf=in_pdf, in_tick=in_tick)
    finally:
        drop_database(DATABASE)


def ask_for_work(program: Program, asker: Participant, number: int) -> None:
    """A few PDFs of new placemats, and rhythms that are due."""
    now = timezone.now()
    with program_scope(program.pk):
        for place in range(PDFS):
            placemat = make_placemat(make_cycle(make_collective()))
            words = f"Routine {number}.{place}. " * 40
            PlacematText.objects.create(placemat=placemat, field=PlacematField.PRIORITY, text=words, version=1)
            ask_placemat_pdf(placemat, program=program, language="en", by=asker, now=now)
        theme = Theme.objects.get()
        collectives = [Collective(name=f"Round {number}, {place}", theme=theme) for place in range(RHYTHMS)]
        for collective in Collective.objects.bulk_create(collectives):
            rhythm = Rhythm.objects.create(
                collective=collective,
                kind=Kind.EVERY_N_WEEKS,
                weeks=1,
                weekday=1,
                starts_on=now.date() - timedelta(days=300),
                wall_time="15:30",
                zone="America/Halifax",
                minutes=90,
                meeting=Meeting.HYBRID,
                set_at=now,
            )
            schedule(DUE_KIND, str(rhythm.pk), due_at=now)


def kill_in_the_middle(program: Program, place: Workshop, *, pdf: bool) -> tuple[int, int]:
    """Start a worker, kill it at work. How many PDFs it was making then, and how many rhythms it had not come to."""
    worker = place.start(children=2)
    place.ring(sweep_placemat_renderings)
    place.ring(make_due_sessions)
    if pdf:
        wait_until(lambda: being_made(program) > 0)
        time.sleep(random.uniform(0, 0.25))
    else:
        wait_until(lambda: has_begun_a_tick(worker))
        time.sleep(random.uniform(0, 0.1))
    worker.kill()
    with program_scope(program.pk):
        behind = Rhythm.objects.filter(made_through=None).count()
    return being_made(program), behind


def being_made(program: Program) -> int:
    with program_scope(program.pk):
        return Rendering.objects.filter(state=RenderingState.WORKING).count()


def has_begun_a_tick(worker: Worker) -> bool:
    return worker.says("make_program_sessions")


def finish(place: Workshop) -> None:
    """One worker that is not killed, and the sweeps until nothing is due."""
    place.start(children=2)
    for _round in range(10):
        place.ring(sweep_placemat_renderings)
        place.ring(make_due_sessions)
        time.sleep(2)
        if not Due.objects.filter(done_at=None, due_at__lte=timezone.now()).exists():
            return
    wait_until(lambda: not Due.objects.filter(kind=KIND, done_at=None).exists(), seconds=120)


def tell(program: Program, *, in_pdf: int, in_tick: int) -> int:
    """Count what there is against what there should be."""
    folder = settings.MEDIA_ROOT / f"p{program.pk}" / "renderings"
    files = {path.name for path in folder.glob("*.pdf")}
    with program_scope(program.pk):
        renderings = list(Rendering.objects.all())
        made = list(Session.objects.values_list("rhythm_id", "nominal_date"))
        wanted = {
            (rhythm.pk, day)
            for rhythm in Rhythm.objects.all()
            for day in nominal_dates(
                rule_of(rhythm), rhythm.starts_on - ONE_DAY, rhythm.made_through or timezone.now().date()
            )
        }
    whole = {one.digest for one in renderings if one.state == RenderingState.DONE and is_whole(one)}
    lost_pdfs = KILLS * PDFS - len(whole)
    twice_pdfs = len(files - {f"{digest}.pdf" for digest in whole}) + len(renderings) - KILLS * PDFS
    lost_sessions = len(wanted - set(made))
    twice_sessions = len(made) - len(set(made)) + len(set(made) - wanted)
    print(f"{KILLS} x kill -9: {in_pdf} found a PDF half made, {in_tick} found rhythms not yet come to")
    print(f"PDFs asked for: {KILLS * PDFS}, lost: {lost_pdfs}, twice: {twice_pdfs}")
    print(f"Sessions due: {len(wanted)}, lost: {lost_sessions}, twice: {twice_sessions}")
    return 1 if lost_pdfs or twice_pdfs or lost_sessions or twice_sessions else 0


def is_whole(rendering: Rendering) -> bool:
    """Whether the stored file is a PDF from its first to its last line, of the size that was written down."""
    data = Path(settings.MEDIA_ROOT / rendering.file).read_bytes()
    return data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF") and len(data) == rendering.size


if __name__ == "__main__":
    sys.exit(main())
