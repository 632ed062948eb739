"""How allauth signs people in here."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collectives.models import User
from collectives.requests import begin_session


class AccountAdapter(DefaultAccountAdapter):
    """People come in by invitation; nobody signs up by themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail and this password do not belong together. Try again, or use a code."),
        "enter_current_password": _("This is not your present password. Type it again."),
        "incorrect_code": _("This is not the code we sent last. Look for the newest message and type its code."),
        "incorrect_password": _("This is not your password. Type it again."),
        "too_many_login_attempts": _("That was a lot of tries. Wait five minutes, then ask for a new code."),
        "rate_limited": _("That was a lot at once. Wait a minute, then go on."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse | None:
        """A code that came to the e-mail and was typed in shows that the e-mail is theirs."""
        email = details.get("email")
        records = get_authentication_records(request, user)
        by_code = bool(records) and records[-1]["method"] == "code" and records[-1].get("email") == email
        if by_code and email == user.email and user.is_active:
            EmailAddress.objects.update_or_create(
                user=user, email=user.email, defaults={"verified": True, "primary": True}
            )
        return super().pre_login(request, user, **details)

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in with a new session key, and start counting the session's time."""
        super().login(request, user)
        begin_session(request, at=time.time())

    def render_mail(self, template_prefix: str, email: Any, context: Any, headers: Any = None) -> EmailMessage:
        """The message in its reader's language; for an unknown e-mail in the language of the page."""
        address = email if isinstance(email, str) else email[0]
        reader = User.objects.filter(email__iexact=address).first()
        said = {**context, "reader": reader, "base_url": settings.BASE_URL}
        with translation.override(reader.language if reader else translation.get_language()):
            subject = super().render_mail(template_prefix, email, said, headers).subject
            message = super().render_mail(template_prefix, email, {**said, "subject": subject}, headers)
        message.extra_headers["Auto-Submitted"] = "auto-generated"
        return message

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")


class MFAAdapter(DefaultMFAAdapter):
    """The second factor."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit. Wait for the next one in your app and type it in."),
        "unverified_email": _("Before you add a second factor, sign in once with a code that we send you."),
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  allauth's word
        """A first name for a passkey, which its owner may change."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)d") % {"number": number}

    def _get_site_name(self) -> str:
        return settings.SITE_NAME
