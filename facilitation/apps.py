"""The app's place in Django."""

from django.apps import AppConfig


class FacilitationConfig(AppConfig):
    """How it is led: sessions, and the pages that look at everything."""

    name = "facilitation"
    default_auto_field = "django.db.models.BigAutoField"
