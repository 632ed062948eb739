"""Stored documents, and how far one is that is being made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectives.models import Rendering, RenderingState

LONG_WAIT = timedelta(seconds=60)

type Steps = Sequence[tuple[str, str | Promise]]


@dataclass(frozen=True)
class Progress:
    """What `_progress.html` shows. `late`: it has waited so long that people should be told why; `again`: it went
    wrong, and is tried once more by itself.
    """

    title: str
    percent: int | None
    left: str
    steps: Sequence[tuple[str, str]]
    done: bool
    late: bool
    again: bool
    poll_url: str


def latest_rendering(kind: str, subject: str, *, language: str) -> Rendering | None:
    """The one that was asked for last in a language, whatever became of it. One SQL query."""
    rows = Rendering.objects.filter(kind=kind, subject=subject, language=language)
    return rows.order_by("-asked_at", "-pk").first()


def ready_renderings(kind: str, subject: str, *, most: int = 20) -> list[Rendering]:
    """Those that are ready, the newest first, with who asked. One SQL query."""
    rows = Rendering.objects.filter(kind=kind, subject=subject, state=RenderingState.DONE)
    return list(rows.select_related("asked_by").order_by("-done_at", "-pk")[:most])


def rendering_progress(rendering: Rendering, steps: Steps, *, poll_url: str, now: datetime) -> Progress:
    """How far it is, in the words of `steps` (pairs of key and words, in order). No SQL."""
    keys = [key for key, _words in steps]
    waiting = rendering.state == RenderingState.WAITING
    done = rendering.state == RenderingState.DONE
    here = len(keys) if done else keys.index(rendering.step) if rendering.step in keys else -1 if waiting else 0
    title = _("It waits its turn") if waiting else str(dict(steps).get(rendering.step, steps[0][1]))
    return Progress(
        title=_("It is ready") if done else title,
        percent=None if waiting else round(100 * (here + 0.5) / len(keys)) if not done else 100,
        left="" if done else _so_far(rendering),
        steps=[(str(words), _state(place, here)) for place, (_key, words) in enumerate(steps)],
        done=done,
        late=waiting and now - rendering.asked_at > LONG_WAIT,
        again=waiting and bool(rendering.trouble),
        poll_url=poll_url,
    )


def _so_far(rendering: Rendering) -> str:
    if rendering.rows:
        words = ngettext("%(rows)s row so far", "%(rows)s rows so far", rendering.rows)
        return words % {"rows": number_format(rendering.rows, force_grouping=True)}
    return _pages_words(rendering.pages) if rendering.pages else ""


def _pages_words(pages: int) -> str:
    return ngettext("%(pages)d page so far", "%(pages)d pages so far", pages) % {"pages": pages}


def _state(place: int, here: int) -> str:
    return "done" if place < here else "now" if place == here else "later"
