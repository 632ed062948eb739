"""What is put to a collective's own people: one question, said in the language of whoever asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from collectives.models import Collective, Gathering, GatheringKind, GatheringQuestion, Participant, QuestionKind
from collectives.operations.gathering import choose_people
from collectives.operations.gathering_open import open_gathering


@dataclass(frozen=True)
class Ask:
    """One question as it is put: its kind, its words, and what may be chosen. `settings` as a question keeps them."""

    kind: QuestionKind
    words: str
    options: Sequence[str] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def ask_within(
    collective: Collective,
    ask: Ask,
    *,
    kind: GatheringKind,
    anonymous: bool,
    language: str,
    by: Participant,
    now: datetime,
    closes_at: datetime | None = None,
) -> Gathering:
    """A draft with one question for a collective's people. It asks nobody before open_within()."""
    gathering = Gathering.objects.create(
        kind=kind,
        collective=collective,
        title={language: ask.words[:200]},
        anonymous=anonymous,
        everyone=False,
        closes_at=closes_at,
        made_by=by,
        made_at=now,
    )
    GatheringQuestion.objects.create(
        gathering=gathering,
        number=1,
        kind=ask.kind,
        words={language: ask.words},
        options=[{"key": chr(ord("a") + place), "words": {language: words}} for place, words in enumerate(ask.options)],
        settings=dict(ask.settings),
        required=True,
    )
    return gathering


@transaction.atomic
def open_within(gathering: Gathering, *, by: Participant, now: datetime, letters: bool) -> Gathering:
    """Put it to those who have a seat now. Raises NotBeingWritten, NotReady, NobodyToAsk."""
    seated = Participant.objects.filter(seats__collective=gathering.collective_id, seats__left_at=None, left_at=None)
    choose_people(gathering, list(seated), ask=True, by=by, now=now)
    return open_gathering(gathering, by=by, now=now, letters=letters)
