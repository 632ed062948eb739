"""Rules of a formation: who is kept apart, who together. They tell who evaluates whom: they are for admins only."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from collectives.forms.formation_rule import RuleForm, RuleListForm, SuggestedForm
from collectives.models import Formation, FormationRule
from collectives.operations.formation import OPEN_STATES
from collectives.operations.formation_rule import end_rule, restore_rule, set_rule, set_rules
from collectives.permissions.participant import visible_participants
from collectives.queries.formation_rule import (
    find_ended_rule,
    list_rules,
    people_for_rule,
    suggested_pairs,
)
from collectives.requests import ProgramRequest
from collectives.views.formation import find_to_manage
from ilc.errors import Refused
from ilc.pages import named_key, page


@require_http_methods(["GET", "POST"])
def formation_rules(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """The rules, and setting one. `act` "find" looks for people and keeps what was ticked."""
    found = find_to_manage(request, pk)
    people = visible_participants(request.participant).filter(left_at=None)
    if request.method == "GET" or request.POST.get("act") == "find":
        first = {name: request.POST.get(name, "") for name in ("kind", "reason")}
        form = RuleForm(people=people, initial={"kind": first["kind"] or "apart", "reason": first["reason"]})
        return _rules_page(request, found, form)
    form = RuleForm(request.POST, people=people)
    if form.is_valid():
        try:
            set_rule(found, **form.cleaned_data, by=request.participant, now=now())
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            return redirect("collectives:formation-rules", program_slug, pk)
    return _rules_page(request, found, form, status=422)


@require_http_methods(["GET", "POST"])
def formation_rules_list(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Set many rules from lines of e-mails, all or none."""
    found = find_to_manage(request, pk)
    people = visible_participants(request.participant).filter(left_at=None)
    form = RuleListForm(request.POST if request.method == "POST" else None, people=people, initial={"kind": "apart"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = set_rules(
                found, given["lines"], kind=given["kind"], reason=given["reason"], by=request.participant, now=now()
            )
        except Refused as reason:
            form.add_error("lines", str(reason))
        else:
            _tell(request, made)
            return redirect("collectives:formation-rules", program_slug, pk)
    context = {"formation": found, "form": form}
    return page(request, "collectives/formation/rules_list.html", "form", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def formation_rules_suggested(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Superintendents and principals of their district: which of them are to be kept apart?"""
    found = find_to_manage(request, pk)
    pairs = suggested_pairs(found)
    form = SuggestedForm(request.POST if request.method == "POST" else None, pairs=pairs)
    if request.method == "POST" and form.is_valid():
        chosen = [(one.superintendent, one.principal) for one in form.chosen()]
        try:
            made = set_rules(
                found,
                chosen,
                kind=FormationRule.Kind.APART,
                reason=form.cleaned_data["reason"],
                by=request.participant,
                now=now(),
            )
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            _tell(request, made)
            return redirect("collectives:formation-rules", program_slug, pk)
    ticked = request.POST.getlist("pairs") if form.is_bound else [one.key for one in pairs]
    context = {"formation": found, "form": form, "pairs": pairs, "ticked": ticked}
    return page(request, "collectives/formation/suggested.html", "form", context, status=422 if form.errors else 200)


@require_POST
def formation_rule_end(request: ProgramRequest, program_slug: str, pk: UUID, rule_pk: UUID) -> HttpResponse:
    """End a rule; the page that follows offers to undo it."""
    found, rule = _with_rule(request, pk, rule_pk)
    try:
        end_rule(rule, by=request.participant, now=now())
    except Refused as reason:
        return _refused(request, found, str(reason))
    return redirect(reverse("collectives:formation-rules", args=[program_slug, pk], query={"ended": rule.pk}))


@require_POST
def formation_rule_restore(request: ProgramRequest, program_slug: str, pk: UUID, rule_pk: UUID) -> HttpResponse:
    """Undo that."""
    found, rule = _with_rule(request, pk, rule_pk)
    try:
        restore_rule(rule, by=request.participant, now=now())
    except Refused as reason:
        return _refused(request, found, str(reason))
    return redirect("collectives:formation-rules", program_slug, pk)


def _with_rule(request: ProgramRequest, pk: UUID, rule_pk: UUID) -> tuple[Formation, FormationRule]:
    found = find_to_manage(request, pk)
    return found, get_object_or_404(FormationRule.objects.select_related("formation"), formation=found, pk=rule_pk)


def _refused(request: ProgramRequest, found: Formation, reason: str) -> HttpResponse:
    form = RuleForm(people=visible_participants(request.participant), initial={"kind": "apart"})
    return _rules_page(request, found, form, status=422, refusal=reason)


def _rules_page(
    request: ProgramRequest, found: Formation, form: RuleForm, *, status: int = 200, refusal: str = ""
) -> HttpResponse:
    words = request.POST.get("q", "").replace("\0", "").strip()[:100]
    picked = [key for key in map(named_key, request.POST.getlist("people")) if key]
    people, more = people_for_rule(request.participant, words=words, picked=picked)
    context: dict[str, Any] = {
        "formation": found,
        "form": form,
        "rules": list_rules(found),
        "people": people,
        "more": more,
        "words": words,
        "picked": {str(key) for key in picked},
        "suggested": len(suggested_pairs(found)) if found.state in OPEN_STATES else 0,
        "is_open": found.state in OPEN_STATES,
        "refusal": refusal,
        "ended": find_ended_rule(found, named_key(request.GET.get("ended", ""))),
    }
    return page(request, "collectives/formation/rules.html", "rules", context, status=status)


def _tell(request: ProgramRequest, made: int) -> None:
    words = ngettext("%(count)d rule is set.", "%(count)d rules are set.", made)
    messages.success(request, words % {"count": made})
