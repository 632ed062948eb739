"""Setting up a formation: which themes are open, sizes, when sessions can be, weights."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from collectives.engine.weekly_times import candidate_slots
from collectives.models import Formation, FormationState, FormationTheme, Participant, Theme
from collectives.operations.formation_mail import mail_is_due
from collectives.operations.program import note_change
from ilc.errors import Refused

BEFORE_FORMING = {FormationState.DRAFT, FormationState.ASKING}
OPEN_STATES = {*BEFORE_FORMING, FormationState.FORMING}


class NothingOpen(Refused):
    """A formation has a theme, and a time at which a session can be."""


class FormedAlready(Refused):
    """The settings stand once it is being formed."""


class LastTheme(Refused):
    """One theme stays open."""


@dataclass(frozen=True)
class Settings:
    """What a formation goes by, but for its themes and weights. `district_most` None: no cap."""

    title: str
    fewest: int
    most: int
    district_most: int | None
    zone: str
    minutes: int
    weekdays: list[int]
    earliest: time
    latest: time
    starts_on: date
    nth: int
    answers_by: datetime | None
    leaders_may_join: bool


@transaction.atomic
def make_formation(settings: Settings, *, themes: Iterable[Theme], by: Participant, now: datetime) -> Formation:
    """A formation that is being prepared; nobody is asked yet. Raises NothingOpen."""
    _check_slots(settings)
    formation = Formation.objects.create(**asdict(settings), made_by=by, made_at=now)
    _open_only(formation, themes, now)
    return formation


@transaction.atomic
def change_formation(
    formation: Formation, settings: Settings, *, themes: Iterable[Theme] | None, by: Participant, now: datetime
) -> None:
    """Change what it goes by; history keeps what it was. `themes` None leaves them. Raises NothingOpen, FormedAlready.

    Once people are asked, themes are opened and withdrawn one by one.
    """
    held = lock_formation(formation, BEFORE_FORMING)
    _check_slots(settings)
    was = _state(held)
    for name, value in asdict(settings).items():
        setattr(held, name, value)
    held.save(update_fields=list(asdict(settings)))
    if themes is not None and held.state == FormationState.DRAFT:
        _open_only(held, themes, now)
    if was != _state(held):
        note_change("formation", about=held.pk, was=was, by=by, now=now)


@transaction.atomic
def set_weights(formation: Formation, weights: Mapping[str, Any], *, by: Participant, now: datetime) -> None:
    """What matters how much, as numbers of the engine by name. Raises FormedAlready."""
    held = lock_formation(formation, OPEN_STATES)
    if held.weights != weights:
        note_change("formation", about=held.pk, was={"weights": held.weights}, by=by, now=now)
        held.weights = dict(weights)
        held.save(update_fields=["weights"])


@transaction.atomic
def open_theme(formation: Formation, theme: Theme, *, by: Participant, now: datetime) -> None:
    """Open one more theme, or one that was withdrawn. A second time changes nothing. Raises FormedAlready."""
    held = lock_formation(formation, BEFORE_FORMING)
    row, made = FormationTheme.objects.get_or_create(formation=held, theme=theme)
    if made or row.withdrawn_at:
        _note_theme(held, theme, row.withdrawn_at, by, now)
        row.withdrawn_at = None
        row.save(update_fields=["withdrawn_at"])


@transaction.atomic
def withdraw_theme(formation: Formation, theme: Theme, *, by: Participant, now: datetime) -> None:
    """Close a theme. Who ranked it keeps that on their ballot, and is asked by mail, once, to look again.

    A second time changes nothing. Raises LastTheme, FormedAlready. Ask for the mails after the commit.
    """
    held = lock_formation(formation, BEFORE_FORMING)
    here = held.themes.filter(withdrawn_at=None)
    if not here.filter(theme=theme).exists():
        return
    if here.count() == 1:
        raise LastTheme(_("“%(theme)s” is the last open theme. Open another one first.") % {"theme": theme})
    here.filter(theme=theme).update(withdrawn_at=now)
    _note_theme(held, theme, None, by, now)
    if held.state == FormationState.ASKING:
        mail_is_due(held, now=now)


def lock_formation(formation: Formation, states: set[FormationState]) -> Formation:
    """The formation as it is now, held until the transaction ends. Raises FormedAlready in another state than these."""
    held = Formation.objects.select_for_update(no_key=True).get(pk=formation.pk)
    if held.state not in states:
        raise FormedAlready(
            _("“%(formation)s” is %(state)s. Its settings stand now.")
            % {"formation": held, "state": held.get_state_display()}
        )
    return held


def _check_slots(settings: Settings) -> None:
    if not candidate_slots(settings.weekdays, earliest=settings.earliest, latest=settings.latest):
        raise NothingOpen(
            _("No session could begin. Choose a weekday, and a latest start that is not before the earliest.")
        )


def _open_only(formation: Formation, themes: Iterable[Theme], now: datetime) -> None:
    wanted = {theme.pk for theme in themes}
    if not wanted:
        raise NothingOpen(_("Which themes are open? Choose one at least."))
    rows = {row.theme_id: row for row in formation.themes.all()}
    FormationTheme.objects.bulk_create(
        FormationTheme(formation=formation, theme_id=theme) for theme in wanted - rows.keys()
    )
    formation.themes.filter(theme__in=wanted).update(withdrawn_at=None)
    formation.themes.exclude(theme__in=wanted).filter(withdrawn_at=None).update(withdrawn_at=now)


def _note_theme(
    formation: Formation, theme: Theme, withdrawn_at: datetime | None, by: Participant, now: datetime
) -> None:
    was = {"theme": str(theme.pk), "withdrawn_at": withdrawn_at.isoformat() if withdrawn_at else None}
    note_change("formation", about=formation.pk, was=was, by=by, now=now)


def _state(formation: Formation) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date | time) else value
        for name in Settings.__dataclass_fields__
        for value in [getattr(formation, name)]
    }
