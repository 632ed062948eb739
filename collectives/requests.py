"""What a request inside a program carries, and what every page's furniture is made of."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.models import Membership, Participant, Program
from collectives.permissions.gathering import can_see_gatherings
from collectives.permissions.program import is_staff

SESSION_LASTS_SECONDS = 12 * 60 * 60
SESSION_IDLES_SECONDS = 3 * 60 * 60
SEEN_EVERY_SECONDS = 5 * 60
BEGAN, SEEN, SHARED = "session_began", "session_seen", "shared_device"
# First words of addresses below a program, by the place in the navigation that leads to them. The first holds for
# program staff; whoever else reads such a page has come from a collective.
OF_THE_PROGRAM = frozenset({
    "across", "boards", "evidence", "exports", "formations", "gatherings", "invitations", "participants", "protection",
    "report-comments", "reports", "reseatings", "student-groups", "support",
})  # fmt: skip
OF_COLLECTIVES = frozenset({
    "adjustments", "analyses", "attachments", "codes", "commitments", "cycles", "data-points", "decisions",
    "evidence-imports", "feedback", "in-words", "indicators", "moments", "participants", "placemats", "plan-lines",
    "pulses", "report-comments", "reports", "settlements", "themes",
})  # fmt: skip
OF_SESSIONS = frozenset({"agenda", "answer-groups", "asked", "outcomes", "prompts"})


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
    guides = can_see_gatherings(participant)  # the library is for the same people
    if guides:
        places.append(("facilitation:library", _("Library"), "books"))
    else:  # of the library, what others learned is for everybody
        places.append(("facilitation:library-learned", _("Library"), "books"))
    if staff:
        places.append(("collectives:setup", _("Program"), "gear"))
    elif guides:
        places.append(("collectives:gatherings", _("Gatherings"), "perceptions"))
    home = reverse("facilitation:home", args=[program.slug])
    here = _place_of(request.path, home, staff=staff)
    nav = []
    for name, label, icon in places:
        url = reverse(name, args=[program.slug])
        nav.append(NavItem(url, label, icon, here == url if url == home else here.startswith(url)))
    return {"program": program, "participant": participant, "nav": nav, "is_program_staff": staff}


def _place_of(path: str, home: str, *, staff: bool) -> str:
    """The address as the navigation sees it, by its first word: what belongs to a place stands below it."""
    word, _slash, rest = path.removeprefix(home).partition("/")
    if staff and word in OF_THE_PROGRAM:
        return f"{home}setup/{word}/{rest}"
    if word in OF_COLLECTIVES:
        return f"{home}collectives/{word}/{rest}"
    if word in OF_SESSIONS:
        return f"{home}sessions/{word}/{rest}"
    if word == "learning":
        return f"{home}library/learned/{rest}"
    return path


def remember_shared_device(request: HttpRequest, shared: bool) -> None:
    """Keep, while somebody signs in, whether others use this device."""
    request.session[SHARED] = shared


def begin_session(request: HttpRequest, *, at: float) -> None:
    """Start counting a session's time. On a device that others use, the browser forgets it when it is closed."""
    request.session[BEGAN] = request.session[SEEN] = int(at)
    request.session.set_expiry(0 if request.session.get(SHARED) else SESSION_LASTS_SECONDS)


def keep_session(request: HttpRequest, *, at: float) -> bool:
    """Note that a signed-in person is here. False when the session is over: 12 hours old, or 3 hours without a request.

    `at` is in seconds since 1970. What was noted less than five minutes ago is not written again.
    """
    began, seen = request.session.get(BEGAN), request.session.get(SEEN)
    if began is None or seen is None:
        begin_session(request, at=at)
        return True
    if at - began > SESSION_LASTS_SECONDS or at - seen > SESSION_IDLES_SECONDS:
        return False
    if at - seen > SEEN_EVERY_SECONDS:
        request.session[SEEN] = int(at)
    return True
