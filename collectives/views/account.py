"""Signing in and out: allauth's pages, at our addresses, in our words."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from collectives.queries.user import demo_sign_ins, find_demo_user
from collectives.requests import remember_shared_device

type View = Callable[..., HttpResponseBase]


def refused_as_422(view: View) -> View:
    """A form that comes back says so: 422, as everywhere else."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return answer


class SignInView(account.RequestLoginCodeView):
    """One field: the e-mail a code goes to. The same answer whether we know it or not."""

    template_name = "account/login.html"

    def form_valid(self, form: Form) -> HttpResponse:
        remember_shared_device(self.request, form.cleaned_data["shared"])
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"demo_sign_ins": demo_sign_ins(), "demo": settings.DEMO}


class PasswordView(account.LoginView):
    """E-mail and password."""

    template_name = "account/password.html"

    def form_valid(self, form: Form) -> HttpResponse:
        remember_shared_device(self.request, form.cleaned_data["shared"])
        return super().form_valid(form)


class PasskeyView(webauthn.LoginWebAuthnView):
    """A passkey alone; what the browser's dialogue gave is posted here."""

    def form_valid(self, form: Form) -> HttpResponse:
        remember_shared_device(self.request, self.request.POST.get("shared") == "on")
        return super().form_valid(form)


class ConnectAppView(totp.ActivateTOTPView):
    """An authenticator app. Who has just shown its code need not show it again to see their recovery codes."""

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="totp", reauthenticated=True)
        return response


class AddPasskeyView(webauthn.AddWebAuthnView):
    """A passkey. Who has just used it need not use it again to see their recovery codes."""

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="webauthn", reauthenticated=True)
        return response


sign_in = refused_as_422(SignInView.as_view())
sign_in_by_password = refused_as_422(PasswordView.as_view())
sign_in_by_passkey = PasskeyView.as_view()
connect_app = refused_as_422(ConnectAppView.as_view())
add_passkey = refused_as_422(AddPasskeyView.as_view())
confirm_code = refused_as_422(account.ConfirmLoginCodeView.as_view(extra_context={"demo": settings.DEMO}))


@require_POST
@never_cache
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demonstration's people. A second factor, once added, is asked for here, too."""
    if not settings.DEMO:
        raise Http404
    user = find_demo_user(request.POST.get("email", ""))
    if user is None:
        raise Http404
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    remember_shared_device(request, shared=False)
    record_authentication(request, user, method="demo")
    return perform_login(request, Login(user=user, email=user.email, redirect_url=safe_next(request)))


def safe_next(request: HttpRequest) -> str | None:
    """Where the person wanted to go, if that is within our own pages."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and safe else None


@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    """Nobody signs up by themselves; whoever looks for it finds the sign-in page."""
    return redirect("account_login")
