"""The pieces of a session's page: each has an address of its own, and the page holds them all."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from collectives.requests import ProgramRequest


def back(request: ProgramRequest, piece: str, session_pk: UUID, **asked: str) -> HttpResponse:
    """After a change: to the piece itself for htmx and from its own page, else to its place on the session's page."""
    own = reverse(f"facilitation:session-{piece}", args=[request.program.slug, session_pk])
    query = f"?{urlencode(asked)}" if asked else ""
    if "HX-Request" in request.headers or request.POST.get("stay"):
        return redirect(f"{own}{query}")
    whole = reverse("facilitation:session", args=[request.program.slug, session_pk])
    return redirect(f"{whole}{query}#{piece}")


def back_here(request: ProgramRequest, session_pk: UUID) -> HttpResponse:
    """After a change of one's own commitments: to their piece for htmx, else to their place on the member's face."""
    args = [request.program.slug, session_pk]
    if "HX-Request" in request.headers:
        return redirect("facilitation:session-mine", *args)
    return redirect(reverse("facilitation:session-here", args=args) + "#mine")
