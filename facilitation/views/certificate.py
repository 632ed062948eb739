"""A leader's certificates of participation, and the page where anybody checks one by its code."""

import re
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collectives.operations.door import knock, open_door
from collectives.requests import ProgramRequest
from collectives.views.door import without_traces
from facilitation.forms.certificate import CertificateForm
from facilitation.models import Certificate
from facilitation.operations.certificate import (
    CHECK,
    CODE_LENGTH,
    give_again,
    issue_certificate,
    take_back_certificate,
)
from facilitation.permissions.certificate import visible_certificates
from facilitation.queries.certificate import certificate_sheet, list_certificates, participations
from ilc.errors import Refused
from ilc.pages import page
from ilc.tenancy.scope import program_scope

NOT_IN_CODES = re.compile(r"[^A-Z0-9]")


@require_http_methods(["GET", "POST"])
def certificates(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """In what one took part, the certificates one has, and asking for another."""
    me, moment = request.participant, now()
    found = participations(me, zone=ZoneInfo(request.program.time_zone), now=moment)
    form = CertificateForm(request.POST or None, participations=found)
    if request.method == "POST" and form.is_valid():
        try:
            issued = issue_certificate(
                me, form.participation(), names_collective=form.cleaned_data["names_collective"], now=moment
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("facilitation:certificate", program_slug, issued.pk)
    context = {"form": form, "found": found, "issued": list_certificates(visible_certificates(me))}
    status = 422 if request.method == "POST" else 200
    return page(request, "facilitation/certificate/list.html", "certificates", context, status=status)


@require_safe
def certificate(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One certificate as it reads, to print or to hand on."""
    found = get_object_or_404(visible_certificates(request.participant), pk=pk)
    context = {
        "certificate": found,
        "sheet": certificate_sheet(found, request.program, base_url=settings.BASE_URL),
        "just_taken_back": "taken-back" in request.GET and found.taken_back_at is not None,
    }
    return page(request, "facilitation/certificate/certificate.html", "certificate", context)


@require_POST
def certificate_take_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Let its code open nothing any more."""
    found = get_object_or_404(visible_certificates(request.participant), pk=pk)
    take_back_certificate(found, now=now())
    response = redirect("facilitation:certificate", program_slug, pk)
    response["Location"] += "?taken-back"
    return response


@require_POST
def certificate_give_again(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Undo the taking back."""
    give_again(get_object_or_404(visible_certificates(request.participant), pk=pk))
    return redirect("facilitation:certificate", program_slug, pk)


@never_cache
@require_safe
def certificate_enter(request: HttpRequest) -> HttpResponse:
    """Where one types the code of a certificate."""
    if code := NOT_IN_CODES.sub("", request.GET.get("code", "").upper())[: 2 * CODE_LENGTH]:
        return redirect("certificate-check", code)
    return _enter(request)


@without_traces
@never_cache
@require_safe
def certificate_check(request: HttpRequest, code: str) -> HttpResponse:
    """What the code stands for, to anybody: exactly what the certificate says."""
    wanted = NOT_IN_CODES.sub("", code.upper())
    if wanted != code:
        return redirect("certificate-check", wanted) if wanted else redirect("certificate-enter")
    found = knock(code, address=get_client_ip(request) or "", now=now())
    if found is None or found.purpose != CHECK:
        return _enter(request, wrong=True)
    if not open_door(found, now=now()):
        return render(request, "429.html", status=429)
    with program_scope(found.program_id):
        stored = Certificate.objects.filter(pk=found.object_key, taken_back_at=None).first()
        if stored is None:
            return _enter(request, wrong=True)
        sheet = certificate_sheet(stored, found.program, base_url=settings.BASE_URL)
    return render(request, "facilitation/certificate/check.html", {"sheet": sheet})


def _enter(request: HttpRequest, *, wrong: bool = False) -> HttpResponse:
    context = {"wrong": wrong}
    return render(request, "facilitation/certificate/enter.html", context, status=404 if wrong else 200)
