"""A member's export of their collective in the small program."""

from django.utils import timezone

from collectives.models import Collective, Participant, Rendering, RenderingState
from tests.world_file import store


def make_export_here(word: str, here: Collective, member: Participant) -> dict[str, object]:
    """One that is ready. Every text holds `word`."""
    return {"export": _make(here, member, word).pk}


def more_exports(here: Collective, member: Participant, number: int) -> None:
    """One more of the same collective."""
    _make(here, member, f"More {number}")


def _make(here: Collective, member: Participant, title: str) -> Rendering:
    now = timezone.now()
    made = Rendering.objects.create(
        kind="export",
        subject=f"collective:{here.pk}:xlsx",
        digest=f"{title} {member.pk}"[:64],
        title=title,
        language="en",
        state=RenderingState.DONE,
        file=store(f"{title}.xlsx", f"PK {title} of {title}".encode()),
        asked_by=member,
        asked_at=now,
        done_at=now,
        rows=3,
        size=1000,
    )
    made.refresh_from_db(fields=["pk"])
    return made
