"""What people type to sign in. allauth checks it; here are the words around it."""

from typing import TYPE_CHECKING, Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _say(field: forms.Field, label: "StrOrPromise", help_text: "StrOrPromise" = "", **attributes: Any) -> None:
    """Our words for one of allauth's fields, and no placeholder in their stead."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


def _shared_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Others use this device"),
        help_text=_("You are signed out when the browser is closed."),
        required=False,
    )


class SignInForm(account.RequestLoginCodeForm):
    """The e-mail a code goes to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(
            self.fields["email"], _("Your work e-mail"), _("The one your invitation came to."), autocomplete="username"
        )
        self.fields["shared"] = _shared_field()


class PasswordForm(account.LoginForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self.fields["login"], _("Your work e-mail"), autocomplete="username")
        _say(self.fields["password"], _("Your password"))
        del self.fields["remember"]
        self.fields["shared"] = _shared_field()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        cleaned["remember"] = not cleaned.get("shared", False)
        return cleaned


CODE_FIELD: dict[str, Any] = {"autocapitalize": "characters", "spellcheck": "false", "autofocus": True}


class CodeForm(account.ConfirmLoginCodeForm):
    """The code from the message."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self.fields["code"], _("The code from the message"), **CODE_FIELD)


class EmailCodeForm(account.ConfirmEmailVerificationCodeForm):
    """The code that shows an e-mail is one's own."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self.fields["code"], _("The code from the message"), **CODE_FIELD)


class ForgottenForm(account.ResetPasswordForm):
    """Where a link for a new password goes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self.fields["email"], _("Your work e-mail"), autocomplete="username")


def _say_new_password(form: forms.Form) -> None:
    _say(form.fields["password1"], _("New password"), form.fields["password1"].help_text)
    _say(form.fields["password2"], _("The same once more"), autocomplete="new-password")


class NewPasswordForm(account.ResetPasswordKeyForm):
    """A new password in place of a forgotten one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say_new_password(self)


class SetPasswordForm(account.SetPasswordForm):
    """A first password."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say_new_password(self)


class ChangePasswordForm(account.ChangePasswordForm):
    """A new password in place of the present one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self.fields["oldpassword"], _("Present password"))
        _say_new_password(self)


class PasswordAgainForm(account.ReauthenticateForm):
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self.fields["password"], _("Your password"))


FACTOR_HELP = _("Six figures from your app, or one of your recovery codes.")


class SecondFactorForm(mfa.AuthenticateForm):
    """A code from the app, or a recovery code."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self.fields["code"], _("Code"), FACTOR_HELP, inputmode="numeric", autofocus=True)


class SecondFactorAgainForm(mfa.ReauthenticateForm):
    """The same, before something that matters."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self.fields["code"], _("Code"), FACTOR_HELP, inputmode="numeric", autofocus=True)


class ConnectAppForm(totp.ActivateTOTPForm):
    """The first code from an app that has read the square."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self.fields["code"], _("The six figures your app shows now"), inputmode="numeric")


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """A name for a new passkey."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self.fields["name"], _("A name for it"), _("So that you know it again, such as “my phone”."))
        if "passwordless" in self.fields:
            _say(
                self.fields["passwordless"],
                _("Let it sign me in by itself"),
                _("Without e-mail and code. Otherwise it is a second factor."),
            )


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _say(self.fields["name"], _("A name for it"))
