"""A person's own settings: name, language, time zone."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from collectives.forms.user import ProfileForm
from collectives.models import User
from collectives.operations.user import change_language, change_profile
from collectives.queries.user import sign_in_ways
from ilc.pages import page


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, language, time zone, and the ways to sign in."""
    user = cast("User", request.user)
    form = ProfileForm(request.POST or None, initial=ProfileForm.values_of(user))
    if request.method == "POST" and form.is_valid():
        change_profile(user, **form.cleaned_data, now=now())
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    context = {"form": form, "ways": sign_in_ways(user)}
    return page(request, "collectives/user/profile.html", "profile", context, status=422 if form.errors else 200)


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep a language: for who is signed in as their setting, for everybody else on this device."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and translation.check_for_language(language):
        change_language(request.user, language=language)
    return set_language(request)
