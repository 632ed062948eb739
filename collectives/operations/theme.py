"""Making themes, editing them, setting them aside, bringing them back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from collectives.models import Participant, Theme
from collectives.operations.program import note_change
from collectives.queries.theme import OfferedTheme
from ilc.errors import Refused


class ThemeNameTaken(Refused):
    """Another theme of the program has this name."""


@transaction.atomic
def make_theme(name: str, *, description: str, by: Participant, now: datetime) -> Theme:
    """A theme collectives can take. Raises ThemeNameTaken."""
    return _save(Theme(name=name, description=description, made_by=by, made_at=now))


@transaction.atomic
def take_offered_themes(offered: Sequence[OfferedTheme], *, by: Participant, now: datetime) -> list[Theme]:
    """Themes of the program's own, begun from those on offer; all or none. Raises ThemeNameTaken."""
    return [make_theme(one.name, description=one.description, by=by, now=now) for one in offered]


@transaction.atomic
def edit_theme(theme: Theme, *, name: str, description: str, by: Participant, now: datetime) -> None:
    """Change what a theme is called and what it is about. Raises ThemeNameTaken."""
    held = _lock(theme)
    if (held.name, held.description) == (name, description):
        return
    _note(held, by, now)
    held.name, held.description = name, description
    _save(held)


@transaction.atomic
def set_theme_aside(theme: Theme, *, by: Participant, now: datetime) -> None:
    """No new collective takes it; those that have it go on. A second time changes nothing."""
    held = _lock(theme)
    if held.set_aside_at is None:
        _note(held, by, now)
        held.set_aside_at = now
        held.save(update_fields=["set_aside_at"])


@transaction.atomic
def bring_theme_back(theme: Theme, *, by: Participant, now: datetime) -> None:
    """Collectives can take it again. A second time changes nothing."""
    held = _lock(theme)
    if held.set_aside_at is not None:
        _note(held, by, now)
        held.set_aside_at = None
        held.save(update_fields=["set_aside_at"])


def _lock(theme: Theme) -> Theme:
    return Theme.objects.select_for_update(no_key=True).get(pk=theme.pk)


def _note(theme: Theme, by: Participant, now: datetime) -> None:
    aside = theme.set_aside_at.isoformat() if theme.set_aside_at else None
    was = {"name": theme.name, "description": theme.description, "set_aside_at": aside}
    note_change("theme", about=theme.pk, was=was, by=by, now=now)


def _save(theme: Theme) -> Theme:
    try:
        with transaction.atomic():
            theme.save()
    except IntegrityError as error:
        if "theme_name_once" not in str(error):
            raise
        raise ThemeNameTaken(
            _("There is a theme called “%(name)s” already. If it is set aside, bring it back.") % {"name": theme.name}
        ) from error
    return theme
