"""Writing a gathering: from a ready-made one, its words and settings, again as a copy, and throwing a draft away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import (
    Asked,
    Collective,
    Gathering,
    GatheringKind,
    GatheringQuestion,
    GatheringState,
    Participant,
)
from collectives.operations.door import close_doors, make_code_door
from collectives.queries.gathering_words import CODES
from ilc.content import read_content
from ilc.errors import Refused

CODE = "gathering_code"  # the purpose of the door that a room's code opens
type Asks = Literal["everyone", "chosen", "code"]


class NotBeingWritten(Refused):
    """Only a draft changes: what people have begun to answer stays as they read it."""


class ClosesInThePast(Refused):
    """A gathering closes later than now."""


@dataclass(frozen=True)
class GatheringSettings:
    """What is settled about a gathering beside its questions. Words by language."""

    title: Mapping[str, str]
    intro: Mapping[str, str]
    anonymous: bool
    asks: Asks
    closes_at: datetime | None


@transaction.atomic
def make_gathering(
    kind: GatheringKind,
    *,
    by: Participant,
    now: datetime,
    collective: Collective | None = None,
    ready: Mapping[str, Any] | None = None,
) -> Gathering:
    """A draft with the questions that are ready-made for its kind, in every language. It asks nobody yet.

    `collective`: for its own people, who are asked without a code. `ready`: what else it begins with, written as
    content/gatherings.toml writes one.
    """
    ready = ready or read_content("collectives", "gatherings")[kind.value]
    gathering = Gathering.objects.create(
        kind=kind,
        collective=collective,
        title=_by_language(ready["title"]),
        intro=_by_language(ready["intro"]),
        anonymous=ready["anonymous"],
        everyone=False,
        made_by=by,
        made_at=now,
    )
    if ready["asks"] == "code" and collective is None:
        _give_code(gathering, now=now)
    for number, question in enumerate(ready["questions"], 1):
        GatheringQuestion.objects.create(
            gathering=gathering,
            number=number,
            kind=question["kind"],
            words=_by_language(question["words"]),
            guide=_by_language(question.get("guide", {})),
            options=[
                {"key": chr(ord("a") + place), "words": _by_language(words)}
                for place, words in enumerate(question.get("options", []))
            ],
            settings=question.get("settings", {}),
            required=question.get("required", False),
        )
    return gathering


@transaction.atomic
def edit_gathering(gathering: Gathering, settings: GatheringSettings, *, by: Participant, now: datetime) -> Gathering:
    """Change a draft's words, whether it is anonymous, whom it asks and until when.

    Raises NotBeingWritten, ClosesInThePast.
    """
    held = lock_draft(gathering)
    if settings.closes_at is not None and settings.closes_at <= now:
        raise ClosesInThePast(_("That time is over. Choose a later one, or leave it open."))
    held.title, held.intro = dict(settings.title), dict(settings.intro)
    held.anonymous, held.closes_at = settings.anonymous, settings.closes_at
    held.everyone = settings.asks == "everyone"
    if settings.asks == "code" and not held.code:
        _give_code(held, now=now)
    elif settings.asks != "code" and held.code:
        close_doors(CODE, str(held.pk), now=now)
        held.code = ""
    held.save()
    return held


@transaction.atomic
def choose_people(
    gathering: Gathering, people: list[Participant], *, ask: bool, by: Participant, now: datetime
) -> None:
    """Ask these people, too, or no longer. Twice changes nothing. Raises NotBeingWritten."""
    held = lock_draft(gathering)
    if ask:
        Asked.objects.bulk_create(
            [Asked(gathering=held, participant=person) for person in people], ignore_conflicts=True, batch_size=1000
        )
    else:
        Asked.objects.filter(gathering=held, participant__in=people).delete()


@transaction.atomic
def copy_gathering(gathering: Gathering, *, by: Participant, now: datetime) -> Gathering:
    """The same questions as a new draft, with nobody's answers. Who was chosen is chosen again."""
    copy = Gathering.objects.create(
        kind=gathering.kind,
        title=gathering.title,
        intro=gathering.intro,
        anonymous=gathering.anonymous,
        everyone=gathering.everyone,
        made_by=by,
        made_at=now,
    )
    if gathering.code:
        _give_code(copy, now=now)
    for question in gathering.questions.order_by("number"):
        question.pk, question.gathering = None, copy
        question._state.adding = True
        question.save(force_insert=True)
    if gathering.asks == "chosen":
        people = Participant.objects.filter(
            pk__in=Asked.objects.filter(gathering=gathering, participant__isnull=False).values("participant"),
            left_at=None,
        )
        choose_people(copy, list(people), ask=True, by=by, now=now)
    return copy


@transaction.atomic
def discard_gathering(gathering: Gathering, *, by: Participant, now: datetime) -> None:
    """Throw a draft away, which nobody has seen but who wrote it. Raises NotBeingWritten."""
    held = lock_draft(gathering)
    close_doors(CODE, str(held.pk), now=now)
    held.delete()


def lock_draft(gathering: Gathering) -> Gathering:
    """The draft, held until the transaction ends. Raises NotBeingWritten."""
    held = Gathering.objects.select_for_update().filter(pk=gathering.pk, state=GatheringState.DRAFT).first()
    if held is None:
        raise NotBeingWritten(
            _("This gathering was opened, so its words stay as people read them. Ask again with a copy of it.")
        )
    return held


def _give_code(gathering: Gathering, *, now: datetime) -> None:
    gathering.code = make_code_door(CODE, str(gathering.pk), now=now)
    gathering.save(update_fields=["code"])


def _by_language(words: Mapping[str, Any]) -> dict[str, str]:
    return {code: words.get(code, "") for code in CODES}
