"""The app's place in Django."""

from django.apps import AppConfig


class FacilitationConfig(AppConfig):
    """How it is led: sessions, and the pages that look at everything."""

    name = "facilitation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let charts of evidence know when the group met."""
        from evidence.queries.occasions import add_occasions  # noqa: PLC0415  needs the settings to be loaded
        from facilitation.queries.occasion import session_marks  # noqa: PLC0415

        add_occasions(session_marks)
