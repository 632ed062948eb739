"""The project itself as an app: it holds the one table `due`, the template tags, the catalogue and the checks."""

from django.apps import AppConfig


class IlcConfig(AppConfig):
    """Mechanisms that every app uses."""

    name = "ilc"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks that refuse to start on an unprotected database."""
        from ilc.tenancy import checks  # noqa: F401, PLC0415  registers itself; needs the apps to be loaded
