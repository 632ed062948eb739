"""Making one document: lay out, store, say so. Whatever goes wrong is logged and tried again."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import Any, Protocol

from django.db import DatabaseError, connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from collectives.engine.paper import Paper
from collectives.models import Program, Rendering
from collectives.operations.pdf import PdfJob, begin_pdf
from collectives.operations.rendering import (
    MOST_ATTEMPTS,
    finish_rendering,
    give_up_rendering,
    note_progress,
    retry_rendering,
)
from collectives.operations.rendering_notice import mind_asker
from ilc.due import Lease, claim, extend, waiting
from ilc.files import keep_file
from ilc.pdf import PdfUnavailable, Tell
from ilc.stamp import stamped
from ilc.tenancy.scope import program_scope

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
HOLD_EVERY = 20.0  # seconds
TELL_EVERY = 1.0  # seconds, from page to page
BELL_SECONDS = 60  # bells nobody hears do not pile up: the next sweep rings again


class WorkersEnded(RuntimeError):
    """So many workers ended while they made this document that it must be the document."""


class NobodyWaits(Exception):
    """It was stopped, or another worker has it."""


class Pdf(Protocol):
    """What comes of rendering."""

    @property
    def data(self) -> bytes: ...

    @property
    def pages(self) -> int: ...


class TellRows(Tell, Protocol):
    """As Tell, for what has rows, too."""

    def __call__(self, step: str, /, *, page: int = 0, rows: int = 0) -> None: ...


class Render[S](Protocol):
    """Makes a sheet's PDF, and says at which step it is. What `tell` raises ends it."""

    def __call__(self, sheet: S, /, *, language: str, paper: Paper, tell: Tell) -> Pdf: ...


def make_rendering[S](
    program_id: int, kind: str, key: str, *, read: Callable[[Program, Rendering], PdfJob[S]], render: Render[S]
) -> str | None:
    """Make one document, if it is due and nobody else is making it. The key of the one to make instead, if any."""
    lease = claim(program_id, kind, key, now=timezone.now(), lease=LEASE)
    if lease is None:
        return None
    with holding(lease):
        with program_scope(program_id):
            job = begin_pdf(lease, read=read, now=timezone.now())
            rehearsed = Program.objects.filter(pk=program_id, rehearsal_of__isnull=False).exists()
        if isinstance(job, Rendering):
            return str(job.pk)
        if job:
            with translation.override(job.language), stamped(_("Rehearsal: all of it is made up") if rehearsed else ""):
                _make(lease, job, render)
            with program_scope(program_id):
                mind_asker(key, now=timezone.now())
    return None


def ring_again(kind: str, task: Any) -> None:
    """Ring for every document of this kind that is due and that nobody makes: its bell was lost, or its worker."""
    for program_id, key in waiting(kind, now=timezone.now()):
        task.apply_async(kwargs={"program_id": program_id, "rendering_pk": key}, expires=BELL_SECONDS)


def _make[S](lease: Lease, job: PdfJob[S], render: Render[S]) -> None:
    """Make the bytes and store them. People read a kind reason when that cannot be."""
    file = f"p{lease.program_id}/renderings/{job.digest}.pdf"
    tell = telling(lease)
    try:
        check_attempts(lease)
        pdf = render(job.sheet, language=job.language, paper=job.paper, tell=tell)
        tell("write")
        keep_file(file, pdf.data)
    except NobodyWaits:
        log.info("Nobody waits for this PDF any more.")
    except PdfUnavailable as reason:
        with program_scope(lease.program_id):
            give_up_rendering(lease, trouble=str(reason), now=timezone.now())
    except Exception:
        log.exception("A PDF could not be made (attempt %d).", lease.attempt)
        with program_scope(lease.program_id):
            trouble = _("Something came between while the pages were being set. All that you have written is safe.")
            retry_rendering(lease, trouble=trouble, now=timezone.now())
    else:
        with program_scope(lease.program_id):
            finish_rendering(lease, file=file, pages=pdf.pages, size=len(pdf.data), now=timezone.now())


@contextmanager
def holding(lease: Lease) -> Iterator[None]:
    """Hold the work for as long as this process is at it: between two things that are told, minutes may go by.

    A thread does it, with a connection of its own. When the process dies, so does the thread, and the lease runs out.
    """
    over = Event()
    thread = Thread(target=_hold, args=(lease, over), name=f"holding {lease.kind}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _hold(lease: Lease, over: Event) -> None:
    while not over.wait(HOLD_EVERY):
        try:
            if not extend(lease, until=timezone.now() + LEASE):
                return
        except DatabaseError:  # the work itself will say so; what comes next is tried all the same
            log.warning("The work on %s could not be held.", lease.kind, exc_info=True)
        finally:
            connection.close()


def telling(lease: Lease) -> TellRows:
    """Tells those who wait, and holds the work meanwhile. Raises NobodyWaits once there is nobody to tell."""
    told, told_at = "", 0.0

    def tell(step: str, /, *, page: int = 0, rows: int = 0) -> None:
        nonlocal told, told_at
        if (page or rows) and step == told and monotonic() - told_at < TELL_EVERY:
            return
        told, told_at = step, monotonic()
        with program_scope(lease.program_id):
            waited_for = note_progress(lease, step=step, pages=page, rows=rows, until=timezone.now() + LEASE)
        if not waited_for:
            raise NobodyWaits

    return tell


def check_attempts(lease: Lease) -> None:
    """Raises WorkersEnded when too many have ended over it."""
    if lease.attempt > MOST_ATTEMPTS:
        raise WorkersEnded
