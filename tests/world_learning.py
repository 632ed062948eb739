"""The world's learning summaries: one that its members are asked about, and a published one of another collective."""

from collections.abc import Mapping

from django.utils import timezone

from collectives.models import Participant
from evidence.models import LearningChange, LearningConsent, LearningStart, LearningState, LearningSummary
from inquiry.models import Placemat
from tests.make import make_collective, make_cycle, make_placemat
from tests.make_learning import make_copy, make_found

FIELDS = ("title", "tried", "learned", "helped", "hindered", "for_others")


def make_learning_here(word: str, things: Mapping[str, object], people: Mapping[str, Participant]) -> dict[str, object]:
    """The ids of what an address may ask for. Every text holds `word`."""
    member, now = people["member"], timezone.now()
    placemat = Placemat.objects.select_related("cycle__collective__theme").get(pk=things["placemat"])
    words = {name: f"{word} {name}" for name in FIELDS}
    asked = make_found(placemat, by=member, **words)
    LearningSummary.objects.filter(pk=asked.pk).update(state=LearningState.ASKED, round=1, published_at=None)
    far = Placemat.objects.exclude(cycle__collective=placemat.cycle.collective_id).filter(leader=None)
    theirs = far.select_related("cycle__collective__theme").earliest("made_at")
    published = make_found(theirs, by=people["member elsewhere"], **words)
    LearningConsent.objects.create(
        summary=asked, round=1, participant=people["colleague"], agrees=False, why=f"{word} no", at=now
    )
    LearningChange.objects.create(
        summary=asked, what="written", was={"title": f"{word} was", "learned": f"{word} was"}, by=member, at=now
    )
    copy = make_copy(snapshot=published.snapshot, **words)
    start = LearningStart.objects.create(summary=published, placemat=placemat, seen="world", by=member, at=now)
    return {
        "learning_summary": asked.pk,
        "published_summary": published.pk,
        "learning_start": start.pk,
        "library_copy": copy.pk,
    }


def more_learning(things: Mapping[str, object], member: Participant, number: int) -> None:
    """One more of everything."""
    far = make_collective(f"More learned {number}", theme=f"More theme learned {number}")
    make_found(make_placemat(make_cycle(far)), by=member, title=f"More {number}")
    LearningChange.objects.create(
        summary_id=things["learning_summary"], what="asked", why=f"More {number}", by=member, at=timezone.now()
    )
    LearningStart.objects.create(
        summary_id=things["published_summary"],
        placemat_id=things["placemat"],
        seen=f"more {number}",
        by=member,
        at=timezone.now(),
    )
    make_copy(snapshot=LearningSummary.objects.get(pk=things["published_summary"]).snapshot, title=f"More {number}")
