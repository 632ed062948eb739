"""All settings, from the environment; safe by default, loud when something is wrong."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from ilc.embedded import connection_settings, data_folder
from ilc.environment import environment_value

BASE_DIR = Path(__file__).resolve().parent.parent


def _flag(name: str, *, default: bool = False) -> bool:
    value = environment_value(name)
    if value is None:
        return default
    if value.lower() not in {"1", "0", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")
    return value.lower() in {"1", "true", "yes"}


DEBUG = _flag("ILC_DEBUG")
DEMO = _flag("ILC_DEMO")
BASE_URL = environment_value("ILC_BASE_URL") or "http://localhost:8000"
_base = urlsplit(BASE_URL)
HTTPS = _base.scheme == "https"

_secret = environment_value("ILC_SECRET_KEY")
if _secret is None and not (DEBUG or DEMO):
    raise ImproperlyConfigured(
        "ILC_SECRET_KEY is not set. Set it (or ILC_SECRET_KEY_FILE) to 50 random characters; "
        "for a demonstration on this computer set ILC_DEMO=yes, or run `make demo`."
    )
SECRET_KEY = _secret or "only-for-the-demonstration-and-development-on-one-computer"
ALLOWED_HOSTS = (environment_value("ILC_ALLOWED_HOSTS") or _base.hostname or "localhost").split(",")
if DEBUG or DEMO:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_FAILURE_VIEW = "ilc.site.csrf_refused"
CSRF_TRUSTED_ORIGINS = [f"{_base.scheme}://{_base.netloc}"]
SITE_NAME = "ILC"

# Applications and the order of a request ------------------------------------------------------------

INSTALLED_APPS = [
    "ilc",
    "collectives",
    "inquiry",
    "evidence",
    "facilitation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "ilc.pages.only_page_methods",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "collectives.middleware.PersonMiddleware",
    "collectives.middleware.ProgramMiddleware",
]
ROOT_URLCONF = "ilc.urls"
WSGI_APPLICATION = "ilc.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "collectives.requests.page_furniture",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "ilc.templatetags.ilc"],
        },
    }
]
FORM_RENDERER = "ilc.forms.Renderer"

# PostgreSQL and Redis --------------------------------------------------------------------------------

_connections = connection_settings()
DATABASES = _connections.databases
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
CACHES = {
    "default": {
        "BACKEND": "ilc.cache.SpareRedisCache",
        "LOCATION": _connections.redis_url,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},  # seconds: no page waits for long
    }
}
REDIS_URL = _connections.redis_url
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and signing in -------------------------------------------------------------------------------

AUTH_USER_MODEL = "collectives.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "collectives.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_RATE_LIMITS = {"request_login_code": "60/m/ip,5/5m/key"}  # a whole room may sign in from one address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "request_login_code": "collectives.forms.account.SignInForm",
    "login": "collectives.forms.account.PasswordForm",
    "confirm_login_code": "collectives.forms.account.CodeForm",
    "confirm_email_verification_code": "collectives.forms.account.EmailCodeForm",
    "reset_password": "collectives.forms.account.ForgottenForm",
    "reset_password_from_key": "collectives.forms.account.NewPasswordForm",
    "set_password": "collectives.forms.account.SetPasswordForm",
    "change_password": "collectives.forms.account.ChangePasswordForm",
    "reauthenticate": "collectives.forms.account.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "collectives.forms.account.SecondFactorForm",
    "reauthenticate": "collectives.forms.account.SecondFactorAgainForm",
    "activate_totp": "collectives.forms.account.ConnectAppForm",
    "add_webauthn": "collectives.forms.account.AddPasskeyForm",
    "edit_webauthn": "collectives.forms.account.RenamePasskeyForm",
}
MFA_ADAPTER = "collectives.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = SITE_NAME
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "program-chooser"

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS and not DEBUG
_behind_proxy = _flag("ILC_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _behind_proxy else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _behind_proxy else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
# Whether every subdomain is served by HTTPS, and belongs on browsers' lists, is for the owner of the domain to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Languages and time ----------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "ilc" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# Files -----------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(environment_value("ILC_STATIC_ROOT") or data_folder() / "static")
STATICFILES_DIRS = [BASE_DIR / "static" / "built"]
MEDIA_ROOT = Path(environment_value("ILC_FILES") or data_folder() / "files")
# Word vectors that reach across languages: a folder in the format of model2vec. Else those that come with wordllama.
VECTORS = Path(_vectors) if (_vectors := environment_value("ILC_VECTORS")) else None
MEDIA_URL = ""
# What people bring is shown to this scanner before anybody can fetch it: clamd://host:port or clamd+unix:///path.
SCANNER = environment_value("ILC_SCANNER")
_scanner = urlsplit(SCANNER or "clamd://none")
if not {"clamd": _scanner.hostname, "clamd+unix": _scanner.path}.get(_scanner.scheme):
    raise ImproperlyConfigured(
        f"ILC_SCANNER must be clamd://host:3310 or clamd+unix:///run/clamav/clamd.ctl, not {SCANNER!r}."
    )
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# The whole fonts are for paper only: compressing them takes most of the time of `collectstatic`.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("jpg", "png", "webp", "gz", "br", "woff", "woff2", "ttf")

# Mail ------------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = environment_value("ILC_MAIL_FROM") or "ILC <ilc@localhost>"
DEMO_MAIL_FOLDER = data_folder() / "mail"
_mail = urlsplit(environment_value("ILC_MAIL_URL") or "")
if _mail.scheme in {"smtp", "smtps", "smtp+tls"}:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": _mail.hostname,
                "port": _mail.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[_mail.scheme],
                "username": unquote(_mail.username or ""),
                "password": environment_value("ILC_MAIL_PASSWORD") or "",
                "use_ssl": _mail.scheme == "smtps",
                "use_tls": _mail.scheme == "smtp+tls",
                "timeout": 20,
            },
        }
    }
elif not _mail.scheme and (DEBUG or DEMO):
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(DEMO_MAIL_FOLDER)},
        }
    }
else:
    raise ImproperlyConfigured(
        "ILC_MAIL_URL is not set. Set it to smtp+tls://user@host:587 (the password in ILC_MAIL_PASSWORD_FILE)."
    )

# Background work: Redis rings the bell, the table `due` is the truth -----------------------------------

CELERY_BROKER_URL = _connections.celery_broker_url
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 10}
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}

# What is said in the log -----------------------------------------------------------------------------


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "ilc.log.Line", "fmt": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "django.request": {"level": "ERROR"},
    },
}
