"""How every view answers: one page, one piece of it, one refusal."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
MOST_WORDS = 200  # characters that somebody may look for
LONGEST_NUMBER = 10  # digits


def page(
    request: HttpRequest, template: str, partial: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The whole page to a browser, `template#partial` to htmx. One address has one partial.

    A boosted request is a whole navigation and gets the whole page.
    """
    htmx = getattr(request, "htmx", None)
    name = f"{template}#{partial}" if htmx and not htmx.boosted and not htmx.history_restore_request else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def require(allowed: bool) -> None:
    """Go on, or answer 403: the person may see the thing but not do this. Raises PermissionDenied."""
    if not allowed:
        raise PermissionDenied


def seen_digest(*things: object) -> str:
    """A short name for what a page shows: it asks for news under it, and is answered 204 while there are none."""
    return hashlib.sha256(repr(things).encode()).hexdigest()[:16]


def searched_words(request: HttpRequest) -> str:
    """What somebody looks for in a list, as it may go into a query."""
    return request.GET.get("q", "").replace("\0", "").strip()[:MOST_WORDS]


def named_key(text: str) -> UUID | None:
    """The id that an address or a form names; None when it names none, for people may mangle it."""
    try:
        return UUID(text)
    except ValueError:
        return None


def named_number(text: str) -> int | None:
    """The whole number that an address or a form names, below ten thousand millions; None when it names none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def only_page_methods(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: pages are read and sent. Another method gets 405 before anything looks at the address."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        return get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)

    return answer
