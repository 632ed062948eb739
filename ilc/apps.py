"""The project itself as an app: it holds the one table `due`, the template tags, the catalogue and the checks."""

from django.apps import AppConfig


class IlcConfig(AppConfig):
    """Mechanisms that every app uses."""

    name = "ilc"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make the Celery application the one that tasks ring through; check the database; word the forms."""
        from ilc import celery  # noqa: F401, PLC0415  needs the settings to be loaded
        from ilc.forms import ask_in_our_words  # noqa: PLC0415  needs the settings to be loaded
        from ilc.tenancy import checks  # noqa: F401, PLC0415  registers itself; needs the apps to be loaded

        ask_in_our_words()
