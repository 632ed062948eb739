"""The student groups by which a program's figures are split."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from collectives.requests import ProgramRequest
from evidence.forms.student_group import GroupForm, GroupsForm
from evidence.models import StudentGroup
from evidence.operations.student_group import (
    add_student_groups,
    bring_group_back,
    rename_student_group,
    set_group_aside,
)
from evidence.permissions.protection import can_set_student_groups
from evidence.queries.student_group import group_kinds
from ilc.errors import Refused
from ilc.pages import page, require


@require_http_methods(["GET", "POST"])
def student_groups(request: ProgramRequest, program_slug: str) -> HttpResponse:
    """Every group by kind, and naming more."""
    require(can_set_student_groups(request.participant))
    form = GroupsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_student_groups(form.cleaned_data["kind"], form.cleaned_data["names"])
        except Refused as reason:
            form.add_error("names", str(reason))
        else:
            return redirect("evidence:groups", program_slug)
    context = {"kinds": group_kinds(), "form": form}
    return page(request, "evidence/student_group/list.html", "groups", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def student_group(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Call a group otherwise."""
    group = _group(request, pk)
    form = GroupForm(request.POST or None, initial={"name": group.name})
    if request.method == "POST" and form.is_valid():
        try:
            rename_student_group(group, name=form.cleaned_data["name"])
        except Refused as reason:
            form.add_error("name", str(reason))
        else:
            return redirect("evidence:groups", program_slug)
    context = {"group": group, "form": form}
    return page(request, "evidence/student_group/group.html", "group", context, status=422 if form.errors else 200)


@require_POST
def student_group_aside(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Nothing new is brought for it."""
    set_group_aside(_group(request, pk), now=now())
    return redirect("evidence:groups", program_slug)


@require_POST
def student_group_back(request: ProgramRequest, program_slug: str, pk: UUID) -> HttpResponse:
    """Figures can be brought for it again."""
    try:
        bring_group_back(_group(request, pk))
    except Refused as reason:
        messages.error(request, str(reason))
    return redirect("evidence:groups", program_slug)


def _group(request: ProgramRequest, pk: UUID) -> StudentGroup:
    group = get_object_or_404(StudentGroup.objects.all(), pk=pk)
    require(can_set_student_groups(request.participant))
    return group
