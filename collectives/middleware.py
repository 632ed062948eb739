"""Who is asking, and in which program: one transaction for each request inside a program."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation

from collectives.models import Membership
from collectives.operations.rehearsal import note_visit
from collectives.permissions.program import lacks_second_factor
from collectives.queries.membership import find_membership, find_participant
from collectives.requests import ProgramRequest, keep_session
from ilc.tenancy.scope import program_scope

PREFIX = "/p/"
type Handler = Callable[[HttpRequest], HttpResponseBase]


class PersonMiddleware:
    """End sessions that lasted long enough; answer in the language and the time zone of the person who signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and not keep_session(request, at=time.time()):
            logout(request)
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
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if not request.user.is_authenticated and "HX-Request" in request.headers:
            return HttpResponse(status=401)  # a sign-in page would take the place of what is read or typed
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        slug = request.path_info.removeprefix(PREFIX).partition("/")[0]
        membership = find_membership(request.user, slug)
        if membership is None:
            raise Http404
        with program_scope(membership.program_id):
            return self._answer(cast("ProgramRequest", request), membership)

    def _answer(self, request: ProgramRequest, membership: Membership) -> HttpResponseBase:
        participant = find_participant(membership.user)
        if participant is None:
            raise Http404
        request.membership, request.program, request.participant = membership, membership.program, participant
        if membership.program.is_rehearsal:
            note_visit(membership.program, now=timezone.now())
        if lacks_second_factor(membership, participant):
            back = urlencode({"next": request.get_full_path() if request.method == "GET" else "/"})
            return redirect(f"{reverse('two-factor-needed')}?{back}")
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")  # what one person sees is for their browser
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            transaction.set_rollback(True)
        if response.streaming and not isinstance(response, FileResponse):
            raise RuntimeError("A streamed answer would read past the program's scope.")
        return response

    def process_exception(self, request: HttpRequest, _exception: Exception) -> None:
        """A view that did not end well leaves nothing behind."""
        if hasattr(request, "participant"):
            transaction.set_rollback(True)
