"""The app's place in Django."""

from django.apps import AppConfig
from django.core.checks import register


class InquiryConfig(AppConfig):
    """What collectives work on: the cycle and the placemat."""

    name = "inquiry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Check the content files at start."""
        from inquiry.queries.guide_words import check_guide_words  # noqa: PLC0415  needs the settings to be loaded

        register(check_guide_words)
