"""The library and the question guide of the world in tests/world.py."""

from django.utils import timezone

from collectives.models import Participant
from facilitation.models import QuestionAsked, QuestionOutcome, Session, ThemeResource
from facilitation.operations.question import mark_favourite
from tests.make_protocol import make_own_protocol, make_protocol_copy
from tests.make_question import make_asked, make_question


def make_library(word: str, people: dict[str, Participant], things: dict[str, object]) -> dict[str, object]:
    """A question of the facilitator's own, one of the program's, and one that was asked, with what came of it."""
    facilitator, session = people["facilitator"], Session.objects.get(pk=things["session"])
    own = make_question(facilitator, f"{word} own question")
    shared = make_question(people["admin"], f"{word} program question", job="elevate", for_program=True)
    asked = make_asked(session, facilitator, words=f"{word} asked")
    outcome = QuestionOutcome.objects.create(asked=asked, text=f"{word} outcome", by=facilitator, at=timezone.now())
    mark_favourite(facilitator, key="anchor-which-if", favourite=True)
    protocol = make_own_protocol(facilitator, f"{word} own protocol")
    resource = ThemeResource.objects.create(
        theme_id=things["theme"], position=1, title=f"{word} article", url="https://example.org/", by=people["admin"],
        at=timezone.now(),
    )  # fmt: skip
    copy = make_protocol_copy(f"{word} other protocol")
    here = {"protocol_copy": copy.pk, "protocol": "consultancy", "own_protocol": protocol.pk, "resource": resource.pk}
    return here | {"own_question": own.pk, "program_question": shared.pk, "asked": asked.pk, "outcome": outcome.pk}


def more_in_library(things: dict[str, object], admin: Participant, facilitator: Participant, number: int) -> None:
    """One more of everything that is listed here."""
    session = Session.objects.get(pk=things["session"])
    for person in (admin, facilitator):
        make_question(person, f"Mine {number}")
        mark_favourite(person, key=f"own:{number}", favourite=True)
    make_question(admin, f"More {number}", for_program=True)
    make_own_protocol(facilitator, f"More {number}")
    make_protocol_copy(f"More of others {number}")
    for protocol in ("tuning", "atlas"):
        ThemeResource.objects.create(
            theme_id=things["theme"], position=number + 1, protocol=protocol, by=admin, at=timezone.now()
        )
    asked = make_asked(session, facilitator, f"anchor-{number}", words=f"Asked {number}")
    for row in QuestionAsked.objects.filter(session=session):
        QuestionOutcome.objects.create(asked=row, text=f"Came {number} of {asked.pk}", by=admin, at=timezone.now())
