"""Gatherings for tests. Call inside a program's scope."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from collectives.models import Gathering, GatheringQuestion, Participant, QuestionKind
from collectives.operations.door import door_secret, make_code_door
from collectives.operations.gathering import CODE
from collectives.operations.gathering_open import links_of, open_gathering

OPTIONS = [{"key": key, "words": {"en": f"Option {key}", "fr": f"Choix {key}"}} for key in "abc"]
SETTINGS: dict[str, dict[str, Any]] = {
    QuestionKind.SCALE: {"lowest": 1, "highest": 5, "low": {"en": "low"}, "high": {"en": "high"}},
    QuestionKind.CHOICE: {"many": False},
    QuestionKind.RANKING: {"most": 3},
    QuestionKind.DOTS: {"dots": 5},
}


def make_gathering(
    by: Participant, *, kinds: tuple[str, ...] = (QuestionKind.OPEN_TEXT,), code: bool = False, **fields: Any
) -> Gathering:
    """A draft with one question of each kind, in English and French."""
    fields = {
        "kind": "survey",
        "title": {"en": "What troubles you?", "fr": "Qu’est-ce qui vous préoccupe ?"},
        "intro": {"en": "Five minutes."},
        "everyone": False,
        "made_at": timezone.now(),
    } | fields
    gathering = Gathering.objects.create(made_by=by, **fields)
    for number, kind in enumerate(kinds, 1):
        GatheringQuestion.objects.create(
            gathering=gathering,
            number=number,
            kind=kind,
            words={"en": f"Question {number}?", "fr": f"Question {number} en français ?"},
            options=OPTIONS if kind in {"choice", "ranking", "dots"} else [],
            settings=SETTINGS.get(kind, {}),
        )
    if code:
        gathering.code = make_code_door(CODE, str(gathering.pk), now=timezone.now())
        gathering.save(update_fields=["code"])
    return gathering


def open_to(gathering: Gathering, people: list[Participant], *, now: datetime | None = None) -> Gathering:
    """Opened to these people, or to who has its code."""
    for person in people:
        gathering.asked.create(participant=person)
    return open_gathering(gathering, by=gathering.made_by, now=now or timezone.now())


def link_of(gathering: Gathering, person: Participant) -> str:
    """The address of a person's own link."""
    return f"/door/{door_secret(links_of(gathering, [person], now=timezone.now())[person.pk])}/"
