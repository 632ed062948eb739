"""People who sign in, and whom the demonstration lets in by a button."""

from dataclasses import dataclass
from functools import cache

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectives.models import User
from ilc.content import read_content

DEMO_DOMAIN = "@demo.example"
ROLE_WORDS: dict[str, Promise] = {
    "admin": _("runs the program"),
    "coordinator": _("coordinates a region"),
    "facilitator": _("facilitates collectives"),
    "leader": _("leader"),
    "leader_in_two": _("leader in both programs"),
    "admin_fr": _("runs the French program"),
    "facilitator_fr": _("facilitates in the French program"),
}


@dataclass(frozen=True)
class DemoSignIn:
    """One button on the demonstration's sign-in page."""

    email: str
    name: str
    role_words: str | Promise
    program: str


def demo_sign_ins() -> list[DemoSignIn]:
    """Whom the demonstration lets in, in the order of the content file; nobody outside of it. Three SQL queries."""
    if not settings.DEMO:
        return []
    people = User.objects.filter(email__in=demo_emails(), is_active=True).prefetch_related("memberships__program")
    known = {user.email: user for user in people}
    return [
        DemoSignIn(email, known[email].name, ROLE_WORDS[does], _programs_of(known[email]))
        for email, does in demo_emails().items()
        if email in known
    ]


def find_demo_user(email: str) -> User | None:
    """The person a demonstration's button stands for. None for everybody else, and outside the demonstration."""
    if not settings.DEMO or email not in demo_emails():
        return None
    return User.objects.filter(email=email, is_active=True).first()


@cache
def demo_emails() -> dict[str, str]:
    """The e-mails of the content file and what their people do. Raises ValueError for one that is not ours to give."""
    entries = read_content("collectives", "demo_sign_ins")["sign_in"]
    emails = {entry["email"]: entry["does"] for entry in entries}
    if strangers := [email for email in emails if not email.endswith(DEMO_DOMAIN)]:
        raise ValueError(f"Only {DEMO_DOMAIN} may sign in by a button, not {', '.join(strangers)}.")
    return emails


def _programs_of(user: User) -> str:
    return ", ".join(
        sorted(m.program.name for m in user.memberships.all() if m.left_at is None and not m.program.is_rehearsal)
    )


@dataclass(frozen=True)
class SignInWays:
    """How a person can sign in besides by a code."""

    has_password: bool
    has_app: bool
    passkeys: int


def sign_in_ways(user: User) -> SignInWays:
    """The ways to sign in that a person has set up. One SQL query."""
    added = list(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    return SignInWays(
        has_password=user.has_usable_password(),
        has_app=Authenticator.Type.TOTP in added,
        passkeys=added.count(Authenticator.Type.WEBAUTHN),
    )
