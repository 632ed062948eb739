"""What the world's facilitator wrote after a session that took place, why a hand may be welcome, what was given."""

from datetime import timedelta

from django.utils import timezone

from collectives.models import Collective, Participant
from facilitation.models import FlagRule, Help, SelfReflection, Session, SupportFlag
from tests.make import make_session

STAFF = {"coordinator", "admin"}
READERS = {
    "reflection": {*STAFF, "facilitator"},  # their own words
    "given hand": {*STAFF, "facilitator"},  # was offered to them
    "raised hand": STAFF,
    "former hand": STAFF,
    "settled hand": STAFF,
}


def support_in(word: str, body: bytes) -> set[str]:
    """Which of the texts of `READERS` stand on a page."""
    return {text for text in READERS if f"{word} {text}<".encode() in body}


def make_support_here(word: str, here: Collective, people: dict[str, Participant]) -> dict[str, object]:
    """A session five days ago, what its facilitator thought, a flag and an answer to it. Every text holds `word`."""
    held = make_session(here, on=(timezone.now() - timedelta(days=5)).date(), room=f"{word} room")
    _reflect(held, people["facilitator"], f"{word} reflection")
    flag = _raise(here, people["admin"], f"{word} raised hand")
    _give(flag, people["admin"], people["facilitator"], f"{word} given hand")
    _settle(_raise(here, people["admin"], f"{word} former hand"), people["admin"], f"{word} settled hand")
    return {"flag": flag.pk}


def more_support(here: Collective, facilitator: Participant, number: int) -> None:
    """One more of everything."""
    held = make_session(here, on=(timezone.now() - timedelta(days=30 + number)).date())
    _reflect(held, facilitator, f"More {number}")
    wishes = {"wishes": [{"by": str(facilitator.pk), "key": str(number), "kinds": ["visit"]}]}
    if number == 1:
        SupportFlag.objects.create(collective=here, rule=FlagRule.WISHED, facts=wishes, raised_at=timezone.now())
    flag = _raise(here, facilitator, f"More {number}")
    _give(flag, facilitator, facilitator, f"More {number}")
    _settle(_raise(here, facilitator, f"Former {number}"), facilitator, f"More {number}")


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


def _raise(here: Collective, by: Participant, words: str) -> SupportFlag:
    facts = {"words": words, "kinds": ["visit"]}
    return SupportFlag.objects.create(
        collective=here, rule=FlagRule.BY_HAND, facts=facts, raised_by=by, raised_at=timezone.now()
    )


def _settle(flag: SupportFlag, by: Participant, why: str) -> None:
    flag.lowered_at, flag.lowered_by, flag.why = timezone.now(), by, why
    flag.save()


def _give(flag: SupportFlag, by: Participant, to: Participant, text: str) -> None:
    now = timezone.now()
    Help.objects.create(
        collective=flag.collective,
        flag=flag,
        kind="visit",
        text=text,
        given_on=now.date(),
        addressed_to=to,
        by=by,
        at=now,
    )
