"""Who sees themes, and who makes them."""

from django.db.models import QuerySet

from collectives.models import Participant, Theme
from collectives.permissions.program import is_admin, is_staff


def visible_themes(participant: Participant) -> QuerySet[Theme]:
    """All themes of the program, those set aside too: a theme says nothing about a person."""
    return Theme.objects.all()


def can_see_themes(participant: Participant) -> bool:
    """The page of themes is for program staff."""
    return is_staff(participant)


def can_manage_theme(participant: Participant) -> bool:
    """Make a theme, edit it, set it aside, bring it back."""
    return is_admin(participant)
