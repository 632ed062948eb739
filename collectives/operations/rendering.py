"""The life of a stored document: asked for, being made, ready; or stopped, or given up with a reason.

The app that knows the subject makes the bytes. The due row of the same kind, whose key is the rendering's id, is
what a worker claims.
"""

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from collectives.models import Participant, Rendering, RenderingState
from ilc.due import Lease, backoff, cancel, extend, finish, release, schedule

MOST_TRIES = 3
MOST_ATTEMPTS = 25  # with those that ended because a worker died: a document that fells workers is not tried for ever
FORGET = "export_forget"  # the due row of a rendering whose file is kept for a while only: when it goes
UNTOLD = {"step": "", "pages": None, "rows": None}  # nothing is being made
OVER = [RenderingState.DONE, RenderingState.STOPPED, RenderingState.FAILED]


def ask_rendering(
    *,
    kind: str,
    subject: str,
    digest: str,
    title: str,
    language: str,
    page: str = "",
    by: Participant,
    now: datetime,
) -> Rendering:
    """The rendering of this digest: the one there is, ready or on its way, else a new one that is due. Two queries."""
    same = Rendering.objects.filter(kind=kind, subject=subject, digest=digest)
    alive = same.exclude(state__in=[RenderingState.STOPPED, RenderingState.FAILED])
    if found := alive.first():
        return _made_again(found, now=now) if _is_lost(found) else found
    try:
        with transaction.atomic():
            rendering = Rendering.objects.create(
                kind=kind,
                subject=subject,
                digest=digest,
                title=title,
                language=language,
                page=page,
                asked_by=by,
                asked_at=now,
            )
            schedule(kind, str(rendering.pk), due_at=now)
    except IntegrityError:  # somebody asked for the same at the same moment
        return alive.get()
    return rendering


def _is_lost(rendering: Rendering) -> bool:
    return rendering.state == RenderingState.DONE and not default_storage.exists(rendering.file)


def _made_again(rendering: Rendering, *, now: datetime) -> Rendering:
    """Its file is gone (a restored backup, a tidy hand): the same document is due anew."""
    rendering.state, rendering.file, rendering.asked_at = RenderingState.WAITING, "", now
    rendering.done_at = rendering.seen_at = None
    rendering.save(update_fields=["state", "file", "asked_at", "done_at", "seen_at"])
    schedule(rendering.kind, str(rendering.pk), due_at=now)
    return rendering


def begin_rendering(pk: str) -> Rendering | None:
    """The rendering a worker is about to make. None when it is ready, stopped or given up."""
    _waited_for(pk).update(state=RenderingState.WORKING, **UNTOLD)
    return _waited_for(pk).select_related("asked_by").first()


def note_progress(lease: Lease, *, step: str, pages: int, until: datetime, rows: int = 0) -> bool:
    """Tell those who wait what is being done, how many pages are set or rows read, and hold the work until then.

    False when it was stopped, or when another worker has it: whoever makes it makes it for nobody.
    """
    told: dict[str, str | int] = {"step": step}
    told |= {name: number for name, number in (("pages", pages), ("rows", rows)) if number}
    return extend(lease, until=until) and bool(_waited_for(lease.key).update(**told))


def finish_rendering(
    lease: Lease, *, file: str, pages: int | None, size: int, now: datetime, rows: int | None = None
) -> bool:
    """The file is stored, and the document ready. False, and nothing happens, when the lease was lost meanwhile."""
    if not finish(lease, now=now):
        return False
    return bool(
        _waited_for(lease.key).update(
            state=RenderingState.DONE, step="", file=file, pages=pages, rows=rows, size=size, done_at=now, trouble=""
        )
    )


def replace_rendering(lease: Lease, *, now: datetime) -> None:
    """What it shows has changed since it was asked for: it makes way for a new one."""
    if finish(lease, now=now):
        _waited_for(lease.key).update(state=RenderingState.STOPPED, done_at=now, **UNTOLD)


def retry_rendering(lease: Lease, *, trouble: str, now: datetime) -> None:
    """Something came between: try again a little later; after MOST_TRIES give it up."""
    if lease.attempt >= MOST_TRIES:
        give_up_rendering(lease, trouble=trouble, now=now)
        return
    release(lease, due_at=now + backoff(lease.attempt))
    _waited_for(lease.key).update(state=RenderingState.WAITING, trouble=trouble, **UNTOLD)


def give_up_rendering(lease: Lease, *, trouble: str, now: datetime) -> None:
    """Say why it could not be made. `trouble` is read by people."""
    if finish(lease, now=now):
        _waited_for(lease.key).update(state=RenderingState.FAILED, trouble=trouble, done_at=now, **UNTOLD)


def stop_rendering(rendering: Rendering, *, now: datetime) -> bool:
    """Nobody wants it any more. False when it was over already."""
    cancel(rendering.kind, str(rendering.pk), now=now)
    stopped = _waited_for(str(rendering.pk)).update(state=RenderingState.STOPPED, done_at=now, **UNTOLD)
    return bool(stopped)


def _waited_for(pk: str) -> QuerySet[Rendering]:
    return Rendering.objects.filter(~Q(state__in=OVER), pk=pk)
