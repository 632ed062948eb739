"""A rehearsal of one's own: begun, begun again, thrown away. The page stands outside of programs."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from collectives.models import User
from collectives.operations.rehearsal import begin_again, begin_rehearsal, throw_away
from collectives.permissions.rehearsal import can_rehearse
from collectives.queries.rehearsal import rehearsal_of
from facilitation.tasks.rehearsal import fill_rehearsal
from ilc.pages import page, require


@login_required
@require_http_methods(["GET", "POST"])
def rehearsal(request: HttpRequest) -> HttpResponse:
    """What it is; the one being made; the one there is. Whoever waits for it is taken there."""
    user = cast("User", request.user)
    require(can_rehearse(user))
    if request.method == "POST":
        return _act(request, user)
    standing = rehearsal_of(user)
    if standing is not None and standing.ready and "waiting" in request.GET:
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": reverse("facilitation:home", args=[standing.slug])})
        return redirect("facilitation:home", standing.slug)
    return _answer(request, user)


def _act(request: HttpRequest, user: User) -> HttpResponse:
    slug = request.POST.get("slug", "")
    match request.POST.get("act"):
        case "begin":
            program = begin_rehearsal(user, now=now())
        case "again":
            program = begin_again(user, instead_of=slug, now=now())
        case "end":
            throw_away(user, slug=slug, now=now())  # a sweep takes it from there
            return redirect("rehearsal")
        case _:
            return _answer(request, user, status=422)
    fill_rehearsal.delay_on_commit(  # type: ignore[attr-defined]  # Celery's Django task has it, its stubs do not
        program_id=program.pk
    )
    return redirect(f"{reverse('rehearsal')}?waiting")


def _answer(request: HttpRequest, user: User, *, status: int = 200) -> HttpResponse:
    standing = rehearsal_of(user)
    context = {"rehearsal": standing, "on_its_way": standing is not None and not standing.ready}
    return page(request, "facilitation/rehearsal/rehearsal.html", "rehearsal", context, status=status)
