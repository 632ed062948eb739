"""Who is asking, and in which program: one transaction for each request inside a program."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone, translation

from allauth.mfa.utils import is_mfa_enabled
from collectives.permissions.program import is_staff
from collectives.queries.membership import find_membership, find_participant
from ilc.tenancy.scope import program_scope

type Handler = Callable[[HttpRequest], HttpResponseBase]


class PersonMiddleware:
    """Answer in the language and the time zone of the person who signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.get_response(request)
        translation.activate(request.user.language)
        request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(ZoneInfo(request.user.time_zone)):
            return self.get_response(request)


class ProgramMiddleware:
    """Addresses under /p/<slug>/ : the membership check, the program's scope, and the transaction around it all.

    The same 404 for a program that does not exist and one that is not yours. A view's exception, and an answer
    of 500, undo everything the request wrote; rendering the template happens inside.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        parts = request.path_info.split("/", 3)
        if len(parts) < 3 or parts[1] != "p":
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        membership = find_membership(request.user, parts[2])
        if membership is None:
            raise Http404
        with program_scope(membership.program_id):
            return self._answer(request, membership)

    def _answer(self, request: HttpRequest, membership: object) -> HttpResponseBase:
        request.membership = membership
        request.program = membership.program
        request.participant = find_participant(request.user)
        if request.participant is None:
            raise Http404
        if request.program.two_factor_for_staff and is_staff(request.participant) and not is_mfa_enabled(request.user):
            return redirect("two-factor-needed")
        response = self.get_response(request)
        if response.status_code >= 500:
            transaction.set_rollback(True)
        if response.streaming and not isinstance(response, FileResponse):
            raise RuntimeError("A streamed answer would read past the program's scope.")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """A view that did not end well leaves nothing behind."""
        if hasattr(request, "participant"):
            transaction.set_rollback(True)
