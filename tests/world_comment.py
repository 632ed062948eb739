"""Comments and feedback rounds of the world in tests/world.py."""

from datetime import timedelta

from django.utils import timezone

from collectives.models import Collective, Participant
from inquiry.models import Comment, FeedbackRound, Placemat
from tests.make_comment import make_comment, make_feedback


def make_comments(word: str, people: dict[str, Participant], placemats: dict[str, object]) -> dict[str, object]:
    """A comment of the member's on the collective's placemat, and a round that asks the facilitators about it.

    About a colleague's own placemat, which is shown, the collective elsewhere is asked.
    """
    placemat = Placemat.objects.get(pk=placemats["placemat"])
    shown = Placemat.objects.get(pk=placemats["shown_placemat"])
    elsewhere = Collective.objects.get(name=f"{word} far collective")
    asked = make_feedback(placemat, people["member"], question=f"{word} question", asks_facilitators=True)
    lent = make_feedback(shown, people["colleague"], question=f"{word} far question", collective=elsewhere)
    comment = make_comment(placemat, people["member"], f"{word} comment", part="then")
    said = make_comment(shown, people["member elsewhere"], f"{word} far comment", part="then", feedback_round=lent)
    return {"comment": comment.pk, "said": said.pk, "feedback": asked.pk, "lent": lent.pk}


def more_comments(things: dict[str, object], person: Participant, number: int) -> None:
    """One more of everything that is listed here."""
    placemat = Placemat.objects.get(pk=things["placemat"])
    asked = FeedbackRound.objects.get(pk=things["feedback"])
    made = make_comment(placemat, person, f"More {number}", part="then", kind="question")
    make_comment(placemat, person, f"Answer {number}", part="then", in_reply_to=made)
    make_comment(placemat, person, f"Said {number}", part="priority", kind="warm", feedback_round=asked)
    settled = {"outcome": "settled", "resolved_by": person, "resolved_at": timezone.now()}
    make_comment(placemat, person, f"Settled {number}", part=f"if:{things['if_action']}", **settled)
    closed = {"closed_at": timezone.now(), "closed_by": person, "until": timezone.now() - timedelta(days=number)}
    make_feedback(placemat, person, summary="More", **closed)


def comments_of(placemat: Placemat) -> list[str]:
    """The words of all comments on a placemat, oldest first."""
    return list(Comment.objects.filter(placemat=placemat).order_by("at", "pk").values_list("text", flat=True))
