"""What a request inside a program carries, and what every page's furniture is made of."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.models import Membership, Participant, Program
from collectives.permissions.program import is_staff


class ProgramRequest(HttpRequest):
    """A request that the middleware has let into a program. Only a type: requests are not made from it."""

    membership: Membership
    program: Program
    participant: Participant


@dataclass(frozen=True)
class NavItem:
    """One entry of the main navigation."""

    url: str
    label: str | Promise
    icon: str
    current: bool


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html: program, participant and navigation inside a program, nothing outside. No SQL."""
    participant: Participant | None = getattr(request, "participant", None)
    program: Program | None = getattr(request, "program", None)
    if participant is None or program is None:
        return {}
    places = [
        ("facilitation:home", _("Home"), "home"),
        ("collectives:collectives", _("Collectives"), "sheet"),
        ("facilitation:sessions", _("Sessions"), "cal"),
    ]
    staff = is_staff(participant)
    if staff:
        places.append(("collectives:setup", _("Program"), "books"))
    home = reverse("facilitation:home", args=[program.slug])
    nav = []
    for name, label, icon in places:
        url = reverse(name, args=[program.slug])
        current = request.path == url if url == home else request.path.startswith(url)
        nav.append(NavItem(url, label, icon, current))
    return {"program": program, "participant": participant, "nav": nav, "is_program_staff": staff}
