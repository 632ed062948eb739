"""Gatherings of the small program: one in each state, and one that a room answers by its code."""

from datetime import timedelta

from django.utils import timezone

from collectives.models import Participant, Response
from collectives.operations.gathering_close import close_gathering
from tests.make_gathering import make_gathering, open_to

KINDS = ("open_text", "one_word", "scale", "choice", "ranking", "dots")


def make_gatherings(word: str, people: dict[str, Participant]) -> dict[str, object]:
    """Made by the facilitator. The open one is anonymous and asks everyone; the closed one shows names."""
    maker, now = people["facilitator"], timezone.now()
    words = {"title": {"en": f"{word} title"}, "intro": {"en": f"{word} intro"}}
    draft = make_gathering(maker, kinds=KINDS, **words)
    here = open_to(make_gathering(maker, kinds=KINDS, everyone=True, closes_at=now + timedelta(days=9), **words), [])
    room = open_to(make_gathering(maker, kinds=KINDS, code=True, **words), [])
    closed = open_to(make_gathering(maker, anonymous=False, **words), [people["member"]])
    Response.objects.create(
        gathering=closed,
        question=closed.questions.get(),
        participant=people["member"],
        text=f"{word} answer",
        language="en",
        answered_at=now,
    )
    close_gathering(closed, by=maker, now=now)
    return {
        "gathering": here.pk,
        "gathering_question": here.questions.order_by("number")[0].pk,
        "draft_gathering": draft.pk,
        "draft_question": draft.questions.order_by("number")[0].pk,
        "closed_gathering": closed.pk,
        "closed_question": closed.questions.get().pk,
        "code": room.code,
    }
