"""Setting and ending a rhythm, with what that does to the sessions planned already."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.rhythm import RhythmForm
from collectives.permissions.collective import visible_collectives
from collectives.permissions.rhythm import can_set_rhythm
from collectives.queries.rhythm import open_rhythm
from collectives.requests import ProgramRequest
from collectives.views.rhythm import answer_with_rhythm, next_days_of, words_of
from facilitation.operations.rhythm import change_rhythm, stop_rhythm
from facilitation.operations.session import HORIZON
from facilitation.queries.rhythm import plan_rhythm_change
from ilc.errors import Refused
from ilc.pages import named_key, page, require


@require_POST
def rhythm_set(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """First show what a new rhythm would do; once that is confirmed, do it."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_set_rhythm(request.participant, collective))
    form = RhythmForm(request.POST)
    if not form.is_valid():
        return answer_with_rhythm(request, collective, form)
    if "confirmed" in request.POST:
        try:
            change_rhythm(
                collective,
                rule=form.rule(),
                venue=form.venue(),
                seen=form.cleaned_data["seen"],
                by=request.participant,
                now=now(),
            )
        except Refused as reason:
            form.add_error(None, str(reason))
            form.see(open_rhythm(collective))
            return answer_with_rhythm(request, collective, form)
        messages.success(request, _("The rhythm is set, and its sessions are planned."))
        return redirect("facilitation:collective-sessions", program_slug, pk)
    former = open_rhythm(collective)
    plan = plan_rhythm_change(former, form.rule(), now=now(), until=localdate() + HORIZON) if former else None
    taken = {kept.stands_for for kept in plan.kept} if plan else set()
    context = {
        "collective": collective,
        "form": form,
        "words": words_of(form),
        "coming": [one for one in next_days_of(form) if one.day not in taken],
        "plan": plan,
    }
    return page(request, "facilitation/rhythm/confirm.html", "confirm", context)


@require_http_methods(["GET", "POST"])
def rhythm_end(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """End a rhythm: first what goes and what stays, then the end."""
    collective = get_object_or_404(visible_collectives(request.participant).select_related("theme"), pk=pk)
    require(can_set_rhythm(request.participant, collective))
    rhythm = open_rhythm(collective)
    refusal = ""
    if request.method == "POST":
        try:
            stop_rhythm(collective, seen=named_key(request.POST.get("seen", "")), by=request.participant, now=now())
        except Refused as reason:
            refusal = str(reason)
        else:
            messages.success(request, _("The rhythm has ended."))
            return redirect("facilitation:collective-sessions", program_slug, pk)
    plan = plan_rhythm_change(rhythm, None, now=now(), until=localdate()) if rhythm else None
    context = {"collective": collective, "rhythm": rhythm, "plan": plan, "refusal": refusal}
    return page(request, "facilitation/rhythm/end.html", "end", context, status=422 if refusal else 200)
