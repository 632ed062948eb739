"""Addresses outside any program: signing in, oneself, one's programs. Only pages that are ours can be reached."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.generic import RedirectView

from collectives.views import account as views
from collectives.views import membership, notice, user
from collectives.views.account import refused_as_422

urlpatterns: list[URLPattern | URLResolver] = [
    path("programs/", membership.program_chooser, name="program-chooser"),
    path("two-factor/", membership.two_factor_needed, name="two-factor-needed"),
    path("profile/", user.profile, name="profile"),
    path("language/", user.choose_language, name="set_language"),
    path("demo/outbox/", notice.demo_outbox, name="demo-outbox"),
    path("demo/outbox/<str:key>/", notice.demo_mail, name="demo-mail"),
    path("demo/sign-in/", views.demo_sign_in, name="demo-sign-in"),
    path("accounts/login/", views.sign_in, name="account_login"),
    path(
        "accounts/login/code/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="account_request_login_code",
    ),
    path("accounts/login/code/confirm/", views.confirm_code, name="account_confirm_login_code"),
    path("accounts/login/password/", views.sign_in_by_password, name="account_login_by_password"),
    path("accounts/signup/", views.sign_up, name="account_signup"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/email/", RedirectView.as_view(pattern_name="profile"), name="account_email"),
    path(
        "accounts/confirm-email/",
        refused_as_422(account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    path("accounts/again/", refused_as_422(account.reauthenticate), name="account_reauthenticate"),
    path("accounts/password/change/", refused_as_422(account.password_change), name="account_change_password"),
    path("accounts/password/set/", refused_as_422(account.password_set), name="account_set_password"),
    path("accounts/password/reset/", refused_as_422(account.password_reset), name="account_reset_password"),
    path("accounts/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "accounts/password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        refused_as_422(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("accounts/2fa/", mfa.index, name="mfa_index"),
    path("accounts/2fa/authenticate/", refused_as_422(mfa.authenticate), name="mfa_authenticate"),
    path("accounts/2fa/again/", refused_as_422(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("accounts/2fa/app/connect/", views.connect_app, name="mfa_activate_totp"),
    path("accounts/2fa/app/remove/", refused_as_422(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("accounts/2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "accounts/2fa/recovery-codes/new/",
        refused_as_422(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "accounts/2fa/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("accounts/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("accounts/passkeys/add/", views.add_passkey, name="mfa_add_webauthn"),
    path("accounts/passkeys/sign-in/", views.sign_in_by_passkey, name="mfa_login_webauthn"),
    path("accounts/passkeys/again/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("accounts/passkeys/<int:pk>/rename/", refused_as_422(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("accounts/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
