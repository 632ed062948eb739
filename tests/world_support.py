"""What the world's facilitator wrote after a session that took place."""

from datetime import timedelta

from django.utils import timezone

from collectives.models import Collective, Participant
from facilitation.models import SelfReflection, Session
from tests.make import make_session


def make_support_here(word: str, here: Collective, people: dict[str, Participant]) -> None:
    """A session five days ago, and what its facilitator thought. Every text holds `word`."""
    held = make_session(here, on=(timezone.now() - timedelta(days=5)).date(), room=f"{word} room")
    _reflect(held, people["facilitator"], f"{word} reflection")


def more_support(here: Collective, facilitator: Participant, number: int) -> None:
    """One more of everything."""
    held = make_session(here, on=(timezone.now() - timedelta(days=30 + number)).date())
    _reflect(held, facilitator, f"More {number}")


def _reflect(session: Session, facilitator: Participant, words: str) -> None:
    SelfReflection.objects.create(
        session=session,
        facilitator=facilitator,
        learning_community=words,
        deepening_inquiry=words,
        application_at_home=words,
        agreed_to_share=["deepening_inquiry"],
        wishes=["visit"],
        at=timezone.now(),
    )
