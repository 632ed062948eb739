"""How small groups are protected: read by everybody, decided by admins."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from collectives.requests import ProgramRequest
from evidence.forms.protection import ProtectionForm
from evidence.operations.protection import set_protection
from evidence.permissions.protection import can_set_protection
from evidence.queries.protection import protection_rules, standing_rule
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def protection(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """The rule that holds, those before it, and for admins the form."""
    may_set = can_set_protection(request.participant)
    rule = standing_rule()
    form = ProtectionForm(request.POST if request.method == "POST" else None, initial=ProtectionForm.now(rule))
    if request.method == "POST":
        require(may_set)
        if form.is_valid():
            set_protection(form.rule(), why=form.cleaned_data["why"], by=request.participant, now=now())
            messages.success(request, _("The rule is kept. What is shared follows it within a few minutes."))
            return redirect("evidence:protection", program_slug)
    context = {"rule": rule, "rules": protection_rules()[:20], "form": form if may_set else None}
    return page(
        request, "evidence/protection/protection.html", "protection", context, status=422 if form.errors else 200
    )
