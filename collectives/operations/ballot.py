"""Answering: what a member wants and when they can meet, what a facilitator can guide.

The answer given last stands. What it was before is kept in ProgramChange, with who wrote it.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.models import Ballot, BallotChoice, Formation, FormationState, Offer, OfferTheme, Participant, Theme
from collectives.operations.program import note_change
from collectives.queries.formation import open_themes
from ilc.errors import Refused

MAX_CHOICES = 3
LONGEST_NOTE = 1000


class AskingIsOver(Refused):
    """The answers are in; those who run the program may still write one down."""


class ThemeNotOpen(Refused):
    """A theme was withdrawn meanwhile."""


@dataclass(frozen=True)
class Said:
    """What members and facilitators both say. `half_hours` are numbers of the week in `zone`."""

    zone: str
    half_hours: list[int]
    languages: list[str]
    meeting: str
    note: str


@transaction.atomic
def save_ballot(ballot: Ballot, said: Said, *, choices: Sequence[Theme], by: Participant, now: datetime) -> Ballot:
    """Keep what a member wants, the dearest theme first. Raises AskingIsOver, ThemeNotOpen."""
    held = _lock(Ballot, ballot, by)
    _check_open(held.formation, choices)
    _note(held, by, now)
    held.choices.all().delete()
    BallotChoice.objects.bulk_create(
        BallotChoice(ballot=held, theme=theme, rank=rank) for rank, theme in enumerate(choices[:MAX_CHOICES], 1)
    )
    return _save(held, said, now)


@transaction.atomic
def save_offer(
    offer: Offer, said: Said, *, themes: Sequence[Theme], capacity: int, by: Participant, now: datetime
) -> Offer:
    """Keep what a facilitator can guide. Raises AskingIsOver, ThemeNotOpen."""
    held = _lock(Offer, offer, by)
    _check_open(held.formation, themes)
    _note(held, by, now)
    held.themes.all().delete()
    OfferTheme.objects.bulk_create(OfferTheme(offer=held, theme=theme) for theme in themes)
    held.capacity = capacity
    return _save(held, said, now)


@transaction.atomic
def say_not_this_time(answer: Ballot | Offer, *, by: Participant, now: datetime) -> None:
    """Somebody does not take part in this formation; what they said before is kept. Raises AskingIsOver."""
    held = _lock_either(answer, by)
    if held.takes_part:
        _note(held, by, now)
        held.takes_part, held.answered_at = False, now
        held.save(update_fields=["takes_part", "answered_at"])


@transaction.atomic
def take_part_after_all(answer: Ballot | Offer, *, by: Participant, now: datetime) -> None:
    """Undo that. Who had said nothing else has not answered yet. Raises AskingIsOver."""
    held = _lock_either(answer, by)
    if not held.takes_part:
        _note(held, by, now)
        held.takes_part, held.answered_at = True, now if held.languages else None
        held.save(update_fields=["takes_part", "answered_at"])


def _lock_either(answer: Ballot | Offer, by: Participant) -> Ballot | Offer:
    return _lock(Ballot, answer, by) if isinstance(answer, Ballot) else _lock(Offer, answer, by)


def _lock[Answer: (Ballot, Offer)](model: type[Answer], answer: Answer, by: Participant) -> Answer:
    rows = model.objects.select_related("formation", "participant")
    held = rows.select_for_update(of=("self",), no_key=True).get(pk=answer.pk)
    states = {FormationState.ASKING}
    if held.participant_id != by.pk:
        states.add(FormationState.FORMING)  # somebody calls: an admin writes it down
    if held.formation.state not in states or held.participant.left_at:
        raise AskingIsOver(
            _("“%(formation)s” no longer takes answers. The people who run your program can still help.")
            % {"formation": held.formation}
        )
    return held


def _check_open(formation: Formation, themes: Sequence[Theme]) -> None:
    closed = {theme.pk for theme in themes} - set(open_themes(formation).values_list("pk", flat=True))
    names = ", ".join(f"“{theme.name}”" for theme in themes if theme.pk in closed)
    if names:
        raise ThemeNotOpen(_("No longer open: %(themes)s. Choose another theme.") % {"themes": names})


def _save[Answer: Ballot | Offer](held: Answer, said: Said, now: datetime) -> Answer:
    for name, value in asdict(said).items():
        setattr(held, name, value)
    held.takes_part, held.answered_at = True, now
    held.save()
    return held


def _note(answer: Ballot | Offer, by: Participant, now: datetime) -> None:
    """What it was before; `answered_at` None says that there was nothing."""
    what = "ballot" if isinstance(answer, Ballot) else "offer"
    note_change(what, about=answer.pk, was=_state(answer), by=by, now=now)


def _state(answer: Ballot | Offer) -> dict[str, Any]:
    if answer.answered_at is None:
        return {"answered_at": None}
    was: dict[str, Any] = {name: getattr(answer, name) for name in Said.__dataclass_fields__}
    was |= {"answered_at": answer.answered_at.isoformat(), "takes_part": answer.takes_part}
    if isinstance(answer, Ballot):
        was["choices"] = [str(one.theme_id) for one in answer.choices.order_by("rank")]
    else:
        was |= {"themes": [str(one.theme_id) for one in answer.themes.all()], "capacity": answer.capacity}
    return was
