"""The mail that a program sent, and what the demonstration wrote into files."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from collectives.queries.notice import outbox_mails

MAILS_ON_A_PAGE = 30


@never_cache
@require_GET
def demo_outbox(request: HttpRequest) -> HttpResponse:
    """Every message the demonstration wrote, sign-in codes among them. 404 outside the demonstration."""
    if not settings.DEMO:
        raise Http404
    mails = Paginator(outbox_mails(), MAILS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "collectives/notice/outbox.html", {"mails": mails})


@never_cache
@require_GET
def demo_mail(request: HttpRequest, key: str) -> HttpResponse:
    """One of these messages, its links ready to be followed."""
    mail = next((mail for mail in outbox_mails() if mail.key == key), None) if settings.DEMO else None
    if mail is None:
        raise Http404
    return render(request, "collectives/notice/outbox_mail.html", {"mail": mail})
