"""The mail that a program sent, and what the demonstration wrote into files."""

import base64
import hashlib
import re
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from collectives.operations.notice import send_again
from collectives.permissions.notice import can_see_notices, visible_notices
from collectives.queries.notice import count_notices, list_notices, outbox_mails
from collectives.requests import ProgramRequest
from collectives.tasks.notice import ring_notices
from ilc.errors import Refused
from ilc.pages import page, require, searched_words

ON_A_PAGE = 30
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@require_GET
def notices(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """What waits, what went out and what could not be sent, found by person."""
    require(can_see_notices(request.participant))
    state, words = request.GET.get("state", ""), searched_words(request)
    listed = Paginator(list_notices(request.participant, state=state, words=words), ON_A_PAGE)
    context = {
        "listed": listed.get_page(request.GET.get("page")),
        "counts": count_notices(request.participant),
        "state": state,
        "words": words,
    }
    return page(request, "collectives/notice/list.html", "notices", context)


@require_http_methods(["GET", "POST"])
def notice(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """One message as it was written, without its doors' secrets; POST sends it again when it could not be sent."""
    found = get_object_or_404(visible_notices(request.participant).select_related("recipient"), pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            send_again(found, by=request.participant, now=now())
        except Refused as reason:
            refusal = str(reason)
        else:
            ring_notices(request.program.pk, [found])
            messages.success(request, _("The message is on its way again."))
            return redirect("collectives:notice", program_slug, pk)
    context = {"notice": found, "refusal": refusal}
    return page(request, "collectives/notice/page.html", "notice", context, status=422 if refusal else 200)


@require_GET
def notice_html(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The HTML twin alone, as a mail reader shows it. Its policy allows its own style block, and nothing else."""
    found = get_object_or_404(visible_notices(request.participant), pk=pk)
    response = HttpResponse(found.html)
    styles = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in STYLE.findall(found.html)]
    allowed = " ".join(f"'sha256-{digest}'" for digest in styles) or "'none'"
    response["Content-Security-Policy"] = f"default-src 'none'; style-src {allowed}; frame-ancestors 'none'; sandbox"
    return response


@never_cache
@require_GET
def demo_outbox(request: HttpRequest) -> HttpResponse:
    """Every message the demonstration wrote, sign-in codes among them. 404 outside the demonstration."""
    if not settings.DEMO:
        raise Http404
    listed = Paginator(outbox_mails(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "collectives/notice/outbox.html", {"mails": listed})


@never_cache
@require_GET
def demo_mail(request: HttpRequest, key: str) -> HttpResponse:
    """One of these messages, its links ready to be followed."""
    mail = next((mail for mail in outbox_mails() if mail.key == key), None) if settings.DEMO else None
    if mail is None:
        raise Http404
    return render(request, "collectives/notice/outbox_mail.html", {"mail": mail})
