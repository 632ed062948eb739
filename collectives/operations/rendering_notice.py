"""Telling whoever asked for a document that it is over: those who waited long, and those who left its page."""

from datetime import datetime, timedelta

from collectives.models import Notice, Participant, Rendering, RenderingState
from collectives.operations.notice import write_notice
from collectives.operations.rendering import FORGET
from collectives.queries.rendering import LONG_WAIT
from ilc.due import due_when, schedule

KIND = "rendering_over"
LOOKS_WITHIN = timedelta(seconds=60)  # an open page shows it after a few seconds


def ask_on(rendering: Rendering, *, page: str) -> None:
    """Keep on which page it was asked for first: a notice leads there. One SQL statement at most."""
    if not rendering.page:
        Rendering.objects.filter(pk=rendering.pk, page="").update(page=page)


def note_seen(rendering: Rendering, *, by: Participant, now: datetime) -> None:
    """Whoever asked looks at one that is over. One SQL statement the first time, none for all others."""
    if rendering.asked_by_id == by.pk and rendering.seen_at is None:
        Rendering.objects.filter(pk=rendering.pk, seen_at=None).update(seen_at=now)


def mind_asker(key: str, *, now: datetime) -> None:
    """Once it is ready or given up: make it due to tell whoever asked, at once after a long wait, else a little later.

    Two SQL statements at most.
    """
    rendering = _over(key)
    if rendering and rendering.page:
        schedule(KIND, key, due_at=now if _was_long(rendering) else now + LOOKS_WITHIN)


def tell_asker(key: str, *, now: datetime) -> Notice | None:
    """The notice for whoever asked, once for each rendering. None when they saw it soon, or have left the program."""
    rendering = _over(key)
    if rendering is None or (rendering.seen_at and not _was_long(rendering)):
        return None
    asker = rendering.asked_by
    if asker.left_at is not None or asker.user is None:
        return None
    context = {
        "title": rendering.title,
        "page": rendering.page,
        "ready": rendering.state == RenderingState.DONE,
        "trouble": rendering.trouble,
        "until": due_when(FORGET, key),
    }
    return write_notice(asker, kind=KIND, key=key, template="rendering_over", context=context, now=now)


def _over(key: str) -> Rendering | None:
    rows = Rendering.objects.filter(pk=key, state__in=[RenderingState.DONE, RenderingState.FAILED])
    return rows.select_related("asked_by__user").first()


def _was_long(rendering: Rendering) -> bool:
    return rendering.done_at is not None and rendering.done_at - rendering.asked_at > LONG_WAIT
