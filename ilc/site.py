"""Pages that belong to no program: the home page, help, how errors look, and the style page."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from ilc.styleguide import sample_context
from ilc.templatetags.ilc import THEMES

A_YEAR = 365 * 24 * 60 * 60
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@require_GET
def landing(request: HttpRequest) -> HttpResponse:
    """What this is and for whom."""
    return render(request, "ilc/landing.html")


@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """What a collective is, and how a cycle goes."""
    return render(request, "ilc/help.html")


@require_GET
def who_sees(request: HttpRequest) -> HttpResponse:
    """Who sees what one writes."""
    return render(request, "ilc/who_sees.html")


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or neither on this device, and go back to where the person was."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = redirect(back)
    theme = request.POST.get("theme")
    if theme in THEMES:
        response.set_cookie(
            "theme", theme, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
        )
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, light and dark. Only while developing."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "ilc/styleguide.html", sample_context())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when what was sent is more than we take at once."""
    if isinstance(exception, TOO_BIG):
        return HttpResponse(render_to_string("ilc/413.html"), status=413)
    return HttpResponse(render_to_string("ilc/400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the person may see the thing, but not do this to it."""
    return render(request, "ilc/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: one body for what does not exist and for what is not yours. Made without the request, on purpose."""
    return HttpResponse(render_to_string("ilc/404.html"), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: needs neither the database nor the list of static files."""
    return HttpResponse(render_to_string("ilc/500.html"), status=500)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose page grew too old; what was typed is still in the browser."""
    return HttpResponse(render_to_string("ilc/csrf.html"), status=403)
