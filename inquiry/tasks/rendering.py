"""Making one document: lay out, store, say so. Whatever goes wrong is logged and tried again."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from collectives.operations.rendering import (
    MOST_ATTEMPTS,
    finish_rendering,
    give_up_rendering,
    note_step,
    retry_rendering,
)
from ilc.due import Lease
from ilc.files import keep_file
from ilc.pdf import PdfUnavailable
from ilc.tenancy.scope import program_scope
from inquiry.queries.placemat_pdf import Pdf

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
STEPS = ("measure", "fit", "write")


class WorkersEnded(RuntimeError):
    """So many workers ended while they made this document that it must be the document."""


def make_rendering(lease: Lease, *, file: str, render: Callable[[Callable[[str], None]], Pdf]) -> None:
    """Let `render` make the bytes and store them as `file`. People read a kind reason when that cannot be."""
    steps = iter(STEPS)

    def tell(_words: str) -> None:
        if step := next(steps, None):
            with program_scope(lease.program_id):
                note_step(lease.key, step)

    try:
        _check_attempts(lease)
        pdf = render(tell)
        keep_file(file, pdf.data)
    except PdfUnavailable as reason:
        with program_scope(lease.program_id):
            give_up_rendering(lease, trouble=str(reason), now=timezone.now())
    except Exception:
        log.exception("A PDF could not be made (attempt %d).", lease.attempt)
        with program_scope(lease.program_id):
            trouble = _("Something came between while the pages were being set. The words on your placemat are safe.")
            retry_rendering(lease, trouble=trouble, now=timezone.now())
    else:
        with program_scope(lease.program_id):
            finish_rendering(lease, file=file, pages=pdf.pages, size=len(pdf.data), now=timezone.now())


def _check_attempts(lease: Lease) -> None:
    if lease.attempt > MOST_ATTEMPTS:
        raise WorkersEnded
