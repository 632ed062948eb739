"""Doors: what a link opens, as whom, and the one page for every door that does not open."""

from collections.abc import Callable, Mapping
from functools import wraps

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from collectives.models import Door
from collectives.operations.door import knock
from collectives.operations.membership import enter_by_door, find_invited
from ilc.tenancy.scope import program_scope

type Opener = Callable[[HttpRequest, Door], HttpResponse]


def without_traces[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """The secret in the address goes to nobody: no full referrer, no search engine.

    Not "no-referrer": browsers then hide the origin of the form, too, and it would be refused as a forgery.
    """

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def without_cookies(opener: Opener) -> Opener:
    """Let its door be pressed without a form of ours, as mail readers do (RFC 8058). For one harmless act only.

    Whoever knows the secret may press anyway, and nothing of who is signed in is looked at: there is no cookie that
    somebody could be made to lend.
    """
    opener.pressed_by_mail_readers = True  # type: ignore[attr-defined]  # as Django marks its own
    return opener


@csrf_exempt  # here; every opener but those marked so asks for the token after all
@without_traces
@never_cache
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, secret: str, openers: Mapping[str, Opener]) -> HttpResponse:
    """Find the door and let its purpose answer. GET changes nothing; POST acts.

    `openers` gives each purpose its view; the address list of the project fills it, so that upper apps can add theirs.
    """
    found = knock(secret, address=get_client_ip(request) or "", now=now(), fresh=needs_fresh(request))
    if found is None or found.purpose not in openers:
        return does_not_open(request) if by_mail_reader(request) else csrf_protect(does_not_open)(request)
    opener = openers[found.purpose]
    if not hasattr(opener, "pressed_by_mail_readers"):
        opener = csrf_protect(opener)
    return opener(request, found)


def by_mail_reader(request: HttpRequest) -> bool:
    """Whether this is the press of RFC 8058: at a door that is closed by now it has no token either, and no 403."""
    return request.POST.get("List-Unsubscribe") == "One-Click"


def needs_fresh(request: HttpRequest) -> bool:
    """Reading does; sending, which finds out by itself, and what is said afterwards do not."""
    return request.method == "GET" and "sent" not in request.GET


def does_not_open(request: HttpRequest) -> HttpResponse:
    """The same page for unknown, used, closed, expired and too often."""
    return render(request, "collectives/door/closed.html", {}, status=410)


def join(request: HttpRequest, found: Door) -> HttpResponse:
    """An invitation: says as whom one comes in; POST lets them in, after their second factor if they have one."""
    with program_scope(found.program_id):
        participant = find_invited(found)
    if participant is None:
        return does_not_open(request)
    other = request.user.is_authenticated and request.user != participant.user
    if request.method == "GET" or other:
        context = {"participant": participant, "program": found.program, "other": other}
        return render(request, "collectives/door/join.html", context, status=200 if request.method == "GET" else 409)
    with program_scope(found.program_id):
        entered = enter_by_door(found, now=now())
    if entered is None or entered.user is None:
        return does_not_open(request)
    home = f"/p/{found.program.slug}/"
    if request.user.is_authenticated:
        return HttpResponse(status=303, headers={"Location": home})
    record_authentication(request, entered.user, method="door", email=entered.user.email)
    login = Login(user=entered.user, email=entered.user.email, redirect_url=home)
    response: HttpResponse = perform_login(request, login)
    return response


def language_behind_door(request: HttpRequest, reads: str) -> str:
    """In which language a page behind a mail's link stands, `reads` being the one in which the mail was written.

    As chosen on this device or by who is signed in, else as the mail was written.
    """
    chosen = request.user.is_authenticated or settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    return translation.get_language() or reads if chosen else reads
