"""Making themes, editing them, setting them aside, bringing them back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from collectives.models import Participant, Theme
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
def edit_theme(theme: Theme, *, name: str, description: str) -> None:
    """Change what a theme is called and what it is about. Raises ThemeNameTaken."""
    theme.name, theme.description = name, description
    _save(theme)


def set_theme_aside(theme: Theme, *, now: datetime) -> None:
    """No new collective takes it; those that have it go on."""
    Theme.objects.filter(pk=theme.pk, set_aside_at=None).update(set_aside_at=now)


def bring_theme_back(theme: Theme) -> None:
    """Collectives can take it again."""
    Theme.objects.filter(pk=theme.pk).update(set_aside_at=None)


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
