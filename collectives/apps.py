"""The app's place in Django."""

from django.apps import AppConfig


class CollectivesConfig(AppConfig):
    """Who meets with whom: identity, gatherings, themes, collectives."""

    name = "collectives"
    default_auto_field = "django.db.models.BigAutoField"
